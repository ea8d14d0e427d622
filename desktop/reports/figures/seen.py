"""What some branches' sales come to, seen from a day: told from the kept sums of weeks, without asking every sale.

Everything here equals what `Book` finds by going through all purchases; it is only quicker. Days are numbers, windows
half-open, and nothing at or after the day is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from desktop.reports.figures.clock_hours import clock_hours, weekdays
from desktop.reports.figures.exact import Flags, Ints, added, counts_by, sums_by, total
from desktop.reports.figures.spans import NEVER, Span, put_together, span, span_of, start_of, whole_spans
from desktop.reports.figures.weeks import (
    COUNTED,
    DAYS,
    KINDS,
    PURCHASES,
    WALK_IN_AMOUNT,
    WALK_INS,
    Branches,
    Kept,
    Open,
)

BACK_ROWS, BACK = len(KINDS), len(KINDS) + 1
ALL_KINDS = len(KINDS) + 2
"""Behind the kinds of a week: rows of what came back, and its money, on their own day."""

BEGINNING = -(1 << 31)
"""Before every day there can be."""


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """The open sales that are purchases seen from the day: by day, who they belong to, and what is left."""

    day: Ints
    branch: Ints
    owner: Ints
    at: Ints
    left: Ints

    def within(self, first: int, end: int) -> Judged:
        """Return those of some days."""
        some = (self.day >= first) & (self.day < end)
        return Judged(self.day[some], self.branch[some], self.owner[some], self.at[some], self.left[some])


@dataclass(frozen=True, slots=True, eq=False)
class Loose:
    """Purchases of members that are looked at one by one: who, on which day, for how much."""

    owner: Ints
    day: Ints
    net: Ints


@dataclass(frozen=True, eq=False)
class Seen:
    """`until` is the day, `person` leads from entries to persons, `joined` says which of these had joined by then."""

    kept: Kept
    until: int
    branches: Branches
    person: Ints
    joined: Flags
    judged: dict[int, Judged] = field(default_factory=dict, init=False)
    """The open sales of stretches of weeks as they are seen from the day, by the stretch."""

    # -- who bought -----------------------------------------------------------------------------------------

    def buyers(self, first: int | None, end: int) -> Flags:
        """Say of every entry whether the person bought in the days from the first one (None: ever) to the end."""
        found = np.zeros(len(self.person), dtype=bool)
        once = np.zeros(-(-len(found) // 8), dtype=np.uint8)
        more: list[Ints] = []
        for bits in self._bought(first, end, more):
            once[: len(bits[0])] |= bits[0]
        found |= np.unpackbits(once, count=len(found)).view(bool) if len(found) else found
        for beside in more:
            found[beside] = True
        return found

    def often(self, first: int, end: int) -> Ints:
        """Return how often each person bought in some days; two stands for more."""
        size = len(self.person)
        once, twice = np.zeros((2, -(-size // 8)), dtype=np.uint8)
        more: list[Ints] = []
        for bits in self._bought(first, end, more):
            _also(once, twice, *bits)
        found = np.unpackbits(once, count=size).astype(np.int64) + np.unpackbits(twice, count=size)
        often: Ints = np.minimum(found + np.bincount(np.concatenate(more), minlength=size), 2)
        return often

    def _bought(self, first: int | None, end: int, beside: list[Ints]) -> Iterator[tuple[Ints, Ints]]:
        """Yield bits of who bought once and more often in whole quarters and weeks; put who bought `beside` them there, row by row."""
        end = min(end, self.until)
        start = BEGINNING if first is None else first
        judged = self._judged(start, end)
        beside.append(judged.owner[judged.owner >= 0])
        spans = whole_spans(self.kept, start, end)
        yield from (self._span(number).bought for number in spans)
        inside = set(spans)
        for week in self.kept.between(start, end):
            if span_of(week) in inside:
                continue
            if start <= week * DAYS and (week + 1) * DAYS <= end:
                yield self.kept.bought(week, self.branches)
            else:
                beside.append(self.kept.columns.sales.member[self._edge(week, start, end)])

    def _edge(self, week: int, first: int, end: int) -> Ints:
        """Return the places of the members' steady purchases of a week that lie in some days."""
        rows, sales = self.kept.rows(week), self.kept.columns.sales
        lower, upper = np.searchsorted(sales.day[rows], (first, end)).tolist()
        found: Ints = np.flatnonzero(self.kept.of_members(week, self.branches)[lower:upper])
        found += rows.start + lower
        return found

    def rows_bought(self, week: int) -> Ints:
        """Return the places of the members' steady purchases of a week that lie before the day."""
        return self._edge(week, BEGINNING, self.until)

    @property
    def judged_before(self) -> Judged:
        """Return the open sales that are purchases seen from the day."""
        return self._judged(BEGINNING, self.until)

    def buyers_before(self, day: int) -> Flags:
        """Say of every entry whether the person had ever bought before a day: asked of many days, told from one count."""
        end = min(day, self.until)
        key = "first", self.branches
        if key not in self.kept.told:
            self.kept.told[key] = self._first_of_steady()
        found: Flags = self.kept.told[key] < end
        owner = self._judged(BEGINNING, end).owner
        found[owner[owner >= 0]] = True
        return found

    def _first_of_steady(self) -> Ints:
        """Return the day of each person's first steady purchase, whenever it is looked at."""
        numbers = list(dict.fromkeys(map(span_of, self.kept.numbers)))
        first = put_together(self.kept, numbers[:-1], self.branches).first
        sales = self.kept.columns.sales
        # The last quarter goes on: only who came to the shop in it is looked for there.
        for week in self.kept.between(start_of(numbers[-1]), NEVER) if numbers else ():
            rows = self._edge(week, BEGINNING, NEVER)
            rows = rows[first[sales.member[rows]] == NEVER]
            np.minimum.at(first, sales.member[rows], sales.day[rows])
        return first

    @cached_property
    def first_bought(self) -> Ints:
        """Return the day of each person's first purchase; a day that never comes where there is none."""
        spans = whole_spans(self.kept, BEGINNING, self.until)
        found = put_together(self.kept, spans, self.branches).first
        loose = self._loose(BEGINNING, self.until, spans)
        np.minimum.at(found, loose.owner, loose.day)
        return found

    def bought(self, first: int, end: int) -> tuple[Ints, Ints, Ints]:
        """Return how often each person bought in some days, for how much, and the day of the last time."""
        end, size = min(end, self.until), len(self.person)
        spans = whole_spans(self.kept, first, end)
        loose = self._loose(first, end, spans)
        told = put_together(self.kept, spans, self.branches)
        money = [told.money, sums_by(loose.owner, loose.net, size), -self._given_to(first, end)]
        np.maximum.at(told.last, loose.owner, loose.day)
        return told.times + counts_by(loose.owner, size), added(money, size), told.last

    def _span(self, number: int) -> Span:
        return span(self.kept, number, self.branches)

    def _loose(self, first: int, end: int, spans: list[int]) -> Loose:
        """Return the purchases of members in some days that lie in none of the spans, one by one."""
        inside, sales, judged = set(spans), self.kept.columns.sales, self._judged(first, end)
        weeks = [week for week in self.kept.between(first, end) if span_of(week) not in inside]
        rows = np.concatenate([_NO_ROWS, *(self._edge(week, first, end) for week in weeks)])
        theirs = judged.owner >= 0
        owner, day = (judged.owner[theirs], judged.day[theirs])
        return Loose(
            np.concatenate((sales.member[rows], owner)),
            np.concatenate((sales.day[rows], day)),
            np.concatenate((sales.net[rows], judged.left[theirs])),
        )

    def _given_to(self, first: int, end: int) -> Ints:
        """Return what came back to each member of steady purchases of some days by the day that is looked from."""
        told = self.kept.since(first).given
        some = (told.member >= 0) & (told.day >= first) & (told.day < end) & (told.on < self.until)
        some &= self.here(told.branch)
        return sums_by(told.member[some], told.net[some], len(self.person))

    def _judged(self, first: int, end: int) -> Judged:
        """Return the open sales of some days that are purchases seen from the day."""
        told = self.kept.since(first).open
        if id(told) not in self.judged:
            self.judged[id(told)] = self._judge(told)
        return self.judged[id(told)].within(first, end)

    def _judge(self, told: Open) -> Judged:
        known = told.on < self.until
        left = told.net - sums_by(told.row[known], told.back[known], len(told.net))
        some = (left > 0) & (told.day < self.until) & self.here(told.branch)
        member = told.member[some]
        owner = self.person[member] if len(self.person) else member
        owner = np.where((member >= 0) & _of(self.joined, owner), owner, -1)
        return Judged(told.day[some], told.branch[some], owner, told.at[some], left[some])

    def here(self, branch: Ints) -> Flags:
        """Say which branches are looked at."""
        return np.ones(len(branch), dtype=bool) if self.branches is None else np.isin(branch, self.branches)

    def hours(self, first: int, end: int, zone: str) -> Ints:
        """Return the purchases of some days by weekday (from Saturday) and hour, where branches have a zone or this one."""
        end = min(end, self.until)
        found = np.zeros((7, 24), dtype=np.int64)
        for week in self.kept.between(first, end):
            lower, upper = max(0, first - week * DAYS), min(DAYS, end - week * DAYS)
            days = weekdays(np.arange(week * DAYS + lower, week * DAYS + upper))
            found[days] += self.kept.hours(week, self.branches, zone)[lower:upper]
        told = self._judged(first, end)
        hour = clock_hours(told.at, told.day, told.branch, self.kept.columns.zones, zone)
        np.add.at(found, (weekdays(told.day), hour), 1)
        return found

    # -- what it came to ------------------------------------------------------------------------------------

    def by_day(self, first: int, end: int) -> Ints:
        """Return the sums of all kinds (see `ALL_KINDS`) of each day of a window."""
        return self._cells(first, end, by_branch=False)

    def by_branch(self, first: int, end: int) -> Ints:
        """Return the sums of all kinds of each branch over a window; of branches not looked at, noughts."""
        cells = self._everywhere(first, end)
        if self.branches is None:
            return cells
        found, here = np.zeros_like(cells), list(self.branches)
        found[here] = cells[here]
        return found

    def _everywhere(self, first: int, end: int) -> Ints:
        """Return the sums of every branch, worked out once for all scopes of the day."""
        told = self.kept.told
        whole: Seen = told.setdefault(self.until, replace(self, branches=None))
        key = self.until, first, end
        if key not in told:
            told[key] = whole._cells(first, end, by_branch=True)
        found: Ints = told[key]
        return found

    def totals(self, first: int, end: int) -> list[int]:
        """Return the sums of all kinds over a window."""
        cells = self.by_branch(first, end)
        return [total(cells[:, kind]) for kind in range(ALL_KINDS)]

    def _cells(self, first: int, end: int, *, by_branch: bool) -> Ints:
        size = len(self.kept.columns.branches) if by_branch else max(0, end - first)
        end = min(end, self.until)
        cells: Ints = np.zeros((size, ALL_KINDS), dtype=object)
        self._add_weeks(cells, (first, end), by_branch=by_branch)

        def place(day: Ints, branch: Ints) -> Ints:
            return branch if by_branch else day.astype(np.int64) - first

        self._add_judged(cells, self._judged(first, end), place)
        self._take_given(cells, (first, end), place)
        self._add_backs(cells, (first, end), place)
        return cells

    def _add_weeks(self, cells: Ints, window: tuple[int, int], *, by_branch: bool) -> None:
        told = self.kept.since(window[0])
        rows = slice(*np.searchsorted(told.days, window).tolist())
        sums, days = told.sums[rows], told.days[rows]
        codes = slice(None) if self.branches is None else list(self.branches)
        if by_branch:
            cells[codes, : len(KINDS)] += sums[:, codes].sum(axis=0)
        else:
            cells[days - window[0], : len(KINDS)] += sums[:, codes].sum(axis=1)

    def _add_judged(self, cells: Ints, told: Judged, place: _Place) -> None:
        at, walked_in = place(told.day, told.branch), told.owner < 0
        for some, count, amount in ((..., PURCHASES, COUNTED), (walked_in, WALK_INS, WALK_IN_AMOUNT)):
            _add(cells, (count, amount), at[some], told.left[some])

    def _take_given(self, cells: Ints, window: tuple[int, int], place: _Place) -> None:
        """Take off what came back of steady purchases by the day that is looked from."""
        told = self.kept.since(window[0]).given
        some = (
            (told.day >= window[0]) & (told.day < window[1]) & (told.on < self.until) & self.here(told.branch)
        )
        at, net, walked_in = place(told.day[some], told.branch[some]), told.net[some], told.member[some] < 0
        cells[:, COUNTED] -= sums_by(at, net, len(cells))
        cells[:, WALK_IN_AMOUNT] -= sums_by(at[walked_in], net[walked_in], len(cells))

    def _add_backs(self, cells: Ints, window: tuple[int, int], place: _Place) -> None:
        told = self.kept.columns.backs
        some = (told.day >= window[0]) & (told.day < window[1]) & self.here(told.branch)
        _add(cells, (BACK_ROWS, BACK), place(told.day[some], told.branch[some]), told.net[some])


def _add(cells: Ints, kinds: tuple[int, int], at: Ints, net: Ints) -> None:
    cells[:, kinds[0]] += counts_by(at, len(cells))
    cells[:, kinds[1]] += sums_by(at, net, len(cells))


_Place = Callable[[Ints, Ints], Ints]
_NO_ROWS = np.zeros(0, dtype=np.int64)


def _also(once: Ints, twice: Ints, more_once: Ints, more_twice: Ints) -> None:
    """Add who bought in a further week; bits that were kept when there were fewer members are the first ones."""
    size = len(more_once)
    twice[:size] |= (once[:size] & more_once) | more_twice
    once[:size] |= more_once


def _of(flags: Flags, places: Ints) -> Flags:
    return flags[places] if len(flags) else np.zeros(len(places), dtype=bool)
