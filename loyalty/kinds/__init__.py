"""The kinds of facts and the frozen body of each: the outcome of a decision, taken once where the member stood.

A body never holds a phone, card number, name or free text: those live in `PersonSet` ciphertext and in erasable
tables. Amounts are positive unless named a delta. Ids of lots are derived (`lot_id`), not stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loyalty.lazy import lazily

if TYPE_CHECKING:
    from loyalty.kinds.lots import (
        BASE_CAUSE,
        BUSINESS_SCOPE,
        CREDIT,
        PRIZE,
        DebtPart,
        EntryAdjusted,
        GraceLot,
        Grant,
        LotAmount,
        LotExpired,
        LotsOpened,
        Owed,
        branch_scope,
        lot_id,
        points_unit,
    )
    from loyalty.kinds.members import (
        CardChange,
        Consent,
        ImportedMembers,
        MemberEnrolled,
        MemberGone,
        MemberImported,
        MemberPair,
        MemberProved,
        PeopleSet,
        PersonSet,
        PinSet,
    )
    from loyalty.kinds.offers import CodesIssued, OfferGranted
    from loyalty.kinds.registry import KINDS, Body, kind_version, pack_body, read_body
    from loyalty.kinds.rights import (
        OpeningsSettled,
        OverspendRecognised,
        RightsGranted,
        RightsOpened,
        RightsReturned,
        SettledOpening,
        TillEnrolled,
        TillRetired,
        UsesReturned,
    )
    from loyalty.kinds.sales import (
        ImportedSales,
        OfferUse,
        ReturnedLine,
        Reversal,
        SaleImported,
        SaleRecorded,
        SoldLine,
    )
    from loyalty.kinds.shop import (
        BranchSet,
        EpochOpened,
        PolicyPublished,
        Product,
        ProductsSet,
        ShiftClosed,
        ShiftOpened,
        StaffKeyed,
        StaffSeen,
        StaffSet,
        TillClosed,
        TillOpened,
    )
    from loyalty.kinds.stamps import BoundFact, StampsBounded

__all__ = [
    "BASE_CAUSE",
    "BUSINESS_SCOPE",
    "CREDIT",
    "KINDS",
    "PRIZE",
    "Body",
    "BoundFact",
    "BranchSet",
    "CardChange",
    "CodesIssued",
    "Consent",
    "DebtPart",
    "EntryAdjusted",
    "EpochOpened",
    "GraceLot",
    "Grant",
    "ImportedMembers",
    "ImportedSales",
    "LotAmount",
    "LotExpired",
    "LotsOpened",
    "MemberEnrolled",
    "MemberGone",
    "MemberImported",
    "MemberPair",
    "MemberProved",
    "OfferGranted",
    "OfferUse",
    "OpeningsSettled",
    "OverspendRecognised",
    "Owed",
    "PeopleSet",
    "PersonSet",
    "PinSet",
    "PolicyPublished",
    "Product",
    "ProductsSet",
    "ReturnedLine",
    "Reversal",
    "RightsGranted",
    "RightsOpened",
    "RightsReturned",
    "SaleImported",
    "SaleRecorded",
    "SettledOpening",
    "ShiftClosed",
    "ShiftOpened",
    "SoldLine",
    "StaffKeyed",
    "StaffSeen",
    "StaffSet",
    "StampsBounded",
    "TillClosed",
    "TillEnrolled",
    "TillOpened",
    "TillRetired",
    "UsesReturned",
    "branch_scope",
    "kind_version",
    "lot_id",
    "pack_body",
    "points_unit",
    "read_body",
]

__getattr__ = lazily(
    __name__,
    {
        "lots": "BASE_CAUSE BUSINESS_SCOPE CREDIT PRIZE DebtPart EntryAdjusted GraceLot Grant LotAmount LotExpired LotsOpened Owed branch_scope lot_id points_unit",
        "members": "CardChange Consent ImportedMembers MemberEnrolled MemberGone MemberImported MemberPair MemberProved PeopleSet PersonSet PinSet",
        "offers": "CodesIssued OfferGranted",
        "registry": "KINDS Body kind_version pack_body read_body",
        "rights": "OpeningsSettled OverspendRecognised RightsGranted RightsOpened RightsReturned SettledOpening TillEnrolled TillRetired UsesReturned",
        "sales": "ImportedSales OfferUse ReturnedLine Reversal SaleImported SaleRecorded SoldLine",
        "shop": "BranchSet EpochOpened PolicyPublished Product ProductsSet ShiftClosed ShiftOpened StaffKeyed StaffSeen StaffSet TillClosed TillOpened",
        "stamps": "BoundFact StampsBounded",
    },
)
