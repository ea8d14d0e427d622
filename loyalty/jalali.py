"""The Persian solar calendar, by the 33-year cycle that holds for the years 1178 to 1633.

Leap years are those whose place in the cycle is 1, 5, 9, 13, 17, 22, 26 or 30; that agrees with the
astronomical calendar in these years (1403 and 1408 are leap, 1404 is not).
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from functools import lru_cache

from loyalty.errors import LoyaltyError, require

FIRST_YEAR, LAST_YEAR = 1178, 1633
TYPED_YEARS = range(1200, 1600)
"""Years that are Jalali where somebody writes a day; no person or shop has days in them by the other calendar."""
_WRITTEN = re.compile(r"(\d{1,4})[-/.\s]+(\d{1,2})[-/.\s]+(\d{1,2})", re.ASCII)
_LEAP_PLACES = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
_LEAPS_BEFORE_PLACE = [sum(1 for leap in sorted(_LEAP_PLACES) if leap < place) for place in range(34)]
_MONTH_STARTS = [*range(0, 187, 31), *range(216, 337, 30)]
_NOWRUZ_1403 = dt.date(2024, 3, 20).toordinal()


def is_leap(year: int) -> bool:
    """Say whether Esfand of a Jalali year has 30 days."""
    return year % 33 in _LEAP_PLACES


def _days_before(year: int) -> int:
    cycles, place = divmod(year, 33)
    return 365 * year + 8 * cycles + _LEAPS_BEFORE_PLACE[place]


_EPOCH = _NOWRUZ_1403 - _days_before(1403)


def to_date(year: int, month: int, day: int) -> dt.date:
    """Return the Gregorian day of a Jalali date; raises `date_invalid`."""
    valid = FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= month_length(year, month)
    require(valid, "date_invalid", value=f"{year}/{month}/{day}")
    return dt.date.fromordinal(_EPOCH + _days_before(year) + _MONTH_STARTS[month - 1] + day - 1)


def written_day(text: str) -> dt.date:
    """Return the day of year, month and day in Latin digits, Jalali or Gregorian by its year; raises `date_invalid`."""
    found = _WRITTEN.fullmatch(text.strip())
    require(found, "date_invalid", value=text)
    assert found is not None
    year, month, day = (int(part) for part in found.groups())
    if year in TYPED_YEARS:
        return to_date(year, month, day)
    try:
        return dt.date(year, month, day)
    except ValueError as problem:
        raise LoyaltyError("date_invalid", value=text) from problem


@lru_cache(maxsize=8_192)
def from_date(day: dt.date) -> tuple[int, int, int]:
    """Return (year, month, day) of a Gregorian day."""
    ordinal = day.toordinal()
    year = day.year - 621
    if ordinal < _EPOCH + _days_before(year):
        year -= 1
    of_year = ordinal - _EPOCH - _days_before(year)
    month = bisect_right(_MONTH_STARTS, of_year)
    return year, month, of_year - _MONTH_STARTS[month - 1] + 1


def month_length(year: int, month: int) -> int:
    """Return the number of days of a Jalali month (1 to 12)."""
    if month <= 6:
        return 31
    return 30 if month <= 11 or is_leap(year) else 29


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the day `months` Jalali months later (or earlier), kept inside its month."""
    year, month, of_month = from_date(day)
    years, place = divmod(month - 1 + months, 12)
    year, month = year + years, place + 1
    return to_date(year, month, min(of_month, month_length(year, month)))
