"""A heat map: rows and columns of cells, the more the darker; a cell without a figure stays blank."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from desktop.reports.series import HeatMap
from desktop.ui import language, theme
from desktop.ui.charts import words
from desktop.ui.charts.chart import NOWHERE
from desktop.ui.charts.dates import written
from desktop.ui.charts.legend import FAINTEST
from desktop.ui.charts.plot import PlotChart, pen
from desktop.ui.widgets import painting
from loyalty.money import WHOLE

LEAST_CELL = 13.0
"""How high a cell must be to hold its figure."""


class HeatMapChart(PlotChart):
    """Draws a `HeatMap`; `image` is the item, its data red, green, blue and how solid, row by row."""

    def __init__(self) -> None:
        super().__init__()
        self.image: Any = None

    @property
    def map(self) -> HeatMap:
        """Return what is drawn."""
        assert isinstance(self.series, HeatMap)
        return self.series

    def draw(self) -> None:
        """Draw it anew."""
        self.begin()
        self.image = None
        found, formats = self.map, language.formats()
        if found.empty:
            self.set_marks((), ())
            return
        self.item.vb.invertY(True)
        self.item.vb.invertX(self.runs_from_right())
        wide, tall = len(found.across), len(found.down)
        self.image = pg.ImageItem(_colors(found), axisOrder="row-major", levels=(0, 255))
        self.item.addItem(self.image)
        self._part(wide, tall)
        self.frame((0, wide), (0, tall))
        gap = -(-wide * 34 // max(self.width() - 120, 34))
        bottom = [
            (place + 0.5, formats.count(one)) for place, one in enumerate(found.across) if place % gap == 0
        ]
        self.set_marks(bottom, [(place + 0.5, self._row_name(place)) for place in range(tall)])

    def _part(self, wide: int, tall: int) -> None:
        """Part the cells by lines of the ground."""
        for angle, count in ((90, wide), (0, tall)):
            self.rule(range(1, count), angle, pen("surface", 2))

    def _row_name(self, place: int) -> str:
        name = words.label(self.map.down[place])
        if not self.map.sizes:
            return name
        return f"{name} · {language.formats().count(self.map.sizes[place])}"

    def runs_from_right(self) -> bool:
        """Hours and months run from the left in every language."""
        return False

    def across(self) -> int:
        """Return how many cells a row has."""
        return len(self.map.across) if self.series is not None else 1

    def stops(self) -> int:
        """Return how many cells there are."""
        return (
            len(self.map.down) * len(self.map.across)
            if self.series is not None and not self.series.empty
            else 0
        )

    def told(self, stop: int) -> tuple[str, str]:
        """Return row and column of a cell, and its value."""
        down, across = divmod(stop, self.across())
        formats = language.formats()
        place = formats.count(self.map.across[across])
        value = written(self.map.cells[down][across], self.map.unit, formats)
        if (down, across) in self.map.partial:
            value = f"{value}{formats.comma()} {words.running()}"
        return f"{self._row_name(down)}{formats.comma()} {place}", value

    def where(self, stop: int) -> QPointF:
        """Return the middle of a cell."""
        down, across = divmod(stop, self.across())
        return self.at(across + 0.5, down + 0.5)

    def stop_at(self, point: QPointF) -> int:
        """Return the cell under a point."""
        if not self.stops():
            return NOWHERE
        seen = self.seen(point)
        across, down = int(np.floor(seen.x())), int(np.floor(seen.y()))
        inside = 0 <= across < self.across() and 0 <= down < len(self.map.down)
        return down * self.across() + across if inside else NOWHERE

    def paint_readout(self, painter: QPainter) -> None:
        """Write the figures of a map of shares into its cells, under what the pointer stands on."""
        if self.series is not None and not self.series.empty and self.map.unit == "percent":
            self._write_figures(painter)
            self._mark_running(painter)
        super().paint_readout(painter)

    def _mark_running(self, painter: QPainter) -> None:
        """Edge the cells that are not over with dashes."""
        edge = pen("text2", 1)
        edge.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(edge)
        painter.setBrush(QColor(0, 0, 0, 0))
        for down, across in self.map.partial:
            corner, far = self.at(across, down), self.at(across + 1, down + 1)
            painter.drawRect(QRectF(corner, far).normalized().adjusted(2, 2, -3, -3))

    def _write_figures(self, painter: QPainter) -> None:
        formats, colors, font = language.formats(), _colors(self.map), theme.font(11)
        first, step = self.at(0, 0), self.at(1, 1) - self.at(0, 0)
        text = formats.percent(WHOLE, alone=True)
        if step.x() < painting.text_width(text, font) + 4 or step.y() < LEAST_CELL:
            return
        painter.setFont(font)
        for down, cells in enumerate(self.map.cells):
            for across, value in enumerate(cells):
                if value is not None:
                    box = QRectF(
                        first.x() + across * step.x(), first.y() + down * step.y(), step.x(), step.y()
                    )
                    painter.setPen(_ink(QColor(*colors[down, across, :3].tolist())))
                    said = formats.percent(round(value) * (WHOLE // 100), alone=True)
                    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), said)

    def paint_mark(self, painter: QPainter, at: QPointF) -> None:
        """Paint an edge round the cell."""
        corner = self.at(0, 0), self.at(1, 1)
        size = corner[1] - corner[0]
        painter.setPen(pen("text", 2))
        painter.setBrush(QColor(0, 0, 0, 0))
        box = QRectF(at.x() - abs(size.x()) / 2, at.y() - abs(size.y()) / 2, abs(size.x()), abs(size.y()))
        painter.drawRoundedRect(box, 3, 3)


def _colors(found: HeatMap) -> np.ndarray:
    """Return the colour of every cell: the accent, from hardly there to solid; none where there is no figure."""
    values = np.array([[np.nan if one is None else float(one) for one in row] for row in found.cells])
    flat = values[np.isfinite(values)]
    # A cohort's first month is all of it: the scale goes by the rest, or all else would look alike.
    rest = values[:, 1:][np.isfinite(values[:, 1:])] if found.unit == "percent" else flat
    most = float(rest.max()) if len(rest) and rest.max() > 0 else 1.0
    solid = np.clip(np.nan_to_num(values) / most, 0.0, 1.0)
    ground, ink = theme.color("surface"), theme.color("accent")
    share = (FAINTEST + (1 - FAINTEST) * solid)[..., None]  # `shade` of each
    mixed = _rgb(ground) * (1 - share) + _rgb(ink) * share
    alpha = np.where(np.isfinite(values), 255, 0)[..., None]
    return np.concatenate((mixed, alpha), axis=2).astype(np.uint8)


def _ink(ground: QColor) -> QColor:
    """Return the ink that stands out from a ground."""
    among = theme.color("text"), theme.color("on_accent")
    return max(among, key=lambda ink: abs(ink.lightnessF() - ground.lightnessF()))


def _rgb(color: QColor) -> np.ndarray:
    return np.array((color.red(), color.green(), color.blue()), dtype=float)
