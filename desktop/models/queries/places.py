"""Reads where the business stands: its branches and tills, and what a till spends on trust is measured by."""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

import datetime as dt

from desktop.models.folding import alphabetical
from desktop.models.sources import Row, Source
from loyalty.kinds import BranchSet

_BRANCH = "SELECT branch_id, name, address, zone FROM branch"
_GOES_BY = (
    "(?1 = '' AND {0} NOT IN (SELECT substr(name, 7) FROM policy WHERE name GLOB 'trust@*')) OR {0} = ?1"
)
"""A branch, or (empty) every branch that goes by the business's document of trust."""


def branches(db: Source) -> tuple[BranchSet, ...]:
    """Return all branches by name."""
    found = [BranchSet(*row) for row in db.rows(f"{_BRANCH} ORDER BY branch_id")]
    return tuple(sorted(found, key=lambda one: alphabetical(one.name)))


def branch(db: Source, branch_id: str) -> BranchSet | None:
    """Return a branch, None where nobody has described it here."""
    row = db.row(f"{_BRANCH} WHERE branch_id = ?", (branch_id,))
    return None if row is None else BranchSet(*row)


def branch_name(db: Source, branch_id: str) -> str:
    """Return the name of a branch, empty where nobody has described it here."""
    found: str | None = db.value("SELECT name FROM branch WHERE branch_id = ?", (branch_id,))
    return found or ""


def tills(db: Source) -> list[Row]:
    """Return (till, code, branch, the branch's name or '') of every till, by code."""
    return db.rows(
        "SELECT t.till_id, t.code, t.branch_id, coalesce(b.name, '') FROM till AS t"
        " LEFT JOIN branch AS b USING (branch_id) ORDER BY t.code, t.till_id"
    )


def till_place(db: Source, till_id: str) -> tuple[str, str, str] | None:
    """Return a till's code, its branch's id and name; None for a till nobody has described here."""
    sql = "SELECT t.code, t.branch_id, coalesce(b.name, '') FROM till AS t LEFT JOIN branch AS b USING (branch_id)"
    row = db.row(f"{sql} WHERE t.till_id = ?", (till_id,))
    return None if row is None else (row[0], row[1], row[2])


def lending_tills(db: Source, branch_id: str) -> int:
    """Return how many tills lend by a branch's document of trust, or (empty) by the business's."""
    found: int = db.value(
        "SELECT count(*) FROM till WHERE branch_id <> '' AND till_id NOT IN (SELECT till_id FROM enrolled_till "
        f"WHERE retired_at IS NOT NULL) AND ({_GOES_BY.format('branch_id')})",
        (branch_id,),
    )
    return found


def credit_spent_after(db: Source, branch_id: str, day: dt.date) -> int:
    """Return the credit spent behind a day where a branch's document of trust, or (empty) the business's, stands."""
    found: int = db.value(
        f"SELECT coalesce(sum(credit_paid), 0) FROM day_branch WHERE ({_GOES_BY.format('branch_id')}) AND on_day > ?2",
        (branch_id, day.isoformat()),
    )
    return found
