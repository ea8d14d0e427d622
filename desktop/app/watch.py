"""Looks after the shop's file while the till runs: checks the chain behind the start, backs up and classes daily.

All of it runs in the long lane on readers of their own; neither ever stands before a sale.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from desktop.models.verify import Verification, verify_chain
from desktop.ui.tasks import Report, Tasks
from desktop.usecases.backups import BackupMade, back_up_daily
from desktop.usecases.classes import refresh_classes
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError

_CHECK_AFTER, _BACKUP_EVERY = 20_000, 30 * 60_000


class Watch(QObject):
    """`alarm(error)` is called with what a person must know: a broken chain, a backup that could not be written."""

    def __init__(
        self, till: Till, tasks: Tasks, alarm: Callable[[LoyaltyError], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._till, self._tasks, self._alarm = till, tasks, alarm
        self._daily = QTimer(self)
        self._daily.timeout.connect(self.back_up)
        self._daily.timeout.connect(self.classify)
        self._daily.start(_BACKUP_EVERY)
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.timeout.connect(self.check)
        self._first.start(_CHECK_AFTER)

    def check(self) -> None:
        """Walk the chain and its signatures."""
        self._tasks.long(self._walk, self._walked, self._alarm)

    def back_up(self) -> None:
        """Write today's backup, where a folder is set and it is not there yet."""
        self._tasks.long(self._copy, None, self._alarm)

    def classify(self) -> None:
        """Work out the classes of RFM, once a day."""
        self._tasks.long(self._work_out, None, self._alarm)

    def stop(self) -> None:
        """Begin nothing more."""
        self._daily.stop()
        self._first.stop()

    def _walk(self, _: Report) -> Verification:
        with self._till.read() as db:
            return verify_chain(db)

    def _copy(self, _: Report) -> BackupMade | None:
        return back_up_daily(self._till)

    def _work_out(self, _: Report) -> bool:
        return refresh_classes(self._till)

    def _walked(self, found: Verification) -> None:
        if found.problems:
            self._alarm(found.problems[0].error())
        self.back_up()
        self.classify()
