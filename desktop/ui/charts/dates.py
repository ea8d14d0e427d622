"""What stands at the marks of an axis, and where days of the reader's calendar are marked. No Qt.

What must hold: never more marks than fit; days are marked at starts of weeks or months of the reader's own calendar.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from desktop.reports.axis import axis_scale
from desktop.reports.series import Unit, Value
from desktop.ui.formats import Formats
from loyalty import jalali

_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)


def day_marks(first: dt.date, last: dt.date, most: int, formats: Formats) -> list[tuple[dt.date, str]]:
    """Return at most `most` days to be marked from the first to the last, and what is written there."""
    most, days = max(most, 2), (last - first).days + 1
    if days <= most * 15:
        gap = next(one for one in (1, 2, 5, 7, 10, 15, 30) if days <= one * most)
        return [(day, formats.day(day, year=False)) for day in _every(first, last, gap)]
    starts = _month_starts(first, last, formats)
    gap = next((one for one in _MONTHS if len(starts) <= one * most), _MONTHS[-1])
    chosen = [day for day in starts if (_month_number(day, formats) % gap) == 0] or starts[:1]
    return [(day, formats.month(day, year=gap > 1 or _begins_year(day, formats))) for day in chosen]


def _every(first: dt.date, last: dt.date, gap: int) -> list[dt.date]:
    return [first + dt.timedelta(days=n) for n in range(0, (last - first).days + 1, gap)]


def _month_starts(first: dt.date, last: dt.date, formats: Formats) -> list[dt.date]:
    found, day = [], first
    while day <= last:
        of_month = jalali.from_date(day)[2] if formats.calendar == "jalali" else day.day
        if of_month == 1:
            found.append(day)
        day += dt.timedelta(days=27 if of_month == 1 else 1)
    return found


def _month_number(day: dt.date, formats: Formats) -> int:
    return (
        (jalali.from_date(day)[1] if formats.calendar == "jalali" else day.month)
        - 1
        + 12 * _year(day, formats)
    )


def _year(day: dt.date, formats: Formats) -> int:
    return jalali.from_date(day)[0] if formats.calendar == "jalali" else day.year


def _begins_year(day: dt.date, formats: Formats) -> bool:
    return _month_number(day, formats) % 12 == 0


def written(value: Value, unit: Unit, formats: Formats, *, whole: bool = False) -> str:
    """Return a value with its unit, as a tooltip says it; short where it need not be exact."""
    if value is None:
        return "—"
    if unit == "percent":
        return formats.percent(round(value * 10) * 1000, alone=True)
    if unit == "money":
        return formats.money(round(value)) if whole else formats.short_money(round(value))
    return number(value, formats)


def number(value: int | float, formats: Formats) -> str:
    """Return a plain number, one decimal where it has any."""
    if float(value) == round(value):
        return formats.count(round(value))
    return formats.quantity(round(value * 10) * 100)


def scale_of(values: Sequence[float], unit: Unit, formats: Formats) -> tuple[int, str]:
    """Return what an axis of money is divided by, and the words of its unit."""
    if unit != "money":
        return 1, ""
    size, word = axis_scale(values, formats.lang, formats.currency)
    return size, f"{word} {formats.unit()}".strip()


def mark_text(value: float, unit: Unit, size: int, formats: Formats) -> str:
    """Return what stands at a mark of a value axis."""
    if unit == "percent":
        return formats.percent(round(value * 10_000), alone=True)
    return number(value / size, formats)
