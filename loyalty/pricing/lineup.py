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


_KEPT: dict[tuple[int, ...], tuple[Sequence[Offer], Rules, Lineup]] = {}
MOST_KEPT = 256


def lineup_of(offers: Sequence[Offer], rules: Rules) -> Lineup:
    """Return the line-up of offers, no two of one id; the same objects have the same one.

    The offers are kept beside it, so that no other object can have come by their identities.
    """
    key = (id(rules), *map(id, offers))
    kept = _KEPT.get(key)
    if kept is None:
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        kept = _KEPT[key] = (tuple(offers), rules, _make(offers, rules))
    return kept[2]


def _make(offers: Sequence[Offer], rules: Rules) -> Lineup:
    acts = _acts(offers, rules)
    forks = forks_of(acts, rules.stacking)
    reaches = [getattr(benefit, "reach", None) for offer in offers for benefit in offer.benefits]
    products = frozenset(reach.product_id for reach in reaches if reach is not None)
    picking = [one for offer in offers for one in offer.benefits if isinstance(one, UNIT_BENEFITS)]
    shut_out = rivals_by_act(acts, [fork for fork in forks if fork.whole])
    return Lineup(acts, forks, rivals_by_act(acts, forks), shut_out, products, picking)


def _acts(offers: Sequence[Offer], rules: Rules) -> list[Act]:
    acts = []
    for offer in offers:
        group = rules.stacking.place_of(offer.offer_id, offer.place, by_code=bool(offer.code))
        turn = (group, -offer.priority, offer.offer_id)
        acts.append(Act(offer, group, turn, _is_single(offer)))
    acts.sort(key=_TURN)
    for number, act in enumerate(acts):
        act.number, act.bit = number, 1 << number
    return acts


def _is_single(offer: Offer) -> bool:
    for benefit in offer.benefits:
        if isinstance(benefit, _AMOUNTS):
            return True
        if isinstance(benefit, PercentOff | ExtraCredit) and benefit.cap is not None:
            return True
    return False
