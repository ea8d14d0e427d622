"""How a print job lives: a pure state machine and one step of work. The rows are kept by whoever owns the source.

What must hold: a job is marked `sending` before its first byte may leave; one found in `sending` at start was
interrupted and is in doubt; a job in doubt is never printed again by itself, a person says "it is there" or asks for a
reprint, and a reprint is a new copy that says so. Trouble of a printer never leaves `work_once`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, Protocol

from desktop.printing.printers import Printer, PrintOutcome, print_job
from loyalty.errors import LoyaltyError

JobState = Literal["queued", "sending", "waiting", "printed", "doubtful", "failed", "dropped"]
Event = Literal[
    "started", "printed", "held", "doubted", "broken", "interrupted", "confirmed", "reprinted", "dropped"
]

_MOVES: dict[tuple[JobState, Event], JobState] = {
    ("queued", "started"): "sending",
    ("waiting", "started"): "sending",
    ("sending", "printed"): "printed",
    ("sending", "held"): "waiting",
    ("sending", "doubted"): "doubtful",
    ("sending", "broken"): "failed",
    ("sending", "interrupted"): "doubtful",
    ("doubtful", "confirmed"): "printed",
    ("doubtful", "reprinted"): "queued",
    ("printed", "reprinted"): "queued",
    ("failed", "reprinted"): "queued",
    ("queued", "dropped"): "dropped",
    ("waiting", "dropped"): "dropped",
    ("doubtful", "dropped"): "dropped",
    ("failed", "dropped"): "dropped",
}
BACK_OFF = (1_000, 2_000, 5_000, 10_000, 20_000, 30_000)
"""Milliseconds to wait after the first, second, … failure in a row; the last repeats."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A job as the queue sees it: `copy` 0 for the first print; `attempts` counts tries that printed nothing."""

    job_id: str
    state: JobState = "queued"
    copy: int = 0
    attempts: int = 0


class JobSource(Protocol):
    """Where jobs come from and where their state is kept."""

    def next_job(self) -> PrintJob | None:
        """Return the oldest job that is queued or waiting, or None."""

    def mark(self, job_id: str, state: JobState, reason: str) -> None:
        """Keep a job's state durably before returning."""

    def render(self, job: PrintJob) -> bytes:
        """Return the job's bytes (saying "copy n" when `copy` is n); raises LoyaltyError when it cannot be laid out."""


@dataclass(frozen=True, slots=True)
class Worked:
    """What one step did; `wait_ms` before the next is worth while (0 for at once, or nothing to do)."""

    job_id: str = ""
    state: JobState | None = None
    reason: str = ""
    wait_ms: int = 0
    paper_low: bool = False


def next_state(state: JobState, event: Event) -> JobState:
    """Return the state after an event; raises `print_job_not_so`."""
    if (state, event) not in _MOVES:
        raise LoyaltyError("print_job_not_so", state=state, event=event)
    return _MOVES[state, event]


def back_off(attempts: int) -> int:
    """Return milliseconds to wait after so many failures in a row."""
    return BACK_OFF[min(attempts, len(BACK_OFF)) - 1] if attempts > 0 else 0


def work_once(source: JobSource, printer: Printer) -> Worked:
    """Print the next job of the source, if there is one."""
    job = source.next_job()
    if job is None:
        return Worked()
    sending = next_state(job.state, "started")
    source.mark(job.job_id, sending, "")
    try:
        ready = source.render(job)
    except LoyaltyError as problem:
        return _settle(source, job, next_state(sending, "broken"), problem.code)
    outcome = print_job(printer, ready)
    return _settle(source, job, next_state(sending, _event_of(outcome)), outcome.reason, outcome.paper_low)


def _event_of(outcome: PrintOutcome) -> Event:
    events: dict[str, Event] = {"printed": "printed", "waiting": "held", "doubtful": "doubted"}
    return events[outcome.state]


def _settle(
    source: JobSource, job: PrintJob, state: JobState, reason: str, paper_low: bool = False
) -> Worked:
    source.mark(job.job_id, state, reason)
    wait = back_off(job.attempts + 1) if state == "waiting" else 0
    return Worked(job.job_id, state, reason, wait, paper_low)


def interrupted(job: PrintJob) -> PrintJob:
    """Return a job found in `sending` when the till starts: it may have been printed."""
    return replace(job, state=next_state(job.state, "interrupted"))


def reprint_of(job: PrintJob, job_id: str) -> PrintJob:
    """Return the next copy of a job as a job of its own; one that was in doubt is then to be marked `dropped`."""
    return PrintJob(job_id, next_state(job.state, "reprinted"), job.copy + 1)
