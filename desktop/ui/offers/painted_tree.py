"""The lines of the stacking tree: a numbered ring for each group, groups within another hanging from its line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import language, theme
from desktop.ui.offers.shown import Knot
from desktop.ui.widgets import painting

_STEP, _RING, _MIDDLE = 44, 30, 34
"""How far a group within another stands in; how wide a ring is; how far below the top its middle lies."""


class Branch(QWidget):
    """What stands before a group: the lines of the groups it lies in, and its own ring."""

    def __init__(self, knot: Knot) -> None:
        super().__init__()
        self._knot = knot
        self.setFixedWidth(_STEP * (knot.depth + 1))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), _MIDDLE * 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        painter.setPen(QPen(theme.color("line2"), 2))
        self._paint_lines(painter)
        painter.resetTransform()
        self._paint_ring(painter)
        painter.end()

    def _paint_lines(self, painter: QPainter) -> None:
        knot, low = self._knot, self.height()
        for level, more in enumerate(knot.more[:-1]):
            nearest = level == knot.depth - 1
            goes_on = more or (nearest and knot.more[-1])
            if goes_on or nearest:
                self._down(painter, level, 0, low if goes_on else _MIDDLE)
        if knot.depth:
            edge = _column(knot.depth) - _RING / 2
            painter.drawLine(QPointF(_column(knot.depth - 1), _MIDDLE), QPointF(edge, _MIDDLE))
        elif knot.number > 1:
            self._down(painter, 0, 0, _MIDDLE)
        if knot.holds or (not knot.depth and knot.more[0]):
            self._down(painter, knot.depth, _MIDDLE, low)

    def _down(self, painter: QPainter, level: int, top: float, bottom: float) -> None:
        painter.drawLine(QPointF(_column(level), top), QPointF(_column(level), bottom))

    def _paint_ring(self, painter: QPainter) -> None:
        middle = _column(self._knot.depth)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            middle = self.width() - middle
        ring = QRectF(middle - _RING / 2, _MIDDLE - _RING / 2, _RING, _RING)
        outermost = not self._knot.depth
        ground = theme.color("soft" if outermost else "surface")
        painting.box(painter, ring, _RING / 2, ground, theme.color("accent"), 2 if outermost else 1.5)
        painter.setFont(theme.font(13, theme.SEMIBOLD))
        painter.setPen(theme.color("accent"))
        number = language.formats().count(self._knot.number)
        painter.drawText(ring.adjusted(0, 0, 0, -1), int(Qt.AlignmentFlag.AlignCenter), number)


def _column(level: int) -> float:
    return _STEP * (level + 0.5)
