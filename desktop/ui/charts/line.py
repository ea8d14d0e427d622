"""A line over time: this period solid, the one before dashed, what is not over yet dotted; no figure leaves a gap."""

from __future__ import annotations

import datetime as dt
import math
from typing import cast

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.reports.axis import value_marks
from desktop.reports.series import Line, Point, Series
from desktop.ui import language, theme
from desktop.ui.charts import words
from desktop.ui.charts.chart import NOWHERE
from desktop.ui.charts.dates import day_marks, mark_text, scale_of
from desktop.ui.charts.plot import PlotChart, faint, pen

MARK_WIDTH = 92
MANY = 500
"""From so many points on lines are hairlines of as many points as can be seen: wide smooth ones take seconds."""


class LineChart(PlotChart):
    """Draws a `Line`; `curve`, `dashed` and `dotted` are what was drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.curve = self.dashed = self.dotted = cast("pg.PlotDataItem | None", None)

    @property
    def line(self) -> Line:
        """Return what is drawn."""
        assert isinstance(self.series, Line)
        return self.series

    def show_series(self, series: Series) -> None:
        """Draw a line."""
        super().show_series(series)

    def draw(self) -> None:
        """Draw it anew."""
        self.begin()
        self.curve = self.dashed = self.dotted = None
        line = self.line
        if line.empty:
            self.set_marks((), ())
            return
        marks = self._draw_axes(line)
        self.grid(marks)
        if line.before:
            self.dashed = self._add(line.before, pen("text3", 1.4, Qt.PenStyle.DashLine))
        whole, partial = _apart(line)
        if len(whole) <= MANY:
            self._fill(whole, marks[0])
        self.curve = self._add(whole, pen("accent", 2))
        if partial:
            self.dotted = self._add(partial, pen("accent", 2, Qt.PenStyle.DotLine))
        self._dot_lonely(line.points)

    def _draw_axes(self, line: Line) -> list[float]:
        written_as = language.formats()
        values = [float(value) for _, value in (*line.points, *line.before) if value is not None]
        marks = value_marks(min(0.0, *values), max(values))
        size, _ = scale_of(values, line.unit, written_as)
        days = [day for day, _ in (*line.points, *line.before)]
        first, last = min(days), max(days)
        margin = max(0.4, (last - first).days * 0.015)
        self.frame((first.toordinal() - margin, last.toordinal() + margin), (marks[0], marks[-1] * 1.001))
        bottom = day_marks(first, last, max(2, self.width() // MARK_WIDTH), written_as)
        sides = [(value, mark_text(value, line.unit, size, written_as)) for value in marks]
        self.set_marks([(day.toordinal(), text) for day, text in bottom], sides)
        return marks

    def _add(self, points: tuple[Point, ...], drawn: QPen) -> pg.PlotDataItem:
        x, y = _arrays(points)
        many = len(points) > MANY
        if many:
            drawn.setWidthF(1)
        item = self.item.plot(x, y, pen=drawn, connect="finite", antialias=not many)
        if many:
            item.setDownsampling(auto=True, method="peak")
        return item

    def _fill(self, points: tuple[Point, ...], foot: float) -> None:
        """Tint what lies under each unbroken stretch."""
        x, y = _arrays(points)
        for place in _stretches(y):
            item = pg.PlotDataItem(
                x[place], y[place], pen=None, fillLevel=max(foot, 0.0), brush=faint("accent", 0.06)
            )
            item.setZValue(-5)
            self.item.addItem(item)

    def _dot_lonely(self, points: tuple[Point, ...]) -> None:
        """Mark points without neighbours: a line of one point is not seen."""
        x, y = _arrays(points)
        known = np.isfinite(y)
        alone = known & ~np.concatenate((known[1:], [False])) & ~np.concatenate(([False], known[:-1]))
        if alone.any():
            self.item.plot(x[alone], y[alone], pen=None, symbol="o", symbolSize=7, symbolPen=None,
                           symbolBrush=theme.color("accent"))  # fmt: skip

    # -- the readout ----------------------------------------------------------------------------------------

    def stops(self) -> int:
        """Return how many points there are."""
        return len(self.line.points) if self.series is not None and not self.series.empty else 0

    def told(self, stop: int) -> tuple[str, str]:
        """Return the day of a point, its value, and the period before."""
        line, formats = self.line, language.formats()
        day, value = line.points[stop]
        head = _day_words(day, line)
        if line.partial_from is not None and day >= line.partial_from:
            head += formats.comma() + " " + QCoreApplication.translate("Charts", "not over yet")
        return head, words.beside(value, dict(line.before).get(day), line.unit)

    def where(self, stop: int) -> QPointF:
        """Return where a point lies; one without a figure at the foot."""
        day, value = self.line.points[stop]
        return self.at(day.toordinal(), float(value) if value is not None else 0.0)

    def stop_at(self, point: QPointF) -> int:
        """Return the point nearest in time."""
        if not self.stops():
            return NOWHERE
        x = self.seen(point).x()
        days = [day.toordinal() for day, _ in self.line.points]
        return min(range(len(days)), key=lambda place: abs(days[place] - x))

    def paint_mark(self, painter: QPainter, at: QPointF) -> None:
        """Paint a hairline through the point and the point."""
        painter.setPen(theme.color("line2"))
        painter.drawLine(QPointF(at.x(), 4), QPointF(at.x(), self.height() - 32))
        painter.setPen(pen("surface", 2))
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(at, 5, 5)


def _day_words(day: dt.date, line: Line) -> str:
    formats = language.formats()
    if line.step == "month":
        return formats.month(day)
    text = formats.day(day, weekday=line.step == "day", year=False)
    return (
        QCoreApplication.translate("Charts", "week from {day}").format(day=text)
        if line.step == "week"
        else text
    )


def _arrays(points: tuple[Point, ...]) -> tuple[np.ndarray, np.ndarray]:
    x = np.array([day.toordinal() for day, _ in points], dtype=float)
    y = np.array([math.nan if value is None else float(value) for _, value in points], dtype=float)
    return x, y


def _apart(line: Line) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Return the points that are over, and the rest with the last of them to begin from."""
    if line.partial_from is None:
        return line.points, ()
    whole = tuple(point for point in line.points if point[0] < line.partial_from)
    rest = tuple(point for point in line.points if point[0] >= line.partial_from)
    return whole, (*whole[-1:], *rest)


def _stretches(y: np.ndarray) -> list[slice]:
    """Return where figures follow one another without a gap."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], np.isfinite(y).astype(int), [0]))))
    return [slice(int(first), int(end)) for first, end in edges.reshape(-1, 2)]
