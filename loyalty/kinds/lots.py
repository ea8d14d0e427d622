"""What facts grant, draw and return: grants, amounts of lots, scopes and units."""

from __future__ import annotations

from dataclasses import dataclass

BUSINESS_SCOPE = "business"
CREDIT = "credit"
BASE_CAUSE = "base"
"""Cause of what the base earning grants; an offer's grant names the offer."""
PRIZE = "prize"
"""Reason of an entry by hand for which the member got something: what it takes is spent, not ended."""


def branch_scope(branch_id: str) -> str:
    """Return the scope of what may be spent at one branch only."""
    return f"branch:{branch_id}"


def points_unit(kind: str) -> str:
    """Return the unit of one kind of points."""
    return f"points:{kind}"


def lot_id(fact_id: str, place: int) -> str:
    """Return the id of the lot a fact grants at a place (from 0)."""
    return f"{fact_id}.{place}"


@dataclass(frozen=True, slots=True)
class LotAmount:
    """An amount drawn from, or given back to, a lot."""

    lot_id: str
    amount: int


@dataclass(frozen=True, slots=True)
class Grant:
    """A lot that a fact grants; `by_line` says what each line of a sale brought (empty elsewhere).

    `expires_at` is None for what never expires; `cause` is `base`, an offer id or a word such as `opening`.
    """

    unit: str
    scope: str
    amount: int
    vests_at: int
    expires_at: int | None
    cause: str
    by_line: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class GraceLot:
    """Spent credit that comes back after its lot expired: a new lot, once per origin lot."""

    origin_lot_id: str
    scope: str
    amount: int
    expires_at: int


@dataclass(frozen=True, slots=True)
class Owed:
    """What could not be taken back, written to the member's owed account of a unit."""

    unit: str
    amount: int


@dataclass(frozen=True, slots=True)
class DebtPart:
    """A change of what one of a person's ids owes in a unit: above zero when more is owed."""

    member_id: str
    unit: str
    delta: int


@dataclass(frozen=True, slots=True)
class LotsOpened:
    """Opening balances: what a member held in the club before."""

    member_id: str
    granted_at: int
    branch_id: str
    grants: tuple[Grant, ...]
    source: str = ""
    """Fixed id of the opening row, so that importing twice adds nothing."""


@dataclass(frozen=True, slots=True)
class EntryAdjusted:
    """A manager's entry: grants give, `taken` takes. `reason` is a code; words stand in an erasable note."""

    member_id: str
    grants: tuple[Grant, ...]
    taken: tuple[LotAmount, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class LotExpired:
    """What was left in lots when their time had passed, posted at day close."""

    lots: tuple[LotAmount, ...]
