"""Tiles: the headline figures of a period beside the period before, each with its small line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from desktop.reports.board import Good, Tile
from desktop.reports.boards.lens import Lens
from desktop.reports.figures.cuts import figure_of
from desktop.reports.figures.exact import Figure
from desktop.reports.figures.fair import unfair
from desktop.reports.figures.periods import Period
from desktop.reports.figures.sales import Point, points
from desktop.reports.figures.settings import YEAR
from desktop.reports.reasons import OF_FIGURE
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
PLAIN = frozenset({"net_sales", "purchases", "buyers", "joined"})
TREND = 8
"""Points of a small line of what cannot be told day by day."""


def tiles(lens: Lens, names: tuple[str, ...]) -> tuple[Tile, ...]:
    """Return the tiles of some headline figures."""
    trends = _trends(lens, names)
    return tuple(_tile(lens, name, trends[name]) for name in names)


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
        OF_FIGURE.get(name, "") if now.value is None else "",
    )


def _tile(lens: Lens, name: str, trend: tuple[Value, ...]) -> Tile:
    earlier = lens.earlier
    now = figure_of(lens.book, name, lens.period)
    told = replace(
        tile_of(name, now, figure_of(lens.book_before, name, earlier), trend), days=_days(lens, name)
    )
    if not _is_known(lens, earlier):
        return replace(told, before=None)
    why = unfair(lens.book, name, lens.period, earlier, lens.today) if told.now is not None else None
    return replace(told, before=None, unfair=why) if why else told


def _days(lens: Lens, name: str) -> int:
    """Return the days a figure looks back over, where they are not those of the period."""
    windows = lens.book.settings.windows
    of = {"active_rate": windows.active_window_days, "churn_rate": windows.churn_window_days, "clv": YEAR}
    return of.get(name, 0)


def _is_known(lens: Lens, period: Period) -> bool:
    """Say whether the shop had begun before a period was over: an earlier one is no zero but no figure."""
    first = lens.book.first_day
    return first is not None and first < period.until


def _trends(lens: Lens, names: tuple[str, ...]) -> dict[str, tuple[Value, ...]]:
    """Return the small line of each figure; the books of earlier days are opened one at a time, and once for all.

    What a page shows at once has no line that asks for earlier days: it comes with the rest.
    """
    line = points(lens.book, lens.cut(lens.period))
    told = {name: tuple(map(_BY_STEP[name], line)) for name in names if name in _BY_STEP}
    others = [name for name in names if name not in told]
    ends = [_figures_then(lens, others, part) for part in _parts(lens)] if others and not lens.soon else []
    return told | {name: tuple(then[place] for then in ends) for place, name in enumerate(others)}


def _figures_then(lens: Lens, names: Sequence[str], part: Period) -> tuple[Value, ...]:
    book = lens.book_of(part.until)
    return tuple(figure_of(book, name, part).value for name in names)


_BY_STEP: dict[str, Callable[[Point], Value]] = {
    "net_sales": lambda point: point.net,
    "purchases": lambda point: point.purchases,
    "aov": lambda point: point.aov.value,
    "members_share": lambda point: 100 * point.member_amount / point.counted if point.counted else None,
}
"""What can be told step by step of the period; of the others a line shows how they stood at some days."""


def _parts(lens: Lens) -> tuple[Period, ...]:
    """Return periods as long as the one looked at, whose ends lie evenly through it."""
    days = lens.period.days
    count = min(TREND, days)
    ends = [lens.period.since + dt.timedelta(days=days * (place + 1) // count) for place in range(count)]
    return tuple(Period.last(days, end) for end in ends)
