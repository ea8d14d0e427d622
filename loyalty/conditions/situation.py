"""What conditions are judged by: one member, one basket, one moment, and sums over them made once and kept.

Many offers ask for the same sums; a shortlist judges them all in one `Past`.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from loyalty.basket import Basket, Line
from loyalty.conditions.atoms import LastDays, LastMonths, Window
from loyalty.conditions.days import months_before
from loyalty.member import MemberSnapshot, Moment, Visit


@dataclass(frozen=True, slots=True)
class Bought:
    """Number of purchases and their sum."""

    visits: int
    net: int


@dataclass(frozen=True, slots=True)
class _Series:
    days: list[dt.date]
    sums: list[int]
    """sums[i] is what the first i purchases add up to."""


class Past:
    """A member's purchases, summed by product group and window; each sum is made once."""

    __slots__ = ("_bought", "_history", "_moment", "_series")

    def __init__(self, history: Sequence[Visit], moment: Moment) -> None:
        self._history = sorted(history, key=lambda visit: visit.on)
        self._moment = moment
        self._series: dict[str, _Series] | None = None
        self._bought: dict[tuple[Window, str], Bought] = {}

    @property
    def last_on(self) -> dt.date | None:
        """Return the day of the last purchase."""
        return self._history[-1].on if self._history else None

    def bought(self, window: Window, group: str) -> Bought:
        """Return purchases in a window: those of a group that brought something, or all (`group` empty)."""
        kept = self._bought.get((window, group))
        if kept is None:
            kept = self._bought[window, group] = self._sum_of(window, group)
        return kept

    def _sum_of(self, window: Window, group: str) -> Bought:
        series = self._series_of(group)
        first, end = self._bounds(window, series.days)
        return Bought(end - first, series.sums[end] - series.sums[first]) if end > first else Bought(0, 0)

    def _series_of(self, group: str) -> _Series:
        if self._series is None:
            self._series = _sum_up(self._history)
        return self._series.get(group, _EMPTY)

    def _bounds(self, window: Window, days: list[dt.date]) -> tuple[int, int]:
        if window is None:
            return 0, len(days)
        since, until = self._days_of(window)
        first = bisect_left(days, since) if since else 0
        return first, bisect_right(days, until) if until else len(days)

    def _days_of(self, window: Window) -> tuple[dt.date | None, dt.date | None]:
        if isinstance(window, LastDays):
            return self._moment.on - dt.timedelta(days=window.days), None
        if isinstance(window, LastMonths):
            return months_before(self._moment.on, window.months, self._moment.calendar), None
        assert window is not None
        return window.since, window.until


_EMPTY = _Series([], [0])


def _sum_up(history: Sequence[Visit]) -> dict[str, _Series]:
    """Return the series of every group and, under an empty name, of all purchases."""
    series: dict[str, _Series] = {}
    for visit in history:
        by_group: dict[str, int] = {"": visit.net}
        for group, net in visit.by_group:
            by_group[group] = by_group.get(group, 0) + net
        for group, net in by_group.items():
            if net > 0:
                of_group = series.setdefault(group, _Series([], [0]))
                of_group.days.append(visit.on)
                of_group.sums.append(of_group.sums[-1] + net)
    return series


class Contents:
    """A basket's amounts and quantities by product group and by product, summed in one pass."""

    __slots__ = ("amounts", "product_quantities", "quantities")

    def __init__(self, lines: Sequence[Line]) -> None:
        self.amounts: dict[str, int] = {"": 0}
        self.quantities: dict[str, int] = {"": 0}
        self.product_quantities: dict[str, int] = {}
        for line in lines:
            self._add(line)

    def _add(self, line: Line) -> None:
        for group in ("", line.group):
            self.amounts[group] = self.amounts.get(group, 0) + line.gross
            self.quantities[group] = self.quantities.get(group, 0) + line.quantity
        if line.product_id:
            held = self.product_quantities.get(line.product_id, 0)
            self.product_quantities[line.product_id] = held + line.quantity

    def amount(self, group: str) -> int:
        """Return the sum of a product group before offers, of everything for an empty one."""
        return self.amounts.get(group, 0)

    def quantity(self, group: str, product_id: str) -> int:
        """Return thousandths of a product, else of a product group, else of everything."""
        return self.product_quantities.get(product_id, 0) if product_id else self.quantities.get(group, 0)


@dataclass(frozen=True, slots=True)
class Situation:
    """A member (None: a walk-in), what they bought, a basket's contents, and the moment."""

    member: MemberSnapshot | None
    past: Past
    contents: Contents
    moment: Moment

    @property
    def person(self) -> MemberSnapshot:
        """Return the member, where it is known that there is one."""
        assert self.member is not None
        return self.member


def situation_of(member: MemberSnapshot | None, basket: Basket, moment: Moment) -> Situation:
    """Return the situation of a basket at a moment."""
    return Situation(member, past_of(member, moment), Contents(basket.lines), moment)


def past_of(member: MemberSnapshot | None, moment: Moment) -> Past:
    """Return a member's past; a walk-in has none."""
    return Past(member.history if member else (), moment)
