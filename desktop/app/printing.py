"""Prints what waits, one slip after another, in the lane beside the database; never on the thread of the screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from desktop.app.seat import Seat
from desktop.printing.queue import Worked
from desktop.printing.raster import prepare_drawing
from desktop.printing.status import PrinterStatus
from desktop.printing.till_jobs import ask_printer, print_next
from desktop.ui.shell.values import HOLDS, PrinterState
from desktop.ui.tasks import Tasks
from desktop.usecases.selling.paper_queue import doubt_interrupted
from loyalty.errors import LoyaltyError

_EVERY = 15_000
_STATES = {
    "printed": PrinterState.READY,
    "ready": PrinterState.READY,
    "paper_low": PrinterState.READY,
    "unknown": PrinterState.UNKNOWN,
    "paper_out": PrinterState.NO_PAPER,
    "cover_open": PrinterState.COVER_OPEN,
}


class Printing(QObject):
    """Prints slips one after another in the lane beside the database; `nudge` when a slip was just queued.

    `changed` is told when the printer is heard to stand otherwise than before.
    """

    def __init__(
        self, seat: Seat, tasks: Tasks, parent: QObject | None = None, *, changed: Callable[[], None]
    ) -> None:
        super().__init__(parent)
        self._seat, self._tasks, self._changed = seat, tasks, changed
        self._busy, self._stopped = False, False
        self.state = PrinterState.UNKNOWN
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.nudge)
        self._timer.start(_EVERY)
        tasks.local(lambda: doubt_interrupted(seat.till))
        self.ask()
        QTimer.singleShot(0, self, prepare_drawing)

    def ask(self) -> None:
        """Hear how the printer is, with nothing to print; a refusal here is no news that a person needs."""
        if not self._stopped:
            self._tasks.remote(lambda: ask_printer(self._seat.till), self._heard, lambda _: None)

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
            if self.state in HOLDS:
                self.ask()
            return
        word = "printed" if worked.state == "printed" else worked.reason
        self._stand(_STATES.get(word, PrinterState.AWAY))
        QTimer.singleShot(worked.wait_ms, self, self.nudge)

    def _failed(self, _: LoyaltyError) -> None:
        self._busy = False
        self._stand(PrinterState.AWAY)

    def _heard(self, status: PrinterStatus | None) -> None:
        if status is not None:
            self._stand(_STATES.get(status.state, PrinterState.AWAY))

    def _stand(self, state: PrinterState) -> None:
        if state != self.state and not self._stopped:
            self.state = state
            self._changed()
