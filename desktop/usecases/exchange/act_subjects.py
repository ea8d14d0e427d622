"""What a signed act was about, for the owner's audit: which document, which receipt, whose credit."""

from __future__ import annotations

from typing import Any

from desktop.models.queries.lots import unit_of
from desktop.models.queries.names import member_name, staff_name
from desktop.models.queries.receipts import receipt_numbers
from desktop.models.sources import Source
from desktop.usecases.policies import titled
from loyalty.documents import Text
from loyalty.errors import LoyaltyError
from loyalty.facts import Fact
from loyalty.kinds import (
    CREDIT,
    BranchSet,
    EntryAdjusted,
    PolicyPublished,
    ProductsSet,
    Reversal,
    SaleRecorded,
    StaffKeyed,
    StaffSet,
    read_body,
)
from loyalty.words import format_int


def subject_of(db: Source, fact: Fact) -> Text:
    """Return what an act was about by a name people know; empty where there is none (any more)."""
    try:
        body = read_body(fact.kind, fact.version, fact.body)
    except LoyaltyError:
        return Text("", "")
    if isinstance(body, PolicyPublished):
        title = titled(db, body.name)
        return Text(f"{title.fa} {format_int(body.number, 'fa')}", f"{title.en} {body.number}")
    name = _name(db, fact, body)
    return Text(name, name)


def _name(db: Source, fact: Fact, body: Any) -> str:
    if isinstance(body, ProductsSet):
        return " · ".join(product.name for product in body.products[:2])
    if isinstance(body, StaffSet | BranchSet):
        return body.name
    if isinstance(body, StaffKeyed):
        return staff_name(db, body.staff_id)
    if isinstance(body, SaleRecorded):
        return receipt_numbers(db, [fact.fact_id]).get(fact.fact_id, "")
    if isinstance(body, Reversal):
        return receipt_numbers(db, [body.sale_id]).get(body.sale_id, "")
    return member_name(db, getattr(body, "member_id", ""))


def credit_by_hand(db: Source, fact: Fact) -> int:
    """Return the credit an entry by hand gave, below zero what it took; 0 for any other act."""
    try:
        body = read_body(fact.kind, fact.version, fact.body)
    except LoyaltyError:
        return 0
    if not isinstance(body, EntryAdjusted):
        return 0
    given = sum(grant.amount for grant in body.grants if grant.unit == CREDIT)
    return given - sum(part.amount for part in body.taken if unit_of(db, part.lot_id) == CREDIT)
