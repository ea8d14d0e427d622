"""Prints what waits, one slip after another, in the lane beside the database; never on the thread of the screen."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desktop.app.seat import Seat
from desktop.printing.queue import Worked
from desktop.printing.raster import prepare_drawing
from desktop.printing.till_jobs import print_next
from desktop.ui.shell.values import PrinterState
from desktop.ui.tasks import Tasks
from desktop.usecases.selling.paper_queue import doubt_interrupted
from loyalty.errors import LoyaltyError

_EVERY = 15_000
_STATES = {
    "printed": PrinterState.READY,
    "paper_out": PrinterState.NO_PAPER,
    "cover_open": PrinterState.COVER_OPEN,
}


class Printing(QObject):
    """Prints slips one after another in the lane beside the database; `nudge` when a slip was just queued."""

    def __init__(self, seat: Seat, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seat, self._tasks = seat, tasks
        self._busy, self._stopped = False, False
        self.state = PrinterState.READY
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.nudge)
        self._timer.start(_EVERY)
        tasks.local(lambda: doubt_interrupted(seat.till))
        QTimer.singleShot(0, self, prepare_drawing)

    def nudge(self) -> None:
        """Print what waits, if nothing is being printed."""
        if self._busy or self._stopped:
            return
        self._busy = True
        self._tasks.remote(lambda: print_next(self._seat.till), self._printed, self._failed)

    def stop(self) -> None:
        """Begin nothing more."""
        self._stopped = True
        self._timer.stop()

    def _printed(self, worked: Worked) -> None:
        self._busy = False
        if not worked.job_id:
            return
        word = "printed" if worked.state == "printed" else worked.reason
        self.state = _STATES.get(word, PrinterState.AWAY)
        QTimer.singleShot(worked.wait_ms, self, self.nudge)

    def _failed(self, _: LoyaltyError) -> None:
        self._busy = False
        self.state = PrinterState.AWAY
