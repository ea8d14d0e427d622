"""Churn and the share kept (D7, D8): who was active at the start of a period and is no longer at its end.

Active at a day is who bought in the window before it. New members and those never active are in neither number.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from desktop.reports.figures.book import Book
from desktop.reports.figures.exact import Figure, Flags, share
from desktop.reports.figures.periods import Calendar, Period, add_months, back, steps


@dataclass(frozen=True, slots=True)
class Churn:
    """What became of the members active at a period's start; all numbers are people."""

    period: Period
    window_days: int
    active_at_start: int
    active_at_end: int
    churned: int
    new_in_period: int
    new_and_active_at_end: int

    @property
    def kept(self) -> int:
        """Return how many are still active."""
        return self.active_at_start - self.churned

    @property
    def rate(self) -> Figure:
        """Return the churn rate."""
        return share("churn", self.churned, self.active_at_start)

    @property
    def retention(self) -> Figure:
        """Return the share kept, of the same base."""
        return share("retention_kept", self.kept, self.active_at_start)

    @property
    def retention_esn(self) -> Figure:
        """Return (E − N) ÷ S; above a hundred where old members came back."""
        stayed = self.active_at_end - self.new_and_active_at_end
        return share("retention_esn", stayed, self.active_at_start)

    def document(self) -> dict[str, Any]:
        """Return the figures under the names of the definitions."""
        return {
            "start": self.period.since.isoformat(),
            "end": self.period.until.isoformat(),
            "window_days": self.window_days,
            "active_at_start": self.active_at_start,
            "active_at_end": self.active_at_end,
            "churned": self.churned,
            "kept": self.kept,
            "new_in_period": self.new_in_period,
            "new_and_active_at_end": self.new_and_active_at_end,
            "churn_rate": self.rate.value,
            "retention_rate": self.retention.value,
            "retention_rate_esn": self.retention_esn.value,
        }


def churn_rate(book: Book, period: Period, window_days: int) -> Figure:
    """Return the churn rate alone, without asking who is new."""
    start, end = _ends(book, period, window_days)
    return share("churn", (start & ~end).sum(), start.sum())


def _ends(book: Book, period: Period, window_days: int) -> tuple[Flags, Flags]:
    """Say of every entry whether the person was active at the start of a period, and at its end."""
    start = book.buyers(Period.last(window_days, period.since))
    return start, book.buyers(Period.last(window_days, period.until))


def churn(book: Book, period: Period, window_days: int) -> Churn:
    """Return what became of those active at the start of a period, by a window of days."""
    key = "churn", period, window_days
    return book.lasting(key, period.until, lambda: _churn(book, period, window_days))


def _churn(book: Book, period: Period, window_days: int) -> Churn:
    start, end = _ends(book, period, window_days)
    new = newcomers(book, period)
    return Churn(
        period=period,
        window_days=window_days,
        active_at_start=int(start.sum()),
        active_at_end=int(end.sum()),
        churned=int((start & ~end).sum()),
        new_in_period=int(new.sum()),
        new_and_active_at_end=int((new & end).sum()),
    )


def newcomers(book: Book, period: Period) -> Flags:
    """Say of every entry whether the person's first purchase lies in a period."""
    return book.buyers_before(period.until) & ~book.buyers_before(period.since)


def leavers(book: Book, period: Period, window_days: int) -> Flags:
    """Say of every entry whether the person is one of the churned: whom to call."""
    start, end = _ends(book, period, window_days)
    return start & ~end


def churn_by_months(book: Book, period: Period, months: int) -> Figure:
    """Return churn by a window of calendar months before either end."""
    start = book.buyers(Period(add_months(period.since, -months), period.since))
    end = book.buyers(Period(add_months(period.until, -months), period.until))
    return share("churn", (start & ~end).sum(), start.sum())


def quarters(book: Book, window_days: int, calendar: Calendar = "gregorian") -> tuple[Churn, ...]:
    """Return churn of every whole quarter before the day whose first window lies inside what is known.

    A quarter of the Jalali calendar is a season: from Farvardin, Tir, Mehr and Dey.
    """
    return book.remember((quarters, window_days, calendar), lambda: _quarters(book, window_days, calendar))


def _quarters(book: Book, window_days: int, calendar: Calendar) -> tuple[Churn, ...]:
    first = book.first_day
    if first is None:
        return ()
    whole = [step for step in steps(first, book.as_of, "quarter", calendar) if step.until <= book.as_of]
    return tuple(churn(book, step, window_days) for step in whole if _reaches(step, window_days, first))


def _reaches(step: Period, window_days: int, first: dt.date) -> bool:
    return back(step.since, window_days) >= first
