"""Slips by what a person names: a receipt's number or code, a refund's, a sale's id; printed again as a copy.

A copy counts whether it goes to the printer or into a file, so that paper never looks like a first print twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.models.folding import fold_digits
from desktop.models.queries.receipts import read_number, receipt_numbers, slip_of, undone_by
from desktop.models.queries.sales import sale
from desktop.models.sources import Source
from desktop.usecases.members.words import clean_line
from desktop.usecases.selling.paper_queue import PrintJob, list_jobs, queue_copy
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError

RETURN_CODE = "b1:"
"""What the code on a receipt begins with, before the sale's id."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip that was or may be printed: receipt, refund or void, and the fact it tells."""

    kind: str
    fact_id: str
    member_id: str | None


def slip_named(db: Source, reference: str) -> Slip:
    """Return the slip of a printed number, a receipt's code or an id; raises `sale_unknown`, `receipt_of_two_tills`."""
    plain = fold_digits(clean_line(reference))
    slip = _numbered(db, plain) if read_number(plain) else _by_id(db, _id_of(plain))
    if slip is None:
        raise LoyaltyError("sale_unknown", sale=plain[:40])
    return slip


def copy_slip(till: Till, session: Session, reference: str) -> PrintJob:
    """Queue a slip once more, as the next copy, and return its job."""
    with till.read() as db:
        slip = slip_named(db, reference)
    copies = queue_copy(till, session, slip.kind, slip.fact_id, slip.member_id)
    with till.read() as db:
        jobs = list_jobs(db, ("queued",))
    return next(job for job in jobs if job.fact_id == slip.fact_id and job.copies == copies)


def _id_of(text: str) -> str:
    return text.lower().removeprefix(RETURN_CODE)


def _numbered(db: Source, text: str) -> Slip | None:
    named = read_number(text)
    found = slip_of(db, named) if named else None
    return Slip(found.kind, found.fact_id, found.member_id) if found else None


def numbers_on(till: Till, papers: Iterable[PrintJob]) -> Mapping[str, str]:
    """Return the numbers printed on slips, by the fact each tells; a slip without one is left out."""
    with till.read() as db:
        return receipt_numbers(db, [job.fact_id for job in papers if job.fact_id])


def _by_id(db: Source, fact_id: str) -> Slip | None:
    row = undone_by(db, fact_id)
    if row is not None:
        return Slip(*row)
    found = sale(db, fact_id)
    return Slip("receipt", found.sale_id, found.member_id) if found and found.origin == "till" else None
