"""Rows become places on paper: pure geometry in dots, no Qt.

What must hold: every mark lies inside the paper's width; figures share one column and their right edge; a block is
never parted by a cut; paper longer than `LONGEST_SHEET` becomes several sheets.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop.printing.qr import qr_matrix
from desktop.printing.rows import Band, Block, Code, Frame, Line, Pair, Row, Rows, Rule, Ruler, Size, Space
from desktop.printing.wrap import Face, Measure, fit_one_line, wrap

LONGEST_SHEET = 12_000
"""Dots of a sheet before it is cut (1.5 m): pictures of any length stay small enough to draw and to buffer."""
PX: dict[int, dict[Size, int]] = {
    576: {"title": 36, "big": 29, "band": 30, "item": 24, "text": 23, "small": 21},
    384: {"title": 30, "big": 25, "band": 26, "item": 22, "text": 20, "small": 18},
}
WEIGHTS = {"regular": 400, "medium": 500, "semibold": 600, "bold": 700}
MARGINS = {576: 20, 384: 8}


@dataclass(frozen=True, slots=True)
class Run:
    """One line of text: `x` is its left edge, `y` its baseline."""

    text: str
    face: Face
    x: int
    y: int
    white: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A black rectangle."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Modules:
    """A QR code: `side` dots to a module."""

    x: int
    y: int
    side: int
    matrix: tuple[tuple[bool, ...], ...]


Mark = Run | Box | Modules


@dataclass(frozen=True, slots=True)
class Strip:
    """The marks of one row or block, measured from its own top."""

    height: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One piece of paper between two cuts."""

    width: int
    height: int
    rtl: bool
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Press:
    """What every row is set with: the paper, its direction, the letters and the column of figures."""

    width: int
    rtl: bool
    measure: Measure
    figures: int = 0

    @property
    def margin(self) -> int:
        """White dots at each edge."""
        return MARGINS[self.width]

    @property
    def room(self) -> int:
        """Dots between the margins."""
        return self.width - 2 * self.margin

    def face(self, size: Size, weight: str = "regular", *, tabular: bool = False) -> Face:
        """Return the face of a size on this paper."""
        return Face(PX[self.width][size], WEIGHTS[weight], tabular)

    def start(self, wide: int) -> int:
        """Return the left edge of something `wide` that stands where reading starts."""
        return self.width - self.margin - wide if self.rtl else self.margin

    def end(self, wide: int) -> int:
        """Return the left edge of something `wide` that stands where reading ends."""
        return self.margin if self.rtl else self.width - self.margin - wide

    def figure(self, wide: int) -> int:
        """Return the left edge of a figure: right-aligned in the column of figures, in both directions."""
        if not self.rtl or wide > self.figures:
            return self.end(wide)
        return self.margin + self.figures - wide


def typeset(
    rows: Rows, width: int, measure: Measure, *, rtl: bool, longest: int = LONGEST_SHEET
) -> tuple[Sheet, ...]:
    """Return the sheets of a slip on paper of `width` dots (576 or 384)."""
    press = Press(width, rtl, measure)
    press = replace(press, figures=_figures_column(rows, press))
    strips = [strip for row in rows for strip in _set_block(row, press, longest)]
    return tuple(_sheet(part, press) for part in _part(strips, longest - 2 * _edge(press)))


def _edge(press: Press) -> int:
    return 16 if press.width == 576 else 12


def _flat(rows: Iterable[Row | Block]) -> Iterable[Row]:
    for row in rows:
        yield from row.rows if isinstance(row, Block) else (row,)


def _figures_column(rows: Rows, press: Press) -> int:
    """Return the width of the widest figure that leaves its label room."""
    widths = (
        press.measure(row.value, press.face(row.size, row.weight, tabular=True))
        for row in _flat(rows)
        if isinstance(row, Pair) and row.figures and row.value
    )
    return max((wide for wide in widths if wide <= press.room * 45 // 100), default=0)


def _set_block(row: Row | Block, press: Press, longest: int) -> list[Strip]:
    if not isinstance(row, Block):
        return [set_row(row, press)]
    strips = [set_row(one, press) for one in row.rows]
    whole = sum(strip.height for strip in strips)
    return [_join(strips)] if whole <= longest - 2 * _edge(press) else strips


def _join(strips: list[Strip]) -> Strip:
    marks: list[Mark] = []
    y = 0
    for strip in strips:
        marks += [replace(mark, y=mark.y + y) for mark in strip.marks]
        y += strip.height
    return Strip(y, tuple(marks))


def _part(strips: list[Strip], longest: int) -> list[list[Strip]]:
    parts: list[list[Strip]] = [[]]
    tall = 0
    for strip in strips:
        if parts[-1] and tall + strip.height > longest:
            parts.append([])
            tall = 0
        parts[-1].append(strip)
        tall += strip.height
    return parts


def _sheet(strips: list[Strip], press: Press) -> Sheet:
    edge = Strip(_edge(press), ())
    joined = _join([edge, *strips, edge])
    return Sheet(press.width, joined.height, press.rtl, joined.marks)


def set_row(row: Row, press: Press) -> Strip:
    """Return a row's marks."""
    match row:
        case Line():
            return _set_line(row, press)
        case Pair():
            return _set_pair(row, press)
        case Band():
            return _set_band(row, press)
        case Frame():
            return _set_frame(row, press)
        case Rule():
            return _set_rule(row, press)
        case Code():
            return _set_code(row, press)
        case Ruler():
            return _set_ruler(press)
        case Space():
            return Strip(row.dots * press.width // 576, ())


def _pitch(face: Face) -> int:
    return round(face.px * 1.48)


def _baseline(face: Face) -> int:
    return round(face.px * 1.06)


def _set_line(row: Line, press: Press) -> Strip:
    face, lines = wrap(
        row.text, press.face(row.size, row.weight), press.room, press.measure, balanced=not row.start
    )
    marks: list[Mark] = []
    for at, text in enumerate(lines):
        wide = press.measure(text, face)
        x = press.start(wide) if row.start else (press.width - wide) // 2
        marks.append(Run(text, face, x, at * _pitch(face) + _baseline(face)))
    return Strip(len(lines) * _pitch(face), tuple(marks))


def _set_pair(row: Pair, press: Press) -> Strip:
    face = press.face(row.size, row.weight)
    value_face, _ = fit_one_line(row.value, replace(face, tabular=row.figures), press.room, press.measure)
    wide = press.measure(row.value, value_face) if row.value else 0
    gap = face.px * 2 // 3
    taken = max(wide, press.figures) if row.figures else wide
    beside = press.room - taken - gap if taken else press.room
    if press.measure(row.label, face) > beside and beside < press.room * 2 // 5:
        return _set_stacked(row, face, value_face, press)
    label_face, lines = wrap(row.label, face, beside, press.measure)
    marks = _start_runs(lines, label_face, press, _baseline(face))
    if row.value:
        x = press.figure(wide) if row.figures else press.end(wide)
        marks.append(Run(row.value, value_face, x, _baseline(face)))
    return Strip(max(_pitch(face), len(lines) * _pitch(label_face)), tuple(marks))


def _set_stacked(row: Pair, face: Face, value_face: Face, press: Press) -> Strip:
    """Return a pair whose value leaves no room beside it: the label above, the value below."""
    label_face, lines = wrap(row.label, face, press.room, press.measure)
    marks = _start_runs(lines, label_face, press, _baseline(face))
    tall = len(lines) * _pitch(label_face)
    value_face, values = wrap(row.value, value_face, press.room, press.measure)
    for text in values:
        marks.append(
            Run(text, value_face, press.end(press.measure(text, value_face)), tall + _baseline(value_face))
        )
        tall += _pitch(value_face)
    return Strip(tall, tuple(marks))


def _start_runs(lines: tuple[str, ...], face: Face, press: Press, first: int) -> list[Mark]:
    return [
        Run(text, face, press.start(press.measure(text, face)), first + at * _pitch(face))
        for at, text in enumerate(lines)
        if text
    ]


def _set_band(row: Band, press: Press) -> Strip:
    label, value = press.face("band", "semibold"), press.face("band", "bold")
    pad, room = label.px // 2, press.room - label.px
    stacked = press.measure(row.label, label) + press.measure(row.value, value) + pad > room
    label, label_lines = wrap(row.label, label, room, press.measure)
    value, _ = fit_one_line(row.value, value, room, press.measure)
    top, tall = 6 + round(label.px * 0.35), _pitch(label)
    height = round(label.px * 0.7) + tall * (len(label_lines) + stacked)
    wide = press.measure(row.value, value)
    x = press.end(wide) + (pad if press.rtl else -pad)
    y = top + _baseline(label) + (tall * len(label_lines) if stacked else 0)
    marks: list[Mark] = [Box(press.margin, 6, press.room, height), Run(row.value, value, x, y, white=True)]
    for at, text in enumerate(label_lines):
        left = press.start(press.measure(text, label)) + (-pad if press.rtl else pad)
        marks.append(Run(text, label, left, top + _baseline(label) + at * tall, white=True))
    return Strip(height + 14, tuple(marks))


def _set_frame(row: Frame, press: Press) -> Strip:
    face, lines = wrap(row.text, press.face("big", "bold"), press.room - 24, press.measure, balanced=True)
    height = len(lines) * _pitch(face) + 8
    marks: list[Mark] = [
        Box(press.margin, 6, press.room, 3),
        Box(press.margin, 3 + height, press.room, 3),
        Box(press.margin, 6, 3, height),
        Box(press.margin + press.room - 3, 6, 3, height),
    ]
    for at, text in enumerate(lines):
        x = (press.width - press.measure(text, face)) // 2
        marks.append(Run(text, face, x, 10 + at * _pitch(face) + _baseline(face)))
    return Strip(height + 14, tuple(marks))


def _set_rule(row: Rule, press: Press) -> Strip:
    around = 10 if press.width == 576 else 8
    wide = max(press.figures, press.room * 2 // 5) if row.short else press.room
    left = press.end(wide)
    if not row.dashed:
        top = 4 if row.short else around
        return Strip(2 * top + 2, (Box(left, top, wide, 2),))
    dashes = tuple(Box(x, around, min(6, left + wide - x), 2) for x in range(left, left + wide, 11))
    return Strip(2 * around + 2, dashes)


def _set_code(row: Code, press: Press) -> Strip:
    matrix = qr_matrix(row.payload)
    most = press.room if row.large else press.room * 2 // 5
    wanted = press.room * 3 // 5 if row.large else 158
    side = max(4 if press.width == 576 else 3, wanted // len(matrix))
    side = max(2, min(side, max(most, 158) // len(matrix)))
    wide = side * len(matrix)
    quiet = 4 * side
    return Strip(wide + 2 * quiet - side, (Modules((press.width - wide) // 2, quiet - side, side, matrix),))


def _set_ruler(press: Press) -> Strip:
    ticks: list[Mark] = [Box(0, 8, press.width, 2)]
    ticks += [Box(x, 8, 2, 24 if x % 80 == 0 else 12) for x in range(0, press.width, 8)]
    return Strip(44, (*ticks, Box(press.width - 2, 8, 2, 24)))
