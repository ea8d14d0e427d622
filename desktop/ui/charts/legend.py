"""The legend above a chart: a stroke of each colour with its words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import theme
from desktop.ui.widgets import painting

STROKE = 20


class Legend(QWidget):
    """Parts as (words, tone, dashed), in the order of reading."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[tuple[str, str, bool], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: tuple[tuple[str, str, bool], ...]) -> None:
        """Show the parts; without any there is no legend."""
        self._parts = parts
        self.setVisible(bool(parts))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        font = theme.font(12)
        return QSize(
            round(sum(painting.text_width(text, font) + STROKE + 22 for text, _, _ in self._parts)), 24
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        font, rtl, x = theme.font(12), self.layoutDirection() == Qt.LayoutDirection.RightToLeft, 0.0
        painter.setFont(font)
        for text, tone, dashed in self._parts:
            wide = painting.text_width(text, font) + 2
            stroke = self.width() - x - STROKE if rtl else x
            style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
            painter.setPen(QPen(theme.color(tone), 2, style))
            painter.drawLine(QPointF(stroke, 12), QPointF(stroke + STROKE, 12))
            painter.setPen(theme.color("text2"))
            left = stroke - 6 - wide if rtl else stroke + STROKE + 6
            painter.drawText(
                QRectF(left, 0, wide, 24),
                int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter),
                text,
            )
            x += wide + STROKE + 20
        painter.end()
