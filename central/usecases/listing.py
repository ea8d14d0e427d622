"""What the operator asks about: tills and how they stand, and what was spent twice."""

from __future__ import annotations

from dataclasses import dataclass

from central.store import accounts, businesses
from central.store.businesses import Branch, TillRow
from central.store.places import Place


@dataclass(frozen=True, slots=True)
class TillStanding:
    """A till, its branch, and how much it may spend without asking (all units together)."""

    till: TillRow
    branch: Branch
    held: int


@dataclass(frozen=True, slots=True)
class Overspent:
    """Credit spent twice: on the house already (`fact_id` says since when), or still below zero (`fact_id` empty)."""

    fact_id: str
    till_id: str
    lot_id: str
    amount: int
    cause: str
    shown_by: str
    at: int | None


def list_tills(place: Place, business_id: str) -> tuple[TillStanding, ...]:
    """Return all tills of a business."""
    with place.business(business_id) as db:
        named = {branch.branch_id: branch for branch in businesses.branches(db)}
        held = accounts.totals_by_holder(db)
        return tuple(
            TillStanding(
                till, named.get(till.branch_id, Branch(till.branch_id, "", "")), held.get(till.till_id, 0)
            )
            for till in businesses.tills(db)
        )


def list_overspends(place: Place, business_id: str) -> tuple[Overspent, ...]:
    """Return what the house took over, and what is still open."""
    with place.business(business_id) as db:
        closed = [
            Overspent(fact, till, lot, amount, cause, by, at)
            for fact, till, lot, amount, cause, by, at in accounts.overspends(db)
        ]
        still = [
            Overspent("", holder, lot, amount, cause, by, None)
            for lot, holder, amount, cause, by in accounts.open_debts(db)
        ]
    return tuple(closed + still)
