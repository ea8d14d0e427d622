"""Charts as lines and areas on a page, from plain numbers: nothing is computed here but places on the paper.

Always holds: time runs left to right in both languages; None leaves a gap and is never drawn as nought; figures on
an axis are round and begin at nought.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from desktop.reports.fonts import MEDIUM, REGULAR
from desktop.reports.paper import ACCENT, INK, LINE, MARGIN, SOFT_INK, WIDTH, Paper
from loyalty.words import Lang, format_int

GRID_LINES = 4
_BEFORE, _AREA, _HAIR = "#9AA5A9", "#E4F1EF", "#E3E7E8"
_ROUND = (2, 4, 6, 8, 10)

Values = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from nought: its highest value, what one unit on it stands for, and the word for that unit."""

    top: float
    unit: int
    word: str


_UNITS = {
    "fa": ((10**9, "میلیارد"), (10**6, "میلیون"), (10**3, "هزار")),
    "en": ((10**9, "billion"), (10**6, "million"), (10**3, "thousand")),
}


def scale_of(values: Sequence[Values], lang: Lang) -> Scale:
    """Return an axis that holds all values: its top divides into four whole or half steps."""
    most = max((value for some in values for value in some if value is not None), default=0) or 1
    power = 1
    while most > power * 10:
        power *= 10
    top = float(next(step for step in _ROUND if step * power >= most) * power)
    unit, word = next(((size, name) for size, name in _UNITS[lang] if top >= 2 * size), (1, ""))
    return Scale(top, unit, word)


def axis_text(value: float, scale: Scale, lang: Lang) -> str:
    """Return a figure on the axis with one decimal where it needs one."""
    tenths = round(value * 10 / scale.unit)
    whole = format_int(tenths // 10, lang)
    if not tenths % 10:
        return whole
    return whole + ("٫" if lang == "fa" else ".") + format_int(tenths % 10, lang)


@dataclass(frozen=True, slots=True)
class Box:
    """Where a chart stands on the page, in points."""

    left: float
    bottom: float
    width: float
    height: float

    def x(self, place: float, count: int) -> float:
        """Return where the place-th of `count` points stands, the first at the left edge."""
        return self.left + (self.width * place / (count - 1) if count > 1 else self.width / 2)

    def y(self, value: float, top: float) -> float:
        """Return the height of a value."""
        return self.bottom + self.height * value / top


def draw_line(
    paper: Paper, now: Values, before: Values, days: Sequence[str], money: str, height: float = 130
) -> None:
    """Draw a line over days with the period before dashed; `days` are the names below the axis, one a point."""
    scale = scale_of((now, before), paper.lang)
    paper.write(f"{scale.word} {money}".strip(), paper.start, size=8, ink=SOFT_INK)
    paper.down(10)
    box = _room(paper, height)
    _grid(paper, box, scale)
    _path(paper, box, before, scale.top, ink=_BEFORE, dashed=True)
    _area(paper, box, now, scale.top)
    _path(paper, box, now, scale.top, ink=ACCENT, dashed=False)
    _names(paper, box, days)
    paper.y = box.bottom
    paper.down(26)


def _room(paper: Paper, height: float) -> Box:
    """Return a box of the page's width with room for figures on its left and days below it."""
    if paper.y - height < MARGIN + 40:
        paper.turn()
    return Box(MARGIN + 34, paper.y - height, WIDTH - 2 * MARGIN - 40, height)


def _grid(paper: Paper, box: Box, scale: Scale) -> None:
    for place in range(GRID_LINES + 1):
        value = scale.top * place / GRID_LINES
        y = box.y(value, scale.top)
        paper.canvas.setStrokeColor(LINE if place == 0 else _HAIR)
        paper.canvas.setLineWidth(0.5)
        paper.canvas.line(box.left, y, box.left + box.width, y)
        paper.y = y - 3
        paper.write(axis_text(value, scale, paper.lang), box.left - 6, size=7.5, ink=SOFT_INK, align="right")


def _runs(values: Values) -> Iterator[list[tuple[int, float]]]:
    """Return the unbroken runs of values with their places."""
    for known, run in groupby(enumerate(values), key=lambda pair: pair[1] is not None):
        if known:
            yield [(place, value) for place, value in run if value is not None]


def _path(paper: Paper, box: Box, values: Values, top: float, *, ink: str, dashed: bool) -> None:
    canvas = paper.canvas
    canvas.setStrokeColor(ink)
    canvas.setLineWidth(0.9 if dashed else 1.6)
    canvas.setDash([3, 2] if dashed else [])
    for run in _runs(values):
        path = canvas.beginPath()
        for place, value in run:
            point = box.x(place, len(values)), box.y(max(value, 0), top)
            (path.lineTo if place != run[0][0] else path.moveTo)(*point)
        canvas.drawPath(path)
        if len(run) == 1:
            canvas.setFillColor(ink)
            canvas.circle(box.x(run[0][0], len(values)), box.y(max(run[0][1], 0), top), 2, stroke=0, fill=1)
    canvas.setDash([])


def _area(paper: Paper, box: Box, values: Values, top: float) -> None:
    paper.canvas.setFillColor(_AREA)
    for run in _runs(values):
        path = paper.canvas.beginPath()
        path.moveTo(box.x(run[0][0], len(values)), box.bottom)
        for place, value in run:
            path.lineTo(box.x(place, len(values)), box.y(max(value, 0), top))
        path.lineTo(box.x(run[-1][0], len(values)), box.bottom)
        path.close()
        paper.canvas.drawPath(path, stroke=0, fill=1)


def _names(paper: Paper, box: Box, names: Sequence[str]) -> None:
    """Write the first name, the last, and as many between as have room."""
    paper.y = box.bottom - 12
    every = max(1, -(-len(names) * 58 // int(box.width)))
    for place in range(0, len(names), every):
        x = box.x(place, len(names))
        _centred(paper, names[place], x, size=7.5, ink=SOFT_INK)


def _centred(paper: Paper, text: str, x: float, *, size: float, ink: str = INK, font: str = REGULAR) -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    from desktop.reports.paper import shaped

    half = stringWidth(shaped(text, paper.lang), font, size) / 2
    paper.write(text, x + half, size=size, ink=ink, font=font, align="right")


def draw_bars(paper: Paper, rows: Sequence[tuple[str, float, str]], ink: str = ACCENT) -> None:
    """Draw a row a part: its name, a bar as long as its share of the longest, and its figure in words."""
    longest = max((value for _, value, _ in rows), default=0) or 1
    name_width, figure_width = 130.0, 92.0
    room = WIDTH - 2 * MARGIN - name_width - figure_width
    for name, value, figure in rows:
        if paper.y < MARGIN + 40:
            paper.turn()
        paper.write(paper.fit(name, name_width - 8, 9.5, REGULAR), paper.start, size=9.5)
        paper.write(figure, paper.end, size=9.5, align="end", font=MEDIUM)
        length = room * max(value, 0) / longest
        left = paper.start - name_width - length if paper.lang == "fa" else paper.start + name_width
        paper.canvas.setFillColor(ink)
        paper.canvas.roundRect(left, paper.y, max(length, 0.5), 6, min(3, length / 2), stroke=0, fill=1)
        paper.down(17)


def draw_heat(
    paper: Paper, rows: Sequence[tuple[str, Sequence[float | None]]], columns: Sequence[str]
) -> None:
    """Draw a square a cell, the darker the more; a cell without a figure stays empty. Columns run left to right."""
    most = max((value for _, values in rows for value in values if value is not None), default=0) or 1
    side, label = 15.0, 62.0
    if paper.y - side * (len(rows) + 1) < MARGIN + 24:
        paper.turn()
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
        _centred(paper, name, left, size=7, ink=SOFT_INK)
    paper.down(18)


def _shade(value: float | None, most: float) -> str:
    """Return the ground's colour for nothing, the accent for the most, and between them by share."""
    if value is None:
        return "#FFFFFF"
    share = max(0.0, min(1.0, value / most))
    ground, full = (0xF1, 0xF4, 0xF4), (0x0B, 0x6A, 0x66)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in zip(ground, full, strict=True))
