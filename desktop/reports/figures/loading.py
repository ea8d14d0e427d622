"""Reads the shop's columns out of its file: the parts it keeps packed, and row by row what no part holds.

A sale as it was sold hardly ever changes, so that what was read once in a process is not read again; where something
was changed behind it (who brought an imported sale was told anew, a member came after their sale) it is read anew.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from desktop.models.queries import columns as kept
from desktop.models.queries import figures as queries
from desktop.models.queries.columns import Key, Kind, Part
from desktop.models.sources import Reader
from desktop.reports.figures import rows
from desktop.reports.figures.columns import (
    NOTHING,
    BackColumns,
    Codes,
    Columns,
    MemberColumns,
    SaleColumns,
)
from desktop.reports.figures.exact import Ints
from desktop.reports.figures.lasting import that_may_hold
from desktop.reports.figures.rows import BACKS, MEMBERS, Names, Numbers, WordCodes, sale_kinds
from desktop.reports.figures.tables import Table
from desktop.reports.figures.weeks import weeks_that_hold

MANY = 20_000
"""So many ids are looked up in a table of all members; making it takes longer than to seek fewer one by one."""


def load(db: Reader, before: Columns | None = None) -> Columns:
    """Return the columns of everything the file holds now; of sales only those are read that came after `before`."""
    changes = kept.changes(db)
    read = NOTHING if before is None else before
    words = _Words(db, read)
    members = _members(db, words, read, changes)
    placed = _Placed(words, members)
    same = changes.get("sale", 0) == read.changes.get("sale", 0) and not read.strangers
    on = read if same else NOTHING
    table = _sales(db, on, words, placed)
    if on is NOTHING:
        db.let_go()
    sales = SaleColumns(*table.whole)
    last_back = queries.last_reversal(db)
    backs = (
        on.backs if _nothing_came_back(on, table, changes, last_back) else _backs(db, last_back, table, words)
    )
    named = queries.branch_names(db)
    words.branch.codes.of(sorted(named))
    branches = words.branch.codes.since(0)
    columns = Columns(
        sales=sales,
        backs=backs,
        members=members,
        pairs=queries.merged_pairs(db),
        branches=branches,
        zones=tuple(named.get(branch, ("", ""))[1] for branch in branches),
        staff=words.staff.codes.since(0),
        tills=words.till.codes.since(0),
        described=frozenset(named) - queries.branches_of_tills(db),
        changes=changes,
        strangers=placed.strangers,
        last_back=last_back,
        room=table,
    )
    columns.weeks.update(weeks_that_hold(on, columns))
    if columns.weeks:
        columns.spans.update(on.spans)
        columns.past.update(that_may_hold(on.past, members, backs))
    return columns


@dataclass(frozen=True, slots=True)
class _Kind:
    """The texts of a kind: their numbers in this reading, and which of those each number of the file is."""

    codes: WordCodes
    called: Codes

    def of(self, numbers: Codes) -> Codes:
        """Return numbers of the file as those of this reading."""
        return self.called[numbers]


class _Words:
    """What texts are called: as the file numbers them, and in this reading."""

    def __init__(self, db: Reader, before: Columns) -> None:
        self._db = db
        self.branch = self._kind("branch", before.branches)
        self.staff = self._kind("staff", before.staff)
        self.till = self._kind("till", before.tills)

    def _kind(self, kind: str, before: Sequence[str]) -> _Kind:
        codes = WordCodes(before)
        return _Kind(codes, _ended(codes.of(kept.words(self._db, kind))))

    @property
    def most(self) -> int:
        """Return of how many branches, people or tills there are words in the file, whichever are most."""
        return max(len(kind.called) for kind in (self.branch, self.staff, self.till))

    @cached_property
    def members(self) -> tuple[str, ...]:
        """Return the ids of members that have numbers in the file, by number."""
        return tuple(kept.words(self._db, "member"))

    def names(self, members: Numbers) -> Names:
        """Return what rows are numbered by in this reading."""
        return Names(self.branch.codes, self.staff.codes, self.till.codes, members)


def _ended(called: Codes) -> Codes:
    """Return codes with nobody at the end, where -1 finds them."""
    return np.append(called, np.int32(-1))


# -- runs of rows -----------------------------------------------------------------------------------------


def _runs(db: Reader, kind: Kind, after: Key, last: Key) -> Iterator[Part | tuple[Key, Key]]:
    """Yield the parts behind a key, and between and behind them the spans of which there is none."""
    for part in kept.parts(db, kind, after):
        if part.after != after:
            yield after, part.after
        yield part
        after = part.last
    yield after, last


# -- members ----------------------------------------------------------------------------------------------


def _members(db: Reader, words: _Words, before: Columns, changes: Mapping[str, int]) -> MemberColumns:
    if before is not NOTHING and changes.get("member", 0) == before.changes.get("member", 0):
        return before.members
    table = Table((np.int64, *MEMBERS), queries.count_members(db))
    ids: list[str] = []
    shown: list[str] = []
    names = words.names(WordCodes())
    for run in _runs(db, "member", "", queries.LAST_ID):
        if isinstance(run, Part):
            (number, _, _, branch, _, _, by), rest = table.unpack(run)
            branch[:], by[:] = words.branch.of(branch), words.staff.of(by)
            own = _named(words.members, number)
            outside = json.loads(rest) if rest else own
        else:
            own, outside, columns = rows.member_arrays(queries.member_rows(db, *run), names)
            table.add([np.zeros(len(own), np.int64), *columns])
        ids += own
        shown += outside if outside is own else map(_or, outside, own)
    return MemberColumns(tuple(ids), tuple(shown), *table.whole[1:])


def _named(told: tuple[str, ...], number: Ints) -> Sequence[str]:
    first, size = int(number[0]), len(number)
    if int(number[-1]) - first == size - 1 and (np.diff(number) == 1).all():
        return told[first : first + size]
    return [told[one] for one in number.tolist()]


def _or(outside: str, own: str) -> str:
    return outside or own


class _Placed:
    """Where members stand: by their ids, and by their numbers in the file. Notes whether a sale names a stranger."""

    def __init__(self, words: _Words, members: MemberColumns) -> None:
        self._words, self._members = words, members
        self._asked = 0
        self.strangers = False

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of members, by place."""
        return self._members.ids

    @cached_property
    def _places(self) -> dict[str | None, int]:
        return {member_id: place for place, member_id in enumerate(self._members.ids)}

    @cached_property
    def _by_number(self) -> Codes:
        told = self._words.members
        if told == self._members.ids[: len(told)]:
            return _ended(np.arange(len(told), dtype=np.int32))
        get = self._places.get
        return _ended(np.fromiter((get(one, -1) for one in told), dtype=np.int32, count=len(told)))

    def as_before(self, ids: tuple[str, ...]) -> bool:
        """Say whether members read earlier stand where they stood."""
        return ids is self.ids or ids == self.ids[: len(ids)]

    def of(self, texts: Sequence[str | None]) -> Codes:
        """Return the places of members by their ids."""
        self._asked += len(texts)
        place = self._sought if self._asked < MANY else self._looked_up
        found = np.fromiter(map(place, texts), dtype=np.int32, count=len(texts))
        if not self.strangers and (found < 0).any():
            self.strangers = any(one is not None for one, at in zip(texts, found, strict=True) if at < 0)
        return found

    def _looked_up(self, member_id: str | None) -> int:
        return self._places.get(member_id, -1)

    def _sought(self, member_id: str | None) -> int:
        ids = self.ids
        place = len(ids) if member_id is None else bisect_left(ids, member_id)
        return place if place < len(ids) and ids[place] == member_id else -1

    def numbered(self, numbers: Codes) -> Codes:
        """Return the places of members by their numbers in the file."""
        found = self._by_number[numbers]
        self.strangers = self.strangers or bool(((found < 0) & (numbers >= 0)).any())
        return found


# -- sales and what came back -----------------------------------------------------------------------------


def _sales(db: Reader, before: Columns, words: _Words, placed: _Placed) -> Table:
    """Return the table of all sales by day; what was read earlier stays where it is wherever it can."""
    last = int(before.sales.number.max(initial=0))
    behind = queries.last_sale(db)
    table = _begun(before, words, placed, behind, max(0, behind - last))
    known = table.size
    for run in _runs(db, "sale", last, queries.LAST):
        if isinstance(run, Part):
            (_, _, _, branch, member, _, staff, till, _), _ = table.unpack(run)
            member[:] = placed.numbered(member)
            for column, kind in ((branch, words.branch), (staff, words.staff), (till, words.till)):
                column[:] = kind.of(column)
        else:
            table.add(rows.sale_arrays(queries.sale_rows(db, *run), words.names(placed)))
    return _by_day(table, known)


def _begun(before: Columns, words: _Words, placed: _Placed, last: int, more: int) -> Table:
    """Return a table that holds the sales read earlier, with room for more."""
    table, sales = before.room, before.sales
    if table is not None and table.size == len(sales.number) and placed.as_before(before.members.ids):
        table.give_room(more)
        return table
    found = Table(sale_kinds(last, words.most), 0)
    found.give_room(len(sales.number) + more)
    if before is not NOTHING:
        found.add(_placed_anew(before, placed))
        found.moved = table is None or table.moved
    return found


def _placed_anew(before: Columns, placed: _Placed) -> list[Ints]:
    """Return sales read earlier with their members where they stand now."""
    columns = [getattr(before.sales, one.name) for one in fields(SaleColumns)]
    if not placed.as_before(before.members.ids):
        columns[4] = _ended(placed.of(before.members.ids))[before.sales.member]
    return columns


def _by_day(table: Table, known: int) -> Table:
    """Return a table whose rows stand by day; those that were known do."""
    days = table.whole[2][max(0, known - 1) :]
    return table if (days[1:] >= days[:-1]).all() else table.ordered(table.whole[2])


def _nothing_came_back(before: Columns, table: Table, changes: Mapping[str, int], last: int) -> bool:
    """Say whether refunds and voids are those read earlier, of sales that stand where they stood."""
    return (
        before.room is table
        and before.last_back == last
        and before.changes.get("reversal", 0) == changes.get("reversal", 0)
        and not (before.backs.sale < 0).any()
    )


def _backs(db: Reader, last: int, sales: Table, words: _Words) -> BackColumns:
    table = Table(BACKS, last)
    for run in _runs(db, "reversal", 0, queries.LAST):
        if isinstance(run, Part):
            (_, _, _, _, branch, _, staff, _), _ = table.unpack(run)
            branch[:], staff[:] = words.branch.of(branch), words.staff.of(staff)
        else:
            table.add(rows.back_arrays(queries.reversal_rows(db, *run), words.names(WordCodes())))
    own, sale, *others = table.whole
    waiting = np.flatnonzero(sale < 0)
    came = queries.sales_named_later(db, own[waiting].tolist())
    sale[waiting] = [came.get(number, -1) for number in own[waiting].tolist()]
    return BackColumns(_place_of(sale, sales), *others)


def _place_of(numbers: Ints, sales: Table) -> Codes:
    among = sales.whole[0]
    if not len(among):
        return np.full(len(numbers), -1, dtype=np.int32)
    order = np.argsort(among, kind="stable") if sales.moved else None
    places = np.minimum(np.searchsorted(among, numbers, sorter=order), len(among) - 1)
    places = places if order is None else order[places]
    return np.where(among[places] == numbers, places, -1).astype(np.int32)
