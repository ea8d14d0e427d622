"""Whether a figure of a period may be told beside that of an earlier one: both must be whole, or the change is no change.

A year beside one in which the shop had two months has grown by what was missing. What must hold: a figure that looks
back over a window (who is active, who churned, what a member is worth) needs that window, too, inside what is known.
"""

from __future__ import annotations

import datetime as dt

import numpy as np

from desktop.reports.figures.book import Book
from desktop.reports.figures.periods import Period, back, date
from desktop.reports.figures.settings import YEAR
from desktop.reports.unfair import Unfair

SHORT = 7
"""In fewer days than these the one that is not over yet weighs too much."""


def unfair(book: Book, name: str, period: Period, earlier: Period, today: dt.date) -> Unfair | None:
    """Return why a figure of a period may not be told beside an earlier one, None where it may.

    Where nothing was known before the earlier period was over there is no figure of it, and nothing to be unfair to.
    """
    first = begun(book)
    if first is None or first >= earlier.until:
        return None
    if first > looks_from(book, name, earlier):
        return Unfair("began", first)
    if earlier.until > today:
        return Unfair("compared_not_over", back(earlier.until, 1))
    return Unfair("not_over", back(period.until, 1)) if _is_unfinished(period, today) else None


def _is_unfinished(period: Period, today: dt.date) -> bool:
    """Say whether too much of a period is still to come: more than a day of it, or a day of a few."""
    left = (period.until - max(today, period.since)).days
    return left > 1 or (left == 1 and period.days < SHORT)


def looks_from(book: Book, name: str, period: Period) -> dt.date:
    """Return the first day that a figure of a period is made of."""
    windows = book.settings.windows
    if name == "active_rate":
        return back(period.until, windows.active_window_days)
    if name == "churn_rate":
        return back(period.since, windows.churn_window_days)
    return back(period.until, YEAR) if name == "clv" else period.since


def begun(book: Book) -> dt.date | None:
    """Return the day the rows of the book begin; of chosen branches, that of their first sale."""
    if book.branch_codes is None or book.first_day is None:
        return book.first_day
    sales = book.columns.sales
    here = np.isin(sales.branch, book.branch_codes)
    return date(int(sales.day[int(here.argmax())])) if here.any() else None
