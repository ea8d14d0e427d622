"""Joining a shop of a centre from an empty till: what is missing is said at its field, and what stopped goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desktop.ui.tasks import Report, Tasks
from desktop.ui.wizard.values import JoinDraft
from loyalty.errors import LoyaltyError
from loyalty.words import Lang

EMPTY, PINS_DIFFER, NO_OWNER = "empty", "pins_differ", "no_owner"
"""What the form says in its own words."""
_OF_OWNER = frozenset({"join_owner_unknown", "join_owner_ambiguous"})
"""Refusals of the name in the field of the owner; they name those who may be meant."""


class TillJoiner(Protocol):
    """What joining needs done."""

    def is_half_joined(self) -> bool:
        """Say whether a joining was interrupted here and has to be gone on with."""
        ...

    def join(self, draft: JoinDraft, lang: Lang, theme: str, report: Report) -> None:
        """Join a shop as a new till of it; interrupted, it is gone on with by the same draft."""
        ...


class JoinView(Protocol):
    def show_join(self, again: bool) -> None: ...
    def show_joining(self, under_way: bool) -> None: ...
    def show_join_progress(self, done: int, total: int) -> None: ...
    def show_join_problem(self, field: str, code: str) -> None: ...


class Around(Protocol):
    """What joining needs of the program around it."""

    def lang(self) -> Lang: ...
    def theme(self) -> str: ...
    def finish(self) -> None:
        """The shop may be opened."""
        ...


class Joining:
    """Handlers are called by the form's signals; `set_busy` and `refused` are the wizard's own."""

    def __init__(
        self,
        view: JoinView,
        tasks: Tasks,
        maker: TillJoiner,
        around: Around,
        set_busy: Callable[[bool], None],
        refused: Callable[[LoyaltyError], None],
        say_nothing: Callable[[], None],
    ) -> None:
        self._view, self._tasks, self._maker, self._around = view, tasks, maker, around
        self._set_busy, self._refused, self._say_nothing = set_busy, refused, say_nothing
        self._under_way = False

    def go_on(self) -> None:
        """Ask again for what a joining that was interrupted takes."""
        self._view.show_join(True)

    def on_wanted(self) -> None:
        """Ask for what joining takes."""
        self._say_nothing()
        self._view.show_join(False)

    def on_given(self, draft: JoinDraft) -> None:
        """Join with what was typed."""
        if self._under_way:
            return
        self._say_nothing()
        missing = [name for name in ("url", "code", "owner", "pin") if not getattr(draft, name).strip()]
        if missing:
            self._view.show_join_problem(missing[0], EMPTY)
        elif draft.pin != draft.pin_again:
            self._view.show_join_problem("pin_again", PINS_DIFFER)
        else:
            self._join(draft)

    def _join(self, draft: JoinDraft) -> None:
        self._go(True)
        lang, theme = self._around.lang(), self._around.theme()
        self._tasks.long(
            lambda report: self._maker.join(draft, lang, theme, report),
            lambda _: self._around.finish(),
            self._stopped,
            self._view.show_join_progress,
        )

    def _stopped(self, error: LoyaltyError) -> None:
        self._go(False)
        if self._maker.is_half_joined():
            self._view.show_join(True)
        self._refused(error)
        if error.code in _OF_OWNER:
            self._view.show_join_problem("owner", NO_OWNER)

    def _go(self, under_way: bool) -> None:
        self._under_way = under_way
        self._set_busy(under_way)
        self._view.show_joining(under_way)
