"""«اعتبار کِی تمام می‌شود»: when credit ends, as bars along the days from today. Painted, passive.

Time begins where reading begins. Every bar stands on its own day; where days lie close together the words above
climb, and only what would still overlap keeps silent (the table below says it).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import language, theme
from desktop.ui.formats import plain
from desktop.ui.member.shown import ShownEnd
from desktop.ui.member.words import TONES
from desktop.ui.widgets import painting
from loyalty import jalali

_BAR, _SIDE, _FOOT, _WORDS = 14, 28, 28, 40
_LEAST_DAYS = 60
_TALLEST, _SHORTEST = 80.0, 14.0
_LEVELS = 2


@dataclass(frozen=True, slots=True)
class _Said:
    """The words over a bar: where they stand and on which level (None: silent)."""

    end: ShownEnd
    x: float
    tall: float
    level: int | None


class Timeline(QWidget):
    """`show_ends(today, ends, name)`."""

    def __init__(self) -> None:
        super().__init__()
        self._today = dt.date(2000, 1, 1)
        self._ends: tuple[ShownEnd, ...] = ()
        self.setFixedHeight(196)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_ends(self, today: dt.date, ends: tuple[ShownEnd, ...], name: str) -> None:
        """Show what ends on which day."""
        self._today, self._ends = today, ends
        written = language.formats()
        told = [f"{written.day(end.on, year=False)} {written.money(end.amount)}" for end in ends]
        self.setAccessibleName(plain(f"{name}: {written.listed(told)}"))
        self.update()

    def ends(self) -> tuple[ShownEnd, ...]:
        """What is shown."""
        return self._ends

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        base = self.height() - _FOOT
        self._paint_months(painter, base)
        painter.fillRect(QRectF(0, base, self.width(), 1), theme.color("line2"))
        said = self._said()
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
        """Give each bar's words the lowest level where they touch nobody."""
        most = max((end.amount for end in self._ends), default=1)
        taken: list[QRectF] = []
        said = []
        base = self.height() - _FOOT
        for end in self._ends:
            x, tall = self._x(end.on), max(_TALLEST * end.amount / most, _SHORTEST)
            half = self._half_width(end)
            level: int | None = None
            for step in range(_LEVELS):
                box = QRectF(x - half, base - tall - _WORDS * (step + 1), 2 * half, _WORDS)
                if box.top() >= 0 and not any(box.intersects(other) for other in taken):
                    taken.append(box)
                    level = step
                    break
            bar = QRectF(x - _BAR / 2, base - tall, _BAR, tall)
            taken.append(bar)
            said.append(_Said(end, x, tall, level))
        return said

    def _half_width(self, end: ShownEnd) -> float:
        amount, day = _texts(end)
        wide = max(
            QFontMetricsF(theme.font(13, theme.SEMIBOLD)).horizontalAdvance(amount),
            QFontMetricsF(theme.font(12)).horizontalAdvance(day),
        )
        return wide / 2 + 5

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
        if one.level is None:
            return
        amount, day = _texts(one.end)
        top = base - one.tall - _WORDS * (one.level + 1)
        soon = one.end.standing == "soon"
        center = int(Qt.AlignmentFlag.AlignCenter)
        painter.setFont(theme.font(13, theme.SEMIBOLD))
        painter.setPen(theme.color("warn" if soon else "text"))
        painter.drawText(QRectF(one.x - 90, top, 180, 19), center, amount)
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("warn" if soon else "text2"))
        painter.drawText(QRectF(one.x - 90, top + 18, 180, 18), center, day)

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
    return written.count(end.amount), written.day(end.on, year=False)


def _next_month(on: dt.date, calendar: str) -> dt.date:
    if calendar == "jalali":
        year, month, _ = jalali.from_date(on)
        return jalali.to_date(year + month // 12, month % 12 + 1, 1)
    return dt.date(on.year + on.month // 12, on.month % 12 + 1, 1)
