"""The print queue's rows: what waits for paper on this machine. None of it is a fact; an erased member's slips go too."""

# ruff: noqa: S608 - only placeholders and the column list are put into statements.
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.models.sources import Source, Writer


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A slip in the queue; `copies` is 0 for the first print, n for "copy n"; `document` is JSON of its own values."""

    job_id: str
    kind: str
    fact_id: str | None
    member_id: str | None
    document: str
    state: str
    copies: int
    tries: int
    problem: str
    made_at: int


_COLUMNS = "job_id, kind, fact_id, member_id, document, state, copies, tries, problem, made_at"
_ADD = f"INSERT INTO print_job ({_COLUMNS}, moved_at) VALUES ({', '.join('?' * 11)})"


def queue_print(tx: Writer, job: PrintJob) -> None:
    """Add a slip."""
    row = (
        job.job_id,
        job.kind,
        job.fact_id,
        job.member_id,
        job.document,
        job.state,
        job.copies,
        job.tries,
        job.problem,
        job.made_at,
        job.made_at,
    )
    tx.run(_ADD, row)


def count_prints(db: Source, fact_id: str) -> int:
    """Return how many slips of a fact were asked for so far.

    It looks through an index: for what a person now and then asks for, no sale pays with an index of its own.
    """
    return int(db.value("SELECT count(*) FROM print_job WHERE fact_id = ?", (fact_id,)))


def count_in(db: Source, states: Sequence[str]) -> int:
    """Return how many slips are in some states."""
    return int(db.value(f"SELECT count(*) FROM print_job WHERE state IN ({_places(states)})", tuple(states)))


def next_print(db: Source) -> PrintJob | None:
    """Return the oldest slip that waits, None where none does."""
    row = db.row(
        f"SELECT {_COLUMNS} FROM print_job WHERE state IN ('queued', 'waiting') ORDER BY made_at, job_id LIMIT 1"
    )
    return None if row is None else PrintJob(*row)


def prints(db: Source, states: Sequence[str], limit: int) -> tuple[PrintJob, ...]:
    """Return slips in some states, the newest first."""
    rows = db.rows(
        f"SELECT {_COLUMNS} FROM print_job WHERE state IN ({_places(states)})"
        " ORDER BY made_at DESC, job_id DESC LIMIT ?",
        (*states, limit),
    )
    return tuple(PrintJob(*row) for row in rows)


def print_named(db: Source, job_id: str) -> PrintJob | None:
    """Return a slip by its id, None where there is none."""
    row = db.row(f"SELECT {_COLUMNS} FROM print_job WHERE job_id = ?", (job_id,))
    return None if row is None else PrintJob(*row)


def move_print(tx: Writer, job_id: str, state: str, at: int, problem: str = "") -> None:
    """Note how far a slip has come; every try that printed nothing counts.

    A code that is on paper, or wanted no more, is readable nowhere else.
    """
    tx.run(
        "UPDATE print_job SET document = CASE WHEN ?1 IN ('printed', 'dropped') THEN json_remove(document, '$.codes') "
        "ELSE document END, state = ?1, problem = ?2, tries = tries + (?1 = 'waiting'), moved_at = ?3"
        " WHERE job_id = ?4",
        (state, problem[:200], at, job_id),
    )


def requeue_print(tx: Writer, job_id: str, at: int, *, as_copy: bool) -> None:
    """Let a slip wait again from its first try; `as_copy` where it may be on paper already."""
    tx.run(
        "UPDATE print_job SET state = 'queued', problem = '', tries = 0, copies = copies + ?1, moved_at = ?2"
        " WHERE job_id = ?3",
        (int(as_copy), at, job_id),
    )


def hold_waiting(tx: Writer, at: int, problem: str) -> int:
    """Let every slip that waits be printed only where a person asks for it; return how many there were."""
    return tx.run(
        "UPDATE print_job SET state = 'failed', problem = ?, moved_at = ? WHERE state IN ('queued', 'waiting')",
        (problem, at),
    )


def drop_open(tx: Writer, states: Sequence[str], at: int) -> int:
    """Give up every slip in some states and return how many there were."""
    return tx.run(
        "UPDATE print_job SET state = 'dropped', problem = '', document = json_remove(document, '$.codes'), moved_at = ?"
        f" WHERE state IN ({_places(states)})",
        (at, *states),
    )


def doubt_sending(tx: Writer, at: int) -> int:
    """Put every slip that was being sent in doubt and return how many there were."""
    return tx.run(
        "UPDATE print_job SET state = 'doubtful', problem = 'interrupted', moved_at = ? WHERE state = 'sending'",
        (at,),
    )


def _places(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
