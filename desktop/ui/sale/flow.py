"""The order of things at the counter: what was entered while the till still worked waits its turn.

A scanner and a quick hand are faster than any answer. Work that changes the sale runs one after the other in the
database lane; what a person entered meanwhile is taken up in its order, with the state it then finds.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TypeVar

from desktop.ui.tasks import Tasks
from loyalty.errors import LoyaltyError

T = TypeVar("T")


class Flow:
    """`run` work that changes the sale; `after` lets an act wait until nothing is under way.

    `at_rest` is called whenever nothing is under way and nothing waits.
    """

    def __init__(self, tasks: Tasks, on_error: Callable[[LoyaltyError], None]) -> None:
        self._tasks = tasks
        self._on_error = on_error
        self.at_rest: Callable[[], None] | None = None
        self._under_way = 0
        self._waiting: deque[Callable[[], None]] = deque()

    @property
    def busy(self) -> bool:
        """Say whether something is under way or waits."""
        return bool(self._under_way or self._waiting)

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        on_error: Callable[[LoyaltyError], None] | None = None,
    ) -> None:
        """Run work in the database lane; `then` gets its result before anything that waits."""
        self._under_way += 1
        wrong = on_error or self._fail
        self._tasks.local(
            work, lambda found: self._end(lambda: then(found)), lambda error: self._end(lambda: wrong(error))
        )

    def ask(
        self, work: Callable[[], T], then: Callable[[T], None], on_error: Callable[[LoyaltyError], None]
    ) -> None:
        """Run work that waits for somebody elsewhere in the lane of the network; what was entered meanwhile waits."""
        self._under_way += 1
        self._tasks.remote(
            work,
            lambda found: self._end(lambda: then(found)),
            lambda error: self._end(lambda: on_error(error)),
        )

    def aside(
        self, work: Callable[[], T], then: Callable[[T], None], on_error: Callable[[LoyaltyError], None]
    ) -> None:
        """Run work in the lane of the network that nobody waits for: selling goes on meanwhile."""
        self._tasks.remote(work, then, on_error)

    def after(self, act: Callable[[], None]) -> None:
        """Do something now, or as soon as nothing is under way."""
        self._waiting.append(act)
        self._take_up()

    def drop(self) -> None:
        """Forget what waits: something went wrong, and what was entered blindly no longer means the same."""
        self._waiting.clear()

    def _fail(self, error: LoyaltyError) -> None:
        self.drop()
        self._on_error(error)

    def _end(self, act: Callable[[], None]) -> None:
        # Still counted while `act` runs, so that what waits sees the whole of it done.
        try:
            act()
        finally:
            self._under_way -= 1
            self._take_up()

    def _take_up(self) -> None:
        while self._waiting and not self._under_way:
            self._waiting.popleft()()
        if not self.busy and self.at_rest is not None:
            self.at_rest()
