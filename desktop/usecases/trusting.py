"""What lending on trust would stand on: the tills a document reaches, and what is spent of credit there in a month."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.models.queries.places import branches, credit_spent_after, lending_tills
from desktop.models.queries.policies import latest_version
from desktop.models.sources import Source
from desktop.usecases.policies import own_name
from loyalty.trust import parse_trust

DAYS = 30


@dataclass(frozen=True, slots=True)
class TrustGround:
    """How many tills may lend by a document, and the credit spent at them in the last `DAYS` days.

    `apart`: of a document of the business, the branches with limits of their own, each with the most it can lose in one
    outage: they go by their own, and what can be lost in all is more by that.
    """

    tills: int
    spent: int
    apart: tuple[tuple[str, int], ...] = ()


def trust_ground(db: Source, branch_id: str, today: dt.date) -> TrustGround:
    """Return what a `trust` document of a branch, or of the business, stands on."""
    since = today - dt.timedelta(days=DAYS)
    apart = () if branch_id else tuple(_apart(db))
    return TrustGround(lending_tills(db, branch_id), credit_spent_after(db, branch_id, since), apart)


def _apart(db: Source) -> Iterator[tuple[str, int]]:
    for one in branches(db):
        own = latest_version(db, own_name("trust", one.branch_id))
        if own is not None:
            worst = parse_trust(json.loads(own.document)).worst_loss(lending_tills(db, one.branch_id))
            if worst:
                yield one.name, worst
