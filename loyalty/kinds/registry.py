"""The registry of kinds: which body a kind has, the version written today, packing and reading."""

from __future__ import annotations

from typing import Any

from loyalty.codec import pack, unpack
from loyalty.errors import LoyaltyError
from loyalty.kinds.lots import EntryAdjusted, LotExpired, LotsOpened
from loyalty.kinds.members import (
    CardChange,
    Consent,
    ImportedMembers,
    MemberEnrolled,
    MemberGone,
    MemberPair,
    MemberProved,
    PeopleSet,
    PinSet,
)
from loyalty.kinds.offers import CodesIssued, OfferGranted
from loyalty.kinds.rights import (
    OpeningsSettled,
    OverspendRecognised,
    RightsGranted,
    RightsOpened,
    RightsReturned,
    TillEnrolled,
    TillRetired,
    UsesReturned,
)
from loyalty.kinds.sales import ImportedSales, Reversal, SaleRecorded
from loyalty.kinds.shop import (
    BranchSet,
    EpochOpened,
    PolicyPublished,
    ProductsSet,
    ShiftClosed,
    ShiftOpened,
    StaffKeyed,
    StaffSeen,
    StaffSet,
    TillClosed,
    TillOpened,
)
from loyalty.kinds.stamps import StampsBounded

Body = Any
"""Any of the bodies above."""

KINDS: dict[str, tuple[int, type[Any]]] = {
    "till.opened": (1, TillOpened),
    "till.closed": (1, TillClosed),
    "epoch.opened": (1, EpochOpened),
    "branch.set": (2, BranchSet),
    "staff.set": (2, StaffSet),
    "staff.keyed": (2, StaffKeyed),
    "staff.signed_in": (2, StaffSeen),
    "staff.locked": (2, StaffSeen),
    "policy.published": (1, PolicyPublished),
    "product.set": (2, ProductsSet),
    "member.enrolled": (1, MemberEnrolled),
    "member.imported": (1, ImportedMembers),
    "member.merged": (2, MemberPair),
    "member.split": (2, MemberPair),
    "member.left": (1, MemberGone),
    "member.erased": (1, MemberGone),
    "person.set": (2, PeopleSet),
    "consent.given": (2, Consent),
    "consent.withdrawn": (2, Consent),
    "pin.set": (1, PinSet),
    "member.proved": (1, MemberProved),
    "card.issued": (2, CardChange),
    "card.blocked": (2, CardChange),
    "sale.recorded": (1, SaleRecorded),
    "sale.refunded": (1, Reversal),
    "sale.voided": (1, Reversal),
    "sale.imported": (1, ImportedSales),
    "lots.opened": (1, LotsOpened),
    "entry.adjusted": (1, EntryAdjusted),
    "lot.expired": (1, LotExpired),
    "offer.granted": (1, OfferGranted),
    "code.issued": (1, CodesIssued),
    "shift.opened": (1, ShiftOpened),
    "shift.closed": (1, ShiftClosed),
    "rights.returned": (1, RightsReturned),
    "rights.granted": (1, RightsGranted),
    "rights.opened": (1, RightsOpened),
    "openings.settled": (1, OpeningsSettled),
    "uses.returned": (1, UsesReturned),
    "overspend.recognised": (1, OverspendRecognised),
    "till.enrolled": (1, TillEnrolled),
    "till.retired": (1, TillRetired),
    "stamps.bounded": (1, StampsBounded),
}
"""Kind → (version written today, body). What a version adds has a default: older bodies read as ever.

Version 2 of a kind of which the last word stands brought the stamp (`loyalty.stamps`).
"""


def pack_body(kind: str, body: Body) -> list[Any]:
    """Return the positional array of a body of a kind; a body of another kind is refused."""
    _, cls = _known(kind)
    if type(body) is not cls:
        raise LoyaltyError("fact_body_mismatch", kind=kind)
    packed: list[Any] = pack(body)
    return packed


def read_body(kind: str, version: int, row: list[Any]) -> Body:
    """Return the body of a stored array; raises `fact_from_newer_version` and `fact_kind_unknown`."""
    current, cls = _known(kind)
    if version > current:
        raise LoyaltyError("fact_from_newer_version", kind=kind, version=version)
    return unpack(cls, row)


def kind_version(kind: str) -> int:
    """Return the version written today for a kind."""
    return _known(kind)[0]


def _known(kind: str) -> tuple[int, type[Any]]:
    try:
        return KINDS[kind]
    except KeyError as problem:
        raise LoyaltyError("fact_kind_unknown", kind=kind) from problem
