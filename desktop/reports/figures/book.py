"""What was known before a day, within a scope: the purchases, rows and members that every figure is counted from.

A purchase is a sale whose net, less all that came back of it by then, is above zero (D3). Nothing at or after
`as_of` is seen. The owner of a purchase is the person its member is (D4); who had not joined by then is nobody.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from desktop.reports.figures.columns import Codes, Columns
from desktop.reports.figures.exact import Flags, Ints, counts_by, edges_in, sums_by
from desktop.reports.figures.lasting import lasting
from desktop.reports.figures.people import People, Root, people
from desktop.reports.figures.periods import Period, date, number
from desktop.reports.figures.seen import Seen
from desktop.reports.figures.settings import Settings
from desktop.reports.figures.spans import BEFORE_ALL
from desktop.reports.figures.weeks import Kept
from loyalty.clock import day_start


@dataclass(frozen=True, slots=True)
class Scope:
    """What figures are cut to: branches (none named: all of them), and members by id (None: everybody and walk-ins)."""

    branches: frozenset[str] = frozenset()
    members: frozenset[str] | None = None


T = TypeVar("T")
EVERYTHING = Scope()
_MANY = np.iinfo(np.int32).max


@dataclass(frozen=True, eq=False)
class Purchases:
    """A row a purchase, by day: net is what is left of it; `member` the person, -1 for a walk-in.

    `rows` leads to the sales. Columns are taken together when they are asked for, and last as long as this does.
    """

    book: Book
    rows: Ints | slice

    @cached_property
    def at(self) -> Ints:
        """Return the instants."""
        return self.book.columns.sales.at[self.rows]

    @cached_property
    def day(self) -> Codes:
        """Return the days."""
        return self.book.columns.sales.day[self.rows]

    @cached_property
    def branch(self) -> Codes:
        """Return the branches."""
        return self.book.columns.sales.branch[self.rows]

    @cached_property
    def member(self) -> Codes:
        """Return the persons."""
        return self.book.owners_of(self.rows)

    @cached_property
    def net(self) -> Ints:
        """Return what is left of each."""
        return self.book.left_of(self.rows)

    def of(self, some: Flags | Ints) -> Purchases:
        """Return some of the rows."""
        rows = np.arange(self.rows.start, self.rows.stop) if isinstance(self.rows, slice) else self.rows
        return Purchases(self.book, rows[some])

    def __len__(self) -> int:
        """Return how many there are."""
        return self.rows.stop - self.rows.start if isinstance(self.rows, slice) else len(self.rows)


@dataclass(frozen=True, eq=False)
class Book:
    """The shop before `settings.as_of`, cut to a scope. `who` says who is who; sizes go by entries of members."""

    columns: Columns
    settings: Settings
    scope: Scope
    who: People
    kept: Kept | None = None
    """Sums of weeks to tell from what they can tell, whatever the scope; without them every purchase is asked."""
    told: dict[Any, Any] = field(default_factory=dict, init=False)
    """What was worked out of this book and is asked for again: by whoever worked it out, under a key of its own."""

    @property
    def as_of(self) -> dt.date:
        """Return the day before which everything is seen."""
        return self.settings.as_of

    @property
    def size(self) -> int:
        """Return how many entries of members there are: the length of every array over members."""
        return len(self.columns.members.ids)

    def owners_of(self, rows: Ints | slice) -> Codes:
        """Return the person of some sales, -1 for walk-ins and those who had not joined."""
        member = self.columns.sales.member[rows]
        if not self.size:
            return member
        person = self.who.person[member] if self.who.merged else member
        owners: Codes = np.where((member >= 0) & self.joined[person], person, -1)
        return owners

    @cached_property
    def owners(self) -> Codes:
        """Return the person of every sale of the columns."""
        return self.owners_of(slice(0, len(self.columns.sales.day)))

    def left_of(self, rows: Ints | slice) -> Ints:
        """Return what is left of some sales, which stand in their order."""
        net = self.columns.sales.net[rows]
        sale, back = self._given_back
        if isinstance(rows, slice):
            lower, upper = np.searchsorted(sale, (rows.start, rows.stop))
            places, back = sale[lower:upper] - rows.start, back[lower:upper]
        else:
            places = np.minimum(np.searchsorted(rows, sale), max(0, len(rows) - 1))
            there = rows[places] == sale if len(rows) else np.zeros(len(sale), dtype=bool)
            places, back = places[there], back[there]
        if not len(places):
            return net
        left = net.astype(back.dtype)
        left[places] -= back
        return left

    @cached_property
    def _given_back(self) -> tuple[Ints, Ints]:
        """Return the sales of which anything came back before the day, and how much of each."""
        backs = self.columns.backs
        counted = (backs.sale >= 0) & (backs.day < number(self.as_of))
        sale, place = np.unique(backs.sale[counted], return_inverse=True)
        return sale, sums_by(place, backs.net[counted], len(sale))

    @cached_property
    def joined(self) -> Flags:
        """Say of every entry whether it stands for a person who had joined before the day (D4)."""
        joined: Flags = self.who.stands & (self.who.joined_day < number(self.as_of))
        return joined

    @cached_property
    def members(self) -> Flags:
        """Say of every entry whether it is a member of the scope, whatever they bought."""
        if self.scope.members is None:
            return self.joined
        ids = self.columns.members.ids
        chosen = np.fromiter((one in self.scope.members for one in ids), dtype=bool, count=len(ids))
        members: Flags = self.joined & chosen
        return members

    @property
    def entries_of_scope(self) -> tuple[str, ...] | None:
        """Return the ids of all entries, merged ones too, of the scope's members; None where it names none."""
        if self.scope.members is None:
            return None
        theirs = np.flatnonzero(self.members[self.who.person])
        return tuple(self.columns.members.ids[entry] for entry in theirs.tolist())

    @cached_property
    def branch_codes(self) -> Codes | None:
        """Return the codes of the branches of the scope, None for all of them."""
        if not self.scope.branches:
            return None
        names = self.columns.branches
        return np.array([code for code, name in enumerate(names) if name in self.scope.branches], np.int32)

    @cached_property
    def seen(self) -> Seen | None:
        """Return the same told from kept sums of weeks; None where the scope names members, or there are no sums."""
        if self.kept is None or self.scope.members is not None:
            return None
        codes = None if self.branch_codes is None else tuple(self.branch_codes.tolist())
        return Seen(self.kept, number(self.as_of), codes, self.who.person, self.joined)

    def _here(self, branch: Codes) -> Flags:
        if self.branch_codes is None:
            return np.ones(len(branch), dtype=bool)
        return np.isin(branch, self.branch_codes)

    def _days(self, day: Codes, period: Period | None) -> slice:
        """Return where the rows of a period stand among rows by day; of all that is seen, without one."""
        since, until = (period.since, period.until) if period else (dt.date.min, self.as_of)
        lower, upper = edges_in(day, (number(since), min(number(until), number(self.as_of))))
        return slice(int(lower), max(int(lower), int(upper)))

    def sold_in(self, period: Period | None = None) -> Ints:
        """Return the places of the sales of the scope in a period, or of all, by day."""
        sales = self.columns.sales
        rows = self._days(sales.day, period)
        here = self._here(sales.branch[rows])
        if self.scope.members is not None:
            owner = self.owners_of(rows)
            here &= (owner >= 0) & self.members[owner]
        places: Ints = np.flatnonzero(here)
        places += rows.start
        return places

    @property
    def rows_sold(self) -> Ints | slice:
        """Return where the sales of the scope stand, by day: one stretch where none of them is left out."""
        if self.branch_codes is None and self.scope.members is None:
            return self._days(self.columns.sales.day, None)
        return self.sold

    @cached_property
    def sold(self) -> Ints:
        """Return the places of the sales of the scope, by day."""
        return self.sold_in()

    @cached_property
    def returned(self) -> Ints:
        """Return the places of the refunds and voids of the scope (its branches, its members' sales), by day."""
        backs = self.columns.backs
        here = self._here(backs.branch) & (backs.day < number(self.as_of))
        if self.scope.members is not None:
            owner = self.owners_of(np.maximum(backs.sale, 0)) if len(self.columns.sales.day) else backs.sale
            here &= (backs.sale >= 0) & (owner >= 0) & self.members[owner]
        places = np.flatnonzero(here)
        ordered: Ints = places[np.argsort(backs.day[places], kind="stable")]
        return ordered

    def _bought(self, period: Period | None, *, walk_ins: bool) -> Purchases:
        rows = self._days(self.columns.sales.day, period)
        some = self.left_of(rows) > 0
        some &= self._here(self.columns.sales.branch[rows])
        if not walk_ins or self.scope.members is not None:
            owner = self.owners_of(rows)
            some &= owner >= 0
        if self.scope.members is not None:
            some &= self.members[owner]
        if some.all():
            return Purchases(self, rows)
        places: Ints = np.flatnonzero(some)
        places += rows.start
        return Purchases(self, places.astype(np.int32 if rows.stop <= _MANY else np.int64))

    @property
    def purchases(self) -> Purchases:
        """Return the purchases of the scope by day."""
        return Purchases(self, self._rows_bought)

    @cached_property
    def _rows_bought(self) -> Ints | slice:
        return self._bought(None, walk_ins=True).rows

    @property
    def bought(self) -> Purchases:
        """Return the purchases of members alone, by day."""
        return Purchases(self, self._rows_of_members)

    @cached_property
    def _rows_of_members(self) -> Ints | slice:
        return self._bought(None, walk_ins=False).rows

    def purchases_in(self, period: Period) -> Purchases:
        """Return the purchases of a period, without looking at all the others."""
        return self._bought(period, walk_ins=True)

    def bought_in(self, period: Period) -> Purchases:
        """Return the purchases of members in a period, without looking at all the others."""
        return self._bought(period, walk_ins=False)

    def buyers(self, period: Period) -> Flags:
        """Say of every entry whether the person bought in a period."""
        seen = self.seen
        if seen is not None:
            since, until = number(period.since), number(period.until)
            bits = self.lasting(
                ("buyers", since, until), period.until, lambda: np.packbits(seen.buyers(since, until))
            )
            return np.unpackbits(bits, count=self.size).view(bool)
        found = np.zeros(self.size, dtype=bool)
        found[self.bought_in(period).member] = True
        return found

    def buyers_before(self, day: dt.date) -> Flags:
        """Say of every entry whether the person had ever bought before a day."""
        if self.seen is not None:
            return self.seen.buyers_before(number(day))
        return self.first_bought < number(day)

    def often(self, period: Period) -> Ints:
        """Return how often each person bought in a period, two standing for more."""
        if self.seen is not None:
            return self.seen.often(number(period.since), number(period.until))
        return np.minimum(np.bincount(self.bought_in(period).member, minlength=self.size), 2)

    @cached_property
    def first_bought(self) -> Codes:
        """Return the day of each person's first purchase; a day that never comes where there is none."""
        if self.seen is not None:
            return self.seen.first_bought
        first, bought = np.full(self.size, np.iinfo(np.int32).max, dtype=np.int32), self.bought
        np.minimum.at(first, bought.member, bought.day)
        return first

    def of_members(self, period: Period | None = None) -> tuple[Ints, Ints, Ints]:
        """Return how often each person bought in a period or ever, for how much, and the day of the last time."""
        if self.seen is not None:
            first, until = (period.since, period.until) if period else (dt.date.min, self.as_of)
            return self.seen.bought(number(first), number(until))
        found = self._bought(period, walk_ins=False)
        times, last = counts_by(found.member, self.size), np.full(self.size, BEFORE_ALL, dtype=np.int32)
        # Purchases stand by day: of the days of one member the last one written stays.
        last[found.member] = found.day
        return times, sums_by(found.member, found.net, self.size), last

    @cached_property
    def history(self) -> tuple[Ints, Ints, Ints]:
        """Return how often each person ever bought, for how much, and the day of the last time."""
        return self.of_members()

    @property
    def last_bought(self) -> Codes:
        """Return the day of each person's last purchase, `BEFORE_ALL` where there is none."""
        return self.history[2]

    @cached_property
    def first_day(self) -> dt.date | None:
        """Return the day the shop's rows begin: the one the settings say, else that of the first row of all branches."""
        if self.settings.first_day is not None:
            return self.settings.first_day
        until = number(self.as_of)
        days = self.columns.sales.day[:1], self.columns.backs.day
        starts = [int(part[part < until].min()) for part in days if (part < until).any()]
        return date(min(starts)) if starts else None

    def remember(self, key: Any, work: Callable[[], T]) -> T:
        """Return what was worked out under a key, worked out now if it never was."""
        if key not in self.told:
            self.told[key] = work()
        found: T = self.told[key]
        return found

    def lasting(self, key: Hashable, end: dt.date, work: Callable[[], T]) -> T:
        """Return what nothing on or behind a day changes, of an earlier reading where it still holds."""
        if self.kept is None or self.seen is None:
            return work()
        return lasting(self.kept, self.settings, (key, self.seen.branches), number(end), work)

    def cut(self, scope: Scope) -> Book:
        """Return the same day in another scope."""
        return replace(self, scope=scope)


def open_book(
    columns: Columns,
    settings: Settings,
    scope: Scope = EVERYTHING,
    root: Root | None = None,
    kept: Kept | None = None,
) -> Book:
    """Return what was known before `settings.as_of`; with the kept sums of the columns it is told sooner."""
    until = day_start(settings.as_of, settings.zone)
    who = people(columns.members, columns.pairs, until, root or (lambda _, __: None))
    return Book(columns, settings, scope, who, kept)
