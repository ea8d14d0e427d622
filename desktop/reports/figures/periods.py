"""Periods of days, half-open, and the months, weeks and quarters of both calendars.

A day is a number of days since 1970-01-01 (`number`); a period never knows hours: days are cut where they were
recorded, at midnight of the branch.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from loyalty import jalali
from loyalty.errors import require

Calendar = Literal["jalali", "gregorian"]
Step = Literal["day", "week", "month", "quarter", "year"]

_EPOCH = dt.date(1970, 1, 1).toordinal()
_SATURDAY = 5


def number(day: dt.date) -> int:
    """Return the number of a day."""
    return day.toordinal() - _EPOCH


def date(number_: int) -> dt.date:
    """Return the day of a number."""
    return dt.date.fromordinal(int(number_) + _EPOCH)


@dataclass(frozen=True, slots=True)
class Period:
    """The days of `[since, until)`; raises `days_backwards` where there is none."""

    since: dt.date
    until: dt.date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins; one of no days is allowed and has no figures."""
        require(self.since <= self.until, "days_backwards", first=self.since, end=self.until)

    @classmethod
    def last(cls, days: int, until: dt.date) -> Period:
        """Return the `days` days before a day (exclusive)."""
        return cls(back(until, days), until)

    @property
    def days(self) -> int:
        """Return how many days there are."""
        return (self.until - self.since).days

    def before(self) -> Period:
        """Return the period of equal length that ends where this one begins."""
        return Period(back(self.since, self.days), self.since)

    def within(self, other: Period) -> bool:
        """Say whether all of it lies in another."""
        return other.since <= self.since and self.until <= other.until


def back(day: dt.date, days: int) -> dt.date:
    """Return the day so many days earlier; the calendar's first day where there is none."""
    return dt.date.fromordinal(max(1, day.toordinal() - days))


def step_start(day: dt.date, step: Step, calendar: Calendar) -> dt.date:
    """Return the first day of the day's week (from Saturday), month, quarter or year."""
    if step == "day":
        return day
    if step == "week":
        return back(day, (day.weekday() - _SATURDAY) % 7)
    _, month, of_month = jalali.from_date(day) if calendar == "jalali" else (day.year, day.month, day.day)
    months_in = {"month": 0, "quarter": (month - 1) % 3, "year": month - 1}[step]
    return add_months(back(day, of_month - 1), -months_in, calendar)


def next_start(start: dt.date, step: Step, calendar: Calendar) -> dt.date:
    """Return the start of the step after the one that starts at a day."""
    if step in ("day", "week"):
        return start + dt.timedelta(days=1 if step == "day" else 7)
    return add_months(start, {"month": 1, "quarter": 3, "year": 12}[step], calendar)


def add_months(day: dt.date, months: int, calendar: Calendar = "gregorian") -> dt.date:
    """Return the day so many months later or earlier, kept inside its month."""
    if calendar == "jalali":
        return jalali.add_months(day, months)
    years, place = divmod(day.month - 1 + months, 12)
    following = dt.date(day.year + years + place // 11, (place + 1) % 12 + 1, 1)
    length = (following - dt.timedelta(days=1)).day
    return dt.date(day.year + years, place + 1, min(day.day, length))


def steps(since: dt.date, until: dt.date, step: Step, calendar: Calendar) -> tuple[Period, ...]:
    """Return the weeks, months … that touch `[since, until)`, whole ones, in order."""
    if since >= until:
        return ()
    edges = [step_start(since, step, calendar)]
    while edges[-1] < until:
        edges.append(next_start(edges[-1], step, calendar))
    return tuple(Period(*pair) for pair in pairwise(edges))


def months(since: dt.date, until: dt.date, calendar: Calendar) -> tuple[Period, ...]:
    """Return the months that touch `[since, until)`."""
    return steps(since, until, "month", calendar)


def month_name(start: dt.date, calendar: Calendar) -> str:
    """Return `YYYY-MM` of the month a day lies in."""
    year, month = jalali.from_date(start)[:2] if calendar == "jalali" else (start.year, start.month)
    return f"{year:04d}-{month:02d}"
