"""Lets what stands in the field's list stay for a moment while the next answer is looked up.

An answer that comes at once is painted once, and nothing flickers away between two keys.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from desktop.ui.sale.shown import ShownCandidate, ShownReading

PATIENCE = 80
"""Milliseconds a look-up may take before the screen says that it has no answer yet."""


class Patience(QObject):
    """Paints readings and the line Enter will add through the two functions it is given."""

    def __init__(
        self,
        parent: QObject,
        paint_reading: Callable[[ShownReading], None],
        paint_soft: Callable[[ShownCandidate | None], None],
    ) -> None:
        super().__init__(parent)
        self._paint_reading, self._paint_soft = paint_reading, paint_soft
        self._reading = ShownReading()
        self._soft: ShownCandidate | None = None
        self._timer = QTimer(self, singleShot=True, interval=PATIENCE)
        self._timer.timeout.connect(self._paint)

    def show_reading(self, reading: ShownReading) -> None:
        """Paint an answer at once; that there is none yet, only when it has lasted."""
        self._reading = reading
        if reading.state == "looking" and not reading.listed:
            if not self._timer.isActive():
                self._timer.start()
        else:
            self._timer.stop()
            self.paint_again()

    def show_soft(self, soft: ShownCandidate | None) -> None:
        """Paint the line Enter will add, with its reading."""
        self._soft = soft
        if not self._timer.isActive():
            self._paint_soft(soft)

    def paint_again(self) -> None:
        """Paint the reading as it is, in the language of now."""
        self._paint_reading(self._reading)

    def _paint(self) -> None:
        self.paint_again()
        self._paint_soft(self._soft)
