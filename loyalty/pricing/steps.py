"""What a set of offers gives, step by step, in the order in which it is settled; made once while the same offers come again."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from loyalty.offers.offer import (
    DISCOUNTS,
    CreditBenefit,
    Discount,
    ExtraCredit,
    FixedCredit,
    Offer,
    PointsBenefit,
    PointsPlus,
    PointsTimes,
    UnitBenefit,
)
from loyalty.pricing.discounts import is_whole
from loyalty.pricing.keeping import Kept

Discounting: TypeAlias = tuple[str, Discount | UnitBenefit]


class Steps(NamedTuple):
    """Benefits by kind, each beside the id of its offer: those on groups, products and units before those on all."""

    discounts: tuple[Discounting, ...]
    credit: tuple[tuple[str, CreditBenefit], ...]
    points: tuple[tuple[str, PointsBenefit], ...]


def steps_of(*offers: Offer) -> Steps:
    """Return the steps of offers in their order; the same objects have the same ones."""
    return _STEPS.of(*offers)


def _make(*offers: Offer) -> Steps:
    given = [(offer.offer_id, benefit) for offer in offers for benefit in offer.benefits]
    cuts = [(name, benefit) for name, benefit in given if isinstance(benefit, DISCOUNTS)]
    return Steps(
        tuple(sorted(cuts, key=lambda one: is_whole(one[1]))),
        tuple([(name, one) for name, one in given if isinstance(one, ExtraCredit | FixedCredit)]),
        tuple([(name, one) for name, one in given if isinstance(one, PointsTimes | PointsPlus)]),
    )


_STEPS = Kept(_make, 1_024)
