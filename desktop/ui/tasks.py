"""The seam between presenters and threads. No Qt here: presenters and their tests import it.

Work runs in one of two lanes: `local`, one thread, everything that touches the till's database; `remote`,
a few threads, network and printers, which may be slow or silent. Results and errors come back on the
thread of the screen. A `LoyaltyError` goes to `on_error`; anything else is a defect and goes to the crash
reporter, and to `on_error` as `unexpected`: a screen never waits for what does not come. After `cancel()` nothing comes back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from loyalty.errors import LoyaltyError

T = TypeVar("T")
OnError = Callable[[LoyaltyError], None]


class Cancelled(Exception):
    """Raised inside long work at its next report after the person cancelled it."""


@dataclass(slots=True)
class Job:
    """One piece of work under way."""

    cancelled: bool = False
    ended: bool = False

    def cancel(self) -> None:
        """Forget the result; long work stops at its next report."""
        self.cancelled = True


@dataclass(slots=True)
class Report:
    """Passed to long work: `report(done, total)` tells how far it is and stops it when cancelled."""

    job: Job
    tell: Callable[[int, int], None]

    def __call__(self, done: int, total: int) -> None:
        if self.job.cancelled:
            raise Cancelled
        self.tell(done, total)


class Tasks(Protocol):
    def local(
        self,
        work: Callable[[], T],
        on_result: Callable[[T], None] | None = None,
        on_error: OnError | None = None,
    ) -> Job:
        """Run `work` in the database lane, in the order it was asked for."""
        ...

    def soon(
        self,
        work: Callable[[], T],
        on_result: Callable[[T], None] | None = None,
        on_error: OnError | None = None,
    ) -> Job:
        """Run the same; what comes within a moment nobody sees comes back before this returns: no screen is painted twice."""
        ...

    def remote(
        self,
        work: Callable[[], T],
        on_result: Callable[[T], None] | None = None,
        on_error: OnError | None = None,
    ) -> Job:
        """Run `work` in the lane of network and printers."""
        ...

    def long(
        self,
        work: Callable[[Report], T],
        on_result: Callable[[T], None] | None = None,
        on_error: OnError | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> Job:
        """Run long work beside both lanes; it must open a database session of its own, read-only or short."""
        ...


@dataclass(slots=True)
class ImmediateTasks:
    """Runs everything at once, on the spot: for tests of presenters. `jobs` counts what ran."""

    jobs: list[Job] = field(default_factory=list)

    def local(
        self,
        work: Callable[[], T],
        on_result: Callable[[T], None] | None = None,
        on_error: OnError | None = None,
    ) -> Job:
        return self._run(work, on_result, on_error)

    def soon(
        self,
        work: Callable[[], T],
        on_result: Callable[[T], None] | None = None,
        on_error: OnError | None = None,
    ) -> Job:
        return self.local(work, on_result, on_error)

    def remote(
        self,
        work: Callable[[], T],
        on_result: Callable[[T], None] | None = None,
        on_error: OnError | None = None,
    ) -> Job:
        return self._run(work, on_result, on_error)

    def long(
        self,
        work: Callable[[Report], T],
        on_result: Callable[[T], None] | None = None,
        on_error: OnError | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> Job:
        job = Job()
        report = Report(job, on_progress or _no_progress)
        return self._run(lambda: work(report), on_result, on_error, job)

    def _run(
        self,
        work: Callable[[], Any],
        on_result: Callable[[Any], None] | None,
        on_error: OnError | None,
        job: Job | None = None,
    ) -> Job:
        job = job or Job()
        self.jobs.append(job)
        try:
            result = work()
        except Cancelled:
            pass
        except LoyaltyError as error:
            if on_error is None:
                raise
            on_error(error)
        else:
            if on_result is not None and not job.cancelled:
                on_result(result)
        job.ended = True
        return job


def _no_progress(done: int, total: int) -> None:
    """Nobody asked how far it is."""
    del done, total
