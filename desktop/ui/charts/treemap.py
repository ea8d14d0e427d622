"""The treemap of classes: a box a class as large as its members are many; from a box one gets to its members."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent

from desktop.reports.series import Treemap
from desktop.reports.squares import squarify
from desktop.ui import language, theme
from desktop.ui.charts import words
from desktop.ui.charts.chart import NOWHERE, Chart
from desktop.ui.tokens import RFM
from desktop.ui.widgets import painting

GAP = 3.0


class TreemapChart(Chart):
    """Draws a `Treemap`; `boxes` lie as they are seen, one a cell in the order of the series."""

    @property
    def map(self) -> Treemap:
        """Return what is drawn."""
        assert isinstance(self.series, Treemap)
        return self.series

    @property
    def boxes(self) -> list[QRectF]:
        """Return where the cells lie; mirrored where one reads from the right."""
        wide, tall = float(self.width()), float(self.height())
        laid = squarify([float(count) for _, count in self.map.cells], wide, tall)
        mirrored = self.runs_from_right()
        return [QRectF(wide - x - w if mirrored else x, y, w, h) for x, y, w, h in laid]

    def runs_from_right(self) -> bool:
        """Say whether the largest lies on the right."""
        return language.formats().rtl

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self.series is None or self.series.empty:
            return
        painter = painting.smooth(QPainter(self))
        for place, box in enumerate(self.boxes):
            if box.width() > 1 and box.height() > 1:
                self._paint_cell(painter, place, box.adjusted(GAP / 2, GAP / 2, -GAP / 2, -GAP / 2))
        painter.end()

    def _paint_cell(self, painter: QPainter, place: int, box: QRectF) -> None:
        label, count = self.map.cells[place]
        colors = RFM[theme.name()]
        ground, ink = colors.get(label.key, (theme.tokens().track, theme.tokens().text))
        edge = theme.tokens().edge or None
        radius = min(8.0, box.width() / 4, box.height() / 4)
        painting.box(painter, box, radius, ground, edge)
        self._write(painter, box, words.label(label), count, QColor(ink))

    def _write(self, painter: QPainter, box: QRectF, name: str, count: int, ink: QColor) -> None:
        """Write name, count and share; of a small box the count alone, of a tiny one nothing: the readout has it."""
        formats = language.formats()
        inside = box.adjusted(10, 8, -10, -6)
        side = Qt.AlignmentFlag.AlignRight if formats.rtl else Qt.AlignmentFlag.AlignLeft
        flags = int(
            side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        )
        name_font, count_font = _fitting(name, inside.width()), theme.font(12)
        needed = QFontMetricsF(name_font).boundingRect(inside, flags, name)
        count_tall = QFontMetricsF(count_font).height()
        painter.setPen(ink)
        fits = needed.width() <= inside.width() + 1 and needed.height() <= inside.height()
        if fits:
            painter.setFont(name_font)
            painter.drawText(inside, flags, name)
        top = needed.height() + 2 if fits else 0.0
        text = formats.count(count)
        with_share = f"{text} · {self._share(count)}"
        if painting.text_width(with_share, count_font) <= inside.width():
            text = with_share
        room = inside.height() - top >= count_tall and painting.text_width(text, count_font) <= inside.width()
        if room:
            painter.setFont(count_font)
            painter.drawText(inside.adjusted(0, top, 0, 0), flags, text)

    def _share(self, count: int) -> str:
        return language.formats().percent(round(100 * count / self.map.total) * 10_000, alone=True)

    def stops(self) -> int:
        """Return how many classes there are."""
        return len(self.map.cells) if self.series is not None and not self.series.empty else 0

    def told(self, stop: int) -> tuple[str, str]:
        """Return the class, its members and their share."""
        label, count = self.map.cells[stop]
        return words.label(label), f"{language.formats().count(count)} · {self._share(count)}"

    def where(self, stop: int) -> QPointF:
        """Return the middle of a box."""
        return self.boxes[stop].center()

    def stop_at(self, point: QPointF) -> int:
        """Return the box under a point."""
        if not self.stops():
            return NOWHERE
        return next((place for place, box in enumerate(self.boxes) if box.contains(point)), NOWHERE)

    def key_of(self, stop: int) -> str:
        """Return the class."""
        return self.map.cells[stop][0].key

    def paint_mark(self, painter: QPainter, at: QPointF) -> None:
        """Paint an edge round the box."""
        del at
        painting.box(painter, self.boxes[self.stop].adjusted(1, 1, -1, -1), 8, None, theme.color("text"), 2)


def _fitting(name: str, wide: float) -> QFont:
    """Return the largest type its longest word fits in; never below 11 pixels."""
    longest = max(name.split(), key=len, default="")
    for size in (13, 12, 11):
        made = theme.font(size, theme.SEMIBOLD)
        if painting.text_width(longest, made) <= wide:
            break
    return made
