"""The page after something was recorded, and the way from it back to the basket that waited behind it. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desktop.ui.sale.paying import PayDesk
from desktop.ui.sale.shown import ShownRecorded
from desktop.ui.sale.state import RECORDED, SELLING, SaleState


class CalmView(Protocol):
    """The part of the view that shows what was recorded."""

    def show_recorded(self, recorded: ShownRecorded | None) -> None: ...


class Calm:
    """`leave` puts the page away where it stands; both say whether it did."""

    def __init__(self, state: SaleState, view: CalmView, pay: PayDesk, refresh: Callable[[], None]) -> None:
        self._state, self._view, self._pay, self._refresh = state, view, pay, refresh

    def leave(self) -> bool:
        """Leave the page; a basket that waited is priced as things are now: what it may spend may have changed."""
        if self._state.mode != RECORDED:
            return False
        self._state.mode = SELLING
        self._view.show_recorded(None)
        self._pay.price(self._state.credit) if self._state.lines else self._refresh()
        return True

    def basket_again(self) -> bool:
        """Leave the page for a basket that waits; without one it stays."""
        return bool(self._state.lines) and self.leave()
