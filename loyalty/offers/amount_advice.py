"""What would pay of a benefit that gives an amount, is capped, or sets a price: another amount, or a least basket to give it on.

Measured as the check measures it: the worst member, beside all that is live, once all credit is spent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from loyalty.conditions.atoms import AT_LEAST, All, BasketTotal
from loyalty.money import WHOLE
from loyalty.offers.offer import (
    AmountOff,
    Benefit,
    BundlePrice,
    ExtraCredit,
    FixedCredit,
    FixedPrice,
    Offer,
    PercentOff,
    Reach,
)
from loyalty.offers.possible import wants_of
from loyalty.offers.worst_case import LOSES, PAYS

FARTHEST = 1_000
"""A least basket is looked for up to this many times the amount: beyond it nobody would be reached."""

Told = Callable[[Offer], str]
"""What the check says of an offer on the groups where the draft loses."""


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


@dataclass(frozen=True, slots=True)
class CapAdvice:
    """Of a percent: the most it may come to in a purchase, and the least basket that bears the cap it has now.

    0 says that there is none, or that none can be told.
    """

    place: int
    benefit: PercentOff | ExtraCredit
    cap: int
    least_basket: int

    @property
    def group(self) -> str:
        """Return the group the least basket counts, '' for all of it."""
        return self.benefit.reach.group


@dataclass(frozen=True, slots=True)
class PriceAdvice:
    """Of a price for a piece or a bundle: the lowest that pays on every group that loses, 0 where there is none."""

    place: int
    benefit: FixedPrice | BundlePrice
    price: int


def advise_amount(draft: Offer, place: int, benefit: AmountOff | FixedCredit, told: Told) -> AmountAdvice:
    """Return what would pay in place of an amount."""
    step = _step(benefit.amount)

    def pays(number: int) -> bool:
        return told(with_benefit(draft, place, replace(benefit, amount=number * step))) == PAYS

    smaller = _last(-(-benefit.amount // step), pays) * step
    return AmountAdvice(place, benefit, smaller, _least_basket(draft, _reach(benefit), benefit.amount, told))


def advise_cap(draft: Offer, place: int, benefit: PercentOff | ExtraCredit, told: Told) -> CapAdvice | None:
    """Return what would pay by a cap; None where none can: without a least basket a small one gets the whole percent."""
    least = max((want.amount for want in wants_of(draft.basket).values()), default=0)
    given = benefit.cap or least * benefit.rate // WHOLE
    step = _step(given)

    def pays(number: int) -> bool:
        return told(with_benefit(draft, place, replace(benefit, cap=number * step))) == PAYS

    cap = _last(-(-given // step), pays) * step if least else 0
    bears = _least_basket(draft, benefit.reach, benefit.cap, told) if benefit.cap else 0
    return CapAdvice(place, benefit, cap, bears) if cap or bears else None


def advise_price(
    draft: Offer, place: int, benefit: FixedPrice | BundlePrice, told: Told, dearest: int
) -> PriceAdvice:
    """Return what price would pay, looked for up to what the dearest pieces cost."""
    step = _step(benefit.price)

    def tried(number: int) -> str:
        return told(with_benefit(draft, place, replace(benefit, price=number * step)))

    first, end = benefit.price // step, max(-(-dearest // step), benefit.price // step + 1)
    price = first + _last(end - first, lambda number: tried(first + number) == LOSES) + 1
    return PriceAdvice(place, benefit, price * step if price < end and tried(price) == PAYS else 0)


def with_benefit(draft: Offer, place: int, benefit: Benefit) -> Offer:
    """Return a draft with another benefit at a place."""
    return replace(draft, benefits=(*draft.benefits[:place], benefit, *draft.benefits[place + 1 :]))


def _least_basket(draft: Offer, reach: Reach, amount: int, told: Told) -> int:
    """Return the least basket that bears an amount, 0 where there is none or none can be told."""
    step = _step(amount)

    def pays(number: int) -> bool:
        least = BasketTotal(AT_LEAST, number * step, reach.group)
        return told(replace(draft, basket=All((draft.basket, least)))) == PAYS

    farthest = FARTHEST * amount // step
    if not _can_tell(draft, reach) or not pays(farthest):
        return 0
    return (farthest - _last(farthest, lambda number: pays(farthest - number))) * step


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


def _can_tell(draft: Offer, reach: Reach) -> bool:
    """Say whether a least basket can be asked for: it counts a group or everything, never a product."""
    named = {group for group, product_id in wants_of(draft.basket) if group or product_id}
    return not reach.product_id and named <= {reach.group}
