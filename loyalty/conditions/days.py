"""Days by the branch's calendar: months back, birthdays and anniversaries near a day, whole years, days of a month."""

from __future__ import annotations

import calendar as gregorian
import datetime as dt
from functools import lru_cache

from loyalty import jalali

JALALI = "jalali"


def months_before(on: dt.date, months: int, calendar: str) -> dt.date:
    """Return the same day `months` months earlier, kept inside its month."""
    if calendar == JALALI:
        return jalali.add_months(on, -months)
    years, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    return dt.date(years, month + 1, min(on.day, gregorian.monthrange(years, month + 1)[1]))


@lru_cache(maxsize=32)
def days_to_birthday(birth_on: dt.date, on: dt.date, calendar: str) -> int:
    """Return the days between a day and the nearest birthday, before or after it.

    Who was born on the last day of a leap year's February or Esfand has a birthday on that month's last day.
    """
    return min(abs((birthday - on).days) for birthday in _same_days(birth_on, on, calendar))


@lru_cache(maxsize=32)
def days_until_birthday(birth_on: dt.date, on: dt.date, calendar: str) -> int:
    """Return the days from a day to the next birthday, that day included."""
    return min((birthday - on).days for birthday in _same_days(birth_on, on, calendar) if birthday >= on)


@lru_cache(maxsize=32)
def anniversaries(since: dt.date, on: dt.date, calendar: str) -> tuple[int, ...]:
    """Return the days from a day to the anniversaries around it, behind it below zero; the first is a year after."""
    return tuple((day - on).days for day in _same_days(since, on, calendar) if day > since)


def whole_years(birth_on: dt.date, on: dt.date, calendar: str) -> int:
    """Return the whole years between two days: one more with each birthday."""
    birthdays = _same_days(birth_on, on, calendar)
    return _year(on, calendar) - _year(birth_on, calendar) - (birthdays[1] > on)


def day_of_month(on: dt.date, calendar: str) -> int:
    """Return the number of a day in its month."""
    return jalali.from_date(on)[2] if calendar == JALALI else on.day


def _year(on: dt.date, calendar: str) -> int:
    return jalali.from_date(on)[0] if calendar == JALALI else on.year


def _same_days(since: dt.date, on: dt.date, calendar: str) -> list[dt.date]:
    """Return the day of a month and year last year, this year and next year."""
    if calendar == JALALI:
        _, month, day = jalali.from_date(since)
        year = jalali.from_date(on)[0]
        return [
            jalali.to_date(at, month, min(day, jalali.month_length(at, month)))
            for at in range(year - 1, year + 2)
        ]
    month, day = since.month, since.day
    years = range(on.year - 1, on.year + 2)
    return [dt.date(at, month, min(day, gregorian.monthrange(at, month)[1])) for at in years]
