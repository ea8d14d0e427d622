"""Small painted quantities: the bar with its parts and ticks, the sparkline, a row of little columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import theme
from desktop.ui.widgets import painting


class Bar(QWidget):
    """A bar of 6 to 8 px: parts one after the other («نزد همین صندوق», «با اعتماد»), the rest empty.

    `ticks` cuts the bar into that many steps, so that visits done can be counted.
    """

    def __init__(self, height: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[tuple[float, str]] = []
        self._ticks = 0
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(
        self, parts: Sequence[tuple[int, str]], total: int, *, ticks: int = 0, name: str = ""
    ) -> None:
        """`parts` as (amount, token) of `total`; a total of zero shows an empty bar."""
        whole = max(total, sum(amount for amount, _ in parts), 1)
        self._parts = [(amount / whole, token) for amount, token in parts if amount > 0]
        self._ticks = ticks
        self.setAccessibleName(name)
        self.update()

    def show_share(
        self, done: int, total: int, *, ticks: int = 0, tone: str = "accent", name: str = ""
    ) -> None:
        self.show_parts([(min(done, total), tone)], total, ticks=ticks, name=name)

    def shares(self) -> list[float]:
        return [share for share, _ in self._parts]

    def sizeHint(self) -> QSize:
        return QSize(120, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        whole = QRectF(self.rect())
        edge = theme.tokens().edge
        painting.box(painter, whole, self.height() / 2, theme.color("track"), edge or None)
        rounded = QPainterPath()
        rounded.addRoundedRect(whole, min(self.height() / 2, 3), min(self.height() / 2, 3))
        painter.setClipPath(rounded)
        self._paint_parts(painter)
        self._paint_ticks(painter)
        painter.end()

    def _paint_parts(self, painter: QPainter) -> None:
        x = 0.0
        for place, (share, token) in enumerate(self._parts):
            wide = share * self.width()
            gap = 2.0 if place else 0.0
            painter.fillRect(QRectF(x + gap, 0, max(wide - gap, 1.0), self.height()), theme.color(token))
            x += wide

    def _paint_ticks(self, painter: QPainter) -> None:
        for step in range(1, self._ticks):
            x = self.width() * step / self._ticks
            painter.fillRect(QRectF(x - 1, 0, 2, self.height()), theme.color("surface"))


class Sparkline(QWidget):
    """A line without axes; the newest point is marked. Time runs left to right unless `mirrored`."""

    def __init__(self, *, height: int = 32, tone: str = "accent", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[float] = []
        self._tone, self._mirrored = tone, False
        self.setFixedHeight(height)
        self.setMinimumWidth(80)

    def show_values(
        self, values: Sequence[float], *, tone: str | None = None, mirrored: bool = False, name: str = ""
    ) -> None:
        self._values = list(values)
        self._tone, self._mirrored = tone or self._tone, mirrored
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        points = self._points()
        if len(points) < 2:
            return
        painter = painting.smooth(QPainter(self))
        painter.setPen(
            QPen(theme.color(self._tone), 1.6, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
        )
        painter.drawPolyline(points)
        painter.setBrush(theme.color(self._tone))
        painter.drawEllipse(points[-1], 2.4, 2.4)
        painter.end()

    def _points(self) -> list[QPointF]:
        if not self._values:
            return []
        low, high = min(self._values), max(self._values)
        tall, wide, count = self.height() - 8, self.width() - 8, max(len(self._values) - 1, 1)
        spread = (high - low) or 1.0
        places = [(4 + wide * i / count, 4 + tall * (high - v) / spread) for i, v in enumerate(self._values)]
        return [QPointF(self.width() - x if self._mirrored else x, y) for x, y in places]


class MiniBars(QWidget):
    """A row of little columns, one a period; an empty period is a thin grey foot."""

    def __init__(self, *, height: int = 56, tone: str = "accent", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[int] = []
        self._tone, self._mirrored = tone, False
        self.setFixedHeight(height)

    def show_values(self, values: Sequence[int], *, mirrored: bool = False, name: str = "") -> None:
        self._values, self._mirrored = list(values), mirrored
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if not self._values:
            return
        painter = painting.smooth(QPainter(self))
        if self._mirrored:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        step = self.width() / len(self._values)
        most = max(max(self._values), 1)
        for place, value in enumerate(self._values):
            tall = max(self.height() * value / most, 2.0)
            rect = QRectF(place * step, self.height() - tall, max(step - 6, 3), tall)
            painting.box(painter, rect, 2, self._color(value))
        painter.end()

    def _color(self, value: int) -> QColor:
        return theme.color(self._tone if value else "line2")
