"""What lending on trust would stand on: the tills a document reaches, and what is spent of credit there in a month."""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.models.sources import Source

DAYS = 30
_IN_SCOPE = (
    "(?1 = '' AND {0} NOT IN (SELECT substr(name, 7) FROM policy WHERE name GLOB 'trust@*')) OR {0} = ?1"
)
"""A branch, or (empty) every branch that goes by the business's document."""


@dataclass(frozen=True, slots=True)
class TrustGround:
    """How many tills may lend by a document, and the credit spent at them in the last `DAYS` days."""

    tills: int
    spent: int


def trust_ground(db: Source, branch_id: str, today: dt.date) -> TrustGround:
    """Return what a `trust` document of a branch, or of the business, stands on."""
    tills = db.value(
        "SELECT count(*) FROM till WHERE branch_id <> '' AND till_id NOT IN (SELECT till_id FROM enrolled_till "
        f"WHERE retired_at IS NOT NULL) AND ({_IN_SCOPE.format('branch_id')})",
        (branch_id,),
    )
    spent = db.value(
        f"SELECT coalesce(sum(credit_paid), 0) FROM day_branch WHERE ({_IN_SCOPE.format('branch_id')}) AND on_day > ?2",
        (branch_id, (today - dt.timedelta(days=DAYS)).isoformat()),
    )
    return TrustGround(int(tills), int(spent))
