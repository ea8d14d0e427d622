"""The keys of the sale screen: one key means one thing, wherever the focus is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

SCREEN_KEYS = {
    Qt.Key.Key_F2: "credit",
    Qt.Key.Key_F3: "cash",
    Qt.Key.Key_F4: "card",
    Qt.Key.Key_F6: "park",
    Qt.Key.Key_F7: "parked",
    Qt.Key.Key_F8: "why",
    Qt.Key.Key_F9: "refund",
    Qt.Key.Key_F10: "no_print",
    Qt.Key.Key_F11: "training",
    Qt.Key.Key_F12: "cashier",
}


def basket_key(event: QKeyEvent, *, empty: bool, refunding: bool) -> str:
    """Return what a key of the field means to the basket, '' where it is the field's own."""
    key = event.key()
    if bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier):
        found = _with_control(key, refunding)
        return "" if found in ("undo", "all") and not empty else found
    if empty and key == Qt.Key.Key_Delete:
        return "remove"
    return "toggle" if refunding and empty and key == Qt.Key.Key_Space else ""


def _with_control(key: int, refunding: bool) -> str:
    meanings = {Qt.Key.Key_Z: "undo", Qt.Key.Key_Up: "more", Qt.Key.Key_Down: "fewer"}
    if refunding:
        meanings |= {Qt.Key.Key_A: "all", Qt.Key.Key_P: "copy", Qt.Key.Key_Delete: "void"}
    return meanings.get(Qt.Key(key), "")


def is_undo(event: QKeyEvent) -> bool:
    """Say whether a key is Ctrl+Z, which the field would take for its own text."""
    return basket_key(event, empty=True, refunding=False) == "undo"


def is_text(event: QKeyEvent) -> bool:
    """Say whether a key writes something."""
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return bool(event.text()) and event.text().isprintable() and not event.modifiers() & held


def write_into(edit: QWidget, event: QKeyEvent) -> None:
    """Give the focus and a key to an editor: what is typed or scanned after a button was clicked is for the field."""
    edit.setFocus(Qt.FocusReason.OtherFocusReason)
    typed = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
    QCoreApplication.sendEvent(edit, typed)
