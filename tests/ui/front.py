"""A window that is to have the keys: what an earlier test left in front of it is no part of what is tried."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget


def put_others_away(app: QApplication) -> None:
    """Put away what an earlier test left open: keys go to the window in front."""
    while (popup := app.activePopupWidget()) is not None and popup.close():
        pass
    for left in app.topLevelWidgets():
        left.hide()
    # What is to be deleted goes now; later, it could take the keys from a window that has come to the front.
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    app.processEvents()


def to_front(window: QWidget, qtbot) -> None:
    """Wait until the keys go to `window`, asking again as long as something else has them."""

    def is_in_front() -> bool:
        window.activateWindow()
        return window.isActiveWindow()

    qtbot.waitUntil(is_in_front)
