"""Type as a keyboard does, in any script: QTest.keyClicks aborts the process at the first Persian letter."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


def type_text(widget: QWidget, text: str) -> None:
    """Send each character as a key press and release."""
    for character in text:
        press(widget, Qt.Key.Key_unknown, character)


def press(
    widget: QWidget,
    key: Qt.Key,
    text: str = "",
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    *,
    held: bool = False,
) -> None:
    """One key, down and up; `held`: once more while it was never let go."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers, text, held))
