"""What the weeks of a shop's sales come to, kept from one reading to the next: sums by day and branch, and who bought.

Most sales are told alike from every day after theirs: they are purchases, or never were, and belong to the same
person. Sums of these "steady" ones are worked out once a week of sales. The few others (all of their money came back
on some day; their member was merged, or joined later) are kept row by row, to be judged anew for every day looked from
(see `seen`). A week is worked out again once a sale of it came, or anything of one of its sales came back.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

import numpy as np

from desktop.reports.figures.clock_hours import clock_hours
from desktop.reports.figures.columns import Columns, MemberColumns
from desktop.reports.figures.exact import Flags, Ints, counts_by, edges_in, may_overflow, sums_by

DAYS = 7
STRETCH = 26 * DAYS
KINDS = ("rows", "sold", "purchases", "counted", "walk_ins", "walk_in_amount", "stray_backs")
ROWS, SOLD, PURCHASES, COUNTED, WALK_INS, WALK_IN_AMOUNT, STRAY_BACKS = range(7)
"""Rows of sales and their money; of the steady ones purchases, their money as sold, and the walk-ins' part of both; rows
whose money is below zero: refunds of which the list they came by does not say what sale they are of."""

Branches = tuple[int, ...] | None
"""The codes of some branches, None for all of them."""
Bits = Ints


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """What came back of steady purchases: on which day, of a sale of which day, branch and member (-1 for a walk-in)."""

    day: Ints
    branch: Ints
    member: Ints
    on: Ints
    net: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Open:
    """Sales to be judged anew for every day, and what came back of each: `row` leads to the sale."""

    day: Ints
    branch: Ints
    member: Ints
    at: Ints
    net: Ints
    row: Ints
    on: Ints
    back: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Week:
    """A week of sales; `sums` by day, branch and kind, `steady` says of its rows which are steady purchases.

    `bought` holds, by branches, who bought once and who more often: a bit an entry of a member.
    """

    sums: Ints
    steady: Flags
    given: Given
    open: Open
    bought: dict[Branches, tuple[Bits, Bits]] = field(default_factory=dict)
    hours: dict[tuple[Branches, str], Ints] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Weeks with sales behind one another: `sums` by day (of `days`), branch and kind, which may be added up without care."""

    days: Ints
    sums: Ints
    given: Given
    open: Open


class Kept:
    """The weeks of columns; what is missing is worked out when it is asked for.

    `lists` are the lists members were imported from: by them merged entries find the one they go by.
    """

    def __init__(self, columns: Columns, lists: tuple[str, ...] = ()) -> None:
        self.columns, self.lists = columns, lists
        self.told: dict[Any, Any] = {}
        """What was told of these weeks and is asked for again, by whoever worked it out."""
        self._stretches: dict[int, Stretch] = {}
        days = columns.sales.day
        first, last = (int(days[0]) // DAYS, int(days[-1]) // DAYS) if len(days) else (0, -1)
        edges = edges_in(days, DAYS * np.arange(first, last + 2)).tolist()
        self._rows = {
            first + place: slice(*edges[place : place + 2])
            for place in range(last - first + 1)
            if edges[place] < edges[place + 1]
        }

    def between(self, first: int, end: int) -> list[int]:
        """Return the weeks with sales that touch the days `[first, end)`."""
        return [week for week in self._rows if first < (week + 1) * DAYS and week * DAYS < end]

    @cached_property
    def numbers(self) -> list[int]:
        """Return the weeks with sales, in order."""
        return list(self._rows)

    def rows(self, week: int) -> slice:
        """Return where the sales of a week stand."""
        return self._rows[week]

    def week(self, number: int) -> Week:
        """Return a week with sales."""
        found = self.columns.weeks.get(number)
        if found is None:
            found = self.columns.weeks[number] = self._worked_out(number)
        return found

    def weeks_before(self, number: int) -> tuple[Week, ...]:
        """Return the weeks with sales before one."""
        some = self.numbers[: bisect_left(self.numbers, number)]
        return tuple(map(self.week, some))

    def work_out(self) -> None:
        """Work out every week there is, and who bought in it, before anybody asks."""
        for number in self._rows:
            self.bought(number, None)

    def since(self, first: int) -> Stretch:
        """Return the weeks from a day on, or from somewhat before it: what is asked of a month need not know of years."""
        begun = next(iter(self._rows), 0) * DAYS
        start = max(first, begun) // STRETCH
        if start not in self._stretches:
            self._stretches[start] = self._stretch(
                [one for one in self._rows if one * DAYS >= start * STRETCH]
            )
        return self._stretches[start]

    def _stretch(self, numbers: Sequence[int]) -> Stretch:
        weeks = [self.week(number) for number in numbers]
        starts = np.array(numbers, dtype=np.int64) * DAYS
        none = np.zeros((0, len(self.columns.branches), len(KINDS)), dtype=np.int64)
        sums = np.concatenate([none, *(one.sums for one in weeks)])
        sums = sums.astype(object) if may_overflow(sums.ravel()) else sums
        given = Given(*_together(Given, [one.given for one in weeks]))
        return Stretch((starts[:, None] + np.arange(DAYS)).ravel(), sums, given, _opened(weeks))

    def bought(self, number: int, branches: Branches) -> tuple[Bits, Bits]:
        """Return who bought in a week by its steady purchases: once at least, and more often."""
        week = self.week(number)
        if branches not in week.bought:
            member = self.columns.sales.member[self.rows(number)][self.of_members(number, branches)]
            times = counts_by(member, len(self.columns.members.ids))
            week.bought[branches] = np.packbits(times > 0), np.packbits(times > 1)
        return week.bought[branches]

    def of_members(self, number: int, branches: Branches) -> Flags:
        """Say of the sales of a week which are steady purchases of members at some branches."""
        rows, sales = self.rows(number), self.columns.sales
        here: Flags = self.week(number).steady & (sales.member[rows] >= 0)
        return here if branches is None else here & np.isin(sales.branch[rows], branches)

    def hours(self, number: int, branches: Branches, zone: str) -> Ints:
        """Return the steady purchases of a week by day and hour."""
        week, rows, sales = self.week(number), self.rows(number), self.columns.sales
        if (branches, zone) not in week.hours:
            some = week.steady if branches is None else week.steady & np.isin(sales.branch[rows], branches)
            at, day, branch = sales.at[rows][some], sales.day[rows][some], sales.branch[rows][some]
            hour = clock_hours(at, day, branch, self.columns.zones, zone)
            cell = (day.astype(np.int64) - number * DAYS) * 24 + hour
            week.hours[branches, zone] = counts_by(cell, DAYS * 24).reshape(DAYS, 24)
        return week.hours[branches, zone]

    # -- working a week out ---------------------------------------------------------------------------------

    @cached_property
    def _backs(self) -> tuple[Ints, Ints]:
        """Return what came back by the sale it came back of, and where those sales stand."""
        sale = self.columns.backs.sale
        order = np.argsort(sale, kind="stable")
        return order, sale[order]

    @cached_property
    def _merged(self) -> Flags:
        """Say of every entry whether it was ever found to be the same person as another."""
        ids = {one for pair in self.columns.pairs for one in (pair.low_id, pair.high_id)}
        names = self.columns.members.ids
        return np.fromiter((one in ids for one in names), dtype=bool, count=len(names)) if ids else _NO_FLAGS

    def _worked_out(self, number: int) -> Week:
        rows, columns = self.rows(number), self.columns
        sales, backs = columns.sales, columns.backs
        order, of_sale = self._backs
        edges = np.searchsorted(of_sale, (rows.start, rows.stop))
        back = order[edges[0] : edges[1]]
        row, on, given = backs.sale[back].astype(np.int64) - rows.start, backs.day[back], backs.net[back]
        day, branch, member = sales.day[rows], sales.branch[rows].astype(np.int64), sales.member[rows]
        net = sales.net[rows]
        size = len(net)
        odd = counts_by(row[given < 0], size) > 0
        bought = (net > 0) & (net - sums_by(row, given, size) > 0)
        settled = ~odd & self._settled(member, day)
        steady = bought & settled
        judged = ~steady & ((net > 0) | odd)
        cell = (day.astype(np.int64) - number * DAYS) * len(columns.branches) + branch
        return Week(
            _sums(cell, net, steady, steady & (member < 0), (DAYS, len(columns.branches))),
            steady,
            _given(steady[row], (day[row], branch[row], member[row], on, given)),
            _open(judged, (day, branch, member, sales.at[rows], net), (row, on, given)),
        )

    def _settled(self, member: Ints, day: Ints) -> Flags:
        """Say whose sales are theirs, or nobody's, from whatever later day they are looked at."""
        known = member >= 0
        if not known.any():
            return ~known
        settled: Flags = ~known | (self.columns.members.joined_day[member] <= day)
        return settled & (~known | ~self._merged[member]) if len(self._merged) else settled


_NO_FLAGS = np.zeros(0, dtype=bool)


def _sums(cell: Ints, net: Ints, steady: Flags, walked_in: Flags, shape: tuple[int, int]) -> Ints:
    size = shape[0] * shape[1]
    stray = counts_by(cell[net < 0], size)
    kinds = [counts_by(cell, size) - stray, sums_by(cell, net, size)]
    for some in (steady, walked_in):
        kinds += [counts_by(cell[some], size), sums_by(cell[some], net[some], size)]
    kinds.append(stray)
    return np.stack(kinds, axis=-1).reshape(*shape, len(KINDS))


def _given(some: Flags, columns: tuple[Ints, ...]) -> Given:
    return Given(*(column[some] for column in columns))


def _open(judged: Flags, columns: tuple[Ints, ...], backs: tuple[Ints, Ints, Ints]) -> Open:
    row, on, given = backs
    place, theirs = np.cumsum(judged) - 1, judged[row]
    day, branch, member, at, net = (column[judged] for column in columns)
    return Open(day, branch, member, at, net, place[row[theirs]], on[theirs], given[theirs])


def _opened(weeks: Sequence[Week]) -> Open:
    """Return all sales that are judged anew, by week."""
    parts = [one.open for one in weeks]
    starts = np.cumsum([0, *(len(one.day) for one in parts)])
    day, branch, member, at, net, row, on, back = _together(Open, parts)
    first = np.repeat(starts[:-1], [len(one.row) for one in parts])
    return Open(day, branch, member, at, net, row + first, on, back)


def _together(kind: type[Given | Open], parts: Sequence[Given | Open]) -> list[Ints]:
    """Return the columns of all parts behind one another."""
    names = [one.name for one in fields(kind)]
    if not parts:
        return [np.zeros(0, dtype=np.int64) for _ in names]
    return [np.concatenate([getattr(one, name) for one in parts]) for name in names]


# -- from one reading to the next -------------------------------------------------------------------------


def weeks_that_hold(before: Columns, now: Columns) -> Mapping[int, Week]:
    """Return the weeks of an earlier reading that are what they were."""
    if not before.weeks or before.room is not now.room or not _same_people(before, now):
        return {}
    known, backs = len(before.sales.day), len(before.backs.sale)
    if before.zones != now.zones[: len(before.zones)] or len(before.branches) != len(now.branches):
        return {}
    changed = [now.sales.day[known:]]
    if before.backs is not now.backs:
        changed += [now.sales.day[sale[sale >= 0]] for sale in _sales_that_changed(before, now, backs)]
    touched = set(np.unique(np.concatenate(changed) // DAYS).tolist())
    return {number: week for number, week in before.weeks.items() if number not in touched}


def _sales_that_changed(before: Columns, now: Columns, known: int) -> tuple[Ints, ...]:
    """Return the places of sales of which something else came back than was known."""
    old, new = before.backs, now.backs
    if len(new.sale) < known:
        return old.sale, new.sale
    differs = (old.sale != new.sale[:known]) | (old.day != new.day[:known]) | (old.net != new.net[:known])
    return old.sale[differs], new.sale[:known][differs], new.sale[known:]


def _same_people(before: Columns, now: Columns) -> bool:
    """Say whether members known then stand where they stood, joined when they had, and are who they were."""
    old, new = before.members, now.members
    return before.pairs == now.pairs and (old is new or _begins_with(new, old))


def _begins_with(new: MemberColumns, old: MemberColumns) -> bool:
    size = len(old.ids)
    return new.ids[:size] == old.ids and bool((new.joined_day[:size] == old.joined_day).all())
