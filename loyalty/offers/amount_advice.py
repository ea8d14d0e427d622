"""What would pay of a benefit that gives an amount: a least basket to give all of it on, or a smaller amount.

Measured as the check measures it: the worst member, beside all that is live, once all credit is spent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from loyalty.conditions.atoms import AT_LEAST, All, BasketTotal
from loyalty.offers.offer import AmountOff, FixedCredit, Offer, Reach
from loyalty.offers.possible import needs_of

FARTHEST = 1_000
"""A least basket is looked for up to this many times the amount: beyond it nobody would be reached."""

Pays = Callable[[Offer, str], bool]
"""Whether an offer pays on a product group."""


@dataclass(frozen=True, slots=True)
class AmountAdvice:
    """Of a benefit at its place in the offer: the most it may give, and the least basket that bears what it gives now.

    Both hold on every group that loses; 0 says that there is none, or that none can be told.
    """

    place: int
    benefit: AmountOff | FixedCredit
    amount: int
    least_basket: int

    @property
    def group(self) -> str:
        """Return the group the least basket counts, '' for all of it."""
        return _reach(self.benefit).group


def advise_amount(
    draft: Offer, place: int, benefit: AmountOff | FixedCredit, groups: Sequence[str], pays: Pays
) -> AmountAdvice:
    """Return what would pay in place of an amount on the groups where a draft loses."""

    def everywhere(tried: Offer) -> bool:
        return all(pays(tried, group) for group in groups)

    def with_amount(amount: int) -> Offer:
        benefits = (*draft.benefits[:place], replace(benefit, amount=amount), *draft.benefits[place + 1 :])
        return replace(draft, benefits=benefits)

    def with_least(amount: int) -> Offer:
        least = BasketTotal(AT_LEAST, amount, _reach(benefit).group)
        return replace(draft, basket=All((draft.basket, least)))

    step = _step(benefit.amount)
    smaller = _last(-(-benefit.amount // step), lambda number: everywhere(with_amount(number * step))) * step
    farthest = FARTHEST * benefit.amount // step
    told = _can_tell(draft, benefit) and everywhere(with_least(farthest * step))
    first = farthest - _last(farthest, lambda number: everywhere(with_least((farthest - number) * step)))
    return AmountAdvice(place, benefit, smaller, first * step if told else 0)


def _last(end: int, holds: Callable[[int], bool]) -> int:
    """Return the last number before `end` that holds, where what holds holds for all smaller ones; 0 if none does."""
    low, high = 0, end
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def _step(amount: int) -> int:
    """Return what advice goes by: the second digit of the amount."""
    return int(10 ** max(len(str(amount)) - 2, 0))


def _reach(benefit: AmountOff | FixedCredit) -> Reach:
    return benefit.reach if isinstance(benefit, AmountOff) else Reach()


def _can_tell(draft: Offer, benefit: AmountOff | FixedCredit) -> bool:
    """Say whether a least basket can be asked for: it counts a group or everything, never a product."""
    reach = _reach(benefit)
    return not reach.product_id and needs_of(draft.basket).group in ("", reach.group)
