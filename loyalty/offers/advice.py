"""What would pay: the largest percent of a benefit at which an offer that loses money would lose none, or what amount.

Measured as the check measures it: the worst member, beside all that is live, once all credit is spent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from loyalty.member import Moment
from loyalty.offers.amount_advice import AmountAdvice, advise_amount
from loyalty.offers.offer import AmountOff, ExtraCredit, FixedCredit, Offer, PercentOff
from loyalty.offers.worst_case import pays_on
from loyalty.policy import Rules

STEP = 10_000
"""What is proposed goes by whole percents."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What a benefit, at its place in the offer, may give: the most for every group that loses, and for all at once.

    Rates are parts per million; 0 says that no percent of it pays.
    """

    place: int
    benefit: PercentOff | ExtraCredit
    by_group: Mapping[str, int]

    @property
    def rate(self) -> int:
        """Return the most that pays on every group."""
        return min(self.by_group.values())


def advise(
    draft: Offer,
    live: Sequence[Offer],
    rules: Rules,
    moment: Moment,
    groups: Sequence[str],
    *,
    usual: Mapping[str, int] | None = None,
    product_groups: Mapping[str, str] | None = None,
) -> tuple[Advice | AmountAdvice, ...]:
    """Return the most that each benefit of a percent or an amount may give on the groups where a draft loses, the others as they are."""

    def pays(tried: Offer, group: str) -> bool:
        return pays_on(tried, live, rules, moment, group, usual=usual, product_groups=product_groups)

    def most_of(place: int, benefit: PercentOff | ExtraCredit, group: str) -> int:
        low, high = 0, -(-benefit.rate // STEP)
        while high - low > 1:
            middle = (low + high) // 2
            tried = _with_rate(draft, place, replace(benefit, rate=middle * STEP))
            low, high = (middle, high) if pays(tried, group) else (low, middle)
        return low * STEP

    return tuple(
        Advice(place, benefit, {group: most_of(place, benefit, group) for group in groups})
        if isinstance(benefit, PercentOff | ExtraCredit)
        else advise_amount(draft, place, benefit, groups, pays)
        for place, benefit in enumerate(draft.benefits)
        if isinstance(benefit, PercentOff | ExtraCredit | AmountOff | FixedCredit)
    )


def _with_rate(draft: Offer, place: int, benefit: PercentOff | ExtraCredit) -> Offer:
    benefits = (*draft.benefits[:place], benefit, *draft.benefits[place + 1 :])
    return replace(draft, benefits=benefits)
