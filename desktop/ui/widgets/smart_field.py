"""The one field of the counter: it takes anything and says what it understood before Enter.

Inside stand the chip with the reading, its value and the key cap; under it the other readings. The field
understands nothing itself: it emits `text_changed`, a presenter answers with `show_reading`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.widgets import painting
from desktop.ui.widgets.marks import Chip, Icon, KeyCap
from desktop.ui.widgets.text import Label


@dataclass(frozen=True, slots=True)
class Reading:
    """What the field understood. `does` says whether Enter will act on it now (the filled cap)."""

    kind: str = ""
    value: str = ""
    icon: str = "check"
    tint: str = "soft"
    does: bool = True


class _Frame(QWidget):
    """The edge: 1 px, 2 px accent while the field inside has the focus."""

    def __init__(self, edit: QLineEdit) -> None:
        super().__init__()
        self._edit = edit
        self.setFixedHeight(56)
        edit.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        focused = self._edit.hasFocus()
        edge = theme.color("accent" if focused else "line2")
        painting.box(
            painter, QRectF(self.rect()), 10, theme.color("surface"), edge, painting.ring() if focused else 1
        )
        painter.end()


_LATIN = re.compile("[A-Za-z]")


class SmartField(QWidget):
    """Signals: `text_changed(str)`, `submitted(str)` on Enter, `next_wanted()` on Down, `left()` on Esc."""

    text_changed = Signal(str)
    submitted = Signal(str)
    next_wanted = Signal()
    previous_wanted = Signal()
    left = Signal()

    def __init__(self, *, name: str = "", placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setProperty("bare", True)
        self.edit.setFont(theme.font(20, theme.MEDIUM))
        self.edit.installEventFilter(self)
        self._glass = Icon("search", 20, "accent")
        self._asked = Chip("", "plain", height=28)
        self._chip, self._value, self._cap = (
            Chip("", "soft", height=28),
            Label("", 15, theme.SEMIBOLD),
            KeyCap("Enter"),
        )
        self._or, self._down = Label("", 12, tone="text2"), Icon("arrow-down", 13, "text2")
        self._others = Label("", 12, tone="text2", elide=True)
        self._others.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._reached = Label("", 12, theme.SEMIBOLD, "accent")
        self._clear, self._clear_cap = Label("", 12, tone="text2"), KeyCap("Esc")
        self._reading = Reading()
        self.setFocusProxy(self.edit)
        self._lay_out()
        self.edit.textEdited.connect(self._write_digits)
        self.edit.textChanged.connect(self.text_changed)
        language.on_change(self, self._turn)
        self.set_words(name=name, placeholder=placeholder)
        self.show_asked("", "search")
        self.show_reading(None)
        self.show_others(())

    def set_words(self, *, name: str, placeholder: str = "", other: str = "", clear: str = "") -> None:
        """The field's own words: its name, what to type, «یا», «پاک کردن»."""
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(placeholder)
        self._or.setText(other)
        self._clear.setText(clear)
        self._clear.setVisible(bool(clear))
        self._clear_cap.setVisible(bool(clear))

    def show_asked(self, words: str, icon: str) -> None:
        """Say inside the field what it asks for now; no words: it takes anything."""
        self._glass.set_icon(icon)
        self._asked.show_text(words)

    def show_reading(self, reading: Reading | None) -> None:
        """Show what was understood, or nothing."""
        self._reading = reading or Reading(does=False)
        self._chip.show_text(self._reading.kind, self._reading.tint, self._reading.icon)  # type: ignore[arg-type]
        self._value.setText(self._reading.value)
        self._value.setVisible(bool(self._reading.value))
        self._cap.set_key("Enter", filled=self._reading.does)
        self._cap.setVisible(bool(self._reading.kind) and self._reading.does)
        self.edit.setAccessibleDescription(f"{self._reading.kind} {self._reading.value}".strip())

    def _turn(self) -> None:
        # Digits alone have no direction of their own: the side they begin at is the language's.
        side = Qt.AlignmentFlag.AlignRight if language.formats().rtl else Qt.AlignmentFlag.AlignLeft
        self.edit.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)

    def _write_digits(self, text: str) -> None:
        """Show what is typed in the reader's digits; codes with Latin letters stay as they are."""
        shown = language.formats().numerals(text)
        if shown != text and not _LATIN.search(text):
            at = self.edit.cursorPosition()
            self.edit.setText(shown)
            self.edit.setCursorPosition(at)

    def reading(self) -> Reading:
        return self._reading

    def show_others(self, others: Sequence[str], reached: str = "") -> None:
        """The other readings under the field, and what adding this would reach."""
        self._others.setText("  ·  ".join(others))
        self._or.setVisible(bool(others and self._or.text()))
        self._down.setVisible(bool(others))
        self._reached.setText(f"·  {reached}" if reached and others else reached)

    def text(self) -> str:
        return self.edit.text()

    def set_text(self, text: str) -> None:
        self.edit.setText(text if _LATIN.search(text) else language.formats().numerals(text))

    def clear(self) -> None:
        self.edit.clear()

    def take_focus(self) -> None:
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._took(event)
        return super().eventFilter(watched, event)

    def _took(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():  # held down, it would take a line in and record the sale unseen
                self.submitted.emit(self.edit.text())
        elif key == Qt.Key.Key_Down:
            self.next_wanted.emit()
        elif key == Qt.Key.Key_Up:
            self.previous_wanted.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            return False
        return True

    def _lay_out(self) -> None:
        frame = _Frame(self.edit)
        inside = QHBoxLayout(frame)
        inside.setContentsMargins(16, 0, 14, 0)
        inside.setSpacing(10)
        inside.addWidget(self._glass)
        inside.addWidget(self._asked)
        inside.addWidget(self.edit, 1)
        for widget in (self._chip, self._value, self._cap):
            inside.addWidget(widget)
        below = QHBoxLayout()
        below.setContentsMargins(18, 0, 18, 0)
        below.setSpacing(8)
        below.addWidget(self._or)
        below.addWidget(self._down)
        below.addWidget(self._others)
        below.addWidget(self._reached)
        below.addStretch(1)
        below.addWidget(self._clear)
        below.addWidget(self._clear_cap)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(frame)
        column.addLayout(below)
