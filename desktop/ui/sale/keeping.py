"""The open basket and how it is to be paid on the disk: kept while the till rests, brought back after a crash. No Qt.

What must hold: it is written beside the selling, never inside it. While anything is under way nothing is written, so
what is written always stands before the sale in the one lane, and the sale itself forgets it. One write is under way
at a time; what changed meanwhile is one more, not one for each key.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from desktop.ui.sale.counter import Counter
from desktop.ui.sale.flow import Flow
from desktop.ui.sale.state import SaleState
from desktop.ui.tasks import Tasks
from desktop.usecases.selling.parking import Named, Parked
from loyalty.basket import Line
from loyalty.errors import LoyaltyError

_Kept = tuple[tuple[Line, ...], tuple[str, ...], str | None, Named]
_NOTHING: _Kept = ((), (), None, Named())


class KeepDesk:
    """`bring_back` once after the first sign-in; `look` whenever the till rests."""

    def __init__(
        self, state: SaleState, counter: Counter, tasks: Tasks, flow: Flow, price: Callable[[], None]
    ) -> None:
        self._state, self._counter, self._tasks, self._flow, self._price = state, counter, tasks, flow, price
        self._kept = _NOTHING
        self._writing = self._began = False

    def bring_back(self) -> None:
        """Take up the basket that was open when the till went down; in training it waits until training ends."""
        if not self._began and not self._state.stand.training:
            self._began = True
            self._flow.run(self._counter.open_basket, self._came)

    def look(self) -> None:
        """Keep the basket if it is another than the one kept."""
        now = self._now()
        if self._writing or self._state.stand.training or now == self._kept:
            return
        self._writing, self._kept = True, now
        work = partial(self._counter.keep_open, self._state.basket, self._state.member_id, now[-1])
        self._tasks.local(work, lambda _: self._written(), self._not_written)

    def _now(self) -> _Kept:
        state = self._state
        if not state.lines:
            return _NOTHING
        return state.lines, state.codes, state.member_id, state.named

    def _written(self) -> None:
        self._writing = False
        if not self._flow.busy:
            self.look()

    def _not_written(self, _: LoyaltyError) -> None:
        """A full disk is said by the sale, which needs it; the next change of the basket tries again."""
        self._writing = False

    def _came(self, found: Parked | None) -> None:
        state = self._state
        if found is None or state.lines:
            return
        state.lines, state.codes, state.member_id = found.basket.lines, found.basket.codes, found.member_id
        state.take_named(found.named)
        state.open_since = found.parked_at
        self._kept = self._now()
        self._price()
