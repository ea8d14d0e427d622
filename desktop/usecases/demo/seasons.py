"""When people come: the weight of a day by the Jalali year and the week, and the hours of a day."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from itertools import accumulate
from random import Random

from loyalty import jalali

OPENS, CLOSES = 10, 22

_MONTHS = (0.75, 0.95, 1.0, 0.95, 0.9, 1.25, 1.1, 0.95, 1.15, 0.9, 0.95, 1.9)
_WEEKDAYS = (0.85, 0.88, 1.0, 1.55, 1.2, 0.95, 0.85)
"""From Monday: Thursday and Friday are the weekend."""

_HOURS = (3, 5, 6, 5, 2, 2, 4, 8, 11, 12, 9, 4)
"""From ten in the morning; the evening is the busiest."""


def day_weight(on: dt.date) -> float:
    """Return how busy a day is, 1 being an ordinary one."""
    _, month, day = jalali.from_date(on)
    return _MONTHS[month - 1] * _WEEKDAYS[on.weekday()] * _special(month, day)


def _special(month: int, day: int) -> float:
    if month == 1 and day <= 13:
        return 0.1 if day <= 2 else 0.45
    if month == 12:
        return 0.7 if day < 8 else 1.0 + (day - 8) * 0.045 if day < 29 else 1.1
    if month == 9 and 24 <= day <= 30:
        return 1.7
    if (month == 6 and day >= 18) or (month == 7 and day <= 4):
        return 1.5
    return 1.0


class Days:
    """The days of the demo with their weights, to draw days from any part of it."""

    def __init__(self, first: dt.date, last: dt.date) -> None:
        self.first, self.last = first, last
        count = (last - first).days + 1
        weights = [day_weight(first + dt.timedelta(days=place)) for place in range(count)]
        self._sums = [0.0, *accumulate(weights)]

    def draw(self, dice: Random, since: dt.date, until: dt.date) -> dt.date:
        """Return a day from `since` to `until`, both included, the busier the likelier."""
        low, high = self._sums[(since - self.first).days], self._sums[(until - self.first).days + 1]
        place = bisect_left(self._sums, low + (high - low) * (1 - dice.random())) - 1
        return self.first + dt.timedelta(days=place)

    def busyness(self, since: dt.date, until: dt.date) -> float:
        """Return the weight of a span, both days included: as many as that many ordinary days."""
        return self._sums[(until - self.first).days + 1] - self._sums[(since - self.first).days]


def second_of_day(dice: Random) -> int:
    """Return when in a day someone comes, in seconds since midnight."""
    hour = dice.choices(range(OPENS, CLOSES), _HOURS)[0]
    return hour * 3_600 + dice.randrange(3_600)
