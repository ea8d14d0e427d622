"""Credit a purchase brings: base earning, rates instead of it, rates on top, fixed amounts.

Only the part of a line not paid with credit earns. Each grant is floored once on its total.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loyalty.earning import Terms, expires_at, scope_at, vests_at
from loyalty.kinds import BASE_CAUSE, CREDIT
from loyalty.member import Moment
from loyalty.money import WHOLE, share_of
from loyalty.offers.offer import INSTEAD, CreditBenefit, ExtraCredit, FixedCredit, Offer
from loyalty.policy import Rules
from loyalty.pricing.bill import Bill, Masks, kept_to
from loyalty.pricing.tally import Key, Tally, add_grant, add_rate, spread
from loyalty.quote import Because


@dataclass(slots=True)
class _Field:
    """What earns on each line, at which base rate, and which lines an offer's rate has claimed from it."""

    tally: Tally
    bill: Bill
    earning: list[int]
    base_rates: list[int]
    claimed: dict[int, str]
    masks: Masks

    def earned_on(self, places: Sequence[int]) -> int:
        """Return the sum of what earns on lines."""
        return sum(self.earning[place] for place in places)

    def base_weights(self, places: Sequence[int]) -> list[int]:
        """Return base credit of lines in millionths."""
        return [self.earning[place] * self.base_rates[place] for place in places]


def give_credit(
    tally: Tally,
    bill: Bill,
    offers: Sequence[Offer],
    rules: Rules,
    tier: str,
    moment: Moment,
    masks: Masks,
) -> None:
    """Grant the credit of base earning and of the offers to a member of a tier; of rates instead the highest first."""
    base_rates = [rules.earning.rate_of(line.group, tier) for line in bill.lines]
    field = _Field(tally, bill, tally.earning, base_rates, {}, masks)
    claims: dict[int, list[int]] = {}
    giving = [
        (offer.offer_id, benefit)
        for offer in offers
        for benefit in offer.benefits
        if isinstance(benefit, ExtraCredit | FixedCredit)
    ]
    for number in sorted(range(len(giving)), key=lambda n: -getattr(giving[n][1], "rate", 0)):
        offer_id, benefit = giving[number]
        if isinstance(benefit, ExtraCredit) and benefit.mode == INSTEAD:
            reach = kept_to(bill.places(benefit.reach), offer_id, masks)
            claims[number] = _claim(field, offer_id, benefit, reach)
    for number, (offer_id, benefit) in enumerate(giving):
        key = _key(benefit.terms or rules.earning.terms, moment, offer_id)
        _give(field, key, benefit, claims.get(number))
    free = [place for place in bill.everywhere if place not in field.claimed]
    for place in free:
        add_rate(tally, place, BASE_CAUSE, base_rates[place])
    weights = field.base_weights(free)
    _grant(tally, _key(rules.earning.terms, moment, BASE_CAUSE), free, weights, sum(weights) // WHOLE)


def _give(field: _Field, key: Key, benefit: CreditBenefit, claimed: list[int] | None) -> None:
    places = _places(field, key.cause, benefit) if claimed is None else claimed
    earned = field.earned_on(places)
    total = _extra(benefit, earned) if isinstance(benefit, ExtraCredit) else benefit.amount
    _grant(field.tally, key, places, [field.earning[place] for place in places], total if earned else 0)
    if isinstance(benefit, ExtraCredit):
        for place in places:
            add_rate(field.tally, place, key.cause, benefit.rate)


def _places(field: _Field, offer_id: str, benefit: CreditBenefit) -> Sequence[int]:
    reach = field.bill.everywhere if isinstance(benefit, FixedCredit) else field.bill.places(benefit.reach)
    return kept_to(reach, offer_id, field.masks)


def _claim(field: _Field, offer_id: str, benefit: ExtraCredit, reach: Sequence[int]) -> list[int]:
    """Claim the lines where a rate *instead* gives more than base earning, and no other offer was first."""
    free = [place for place in reach if place not in field.claimed]
    if len(free) < len(reach):
        first = next(field.claimed[place] for place in reach if place in field.claimed)
        field.tally.beaten.setdefault(offer_id, Because("beaten", other=first))
    better = [place for place in free if benefit.rate > field.base_rates[place]]
    if _extra(benefit, field.earned_on(better)) <= sum(field.base_weights(better)) // WHOLE:
        better = []
    if not better and field.earned_on(free):
        field.tally.beaten.setdefault(offer_id, Because("base_no_less"))
    field.claimed.update(dict.fromkeys(better, offer_id))
    return better


def _extra(benefit: ExtraCredit, earned: int) -> int:
    total = share_of(earned, benefit.rate)
    return total if benefit.cap is None else min(total, benefit.cap)


def _grant(tally: Tally, key: Key, places: Sequence[int], weights: list[int], total: int) -> None:
    if total:
        add_grant(tally, key, spread(total, places, weights, len(tally.net)))


def _key(terms: Terms, moment: Moment, cause: str) -> Key:
    until = expires_at(terms.expires_days, moment)
    return Key(CREDIT, scope_at(terms, moment), vests_at(terms, moment), until, cause)
