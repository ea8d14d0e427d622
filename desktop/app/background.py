"""What the till does by itself while somebody works: takes the log in, tells its state, locks.

All timers live on the thread of the screen; the work goes into the lanes, and nothing here blocks a sale.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

from desktop.app.seat import Seat
from desktop.app.shift_words import shift_name
from desktop.models.paper import count_in
from desktop.models.queries.facts import count_facts
from desktop.models.queries.shifts import open_shift
from desktop.ui.shell.values import PrinterState, StateLine
from desktop.ui.tasks import Tasks
from desktop.usecases.auto_lock import AutoLock
from desktop.usecases.exchange.standing import SyncState, sync_state
from desktop.usecases.selling.paper_queue import OPEN
from desktop.usecases.settings import read_settings
from loyalty.errors import LoyaltyError
from loyalty.problems import say
from loyalty.words import Lang

_TOUCHES = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin}
_STATE_EVERY, _CHECKPOINT_EVERY, _LOCK_EVERY = 5_000, 7_000, 3_000
_WARM_AFTER = 20_000
"""Once nobody has touched the till for so long, screens get ready what their first click would wait for."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the state line is made of, read in the database lane."""

    facts: int
    papers: int
    shift_at: int | None
    has_printer: bool
    lock_minutes: int
    suspect: bool
    sync: SyncState
    now: int


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
        self._reading = False
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
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self.look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note every touch."""
        if event.type() in _TOUCHES:
            self._lock.touch()
            if self._warm.isActive():
                self._warm.start()
        return super().eventFilter(watched, event)

    def raise_alarm(self, error: LoyaltyError) -> None:
        """Say in the state line what needs a person, until the program ends."""
        self._alarm = error
        self.look()

    def look(self) -> None:
        """Read the till's state and show it."""
        if not self._reading:
            self._reading = True
            self._tasks.local(self._read, self._seen, self._not_seen)

    def stop(self) -> None:
        """Begin nothing more."""
        for timer in (*self._timers, self._warm):
            timer.stop()
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def _every(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.timeout.connect(act)
        timer.start(milliseconds)
        return timer

    def _take_in(self) -> None:
        self._tasks.local(self._seat.till.store.checkpoint_when_idle)

    def _warm_up(self) -> None:
        if self._seat.person is not None:
            self._tasks.long(lambda _: self._idle())
        else:
            self._warm.start()

    def _read(self) -> Seen:
        till = self._seat.till
        with till.read() as db:
            values = read_settings(db)
            shift = open_shift(db, till.shop.till_id)
            papers = count_in(db, OPEN)
            facts = count_facts(db)
        return Seen(
            facts,
            int(papers),
            shift.opened_at if shift else None,
            values["printer_kind"] != "none",
            cast(int, values["auto_lock_minutes"]),
            till.doubts_clock,
            sync_state(till),
            till.store.clock.now(),
        )

    def _seen(self, seen: Seen) -> None:
        self._reading = False
        self._lock.minutes = seen.lock_minutes
        person = self._seat.person
        printer = self._printer() if seen.has_printer else PrinterState.NONE
        sync = seen.sync
        self._show(
            StateLine(
                offline_since=None if sync.alone else self._offline_since(sync),
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
                alarm=self._words_of_alarm(suspect=seen.suspect),
            )
        )

    def _offline_since(self, sync: SyncState) -> int | None:
        return self._lost_at() or (sync.trouble_since if sync.trouble else None)

    def _words_of_alarm(self, *, suspect: bool) -> str:
        alarm = self._alarm or (LoyaltyError("clock_suspect") if suspect else None)
        return say(alarm, self._lang()) if alarm else ""

    def _shift_name(self, opened_at: int | None) -> str:
        return "" if opened_at is None else shift_name(opened_at, self._seat.till.shop.zone, self._lang())

    def _not_seen(self, error: LoyaltyError) -> None:
        self._reading = False
        self._show(StateLine(alarm=say(error, self._lang()), alone=True))

    def _lock_if_due(self) -> None:
        if self._lock.lock_if_due(self._seat.person):
            self._lock_up()
