"""What would pay: the largest percent of a benefit at which an offer that loses money would lose none, or what amount.

Measured as the check measures it: the worst member, beside all that is live, once all credit is spent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from loyalty.member import Moment
from loyalty.offers.amount_advice import (
    AmountAdvice,
    CapAdvice,
    PriceAdvice,
    advise_amount,
    advise_cap,
    advise_price,
    with_benefit,
)
from loyalty.offers.offer import (
    AmountOff,
    Benefit,
    BundlePrice,
    BuyGet,
    ExtraCredit,
    FixedCredit,
    FixedPrice,
    Offer,
    PercentOff,
    PickOff,
)
from loyalty.offers.trying import Goods
from loyalty.offers.worst_case import LOSES, NOTHING_KNOWN, PAYS, UNKNOWN, UNTRIED, verdict_on
from loyalty.policy import Rules

Rated: TypeAlias = PercentOff | ExtraCredit | BuyGet | PickOff
"""Benefits that give a percent."""

STEP = 10_000
"""What is proposed goes by whole percents."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What a benefit, at its place in the offer, may give: the most for every group that loses, and for all at once.

    Rates are parts per million; 0 says that no percent of it pays.
    """

    place: int
    benefit: Rated
    by_group: Mapping[str, int]

    @property
    def rate(self) -> int:
        """Return the most that pays on every group."""
        return min(self.by_group.values())


AnyAdvice: TypeAlias = Advice | AmountAdvice | CapAdvice | PriceAdvice


def advise(
    draft: Offer,
    live: Sequence[Offer],
    rules: Rules,
    moment: Moment,
    goods: Goods = NOTHING_KNOWN,
    *,
    groups: Sequence[str],
) -> tuple[AnyAdvice, ...]:
    """Return what each benefit may give on the groups where a draft loses, the others as they are."""

    def verdict(tried: Offer, group: str) -> str:
        return verdict_on(tried, live, rules, moment, group, goods)

    def told(tried: Offer) -> str:
        found = {verdict(tried, group) for group in groups}
        return next(one for one in (LOSES, UNKNOWN, UNTRIED, PAYS) if one in found)

    def most_of(place: int, benefit: Rated, group: str) -> int:
        low, high = 0, -(-benefit.rate // STEP)
        while high - low > 1:
            middle = (low + high) // 2
            tried = with_benefit(draft, place, replace(benefit, rate=middle * STEP))
            low, high = (middle, high) if verdict(tried, group) == PAYS else (low, middle)
        return low * STEP

    def of(place: int, benefit: Benefit) -> Iterator[AnyAdvice | None]:
        if isinstance(benefit, Rated):
            yield Advice(place, benefit, {group: most_of(place, benefit, group) for group in groups})
        if isinstance(benefit, PercentOff | ExtraCredit):
            yield advise_cap(draft, place, benefit, told)
        elif isinstance(benefit, AmountOff | FixedCredit):
            yield advise_amount(draft, place, benefit, told)
        elif isinstance(benefit, FixedPrice | BundlePrice):
            yield advise_price(draft, place, benefit, told, _dearest(benefit, goods))

    found = (one for place, benefit in enumerate(draft.benefits) for one in of(place, benefit))
    return tuple(one for one in found if one is not None)


def _dearest(benefit: FixedPrice | BundlePrice, goods: Goods) -> int:
    parts = benefit.parts if isinstance(benefit, BundlePrice) else ((benefit.reach, 1),)
    return sum(goods.piece(reach) * number for reach, number in parts)
