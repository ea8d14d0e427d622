"""People at the till: another cashier, another person's PIN for one act, the shift, training. Nothing loses the basket."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from desktop.ui.parts.cash import CountDoubt
from desktop.ui.sale.candidates import COUNTED, Candidate
from desktop.ui.sale.counter import Counter, PersonHere
from desktop.ui.sale.flow import Flow
from desktop.ui.sale.shown_people import ShownPerson, ShownPin, ShownShift
from desktop.ui.sale.state import SELLING, SHIFT, SaleState
from desktop.usecases.members.member_pin import VOUCH, Proof
from desktop.usecases.sign_in import Session
from loyalty.documents import Text
from loyalty.errors import LoyaltyError, require
from loyalty.words import Lang

MOST_FIGURES = 12
MEMBER = "the member"
"""Stands among the people whose PIN is asked: whoever spends."""
_MEMBER_WORDS, _MYSELF = Text("عضو", "Member"), Text("خودم", "Myself")


class StaffView(Protocol):
    """The part of the view that people need."""

    def show_pin(self, pin: ShownPin | None) -> None: ...

    def show_shift(self, shift: ShownShift | None) -> None: ...

    def set_field(self, text: str) -> None: ...

    def show_problem(self, said: Callable[[], str]) -> None: ...

    def clear_problem(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Spender:
    """A member who has to prove who they are; `then` goes on with their proof. Nameless for one without a PIN."""

    member_id: str
    name: str
    then: Callable[[Proof], None]


class StaffDesk:
    """Asks for PINs in place and opens the shift. `said` writes an error as a sentence."""

    def __init__(
        self,
        state: SaleState,
        counter: Counter,
        flow: Flow,
        view: StaffView,
        refresh: Callable[[], None],
        said: Callable[[LoyaltyError], str],
        lang: Callable[[], Lang],
    ) -> None:
        self._state, self._counter, self._flow, self._view = state, counter, flow, view
        self._refresh, self._said, self._lang = refresh, said, lang
        self._purpose = ""
        self._people: tuple[PersonHere, ...] = ()
        self._chosen = ""
        self._pin = self._approver = ""
        self._then: Callable[[Session], None] | None = None
        self._spender: Spender | None = None
        self._needed: LoyaltyError | None = None
        self._problem: LoyaltyError | None = None
        self.doubt = CountDoubt()
        self.at_hand = True
        """Whether anybody stands here; while nobody does, a PIN that was still being looked up is asked of nobody."""

    @property
    def asking(self) -> bool:
        """Say whether a PIN is asked now."""
        return bool(self._purpose)

    @property
    def switching(self) -> bool:
        """Say whether it is asked who takes over."""
        return self._purpose == "switch"

    def switch(self) -> None:
        """Ask who takes over; a PIN that is asked already goes first."""
        if self.asking:
            return
        self._flow.run(partial(self._counter.people, ""), partial(self._ask, "switch", None))

    def ask_approval(self, act: str, then: Callable[[Session], None]) -> None:
        """Ask for the PIN of somebody who may do an act."""
        self._flow.run(partial(self._counter.people, act), partial(self._ask, "approve", then))

    def ask_member(self, needed: LoyaltyError, spender: Spender, vouched: Callable[[Session], None]) -> None:
        """Ask for the PIN of the member who spends, or of somebody who may vouch for them."""
        with_pin = needed.code == "member_pin_needed"
        if with_pin and self._state.stand.training:
            needed = LoyaltyError("member_pin_practised", **needed.values)

        def ask(others: tuple[PersonHere, ...]) -> None:
            self._spender, self._needed = spender, needed
            member = (PersonHere(MEMBER, spender.name, _MEMBER_WORDS),) if with_pin else ()
            self._ask("member", vouched, (*member, *self._myself(), *others))

        self._flow.run(partial(self._counter.people, VOUCH), ask)

    def _myself(self) -> tuple[PersonHere, ...]:
        """Return who stands here, where they may vouch themselves: their PIN once more is what they sign with."""
        stand = self._state.stand
        if VOUCH not in stand.acts:
            return ()
        return (PersonHere(stand.staff_id, stand.staff, _MYSELF),)

    def choose(self, staff_id: str) -> None:
        """Choose whose PIN it is."""
        self._chosen, self._pin = staff_id, ""
        self._show()

    def move(self, step: int) -> None:
        """Choose the person above or below."""
        ids = [person.staff_id for person in self._people]
        if ids:
            at = ids.index(self._chosen) if self._chosen in ids else 0
            self.choose(ids[max(0, min(at + step, len(ids) - 1))])

    def press(self, digit: str) -> None:
        """Take one figure of the PIN; what was said beside it makes room for the panel."""
        self._view.clear_problem()
        self._pin = (self._pin + digit)[:MOST_FIGURES]
        self._show()

    def erase(self, *, all_of_it: bool = False) -> None:
        """Take the last figure back, or all."""
        self._pin = "" if all_of_it else self._pin[:-1]
        self._show()

    def submit(self) -> None:
        """Try the PIN."""
        pin, self._pin = self._pin, ""
        if not self._chosen or not pin:
            return
        if self._purpose == "switch":
            self._flow.run(partial(self._counter.switch, self._chosen, pin), self._switched, self._wrong)
        elif self._chosen == MEMBER and self._spender is not None:
            work = partial(self._counter.prove, self._spender.member_id, pin)
            self._flow.run(work, self._proved, self._wrong)
        else:
            self._flow.run(partial(self._counter.approve, self._chosen, pin), self._approved, self._wrong)

    def leave(self) -> None:
        """Ask no more; all is as it was."""
        self._purpose, self._pin, self._then, self._spender = "", "", None, None
        self._needed = self._problem = None
        self._view.show_pin(None)

    def say_anew(self) -> None:
        """Ask in the language that is read now, and say in it what was wrong."""
        if self.asking:
            self._show(self._problem)

    def need_shift(self) -> None:
        """Ask for the counted cash."""
        self._state.mode = SHIFT
        self._view.show_shift(ShownShift())
        self._refresh()

    def leave_shift(self) -> None:
        """Look around without a shift; recording asks again."""
        self._state.mode = SELLING
        self._view.show_shift(None)
        self._refresh()

    def count(self, chosen: Candidate) -> None:
        """Open the shift with counted cash; a code, or a sum no drawer holds, goes back into the field."""
        reading = chosen.reading
        try:
            found = "counted_is_product" if chosen.name else "counted_is_code"
            require(chosen.kind == COUNTED, found, typed=reading.text, name=chosen.name)
            stand = self._state.stand
            self.doubt.check_opening(reading.amount, stand.left_in_drawer, stand.currency)
        except LoyaltyError as error:
            self._flow.drop()
            self._view.set_field(reading.text)
            self._view.show_problem(partial(self._said, error))
            return
        self._flow.run(partial(self._counter.begin_shift, reading.amount), lambda _: self._shift_open())

    def _shift_open(self) -> None:
        self._state.stand = self._counter.stand()
        self.leave_shift()

    def _ask(
        self, purpose: str, then: Callable[[Session], None] | None, people: tuple[PersonHere, ...]
    ) -> None:
        if not self.at_hand:
            self.leave()
            return
        self._purpose, self._then, self._people = purpose, then, people
        self._chosen, self._pin = self._first(purpose), ""
        self._show()

    def _first(self, purpose: str) -> str:
        """Return who is chosen at first: whoever approved last, else the first."""
        ids = [person.staff_id for person in self._people]
        if purpose == "approve" and self._approver in ids:
            return self._approver
        return ids[0] if ids else ""

    def _switched(self, _: None) -> None:
        self._state.stand = self._counter.stand()
        self.leave()
        self._refresh()

    def _approved(self, session: Session) -> None:
        then, self._approver = self._then, session.staff_id
        self.leave()
        if then is None:  # The panel was closed while the PIN was looked at.
            self._counter.release(session)
            return
        then(session)

    def _proved(self, proof: Proof) -> None:
        spender = self._spender
        self.leave()
        if spender is not None:
            spender.then(proof)

    def _wrong(self, error: LoyaltyError) -> None:
        if self.asking:
            self._show(error)

    def _show(self, problem: LoyaltyError | None = None) -> None:
        if not self.asking:
            return
        self._problem, lang = problem, self._lang()
        people = tuple(ShownPerson(p.staff_id, p.name, p.level.of(lang)) for p in self._people)
        self._view.show_pin(
            ShownPin(
                self._purpose,
                people,
                self._chosen,
                len(self._pin),
                self._told(problem),
                self._told(self._needed),
            )
        )

    def _told(self, error: LoyaltyError | None) -> str:
        return self._said(error) if error else ""
