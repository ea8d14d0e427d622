"""After any acts in any order the columns the file keeps packed are, cell by cell, those read from its rows.

Acts come from generated sequences: sales, refunds, voids, refunds told before their sale, members told after their
sale or told anew, merges, splits, leaving, erasing, new words, imports told again by another; parts are kept now and
then, of few rows each, so that every part is changed behind. Planted mistakes: each trigger lost, one at a time.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pytest

from desktop.models import schema
from desktop.models.erasing import forget
from desktop.models.people import Person
from desktop.models.queries import columns as parts
from desktop.models.sources import Reader
from desktop.reports.figures.columns import Columns
from desktop.reports.figures.keeping import keep_columns
from desktop.reports.figures.loading import load
from desktop.reports.figures.packing import pack, unpack
from loyalty.errors import LoyaltyError
from loyalty.kinds import (
    ImportedMembers,
    ImportedSales,
    MemberEnrolled,
    MemberGone,
    MemberImported,
    MemberPair,
)
from tests.models.world import OWNER, enrol, imported, refund, sell

FULL = 3


@contextmanager
def without_parts(db: Reader) -> Iterator[None]:
    """Read everything from the rows while the block runs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "parts", lambda *_: iter(()))
        patch.setattr(parts, "words", lambda *_: [])
        yield


def cells(columns: Columns) -> dict[str, list[Any]]:
    """Return the columns as rows of what they mean: texts in place of their numbers, whatever these are."""

    def named(texts: tuple[str, ...], codes: Any) -> list[str | None]:
        return [texts[code] if code >= 0 else None for code in codes.tolist()]

    sales, backs, members = columns.sales, columns.backs, columns.members
    told = (
        (sales.number, sales.at, sales.day, sales.net, sales.imported),
        (named(columns.branches, sales.branch), named(members.ids, sales.member)),
        (named(columns.staff, sales.staff), named(columns.tills, sales.till)),
    )
    of_sales = [*(one.tolist() for one in told[0]), *told[1], *told[2]]
    of_backs = [one.tolist() for one in (backs.sale, backs.at, backs.day, backs.net, backs.void)]
    of_members = [
        one.tolist() for one in (members.joined_at, members.joined_day, members.imported, members.left_at)
    ]
    return {
        "sales": list(zip(*of_sales, strict=True)),
        "backs": list(
            zip(
                *of_backs,
                named(columns.branches, backs.branch),
                named(columns.staff, backs.staff),
                strict=True,
            )
        ),
        "members": list(
            zip(
                members.ids,
                members.shown,
                *of_members,
                named(columns.branches, members.joined_branch),
                named(columns.staff, members.enrolled_by),
                strict=True,
            )
        ),
        "branches": sorted(zip(columns.branches, columns.zones, strict=True)),
        "pairs": sorted((pair.low_id, pair.high_id, pair.at) for pair in columns.pairs),
    }


@dataclass
class Acts:
    """A shop and whoever acts in it by the dice."""

    till: Any
    dice: random.Random
    members: list[str] = field(default_factory=list)
    sales: list[Any] = field(default_factory=list)
    told: list[Any] = field(default_factory=list)
    read: Columns | None = None

    @property
    def store(self) -> Any:
        return self.till.store

    def record(self, kind: str, body: Any, staff: str = OWNER) -> None:
        with self.store.transaction(staff) as tx:
            tx.record(kind, body)

    def person(self) -> Person:
        return Person(name="عضو", external_id=self.dice.choice(("", f"X{self.dice.randrange(99)}")))

    def some(self, among: list[Any]) -> Any:
        return self.dice.choice(among) if among else None

    def enrol(self) -> None:
        self.members.append(enrol(self.store, self.person()))

    def sell(self) -> None:
        buyer = self.some([*self.members, None])
        self.sales.append((sell(self.store, buyer, credit=0), buyer))

    def give_back(self) -> None:
        if self.sales:
            sale, buyer = self.sales.pop(self.dice.randrange(len(self.sales)))
            kind = self.dice.choice(("sale.refunded", "sale.voided"))
            refund(self.store, sale, buyer, ((1, 200_000), (2, 100_000)), kind=kind)

    def give_back_early(self) -> None:
        # The refund of a sale that comes from its list later.
        name = f"late{self.dice.randrange(10**9)}"
        back = imported(f"r{name}", None, "B2", self.till.now(), -500, refund_of=name)
        self.record("sale.imported", ImportedSales((back,)), "zed")
        late = imported(name, self.some(self.members), "B2", self.till.now() - 10, 900)
        self.told += (back, late)

    def bring_in(self) -> None:
        if self.told and self.dice.random() < 0.6:
            sale = self.some(self.told)
        else:
            sale = imported(
                f"i{self.dice.randrange(10**9)}", self.some(self.members), "B1", self.till.now(), 700
            )
            self.told.append(sale)
        self.record("sale.imported", ImportedSales((sale,)), self.dice.choice(("owner", "aunt", "zed")))

    def sell_to_a_stranger(self) -> None:
        member_id = self.store.new_id()
        self.record("sale.imported", ImportedSales((imported(f"s{member_id}", member_id, "B1", 5_000, 70),)))
        self.members.append(member_id)

    def bring_in_members(self) -> None:
        member_id = self.some([*self.members, self.store.new_id(), f"0{self.dice.randrange(10**6):025d}"])
        joined = MemberImported(member_id, self.dice.randrange(10**12), self.dice.choice(("B1", "B2", "")))
        self.record("member.imported", ImportedMembers((joined,)), self.dice.choice(("owner", "aunt")))
        if member_id not in self.members:
            self.members.append(member_id)

    def pair(self) -> None:
        if len(self.members) > 1:
            body = MemberPair(*self.dice.sample(self.members, 2))
            self.record(self.dice.choice(("member.merged", "member.merged", "member.split")), body)

    def go(self) -> None:
        if self.members:
            kind = self.dice.choice(("member.left", "member.erased"))
            self.record(kind, MemberGone(self.some(self.members)))

    def rename(self) -> None:
        if self.members:
            # Of an erased one nothing is written down any more.
            with suppress(LoyaltyError), self.store.transaction(OWNER) as tx:
                tx.set_people({self.some(self.members): self.person()})

    def act(self) -> None:
        """Do something, more often what shops do more often."""
        acts: tuple[Callable[[], None], ...] = (
            *(
                self.enrol,
                self.sell,
                self.sell,
                self.sell,
                self.give_back,
                self.give_back_early,
                self.bring_in,
            ),
            *(self.bring_in, self.sell_to_a_stranger, self.bring_in_members, self.pair, self.go, self.rename),
        )
        self.dice.choice(acts)()

    def differences(self) -> list[str]:
        """Return which columns differ, read from parts, or on from an earlier reading, from those of the rows."""
        with self.till.read() as db:
            kept, on = load(db), load(db, self.read)
            with without_parts(db):
                plain = load(db)
        self.read = kept
        wanted = cells(plain)
        return [
            f"{way}: {name}"
            for way, one in (("kept", kept), ("read on", on))
            for name, rows in cells(one).items()
            if rows != wanted[name]
        ]

    def run(self, steps: int) -> list[str]:
        """Act, and keep what is missing now and then; return the first differences."""
        for _ in range(steps):
            self.act()
            if self.dice.random() < 0.35:
                keep_columns(self.till, full=FULL)
            if self.dice.random() < 0.5 and (found := self.differences()):
                return found
        return self.differences()


def count_parts(till: Any) -> dict[str, int]:
    with till.read() as db:
        return dict(db.rows("SELECT kind, count(*) FROM column_part GROUP BY kind"))


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_kept_is_what_the_rows_say(seed: int, till) -> None:
    assert Acts(till, random.Random(seed)).run(140) == []
    assert min(count_parts(till)[kind] for kind in ("sale", "reversal", "member")) > 2


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10, 60))
def test_it_is_so_after_many_acts(seed: int, till) -> None:
    assert Acts(till, random.Random(seed)).run(600) == []


TRIGGERS = tuple(one.split()[2] for one in schema.columns.TRIGGERS)
NEVER_ALONE = {
    "sale_column_removed",
    "reversal_column_removed",
    "member_column_removed",
    "person_column_removed",
}
"""No act of a shop takes such rows away, or not these alone; the triggers are there for whoever does."""


@pytest.mark.parametrize("lost", [name for name in TRIGGERS if name not in NEVER_ALONE])
def test_a_part_that_outlives_its_rows_is_caught(lost: str, till) -> None:
    acts = Acts(till, random.Random(7))
    with till.transaction(OWNER) as tx:
        tx.run(f"DROP TRIGGER {lost}")
    assert any(acts.run(50) for _ in range(8)), f"nobody notices that {lost} is lost"


@pytest.mark.parametrize("table", ["sale", "reversal", "member"])
def test_rows_that_are_taken_away_take_their_part_with_them(table: str, till) -> None:
    acts = Acts(till, random.Random(3))
    acts.run(60)
    keep_columns(till, full=FULL)
    before = count_parts(till)[table]
    with till.transaction(OWNER) as tx:
        tx.run("PRAGMA defer_foreign_keys = ON")
        key = {"sale": "sale_no", "reversal": "reversal_no", "member": "member_id"}[table]
        first = tx.value(f"SELECT min({key}) FROM {table}")
        for line in ("sale_line", "reversal_line"):
            tx.run(f"DELETE FROM {line} WHERE {key} = ?", (first,)) if line.startswith(table) else None
        tx.run(f"DELETE FROM {table} WHERE {key} = ?", (first,))
    assert count_parts(till)[table] == before - 1
    assert acts.differences() == []


def test_the_erased_leave_what_is_kept_at_once(till) -> None:
    ids = [enrol(till.store, Person(name="سارا", external_id=f"CLUB-{n}")) for n in range(FULL)]
    keep_columns(till, full=FULL)

    def kept() -> bytes:
        with till.read() as db:
            return b"".join(row[0] for row in db.rows("SELECT cells FROM column_part"))

    assert b"CLUB-1" in kept()
    with till.transaction(OWNER) as tx:
        tx.record("member.erased", MemberGone(ids[1]))
        seen = b"".join(row[0] for row in tx.rows("SELECT cells FROM column_part"))
    assert b"CLUB-1" not in seen
    assert b"CLUB-1" not in kept()
    keep_columns(till, full=FULL)
    assert b"CLUB-2" in kept()
    assert b"CLUB-1" not in kept()


def test_who_is_forgotten_in_a_file_that_was_put_back_leaves_as_well(till) -> None:
    ids = [enrol(till.store, Person(name="سارا", external_id=f"CLUB-{n}")) for n in range(FULL)]
    keep_columns(till, full=FULL)
    with till.transaction(OWNER) as tx:
        forget(tx, ids[:1])
        assert tx.value("SELECT count(*) FROM column_part") == 0


def test_what_changed_while_a_part_was_made_is_not_kept(till, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(FULL):
        enrol(till.store)
    real = parts.keep

    def slow(tx: Any, *told: Any) -> bool:
        # Somebody joins, with an id in the midst, between the reading and the writing.
        tx.record("member.enrolled", MemberEnrolled("0" * 26, None))
        return real(tx, *told)

    with monkeypatch.context() as patch:
        patch.setattr(parts, "keep", slow)
        assert keep_columns(till, full=FULL) == 0
    assert count_parts(till) == {}
    assert keep_columns(till, full=FULL) == 1
    assert keep_columns(till, full=FULL) == 0


def test_keeping_ends_when_it_is_told_to(till) -> None:
    for _ in range(4 * FULL):
        enrol(till.store)
    turns = iter((True, True, False))
    assert keep_columns(till, lambda: next(turns, False), full=FULL) == 2
    assert keep_columns(till, full=FULL) == 2


@pytest.mark.parametrize("reach", [0, 1, 255, 256, 1 << 16, (1 << 32) - 1, 1 << 32, (1 << 63) - 1])
@pytest.mark.parametrize("base", [0, -3, 1 << 40])
def test_packed_columns_are_the_same_again(base: int, reach: int) -> None:
    values = np.array([base, min(base + reach, (1 << 63) - 1), base], dtype=np.int64)
    small = np.array([7, -1, 3], dtype=np.int32)
    flags = np.array([True, False, True])
    into = [np.empty(3, np.int64), np.empty(3, np.int32), np.empty(3, np.bool_)]
    assert unpack(pack([values, small, flags], b"rest"), 3, into) == b"rest"
    assert [one.tolist() for one in into] == [values.tolist(), small.tolist(), flags.tolist()]


def test_a_reading_is_not_changed_by_the_next(till) -> None:
    acts = Acts(till, random.Random(5))
    acts.run(40)
    with till.read() as db:
        first = load(db)
    told = cells(replace(first))
    acts.run(40)
    with till.read() as db:
        load(db, first)
    assert cells(first) == told
