"""Collect cyclic garbage on the thread of the screen alone.

A cycle that holds a Qt object must not be destroyed on a worker thread, and Python collects on whichever
thread happens to allocate. So automatic collection is off; a timer looks at the young generations, and the
whole heap is collected when nobody has touched the till for a while. What lives since the start is spared.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

from desktop.ui.touches import Touches

_YOUNG_EVERY_MS = 1_000
_IDLE_SECONDS = 20.0


class Garbage(QObject):
    """Build one on the thread of the screen before anything else; `stop()` gives Python its way back."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._touched = time.monotonic()
        self._full_due = True
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_YOUNG_EVERY_MS)
        self._touches = Touches(self._touch, self)

    def look(self) -> None:
        """One look: the young generations when they are full enough, everything when the till is idle."""
        if self._full_due and time.monotonic() - self._touched >= _IDLE_SECONDS:
            self._full_due = False
            gc.collect()
            return
        young, middle, _ = gc.get_count()
        first, second, _ = gc.get_threshold()
        if young > first:
            gc.collect(1 if middle > second else 0)

    def spare(self) -> None:
        """Leave what lives now out of every later look; call it when the first window stands.

        Nothing is collected before: it would take longer than the little it finds is worth.
        """
        gc.freeze()

    def stop(self) -> None:
        self._timer.stop()
        self._touches.stop()
        gc.enable()
        gc.unfreeze()

    def _touch(self) -> None:
        self._touched = time.monotonic()
        self._full_due = True
