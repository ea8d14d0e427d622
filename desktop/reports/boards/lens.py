"""What a board looks through: the books of a period and of the one beside it, of some branches and members.

What must hold. Nothing is read from the file but what the figures need beyond their columns. A period may end today:
the day that is not over is part of it, and lines say from where they are not over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from desktop.models.sources import Reader
from desktop.reports.figures.book import Book, Scope
from desktop.reports.figures.document import Shop
from desktop.reports.figures.goods import GroupLine, groups_over
from desktop.reports.figures.periods import Calendar, Period, Step, back, steps
from desktop.reports.series import Label
from loyalty.words import Lang

DAYS_IN_DAYS, DAYS_IN_WEEKS = 100, 800
"""Lines of so many days are drawn day by day, then week by week, then month by month."""


@dataclass(frozen=True, slots=True)
class Names:
    """What people called their branches, staff and product groups."""

    branches: Mapping[str, str] = field(default_factory=dict)
    staff: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)

    def branch(self, key: str) -> Label:
        """Return the label of a branch."""
        return Label(key, self.branches.get(key) or key)

    def person(self, key: str) -> Label:
        """Return the label of somebody of the staff."""
        return Label(key, self.staff.get(key) or key or "—")

    def group(self, key: str) -> Label:
        """Return the label of a product group."""
        return Label(key, self.groups.get(key) or key or "—")


@dataclass(frozen=True, eq=False)
class Lens:
    """A shop through a period and a branch ('' for all); `today` is the business day that is not over.

    `now` is the instant it is looked at, `against` the period compared with, None for the one before; `members` those looked at, None for everybody.
    `soon` leaves out what takes long: what members are expected to do, and what goes through the lines of sales,
    and the small lines of how a figure stood on earlier days.
    """

    shop: Shop
    db: Reader
    period: Period
    today: dt.date
    branch: str = ""
    calendar: Calendar = "jalali"
    names: Names = field(default_factory=Names)
    lang: Lang = "fa"
    against: Period | None = None
    members: frozenset[str] | None = None
    now: int = 0
    soon: bool = False

    @property
    def scope(self) -> Scope:
        """Return the branches and members that are looked at."""
        return Scope(frozenset((self.branch,)) if self.branch else frozenset(), self.members)

    @property
    def earlier(self) -> Period:
        """Return the period compared with."""
        return self.against or self.period.before()

    @cached_property
    def book(self) -> Book:
        """Return what was known before the end of the period."""
        return self.shop.book(self.scope, self.period.until, keep=True)

    @cached_property
    def book_before(self) -> Book:
        """Return what was known before the period compared with was over."""
        return self.shop.book(self.scope, self.earlier.until, keep=True)

    def book_of(self, as_of: dt.date) -> Book:
        """Return what was known before a day."""
        return self.shop.book(self.scope, as_of)

    @property
    def step(self) -> Step:
        """Return the step lines of the period are drawn in."""
        if self.period.days <= DAYS_IN_DAYS:
            return "day"
        return "week" if self.period.days <= DAYS_IN_WEEKS else "month"

    @cached_property
    def groups(self) -> tuple[GroupLine, ...]:
        """Return the product groups over the few steps of the period."""
        return groups_over(self.db, self.book, self.few_steps)

    @property
    def few_step(self) -> Step:
        """Return the step of what is drawn in few steps: weeks of a short period, months of a long one."""
        return "week" if self.period.days <= DAYS_IN_DAYS else "month"

    @property
    def few_steps(self) -> tuple[Period, ...]:
        """Return the weeks of a short period, the months of a long one."""
        return self.cut(self.period, self.few_step)

    def cut(self, period: Period, step: Step | None = None) -> tuple[Period, ...]:
        """Return the steps of a period, the first and the last kept inside it."""
        return tuple(
            Period(max(one.since, period.since), min(one.until, period.until))
            for one in steps(period.since, period.until, step or self.step, self.calendar)
        )

    def alongside(self) -> tuple[Period, ...]:
        """Return for each step of the period the days of the one compared with that lie as far from its start."""
        days = (self.period.since - self.earlier.since).days
        return tuple(Period(back(one.since, days), back(one.until, days)) for one in self.cut(self.period))

    @property
    def partial_from(self) -> dt.date | None:
        """Return the start of the step that is not over, if the period reaches today."""
        if not self.period.since <= self.today < self.period.until:
            return None
        return self.cut(self.period)[-1].since
