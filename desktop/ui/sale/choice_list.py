"""The readings that stand open under the smart field: one row each, the chosen one soft, a line below. Takes no focus."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui import language, theme
from desktop.ui.formats import plain
from desktop.ui.sale.shown import ShownCandidate
from desktop.ui.sale.words import credit_words, reading_words
from desktop.ui.widgets import painting
from desktop.ui.widgets.text import absolute, directed, directed_right

ROW = 48
FOOT = 30
MOST = 8
_PAD = 6


class ChoiceList(QWidget):
    """`show_choices(choices, at, foot)`; `picked(int)` when one is pressed."""

    picked = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._choices: tuple[ShownCandidate, ...] = ()
        self._at = self._first = 0
        self._foot = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def show_choices(self, choices: tuple[ShownCandidate, ...], at: int, foot: str = "") -> None:
        """Show readings with the one Enter takes, and what is worth knowing of them all; none hides the list."""
        self._choices, self._at, self._foot = choices, at, foot
        rows = min(len(choices), MOST)
        self._first = max(0, min(at - MOST + 2, len(choices) - rows)) if len(choices) > MOST else 0
        self.setFixedHeight(rows * ROW + 2 * _PAD + (FOOT if foot else 0))
        chosen = choices[at] if at < len(choices) else None
        self.setAccessibleName(plain(" ".join(_texts(chosen))) if chosen else "")
        self.setAccessibleDescription(plain(foot))
        self.setVisible(bool(choices))
        if choices:
            self.raise_()
        self.update()

    def choices(self) -> tuple[ShownCandidate, ...]:
        """What stands open."""
        return self._choices

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self._first + int(event.position().y() - _PAD) // ROW
        if 0 <= place < min(len(self._choices), self._first + MOST):
            self.picked.emit(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        painting.box(painter, QRectF(self.rect()), 10, theme.color("surface"), theme.color("line2"))
        for row, choice in enumerate(self._choices[self._first : self._first + MOST]):
            rect = QRect(_PAD, _PAD + row * ROW, self.width() - 2 * _PAD, ROW)
            self._paint_row(painter, rect, choice, self._first + row == self._at)
        self._paint_foot(painter)
        painter.end()

    def _paint_foot(self, painter: QPainter) -> None:
        if self._foot:
            rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            rect = QRect(_PAD + 14, self.height() - _PAD - FOOT, self.width() - 2 * _PAD - 28, FOOT)
            _paint(painter, rect, self._foot, 12, theme.REGULAR, "text2", "start", rtl)

    def _paint_row(self, painter: QPainter, rect: QRect, choice: ShownCandidate, chosen: bool) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if chosen:
            painting.box(painter, QRectF(rect), 8, theme.color("soft"), theme.tokens().edge or None)
        icon, title, note, figure = _texts_of(choice)
        tone = "accent" if chosen else "text2"
        side = rect.right() - 32 if rtl else rect.left() + 14
        painting.draw_icon(painter, icon, side, rect.top() + 15, 18, theme.color(tone), rtl)
        end = 30 if chosen else 0
        if chosen:
            x = rect.left() + 12 if rtl else rect.right() - painting.cap_width("Enter") - 12
            on = theme.color("on_accent")
            painting.draw_cap(painter, x, rect.center().y() + 0.5, "Enter", theme.color("accent"), on, on)
            end = round(painting.cap_width("Enter")) + 16
        inside = rect.adjusted(14 + end if rtl else 46, 0, -46 if rtl else -14 - end, 0)
        used = _paint(painter, inside, figure, 14, theme.SEMIBOLD, "text", "end", rtl)
        rest = inside.adjusted(used + 16 if rtl else 0, 0, 0 if rtl else -used - 16, 0)
        used = _paint(painter, rest, title, 15, theme.MEDIUM, "accent" if chosen else "text", "start", rtl)
        rest = rest.adjusted(0 if rtl else used + 14, 0, -used - 14 if rtl else 0, 0)
        _paint(painter, rest, note, 13, theme.REGULAR, "text2", "start", rtl)


def _texts_of(choice: ShownCandidate) -> tuple[str, str, str, str]:
    """(icon, title, note, figure) of a row."""
    written = language.formats()
    kind, value, icon = reading_words(choice)
    if choice.kind == "member":
        figure = "" if choice.amount is None else credit_words(choice.amount)
        note = "  ·  ".join(part for part in (choice.note, choice.tier) if part)
        return icon, choice.title or choice.note, note, figure
    if choice.kind == "product":
        return icon, choice.title, written.code(choice.note), value
    return icon, kind, "", value


def _texts(choice: ShownCandidate) -> tuple[str, ...]:
    return tuple(text for text in _texts_of(choice)[1:] if text)


def _paint(
    painter: QPainter, rect: QRect, text: str, size: int, weight: int, tone: str, side: str, rtl: bool
) -> int:
    """Paint one text in its place and return the width it took."""
    font = theme.font(size, weight)
    words = directed(text)
    short = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideMiddle, max(rect.width(), 0))
    painter.setFont(font)
    painter.setPen(theme.color(tone))
    right = directed_right(words)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
    flags = absolute(side, rtl) | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine  # type: ignore[arg-type]
    painter.drawText(rect, int(flags), short)
    return QFontMetrics(font).horizontalAdvance(short) if text else 0
