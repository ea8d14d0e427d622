"""Painted charts of a whole and its steps: the donut with its legend, the funnel."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen

from desktop.reports.series import Donut, Funnel, Label
from desktop.ui import language, theme
from desktop.ui.charts import words
from desktop.ui.charts.chart import NOWHERE, Chart
from desktop.ui.charts.dates import written
from desktop.ui.widgets import painting

TONES = ("accent", "mid", "warn", "text3", "line2", "text2")
THICK = 26.0
ROW = 30.0
_TOP = 90.0


class DonutChart(Chart):
    """Draws a `Donut`: parts from the top, clockwise, and beside them what they are; `arcs` in degrees."""

    @property
    def donut(self) -> Donut:
        """Return what is drawn."""
        assert isinstance(self.series, Donut)
        return self.series

    @property
    def arcs(self) -> list[tuple[float, float]]:
        """Return where each part begins and how far it goes, in degrees clockwise from the top."""
        found, begun = [], 0.0
        for _, value in self.donut.parts:
            size = 360.0 * value / self.donut.total if self.donut.total else 0.0
            found.append((begun, size))
            begun += size
        return found

    @property
    def ring(self) -> QRectF:
        """Return the square the ring lies in, on the side where reading begins."""
        side = min(self.height() - 16.0, self.width() * 0.42)
        x = self.width() - side - 8 if language.formats().rtl else 8.0
        return QRectF(x, (self.height() - side) / 2, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self.series is None or self.series.empty:
            return
        painter = painting.smooth(QPainter(self))
        ring = self.ring.adjusted(THICK / 2, THICK / 2, -THICK / 2, -THICK / 2)
        for place, (begun, size) in enumerate(self.arcs):
            ink = QPen(theme.color(TONES[place % len(TONES)]), THICK)
            ink.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(ink)
            # Half a degree of the ground between parts, where there is room for it.
            shown = size - 0.8 if size > 2 and len(self.arcs) > 1 else size
            painter.drawArc(ring, round((_TOP - begun) * 16), round(-shown * 16))
        self._write_whole(painter)
        for place in range(len(self.donut.parts)):
            self._write_row(painter, place)
        painter.end()

    def _write_whole(self, painter: QPainter) -> None:
        painter.setFont(theme.font(20, theme.BOLD))
        painter.setPen(theme.color("text"))
        text = language.formats().count(self.donut.total)
        if painting.text_width(text, painter.font()) > self.ring.width() - 2 * THICK - 8:
            painter.setFont(theme.font(13, theme.BOLD))
        painter.drawText(self.ring, int(Qt.AlignmentFlag.AlignCenter), text)

    def _row(self, place: int) -> QRectF:
        tall = ROW * len(self.donut.parts)
        top = max(0.0, (self.height() - tall) / 2) + ROW * place
        wide = self.width() - self.ring.width() - 40
        return QRectF(8 if language.formats().rtl else self.ring.right() + 24, top, wide, ROW)

    def _write_row(self, painter: QPainter, place: int) -> None:
        row, rtl = self._row(place), language.formats().rtl
        dot = row.right() - 6 if rtl else row.left() + 6
        painting.box(
            painter, QRectF(dot - 5, row.center().y() - 5, 10, 10), 3, theme.color(TONES[place % len(TONES)])
        )
        start, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if rtl:
            start, end = end, start
        inside = row.adjusted(0, 0, -20, 0) if rtl else row.adjusted(20, 0, 0, 0)
        figure, font = self._figure(place), theme.font(13)
        room = inside.width() - painting.text_width(figure, font) - 12
        name = words.label(self.donut.parts[place][0])
        name = QFontMetricsF(font).elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        for text, side, tone in ((name, start, "text"), (figure, end, "text2")):
            painter.setPen(theme.color(tone))
            painter.drawText(
                inside, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute), text
            )

    def _figure(self, place: int) -> str:
        value = self.donut.parts[place][1]
        share = language.formats().percent(round(100 * value / self.donut.total) * 10_000, alone=True)
        return f"{language.formats().count(value)} · {share}"

    def stops(self) -> int:
        """Return how many parts there are."""
        return len(self.donut.parts) if self.series is not None and not self.series.empty else 0

    def told(self, stop: int) -> tuple[str, str]:
        """Return a part, its value and its share."""
        return words.label(self.donut.parts[stop][0]), self._figure(stop)

    def where(self, stop: int) -> QPointF:
        """Return the middle of a part of the ring."""
        begun, size = self.arcs[stop]
        angle = math.radians(begun + size / 2)
        reach = self.ring.width() / 2 - THICK / 2
        return self.ring.center() + QPointF(reach * math.sin(angle), -reach * math.cos(angle))

    def stop_at(self, point: QPointF) -> int:
        """Return the part of the ring or the row under a point."""
        for place in range(self.stops()):
            if self._row(place).contains(point):
                return place
        way = point - self.ring.center()
        if (
            not self.stops()
            or not self.ring.width() / 2 - THICK <= math.hypot(way.x(), way.y()) <= self.ring.width() / 2
        ):
            return NOWHERE
        angle = math.degrees(math.atan2(way.x(), -way.y())) % 360
        return next(
            (n for n, (begun, size) in enumerate(self.arcs) if begun <= angle < begun + size), NOWHERE
        )

    def key_of(self, stop: int) -> str:
        """Return the part."""
        return self.donut.parts[stop][0].key


class FunnelChart(Chart):
    """Draws a `Funnel`: a centred bar a step, as wide as its part of the first."""

    @property
    def funnel(self) -> Funnel:
        """Return what is drawn."""
        assert isinstance(self.series, Funnel)
        return self.series

    @property
    def boxes(self) -> list[QRectF]:
        """Return where the bars lie."""
        first = max(self.funnel.steps[0][1], 1)
        tall = min(64.0, self.height() / max(len(self.funnel.steps), 1))
        found = []
        for place, (_, count) in enumerate(self.funnel.steps):
            wide = self.width() * count / first
            found.append(QRectF((self.width() - wide) / 2, tall * place + 2, wide, tall - 4))
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self.series is None or self.series.empty:
            return
        painter = painting.smooth(QPainter(self))
        for place, box in enumerate(self.boxes):
            painting.box(painter, QRectF(0, box.y(), self.width(), box.height()), 8, theme.color("track"))
            painting.box(painter, box, 8, theme.color("soft"), theme.tokens().mid)
            painter.setFont(theme.font(13, theme.MEDIUM))
            painter.setPen(theme.color("text"))
            row = QRectF(0, box.y(), self.width(), box.height())
            painter.drawText(
                row,
                int(Qt.AlignmentFlag.AlignCenter),
                f"\u2068{self.told(place)[0]}\u2069  \u2068{self.told(place)[1]}\u2069",
            )
        painter.end()

    def stops(self) -> int:
        """Return how many steps there are."""
        return len(self.funnel.steps) if self.series is not None and not self.series.empty else 0

    def told(self, stop: int) -> tuple[str, str]:
        """Return a step, how many took it, and their part of the first."""
        label: Label = self.funnel.steps[stop][0]
        count, first = self.funnel.steps[stop][1], self.funnel.steps[0][1]
        text = written(count, self.funnel.unit, language.formats())
        if not first:
            return words.label(label), text
        share = language.formats().percent(round(100 * count / first) * 10_000, alone=True)
        return words.label(label), f"{text} · {share}"

    def where(self, stop: int) -> QPointF:
        """Return the middle of a step."""
        return self.boxes[stop].center()

    def stop_at(self, point: QPointF) -> int:
        """Return the step under a point."""
        if not self.stops():
            return NOWHERE
        return next(
            (n for n, box in enumerate(self.boxes) if box.top() <= point.y() <= box.bottom()), NOWHERE
        )

    def key_of(self, stop: int) -> str:
        """Return the step."""
        return self.funnel.steps[stop][0].key
