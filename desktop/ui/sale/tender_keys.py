"""The keys of paying (F2, F3, F4): each waits its turn, and means the text that stood in the field when it was pressed.

A cashier presses the key right behind Enter, while what Enter sent is still looked up or priced. Acting at once would
find no basket and no member, and do nothing without a word.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from desktop.ui.sale.finding import FindDesk
from desktop.ui.sale.flow import Flow
from desktop.ui.sale.paying import PayDesk
from desktop.ui.sale.state import SELLING, SaleState


class TenderKeysView(Protocol):
    """The part of the view the keys need."""

    def set_field(self, text: str) -> None: ...
    def clear_problem(self) -> None: ...


class TenderKeys:
    """`press(kind)` for a tender, `press_credit()` for credit."""

    def __init__(
        self, state: SaleState, find: FindDesk, pay: PayDesk, flow: Flow, view: TenderKeysView
    ) -> None:
        self._state, self._find, self._pay, self._flow, self._view = state, find, pay, flow, view

    def press(self, kind: str) -> None:
        """Take a tender's key; what was asked about before is answered by it."""
        self._view.clear_problem()
        self._in_turn(partial(self._pay.press, kind))

    def press_credit(self) -> None:
        """Take the key of credit."""
        self._in_turn(self._pay.press_credit)

    def _in_turn(self, press: Callable[[str], bool]) -> None:
        text = self._find.text
        if waits := self._flow.busy and bool(text):
            # Out of the field at once: what is typed next is another entry.
            self._find.forget()
        self._flow.after(partial(self._press, press, text, waits=waits))

    def _press(self, press: Callable[[str], bool], text: str, *, waits: bool) -> None:
        taken = self._state.mode == SELLING and press(text)
        if waits:
            self._put_back("" if taken else text)
        elif taken:
            self._find.forget()
        elif self._find.text:
            self._find.show_again()

    def _put_back(self, text: str) -> None:
        """What was not taken stands in the field again, unless something else is typed there by now."""
        if text and not self._find.text:
            self._view.set_field(text)
            self._find.type(text)
