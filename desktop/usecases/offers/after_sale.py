"""What a sale brings for later: rights and codes its offers promised, a lifted tier, one-shot offers it has met.

Recorded with the sale, and falling with it.
"""

from __future__ import annotations

import datetime as dt

from desktop.models.log import Tx
from desktop.usecases.offers.codes import IssuedCodes, issue_for_sale
from desktop.usecases.offers.granting import meets_now, record_grants
from desktop.usecases.pictures import brief_of
from desktop.usecases.segments import segments_now
from desktop.usecases.selling.counter_member import load_member
from desktop.usecases.selling.pricing import PricedBasket
from desktop.usecases.till import Till, moment_of
from loyalty.conditions.needs import together
from loyalty.kinds import OfferGranted
from loyalty.offers.offer import AT_MEETING, LaterCode, LaterOffer, Offer, TierLift
from loyalty.offers.standing import is_held_out
from loyalty.quote import APPLIED


def give_after_sale(tx: Tx, till: Till, priced: PricedBasket, sale_id: str) -> tuple[IssuedCodes, ...]:
    """Give the member what this sale brings for later; return the codes to hand over."""
    if priced.member is None:
        return ()
    live = {offer.offer_id: offer for offer in priced.live}
    codes = _keep_promises(tx, till, live, priced, sale_id)
    meeting = [one for one in live.values() if one.grant is not None and one.grant.when == AT_MEETING]
    if meeting:
        _give_what_is_met(tx, till, meeting, priced, sale_id)
    return codes


def _give_what_is_met(tx: Tx, till: Till, meeting: list[Offer], priced: PricedBasket, sale_id: str) -> None:
    assert priced.member is not None
    moment = moment_of(till, tx.at)
    brief = brief_of(together(one.needs for one in meeting), segments_now(tx), priced.rules, moment)
    member = load_member(tx, priced.member.member_id, priced.rules, tx.at, till.shop.zone, brief)
    new = [
        offer
        for offer in meeting
        if meets_now(tx, offer, member.snapshot, moment)
        and not is_held_out(offer, member.member_id, till.shop.business_id)
    ]
    record_grants(tx, new, member.member_id, moment.on, sale_id)


def _keep_promises(
    tx: Tx, till: Till, live: dict[str, Offer], priced: PricedBasket, sale_id: str
) -> tuple[IssuedCodes, ...]:
    assert priced.member is not None
    used = [one.offer_id for one in priced.quote.verdicts if one.verdict == APPLIED]
    codes: list[IssuedCodes] = []
    granted: set[str] = set()
    for offer_id in used:
        for benefit in priced.offer_benefits(offer_id):
            if isinstance(benefit, LaterOffer) and benefit.offer_id in live:
                if benefit.offer_id in granted:
                    continue
                granted.add(benefit.offer_id)
                record_grants(tx, (live[benefit.offer_id],), priced.member.member_id, tx.on, sale_id)
            elif isinstance(benefit, LaterCode) and benefit.offer_id in live:
                codes.append(issue_for_sale(tx, till, live[benefit.offer_id], sale_id, len(codes)))
            elif isinstance(benefit, TierLift):
                _lift(tx, priced, offer_id, benefit, sale_id)
    return tuple(codes)


def _lift(tx: Tx, priced: PricedBasket, offer_id: str, benefit: TierLift, sale_id: str) -> None:
    assert priced.member is not None
    until = tx.on + dt.timedelta(days=benefit.days)
    version = next(one.version for one in priced.quote.verdicts if one.offer_id == offer_id)
    members = (priced.member.member_id,)
    gives = f"tier:{benefit.tier}"
    tx.record("offer.granted", OfferGranted(offer_id, version, members, until.isoformat(), sale_id, gives))
