"""The smart field: what was understood while typing, and what Enter does with it.

Look-ups run in the database lane; an answer to a text that is no longer there is dropped. What is sent with Enter
before its answer came is looked up in its turn and done then, unless a person has to choose.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from desktop.ui.sale.candidates import (
    COUNTED,
    LOOKED_UP,
    Candidate,
    candidate_shown,
    candidates_of,
    digits_missing,
    digits_over,
    doubtful,
    guessed,
    is_code,
    is_large,
    needs_choice,
    others_shown,
    read_in_mode,
    too_little,
)
from desktop.ui.sale.counter import Counter, Looked
from desktop.ui.sale.flow import Flow
from desktop.ui.sale.showing import quote_of
from desktop.ui.sale.shown import ShownCandidate, ShownOther, ShownReading
from desktop.ui.sale.state import SHIFT, SaleState
from desktop.ui.tasks import Job, Tasks
from desktop.usecases.selling.lines import basket_of
from desktop.usecases.selling.smart_field import REFUSED, Typed
from loyalty.documents import Text
from loyalty.errors import LoyaltyError
from loyalty.quote import APPLIED
from loyalty.words import Lang


class FieldView(Protocol):
    """The part of the view that the field needs."""

    def show_reading(self, reading: ShownReading) -> None: ...

    def show_soft(self, soft: ShownCandidate | None) -> None: ...

    def set_field(self, text: str) -> None: ...


@dataclass(slots=True)
class _Answer:
    """What is known of the text in the field; `looked` None while the look-up is under way."""

    text: str = ""
    readings: tuple[Typed, ...] = ()
    looked: Looked | None = None
    found: tuple[Candidate, ...] = ()
    at: int = 0
    listed: bool = False
    reaches: Text | None = None


class FindDesk:
    """Understands the field. `act` does what was chosen."""

    def __init__(
        self,
        state: SaleState,
        counter: Counter,
        tasks: Tasks,
        flow: Flow,
        view: FieldView,
        act: Callable[[Candidate], None],
        lang: Callable[[], Lang],
    ) -> None:
        self._state, self._counter, self._tasks, self._flow = state, counter, tasks, flow
        self._view, self._act, self._lang = view, act, lang
        self._answer = _Answer()
        self._asked_about = ""
        """The text of a large amount that was asked about: sent once more as it is, it is meant."""
        self._jobs: list[Job] = []

    @property
    def text(self) -> str:
        """Return what the field holds."""
        return self._answer.text

    def soft(self) -> ShownCandidate | None:
        """Return the line Enter will add, if it will add one."""
        chosen = self.chosen()
        return candidate_shown(chosen, self._state, self._lang()) if chosen and chosen.line else None

    def type(self, text: str) -> None:
        """Understand what the field holds now: at once what needs no look-up, the rest when it is found."""
        for job in self._jobs:
            job.cancel()
        self._jobs = []
        readings = read_in_mode(text, self._state)
        answer = self._answer = _Answer(text.strip(), readings)
        if answer.text != self._asked_about:
            self._asked_about = ""
        if too_little(readings):
            self._settle(answer)
        elif any(reading.kind in LOOKED_UP for reading in readings):
            work = partial(self._counter.look_up, readings)
            self._jobs.append(self._tasks.soon(work, partial(self._looked, answer), self._ignore))
            if self._answer is answer and answer.looked is None:
                self._settle(answer)
        else:
            answer.looked = Looked()
            self._settle(answer)

    def is_ready(self, text: str) -> bool:
        """Say whether the field's answer is complete and still holds, so that Enter needs no look-up."""
        answer = self._answer
        holds = read_in_mode(answer.text, self._state) == answer.readings
        return answer.text == text.strip() and answer.looked is not None and holds

    def take(self) -> None:
        """Do what stands chosen; what is refused or asked about stays in the field."""
        chosen = self.chosen()
        if chosen is None:
            return
        if refused := self._refused(chosen, self.text):
            self._act(refused)
        else:
            self.forget()
            self._act(chosen)

    def take_late(self, text: str) -> None:
        """Look up a text that was sent before its answer came, and do what it means then."""
        readings = read_in_mode(text, self._state)
        work = partial(self._counter.look_up, readings)
        self._flow.run(work, partial(self._take_late, text, readings))

    def move(self, step: int) -> None:
        """Go down or up among the readings; the first step down opens them."""
        answer = self._answer
        if not answer.found:
            return
        if not answer.listed:
            answer.listed = True
            answer.at = min(1, len(answer.found) - 1) if step > 0 and not needs_choice(answer.found) else 0
        elif answer.at + step < 0:
            answer.listed = needs_choice(answer.found)
        else:
            answer.at = min(answer.at + step, len(answer.found) - 1)
        self._show(answer)

    def pick(self, place: int) -> None:
        """Do the reading a person pointed at; none while the list they see is still that of the text before."""
        if self._answer.listed and 0 <= place < len(self._answer.found):
            self._answer.at = place
            self.take()

    def forget(self) -> None:
        """Empty the field."""
        self._view.set_field("")
        if self._answer.text:
            self.type("")

    def show_again(self) -> None:
        """Show what is understood once more: the language or the state has changed."""
        self.type(self._answer.text)

    def _take_late(self, text: str, readings: tuple[Typed, ...], looked: Looked) -> None:
        found = candidates_of(readings, looked, self._state)
        unsure = not found or needs_choice(found) or doubtful(found, readings, self._state)
        refused = None if unsure else self._refused(found[0], text)
        if unsure or refused or guessed(found, readings):
            self._flow.drop()
            self._view.set_field(text)
            self.type(text)
            if guessed(found, readings):
                self._list(looked)
            elif refused:
                self._act(refused)
        else:
            self._act(found[0])

    def _list(self, looked: Looked) -> None:
        """Show whom so few figures may mean, to be picked: typing alone looks nobody up by them."""
        answer = self._answer
        answer.looked = looked
        answer.found = candidates_of(answer.readings, looked, self._state)
        answer.listed = True
        self._show(answer)

    def _refused(self, chosen: Candidate, text: str) -> Candidate | None:
        """Return what refuses a candidate: its own error, or the first time that its amount is hardly meant."""
        if chosen.error:
            return chosen
        if text == self._asked_about or not is_large(chosen, self._state.stand.currency):
            return None
        assert chosen.line is not None
        self._asked_about = text
        error = LoyaltyError("typed_large", amount=chosen.line.gross)
        return replace(chosen, kind=REFUSED, line=None, error=error)

    def _looked(self, answer: _Answer, looked: Looked) -> None:
        if answer is self._answer:
            answer.looked = looked
            self._settle(answer)

    def _settle(self, answer: _Answer) -> None:
        answer.found = candidates_of(answer.readings, answer.looked, self._state)
        answer.listed = answer.looked is not None and needs_choice(answer.found)
        self._show(answer)
        self._ask_reach(answer)

    def _ask_reach(self, answer: _Answer) -> None:
        """Ask which offer the line would newly reach, once the basket it would join is priced."""
        chosen, quote = self.chosen(), quote_of(self._state)
        if chosen is None or chosen.line is None or quote is None:
            return
        applied = frozenset(v.offer_id for v in quote.verdicts if v.verdict == APPLIED)
        lines = (*self._state.lines, chosen.line)
        basket = basket_of(lines, self._state.codes, self._state.tender_kinds)
        work = partial(self._counter.reaches, basket, self._state.member_id, applied)
        self._jobs.append(self._tasks.local(work, partial(self._reached, answer), self._ignore))

    def _reached(self, answer: _Answer, reaches: Text | None) -> None:
        if answer is self._answer and reaches != answer.reaches:
            answer.reaches = reaches
            self._show(answer)

    def _ignore(self, error: LoyaltyError) -> None:
        """A look-up while typing says nothing; Enter will."""

    def chosen(self) -> Candidate | None:
        """Return what Enter will do with the text; None while a person has to choose or a look-up may bring more."""
        answer = self._answer
        if not answer.found or (answer.at == 0 and not answer.listed and self._unsure(answer)):
            return None
        return answer.found[min(answer.at, len(answer.found) - 1)]

    def _unsure(self, answer: _Answer) -> bool:
        """Say whether a look-up may still bring something likelier, or brought nothing for a phone's digits."""
        if answer.looked is None:
            return answer.readings[0].kind in LOOKED_UP
        return doubtful(answer.found, answer.readings, self._state)

    def _show(self, answer: _Answer) -> None:
        lang = self._lang()
        chosen = self.chosen()
        shown: Sequence[Candidate] = answer.found if answer.listed else ()
        self._view.show_reading(
            ShownReading(
                state=self._state_of(answer, chosen),
                chosen=candidate_shown(chosen, self._state, lang) if chosen else None,
                others=self._others(answer, offered=chosen is not None or answer.listed),
                reaches=answer.reaches.of(lang) if answer.reaches else "",
                choices=tuple(candidate_shown(one, self._state, lang) for one in shown),
                at=answer.at,
                listed=answer.listed,
                missing=digits_missing(answer.readings),
                over=digits_over(answer.readings),
                apart=self._apart(chosen),
                more=bool(shown) and shown[0].kind in _more_of(answer),
            )
        )
        self._view.show_soft(self.soft())

    def _apart(self, chosen: Candidate | None) -> int | None:
        """Return counted cash less what the drawer was last closed with."""
        left = self._state.stand.left_in_drawer
        if left is None or chosen is None or chosen.kind != COUNTED:
            return None
        return chosen.amount - left

    def _others(self, answer: _Answer, *, offered: bool) -> tuple[ShownOther, ...]:
        if answer.looked is None:
            return ()
        return others_shown(
            answer.found, answer.readings, answer.text, offered=offered, more=_more_of(answer)
        )

    def _state_of(self, answer: _Answer, chosen: Candidate | None) -> str:
        if not answer.text:
            return "none"
        if chosen is not None:
            return "ready"
        if answer.looked is None:
            return "looking"
        if digits_missing(answer.readings):
            return "short"
        if digits_over(answer.readings):
            return "long"
        if self._state.mode == SHIFT:
            return "no_count"
        return "no_code" if is_code(answer.readings) else "unknown"


def _more_of(answer: _Answer) -> frozenset[str]:
    return answer.looked.more if answer.looked else frozenset()
