"""Does what a person asked for; where they may not alone, asks for the PIN of somebody who may, in place. No Qt.

What must hold: work that was refused for want of a right has written nothing, so it is simply run again with the
approval; a PIN is forgotten with every answer; the approver's key is forgotten once the act is over. What was still
being looked up when the till was locked or the panel left asks nobody and approves nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol, TypeVar

from desktop.ui.approval.shown import Approver, ShownApproval
from desktop.ui.tasks import Tasks
from desktop.usecases.sign_in import Session
from loyalty.documents import Text
from loyalty.errors import LoyaltyError
from loyalty.problems import hint, say
from loyalty.words import Lang, fold_digits

T = TypeVar("T")
MOST_FIGURES = 12
LEAST_FIGURES = 4
Work = Callable[[Session | None], T]


class ApprovalView(Protocol):
    """The part of a screen that asks for a PIN."""

    def show_approval(self, shown: ShownApproval | None) -> None:
        """Ask for a PIN in place, or no more."""
        ...


class Approvals(Protocol):
    """The people who may approve, and their PINs."""

    def currency(self) -> str:
        """Return the shop's money."""
        ...

    def approvers(self, act: str) -> tuple[Approver, ...]:
        """Return who else may do an act here."""
        ...

    def approve(self, staff_id: str, pin: str) -> Session:
        """Return the approver's session; raises pin_wrong(left=), pin_wait(seconds=), pin_disabled(tries=)."""
        ...

    def release(self, approval: Session) -> None:
        """Forget the approver's key."""
        ...


def sentence(error: LoyaltyError, lang: Lang, currency: str = "") -> str:
    """Return what is wrong and what to do, one line each; amounts in the shop's money where it is told."""
    return "\n".join(text for text in (say(error, lang, currency), hint(error, lang, currency)) if text)


class ApprovalDesk:
    """`run(work, then, wrong)`: `work` gets None at first, and the approver's session the second time."""

    def __init__(
        self, view: ApprovalView, tasks: Tasks, port: Approvals, *, lang: Callable[[], Lang]
    ) -> None:
        self._view, self._tasks, self._port, self._lang = view, tasks, port, lang
        self._act, self._people, self._chosen, self._pin = Text("", ""), (), "", ""
        self._again: Callable[[Session], None] | None = None
        self._busy, self._turn = False, 0

    _people: tuple[Approver, ...]

    @property
    def asking(self) -> bool:
        """Say whether a PIN is asked now."""
        return self._again is not None

    def run(self, work: Work[T], then: Callable[[T], None], wrong: Callable[[LoyaltyError], None]) -> None:
        """Run work in the database lane, with an approval where it takes one."""

        turn = self._turn

        def refused(error: LoyaltyError) -> None:
            if error.code != "not_allowed" or not error.values.get("act"):
                wrong(error)
            elif turn == self._turn:
                self._look_who_may(error, partial(self._run_approved, work, then, wrong), wrong)

        self._tasks.local(lambda: work(None), then, refused)

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

    def press(self, figure: str) -> None:
        """Take one figure of the PIN."""
        if self.asking and not self._busy:
            self._pin = (self._pin + fold_digits(figure))[:MOST_FIGURES]
            self._show()

    def erase(self, *, all_of_it: bool = False) -> None:
        """Take the last figure back, or all."""
        self._pin = "" if all_of_it else self._pin[:-1]
        self._show()

    def submit(self) -> None:
        """Try the PIN; one too short is not worth a try."""
        if self._busy or not self._chosen or len(self._pin) < LEAST_FIGURES:
            return
        pin, self._pin, self._busy = self._pin, "", True
        self._show()
        turn = self._turn
        self._tasks.local(
            partial(self._port.approve, self._chosen, pin),
            partial(self._approved, turn),
            partial(self._wrong, turn),
        )

    def leave(self) -> None:
        """Ask no more; nothing was done."""
        if self.asking:
            self._turn += 1
        self._again, self._pin, self._busy = None, "", False
        self._view.show_approval(None)

    def lock(self) -> None:
        """Nobody sits here any more, or another: ask no more, and let what is on its way end here."""
        self._turn += 1
        if self.asking:
            self.leave()

    def _look_who_may(
        self, error: LoyaltyError, again: Callable[[Session], None], wrong: Callable[[LoyaltyError], None]
    ) -> None:
        turn = self._turn

        def found(people: tuple[Approver, ...]) -> None:
            if turn != self._turn:
                return
            if not people:
                wrong(error)
                return
            self._act = Text(str(error.values.get("act_fa", "")), str(error.values.get("act_en", "")))
            self._again, self._people = again, people
            self._chosen, self._pin = people[0].staff_id, ""
            self._show()

        self._tasks.local(partial(self._port.approvers, str(error.values["act"])), found, wrong)

    def _run_approved(
        self,
        work: Work[Any],
        then: Callable[[Any], None],
        wrong: Callable[[LoyaltyError], None],
        approval: Session,
    ) -> None:
        def approved() -> Any:
            try:
                return work(approval)
            finally:
                self._port.release(approval)

        self._tasks.local(approved, then, wrong)

    def _approved(self, turn: int, approval: Session) -> None:
        again = self._again
        if again is None or turn != self._turn:  # The panel was closed while the PIN was looked at.
            self._port.release(approval)
            return
        self.leave()
        again(approval)

    def _wrong(self, turn: int, error: LoyaltyError) -> None:
        if self.asking and turn == self._turn:
            self._busy = False
            self._show(say(error, self._lang()))

    def _show(self, problem: str = "") -> None:
        if self.asking:
            shown = ShownApproval(self._act, self._people, self._chosen, len(self._pin), problem, self._busy)
            self._view.show_approval(shown)
