"""Members: how many there are, who is active (D6), how many joined and came back (D17)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from desktop.reports.figures.book import Book
from desktop.reports.figures.columns import NEVER
from desktop.reports.figures.exact import Figure, Flags, share
from desktop.reports.figures.periods import Period, number
from loyalty.clock import day_start


@dataclass(frozen=True, slots=True)
class Growth:
    """Members of a period: those at its ends, who joined and who left in it, who bought for the first time or again."""

    at_start: int
    at_end: int
    joined: int
    left: int
    first_time: int
    returning: int


def active(book: Book, days: int) -> Figure:
    """Return who bought in the last days among all members; of branches, among those who ever bought there."""
    bought = book.buyers(book.settings.last(days)) & book.members
    base = ever_bought(book) if book.scope.branches else book.members
    return share("active", bought.sum(), base.sum())


def active_of_joined_here(book: Book, days: int) -> Figure:
    """Return who joined at the branches of the scope and bought anywhere in the last days."""
    here = joined_here(book)
    anywhere = book.cut(type(book.scope)(members=book.scope.members))
    bought = anywhere.buyers(book.settings.last(days))
    return share("active_joined_here", (bought & here).sum(), here.sum())


def joined_here(book: Book) -> Flags:
    """Say of every entry whether it is a member who joined at the branches of the scope (any, where none is named)."""
    if book.branch_codes is None:
        return book.members
    return book.members & np.isin(book.who.joined_branch, book.branch_codes)


def ever_bought(book: Book) -> Flags:
    """Say of every entry whether the person ever bought within the scope."""
    return book.buyers_before(book.as_of) & book.members


def membership_retention(book: Book, period: Period) -> Figure:
    """Return who of the members at the start had not left by the end (D17)."""
    start = joined_here(book) & (book.who.joined_day < number(period.since))
    start &= ~_gone(book, period.since)
    return share("membership_retention", (start & ~_gone(book, period.until)).sum(), start.sum())


def _gone(book: Book, day: dt.date) -> Flags:
    until = day_start(day, book.settings.zone)
    left = book.columns.members.left_at
    gone: Flags = (left != NEVER) & (left < until)
    return gone


def return_rate(book: Book, period: Period) -> Figure:
    """Return who bought twice or more in a period among those who bought (D17)."""
    times = book.often(period)
    return share("return_rate", (times >= 2).sum(), (times >= 1).sum())


def growth(book: Book, period: Period) -> Growth:
    """Return how the membership moved in a period."""
    return book.lasting(("growth", period), period.until, lambda: _growth(book, period))


def _growth(book: Book, period: Period) -> Growth:
    here = joined_here(book)
    since, until = number(period.since), number(period.until)
    gone_before, gone_after = _gone(book, period.since), _gone(book, period.until)
    start = here & (book.who.joined_day < since) & ~gone_before
    end = here & (book.who.joined_day < until) & ~gone_after
    bought = book.buyers(period)
    new = bought & ~book.buyers_before(period.since)
    return Growth(
        at_start=int(start.sum()),
        at_end=int(end.sum()),
        joined=int((here & (book.who.joined_day >= since) & (book.who.joined_day < until)).sum()),
        left=int((here & gone_after & ~gone_before).sum()),
        first_time=int(new.sum()),
        returning=int((bought & ~new).sum()),
    )
