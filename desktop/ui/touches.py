"""Hears whenever somebody touches the till: a key, a button of the mouse, a finger, in whichever of its windows.

It listens at the system's windows. A filter on the application would be asked in Python about every event of every
widget: with one, the screens took half as long again to build.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QWindow

_TOUCHES = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin}


class Touches(QObject):
    """`heard()` is called at every touch of a window that is there, or has come to the front since; until `stop`."""

    def __init__(self, heard: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heard = heard
        self._app = QGuiApplication.instance()
        if isinstance(self._app, QGuiApplication):
            self._app.focusWindowChanged.connect(self._listen)
            for window in self._app.topLevelWindows():
                self._listen(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._heard()
        return super().eventFilter(watched, event)

    def stop(self) -> None:
        """Hear nothing more."""
        if isinstance(self._app, QGuiApplication):
            self._app.focusWindowChanged.disconnect(self._listen)
            for window in self._app.topLevelWindows():
                window.removeEventFilter(self)

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)
