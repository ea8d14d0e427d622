"""The one bridge from screens to threads: `Lanes` is the real `Tasks`.

What must hold: worker threads never touch a widget; each result crosses as one closure through one queued
signal of one object that lives as long as the program; cyclic garbage is collected on the thread of the
screen alone (see `garbage`), because a cycle that holds a Qt object must not die on a worker.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.traces import unexpected
from desktop.ui.tasks import Cancelled, Job, OnError, Report
from loyalty.errors import LoyaltyError

T = TypeVar("T")
Home = tuple[Job, Callable[[], None], bool]
"""What comes back of a piece of work: a closure for the thread of the screen, and whether it is the last of it."""
SOON = 0.004
"""Seconds the screen waits for an answer rather than be painted without it first; a quarter of a frame."""
PROGRESS_EVERY = 0.1
"""Seconds between two reports of progress that reach the screen."""


class Lanes(QObject):
    """`Tasks` over threads. `on_crash` gets what is not a LoyaltyError, on the thread of the screen; who waits gets
    `on_error` with `unexpected` after it."""

    _came_back = Signal(object)

    def __init__(
        self, on_crash: Callable[[BaseException], None] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._on_crash = on_crash or _raise
        self._local = ThreadPoolExecutor(1, "local-lane")
        self._remote = ThreadPoolExecutor(3, "remote-lane")
        self._long = ThreadPoolExecutor(1, "long-lane")
        self._open: set[int] = set()
        self._over = False
        self._came_back.connect(self._run_closure, Qt.ConnectionType.QueuedConnection)

    def local(
        self,
        work: Callable[[], T],
        on_result: Callable[[T], None] | None = None,
        on_error: OnError | None = None,
    ) -> Job:
        return self._start(self._local, Job(), work, on_result, on_error)

    def soon(
        self,
        work: Callable[[], T],
        on_result: Callable[[T], None] | None = None,
        on_error: OnError | None = None,
    ) -> Job:
        job = Job()
        if self._over:
            job.ended = True
            return job
        self._open.add(id(job))
        told = self._local.submit(self._outcome, job, work, on_result, on_error)
        try:
            self._run_closure(told.result(SOON))
        except TimeoutError:
            told.add_done_callback(self._bring_home)
        return job

    def remote(
        self,
        work: Callable[[], T],
        on_result: Callable[[T], None] | None = None,
        on_error: OnError | None = None,
    ) -> Job:
        return self._start(self._remote, Job(), work, on_result, on_error)

    def long(
        self,
        work: Callable[[Report], T],
        on_result: Callable[[T], None] | None = None,
        on_error: OnError | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> Job:
        job = Job()
        report = Report(job, self._teller(job, on_progress))
        return self._start(self._long, job, lambda: work(report), on_result, on_error)

    @property
    def busy(self) -> bool:
        """Whether anything is still under way."""
        return bool(self._open)

    def close(self) -> None:
        """Let running work end, drop what has not begun and what would still come back. Call once, at the end."""
        self._over = True
        for pool in (self._long, self._remote, self._local):
            pool.shutdown(wait=True, cancel_futures=True)

    def _start(
        self,
        pool: ThreadPoolExecutor,
        job: Job,
        work: Callable[[], Any],
        on_result: Callable[[Any], None] | None,
        on_error: OnError | None,
    ) -> Job:
        if self._over:
            job.ended = True
            return job
        self._open.add(id(job))
        pool.submit(self._work, job, work, on_result, on_error)
        return job

    def _work(
        self,
        job: Job,
        work: Callable[[], Any],
        on_result: Callable[[Any], None] | None,
        on_error: OnError | None,
    ) -> None:
        """On a worker: send the outcome home."""
        self._came_back.emit(self._outcome(job, work, on_result, on_error))

    def _bring_home(self, told: Future[Home]) -> None:
        if not told.cancelled():
            self._came_back.emit(told.result())

    def _outcome(
        self,
        job: Job,
        work: Callable[[], Any],
        on_result: Callable[[Any], None] | None,
        on_error: OnError | None,
    ) -> Home:
        """On a worker: return the outcome as a closure."""
        back: Callable[[], None] = _nothing
        try:
            if not job.cancelled:
                result = work()
                back = _bound(on_result, result) if on_result else _nothing
        except Cancelled:
            pass
        except LoyaltyError as error:
            back = _bound(on_error or self._on_crash, error)
        except BaseException as error:  # a defect must be reported, not swallowed by the thread pool
            back = partial(self._tell_defect, error, on_error)
        return job, back, True

    def _tell_defect(self, defect: BaseException, on_error: OnError | None) -> None:
        self._on_crash(defect)
        if on_error is not None:  # else a screen would wait for ever
            on_error(unexpected(defect))

    def _teller(self, job: Job, on_progress: Callable[[int, int], None] | None) -> Callable[[int, int], None]:
        last = [0.0]

        def tell(done: int, total: int) -> None:
            now = time.monotonic()
            if on_progress is not None and (now - last[0] >= PROGRESS_EVERY or done >= total):
                last[0] = now
                self._came_back.emit((job, lambda: on_progress(done, total), False))

        return tell

    @Slot(object)
    def _run_closure(self, home: Home) -> None:
        job, back, last = home
        if last:
            self._open.discard(id(job))
            job.ended = True
        if not job.cancelled and not self._over:
            back()


def _bound(call: Callable[[Any], None], value: Any) -> Callable[[], None]:
    return lambda: call(value)


def _nothing() -> None:
    """The work gave nothing back."""


def _raise(error: BaseException) -> None:
    raise error
