"""The table of projections: which kind of fact is folded by what. A kind without a row does not fold."""

from __future__ import annotations

from collections.abc import Callable

from desktop.models.projections import (
    imports,
    ledger,
    members,
    offers,
    persons,
    reversals,
    rights,
    sales,
    shop,
    words,
)
from desktop.models.projections.fold import Fold
from loyalty.errors import LoyaltyError
from loyalty.exchange.reading import FOLDED, read_told
from loyalty.facts import Fact
from loyalty.kinds import Body

Projection = Callable[[Fold, Fact, Body], None]


def retire_till(fold: Fold, fact: Fact, body: Body) -> None:
    """Note that a till is out of use, and that the centre holds what it held."""
    shop.retire_till(fold, fact, body)
    rights.carry_rights(fold, fact, body)


def bound_stamps(fold: Fold, fact: Fact, body: Body) -> None:  # noqa: ARG001 - every projection takes the same three
    """Note where the centre bounds the words of facts, and fold again what was said of the same documents."""
    for told, raw in words.told_again(fold, words.bound(fold, body)):
        read = read_told(told, raw, by_centre=told.till_id == fold.centre)
        if read.kind in FOLDED:
            apply(fold, told, read.body)


PROJECTIONS: dict[str, Projection] = {
    "till.opened": shop.open_till,
    "till.closed": shop.close_till,
    "epoch.opened": shop.open_epoch,
    "branch.set": shop.set_branch,
    "staff.set": shop.set_staff,
    "staff.keyed": shop.key_staff,
    "staff.signed_in": shop.see_staff,
    "staff.locked": shop.lock_staff,
    "policy.published": shop.publish_policy,
    "product.set": shop.set_products,
    "member.enrolled": members.enrol,
    "member.imported": members.import_members,
    "member.merged": members.merge,
    "member.split": members.split,
    "member.left": members.leave,
    "member.erased": members.erase,
    "person.set": persons.set_people,
    "consent.given": members.give_consent,
    "consent.withdrawn": members.withdraw_consent,
    "pin.set": members.set_pin,
    "member.proved": members.prove,
    "card.issued": members.issue_card,
    "card.blocked": members.block_card,
    "sale.recorded": sales.record_sale,
    "sale.refunded": reversals.record_reversal,
    "sale.voided": reversals.record_reversal,
    "sale.imported": imports.record_imported_sales,
    "lots.opened": ledger.post,
    "entry.adjusted": ledger.post,
    "lot.expired": ledger.post,
    "rights.returned": rights.carry_rights,
    "rights.granted": rights.carry_rights,
    "rights.opened": rights.carry_rights,
    "openings.settled": ledger.settle_openings,
    "uses.returned": rights.return_uses,
    "overspend.recognised": ledger.post,
    "till.enrolled": shop.enrol_till,
    "till.retired": retire_till,
    "offer.granted": offers.grant,
    "code.issued": offers.issue_codes,
    "shift.opened": shop.open_shift,
    "shift.closed": shop.close_shift,
    "stamps.bounded": bound_stamps,
}

FOLDED_TABLES = (
    "epoch",
    "lot",
    "entry",
    "owed_entry",
    "lot_balance",
    "right_elsewhere",
    "fact_deferred",
    "told_early",
    "last_word",
    "stamp_bound",
    "opening_otherwise",
    "owed",
    "sale",
    "sale_line",
    "offer_use",
    "offer_grant",
    "offer_code",
    "code_use",
    "offer_count",
    "offer_right",
    "use_drawn",
    "reversal",
    "reversal_line",
    "shift",
    "shift_tender",
    "member_stat",
    "day_sale",
    "day_branch",
    "day_tender",
    "member",
    "member_end",
    "member_pair",
    "person_waiting",
    "person",
    "card_number",
    "card",
    "consent",
    "staff",
    "staff_public_key",
    "branch",
    "till",
    "policy",
    "policy_beaten",
    "enrolled_till",
    "product",
)
"""Every table that is nothing but a fold of facts; `verify` holds each against a fold from zero."""


def apply(fold: Fold, fact: Fact, body: Body) -> None:
    """Fold one fact into the tables."""
    projection = PROJECTIONS.get(fact.kind)
    if projection is None:
        raise LoyaltyError("fact_kind_unknown", kind=fact.kind)
    projection(fold, fact, body)
