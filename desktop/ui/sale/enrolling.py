"""Enrolment in place: an unknown phone becomes a member without leaving the sale, offline too."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from desktop.ui.sale.counter import Counter, NewPerson
from desktop.ui.sale.flow import Flow
from desktop.ui.sale.shown_people import ShownFormer
from desktop.ui.sale.state import ENROLLING, SELLING, SaleState
from desktop.usecases.members.formers import Former
from loyalty.errors import LoyaltyError
from loyalty.words import fold_digits


class EnrolView(Protocol):
    """The part of the view that enrolment needs."""

    def show_enrolment(self, phone: str | None) -> None: ...

    def show_former(self, former: ShownFormer) -> None: ...

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
        self._refusal: LoyaltyError | None = None
        self.joined: Callable[[], None] = lambda: None
        """Called when somebody joined: their card waits to be printed, while they stand there."""

    def start(self, phone: str) -> None:
        """Open the form for a phone nobody has."""
        self._phone, self._refusal = phone, None
        self._state.mode = ENROLLING
        self._view.show_enrolment(phone)
        self._refresh()
        self._flow.run(partial(self._counter.former, phone), partial(self._told_of, phone), self._untold)

    def _told_of(self, phone: str, former: Former | None) -> None:
        """Whoever joins with the phone of somebody who left begins anew: it is said before, not found out after."""
        if former is not None and self._state.mode == ENROLLING and phone == self._phone:
            self._view.show_former(ShownFormer(former.name, former.left_on))

    def _untold(self, error: LoyaltyError) -> None:
        """Enrolling goes on without it; what is wrong with the store is said when it is sent."""

    def leave(self) -> None:
        """Close the form."""
        self._state.mode = SELLING
        self._view.show_enrolment(None)
        self._view.take_focus()
        self._refresh()

    def submit(
        self, name: str, birthday: str, card_no: str, referrer: str, consents: tuple[str, ...]
    ) -> None:
        """Enrol with what was filled in; all but the phone may be empty."""
        self.on_edited()
        known = " ".join(name.split())
        if fold_digits(known).replace(" ", "").isdecimal():
            # An amount or a code that was typed on, where a name is asked for now.
            self._refused(LoyaltyError("name_is_number", typed=known))
            return
        person = NewPerson(self._phone, known, birthday.strip(), card_no.strip(), referrer.strip(), consents)
        self._flow.run(partial(self._counter.enrol, person), self._enrolled, self._refused)

    def on_edited(self) -> None:
        """What was refused is being mended: say it no more."""
        if self._refusal is not None:
            self._refusal = None
            self._view.show_enrolment_problem("", "")

    def _enrolled(self, member_id: str) -> None:
        self.leave()
        self._serve(member_id)
        self.joined()

    def _refused(self, error: LoyaltyError) -> None:
        self._flow.drop()
        self._refusal = error
        self.say_anew()

    def say_anew(self) -> None:
        """Say what is wrong with the form in the language that is read now."""
        error = self._refusal
        if error is not None and self._state.mode == ENROLLING:
            self._view.show_enrolment_problem(_field_of(error), self._said(error))


def _field_of(error: LoyaltyError) -> str:
    """Return the field of the form an error is about, '' for all of it."""
    if error.code in ("date_invalid", "birth_impossible", "document_not_day"):
        return "birthday"
    if error.code.startswith("card_"):
        return "card"
    if error.code.startswith("name_"):
        return "name"
    return "referrer" if error.code in ("member_unknown", "member_ambiguous", "referrer_unknown") else ""
