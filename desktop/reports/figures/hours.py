"""When members come: hour by weekday on the branch's own clock, and each member's preferred time (D21)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop.reports.figures.book import Book, Purchases
from desktop.reports.figures.clock_hours import clock_hours, weekdays
from desktop.reports.figures.exact import Ints, counts_by, sums_by
from desktop.reports.figures.periods import Period, number

BANDS = ((0, 6), (6, 9), (9, 12), (12, 15), (15, 18), (18, 21), (21, 24))
"""Hours of a band, the end excluded."""

_BAND_OF_HOUR = np.array([place for place, (first, end) in enumerate(BANDS) for _ in range(first, end)])


@dataclass(frozen=True, slots=True, eq=False)
class Week:
    """Purchases and their net by weekday (rows, from Saturday) and hour (columns)."""

    purchases: Ints
    net: Ints


@dataclass(frozen=True, slots=True)
class PreferredTime:
    """The weekday (0 is Saturday) and the band of hours in which most of a member's purchases fall."""

    weekday: int
    band: tuple[int, int]
    purchases: int


def week(book: Book, period: Period) -> Week:
    """Return a week's picture of a period."""
    found = book.purchases_in(period)
    cell = weekdays(found.day) * 24 + hours(book, found)
    counts, net = counts_by(cell, 168), sums_by(cell, found.net, 168)
    return Week(counts.reshape(7, 24), net.reshape(7, 24))


def counts(book: Book, period: Period) -> Ints:
    """Return the purchases of a period by weekday (rows, from Saturday) and hour (columns)."""
    if book.seen is None:
        return week(book, period).purchases
    return book.seen.hours(number(period.since), number(period.until), book.settings.zone)


def hours(book: Book, found: Purchases) -> Ints:
    """Return the hour on the branch's clock of each purchase."""
    return clock_hours(found.at, found.day, found.branch, book.columns.zones, book.settings.zone)


def preferred(book: Book, period: Period) -> dict[int, PreferredTime]:
    """Return the preferred time of every member who bought in a period, by entry; of equals the earlier in the week."""
    found = book.bought_in(period)
    slot = weekdays(found.day) * len(BANDS) + _BAND_OF_HOUR[hours(book, found)]
    key, counts = np.unique(found.member.astype(np.int64) * 64 + slot, return_counts=True)
    order = np.lexsort((key, -counts))
    told: dict[int, PreferredTime] = {}
    for place in order.tolist():
        entry, where = divmod(int(key[place]), 64)
        if entry not in told:
            weekday, band = divmod(where, len(BANDS))
            told[entry] = PreferredTime(weekday, BANDS[band], int(counts[place]))
    return told
