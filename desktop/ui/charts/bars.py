"""Bars: lying ones with their names for groups and branches, standing ones of several parts over time."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QPen

from desktop.reports.axis import value_marks
from desktop.reports.series import Bars, Label, StackedBars
from desktop.ui import language, theme
from desktop.ui.charts import words
from desktop.ui.charts.chart import NOWHERE
from desktop.ui.charts.dates import mark_text, scale_of, written
from desktop.ui.charts.plot import FONT, PlotChart
from loyalty.words import isolate

PART_TONES = ("accent", "mid", "warn", "text3", "line2")
NAME_WIDTH, NAME_SHARE = 130, 0.34
TALL = 0.62


class BarsChart(PlotChart):
    """Draws `Bars` lying, the first on top, growing from where reading begins; `drawn` and `drawn_before` are items."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: Any = None
        self.drawn_before: Any = None

    @property
    def bars(self) -> Bars:
        """Return what is drawn."""
        assert isinstance(self.series, Bars)
        return self.series

    def draw(self) -> None:
        """Draw it anew."""
        self.begin()
        self.drawn = self.drawn_before = None
        bars, formats = self.bars, language.formats()
        if bars.empty:
            self.set_marks((), ())
            return
        values = [float(value or 0) for _, value in bars.bars]
        every = [*values, *(float(one or 0) for one in bars.before)]
        marks = value_marks(min(0.0, *every), max(0.0, *every), 4)
        size, _ = scale_of(every, bars.unit, formats)
        self.item.vb.invertX(formats.rtl)
        self.item.vb.invertY(True)
        self.frame((marks[0], marks[-1] * 1.02), (-0.6, max(len(values), 3) - 0.4))
        names = [
            (float(place), _elided(words.label(label), self._name_room()))
            for place, (label, _) in enumerate(bars.bars)
        ]
        self.set_marks([(one, mark_text(one, bars.unit, size, formats)) for one in marks], names)
        self.grid(marks, angle=90)
        self._add(values)

    def _name_room(self) -> float:
        """Return how long a name may be: a third of the chart, for one that is cut cannot be told from the next."""
        return max(NAME_WIDTH, self.width() * NAME_SHARE)

    def _add(self, values: list[float]) -> None:
        places = [float(place) for place in range(len(values))]
        if self.bars.before:
            before = [float(one or 0) for one in self.bars.before]
            self.drawn_before = self._item([one + 0.31 for one in places], before, 0.14, "mid")
        tall = 0.42 if self.bars.before else TALL
        self.drawn = self._item(places, values, tall, "accent")

    def _item(self, places: list[float], values: list[float], tall: float, tone: str) -> Any:
        made = pg.BarGraphItem(
            x0=[0.0] * len(values), y=places, width=values, height=tall,
            brush=theme.color(tone), pen=QPen(Qt.PenStyle.NoPen),
        )  # fmt: skip
        self.item.addItem(made)
        return made

    def stops(self) -> int:
        """Return how many bars there are."""
        return len(self.bars.bars) if self.series is not None and not self.series.empty else 0

    def told(self, stop: int) -> tuple[str, str]:
        """Return the name and the value of a bar."""
        label, value = self.bars.bars[stop]
        before = self.bars.before[stop] if self.bars.before else None
        return words.label(label), words.beside(value, before, self.bars.unit)

    def where(self, stop: int) -> QPointF:
        """Return the end of a bar."""
        return self.at(float(self.bars.bars[stop][1] or 0), stop)

    def stop_at(self, point: QPointF) -> int:
        """Return the bar of a row."""
        place = round(self.seen(point).y())
        return place if 0 <= place < self.stops() else NOWHERE

    def key_of(self, stop: int) -> str:
        """Return the id of a bar."""
        label = self.bars.bars[stop][0]
        return label.key if isinstance(label, Label) else ""


class StackedChart(PlotChart):
    """Draws `StackedBars` standing, time from left to right; `drawn` has one item a part."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[Any] = []

    @property
    def bars(self) -> StackedBars:
        """Return what is drawn."""
        assert isinstance(self.series, StackedBars)
        return self.series

    def draw(self) -> None:
        """Draw it anew."""
        self.begin()
        self.drawn = []
        bars, formats = self.bars, language.formats()
        if bars.empty:
            self.set_marks((), ())
            return
        sums = [sum(float(one or 0) for one in values) for _, values in bars.columns]
        marks = value_marks(0.0, max(sums))
        size, _ = scale_of(sums, bars.unit, formats)
        self.frame((-0.6, max(len(sums), 3) - 0.4), (0.0, marks[-1] * 1.001))
        gap = -(-len(sums) * 84 // max(self.width(), 84))
        names = [
            (float(place), words.label(where, month=bars.step != "week"))
            for place, (where, _) in enumerate(bars.columns)
            if place % gap == 0
        ]
        self.set_marks(names, [(one, mark_text(one, bars.unit, size, formats)) for one in marks])
        self.grid(marks)
        self._add()

    def _add(self) -> None:
        floor = [0.0] * len(self.bars.columns)
        for part in range(len(self.bars.parts)):
            values = [float(column[part] or 0) for _, column in self.bars.columns]
            made = pg.BarGraphItem(
                x=list(range(len(values))), y0=list(floor), height=values, width=0.6,
                brush=theme.color(PART_TONES[part % len(PART_TONES)]), pen=QPen(Qt.PenStyle.NoPen),
            )  # fmt: skip
            self.item.addItem(made)
            self.drawn.append(made)
            floor = [low + value for low, value in zip(floor, values, strict=True)]

    def stops(self) -> int:
        """Return how many columns there are."""
        return len(self.bars.columns) if self.series is not None and not self.series.empty else 0

    def told(self, stop: int) -> tuple[str, str]:
        """Return the place of a column and what each part is."""
        where, values = self.bars.columns[stop]
        formats = language.formats()
        parts = (
            f"{words.label(part)}: {written(value, self.bars.unit, formats)}"
            for part, value in zip(self.bars.parts, values, strict=True)
        )
        return words.label(where, month=self.bars.step != "week"), " · ".join(parts)

    def where(self, stop: int) -> QPointF:
        """Return the top of a column."""
        return self.at(stop, sum(float(one or 0) for one in self.bars.columns[stop][1]))

    def stop_at(self, point: QPointF) -> int:
        """Return the column at a place."""
        place = round(self.seen(point).x())
        return place if 0 <= place < self.stops() else NOWHERE


def _elided(text: str, room: float) -> str:
    """Return a name as long as its place; isolated, for an axis is written left to right and would put the dots first."""
    short = QFontMetricsF(theme.font(FONT)).elidedText(text, Qt.TextElideMode.ElideRight, room)
    return isolate(short)
