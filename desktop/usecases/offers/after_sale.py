"""What a sale brings for later: one-shot offers whose condition it has met. Recorded with it, and falling with it."""

from __future__ import annotations

from desktop.models.log import Tx
from desktop.usecases.offers.granting import meets_now, record_grants
from desktop.usecases.offers.shelf import offers_now
from desktop.usecases.pictures import brief_of
from desktop.usecases.segments import segments_now
from desktop.usecases.selling.counter_member import load_member
from desktop.usecases.selling.pricing import PricedBasket
from desktop.usecases.till import Till, moment_of
from loyalty.conditions.needs import together
from loyalty.offers.offer import AT_MEETING
from loyalty.offers.standing import is_held_out


def give_after_sale(tx: Tx, till: Till, priced: PricedBasket, sale_id: str) -> None:
    """Give the member what this sale makes them meet."""
    meeting = [one for one in offers_now(tx) if one.grant is not None and one.grant.when == AT_MEETING]
    if priced.member is None or not meeting:
        return
    moment = moment_of(till, tx.at)
    brief = brief_of(together(one.needs for one in meeting), segments_now(tx), priced.rules, moment)
    member = load_member(tx, priced.member.member_id, priced.rules, tx.at, till.shop.zone, brief)
    snapshot = member.snapshot
    new = [
        offer
        for offer in meeting
        if meets_now(tx, offer, snapshot, moment)
        and not is_held_out(offer, snapshot.member_id, till.shop.business_id)
    ]
    record_grants(tx, new, snapshot.member_id, moment.on, sale_id)
