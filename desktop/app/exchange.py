"""Exchanges with the centre by themselves: every few seconds while there is a line, more and more seldom without one.

All of it goes on in the lane of the network; the thread of the screen only starts it and hears how it ended. One
exchange at a time: a wish of the counter waits for the one under way.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop.app.seat import Seat
from desktop.sync.lines import BackOff, open_line
from desktop.ui.tasks import Tasks
from desktop.usecases.exchange.authorities import authority_of
from desktop.usecases.exchange.exchanging import Exchanged, centre_of, exchange_once
from desktop.usecases.exchange.standing import ANSWERED
from desktop.usecases.exchange.wishing import Wished, can_ask, wish
from desktop.usecases.exchange.wishing_uses import WishedUses, wish_uses
from loyalty.basket import Basket
from loyalty.errors import LoyaltyError

if TYPE_CHECKING:
    from desktop.sync.client import HttpWire

EVERY, AT_ONCE = 3_000, 30
"""Milliseconds to the next exchange when all is told, and when there is more to tell."""


class Exchanges(QObject):
    """`changed()` hears that something came in or went wrong. `wish` is called in the lane of the network."""

    _rung = Signal()

    def __init__(self, seat: Seat, tasks: Tasks, changed: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._seat, self._tasks, self._changed = seat, tasks, changed
        self._line: HttpWire | None = None
        self._trusted = ""
        self._turn = threading.Lock()
        self._back_off, self._stopped, self._under_way = BackOff(), False, False
        self._ear: threading.Thread | None = None
        self._position = 0
        self._ear_line: HttpWire | None = None
        self._ringing = threading.Lock()
        self.met_at: int | None = None
        self.lost_at: int | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.go)
        self._rung.connect(self.go, Qt.ConnectionType.QueuedConnection)
        self._timer.start(AT_ONCE)

    @property
    def busy_lots(self) -> frozenset[str]:
        """Return the lots the open basket counts on: they are not given back under a customer's eyes."""
        return self._seat.counted_on

    def go(self) -> None:
        """Exchange now, unless one is under way."""
        if not (self._stopped or self._under_way):
            self._under_way = True
            self._tasks.remote(self._exchange, self._went, self._failed)

    def stop(self) -> None:
        """Begin nothing more."""
        # Once this returned nothing rings any more: the bell goes with the window.
        with self._ringing:
            self._stopped = True
        self._timer.stop()
        # The ear may wait for its line a while longer, and what it holds last would end on its thread.
        self._changed = _nothing
        del self._tasks

    def wish(self, member_id: str, amount: int) -> Wished:
        """Ask for a member's credit and wait a while; raises what the line raises."""
        with self._turn:
            return wish(self._seat.till, self._wire(), member_id, amount, busy=self.busy_lots)

    def wish_uses(self, basket: Basket, member_id: str | None) -> WishedUses:
        """Ask for uses of offers and wait a while; raises what the line raises."""
        session = self._seat.session
        with self._turn:
            return wish_uses(
                self._seat.till, self._wire(), session.staff_id, basket, member_id, busy=self.busy_lots
            )

    def can_ask(self) -> bool:
        """Say whether there is a centre that could be asked."""
        return can_ask(self._seat.till)

    def has_line(self) -> bool:
        """Say whether the centre answered when it was last tried."""
        return self.lost_at is None

    def _wire(self) -> HttpWire:
        # A line goes on to where it was opened, trusting whom it was opened with, also while it works well.
        with self._seat.till.read() as db:
            trusted = centre_of(self._seat.till).url + authority_of(db)
        if self._line is None or trusted != self._trusted:
            self._drop_lines()
            self._line, self._trusted = open_line(self._seat.till), trusted
        return self._line

    def _drop_lines(self) -> None:
        """Let go of the lines: the next try opens one anew, and so does who listens."""
        if self._line is not None:
            self._line.close()
        self._line = self._ear_line = None

    def _exchange(self) -> Exchanged | None:
        # A copy that is only looked at tells the centre nothing in the name of its original.
        if self._seat.till.store.looking or not can_ask(self._seat.till):
            return None
        with self._turn:
            done = self._exchange_once()
        self._position = centre_of(self._seat.till).pos
        self._ear_line = self._ear_line or open_line(self._seat.till)
        return done

    def _exchange_once(self) -> Exchanged:
        try:
            return exchange_once(self._seat.till, self._wire(), busy=self.busy_lots)
        except LoyaltyError:
            self._drop_lines()
            raise

    def _went(self, done: Exchanged | None) -> None:
        self._under_way = False
        if self._stopped:
            return
        if done is None:
            self._timer.start(EVERY)
            return
        self._back_off.succeed()
        moved = done.pulled or done.pushed or self.lost_at is not None
        self.met_at, self.lost_at = self._seat.till.store.clock.now(), None
        self._listen()
        self._timer.start(EVERY if done.idle else AT_ONCE)
        if moved:
            self._changed()

    def _failed(self, error: LoyaltyError) -> None:
        self._under_way = False
        if self._stopped:
            return
        # A busy centre has answered: there is a line.
        answered = error.code in ANSWERED
        self.lost_at = None if answered else self.lost_at or self._seat.till.store.clock.now()
        self._timer.start(int(self._back_off.fail(error) * 1_000))
        self._changed()

    def _listen(self) -> None:
        """Hear at once of what is new elsewhere; on a thread that holds nothing and ends with the program."""
        if self._ear is None or not self._ear.is_alive():
            self._ear = threading.Thread(target=self._hear, name="poke", daemon=True)
            self._ear.start()

    def _hear(self) -> None:
        try:
            while (line := self._ear_line) is not None and not self._stopped:
                if line.poke(self._position):
                    self._ring()
                # Whatever answers at once is not asked at once again.
                time.sleep(1)
        except LoyaltyError:
            # A hint that cannot be had is no loss: exchanges go on by the clock, and the next one listens again.
            return

    def _ring(self) -> None:
        with self._ringing:
            if not self._stopped:
                self._rung.emit()


def _nothing() -> None:
    """Nobody hears of exchanges any more."""
