"""When members come: hour by weekday on the branch's own clock, and each member's preferred time (D21)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from desktop.reports.figures.book import Book, Purchases
from desktop.reports.figures.exact import Ints, counts_by, sums_by
from desktop.reports.figures.periods import Period, date
from loyalty.clock import HOUR, day_end, day_start, local_time

BANDS = ((0, 6), (6, 9), (9, 12), (12, 15), (15, 18), (18, 21), (21, 24))
"""Hours of a band, the end excluded."""

_BAND_OF_HOUR = np.array([place for place, (first, end) in enumerate(BANDS) for _ in range(first, end)])
_FROM_SATURDAY = 5


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
    found = book.within(book.purchases, period)
    cell = weekdays(found.day) * 24 + hours(book, found)
    counts, net = counts_by(cell, 168), sums_by(cell, found.net, 168)
    return Week(counts.reshape(7, 24), net.reshape(7, 24))


def weekdays(days: Ints) -> Ints:
    """Return the weekday of each day, 0 being Saturday."""
    found: Ints = (days.astype(np.int64) + date(0).weekday() - _FROM_SATURDAY) % 7
    return found


def hours(book: Book, found: Purchases) -> Ints:
    """Return the hour on the branch's clock of each purchase."""
    result = np.zeros(len(found), dtype=np.int64)
    zones = book.columns.zones
    for zone in set(zones):
        codes = [code for code, name in enumerate(zones) if name == zone]
        here = np.flatnonzero(np.isin(found.branch, codes))
        result[here] = _hours_in(found.at[here], found.day[here], zone or book.settings.zone)
    return result


def _hours_in(at: Ints, day: Ints, zone: str) -> Ints:
    days, place = np.unique(day, return_inverse=True)
    starts = np.array([day_start(date(one), zone) for one in days], dtype=np.int64)
    changing = np.array([_clock_changes(date(one), zone) for one in days], dtype=bool)
    found = np.clip((at - starts[place]) // HOUR, 0, 23)
    for row in np.flatnonzero(changing[place]) if len(days) else ():
        found[row] = local_time(int(at[row]), zone).hour
    return found


def _clock_changes(on: dt.date, zone: str) -> bool:
    """Say whether a day's hours are not those counted from its start."""
    start = day_start(on, zone)
    return day_end(on, zone) - start != 24 * HOUR or local_time(start, zone).hour != 0


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
