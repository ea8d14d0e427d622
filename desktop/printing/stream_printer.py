"""A printer at the end of a wire that can speak back: network, serial, USB.

After a job it is asked `GS r 1` on the same wire, which a printer answers only when it has carried out everything
before it. One that does not know the question is asked DLE EOT instead; one that hangs up or falls silent leaves doubt.
After a job that was cut off, and at start, when the last one may have been, the printer may still wait for the rest of
an image and would swallow the head of the next receipt: it is first given enough white to end any image.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from desktop.printing.escpos_bytes import ASK_IN_ORDER, FLUSH
from desktop.printing.links import PIECE, Link, NoLink, Opener
from desktop.printing.status import (
    ASK_ORDER,
    PrinterStatus,
    is_answer,
    is_answer_in_order,
    judge,
    question,
)

BYTES_A_SECOND = 25_000
"""How slowly a printer may work through a job before it is doubted (about 45 mm of paper a second)."""
QUICK = 0.7
"""Seconds for the second and later answers of a printer that has answered once."""


class NotSent(Exception):
    """Nothing of the job can be on paper."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class MaybeSent(Exception):
    """Some or all of the job may be on paper."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class StreamPrinter:
    """`patience` in seconds; `answers` False for a wire that only goes one way. One thread at a time."""

    opener: Opener
    patience: float
    answers: bool = True
    may_be_amid_image: bool = True

    def status(self) -> PrinterStatus:
        """Ask the four questions on a fresh wire."""
        try:
            with closing(self.opener()) as link:
                return self._ask(link) if self.answers else PrinterStatus("unknown")
        except NoLink as problem:
            return PrinterStatus("offline", problem.reason)
        except OSError:
            return PrinterStatus("silent")

    def send(self, job: bytes) -> bool:
        """Send a job and wait until the printer says that it is done; see `printers.Printer`."""
        try:
            link = self.opener()
        except NoLink as problem:
            raise NotSent(problem.reason) from problem
        with closing(link):
            self._flush(link)
            self.may_be_amid_image = True
            self._write(link, job)
            confirmed = self._confirm(link, len(job)) if self.answers else False
            self.may_be_amid_image = False
            return confirmed

    def _flush(self, link: Link) -> None:
        try:
            if self.may_be_amid_image:
                link.write(FLUSH)
        except TimeoutError as problem:
            raise NotSent("stalled") from problem
        except OSError as problem:
            raise NotSent("reset") from problem

    def _write(self, link: Link, job: bytes) -> None:
        try:
            for at in range(0, len(job), PIECE):
                link.write(job[at : at + PIECE])
        except TimeoutError as problem:
            raise MaybeSent("stalled") from problem
        except OSError as problem:
            raise MaybeSent("reset") from problem

    def _confirm(self, link: Link, sent: int) -> bool:
        """Return True when the printer answered in order, False when it is merely well; raises MaybeSent."""
        try:
            link.write(ASK_IN_ORDER)
            answer = _await_byte(link, self.patience + sent / BYTES_A_SECOND, is_answer_in_order)
            if answer is not None:
                if answer & 0x0C:
                    raise MaybeSent("paper_out")
                return True
            status = self._ask(link)
        except OSError as problem:
            raise MaybeSent("reset") from problem
        if status.blocked:
            raise MaybeSent(status.reason)
        return False

    def _ask(self, link: Link) -> PrinterStatus:
        answers: dict[int, int] = {}
        for n in ASK_ORDER:
            link.write(question(n))
            answer = _await_byte(link, min(self.patience, QUICK) if answers else self.patience, is_answer)
            if answer is None and not answers:
                return PrinterStatus("silent")
            if answer is not None:
                answers[n] = answer
        return judge(answers)


def _await_byte(link: Link, seconds: float, wanted: Callable[[int], bool]) -> int | None:
    """Return the first byte that is wanted within so many seconds, passing over all others."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        for byte in link.read(left):
            if wanted(byte):
                return byte
    return None
