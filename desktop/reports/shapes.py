"""Charts of parts on a page: ring, boxes of classes, funnel. Places on the paper, no figures of their own.

Always holds: parts keep their order and colour; a part of nothing is named but not drawn; who reads from the right
finds the largest box and the first row there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop.reports.fonts import BOLD, MEDIUM, REGULAR
from desktop.reports.paper import ACCENT, INK, MARGIN, SOFT_INK, TINT, WIDTH, Paper
from desktop.reports.report_words import percent
from desktop.reports.squares import squarify
from desktop.reports.tones import CLASS_TONES, PART_INKS
from loyalty.words import format_int

Part = tuple[str, int]
"""A name and how much of it there is."""

_GROUND = "#E7EBEC"


def _ink(part: int) -> str:
    return PART_INKS[part % len(PART_INKS)]


def _from_start(paper: Paper, far: float) -> float:
    return paper.start - far if paper.lang == "fa" else paper.start + far


def _beside(paper: Paper, x: float, far: float) -> float:
    return x - far if paper.lang == "fa" else x + far


def _dot(paper: Paper, part: int, x: float, y: float) -> None:
    paper.canvas.setFillColor(_ink(part))
    paper.canvas.roundRect(x - 7 if paper.lang == "fa" else x, y, 7, 7, 2, stroke=0, fill=1)


def draw_donut(paper: Paper, parts: Sequence[Part], side: float = 104) -> None:
    """Draw the parts of a whole as a ring with its sum inside; beside it every part with its share."""
    paper.keep(max(side, 16.0 * len(parts)) + 8)
    top, whole = paper.y + 8, sum(count for _, count in parts)
    middle = _from_start(paper, side / 2), top - side / 2
    _ring(paper, [count for _, count in parts], middle, side)
    size = side / 8
    paper.write(
        format_int(whole, paper.lang), middle[0], size=size, font=BOLD, align="middle", y=middle[1] - size / 3
    )
    first = top - max(0.0, (side - 16.0 * len(parts)) / 2) - 12
    for place, (name, count) in enumerate(parts):
        _part_row(paper, place, name, _with_share(paper, count, whole), side + 30, first - 16 * place)
    paper.y = top - max(side, 16.0 * len(parts))
    paper.down(14)


def _ring(paper: Paper, values: Sequence[int], middle: tuple[float, float], side: float) -> None:
    thick = side / 6
    whole, begun, reach = sum(values), 90.0, (side - thick) / 2
    canvas, (x, y) = paper.canvas, middle
    canvas.setLineWidth(thick)
    canvas.setLineCap(0)
    for place, value in enumerate(values):
        if value > 0:
            far = 360.0 * value / whole
            path = canvas.beginPath()
            canvas.setStrokeColor(_ink(place))
            if value == whole:
                path.circle(x, y, reach)
                path.close()
                canvas.drawPath(path, stroke=1, fill=0)
                return
            # Clockwise from the top, with a hair of the ground between two parts.
            path.arc(x - reach, y - reach, x + reach, y + reach, begun, -max(far - 0.8, far / 2))
            canvas.drawPath(path, stroke=1, fill=0)
            begun -= far


def _part_row(paper: Paper, part: int, name: str, figure: str, far: float, y: float) -> None:
    x = _from_start(paper, far)
    _dot(paper, part, x, y)
    paper.write(paper.fit(name, 180, 9.5, REGULAR), _beside(paper, x, 13), size=9.5, y=y)
    paper.write(figure, paper.end, size=9.5, font=MEDIUM, align="end", y=y)


def _with_share(paper: Paper, count: int, whole: int) -> str:
    text = format_int(count, paper.lang)
    return f"{text}  ·  {percent(100 * count / whole, paper.lang)}" if whole else text


def draw_treemap(paper: Paper, cells: Sequence[tuple[str, str, int]], height: float = 150) -> None:
    """Draw a box a class, (class, name, members), as large as its members are many; what has no room is told below."""
    paper.keep(height + 24)
    wide, top = WIDTH - 2 * MARGIN, paper.y + 8
    whole = sum(count for *_, count in cells)
    boxes = squarify([float(count) for *_, count in cells], wide, height)
    untold = []
    for (key, name, count), (x, y, width, tall) in zip(cells, boxes, strict=True):
        left = WIDTH - MARGIN - x - width if paper.lang == "fa" else MARGIN + x
        box = _Box(left + 1.2, top - y - tall + 1.2, width - 2.4, tall - 2.4)
        if count and not _class_box(paper, key, name, _with_share(paper, count, whole), box):
            untold.append(f"{name} {format_int(count, paper.lang)}")
    paper.y = top - height
    paper.down(14)
    if untold:
        paper.write("  ·  ".join(untold), paper.start, size=8.5, ink=SOFT_INK)
        paper.down(14)


class _Box(NamedTuple):
    left: float
    bottom: float
    width: float
    tall: float


def _class_box(paper: Paper, key: str, name: str, figure: str, box: _Box) -> bool:
    """Draw a class and say whether there was room for its name and figure."""
    ground, ink = CLASS_TONES.get(key, (_GROUND, INK))
    radius = max(0.0, min(4, box.width / 4, box.tall / 4))
    paper.canvas.setFillColor(ground)
    paper.canvas.roundRect(
        box.left, box.bottom, max(box.width, 0.5), max(box.tall, 0.5), radius, stroke=0, fill=1
    )
    lines = next((one for one in _lines_of(name, figure) if _has_room(paper, one, box)), ())
    x = box.left + box.width - 6 if paper.lang == "fa" else box.left + 6
    for place, (text, size, font) in enumerate(lines):
        y = box.bottom + box.tall - 13 - 11.5 * place
        paper.write(text, x, size=size, font=font, ink=ink, y=y)
    return bool(lines)


Line = tuple[str, float, str]


def _lines_of(name: str, figure: str) -> tuple[tuple[Line, ...], ...]:
    """Return the ways a class may be told, the roomiest first."""
    told, short = (figure, 8.0, REGULAR), (figure.partition("  ·")[0], 8.0, REGULAR)
    words = tuple((word, 8.0, MEDIUM) for word in name.split())
    return ((name, 9.0, MEDIUM), told), ((name, 8.0, MEDIUM), short), (*words, short)


def _has_room(paper: Paper, lines: Sequence[Line], box: _Box) -> bool:
    wide = all(paper.fit(text, box.width - 9, size, font) == text for text, size, font in lines)
    return wide and 11.5 * len(lines) + 4 <= box.tall


def draw_funnel(paper: Paper, steps: Sequence[Part]) -> None:
    """Draw a centred bar a step, as wide as its part of the first; the name before it, the figure behind."""
    first = max(steps[0][1] if steps else 0, 1)
    room = WIDTH - 2 * MARGIN - 240
    paper.keep(24.0 * len(steps))
    for name, count in steps:
        paper.write(paper.fit(name, 112, 9.5, REGULAR), paper.start, size=9.5)
        paper.write(_with_share(paper, count, first), paper.end, size=9.5, font=MEDIUM, align="end")
        wide = room * min(1.0, count / first)
        middle = WIDTH / 2
        paper.canvas.setFillColor(TINT)
        paper.canvas.roundRect(middle - room / 2, paper.y - 5, room, 18, 4, stroke=0, fill=1)
        if wide > 0:
            paper.canvas.setFillColor(ACCENT)
            paper.canvas.roundRect(
                middle - wide / 2, paper.y - 5, wide, 18, min(4, wide / 2), stroke=0, fill=1
            )
        paper.down(24)
