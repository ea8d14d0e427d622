"""Enrolment in place: an unknown phone becomes a member without leaving the sale, offline too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Protocol

from desktop.ui.sale.counter import Counter, NewPerson
from desktop.ui.sale.flow import Flow
from desktop.ui.sale.state import ENROLLING, SELLING, SaleState
from loyalty.documents import read_day
from loyalty.errors import LoyaltyError


class EnrolView(Protocol):
    """The part of the view that enrolment needs."""

    def show_enrolment(self, phone: str | None) -> None: ...

    def show_enrolment_problem(self, field: str, text: str) -> None: ...

    def take_focus(self) -> None: ...


class EnrolDesk:
    """The form beside the basket. `serve` puts the new member to the counter."""

    def __init__(
        self,
        state: SaleState,
        counter: Counter,
        flow: Flow,
        view: EnrolView,
        serve: Callable[[str], None],
        said: Callable[[LoyaltyError], str],
        refresh: Callable[[], None],
    ) -> None:
        self._state, self._counter, self._flow, self._view = state, counter, flow, view
        self._serve, self._said, self._refresh = serve, said, refresh
        self._phone = ""

    def start(self, phone: str) -> None:
        """Open the form for a phone nobody has."""
        self._phone = phone
        self._state.mode = ENROLLING
        self._view.show_enrolment(phone)
        self._refresh()

    def leave(self) -> None:
        """Close the form."""
        self._state.mode = SELLING
        self._view.show_enrolment(None)
        self._view.take_focus()
        self._refresh()

    def submit(self, name: str, birthday: str, card_no: str, referrer: str, consents: tuple[str, ...]) -> None:
        """Enrol with what was filled in; all but the phone may be empty."""
        birth_on: dt.date | None = None
        if birthday.strip():
            try:
                birth_on = read_day(birthday, "birthday")
            except LoyaltyError as error:
                self._view.show_enrolment_problem("birthday", self._said(error))
                return
        person = NewPerson(self._phone, " ".join(name.split()), birth_on, card_no.strip(), referrer.strip(), consents)
        self._flow.run(partial(self._counter.enrol, person), self._enrolled, self._refused)

    def _enrolled(self, member_id: str) -> None:
        self.leave()
        self._serve(member_id)

    def _refused(self, error: LoyaltyError) -> None:
        self._flow.drop()
        field = "referrer" if "referrer" in error.code or error.code == "member_unknown" else ""
        field = "card" if error.code.startswith("card_") else field
        self._view.show_enrolment_problem(field, self._said(error))
