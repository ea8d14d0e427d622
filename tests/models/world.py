"""A small shop for the store's tests: real files, real encryption, a clock and dice that tests hold."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from desktop.models.keys import FileKeys
from desktop.models.log import Recorded
from desktop.models.opening import create_shop_file, open_shop
from desktop.models.people import Person
from desktop.models.signing import PrivateSigner, signer_of
from desktop.models.store import Store
from loyalty.basket import Tender
from loyalty.clock import DAY
from loyalty.kinds import (
    CREDIT,
    BranchSet,
    Grant,
    LotAmount,
    MemberEnrolled,
    OfferUse,
    ReturnedLine,
    Reversal,
    SaleImported,
    SaleRecorded,
    ShiftOpened,
    SoldLine,
    StaffKeyed,
    StaffSet,
    TillOpened,
)

START = 1_795_000_000_000
OWNER = "owner"
ZONE = "Asia/Tehran"


@dataclass
class HeldClock:
    """A clock the test moves; every look costs a millisecond."""

    at: int = START
    boot: str = "boot-1"
    lag: int = 0

    def now(self) -> int:
        self.at += 1
        return self.at + self.lag

    def steady(self) -> int:
        return self.at - START

    def boot_id(self) -> str:
        return self.boot


@dataclass
class Dice:
    """Random bytes that repeat from run to run."""

    seed: str = "dice"
    turn: int = 0

    def __call__(self, count: int) -> bytes:
        self.turn += 1
        return hashlib.shake_256(f"{self.seed}/{self.turn}".encode()).digest(count)


@dataclass
class World:
    """One shop on one machine."""

    root: Path
    clock: HeldClock = field(default_factory=HeldClock)
    dice: Dice = field(default_factory=Dice)
    boss: PrivateSigner = field(default_factory=lambda: signer_of(bytes(range(32))))

    @property
    def folder(self) -> Path:
        return self.root / "shop"

    @property
    def keys(self) -> FileKeys:
        return FileKeys(self.root / "keys")

    def make(self) -> Store:
        store = create_shop_file(self.folder, keys=self.keys, clock=self.clock, entropy=self.dice)
        with store.transaction(OWNER) as tx:
            tx.record(
                "till.opened",
                TillOpened("A1", store.till_public_key, "کفش ونک", "IRT", 0, "shoes", test=True),
            )
            tx.record("branch.set", BranchSet(store.shop.branch_id, "ونک", "", ZONE))
            tx.record("staff.set", StaffSet(OWNER, "مالک", "owner", None, active=True))
            tx.record("staff.keyed", StaffKeyed(OWNER, self.boss.public_key))
        return store

    def open(self, folder: Path | None = None) -> Store:
        return open_shop(folder or self.folder, keys=self.keys, clock=self.clock, entropy=self.dice)


def enrol(store: Store, person: Person | None = None) -> str:
    """Enrol a member with words."""
    with store.transaction(OWNER) as tx:
        member_id = tx.new_id()
        tx.record("member.enrolled", MemberEnrolled(member_id, None))
        if person is not None:
            tx.set_people({member_id: person})
    return member_id


def start_shift(store: Store, counted: int = 0) -> str:
    with store.transaction(OWNER) as tx:
        return tx.record("shift.opened", ShiftOpened(counted)).fact_id


def line(place: int, group: str, net: int, quantity: int = 1_000, credit_paid: int = 0) -> SoldLine:
    return SoldLine(place, group, None, quantity, net, 0, credit_paid, 0)


def sell(
    store: Store,
    member_id: str | None = None,
    amounts: tuple[tuple[str, int], ...] = (("SHOES", 200_000), ("BAGS", 100_000)),
    credit: int = 30_000,
    spends: tuple[LotAmount, ...] = (),
    shift_id: str = "shift",
    days: int | None = 180,
    fact_id: str | None = None,
    points: int = 0,
    offer: str = "",
) -> Recorded:
    """Record a sale paid in cash, granting credit (and points) to a member."""
    with store.transaction(OWNER) as tx:
        paid = sum(part.amount for part in spends)
        lines = tuple(
            line(place, group, amount, credit_paid=paid if place == 1 else 0)
            for place, (group, amount) in enumerate(amounts, start=1)
        )
        until = None if days is None else tx.at + days * DAY
        grants: tuple[Grant, ...] = ()
        if member_id:
            grants = (Grant(CREDIT, "business", credit, tx.at, until, offer or "base"),) if credit else ()
            grants += (Grant("points:main", "business", points, tx.at, None, "base"),) if points else ()
        total = sum(amount for _, amount in amounts)
        uses = (OfferUse(offer, 1, (0,) * len(lines)),) if offer else ()
        body = SaleRecorded(
            tx.next_number(),
            shift_id,
            member_id,
            lines,
            (Tender("cash", total - paid + 5_000),),
            5_000,
            spends,
            grants,
            uses,
        )
        return tx.record("sale.recorded", body, fact_id=fact_id)


def refund(
    store: Store,
    sale: Recorded,
    member_id: str | None,
    parts: tuple[tuple[int, int], ...] = ((1, 200_000),),
    taken: tuple[LotAmount, ...] = (),
    kind: str = "sale.refunded",
) -> Recorded:
    """Record a refund (or void) of whole lines, money back in cash."""
    with store.transaction(OWNER) as tx:
        lines = tuple(ReturnedLine(number, 1_000, net, 0) for number, net in parts)
        total = sum(net for _, net in parts)
        body = Reversal(
            sale.fact_id,
            tx.next_number(),
            "shift",
            member_id,
            lines,
            (Tender("cash", total),),
            (),
            (),
            taken,
            0,
            (),
            "size",
        )
        return tx.record(kind, body)


def imported(
    sale_id: str,
    member_id: str | None,
    branch_id: str,
    at: int,
    net: int,
    *,
    refund_of: str | None = None,
    groups: tuple[tuple[str, int], ...] = (),
) -> SaleImported:
    """Return an imported purchase (or refund, with negative amounts)."""
    lines = tuple(line(place, group, amount) for place, (group, amount) in enumerate(groups, start=1))
    return SaleImported(sale_id, refund_of, member_id, branch_id, at, net, 0, 0, net, lines)


def table(store: Store, name: str) -> list[tuple[object, ...]]:
    """Return all rows of a table in order of their first column."""
    with store.read() as db:
        return db.rows(f"SELECT * FROM {name} ORDER BY 1")
