"""Recovery: the key from its sheet, the shop from a backup, an owner's PIN. Says what happened and what comes now.

What must hold: a sheet is checked group by group while it is typed, so that a wrong letter is found at once and not
after thirteen groups; it is forgotten as soon as it was used; nothing is put back before a person asked for it twice
(the way, then the button).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from desktop.ui.recovery.values import (
    DONE,
    HOME,
    KEY,
    PIN,
    RECOVER_CLOSED,
    RESTORE,
    Back,
    SheetRead,
    Situation,
)
from desktop.ui.tasks import Tasks
from loyalty.errors import LoyaltyError
from loyalty.problems import hint, say
from loyalty.words import Lang, fold_digits

PINS_DIFFER = "pins_differ"
AGAIN = "again"


class Recovering(Protocol):
    """The use cases this screen needs."""

    def situation(self, lang: Lang) -> Situation: ...

    def read_sheet(self, text: str) -> None:
        """Raise what is wrong with a typed sheet."""
        ...

    def recover_key(self, sheet: str) -> None: ...

    def restore(self, source: str, sheet: str) -> Back:
        """Put a backup in place; without a sheet ('') by the key this machine has."""
        ...

    def reset_pin(self, sheet: str, pin: str) -> Back: ...


class RecoveryView(Protocol):
    def show_situation(self, situation: Situation) -> None: ...
    def show_page(self, page: str) -> None: ...
    def show_sheet_read(self, read: SheetRead) -> None: ...
    def show_field_problems(self, problems: Mapping[str, str]) -> None: ...
    def show_problem(self, said: Callable[[], str] | None) -> None: ...
    def show_busy(self, busy: bool) -> None: ...
    def show_back(self, back: Back) -> None: ...


class Leaving(Protocol):
    """Where recovery leads."""

    def finish(self) -> None:
        """Open the shop, or try to."""
        ...

    def leave(self) -> None:
        """Go back to where one came from."""
        ...

    def recover_closed(self) -> None:
        """Close the shop and come back here, for what an open shop cannot have done to it."""
        ...


class RecoveryPresenter:
    """Handlers are called by the view's signals; `start()` each time the screen is shown."""

    def __init__(
        self,
        view: RecoveryView,
        tasks: Tasks,
        port: Recovering,
        way_out: Leaving,
        lang: Callable[[], Lang],
    ) -> None:
        self._view, self._tasks, self._port, self._out, self._lang = view, tasks, port, way_out, lang
        self._page, self._busy = HOME, False

    def start(self) -> None:
        """Say why one is here and which ways there are."""
        self._go(HOME)
        self.language_changed()

    def language_changed(self) -> None:
        """Say the same in the other language."""
        lang = self._lang()
        self._tasks.local(lambda: self._port.situation(lang), self._view.show_situation, self.on_refused)

    def on_way_picked(self, way: str) -> None:
        """One of the ways out."""
        if way == AGAIN:
            self._out.finish()
        elif way == RECOVER_CLOSED:
            self._out.recover_closed()
        else:
            self._go(way)

    def on_back(self) -> None:
        """To the ways, and from there to where one came from."""
        if self._busy:
            return
        if self._page in (HOME, DONE):
            self._out.leave()
        else:
            self._go(HOME)

    def on_sheet_typed(self, text: str) -> None:
        """Check what is typed so far."""
        self._view.show_sheet_read(self._read(text))
        self._view.show_problem(None)

    def on_key_submitted(self, sheet: str) -> None:
        """Give this machine the key of the sheet."""
        self._run(lambda: self._key_back(sheet))

    def on_restore_submitted(self, source: str, sheet: str) -> None:
        """Put a backup in place."""
        if not source.strip():
            self.on_refused(LoyaltyError("backup_missing", path=""))
            return
        self._run(lambda: self._port.restore(source.strip(), sheet.strip()))

    def on_pin_submitted(self, sheet: str, pin: str, again: str) -> None:
        """Give the owner a new PIN."""
        if fold_digits(pin).strip() != fold_digits(again).strip():
            self._view.show_field_problems({"pin_again": PINS_DIFFER})
            return
        self._run(lambda: self._port.reset_pin(sheet, pin))

    def on_open_wanted(self) -> None:
        """The shop may be opened."""
        self._out.finish()

    def _key_back(self, sheet: str) -> Back:
        self._port.recover_key(sheet)
        return Back(KEY)

    def _read(self, text: str) -> SheetRead:
        needed = SheetRead().needed
        try:
            self._port.read_sheet(text)
        except LoyaltyError as error:
            return _progress(error, text, needed)
        return SheetRead(needed, needed)

    def _run(self, work: Callable[[], Back]) -> None:
        if self._busy:
            return
        self._set_busy(True)
        self._view.show_problem(None)
        self._view.show_field_problems({})
        self._tasks.local(work, self._came_back, self.on_refused)

    def _came_back(self, back: Back) -> None:
        self._set_busy(False)
        self._page = DONE
        self._view.show_back(back)
        self._view.show_page(DONE)

    def on_refused(self, error: LoyaltyError) -> None:
        """Say what was refused."""
        self._set_busy(False)
        if error.code.startswith("pin_"):
            self._view.show_field_problems({"pin": self._said(error)})
        else:
            self._view.show_problem(lambda: self._said(error))

    def _said(self, error: LoyaltyError) -> str:
        lang = self._lang()
        return "\n".join(t for t in (say(error, lang), hint(error, lang)) if t)

    def _go(self, page: str) -> None:
        self._page = page
        self._view.show_problem(None)
        self._view.show_field_problems({})
        self._view.show_page(page)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._view.show_busy(busy)


def _progress(error: LoyaltyError, text: str, needed: int) -> SheetRead:
    """Return how far a sheet is that is not whole yet; a group still being typed is not wrong."""
    if error.code == "recovery_incomplete":
        found = error.values.get("found")
        return SheetRead(min(found, needed) if isinstance(found, int) else 0, needed)
    at = error.values.get("group")
    group = at if isinstance(at, int) else 1
    plain = "".join(c for c in fold_digits(text).upper().removeprefix("BASHGAH1:") if c.isalnum())
    typing = len(plain) < 6 * group
    return SheetRead(group - 1, needed, 0 if typing else group)


__all__ = ["PIN", "RESTORE", "Leaving", "Recovering", "RecoveryPresenter", "RecoveryView"]
