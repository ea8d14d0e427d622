"""Quiet notes: a figure that has moved one way for weeks and left its usual range ("churn of Vanak rose for three weeks").

Told week by week (from Saturday), of the business and of each branch. Usual is the middle of the weeks before, give or
take three times their usual distance from it; a figure that only sways says nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from desktop.reports.figures.book import EVERYTHING, Book, Scope
from desktop.reports.figures.churn import churn_rate
from desktop.reports.figures.periods import Period, back, step_start
from desktop.reports.figures.sales import Sales, sales

WEEKS = 13
RUN = 3
LEAST_BEFORE = 5
WIDTH = 3.0
CHURN_DAYS = 28
SIGMA = 1.4826
"""What turns the middle distance of a bell curve into its deviation."""

LEAST_SHARE = 0.05
"""A range is never narrower than this part of the middle: a figure that hardly moves shall not cry."""


@dataclass(frozen=True, slots=True)
class Note:
    """A figure that drifted: `rising` or falling for `weeks` weeks since `since`, with its usual range; '' is all branches."""

    figure: str
    branch: str
    rising: bool
    weeks: int
    since: dt.date
    now: float
    low: float
    high: float


def _churned(book: Book, week: Period) -> float | None:
    # The window of the figure of that name: a note that means another churn would contradict it.
    days = book.settings.windows.churn_window_days
    return churn_rate(book, Period.last(CHURN_DAYS, week.until), days).value


_OF_SALES: dict[str, Callable[[Sales], float | None]] = {
    "net_sales": lambda week: float(week.net),
    "purchases": lambda week: float(week.purchases),
    "aov": lambda week: week.aov.value,
    "buyers": lambda week: float(week.buyers),
    "members_share": lambda week: week.members_share.value,
}


def notes(book: Book, branches: tuple[str, ...] = (), *, whole: bool = True) -> tuple[Note, ...]:
    """Return what drifted by the last whole week before the book's day, the business first unless not `whole`."""
    found = list(_of(book.cut(EVERYTHING), "")) if whole else []
    for branch in branches if len(branches) > 1 or not whole else ():
        found += _of(book.cut(Scope(frozenset((branch,)))), branch)
    return tuple(found)


def _of(book: Book, branch: str) -> list[Note]:
    weeks = _weeks(book)
    sold = [sales(book, week) for week in weeks]
    lines = {figure: [of(week) for week in sold] for figure, of in _OF_SALES.items()}
    lines["churn_rate"] = [_churned(book, week) for week in weeks]
    starts = [week.since for week in weeks]
    found = (judge(figure, branch, values, starts) for figure, values in lines.items())
    return [note for note in found if note is not None]


def _weeks(book: Book) -> list[Period]:
    """Return the last whole weeks, of which none began before the shop's first day."""
    end, first = step_start(book.as_of, "week", "gregorian"), book.first_day
    found = [Period(back(end, 7 * place), back(end, 7 * (place - 1))) for place in range(WEEKS, 0, -1)]
    return [week for week in found if first is not None and week.since >= first]


def judge(figure: str, branch: str, values: list[float | None], starts: list[dt.date]) -> Note | None:
    """Return a note where the last weeks went one way and left the range of those before."""
    known = [value for value in values if value is not None]
    if len(known) != len(values) or len(known) < RUN + LEAST_BEFORE:
        return None
    run = _run(known)
    if run < RUN:
        return None
    low, high = _range(known[: -run or None])
    if low <= known[-1] <= high:
        return None
    return Note(figure, branch, known[-1] > high, run, starts[-run], known[-1], low, high)


def _run(values: list[float]) -> int:
    """Return for how many weeks the figure went on rising, or falling, up to the last one."""
    steps = [(after > before) - (after < before) for before, after in pairwise(values)]
    length = 0
    while length < len(steps) - LEAST_BEFORE and steps[-1 - length] == steps[-1] != 0:
        length += 1
    return length


def _range(values: list[float]) -> tuple[float, float]:
    middle = median(values)
    spread = SIGMA * median(abs(value - middle) for value in values)
    wide = max(WIDTH * spread, LEAST_SHARE * abs(middle))
    return middle - wide, middle + wide
