"""What lending on trust would stand on: the tills a document reaches, and what is spent of credit there in a month."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.models.queries.places import credit_spent_after, lending_tills
from desktop.models.sources import Source

DAYS = 30


@dataclass(frozen=True, slots=True)
class TrustGround:
    """How many tills may lend by a document, and the credit spent at them in the last `DAYS` days."""

    tills: int
    spent: int


def trust_ground(db: Source, branch_id: str, today: dt.date) -> TrustGround:
    """Return what a `trust` document of a branch, or of the business, stands on."""
    since = today - dt.timedelta(days=DAYS)
    return TrustGround(lending_tills(db, branch_id), credit_spent_after(db, branch_id, since))
