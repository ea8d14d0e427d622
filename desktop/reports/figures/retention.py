"""Month to month retention and cohorts (D8), in the months of either calendar, with the sales of each month."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from desktop.reports.figures.book import Book
from desktop.reports.figures.exact import Figure, Ints, share
from desktop.reports.figures.periods import Calendar, Period, month_name, months, number
from desktop.reports.figures.sales import Point, points


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its sales, its buyers, and how many of them had bought in the month before.

    `partial` where the first or the last day of what is known cuts it; `retained` is None for the first month.
    """

    name: str
    partial: bool
    sales: Point
    buyers: int
    retained: int | None
    buyers_before: int

    @property
    def retention(self) -> Figure:
        """Return who of last month's buyers bought again."""
        return share("retention_monthly", self.retained or 0, self.buyers_before)

    def document(self) -> dict[str, Any]:
        """Return the figures under the names of the definitions."""
        return {
            "period": self.name,
            "partial": self.partial,
            "net_sales": self.sales.net,
            "transactions": self.sales.purchases,
            "aov": self.sales.aov.value,
            "buyers": self.buyers,
            "retained_from_previous": self.retained,
            "retention_rate": self.retention.value,
        }


@dataclass(frozen=True, slots=True)
class Cohort:
    """Members by the month of their first purchase; `active[k]` of them bought k months later, 0 being the first."""

    name: str
    period: Period
    size: int
    active: tuple[int, ...]


def by_month(book: Book, calendar: Calendar, within: Period | None = None) -> tuple[Month, ...]:
    """Return every month from the first row (or of a period) to the day."""
    return book.remember((by_month, calendar, within), lambda: _by_month(book, calendar, within))


def _by_month(book: Book, calendar: Calendar, within: Period | None) -> tuple[Month, ...]:
    known = _known(book, within)
    if known is None:
        return ()
    found = []
    before: np.ndarray | None = None
    for point in points(book, months(known.since, known.until, calendar)):
        bought = book.buyers(point.period)
        retained = None if before is None else int((bought & before).sum())
        found.append(
            Month(
                name=month_name(point.period.since, calendar),
                partial=not point.period.within(known),
                sales=point,
                buyers=int(bought.sum()),
                retained=retained,
                buyers_before=0 if before is None else int(before.sum()),
            )
        )
        before = bought
    return tuple(found)


def _known(book: Book, within: Period | None) -> Period | None:
    first = book.first_day
    if first is None or first >= book.as_of:
        return None
    return within or Period(first, book.as_of)


def cohorts(book: Book, calendar: Calendar) -> tuple[Cohort, ...]:
    """Return the cohorts that have anybody in them."""
    return book.remember((cohorts, calendar), lambda: _cohorts(book, calendar))


def _cohorts(book: Book, calendar: Calendar) -> tuple[Cohort, ...]:
    known = _known(book, None)
    steps = months(known.since, known.until, calendar) if known else ()
    if not steps:
        return ()
    edges = np.array([number(step.since) for step in steps])
    # Who first bought before what is known begins is of no cohort, as who never bought.
    ever = (book.first_bought < number(book.as_of)) & (book.first_bought >= edges[0])
    of = np.where(ever, np.searchsorted(edges, book.first_bought, side="right") - 1, len(steps))

    def row(step: Period) -> Ints:
        return np.bincount(of[book.buyers(step)], minlength=len(steps) + 1)[: len(steps)]

    # Whoever buys in a month first bought by its end: later days change nothing of its row.
    key = cohorts, steps[0].since
    grid = np.array([book.lasting((key, step), step.until, partial(row, step)) for step in steps])
    sizes = np.bincount(of, minlength=len(steps) + 1)
    return tuple(
        Cohort(month_name(step.since, calendar), step, int(sizes[place]), tuple(grid[place:, place].tolist()))
        for place, step in enumerate(steps)
        if sizes[place]
    )
