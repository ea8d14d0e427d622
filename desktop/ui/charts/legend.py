"""The legend above a chart: a stroke of each colour with its words; of a heat map a box of each shade."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import theme
from desktop.ui.widgets import painting

STROKE, LINE = 20, 24
BOX = 14


class Part(NamedTuple):
    """Words behind a stroke of a tone, or behind a box of as much of it as `share` says."""

    words: str
    tone: str
    drawn: Literal["line", "dash", "dot", "box"] = "line"
    share: float = 1.0


FAINTEST = 0.06
"""How much of its tone a cell of a heat map has that counts nothing."""
_STYLES = {"dash": Qt.PenStyle.DashLine, "dot": Qt.PenStyle.DotLine}


def shade(share: float) -> float:
    """Return how much of its tone a cell of a heat map has, by its share of the highest."""
    return FAINTEST + (1 - FAINTEST) * share


class Legend(QWidget):
    """Parts in the order of reading; they go on in further lines where room is short."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[Part, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return what is shown."""
        return self._parts

    def show_parts(self, parts: tuple[Part, ...]) -> None:
        """Show the parts; without any there is no legend."""
        self._parts = parts
        self.setVisible(bool(parts))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(sum(map(_width, self._parts)), LINE)

    def minimumSizeHint(self) -> QSize:
        return QSize(max(map(_width, self._parts), default=0), LINE)

    def heightForWidth(self, width: int) -> int:
        return max(LINE, parts_height(self._parts, width))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        above = max(0, self.height() - self.heightForWidth(self.width())) // 2
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        draw_parts(painter, self.rect().adjusted(0, above, 0, 0), self._parts, rtl=rtl)
        painter.end()


def parts_height(parts: tuple[Part, ...], width: int) -> int:
    """Return how high parts stand in a width; nothing where there are none."""
    return LINE * (1 + max((down for _, down, _ in _places(parts, width)), default=-1))


def draw_parts(painter: QPainter, room: QRect, parts: tuple[Part, ...], *, rtl: bool) -> None:
    """Draw parts into a room, from where reading begins."""
    painter.setFont(theme.font(12))
    for across, down, part in _places(parts, room.width()):
        stroke = room.width() - across - STROKE if rtl else across
        _draw(painter, room.x() + stroke, room.y() + LINE * down, part, rtl=rtl)


def _places(parts: tuple[Part, ...], room: int) -> Iterator[tuple[int, int, Part]]:
    """Yield how far across and in which line each part stands."""
    across = down = 0
    for part in parts:
        if across and across + _width(part) > room:
            across, down = 0, down + 1
        yield across, down, part
        across += _width(part)


def _draw(painter: QPainter, stroke: int, top: int, part: Part, *, rtl: bool) -> None:
    wide = _width(part) - STROKE - 20
    _draw_sign(painter, stroke, top, part)
    painter.setPen(theme.color("text2"))
    left = stroke - 6 - wide if rtl else stroke + STROKE + 6
    where = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter
    painter.drawText(QRectF(left, top, wide, LINE), int(where), part.words)


def _draw_sign(painter: QPainter, stroke: int, top: int, part: Part) -> None:
    color, middle = theme.color(part.tone), top + LINE / 2
    if part.drawn == "box":
        color.setAlphaF(part.share)
        box = QRectF(stroke + (STROKE - BOX) / 2, middle - BOX / 2, BOX, BOX)
        painting.box(painter, box, 3, color, theme.color("line2"))
        return
    painter.setPen(QPen(color, 2, _STYLES.get(part.drawn, Qt.PenStyle.SolidLine)))
    painter.drawLine(QPointF(stroke, middle), QPointF(stroke + STROKE, middle))


def _width(part: Part) -> int:
    """Return how wide a part is with its stroke and the space behind it."""
    return round(painting.text_width(part.words, theme.font(12)) + STROKE + 22)
