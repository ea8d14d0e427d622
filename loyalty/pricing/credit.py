"""Credit a purchase brings: base earning, rates instead of it, rates on top, fixed amounts.

Only the part of a line not paid with credit earns. Each grant is floored once on its total.
"""

from __future__ import annotations

from collections.abc import Sequence

from loyalty.earning import Terms, expires_at, scope_at, vests_at
from loyalty.kinds import BASE_CAUSE, CREDIT
from loyalty.member import Moment
from loyalty.money import WHOLE, share_of
from loyalty.offers.offer import INSTEAD, CreditBenefit, ExtraCredit, FixedCredit
from loyalty.policy import Rules
from loyalty.pricing.bill import Bill, Masks, kept_to
from loyalty.pricing.keeping import Kept
from loyalty.pricing.tally import Key, Tally, add_grant, spread
from loyalty.quote import Because


class _Field:
    """What earns on each line, at which base rate, and which lines an offer's rate has claimed from it."""

    __slots__ = ("base_rates", "bill", "claimed", "earning", "masks", "moment", "tally", "whole")

    def __init__(self, tally: Tally, bill: Bill, base_rates: list[int], masks: Masks, moment: Moment) -> None:
        self.tally, self.bill, self.masks, self.moment = tally, bill, masks, moment
        self.base_rates = base_rates
        self.earning = tally.earning
        self.whole = sum(self.earning)
        self.claimed: dict[int, str] = {}

    def weights(self, places: Sequence[int]) -> list[int]:
        """Return what earns on each of some lines."""
        earning = self.earning
        return earning if len(places) == len(earning) else [earning[place] for place in places]

    def earned_on(self, places: Sequence[int]) -> int:
        """Return the sum of what earns on lines."""
        return self.whole if len(places) == len(self.earning) else sum(self.weights(places))

    def base_weights(self, places: Sequence[int]) -> list[int]:
        """Return base credit of lines in millionths."""
        earning, rates = self.earning, self.base_rates
        if len(places) == len(earning):
            return [net * rate for net, rate in zip(earning, rates, strict=True)]
        return [earning[place] * rates[place] for place in places]

    def key(self, terms: Terms, cause: str) -> Key:
        """Return the key of credit given on terms; when it begins and ends is reckoned once a moment."""
        return Key(CREDIT, *_STAMPS.of(terms, self.moment), cause)

    def grant(self, key: Key, places: Sequence[int], weights: list[int], total: int) -> None:
        """Grant a total over lines."""
        if total:
            add_grant(self.tally, key, spread(total, places, weights, len(self.tally.net)))


def give_credit(
    tally: Tally,
    bill: Bill,
    giving: Sequence[tuple[str, CreditBenefit]],
    rules: Rules,
    tier: str,
    moment: Moment,
    masks: Masks,
) -> None:
    """Grant the credit of base earning and of offers by their ids to a member of a tier; of rates instead the highest first."""
    base_rates = [rules.earning.rate_of(line.group, tier) for line in bill.lines]
    field, usual = _Field(tally, bill, base_rates, masks, moment), rules.earning.terms
    claims = _claims(field, giving) if giving else {}
    claimed, free, rates = field.claimed, bill.everywhere, base_rates
    if claimed:
        free = [place for place in free if place not in claimed]
        rates = [base_rates[place] for place in free]
    tally.rated.append((BASE_CAUSE, free, rates))
    for number, (offer_id, benefit) in enumerate(giving):
        _give(field, field.key(benefit.terms or usual, offer_id), benefit, claims.get(number))
    weights = field.base_weights(free)
    field.grant(field.key(usual, BASE_CAUSE), free, weights, sum(weights) // WHOLE)


def _claims(field: _Field, giving: Sequence[tuple[str, CreditBenefit]]) -> dict[int, list[int]]:
    """Return the lines on which each rate *instead* stands, by its number, the highest rate first."""
    claims: dict[int, list[int]] = {}
    for number in sorted(range(len(giving)), key=lambda n: -getattr(giving[n][1], "rate", 0)):
        offer_id, benefit = giving[number]
        if isinstance(benefit, ExtraCredit) and benefit.mode == INSTEAD:
            reach = kept_to(field.bill.places(benefit.reach), offer_id, field.masks)
            claims[number] = _claim(field, offer_id, benefit, reach)
    return claims


def _give(field: _Field, key: Key, benefit: CreditBenefit, claimed: list[int] | None) -> None:
    places = _places(field, key.cause, benefit) if claimed is None else claimed
    earned = field.earned_on(places)
    total = _extra(benefit, earned) if isinstance(benefit, ExtraCredit) else benefit.amount
    field.grant(key, places, field.weights(places), total if earned else 0)
    if isinstance(benefit, ExtraCredit):
        field.tally.rated.append((key.cause, places, [benefit.rate] * len(places)))


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


def _stamp(terms: Terms, moment: Moment) -> tuple[str, int, int | None]:
    """Return where credit given on terms may be spent, and from when until when."""
    return scope_at(terms, moment), vests_at(terms, moment), expires_at(terms.expires_days, moment)


_STAMPS = Kept(_stamp, 64)


def _extra(benefit: ExtraCredit, earned: int) -> int:
    total = share_of(earned, benefit.rate)
    return total if benefit.cap is None else min(total, benefit.cap)
