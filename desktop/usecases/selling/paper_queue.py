"""The print queue: rows that say what waits for paper, made with the act itself, printed after it is durable.

A slip is laid out when it is printed, from facts, so it shows the balances as of its sale. A job that may have
reached the paper is `doubtful` and never sent again by itself: a person asks for it (`retry_jobs`), as a copy.
"""

# ruff: noqa: S608 - only placeholders and this file's own column lists are put into statements.
from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.models.log import Tx
from desktop.models.sources import Source
from desktop.usecases.authority import authorise
from desktop.usecases.members.words import clean_line
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError, require

SLIPS = ("receipt", "refund", "void", "shift", "day", "test", "card")
STATES = ("queued", "sending", "waiting", "printed", "doubtful", "failed", "dropped")
OPEN = ("queued", "sending", "waiting", "doubtful", "failed")
"""States of slips that are not on paper yet, or not surely."""

MOST_AGAIN = 1_000

_COLUMNS = "job_id, kind, fact_id, member_id, document, state, copies, tries, problem, made_at"


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A slip in the queue; `copies` is 0 for the first print, n for "copy n"; `document` is its own values."""

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


def queue_slip(
    tx: Tx,
    kind: str,
    fact_id: str | None,
    *,
    member_id: str | None = None,
    copies: int = 0,
    values: Mapping[str, object] | None = None,
) -> str:
    """Add a slip to the queue inside the transaction of what it tells; return the job's id."""
    job_id = tx.new_id()
    tx.run(
        "INSERT INTO print_job (job_id, kind, fact_id, member_id, document, state, copies, tries, problem, made_at,"
        " moved_at) VALUES (?, ?, ?, ?, ?, 'queued', ?, 0, '', ?, ?)",
        (
            job_id,
            kind,
            fact_id,
            member_id,
            json.dumps(dict(values or {}), ensure_ascii=False),
            copies,
            tx.at,
            tx.at,
        ),
    )
    return job_id


def copies_of(db: Source, fact_id: str) -> int:
    """Return how many slips of a fact were asked for so far."""
    return int(db.value("SELECT count(*) FROM print_job WHERE fact_id = ?", (fact_id,)))


def queue_copy(till: Till, session: Session, kind: str, fact_id: str, member_id: str | None) -> int:
    """Queue a slip once more and return its copy number (1 for the first copy)."""
    authorise(till, session, "print_copy")
    with till.transaction(session.staff_id) as tx:
        copies = max(1, copies_of(tx, fact_id))
        queue_slip(tx, kind, fact_id, member_id=member_id, copies=copies)
        return copies


def next_job(db: Source) -> PrintJob | None:
    """Return the oldest slip that waits, None where none does."""
    row = db.row(
        f"SELECT {_COLUMNS} FROM print_job WHERE state IN ('queued', 'waiting') ORDER BY made_at, job_id LIMIT 1"
    )
    return None if row is None else PrintJob(*row)


def list_jobs(db: Source, states: Sequence[str] = STATES, limit: int = 100) -> tuple[PrintJob, ...]:
    """Return slips in some states, the newest first."""
    marks = ", ".join("?" * len(states))
    rows = db.rows(
        f"SELECT {_COLUMNS} FROM print_job WHERE state IN ({marks}) ORDER BY made_at DESC, job_id DESC LIMIT ?",
        (*states, limit),
    )
    return tuple(PrintJob(*row) for row in rows)


def job_named(db: Source, job_id: str) -> PrintJob:
    """Return a slip of the queue; raises `print_job_unknown`."""
    row = db.row(f"SELECT {_COLUMNS} FROM print_job WHERE job_id = ?", (clean_line(job_id),))
    if row is None:
        raise LoyaltyError("print_job_unknown", job=job_id)
    return PrintJob(*row)


def move_job(till: Till, job_id: str, state: str, problem: str = "") -> None:
    """Note how far a slip has come; every try that printed nothing counts."""
    with till.transaction("") as tx:
        tx.run(
            "UPDATE print_job SET state = ?, problem = ?, tries = tries + (? = 'waiting'), moved_at = ?"
            " WHERE job_id = ?",
            (state, problem, state, tx.at, job_id),
        )


def doubt_interrupted(till: Till) -> int:
    """Mark slips that were being sent when the till stopped: nobody knows whether they came out."""
    with till.transaction("") as tx:
        stuck = int(tx.value("SELECT count(*) FROM print_job WHERE state = 'sending'"))
        if stuck:
            tx.run(
                "UPDATE print_job SET state = 'doubtful', problem = 'interrupted', moved_at = ?"
                " WHERE state = 'sending'",
                (tx.at,),
            )
        return stuck


def retry_jobs(till: Till, job_ids: Sequence[str] = ()) -> int:
    """Queue slips again that failed, wait or are in doubt (all such when none is named); return how many.

    One that may be on paper already prints as the next copy.
    """
    with till.transaction("") as tx:
        again = ("waiting", "doubtful", "failed")
        names = tuple(job_ids) or tuple(job.job_id for job in list_jobs(tx, again, MOST_AGAIN))
        for name in names:
            job = job_named(tx, name)
            require(job.state in again, "print_job_not_so", state=job.state, event="retry")
            tx.run(
                "UPDATE print_job SET state = 'queued', problem = '', tries = 0, copies = copies + ?, moved_at = ?"
                " WHERE job_id = ?",
                (int(job.state == "doubtful"), tx.at, name),
            )
        return len(names)


def drop_job(till: Till, job_id: str) -> None:
    """Give a slip up: a person says it is not wanted any more."""
    with till.read() as db:
        job_named(db, job_id)
    move_job(till, job_id, "dropped")
