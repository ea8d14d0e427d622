"""The PIN pad: ten figures, erase, clear; and the points that count what was typed without showing it.

The pad keeps its left-to-right order in Persian (1-2-3 must not become 3-2-1) and takes no focus, so the
keyboard keeps working beside it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from desktop.ui import language, theme
from desktop.ui.widgets import painting


class _Key(QAbstractButton):
    def __init__(self, digit: str = "", icon: str = "") -> None:
        super().__init__()
        self._digit, self._icon = digit, icon
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumSize(72, 46)
        self.setMaximumHeight(80)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(96, 80)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        down = theme.color("soft") if self.isDown() else theme.color("sunken") if self.underMouse() else None
        if self._digit:
            ground = down or theme.color("surface" if self.isEnabled() else "track")
            painting.box(painter, QRectF(self.rect()), 12, ground, theme.color("line2"))
            painter.setFont(theme.font(26, theme.MEDIUM))
            painter.setPen(theme.color("text" if self.isEnabled() else "text3"))
            word = language.formats().numerals(self._digit)
            painter.drawText(QRectF(self.rect()), int(Qt.AlignmentFlag.AlignCenter), word)
        else:
            painting.box(painter, QRectF(self.rect()), 12, down)
            x, y = (self.width() - 24) / 2, (self.height() - 24) / 2
            painting.draw_icon(painter, self._icon, x, y, 24, theme.color("text2"), False)
        painter.end()


class PinPad(QWidget):
    """`digit_pressed(str)` carries a Latin digit; `erased()` takes one back, `cleared()` all."""

    digit_pressed = Signal(str)
    erased = Signal()
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        self._keys = {str(d): _Key(digit=str(d)) for d in range(10)}
        for digit, key in self._keys.items():
            key.clicked.connect(lambda _=False, d=digit: self.digit_pressed.emit(d))
            place = 10 if digit == "0" else int(digit) - 1
            grid.addWidget(key, place // 3, place % 3)
        self._clear, self._erase = _Key(icon="cross"), _Key(icon="backspace")
        self._clear.clicked.connect(self.cleared)
        self._erase.clicked.connect(self.erased)
        grid.addWidget(self._clear, 3, 0)
        grid.addWidget(self._erase, 3, 2)
        language.on_change(self, self._retranslate)

    def key(self, digit: str) -> QAbstractButton:
        return self._keys[digit]

    def set_low(self, low: bool) -> None:
        """Let the keys be as low, and as near to each other, as a finger still hits."""
        self._grid.setVerticalSpacing(6 if low else 12)
        for key in (*self._keys.values(), self._clear, self._erase):
            key.setMinimumHeight(44 if low else 46)

    def _retranslate(self) -> None:
        for digit, key in self._keys.items():
            key.setAccessibleName(language.formats().numerals(digit))
            key.update()
        self._clear.setAccessibleName(self.tr("Clear the PIN"))
        self._erase.setAccessibleName(self.tr("Erase the last figure"))


_BARE, _FIELD, _LOW_FIELD = 20, 56, 40
"""Heights of the points alone, of the field around them, and of the field where there is little room."""


class PinDots(QWidget):
    """A point for each figure typed; never the figures themselves, nor a hint of how many there should be.

    With words to show while nothing is typed (`show_words`) it is a field with an edge, as one that waits for keys;
    with `whose` it says all the while whose PIN it takes.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed, self._words, self._whose, self._low = 0, "", "", False
        self.setFixedHeight(_BARE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def whose(self) -> str:
        """Return whose PIN is typed here, as it is written in the field."""
        return self._whose

    def show_typed(self, typed: int) -> None:
        self._typed = typed
        self.setAccessibleName(language.formats().count(typed))
        self.update()

    def show_words(self, words: str, *, whose: str = "") -> None:
        """Say what is to be typed here, or done first, and whose PIN it is."""
        self._words, self._whose = words, whose
        self.setAccessibleDescription(whose or words)
        self._fit()
        self.update()

    def set_low(self, low: bool) -> None:
        """Let the field be as low as a line of text still stands well in."""
        self._low = low
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(_BARE if not self._words else _LOW_FIELD if self._low else _FIELD)

    def typed(self) -> int:
        return self._typed

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        if self._words:
            self._paint_field(painter)
        whole, big = QRectF(self.rect()), 16.0
        if self._whose and self._typed:
            # The name keeps the upper part of the field, so that nobody types blindly under another's name.
            big = 10.0 if self._low else 14.0
            whole.setTop(whole.height() * 0.45)
        step = min(36.0, (self.width() - 2 * _FIELD) / max(self._typed - 1, 1))
        first, top = (self.width() - step * (self._typed - 1)) / 2, whole.center().y() - big / 2
        for place in range(self._typed):
            at = QRectF(first + place * step - big / 2, top, big, big)
            painting.box(painter, at, big / 2, theme.color("accent"))
        painter.end()

    def _paint_field(self, painter: QPainter) -> None:
        painting.box(
            painter, QRectF(self.rect()), 10, theme.color("surface"), theme.color("accent"), painting.ring()
        )
        if not self._typed:
            self._write(painter, self.rect().adjusted(12, 0, -12, 0), 15, self._whose or self._words)
        elif self._whose:
            upper = self.rect().adjusted(12, 3, -12, 0)
            upper.setHeight(int(self.height() * 0.45))
            self._write(painter, upper, 11 if self._low else 12, self._whose)

    def _write(self, painter: QPainter, box: QRect, size: int, text: str) -> None:
        painter.setFont(theme.font(size, theme.MEDIUM))
        painter.setPen(theme.color("text2"))
        short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, short)
