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
LINE, SWATCH = 22.0, 10.0
"""How high a line of names below the map is, and how large the colour before a name."""
ROOMY = 70.0
_WRAPPED = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


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
        return self._plan()[0]

    def _plan(self) -> tuple[list[QRectF], list[list[int]]]:
        """Return where the cells lie, and the lines of cells whose names stand below them."""
        boxes, lines = self._laid_out(0), list[list[int]]()
        for _ in range(2):  # the room the names take may cost another cell its own
            lines = self._lines(self._nameless(boxes))
            boxes = self._laid_out(len(lines) * LINE + GAP if lines else 0)
        return boxes, self._lines(self._nameless(boxes))[: len(lines)]

    def _laid_out(self, below: float) -> list[QRectF]:
        wide, tall = float(self.width()), max(self.height() - below, 1.0)
        laid = squarify([float(count) for _, count in self.map.cells], wide, tall)
        mirrored = self.runs_from_right()
        return [QRectF(wide - x - w if mirrored else x, y, w, h) for x, y, w, h in laid]

    def _nameless(self, boxes: list[QRectF]) -> list[int]:
        """Return the cells too small for their name over their count: it stands below the map instead."""
        return [
            place
            for place, box in enumerate(boxes)
            if self.map.cells[place][1]
            and not _name_fits(words.label(self.map.cells[place][0]), _within(box))
        ]

    def _lines(self, places: list[int]) -> list[list[int]]:
        """Return cells in lines as long as the map is wide."""
        lines: list[list[int]] = []
        room = 0.0
        for place in places:
            wide = self._entry_width(place)
            if not lines or wide > room:
                lines.append([])
                room = float(self.width())
            lines[-1].append(place)
            room -= wide
        return lines

    def _entry(self, place: int) -> str:
        label, count = self.map.cells[place]
        return f"{words.label(label)} {language.formats().count(count)}"

    def _entry_width(self, place: int) -> float:
        return SWATCH + 6 + painting.text_width(self._entry(place), theme.font(12)) + 18

    def runs_from_right(self) -> bool:
        """Say whether the largest lies on the right."""
        return language.formats().rtl

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self.series is None or self.series.empty:
            return
        painter = painting.smooth(QPainter(self))
        boxes, lines = self._plan()
        for place, box in enumerate(boxes):
            if box.width() > 1 and box.height() > 1:
                self._paint_cell(painter, place, box.adjusted(GAP / 2, GAP / 2, -GAP / 2, -GAP / 2))
        for number, line in enumerate(lines):
            self._paint_names(painter, line, self.height() - (len(lines) - number) * LINE)
        painter.end()

    def _paint_names(self, painter: QPainter, places: list[int], top: float) -> None:
        """Write the names of small cells below the map, each behind its colour."""
        rtl, x = self.runs_from_right(), 0.0
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)
        painter.setFont(theme.font(12))
        for place in places:
            wide = self._entry_width(place)
            left = self.width() - x - SWATCH if rtl else x
            ground, _ = self._colors(place)
            swatch = QRectF(left, top + (LINE - SWATCH) / 2, SWATCH, SWATCH)
            painting.box(painter, swatch, 3, ground, theme.tokens().edge or theme.color("line2"))
            text = QRectF(left - 6 - wide if rtl else left + SWATCH + 6, top, wide, LINE)
            painter.setPen(theme.color("text2"))
            painter.drawText(text, flags, self._entry(place))
            x += wide

    def _colors(self, place: int) -> tuple[str, str]:
        return RFM[theme.name()].get(
            self.map.cells[place][0].key, (theme.tokens().track, theme.tokens().text)
        )

    def _paint_cell(self, painter: QPainter, place: int, box: QRectF) -> None:
        label, count = self.map.cells[place]
        ground, ink = self._colors(place)
        edge = theme.tokens().edge or None
        radius = min(8.0, box.width() / 4, box.height() / 4)
        painting.box(painter, box, radius, ground, edge)
        self._write(painter, box, words.label(label), count, QColor(ink))

    def _write(self, painter: QPainter, box: QRectF, name: str, count: int, ink: QColor) -> None:
        """Write name, count and share; of a small box the count alone, of a tiny one nothing: the readout has it."""
        formats = language.formats()
        inside = _inside(box)
        side = Qt.AlignmentFlag.AlignRight if formats.rtl else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignAbsolute | _WRAPPED)
        name_font, count_font = _fitting(name, inside.width()), theme.font(12)
        needed = QFontMetricsF(name_font).boundingRect(inside, int(_WRAPPED), name)
        painter.setPen(ink)
        fits = _name_fits(name, inside)
        if fits:
            painter.setFont(name_font)
            painter.drawText(inside, flags, name)
        top = needed.height() + 2 if fits else 0.0
        text = formats.count(count)
        with_share = f"{text} · {self._share(count)}"
        if painting.text_width(with_share, count_font) <= inside.width():
            text = with_share
        room = (
            inside.height() - top >= _count_tall() and painting.text_width(text, count_font) <= inside.width()
        )
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


def _within(box: QRectF) -> QRectF:
    return _inside(box.adjusted(GAP / 2, GAP / 2, -GAP / 2, -GAP / 2))


def _inside(box: QRectF) -> QRectF:
    """Return where words may stand in a painted box: close to its edges in a small one."""
    return (
        box.adjusted(10, 8, -10, -6)
        if min(box.width(), box.height()) >= ROOMY
        else box.adjusted(5, 3, -5, -2)
    )


def _name_fits(name: str, inside: QRectF) -> bool:
    """Say whether a name fits with its count under it: a box with a name and no count tells nothing."""
    needed = QFontMetricsF(_fitting(name, inside.width())).boundingRect(inside, int(_WRAPPED), name)
    room = inside.height() - needed.height() - 2
    return needed.width() <= inside.width() + 1 and room >= _count_tall()


def _count_tall() -> float:
    return QFontMetricsF(theme.font(12)).height()


def _fitting(name: str, wide: float) -> QFont:
    """Return the largest type its longest word fits in; never below 11 pixels."""
    longest = max(name.split(), key=len, default="")
    for size in (13, 12, 11):
        made = theme.font(size, theme.SEMIBOLD)
        if painting.text_width(longest, made) <= wide:
            break
    return made
