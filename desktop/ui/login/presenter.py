"""Sign-in: somebody is chosen, a PIN is typed, and the till opens or says how to go on.

What must hold: the PIN lives in this object only between two keys and is forgotten with every answer; nothing
here counts tries (the use case does, durably); while a PIN is being checked no second one is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol, TypeVar

from desktop.ui.login.values import Doorway, Opening, StaffChoice
from desktop.ui.tasks import Tasks
from loyalty.errors import LoyaltyError
from loyalty.problems import hint, say
from loyalty.words import fold_digits

Session = TypeVar("Session", covariant=True)
LEAST_PIN, MOST_PIN = 4, 12


class SignIn(Protocol[Session]):
    """The use cases this screen needs."""

    def doorway(self) -> Doorway: ...

    def people(self) -> Sequence[StaffChoice]:
        """Who may sign in here, most recent first."""
        ...

    def opening(self) -> Opening: ...

    def find_by_card(self, code: str) -> str | None:
        """The staff_id whose staff card this is."""
        ...

    def sign_in(self, staff_id: str, pin: str, *, training: bool) -> Session:
        """Open a session; raises pin_wrong(left=), pin_wait(seconds=), pin_disabled(tries=) and others."""
        ...


class LoginView(Protocol):
    def show_doorway(self, doorway: Doorway) -> None: ...
    def show_people(self, people: Sequence[StaffChoice], chosen: str) -> None: ...
    def show_opening(self, opening: Opening) -> None: ...
    def show_typed(self, typed: int) -> None: ...
    def show_training(self, training: bool) -> None: ...
    def show_busy(self, busy: bool) -> None: ...
    def show_problem(self, said: Callable[[], str] | None) -> None: ...
    def show_card_unknown(self) -> None: ...
    def show_wait(self, seconds: int) -> None: ...
    def language(self) -> str: ...


class LoginPresenter:
    """Handlers are called by the view's signals; `on_signed_in(session)` is called once the till is open."""

    def __init__(
        self,
        view: LoginView,
        tasks: Tasks,
        sign_in: SignIn[object],
        on_signed_in: Callable[[object], None],
    ) -> None:
        self._view, self._tasks, self._use = view, tasks, sign_in
        self._on_signed_in = on_signed_in
        self._people: tuple[StaffChoice, ...] = ()
        self._chosen, self._typed = "", ""
        self._training = self._busy = False

    def start(self) -> None:
        """Read who works here and what waits; call each time the screen is shown."""
        self._forget()
        self.refresh()

    def refresh(self) -> None:
        """Read the same anew (a minute has passed, a fact came in) and leave what is typed."""
        if not self._busy:
            self._tasks.local(self._read, self._show, self._refused)

    def on_chosen(self, staff_id: str) -> None:
        self._chosen = staff_id
        self._forget()
        self._view.show_problem(None)

    def on_moved(self, steps: int) -> None:
        """Up and down through the names."""
        ids = [person.staff_id for person in self._people]
        if not ids:
            return
        here = ids.index(self._chosen) if self._chosen in ids else 0
        self.on_chosen(ids[(here + steps) % len(ids)])
        self._view.show_people(self._people, self._chosen)

    def on_typed(self, text: str) -> None:
        """One figure of a PIN, any digits; a card reader types letters and figures, all kept until Enter."""
        if self._busy or len(self._typed) >= 64:
            return
        self._typed += fold_digits(text)
        self._view.show_problem(None)
        self._view.show_typed(min(len(self._typed), MOST_PIN))

    def on_erased(self) -> None:
        self._typed = self._typed[:-1]
        self._view.show_typed(min(len(self._typed), MOST_PIN))

    def on_cleared(self) -> None:
        self._forget()
        self._view.show_problem(None)

    def on_submitted(self) -> None:
        """Enter: a staff card chooses its owner, a PIN opens the till."""
        typed = self._typed
        self._forget()
        if self._busy or not typed:
            return
        if not typed.isdigit() or len(typed) > MOST_PIN:
            self._tasks.local(lambda: self._use.find_by_card(typed), self._card_read, self._refused)
        elif len(typed) < LEAST_PIN:
            self._refused(LoyaltyError("pin_too_short", least=LEAST_PIN))
        elif self._chosen:
            self._open(self._chosen, typed)

    def on_training(self) -> None:
        """F11: nothing that follows is recorded, or it is again."""
        self._training = not self._training
        self._view.show_training(self._training)

    def _open(self, staff_id: str, pin: str) -> None:
        self._set_busy(True)
        training = self._training
        self._tasks.local(
            lambda: self._use.sign_in(staff_id, pin, training=training), self._opened, self._refused
        )

    def _opened(self, session: object) -> None:
        self._set_busy(False)
        self._view.show_problem(None)
        self._on_signed_in(session)

    def _card_read(self, staff_id: str | None) -> None:
        if staff_id is None:
            self._view.show_card_unknown()
            return
        self.on_chosen(staff_id)
        self._view.show_people(self._people, staff_id)

    def _refused(self, error: LoyaltyError) -> None:
        self._set_busy(False)
        self._forget()
        self._view.show_problem(partial(self._said, error))
        seconds = error.values.get("seconds")
        if isinstance(seconds, int) and seconds > 0:
            self._view.show_wait(seconds)

    def _said(self, error: LoyaltyError) -> str:
        lang = self._view.language()
        return "\n".join(text for text in (say(error, lang), hint(error, lang)) if text)

    def _read(self) -> tuple[Doorway, tuple[StaffChoice, ...], Opening]:
        return self._use.doorway(), tuple(self._use.people()), self._use.opening()

    def _show(self, read: tuple[Doorway, tuple[StaffChoice, ...], Opening]) -> None:
        doorway, self._people, opening = read
        known = [person.staff_id for person in self._people]
        if self._chosen not in known:
            self._chosen = known[0] if known else ""
        self._view.show_doorway(doorway)
        self._view.show_people(self._people, self._chosen)
        self._view.show_opening(opening)
        self._view.show_training(self._training)

    def _forget(self) -> None:
        self._typed = ""
        self._view.show_typed(0)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._view.show_busy(busy)
