"""Baskets put aside and taken up again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from desktop.ui.sale.counter import Counter, ParkedBasket
from desktop.ui.sale.flow import Flow
from desktop.ui.sale.shown import ShownParked
from desktop.ui.sale.state import SELLING, SaleState
from desktop.usecases.selling.parking import Parked


class ParkView(Protocol):
    """The part of the view that parking needs."""

    def show_parked(self, parked: tuple[ShownParked, ...] | None) -> None: ...

    def show_notice(self, notice: str) -> None: ...

    def clear_problem(self) -> None: ...


class ParkDesk:
    """Parks the open basket, lists and recalls."""

    def __init__(
        self,
        state: SaleState,
        counter: Counter,
        flow: Flow,
        view: ParkView,
        refresh: Callable[[], None],
        price: Callable[[], None],
    ) -> None:
        self._state, self._counter, self._flow, self._view = state, counter, flow, view
        self._refresh, self._price = refresh, price

    def park(self) -> None:
        """Put the basket aside."""
        state = self._state
        if state.lines and state.mode == SELLING:
            self._flow.run(self._putting_aside(), lambda _: self._was_parked())

    def _putting_aside(self) -> Callable[[], None]:
        state = self._state
        return partial(self._counter.park, state.basket, state.member_id, state.named)

    def open(self) -> None:
        """List what was put aside."""
        self._flow.run(self._counter.parked, self._list)

    def recall(self, park_id: str) -> None:
        """Take a basket up again; one that is open is put aside in its place, and stays open if it cannot be."""
        state = self._state
        self._view.show_parked(None)
        self._view.clear_problem()
        if state.lines:
            self._flow.run(self._putting_aside(), lambda _: self._change_for(park_id))
        else:
            self._change_for(park_id)

    def _change_for(self, park_id: str) -> None:
        self._state.forget()
        self._flow.run(partial(self._counter.recall, park_id), self._recalled)

    def _was_parked(self) -> None:
        self._state.forget()
        self._state.stand = self._counter.stand()
        self._view.show_notice("parked")
        self._refresh()

    def _recalled(self, parked: Parked) -> None:
        state = self._state
        state.forget()
        state.stand = self._counter.stand()
        state.lines, state.codes, state.member_id = parked.basket.lines, parked.basket.codes, parked.member_id
        state.take_named(parked.named)
        self._price()

    def _list(self, baskets: tuple[ParkedBasket, ...]) -> None:
        self._view.show_parked(
            tuple(
                ShownParked(
                    one.parked.park_id,
                    one.parked.parked_at,
                    len(one.parked.basket.lines),
                    one.parked.basket.gross,
                    one.member,
                    one.staff,
                )
                for one in baskets
            )
        )
