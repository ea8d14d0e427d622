"""A member's purchases, summed by what is asked; each sum is made once.

A past read purchase by purchase and one that was summed up in the file answer alike; asking the latter for what was
not read is an error and never an empty answer. `after` is the past as it will be once a basket is sold.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from loyalty.clock import local_time
from loyalty.conditions.atoms import LastDays, LastMonths, Window
from loyalty.conditions.days import months_before
from loyalty.member import Asked, Bought, MemberSnapshot, Moment, Read, Totals, Visit


class NotRead(LookupError):
    """Something was asked of a past that had not been read for it: a defect of who read it."""


class Amounts(Protocol):
    """What a basket adds to the past."""

    def amount(self, group: str, product_id: str = "") -> int:
        """Return the sum of a product, of a product group, or of everything."""


@dataclass(frozen=True, slots=True)
class _Series:
    days: list[dt.date]
    sums: list[int]
    """sums[i] is what the first i purchases add up to."""


def days_of(window: Window, on: dt.date, calendar: str) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and the last day of a window as of a day, both included; None leaves an end open."""
    if window is None:
        return None, None
    if isinstance(window, LastDays):
        return on - dt.timedelta(days=window.days), None
    if isinstance(window, LastMonths):
        return months_before(on, window.months, calendar), None
    return window.since, window.until


class Past:
    """What is known of a member's purchases."""

    __slots__ = ("_bought", "_history", "_moment", "_read", "_series", "_totals")

    def __init__(self, history: Sequence[Visit], moment: Moment, read: Read | None = None) -> None:
        self._history: Sequence[Visit] = sorted(history, key=_day) if history else ()
        self._moment = moment
        self._read = read if read is not None and not read.whole else None
        self._totals = read.totals if read is not None else None
        self._series: dict[tuple[str, str], _Series] | None = None
        self._bought: dict[Asked, Bought] = dict(read.sums) if read is not None and read.sums else {}

    @property
    def totals(self) -> Totals:
        """Return all purchases in sum."""
        if self._totals is None:
            self._totals = _totals(self._history)
        return self._totals

    @property
    def last_on(self) -> dt.date | None:
        """Return the day of the last purchase."""
        return self.totals.last_on

    @property
    def moment(self) -> Moment:
        """Return the moment it is seen from."""
        return self._moment

    def bought(self, window: Window = None, group: str = "", product_id: str = "") -> Bought:
        """Return purchases in a window: those of a product or group that brought something, or all."""
        asked = Asked(window, group, product_id)
        kept = self._bought.get(asked)
        if kept is None:
            kept = self._bought[asked] = self._sum_of(asked)
        return kept

    def preferred_hour(self) -> int | None:
        """Return the hour of the day most purchases fell in, None before the first."""
        if self._read is not None:
            return self._read.hour
        return most_common(local_time(visit.at, self._moment.zone).hour for visit in self._history)

    def preferred_weekday(self) -> int | None:
        """Return the weekday most purchases fell on, Monday = 0, None before the first."""
        if self._read is not None:
            return self._read.weekday
        return most_common(visit.on.weekday() for visit in self._history)

    def after(self, basket: Amounts) -> Past:
        """Return the past as it will be once a basket is sold, at its amounts before offers."""
        return _After(self, basket)

    def _sum_of(self, asked: Asked) -> Bought:
        if asked == Asked():
            return Bought(self.totals.visits, self.totals.net)
        if self._read is not None:
            raise NotRead(asked)
        series = self._series_of(asked.group, asked.product_id)
        first, end = self._bounds(asked.window, series.days)
        return Bought(end - first, series.sums[end] - series.sums[first]) if end > first else Bought()

    def _series_of(self, group: str, product_id: str) -> _Series:
        if self._series is None:
            self._series = _sum_up(self._history)
        return self._series.get(("", product_id) if product_id else (group, ""), _EMPTY)

    def _bounds(self, window: Window, days: list[dt.date]) -> tuple[int, int]:
        since, until = days_of(window, self._moment.on, self._moment.calendar)
        first = bisect_left(days, since) if since else 0
        return first, bisect_right(days, until) if until else len(days)


def _day(visit: Visit) -> dt.date:
    return visit.on


class _After(Past):
    __slots__ = ("_basket", "_before")

    def __init__(self, before: Past, basket: Amounts) -> None:
        super().__init__((), before.moment)
        self._before, self._basket = before, basket

    def _sum_of(self, asked: Asked) -> Bought:
        before, amount = self._before.bought(*asked), self._basket.amount(asked.group, asked.product_id)
        since, until = days_of(asked.window, self._moment.on, self._moment.calendar)
        on = self._moment.on
        counts = amount > 0 and (since is None or since <= on) and (until is None or on <= until)
        return Bought(before.visits + 1, before.net + amount) if counts else before


_EMPTY = _Series([], [0])


def most_common(numbers: Iterable[int]) -> int | None:
    """Return the number that comes most often, of several the least; None of none."""
    counts = Counter(numbers)
    return min(counts, key=lambda number: (-counts[number], number), default=None)


def past_of(member: MemberSnapshot | None, moment: Moment) -> Past:
    """Return a member's past; a walk-in has none."""
    return Past((), moment) if member is None else Past(member.history, moment, member.read)


def _totals(history: Sequence[Visit]) -> Totals:
    if not history:
        return Totals()
    return Totals(len(history), sum(visit.net for visit in history), history[0].on, history[-1].on)


def _sum_up(history: Sequence[Visit]) -> dict[tuple[str, str], _Series]:
    """Return the series of every group, of every product and, under empty names, of all purchases."""
    series: dict[tuple[str, str], _Series] = {}
    for visit in history:
        _add(series, visit)
    return series


def _add(series: dict[tuple[str, str], _Series], visit: Visit) -> None:
    nets: dict[tuple[str, str], int] = {("", ""): visit.net}
    _gather(nets, visit.by_group, lambda group: (group, ""))
    _gather(nets, visit.by_product, lambda product_id: ("", product_id))
    for name, net in nets.items():
        if net > 0:
            one = series.get(name)
            if one is None:
                one = series[name] = _Series([], [0])
            one.days.append(visit.on)
            one.sums.append(one.sums[-1] + net)


class Growing:
    """A past that grows in the order of time: each purchase is summed up once, and seen from any moment after it."""

    __slots__ = ("_history", "_series", "_totals")

    def __init__(self) -> None:
        self._history: list[Visit] = []
        self._series: dict[tuple[str, str], _Series] = {}
        self._totals = Totals()

    def add(self, visit: Visit) -> None:
        """Add a purchase after all others."""
        visits, net, first_on, _ = self._totals
        self._history.append(visit)
        self._totals = Totals(visits + 1, net + visit.net, first_on or visit.on, visit.on)
        _add(self._series, visit)

    def seen_from(self, moment: Moment) -> Past:
        """Return the past as it is now; it is good until the next purchase is added."""
        past = Past((), moment)
        past._history, past._series, past._totals = self._history, self._series, self._totals
        return past


def _gather(
    nets: dict[tuple[str, str], int],
    parts: tuple[tuple[str, int], ...],
    name_of: Callable[[str], tuple[str, str]],
) -> None:
    for part, net in parts:
        name = name_of(part)
        nets[name] = nets.get(name, 0) + net
