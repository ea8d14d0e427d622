"""Two real shops with encrypted files and a centre they reach within the test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop.models.keys import FileKeys
from desktop.usecases.exchange.exchanging import Exchanged, exchange_once
from desktop.usecases.exchange.joining import Joined, first_pin, join, new_till, read_all
from desktop.usecases.new_shop import NewShop, new_shop
from desktop.usecases.open_till import open_till
from desktop.usecases.sign_in import Session, sign_in
from desktop.usecases.staff_keys import LIGHT
from desktop.usecases.till import Till
from loyalty.clock import DAY
from loyalty.kinds import CREDIT, EntryAdjusted, Grant, LotAmount, MemberEnrolled
from tests.conftest import OWNER_PIN, FixedClock, SeededBytes
from tests.sync.centre import InMemory, Line, new_centre

URL = "http://centre.test"


@dataclass
class Machine:
    """A till on a machine of its own: folder, keys, clock and a line."""

    root: Path
    name: str
    line: Line
    clock: FixedClock = field(default_factory=FixedClock)
    till: Till | None = None
    copies: int = 0

    @property
    def folder(self) -> Path:
        return self.root / f"shop-{self.name}"

    @property
    def keys(self) -> FileKeys:
        return FileKeys(self.root / f"keys-{self.name}")

    @property
    def dice(self) -> SeededBytes:
        self.copies += 1
        return SeededBytes(hash((self.name, self.copies)) % 1_000_000)

    @property
    def here(self) -> Till:
        assert self.till is not None
        return self.till

    def begin(self) -> Till:
        said = NewShop("کافه", "ونک", OWNER_PIN, test=True)
        new_shop(self.folder, said, clock=self.clock, entropy=self.dice, keys=self.keys, key_cost=LIGHT)
        return self.open()

    def open(self) -> Till:
        self.till = open_till(
            self.folder, clock=self.clock, entropy=self.dice, keys=self.keys, key_cost=LIGHT
        )
        return self.till

    def come(self, code: str) -> Joined:
        self.till, joined = new_till(
            self.folder, self.line, lambda _: self.line, URL, code,
            clock=self.clock, entropy=self.dice, keys=self.keys, key_cost=LIGHT,
        )  # fmt: skip
        first_pin(self.till, "owner", OWNER_PIN)
        return joined

    def close(self) -> None:
        if self.till is not None:
            self.till.close()
            self.till = None

    @property
    def owner(self) -> Session:
        return sign_in(self.here, "owner", OWNER_PIN)

    def sync(self) -> Exchanged:
        self.clock.go(1_000)
        return exchange_once(self.here, self.line)

    def settle(self) -> int:
        return read_all(self.here, self.line)

    def save(self) -> Path:
        """Return a copy of the whole machine: folder and marks."""
        self.close()
        kept = self.root / f"kept-{self.name}-{self.copies}"
        shutil.copytree(self.folder, kept / "shop")
        shutil.copytree(self.keys.folder, kept / "keys")
        self.open()
        return kept

    def put_back(self, kept: Path, *, marks: bool = True) -> None:
        """Put the folder back to a copy, the marks of the machine too if so said."""
        self.close()
        shutil.rmtree(self.folder)
        shutil.copytree(kept / "shop", self.folder)
        if marks:
            shutil.rmtree(self.keys.folder)
            shutil.copytree(kept / "keys", self.keys.folder)
        self.open()

    def member(self) -> str:
        member_id = self.here.new_id()
        with self.here.transaction("owner") as tx:
            tx.record("member.enrolled", MemberEnrolled(member_id, None))
        return member_id

    def grant(self, member_id: str, amount: int) -> str:
        at = self.here.now()
        with self.here.transaction("owner") as tx:
            body = EntryAdjusted(
                member_id, (Grant(CREDIT, "business", amount, at, at + 90 * DAY, "gift"),), (), "gift"
            )
            told = tx.record("entry.adjusted", body)
        return f"{told.fact_id}.0"

    def take(self, member_id: str, lot: str, amount: int) -> str:
        with self.here.transaction("owner") as tx:
            body = EntryAdjusted(member_id, (), (LotAmount(lot, amount),), "other")
            return tx.record("entry.adjusted", body).fact_id

    def facts(self) -> set[str]:
        with self.here.read() as db:
            return {row[0] for row in db.rows("SELECT fact_id FROM fact")}


@pytest.fixture
def centre() -> InMemory:
    """Return a centre that has just begun."""
    return new_centre()


@pytest.fixture
def near(centre: InMemory, tmp_path: Path) -> Iterator[Machine]:
    """Return a shop that was alone and has joined."""
    with ExitStack() as undo:
        machine = Machine(tmp_path, "near", centre.line())
        undo.callback(machine.close)
        till = machine.begin()
        business = till.shop.business_id
        join(
            till,
            machine.owner,
            machine.line,
            lambda _: machine.line,
            URL,
            centre.invite("own", "", "", business),
        )
        yield machine


@pytest.fixture
def far(centre: InMemory, near: Machine, tmp_path: Path) -> Iterator[Machine]:
    """Return a new till of the same business in another branch, which has read all there is."""
    with ExitStack() as undo:
        machine = Machine(tmp_path, "far", centre.line())
        undo.callback(machine.close)
        machine.come(centre.invite("new", "branch-far", "تجریش", near.here.shop.business_id))
        yield machine
