"""«اعتبار کِی تمام می‌شود»: when credit ends, as bars along the days from today. Painted, passive.

Time begins where reading begins. Every bar stands on its own day; where days lie close together the words above
climb, and only what would still overlap keeps silent (the table below says it).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import language, theme
from desktop.ui.formats import plain
from desktop.ui.member.shown import ShownEnd
from desktop.ui.member.words import TONES
from desktop.ui.widgets import painting
from loyalty import jalali

_BAR, _SIDE, _FOOT, _WORDS = 14, 28, 28, 40
_LEAST_DAYS = 60
_SHORTEST = 14.0
_TALL, _LOW = 196, 152
_LEVELS = 2


@dataclass(frozen=True, slots=True)
class _Said:
    """The words over a bar and where they stand (None: silent)."""

    end: ShownEnd
    x: float
    tall: float
    box: QRectF | None


class Timeline(QWidget):
    """`show_ends(today, ends, name)`."""

    def __init__(self) -> None:
        super().__init__()
        self._today = dt.date(2000, 1, 1)
        self._ends: tuple[ShownEnd, ...] = ()
        self.setFixedHeight(_TALL)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_ends(self, today: dt.date, ends: tuple[ShownEnd, ...], name: str) -> None:
        """Show what ends on which day."""
        self._today, self._ends = today, ends
        written = language.formats()
        told = [f"{written.day(end.on, year=False)} {written.money(end.amount)}" for end in ends]
        self.setAccessibleName(plain(f"{name}: {written.listed(told)}"))
        self.update()

    def set_low(self, low: bool) -> None:
        """Take less room, on a screen that is not tall."""
        self.setFixedHeight(_LOW if low else _TALL)

    def ends(self) -> tuple[ShownEnd, ...]:
        """What is shown."""
        return self._ends

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        base = self.height() - _FOOT
        said = self._said()
        painter.setClipRegion(self._beside_words(said))
        self._paint_months(painter, base)
        painter.setClipping(False)
        painter.fillRect(QRectF(0, base, self.width(), 1), theme.color("line2"))
        for one in said:
            self._paint_bar(painter, one, base)
        self._paint_today(painter, base, said)
        painter.end()

    # -- where things stand -----------------------------------------------------------------------------------

    def _span(self) -> int:
        last = max((end.on for end in self._ends), default=self._today)
        return max(_LEAST_DAYS, (last - self._today).days + 12)

    def _x(self, on: dt.date) -> float:
        wide = self.width() - 2 * _SIDE
        x = _SIDE + wide * (on - self._today).days / self._span()
        return self.width() - x if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else x

    def _said(self) -> list[_Said]:
        """Give each bar's words the lowest level, and the least step aside, where they touch nothing."""
        most = max((end.amount for end in self._ends), default=1)
        base = self.height() - _FOOT
        tallest = base - _LEVELS * _WORDS
        bars = [(end, self._x(end.on), max(tallest * end.amount / most, _SHORTEST)) for end in self._ends]
        taken = [QRectF(x - _BAR / 2, base - tall, _BAR, tall) for _, x, tall in bars]
        said = []
        for end, x, tall in bars:
            box = self._free_box(self._half_width(end), x, base - tall, taken)
            if box is not None:
                taken.append(box)
            said.append(_Said(end, x, tall, box))
        return said

    def _free_box(self, half: float, x: float, top: float, taken: list[QRectF]) -> QRectF | None:
        aside = (0.0, half - _BAR, _BAR - half)
        for step in range(1, _LEVELS + 1):
            for shift in aside:
                box = QRectF(x - half + shift, top - _WORDS * step, 2 * half, _WORDS)
                inside = box.top() >= 0 and box.left() >= 0 and box.right() <= self.width()
                if inside and not any(box.intersects(other) for other in taken):
                    return box
        return None

    def _half_width(self, end: ShownEnd) -> float:
        amount, day = _texts(end)
        wide = max(
            QFontMetricsF(theme.font(13, theme.SEMIBOLD)).horizontalAdvance(amount),
            QFontMetricsF(theme.font(12)).horizontalAdvance(day),
        )
        return wide / 2 + 5

    def _beside_words(self, said: list[_Said]) -> QRegion:
        """Return where the lines of months may be drawn: they never run through figures."""
        free = QRegion(self.rect())
        for one in said:
            if one.box is not None:
                free = free.subtracted(QRegion(one.box.toAlignedRect()))
        return free

    # -- painting ---------------------------------------------------------------------------------------------

    def _paint_months(self, painter: QPainter, base: int) -> None:
        written = language.formats()
        end = self._today + dt.timedelta(days=self._span())
        start = self._today
        many = self._span() > 400
        painter.setFont(theme.font(12))
        while start < end:
            following = _next_month(start, written.calendar)
            left, right = self._x(start), self._x(min(following, end))
            if start != self._today:
                painter.fillRect(QRectF(left, 16, 1, base - 16), theme.color("line"))
            word = written.month(start, year=many)
            room = abs(right - left)
            if QFontMetricsF(painter.font()).horizontalAdvance(word) + 8 < room:
                painter.setPen(theme.color("text2"))
                box = QRectF(min(left, right), base + 6, room, 20)
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), word)
            start = following

    def _paint_bar(self, painter: QPainter, one: _Said, base: int) -> None:
        tone = TONES[one.end.standing]
        rect = QRectF(one.x - _BAR / 2, base - one.tall, _BAR, one.tall)
        painting.box(painter, rect, 3, theme.color(tone), theme.tokens().edge or None)
        if one.box is None:
            return
        amount, day = _texts(one.end)
        soon = one.end.standing == "soon"
        center = int(Qt.AlignmentFlag.AlignCenter)
        gap = rect.top() - one.box.bottom()
        if gap > 4:  # The words climbed: a thread ties them to their bar.
            painter.fillRect(QRectF(one.x, one.box.bottom(), 1, gap), theme.color("line2"))
        painter.setFont(theme.font(13, theme.SEMIBOLD))
        painter.setPen(theme.color("warn" if soon else "text"))
        painter.drawText(one.box.adjusted(-20, 0, 20, -21), center, amount)
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("warn" if soon else "text2"))
        painter.drawText(one.box.adjusted(-20, 18, 20, -4), center, day)

    def _paint_today(self, painter: QPainter, base: int, said: list[_Said]) -> None:
        x = self._x(self._today)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("text"))
        painter.drawEllipse(QPointF(x, base + 0.5), 4, 4)
        if any(abs(one.x - x) < 60 for one in said):
            return
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("text"))
        box = QRectF(x - 40, base - 30, 80, 20)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self.tr("Today"))


def _texts(end: ShownEnd) -> tuple[str, str]:
    written = language.formats()
    return written.amount(end.amount), written.day(end.on, year=False)


def _next_month(on: dt.date, calendar: str) -> dt.date:
    if calendar == "jalali":
        year, month, _ = jalali.from_date(on)
        return jalali.to_date(year + month // 12, month % 12 + 1, 1)
    return dt.date(on.year + on.month // 12, on.month % 12 + 1, 1)
