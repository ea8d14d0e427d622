"""The print queue: slips are made with the act they tell, and printed after it is durable.

A slip is laid out when it is printed, from facts, so it shows the balances as of its sale. A job that may have
reached the paper is `doubtful` and never sent again by itself: a person asks for it (`retry_jobs`), as a copy.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from desktop.models import paper
from desktop.models.log import Tx
from desktop.models.paper import PrintJob
from desktop.models.sources import Source
from desktop.usecases.authority import authorise
from desktop.usecases.members.words import clean_line
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError, require

__all__ = [
    "PrintJob",
    "drop_all",
    "drop_job",
    "hold_old_slips",
    "job_named",
    "list_jobs",
    "next_job",
    "queue_copy",
    "queue_slip",
    "retry_jobs",
]

SLIPS = ("receipt", "refund", "void", "shift", "day", "test", "card")
STATES = ("queued", "sending", "waiting", "printed", "doubtful", "failed", "dropped")
OPEN = ("queued", "sending", "waiting", "doubtful", "failed")
"""States of slips that are not on paper yet, or not surely."""

AGAIN = ("waiting", "doubtful", "failed")
MOST_AGAIN = 1_000
_WRITTEN = json.JSONEncoder(ensure_ascii=False)


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
    document = _WRITTEN.encode(dict(values or {}))
    job = PrintJob(tx.new_id(), kind, fact_id, member_id, document, "queued", copies, 0, "", tx.at)
    paper.queue_print(tx, job)
    return job.job_id


def queue_copy(till: Till, session: Session, kind: str, fact_id: str, member_id: str | None) -> int:
    """Queue a slip once more and return its copy number (1 for the first copy)."""
    authorise(till, session, "print_copy")
    with till.transaction(session.staff_id) as tx:
        copies = max(1, paper.count_prints(tx, fact_id))
        queue_slip(tx, kind, fact_id, member_id=member_id, copies=copies)
        return copies


def next_job(db: Source) -> PrintJob | None:
    """Return the oldest slip that waits, None where none does."""
    return paper.next_print(db)


def list_jobs(db: Source, states: Sequence[str] = STATES, limit: int = 100) -> tuple[PrintJob, ...]:
    """Return slips in some states, the newest first."""
    return paper.prints(db, states, limit)


def job_named(db: Source, job_id: str) -> PrintJob:
    """Return a slip of the queue; raises `print_job_unknown`."""
    job = paper.print_named(db, clean_line(job_id))
    if job is None:
        raise LoyaltyError("print_job_unknown", job=job_id)
    return job


def move_job(till: Till, job_id: str, state: str, problem: str = "") -> None:
    """Note how far a slip has come."""
    with till.transaction("") as tx:
        paper.move_print(tx, job_id, state, tx.at, problem)


def doubt_interrupted(till: Till) -> int:
    """Mark slips that were being sent when the till stopped: nobody knows whether they came out."""
    with till.read() as db:
        stuck = paper.count_in(db, ("sending",))
    if stuck:
        with till.transaction("") as tx:
            paper.doubt_sending(tx, tx.at)
    return stuck


def retry_jobs(till: Till, job_ids: Sequence[str] = ()) -> int:
    """Queue slips again that failed, wait or are in doubt (all such when none is named); return how many.

    One that may be on paper already prints as the next copy.
    """
    with till.transaction("") as tx:
        named = tuple(job_named(tx, name) for name in job_ids)
        jobs = named or list_jobs(tx, AGAIN, MOST_AGAIN)
        for job in jobs:
            require(job.state in AGAIN, "print_job_not_so", state=job.state, event="retry")
            paper.requeue_print(tx, job.job_id, tx.at, as_copy=job.state == "doubtful")
        return len(jobs)


def hold_old_slips(tx: Tx) -> int:
    """Keep slips that were made while there was no printer from coming out by themselves; return how many.

    Asked for when a printer is set: a stack of old receipts is offered (`retry_jobs`, `drop_job`), never simply printed.
    """
    return paper.hold_waiting(tx, tx.at, "no_printer_then")


def drop_all(till: Till) -> int:
    """Give up every slip that is not on paper yet; return how many."""
    with till.transaction("") as tx:
        return paper.drop_open(tx, tuple(state for state in OPEN if state != "sending"), tx.at)


def drop_job(till: Till, job_id: str) -> None:
    """Give a slip up: a person says it is not wanted any more."""
    with till.read() as db:
        job = job_named(db, job_id)
    move_job(till, job.job_id, "dropped")
