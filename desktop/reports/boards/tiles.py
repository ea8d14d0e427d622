"""Tiles: the headline figures of a period beside the period before, each with its small line."""

from __future__ import annotations

import datetime as dt

from desktop.reports.board import Good, Tile
from desktop.reports.boards.lens import Lens
from desktop.reports.figures.cuts import figure_of
from desktop.reports.figures.exact import Figure
from desktop.reports.figures.periods import Period
from desktop.reports.figures.sales import Point, points
from desktop.reports.series import Unit, Value

UNITS: dict[str, Unit] = {
    "net_sales": "money",
    "aov": "money",
    "clv": "money",
    "members_share": "percent",
    "active_rate": "percent",
    "churn_rate": "percent",
    "return_rate": "percent",
}
GOOD: dict[str, Good] = {"churn_rate": "down"}
REASONS = {
    "aov": "no_purchases",
    "clv": "no_purchases",
    "members_share": "no_purchases",
    "return_rate": "no_buyers",
    "active_rate": "no_members",
    "churn_rate": "nobody_active",
}
PLAIN = frozenset({"net_sales", "purchases", "buyers", "joined"})
TREND = 8
"""Points of a small line of what cannot be told day by day."""


def tiles(lens: Lens, names: tuple[str, ...]) -> tuple[Tile, ...]:
    """Return the tiles of some headline figures."""
    line = points(lens.book, lens.cut(lens.period))
    return tuple(_tile(lens, name, line) for name in names)


def tile_of(name: str, now: Figure, before: Figure, trend: tuple[Value, ...] = ()) -> Tile:
    """Return a tile of a figure; a sum stands for itself, a rate for the two numbers it was made of."""
    whole = name in PLAIN
    return Tile(
        name,
        UNITS.get(name, "count"),
        now.numerator if whole else now.value,
        before.numerator if whole else before.value,
        now.numerator,
        now.denominator,
        trend,
        GOOD.get(name, "up"),
        REASONS.get(name, "") if now.value is None else "",
    )


def _tile(lens: Lens, name: str, line: tuple[Point, ...]) -> Tile:
    earlier = lens.earlier
    now = figure_of(lens.book, name, lens.period)
    before = figure_of(lens.book_before, name, earlier)
    if not _is_known(lens, earlier):
        before = Figure(before.formula, 0, 0, None)
        found = tile_of(name, now, before, _trend(lens, name, line))
        return Tile(**{key: getattr(found, key) for key in Tile.__slots__} | {"before": None})
    return tile_of(name, now, before, _trend(lens, name, line))


def _is_known(lens: Lens, period: Period) -> bool:
    """Say whether the shop had begun before a period was over: an earlier one is no zero but no figure."""
    first = lens.book.first_day
    return first is not None and first < period.until


def _trend(lens: Lens, name: str, line: tuple[Point, ...]) -> tuple[Value, ...]:
    if name == "net_sales":
        return tuple(point.net for point in line)
    if name == "purchases":
        return tuple(point.purchases for point in line)
    if name == "aov":
        return tuple(point.aov.value for point in line)
    if name == "members_share":
        return tuple(100 * one.member_amount / one.counted if one.counted else None for one in line)
    return tuple(figure_of(lens.book_of(part.until), name, part).value for part in _parts(lens))


def _parts(lens: Lens) -> tuple[Period, ...]:
    """Return periods as long as the one looked at, whose ends lie evenly through it."""
    days = lens.period.days
    count = min(TREND, days)
    ends = [lens.period.since + dt.timedelta(days=days * (place + 1) // count) for place in range(count)]
    return tuple(Period.last(days, end) for end in ends)
