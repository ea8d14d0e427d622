"""Reads all there is at a till that sells nothing yet, with all the machine has.

The next page is asked for while the one before it is folded: a new till waits for the line or for itself, not for both.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from desktop.models.fold_beside import processes
from desktop.usecases.exchange.exchanging import (
    Exchanged,
    Progress,
    Reading,
    centre_of,
    exchange_all,
    exchange_once,
    quiet,
)
from desktop.usecases.exchange.wire import Wire
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError
from loyalty.exchange.enrolling import Enrolled, Enrolment, Invitation
from loyalty.exchange.glancing import Glance, glances
from loyalty.exchange.wire import Lines, Reply, Request
from loyalty.facts import Fact

PAGE_ALONE = 20_000
"""How many facts come down at once where nobody waits to sell meanwhile."""
PAGE_FIRST = 200
"""So few tell how many there are, and are folded while the processes that fold the rest have not started yet."""
_NOTHING = Lines()

_Told = tuple[Reply, Lines, Sequence[Fact | Glance] | None]
"""An answer, and the facts that came with it."""


def read_from_nothing(till: Till, wire: Wire, progress: Progress = quiet) -> Exchanged:
    """Read all there is at a till that sells nothing yet, with all the machine has; the tables are the same."""
    first = exchange_once(till, wire, reading=Reading(PAGE_FIRST))
    centre = centre_of(till)
    progress(centre.pos, centre.last_pos)
    with (
        _no_circles_sought(),
        asking_ahead(wire) as line,
        till.store.much_at_hand(),
        processes(centre.last_pos - centre.pos) as beside,
    ):
        rest = exchange_all(till, line, progress, Reading(PAGE_ALONE, tuple(beside), line.facts))
    return replace(rest, pushed=first.pushed + rest.pushed, pulled=first.pulled + rest.pulled)


@dataclass(slots=True)
class Ahead:
    """A line that guesses the next question, and asks it already; guessed wrongly, the answer is thrown away.

    Only questions that bring nothing along are guessed, so that a till that does more than read loses nothing by it.
    """

    line: Wire
    crew: ThreadPoolExecutor
    _guess: Request | None = None
    _answer: Future[_Told] | None = field(default=None)
    _read: tuple[Sequence[bytes], Sequence[Fact | Glance] | None] = ((), None)

    def exchange(self, request: Request, lines: Lines) -> tuple[Reply, Lines]:
        """Return the answer to a message, known already where it was guessed."""
        guess, answer, self._guess, self._answer = self._guess, self._answer, None, None
        # What both hold is told at the end alone, where nothing is guessed any more.
        if answer is not None and guess == replace(request, tally=None) and lines == _NOTHING:
            told = answer.result()
        else:
            if answer is not None:
                answer.exception()
            told = self._ask(request, lines)
        reply, came, read = told
        self._ask_ahead(request, lines, reply)
        self._read = came.facts, read
        return reply, came

    def facts(self, raws: Sequence[bytes]) -> Sequence[Fact | Glance]:
        """Return the facts of the answer that came last: they were read while the page before was folded."""
        of, read = self._read
        return read if read is not None and of is raws else glances(raws)

    def _ask(self, request: Request, lines: Lines) -> _Told:
        reply, came = self.line.exchange(request, lines)
        try:
            return reply, came, glances(came.facts)
        except LoyaltyError:
            # Found again, and told, where they are proven.
            return reply, came, None

    def _ask_ahead(self, request: Request, lines: Lines, reply: Reply) -> None:
        goes_on = reply.verdict == "ok" and not reply.caught_up and reply.generation == request.generation
        if goes_on and lines == _NOTHING and not request.claims:
            self._guess = replace(request, pos=reply.pos, keys_pos=reply.keys_pos, tally=None)
            self._answer = self.crew.submit(self._ask, self._guess, _NOTHING)

    def invitation(self, code: str) -> Invitation:
        """Return what a code is for."""
        return self.line.invitation(code)

    def enroll(self, enrolment: Enrolment) -> Enrolled:
        """Take a code."""
        return self.line.enroll(enrolment)


@contextmanager
def asking_ahead(line: Wire) -> Iterator[Ahead]:
    """Lend a line that asks ahead."""
    with ThreadPoolExecutor(1, "ahead") as crew:
        yield Ahead(line, crew)


@contextmanager
def _no_circles_sought() -> Iterator[None]:
    # A page makes a million small things without circles: looking for circles among them takes a third of the time.
    sought = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if sought:
            gc.enable()
