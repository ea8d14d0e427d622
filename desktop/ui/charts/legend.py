"""The legend above a chart: a stroke of each colour with its words."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import theme
from desktop.ui.widgets import painting

STROKE, LINE = 20, 24


class Legend(QWidget):
    """Parts as (words, tone, dashed), in the order of reading; they go on in further lines where room is short."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[tuple[str, str, bool], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_parts(self, parts: tuple[tuple[str, str, bool], ...]) -> None:
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
        return LINE * (1 + max((down for _, down, _ in self._places(width)), default=0))

    def _places(self, room: int) -> Iterator[tuple[int, int, tuple[str, str, bool]]]:
        """Yield how far across and in which line each part stands."""
        across = down = 0
        for part in self._parts:
            if across and across + _width(part) > room:
                across, down = 0, down + 1
            yield across, down, part
            across += _width(part)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        painter.setFont(theme.font(12))
        above = max(0, self.height() - self.heightForWidth(self.width())) // 2
        for across, down, part in self._places(self.width()):
            self._draw(painter, across, above + LINE * down, part)
        painter.end()

    def _draw(self, painter: QPainter, across: int, top: int, part: tuple[str, str, bool]) -> None:
        text, tone, dashed = part
        rtl, wide = self.layoutDirection() == Qt.LayoutDirection.RightToLeft, _width(part) - STROKE - 20
        stroke, middle = self.width() - across - STROKE if rtl else across, top + LINE / 2
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.color(tone), 2, style))
        painter.drawLine(QPointF(stroke, middle), QPointF(stroke + STROKE, middle))
        painter.setPen(theme.color("text2"))
        left = stroke - 6 - wide if rtl else stroke + STROKE + 6
        where = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter
        painter.drawText(QRectF(left, top, wide, LINE), int(where), text)


def _width(part: tuple[str, str, bool]) -> int:
    """Return how wide a part is with its stroke and the space behind it."""
    return round(painting.text_width(part[0], theme.font(12)) + STROKE + 22)
