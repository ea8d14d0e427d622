"""A bare plot of pyqtgraph: two axes with our own marks, gridlines, nothing that a mouse can drag away.

Imported only when the first chart is shown: pyqtgraph and numpy cost a second. What must hold: the plot stands left to
right in every language (its layout breaks otherwise); words at marks keep the space between figure and word.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from desktop.ui import language, theme
from desktop.ui.charts.chart import Chart, Watcher
from desktop.ui.widgets import painting

Marks = Sequence[tuple[float, str]]
FONT = 12


def pen(token: str, width: float = 1.0, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """Return a pen of a token's colour, as wide on the screen as it says."""
    made = QPen(theme.color(token), width, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    made.setCosmetic(True)
    return made


def faint(token: str, share: float) -> QColor:
    """Return a token's colour, thinned."""
    color = theme.color(token)
    color.setAlphaF(share)
    return color


class _Axis(pg.AxisItem):  # type: ignore[misc]
    """An axis painted at once: a recorded picture forgets the order of Persian words, figures and signs."""

    def paint(self, painter: QPainter, option: object, widget: object) -> None:
        del option, widget
        if self.style["tickFont"]:
            painter.setFont(self.style["tickFont"])
        specs = self.generateDrawSpecs(painter)
        if specs is not None:
            self.drawPicture(painter, *specs)


class _Rules(pg.GraphicsObject):  # type: ignore[misc]
    """Lines across all that is seen, at values of one axis (`angle` 0: lying, 90: standing), as one item: many cost what one does."""

    def __init__(self, values: Sequence[float], angle: int, drawn: QPen) -> None:
        super().__init__()
        self._values, self._angle, self._pen = tuple(values), angle, drawn

    def boundingRect(self) -> QRectF:
        seen = self.viewRect()
        return QRectF(seen) if seen is not None else QRectF()

    def viewTransformChanged(self) -> None:
        self.prepareGeometryChange()

    def paint(self, painter: QPainter, option: object, widget: object) -> None:
        del option, widget
        painter.setPen(self._pen)
        # A straight line is sharp without smoothing, and drawn in a tenth of the time.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        seen = self.boundingRect()
        for value in self._values:
            if self._angle:
                painter.drawLine(QPointF(value, seen.top()), QPointF(value, seen.bottom()))
            else:
                painter.drawLine(QPointF(seen.left(), value), QPointF(seen.right(), value))


class PlotChart(Chart):
    """A chart on a plot of pyqtgraph; the axis of values stands where reading begins."""

    def __init__(self) -> None:
        super().__init__()
        axes = {side: _Axis(side) for side in ("left", "right", "top", "bottom")}
        self.plot = pg.PlotWidget(background=None, antialias=True, axisItems=axes)
        self.plot.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.item: Any = self.plot.plotItem
        self.item.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.item.setMenuEnabled(False)
        self.item.hideButtons()
        self.item.setMouseEnabled(x=False, y=False)
        self.item.vb.setDefaultPadding(0)
        self.plot.setFrameShape(pg.QtWidgets.QFrame.Shape.NoFrame)
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Its own wish is a window of 640 by 480.
        self.plot.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.plot.setStyleSheet("background: transparent")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.plot)
        self._watcher = Watcher(self, self.plot.viewport())

    @property
    def side(self) -> str:
        """Return the side the axis of values stands on."""
        return "right" if language.formats().rtl else "left"

    def begin(self) -> None:
        """Take everything off the plot."""
        self.item.clear()
        self.item.vb.invertX(False)
        self.item.vb.invertY(False)

    def frame(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        """Fix what is seen."""
        self.item.vb.disableAutoRange()
        self.item.vb.setRange(xRange=x, yRange=y, padding=0)

    def set_marks(self, bottom: Marks, values: Marks, *, wide: int = 0) -> None:
        """Write the marks of both axes."""
        shown = (self.side == "left", False, self.side == "right", True)
        self.item.showAxes(shown, showValues=shown)
        # Room for the halves of the outermost marks.
        at_left = 28 if self.side == "right" else 4
        self.item.setContentsMargins(at_left, 12, 32 - at_left, 2)
        for name, marks in (("bottom", bottom), (self.side, values)):
            axis = self.item.getAxis(name)
            axis.setStyle(
                tickFont=theme.font(FONT),
                tickLength=0,
                tickTextOffset=8,
                hideOverlappingLabels=False,
            )
            axis.setTextPen(theme.color("text2"))
            axis.setPen(QPen(Qt.PenStyle.NoPen))
            # Marks of no length still leave a dot, and lose what makes a pen transparent.
            axis.setTickPen(pen("surface"))
            axis.enableAutoSIPrefix(False)
            axis.setTicks([[(place, _spaced(text)) for place, text in marks]])
        self.item.getAxis("bottom").setHeight(30)
        font = theme.font(FONT)
        needed = max((painting.text_width(text, font) for _, text in values), default=20)
        self.item.getAxis(self.side).setWidth(round(max(needed + 18, wide)))

    def grid(self, values: Sequence[float], *, angle: int = 0) -> None:
        """Draw hairlines at values."""
        drawn = pen("line")
        # High contrast has black lines: as a grid they would shout.
        drawn.setColor(faint("line", 0.3 if theme.tokens().edge else 1.0))
        self.rule(values, angle, drawn).setZValue(-10)

    def rule(self, values: Sequence[float], angle: int, drawn: QPen) -> _Rules:
        """Draw lines across the plot at values: lying ones (`angle` 0), or standing ones (90)."""
        lines = _Rules(values, angle, drawn)
        self.item.addItem(lines)
        return lines

    def at(self, x: float, y: float) -> QPointF:
        """Return where a point of the plot lies in the widget."""
        scene = self.item.vb.mapViewToScene(QPointF(x, y))
        return QPointF(self.plot.mapTo(self, self.plot.mapFromScene(scene)))

    def seen(self, point: QPointF) -> QPointF:
        """Return the point of the plot under a point of the widget."""
        scene = self.plot.mapToScene(self.plot.mapFrom(self, point.toPoint()))
        return QPointF(self.item.vb.mapSceneToView(scene))


def _spaced(text: str) -> str:
    """Return a text whose spaces survive the way marks are painted in Persian."""
    return "\u200f" + text.replace(" ", "\u200f \u200f") if language.formats().rtl and " " in text else text
