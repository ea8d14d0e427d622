"""Small passive things: key cap, chip, initial, icon, hairline, dot, and the tinted box of a warning."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.ui import theme
from desktop.ui.widgets import painting
from desktop.ui.widgets.text import Label, absolute, directed

Tint = Literal["plain", "soft", "warn", "red", "accent"]
_TINTS = {
    "plain": ("track", "text"),
    "soft": ("soft", "accent"),
    "warn": ("warnbg", "warn"),
    "red": ("redbg", "red"),
    "accent": ("accent", "on_accent"),
}


def tint_colors(tint: Tint) -> tuple[QColor, QColor, QColor | None]:
    """(ground, words, edge) of a tint; the edge is drawn in high contrast alone."""
    ground, words = _TINTS[tint]
    t = theme.tokens()
    return theme.color(ground), theme.color(words), QColor(t.edge) if t.edge else None


class Icon(QWidget):
    """One icon of `resources/icons` in a token's colour."""

    def __init__(self, name: str, size: int = 18, tone: str = "text2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._size, self._tone = name, size, tone
        self.setFixedSize(size, size)

    def set_icon(self, name: str, tone: str | None = None) -> None:
        self._name, self._tone = name, tone or self._tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if not self._name:
            return
        painter = QPainter(self)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painting.draw_icon(painter, self._name, 0, 0, self._size, theme.color(self._tone), rtl)
        painter.end()


class KeyCap(QWidget):
    """The cap of a key, 20 px; the filled one is what Enter will do now."""

    def __init__(self, key: str, *, filled: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._filled = key, filled
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_key(self, key: str, *, filled: bool | None = None) -> None:
        self._key = key
        self._filled = self._filled if filled is None else filled
        self.updateGeometry()
        self.update()

    def is_filled(self) -> bool:
        return self._filled

    def sizeHint(self) -> QSize:
        return QSize(round(painting.cap_width(self._key)) + 1, painting.CAP_HEIGHT + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        color = theme.color("accent" if self._filled else "text2")
        word = theme.color("on_accent") if self._filled else None
        painting.draw_cap(painter, 0.5, self.height() / 2, self._key, color, theme.color("line2"), word)
        painter.end()


class Chip(QWidget):
    """A short fact in a rounded ground. Never a button."""

    def __init__(
        self,
        text: str = "",
        tint: Tint = "plain",
        *,
        icon: str = "",
        height: int = 26,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._tint, self._icon, self._height = text, tint, icon, height
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def show_text(self, text: str, tint: Tint | None = None, icon: str | None = None) -> None:
        self._text, self._tint = text, tint or self._tint
        self._icon = self._icon if icon is None else icon
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        words = painting.text_width(directed(self._text), theme.font(13, theme.MEDIUM))
        return QSize(round(words) + (22 if self._icon else 0) + 24, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if not self._text:  # an empty ground says nothing
            return
        ground, words, edge = tint_colors(self._tint)
        painter = painting.smooth(QPainter(self))
        painting.box(painter, QRectF(self.rect()), self.height() / 2, ground, edge)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left, right = 11.0, 11.0
        if self._icon:
            x = self.width() - 11 - 16 if rtl else 11
            painting.draw_icon(painter, self._icon, x, (self.height() - 16) / 2, 16, words, rtl)
            left, right = (left, 33.0) if rtl else (33.0, right)
        painter.setFont(theme.font(13, theme.MEDIUM))
        painter.setPen(words)
        rect = QRectF(left, 0, self.width() - left - right, self.height() - 1)
        side = absolute("start", rtl) | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, int(side), directed(self._text))
        painter.end()


class Avatar(QWidget):
    """The first letter of a name in a circle."""

    def __init__(
        self, name: str = "", size: int = 48, tint: Tint = "soft", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._tint = name, tint
        self.setFixedSize(size, size)

    def show_name(self, name: str, tint: Tint | None = None) -> None:
        self._name, self._tint = name, tint or self._tint
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        ground, words, edge = tint_colors(self._tint)
        painter = painting.smooth(QPainter(self))
        painting.box(painter, QRectF(self.rect()), self.height() / 2, ground, edge)
        painter.setFont(theme.font(round(self.height() * 0.36), theme.SEMIBOLD))
        painter.setPen(words)
        rect = QRectF(self.rect()).adjusted(0, 0, 0, -2)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self._name.strip()[:1])
        painter.end()


class Dot(QWidget):
    """A point of colour before a word of a legend."""

    def __init__(self, tone: str = "accent", size: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setFixedSize(size, size)

    def set_tone(self, tone: str) -> None:
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        painting.box(painter, QRectF(self.rect()), self.width() / 2, theme.color(self._tone))
        painter.end()


class Hairline(QWidget):
    """A line of one pixel that parts two columns or rows; a widget of its own so that nothing covers it."""

    def __init__(self, *, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("line"))
        painter.end()


class WarnBox(QWidget):
    """The one tinted box: something expires, is offline or does not pay (warn), or needs a person (red)."""

    def __init__(
        self,
        text: str = "",
        *,
        icon: str = "clock",
        tint: Tint = "warn",
        size: int = 13,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tint = tint
        tone = _TINTS[tint][1]
        self._icon = Icon(icon, 18, tone)
        self._words = Label(text, size, theme.MEDIUM, tone, elide=not wrap, wrap=wrap)
        self._end = Label("", size, theme.MEDIUM, tone)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(12, 4, 12, 4)
        inside.setSpacing(8)
        inside.addWidget(self._icon)
        inside.addWidget(self._words, 1)
        inside.addWidget(self._end)
        self.setMinimumHeight(size + 19)
        self.show_text(text)

    def show_text(self, text: str, trailing: str = "") -> None:
        self._words.setText(text)
        self._end.setText(trailing)
        self.setAccessibleName(f"{text} {trailing}".strip())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        ground, _, edge = tint_colors(self._tint)
        painter = painting.smooth(QPainter(self))
        painting.box(painter, QRectF(self.rect()), 8, ground, edge)
        painter.end()
