"""What the till does by itself while somebody works: takes the log in, tells its state, locks.

All timers live on the thread of the screen; the work goes into the lanes, and nothing here blocks a sale.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop.app.seat import Seat
from desktop.app.shift_words import shift_name
from desktop.ui.shell.values import PrinterState, StateLine
from desktop.ui.tasks import Tasks
from desktop.ui.touches import Touches
from desktop.usecases.auto_lock import AutoLock
from loyalty.errors import LoyaltyError
from loyalty.problems import say
from loyalty.words import Lang

if TYPE_CHECKING:
    from desktop.app.state import Seen
    from desktop.usecases.exchange.standing import SyncState

_STATE_EVERY, _CHECKPOINT_EVERY, _LOCK_EVERY = 5_000, 7_000, 3_000
_WARM_AFTER = 20_000
"""Once nobody has touched the till for so long, screens get ready what their first click would wait for."""


class Housekeeping(QObject):
    """Takes the log in between sales, tells the state line, and locks a till nobody has touched."""

    def __init__(
        self,
        seat: Seat,
        tasks: Tasks,
        *,
        printer: Callable[[], PrinterState],
        show: Callable[[StateLine], None],
        lock_up: Callable[[], None],
        lang: Callable[[], Lang],
        parent: QObject | None = None,
        lost_at: Callable[[], int | None] = lambda: None,
        idle: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(parent)
        self._seat, self._tasks, self._printer = seat, tasks, printer
        self._show, self._lock_up, self._lang = show, lock_up, lang
        self._lost_at, self._idle = lost_at, idle
        self._reading = self._again = False
        self._alarm: LoyaltyError | None = None
        self._lock = AutoLock(seat.till.clock, 2)
        self._timers = (
            self._every(_STATE_EVERY, self.look),
            self._every(_CHECKPOINT_EVERY, self._take_in),
            self._every(_LOCK_EVERY, self._lock_if_due),
        )
        self._warm = QTimer(self, singleShot=True, interval=_WARM_AFTER)
        self._warm.timeout.connect(self._warm_up)
        self._warm.start()
        self._touches = Touches(self._touch, self)

    def raise_alarm(self, error: LoyaltyError) -> None:
        """Say in the state line what needs a person, until the program ends."""
        self._alarm = error
        self.look()

    def look(self) -> None:
        """Read the till's state and show it."""
        self._again = self._reading
        if not self._reading:
            self._reading = True
            self._tasks.local(self._read, self._seen, self._not_seen)

    def begin(self) -> None:
        """Somebody signed in: they have the whole time before the till locks, however they came."""
        self._lock.touch()
        self.look()

    def stop(self) -> None:
        """Begin nothing more."""
        for timer in (*self._timers, self._warm):
            timer.stop()
        self._touches.stop()

    def _every(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.timeout.connect(act)
        timer.start(milliseconds)
        return timer

    def _touch(self) -> None:
        self._lock.touch()
        if self._warm.isActive():
            self._warm.start()

    def _take_in(self) -> None:
        self._tasks.local(self._seat.till.store.checkpoint_when_idle)

    def _warm_up(self) -> None:
        if self._seat.person is not None:
            self._tasks.long(lambda _: self._idle())
        else:
            self._warm.start()

    def _read(self) -> Seen:
        # Imported here, in the lane: it brings in slips and exchanges, and the sign-in does not wait for either.
        from desktop.app.state import read_state

        return read_state(self._seat.till)

    def _seen(self, seen: Seen) -> None:
        self._look_again()
        self._lock.minutes = seen.lock_minutes
        person = self._seat.person
        printer = self._printer() if seen.has_printer else PrinterState.NONE
        sync = seen.sync
        self._show(
            StateLine(
                offline_since=self._offline_since(sync),
                busy=sync.busy,
                facts_waiting=sync.waiting,
                waiting_since=sync.waiting_since,
                trouble=say(sync.trouble, self._lang()) if sync.trouble else "",
                data_age=None if sync.ok_at is None else max(0, seen.now - sync.ok_at) // 1_000,
                printer=printer,
                papers_waiting=seen.papers if seen.has_printer else 0,
                shift=self._shift_name(seen.shift_at),
                shift_since=seen.shift_at,
                staff=person.name if person else "",
                training=self._seat.training,
                alone=sync.alone,
                alarm=self._words_of_alarm(seen.clock),
            )
        )

    def _offline_since(self, sync: SyncState) -> int | None:
        return self._lost_at() or (None if sync.answered else sync.trouble_since)

    def _look_again(self) -> None:
        """Something was done while the state was being read: what was read may be from before it."""
        self._reading = False
        if self._again:
            self.look()

    def _words_of_alarm(self, clock: LoyaltyError | None) -> str:
        alarm = self._alarm or clock
        return say(alarm, self._lang()) if alarm else ""

    def _shift_name(self, opened_at: int | None) -> str:
        return "" if opened_at is None else shift_name(opened_at, self._seat.till.shop.zone, self._lang())

    def _not_seen(self, error: LoyaltyError) -> None:
        self._look_again()
        self._show(StateLine(alarm=say(error, self._lang()), alone=True))

    def _lock_if_due(self) -> None:
        if self._lock.lock_if_due(self._seat.person):
            self._lock_up()
