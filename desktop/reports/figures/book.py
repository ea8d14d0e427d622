"""What was known before a day, within a scope: the purchases, rows and members that every figure is counted from.

A purchase is a sale whose net, less all that came back of it by then, is above zero (D3). Nothing at or after
`as_of` is seen. The owner of a purchase is the person its member is (D4); who had not joined by then is nobody.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from desktop.reports.figures.columns import Codes, Columns
from desktop.reports.figures.exact import Flags, Ints, sums_by
from desktop.reports.figures.people import People, Root, people
from desktop.reports.figures.periods import Period, date, number
from desktop.reports.figures.settings import Settings
from loyalty.clock import day_start


@dataclass(frozen=True, slots=True)
class Scope:
    """What figures are cut to: branches (none named: all of them), and members by id (None: everybody and walk-ins)."""

    branches: frozenset[str] = frozenset()
    members: frozenset[str] | None = None


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True, eq=False)
class Purchases:
    """A row a purchase: net is what is left of it; `member` the person, -1 for a walk-in."""

    at: Ints
    day: Codes
    branch: Codes
    member: Codes
    net: Ints

    def of(self, rows: Flags | Ints | slice) -> Purchases:
        """Return some of the rows."""
        return Purchases(self.at[rows], self.day[rows], self.branch[rows], self.member[rows], self.net[rows])

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.at)


@dataclass(frozen=True, eq=False)
class Book:
    """The shop before `settings.as_of`, cut to a scope. `who` says who is who; sizes go by entries of members."""

    columns: Columns
    settings: Settings
    scope: Scope
    who: People
    left_of_sale: Ints
    """What is left of every sale of the columns, whatever the scope."""

    @property
    def as_of(self) -> dt.date:
        """Return the day before which everything is seen."""
        return self.settings.as_of

    @property
    def size(self) -> int:
        """Return how many entries of members there are: the length of every array over members."""
        return len(self.columns.members.ids)

    @cached_property
    def owners(self) -> Codes:
        """Return the person of every sale of the columns, -1 for walk-ins and those who had not joined."""
        member = self.columns.sales.member
        person = self.who.person[member] if self.size else member
        known = (member >= 0) & self.joined[person] if self.size else np.zeros(len(member), dtype=bool)
        return np.where(known, person, -1).astype(np.int32)

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

    def _here(self, day: Codes, branch: Codes) -> Flags:
        seen = day < number(self.as_of)
        here: Flags = seen if self.branch_codes is None else seen & np.isin(branch, self.branch_codes)
        return here

    @cached_property
    def sold(self) -> Ints:
        """Return the places of the sales of the scope, by day."""
        sales = self.columns.sales
        here = self._here(sales.day, sales.branch)
        if self.scope.members is not None:
            here &= (self.owners >= 0) & self.members[self.owners]
        return _by_day(np.flatnonzero(here), sales.day)

    @cached_property
    def returned(self) -> Ints:
        """Return the places of the refunds and voids of the scope (its branches, its members' sales), by day."""
        backs = self.columns.backs
        here = self._here(backs.day, backs.branch)
        if self.scope.members is not None:
            owner = np.where(backs.sale >= 0, self.owners[backs.sale], -1) if len(self.owners) else backs.sale
            here &= (owner >= 0) & self.members[owner]
        return _by_day(np.flatnonzero(here), backs.day)

    @cached_property
    def purchases(self) -> Purchases:
        """Return the purchases of the scope by day."""
        sales = self.columns.sales
        places = self.sold[self.left_of_sale[self.sold] > 0]
        return Purchases(
            sales.at[places], sales.day[places], sales.branch[places], self.owners[places], self.left_of_sale[places]
        )  # fmt: skip

    @cached_property
    def bought(self) -> Purchases:
        """Return the purchases of members alone, by day."""
        return _of_members(self.purchases)

    def bought_in(self, period: Period) -> Purchases:
        """Return the purchases of members in a period, without looking at all the others."""
        return _of_members(self.within(self.purchases, period))

    def within(self, purchases: Purchases, period: Period) -> Purchases:
        """Return the purchases of a period; they must be by day, as all of the book's are."""
        edges = np.searchsorted(purchases.day, (number(period.since), number(period.until)))
        return purchases.of(slice(int(edges[0]), int(edges[1])))

    def buyers(self, period: Period) -> Flags:
        """Say of every entry whether the person bought in a period."""
        found = np.zeros(self.size, dtype=bool)
        found[self.bought_in(period).member] = True
        return found

    @cached_property
    def first_bought(self) -> Codes:
        """Return the day of each person's first purchase; a day that never comes where there is none."""
        first = np.full(self.size, np.iinfo(np.int32).max, dtype=np.int32)
        np.minimum.at(first, self.bought.member, self.bought.day)
        return first

    @cached_property
    def first_day(self) -> dt.date | None:
        """Return the day the shop's rows begin: the one the settings say, else that of the first row of all branches."""
        if self.settings.first_day is not None:
            return self.settings.first_day
        starts = [part.min() for part in self._all_days() if len(part)]
        return date(min(starts)) if starts else None

    def _all_days(self) -> tuple[Codes, Codes]:
        until = number(self.as_of)
        days = self.columns.sales.day, self.columns.backs.day
        return days[0][days[0] < until], days[1][days[1] < until]

    def cut(self, scope: Scope) -> Book:
        """Return the same day in another scope."""
        return Book(self.columns, self.settings, scope, self.who, self.left_of_sale)


def open_book(
    columns: Columns, settings: Settings, scope: Scope = EVERYTHING, root: Root | None = None
) -> Book:
    """Return what was known before `settings.as_of`."""
    until = day_start(settings.as_of, settings.zone)
    who = people(columns.members, columns.pairs, until, root or (lambda _, __: None))
    return Book(columns, settings, scope, who, _left_of_sales(columns, number(settings.as_of)))


def _of_members(purchases: Purchases) -> Purchases:
    return purchases.of(purchases.member >= 0)


def _by_day(places: Ints, days: Codes) -> Ints:
    found = days[places]
    if len(found) and (np.diff(found) < 0).any():
        return places[np.argsort(found, kind="stable")]
    return places


def _left_of_sales(columns: Columns, until: int) -> Ints:
    backs = columns.backs
    counted = (backs.sale >= 0) & (backs.day < until)
    if not counted.any():
        return columns.sales.net
    return columns.sales.net - sums_by(backs.sale[counted], backs.net[counted], len(columns.sales.net))
