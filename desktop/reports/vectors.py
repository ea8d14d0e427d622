"""Charts as lines and areas on a page, from plain numbers: nothing is computed here but places on the paper.

Always holds: time runs left to right in both languages; None leaves a gap and is never drawn as nought; figures on
an axis are round and nought is among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from desktop.reports.axis import axis_scale, value_marks
from desktop.reports.fonts import MEDIUM, REGULAR
from desktop.reports.paper import ACCENT, LINE, MARGIN, SOFT_INK, WIDTH, Paper
from desktop.reports.report_words import decimal

_BEFORE, _AREA, _HAIR = "#9AA5A9", "#E4F1EF", "#E3E7E8"

_DASHED, _DOTTED = (3, 2), (1, 2.5)

BAR = 17
"""The height of a bar with its name."""

Values = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Box:
    """Where a chart stands on the page, in points, and the marks of its values from the lowest up."""

    left: float
    bottom: float
    width: float
    height: float
    marks: tuple[float, ...] = (0.0, 1.0)

    def x(self, place: float, count: int) -> float:
        """Return where the place-th of `count` points stands, the first at the left edge."""
        return self.left + (self.width * place / (count - 1) if count > 1 else self.width / 2)

    def y(self, value: float) -> float:
        """Return the height of a value."""
        low, high = self.marks[0], self.marks[-1]
        return self.bottom + self.height * (value - low) / (high - low)


def draw_line(
    paper: Paper,
    now: Values,
    before: Values,
    days: Sequence[str],
    unit: str,
    height: float = 130,
    *,
    running: bool = False,
) -> None:
    """Draw a line over days with the period before dashed; `days` are the names below the axis, one a point.

    `running`: the last figure is of a time that is not over, and the way to it is dotted.
    """
    box = begin_plot(paper, (*now, *before), unit, height)
    over = _over(now) if running else now
    _area(paper, box, over)
    _path(paper, box, before, ink=_BEFORE, dash=_DASHED)
    _path(paper, box, over, ink=ACCENT)
    if running:
        _path(paper, box, _to_the_last(now), ink=ACCENT, dash=_DOTTED)
    write_names(paper, box, days, [box.x(place, len(days)) for place in range(len(days))])


def _over(values: Values) -> Values:
    """Return values without the last that is known."""
    last = _last_known(values)
    return [None if place == last else value for place, value in enumerate(values)]


def _to_the_last(values: Values) -> Values:
    """Return only the last that is known and the one before it."""
    last = _last_known(values)
    return [value if place in (last - 1, last) else None for place, value in enumerate(values)]


def _last_known(values: Values) -> int:
    return max((place for place, value in enumerate(values) if value is not None), default=-1)


def begin_plot(paper: Paper, values: Values, unit: str, height: float) -> Box:
    """Draw the axis of some values under its unit, and return the box they are drawn in."""
    known = [value for value in values if value is not None]
    marks = tuple(value_marks(min((0.0, *known)), max((0.0, *known))))
    paper.keep(height + 46)
    size, word = axis_scale(marks, paper.lang)
    paper.write(f"{word} {unit}".strip(), paper.start, size=8, ink=SOFT_INK)
    paper.down(10)
    box = Box(MARGIN + 34, paper.y - height, WIDTH - 2 * MARGIN - 40, height, marks)
    for mark in marks:
        _grid_line(paper, box, mark, decimal(mark / size, paper.lang))
    return box


def _grid_line(paper: Paper, box: Box, mark: float, text: str) -> None:
    y = box.y(mark)
    paper.canvas.setStrokeColor(_HAIR if mark else LINE)
    paper.canvas.setLineWidth(0.5)
    paper.canvas.line(box.left, y, box.left + box.width, y)
    paper.write(text, box.left - 6, size=7.5, ink=SOFT_INK, align="right", y=y - 3)


def _runs(values: Values) -> Iterator[list[tuple[int, float]]]:
    """Return the unbroken runs of values with their places."""
    for known, run in groupby(enumerate(values), key=lambda pair: pair[1] is not None):
        if known:
            yield [(place, value) for place, value in run if value is not None]


def _path(paper: Paper, box: Box, values: Values, *, ink: str, dash: Sequence[float] = ()) -> None:
    canvas = paper.canvas
    canvas.setStrokeColor(ink)
    canvas.setLineWidth(0.9 if dash == _DASHED else 1.6)
    canvas.setDash(list(dash))
    for run in _runs(values):
        path = canvas.beginPath()
        for place, value in run:
            point = box.x(place, len(values)), box.y(value)
            (path.lineTo if place != run[0][0] else path.moveTo)(*point)
        canvas.drawPath(path)
        if len(run) == 1:
            canvas.setFillColor(ink)
            canvas.circle(box.x(run[0][0], len(values)), box.y(run[0][1]), 2, stroke=0, fill=1)
    canvas.setDash([])


def _area(paper: Paper, box: Box, values: Values) -> None:
    paper.canvas.setFillColor(_AREA)
    foot = box.y(0)
    for run in _runs(values):
        path = paper.canvas.beginPath()
        path.moveTo(box.x(run[0][0], len(values)), foot)
        for place, value in run:
            path.lineTo(box.x(place, len(values)), box.y(value))
        path.lineTo(box.x(run[-1][0], len(values)), foot)
        path.close()
        paper.canvas.drawPath(path, stroke=0, fill=1)


def write_names(paper: Paper, box: Box, names: Sequence[str], places: Sequence[float]) -> None:
    """Write the first name and as many after it as have room under a plot, and go on below it."""
    every = max(1, -(-len(names) * 58 // int(box.width)))
    for name, x in list(zip(names, places, strict=True))[::every]:
        paper.write(name, x, size=7.5, ink=SOFT_INK, align="middle", y=box.bottom - 12)
    paper.y = box.bottom
    paper.down(26)


def draw_bars(paper: Paper, rows: Sequence[tuple[str, float, str]], ink: str = ACCENT) -> None:
    """Draw a row a part: its name, a bar as long as its share of the longest, and its figure in words."""
    longest = max((value for _, value, _ in rows), default=0) or 1
    name_width, figure_width = 130.0, 92.0
    room = WIDTH - 2 * MARGIN - name_width - figure_width
    for name, value, figure in rows:
        paper.keep(BAR - 1)
        paper.write(paper.fit(name, name_width - 8, 9.5, REGULAR), paper.start, size=9.5)
        paper.write(figure, paper.end, size=9.5, align="end", font=MEDIUM)
        length = room * max(value, 0) / longest
        left = paper.start - name_width - length if paper.lang == "fa" else paper.start + name_width
        paper.canvas.setFillColor(ink)
        paper.canvas.roundRect(left, paper.y, max(length, 0.5), 6, min(3, length / 2), stroke=0, fill=1)
        paper.down(BAR)


def draw_heat(
    paper: Paper, rows: Sequence[tuple[str, Sequence[float | None]]], columns: Sequence[str]
) -> None:
    """Draw a square a cell, the darker the more; a cell without a figure stays empty. Columns run left to right."""
    most = max((value for _, values in rows for value in values if value is not None), default=0) or 1
    side, label = 15.0, 62.0
    paper.keep(side * (len(rows) + 1))
    width = (WIDTH - 2 * MARGIN - label) / max(1, len(columns))
    for name, values in rows:
        paper.write(name, paper.start, size=8.5, ink=SOFT_INK)
        for place, value in enumerate(values):
            left = (MARGIN if paper.lang == "fa" else MARGIN + label) + place * width
            paper.canvas.setFillColor(_shade(value, most))
            paper.canvas.rect(left + 0.5, paper.y - 4, width - 1, side - 1, stroke=0, fill=1)
        paper.down(side)
    for place, name in enumerate(columns):
        left = (MARGIN if paper.lang == "fa" else MARGIN + label) + (place + 0.5) * width
        paper.write(name, left, size=7, ink=SOFT_INK, align="middle")
    paper.down(18)


def _shade(value: float | None, most: float) -> str:
    """Return the ground's colour for nothing, the accent for the most, and between them by share."""
    if value is None:
        return "#FFFFFF"
    share = max(0.0, min(1.0, value / most))
    ground, full = (0xF1, 0xF4, 0xF4), (0x0B, 0x6A, 0x66)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in zip(ground, full, strict=True))
