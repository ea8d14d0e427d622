"""Buttons that paint themselves from tokens: words, icon and the key that does the same, inside one edge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from desktop.ui import theme
from desktop.ui.widgets import painting
from desktop.ui.widgets.text import absolute, directed

Kind = Literal["primary", "plain", "quiet", "danger"]
_ICON = 20
_GAP = 10
_HEIGHTS = {"primary": 56, "plain": 44, "quiet": 44, "danger": 44}


def press_once(button: QAbstractButton, event: QKeyEvent) -> None:
    """Click for a key that went down, not for one held: what it would press again is not what was meant."""
    if not event.isAutoRepeat():
        button.click()


class Button(QAbstractButton):
    """A button of one of four kinds. `cap` is the key that does the same; `icon` and `trailing` are icon names.

    One primary a screen. Disabled looks blocked; say why in the verdict bar.
    """

    def __init__(
        self,
        text: str = "",
        kind: Kind = "plain",
        *,
        cap: str = "",
        icon: str = "",
        trailing: str = "",
        height: int = 0,
        size: int = 0,
        weight: int = theme.MEDIUM,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size, self._weight = size, weight
        self._kind, self._icon, self._trailing = kind, icon, trailing
        self._cap, self._cap_filled = cap, False
        self._height = height or _HEIGHTS[kind]
        self._tone = "accent"
        wide = QSizePolicy.Policy.Fixed if kind == "quiet" else QSizePolicy.Policy.Minimum
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text.replace("\u200f", ""))
        self.updateGeometry()

    def set_cap(self, cap: str, *, filled: bool = False) -> None:
        """The key beside the words; the filled cap is what Enter will do now."""
        self._cap, self._cap_filled = cap, filled
        self.updateGeometry()
        self.update()

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self.updateGeometry()
        self.update()

    def set_words_tone(self, tone: str) -> None:
        """The colour of a quiet button's words, a token; accent unless set."""
        self._tone = tone
        self.update()

    def set_kind(self, kind: Kind) -> None:
        self._kind = kind
        self.update()

    def sizeHint(self) -> QSize:
        side = 2 if self._kind == "quiet" else 22
        return QSize(round(self._inner_width()) + 2 * side, self._height)

    def minimumSizeHint(self) -> QSize:
        side = 2 if self._kind == "quiet" else 10
        return QSize(round(self._inner_width()) + 2 * side, self._height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            press_once(self, event)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take a double click for one press: the second half of it was not meant for what stands there by then."""
        if self._kind == "quiet":
            super().mouseDoubleClickEvent(event)
        else:
            event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        self._paint_ground(painter)
        self._paint_inside(painter)
        painter.end()

    def _words_font(self) -> QFont:
        usual = 16 if self._kind == "primary" and self._height >= 52 else 14
        return theme.font(self._size or usual, self._weight)

    def _widths(self) -> list[tuple[str, float]]:
        """The things inside, in reading order, with their widths."""
        words = painting.text_width(directed(self.text()), self._words_font())
        parts = [("icon", float(_ICON) if self._icon else 0.0), ("text", words)]
        parts += [("cap", painting.cap_width(self._cap)), ("trailing", 16.0 if self._trailing else 0.0)]
        return [(name, wide) for name, wide in parts if wide]

    def _inner_width(self) -> float:
        widths = [wide for _, wide in self._widths()]
        return sum(widths) + _GAP * max(len(widths) - 1, 0)

    def _colors(self) -> tuple[QColor | None, QColor | None, QColor]:
        """(ground, edge, words)."""
        t = theme.tokens()
        if not self.isEnabled():
            ground = None if self._kind == "quiet" else QColor(t.track)
            return ground, QColor(t.edge) if t.edge and ground else None, QColor(t.text3)
        if self._kind == "primary":
            return QColor(t.accent), None, QColor(t.on_accent)
        if self._kind == "quiet":
            return (QColor(t.soft) if self.isDown() else None), None, theme.color(self._tone)
        ground = QColor(t.soft) if self.isDown() else QColor(t.sunken if self.underMouse() else t.surface)
        words = QColor(t.red if self._kind == "danger" else t.text)
        return ground, QColor(t.red if self._kind == "danger" else t.line2), words

    def _paint_ground(self, painter: QPainter) -> None:
        ground, edge, words = self._colors()
        rect = QRectF(self.rect())
        if self._kind == "quiet" and self.hasFocus():
            painting.box(
                painter, QRectF(0, self.height() / 2 - 16, self.width(), 32), 6, None, words, painting.ring()
            )
            return
        if self._kind == "primary" and self.isDown() and ground:
            ground = ground.darker(112)
        if self.hasFocus() and self._kind != "primary":
            painting.box(painter, rect, 8, ground, theme.color("accent"), painting.ring())
            return
        # Where nothing is tinted, what is blocked has a broken edge.
        painting.box(painter, rect, 8, ground, edge, dashed=not self.isEnabled())
        if self.hasFocus():
            painting.box(painter, rect.adjusted(3, 3, -3, -3), 6, None, words, painting.ring())

    def _paint_inside(self, painter: QPainter) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        words = self._colors()[2]
        spread = self._kind != "quiet"
        x = (self.width() - self._inner_width()) / 2 if spread else 2.0
        for name, wide in self._widths():
            left = self.width() - x - wide if rtl else x
            self._paint_part(painter, name, left, wide, words, rtl)
            x += wide + _GAP

    def _paint_part(
        self, painter: QPainter, name: str, left: float, wide: float, words: QColor, rtl: bool
    ) -> None:
        middle = self.height() / 2
        if name == "icon":
            painting.draw_icon(painter, self._icon, left, middle - _ICON / 2, _ICON, words, rtl)
        elif name == "trailing":
            painting.draw_icon(painter, self._trailing, left, middle - 8, 16, words, rtl)
        elif name == "cap":
            self._paint_cap(painter, left, middle, words)
        else:
            painter.setFont(self._words_font())
            painter.setPen(words)
            flags = int(Qt.AlignmentFlag.AlignVCenter | absolute("left", rtl) | Qt.TextFlag.TextSingleLine)
            painter.drawText(QRectF(left - 1, 0, wide + 3, self.height() - 1), flags, directed(self.text()))

    def _paint_cap(self, painter: QPainter, left: float, middle: float, words: QColor) -> None:
        accent = self._kind == "primary" and self.isEnabled()
        color = words if accent else theme.color("text3" if not self.isEnabled() else "text2")
        ground = theme.color("accent" if accent else "surface")
        if self._cap_filled and not accent:
            color, ground = theme.color("accent"), theme.color("on_accent")
        edge = color if accent else theme.color("line2")
        painting.draw_cap(painter, left, middle, self._cap, color, edge, ground if self._cap_filled else None)


class IconButton(QAbstractButton):
    """A square button of one icon; `name` is what a screen reader says and the tooltip shows."""

    def __init__(
        self, icon: str, name: str, *, size: int = 44, tone: str = "text2", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._tone = icon, tone
        self.setFixedSize(size, size)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            press_once(self, event)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        rect = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        edge = theme.color("accent") if self.hasFocus() else None
        down = self.isDown() or self.underMouse()
        painting.box(painter, rect, 8, theme.color("soft") if down else None, edge, painting.ring())
        color = theme.color(self._tone if self.isEnabled() else "text3")
        side = 20
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x, y = (self.width() - side) / 2, (self.height() - side) / 2
        painting.draw_icon(painter, self._icon, x, y, side, color, rtl)
        painter.end()


class MenuButton(Button):
    """A button that opens a short list; emits `picked` with the key of the chosen entry."""

    picked = Signal(str)

    def __init__(
        self, text: str = "", *, icon: str = "", height: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, icon=icon, trailing="chevron-down", height=height, parent=parent)
        self._menu = QMenu(self)
        self.clicked.connect(self._open)

    def set_items(self, items: Sequence[tuple[str, str]]) -> None:
        """Entries as (key, words)."""
        self._menu.clear()
        for key, words in items:
            self._menu.addAction(words).setData(key)

    def keys(self) -> list[str]:
        return [action.data() for action in self._menu.actions()]

    def pick(self, key: str) -> None:
        """Choose an entry from code."""
        self.picked.emit(key)

    def _open(self) -> None:
        corner = self.rect().bottomLeft()
        self._menu.setMinimumWidth(self.width())
        chosen = self._menu.exec(self.mapToGlobal(corner))
        if chosen is not None:
            self.picked.emit(chosen.data())
