"""Days by the branch's calendar: months back, and the birthday nearest to a day."""

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
    return min(abs((birthday - on).days) for birthday in _birthdays_around(birth_on, on, calendar))


def _birthdays_around(birth_on: dt.date, on: dt.date, calendar: str) -> list[dt.date]:
    if calendar == JALALI:
        _, month, day = jalali.from_date(birth_on)
        year = jalali.from_date(on)[0]
        return [
            jalali.to_date(at, month, min(day, jalali.month_length(at, month)))
            for at in range(year - 1, year + 2)
        ]
    month, day = birth_on.month, birth_on.day
    years = range(on.year - 1, on.year + 2)
    return [dt.date(at, month, min(day, gregorian.monthrange(at, month)[1])) for at in years]
