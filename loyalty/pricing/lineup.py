"""The offers that are met in the order of their turns, and which stand in each other's way: the same at every key.

What follows from the offers and the rules alone is made once and kept while the same offers come again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from loyalty.offers.offer import (
    AmountOff,
    ExtraCredit,
    FixedCredit,
    Offer,
    PercentOff,
    PointsPlus,
    UnitBenefit,
)
from loyalty.offers.picking import UNIT_BENEFITS
from loyalty.policy import Rules
from loyalty.pricing.keeping import Kept
from loyalty.pricing.rivals import Fork, forks_of, rivals_by_act

_AMOUNTS = (AmountOff, FixedCredit, PointsPlus, *UNIT_BENEFITS)
"""Benefits whose amount is one: it is given whole or not at all."""

_TURN = attrgetter("turn")


@dataclass(slots=True, eq=False)
class Act:
    """An offer in its group; `single` works on all its lines or on none, because its amount is one.

    `number` is its place in the order of turns; as a set of acts it is `bit`.
    """

    offer: Offer
    group: int
    turn: tuple[int, int, str]
    single: bool
    number: int = 0
    bit: int = 0


class Lineup(NamedTuple):
    """Acts in the order of their turns, the groups of which one member works, and for each act those it never works with.

    `shut_out` are, for each act, those never in a basket with it.
    `products` are those a benefit names: lines of all others differ by their group alone. `picking` benefits pick units.
    """

    acts: list[Act]
    forks: list[Fork]
    rivals: list[int]
    shut_out: list[int]
    products: frozenset[str]
    picking: list[UnitBenefit]


class _Role(NamedTuple):
    # Where an offer has its turn in the tree, and whether it is taken whole.
    group: int
    turn: tuple[int, int, str]
    single: bool


def lineup_of(offers: Sequence[Offer], rules: Rules) -> Lineup:
    """Return the line-up of offers, no two of one id; the same objects have the same one."""
    return _LINEUPS.of(rules, *offers)


def turn_of(offer: Offer, rules: Rules) -> tuple[int, int, str]:
    """Return when an offer has its turn: by its group, its priority and its id."""
    return _ROLES.of(offer, rules).turn


def _make(rules: Rules, *offers: Offer) -> Lineup:
    acts = _acts(offers, rules)
    forks = forks_of(acts, rules.stacking)
    reaches = [getattr(benefit, "reach", None) for offer in offers for benefit in offer.benefits]
    products = frozenset([reach.product_id for reach in reaches if reach is not None])
    picking = [one for offer in offers for one in offer.benefits if isinstance(one, UNIT_BENEFITS)]
    shut_out = rivals_by_act(acts, [fork for fork in forks if fork.whole])
    return Lineup(acts, forks, rivals_by_act(acts, forks), shut_out, products, picking)


def _acts(offers: Sequence[Offer], rules: Rules) -> list[Act]:
    acts = [Act(offer, *_ROLES.of(offer, rules)) for offer in offers]
    acts.sort(key=_TURN)
    for number, act in enumerate(acts):
        act.number, act.bit = number, 1 << number
    return acts


def _role_of(offer: Offer, rules: Rules) -> _Role:
    group = rules.stacking.place_of(offer.offer_id, offer.place, by_code=bool(offer.code))
    return _Role(group, (group, -offer.priority, offer.offer_id), _is_single(offer))


def _is_single(offer: Offer) -> bool:
    for benefit in offer.benefits:
        if isinstance(benefit, _AMOUNTS):
            return True
        if isinstance(benefit, PercentOff | ExtraCredit) and benefit.cap is not None:
            return True
    return False


_ROLES = Kept(_role_of, 4_096)
_LINEUPS = Kept(_make, 256)
