"""The members that stand open under the search field: one row each, the chosen one soft. Takes no focus."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui import language, theme
from desktop.ui.formats import plain
from desktop.ui.member.shown import ShownFound
from desktop.ui.member.words import nameless
from desktop.ui.widgets import painting
from desktop.ui.widgets.text import absolute, directed, directed_right

ROW = 52
MOST = 9
_PAD = 6
_FIGURE, _TIER = 150, 150


class FoundList(QWidget):
    """`show_found(found, at)`; `picked(int)` when one is pressed."""

    picked = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._found: tuple[ShownFound, ...] = ()
        self._at = self._first = 0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def show_found(self, found: tuple[ShownFound, ...], at: int) -> None:
        """Show members with the one Enter takes; none hides the list."""
        self._found, self._at = found, at
        rows = min(len(found), MOST)
        self._first = max(0, min(at - MOST + 2, len(found) - rows)) if len(found) > MOST else 0
        self.setFixedHeight(rows * ROW + 2 * _PAD)
        chosen = found[at] if at < len(found) else None
        self.setAccessibleName(plain(f"{chosen.name} {chosen.phone}".strip()) if chosen else "")
        self.setVisible(bool(found))
        if found:
            self.raise_()
        self.update()

    def found(self) -> tuple[ShownFound, ...]:
        """What stands open."""
        return self._found

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self._first + int(event.position().y() - _PAD) // ROW
        if 0 <= place < len(self._found):
            self.picked.emit(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        painting.box(painter, QRectF(self.rect()), 10, theme.color("surface"), theme.color("line2"))
        for row, one in enumerate(self._found[self._first : self._first + MOST]):
            rect = QRect(_PAD, _PAD + row * ROW, self.width() - 2 * _PAD, ROW)
            self._paint_row(painter, rect, one, self._first + row == self._at)
        painter.end()

    def _paint_row(self, painter: QPainter, rect: QRect, one: ShownFound, chosen: bool) -> None:
        written = language.formats()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if chosen:
            painting.box(painter, QRectF(rect), 8, theme.color("soft"), theme.tokens().edge or None)
        tone = "accent" if chosen else "text2"
        side = rect.right() - 32 if rtl else rect.left() + 14
        painting.draw_icon(painter, "person", side, rect.top() + 17, 18, theme.color(tone), rtl)
        inside = rect.adjusted(16, 0, -46, 0) if rtl else rect.adjusted(46, 0, -16, 0)
        cells = _cut(inside, (_FIGURE, _TIER), rtl)
        name = one.name or nameless()
        half = (inside.width() - _FIGURE - _TIER) // 2
        first = cells[2].adjusted(half, 0, 0, 0) if rtl else cells[2].adjusted(0, 0, -half, 0)
        rest = cells[2].adjusted(0, 0, -half, 0) if rtl else cells[2].adjusted(half, 0, 0, 0)
        _paint(painter, first, name, 15, theme.MEDIUM, "accent" if chosen else "text", "start", rtl)
        _paint(painter, rest, one.phone, 13, theme.REGULAR, "text2", "start", rtl)
        _paint(painter, cells[1], one.tier, 13, theme.REGULAR, "text2", "start", rtl)
        credit = written.money(one.credit) if one.credit else "—"
        _paint(painter, cells[0], credit, 14, theme.SEMIBOLD, "text" if one.credit else "text3", "end", rtl)


def _cut(rect: QRect, ends: tuple[int, ...], rtl: bool) -> list[QRect]:
    """Cut cells from the far end; the last one is what is left."""
    cells, rest = [], QRect(rect)
    for wide in ends:
        if rtl:
            cells.append(QRect(rest.left(), rest.top(), wide, rest.height()))
            rest.setLeft(rest.left() + wide)
        else:
            cells.append(QRect(rest.right() - wide + 1, rest.top(), wide, rest.height()))
            rest.setRight(rest.right() - wide)
    return [*cells, rest]


def _paint(
    painter: QPainter, rect: QRect, text: str, size: int, weight: int, tone: str, side: str, rtl: bool
) -> None:
    font = theme.font(size, weight)
    words = directed(text)
    short = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, max(rect.width() - 12, 0))
    painter.setFont(font)
    painter.setPen(theme.color(tone))
    right = directed_right(words)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
    flags = absolute(side, rtl) | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine  # type: ignore[arg-type]
    painter.drawText(rect, int(flags), short)
