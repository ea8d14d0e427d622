"""Training at the counter: a basket of its own, and the real one put by beneath it until training ends. No Qt.

What must hold: nothing of training is ever sold, and nothing that stood on the counter is covered or lost by it, not
by the key and not by a sign-in for training. The real basket stays as it was kept on the disk meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from desktop.ui.sale.counter import Counter, Stand
from desktop.ui.sale.flow import Flow
from desktop.ui.sale.ground import Ground
from desktop.ui.sale.keeping import KeepDesk
from desktop.ui.sale.shown import ShownRecorded
from desktop.ui.sale.state import NOBODY, RECORDED, SHIFT, SaleState
from desktop.usecases.selling.parking import Named
from loyalty.basket import Line


class TrainingView(Protocol):
    """The part of the view that training needs."""

    def show_notice(self, notice: str) -> None: ...

    def show_recorded(self, recorded: ShownRecorded | None) -> None: ...

    def clear_problem(self) -> None: ...


@dataclass(frozen=True, slots=True)
class PutBy:
    """A basket as it stood, with its member and how it was to be paid."""

    lines: tuple[Line, ...]
    codes: tuple[str, ...]
    member_id: str | None
    named: Named
    open_since: int


class TrainingDesk:
    """`met` hears who stands here after each sign-in; `press` is the key of the counter."""

    def __init__(
        self,
        state: SaleState,
        counter: Counter,
        flow: Flow,
        view: TrainingView,
        ground: Ground,
        keep: KeepDesk,
        *,
        refresh: Callable[[], None],
        price: Callable[[], None],
    ) -> None:
        self._state, self._counter, self._flow, self._view = state, counter, flow, view
        self._ground, self._keep, self._refresh, self._price = ground, keep, refresh, price
        self._beneath: PutBy | None = None
        self.tell: Callable[[bool], None] = lambda _: None
        """Hears that training began or ended by the key: what is done on other pages must hold to it too."""

    def press(self) -> None:
        """Begin, not in the middle of a sale; or end, with whatever is practised: it could be neither parked nor sold."""
        if self._state.lines and not self._state.stand.training:
            self._view.show_notice("training_needs_empty")
            return
        work = partial(self._counter.set_training, not self._state.stand.training)
        self._flow.run(work, lambda _: self._pressed())

    def _pressed(self) -> None:
        self._ground.clear()
        self._view.clear_problem()
        stand = self._counter.stand()
        self.tell(stand.training)
        self.met(stand)
        self._keep.bring_back()
        self._refresh()

    def met(self, stand: Stand) -> None:
        """Take over who stands here; where training begins or ends with it, the baskets change places."""
        before, self._state.stand = self._state.stand, stand
        if before == NOBODY or before.training == stand.training:
            return
        waits, self._beneath = self._beneath, self._standing() if stand.training else None
        self._empty()
        if self._beneath is not None and self._beneath.lines:
            self._view.show_notice("basket_put_by")
        if waits is not None:
            self._take_back(waits)

    def _empty(self) -> None:
        """Clear the counter; a drawer that is being counted goes on being counted."""
        mode = self._state.mode
        self._state.forget()
        if mode == SHIFT:
            self._state.mode = SHIFT
        elif mode == RECORDED:
            self._view.show_recorded(None)

    def _standing(self) -> PutBy | None:
        state = self._state
        if not state.lines and state.member_id is None:
            return None
        return PutBy(state.lines, state.codes, state.member_id, state.named, state.open_since)

    def _take_back(self, basket: PutBy) -> None:
        state = self._state
        state.lines, state.codes, state.member_id = basket.lines, basket.codes, basket.member_id
        state.take_named(basket.named)
        state.open_since = basket.open_since
        if basket.lines:
            self._view.show_notice("basket_back")
        self._price()
