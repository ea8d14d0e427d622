"""What still stands in the field when a sale is to be recorded: it is taken in and shown first, never passed over.

Recording has a key and a button of its own, so a line may stand typed but not entered when it is pressed. What is
recorded is what was shown: the first press does what Enter would have done and says so, the next one records.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from desktop.ui.sale.candidates import COUNT_FIRST, COUNTED, NOT_CASH, candidate_shown
from desktop.ui.sale.finding import FindDesk
from desktop.ui.sale.flow import Flow
from desktop.ui.sale.paying import PayDesk
from desktop.ui.sale.shown import ShownCandidate
from desktop.ui.sale.state import REFUNDING, SELLING, SaleState
from desktop.usecases.selling import smart_field as sf
from loyalty.words import Lang

ELSEWHERE = frozenset({"new_member", COUNTED, NOT_CASH, COUNT_FIRST, sf.RECEIPT, sf.REFUSED})
"""Readings that lead away from the open basket: only Enter itself does them."""


class HalfTypedView(Protocol):
    """The part of the view that says what became of the text."""

    def show_half_typed(self, text: str, taken: ShownCandidate | None) -> None: ...


class HalfTyped:
    """Stands before recording: `then` is run at once with an empty field, and not at all while text is taken in."""

    def __init__(
        self,
        state: SaleState,
        find: FindDesk,
        pay: PayDesk,
        flow: Flow,
        view: HalfTypedView,
        lang: Callable[[], Lang],
    ) -> None:
        self._state, self._find, self._pay, self._flow = state, find, pay, flow
        self._view, self._lang = view, lang
        self._taking = False

    def before(self, then: Callable[[], None]) -> None:
        """Take in what is typed and say so; with nothing typed, do `then` in its turn."""
        if self._taking and self._flow.busy:
            return  # what was taken in is not shown yet: this press cannot mean it
        text = self._find.text
        self._taking = bool(text) and self._state.mode in (SELLING, REFUNDING)
        if self._taking and self._pay.is_proposed(text):
            self._taking = False
            self._find.forget()
        self._flow.after(partial(self._take, text) if self._taking else then)

    def _take(self, text: str) -> None:
        chosen = self._find.chosen() if self._find.is_ready(text) else None
        if chosen is None or chosen.kind in ELSEWHERE:
            self._taking = False
            self._view.show_half_typed(text, None)
        else:
            self._view.show_half_typed(text, candidate_shown(chosen, self._state, self._lang()))
            self._find.take()
