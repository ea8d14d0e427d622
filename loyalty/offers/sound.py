"""Whether an offer fits the shop it is to be published in: names that exist, a window that opens, no circle of grants.

Each refusal names the place of the document where it arises.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from loyalty.conditions.doubts import Surroundings, doubts
from loyalty.errors import LoyaltyError, require
from loyalty.offers.offer import (
    UNIQUE,
    BundlePrice,
    GiftProduct,
    LaterCode,
    LaterOffer,
    Offer,
    PointsPlus,
    PointsTimes,
    Reach,
    TierLift,
)
from loyalty.policy import Rules


@dataclass(frozen=True, slots=True)
class Around:
    """What an offer stands among: today, the products there are (None: nobody looked), and the other offers."""

    today: dt.date
    products: Collection[str] | None = None
    offers: Mapping[str, Offer] | None = None


def check_sound(offer: Offer, document: Mapping[str, object], rules: Rules, around: Around) -> None:
    """Raise what keeps an offer from ever working in this shop.

    `offer_never_opens`, `benefit_group_unknown`, `benefit_product_unknown`, `later_offer_unknown`,
    `later_offer_unfit`, `offers_in_a_circle`, `points_kind_unknown`, `tier_unknown`, and the doubt about a condition
    that can never be met.
    """
    require(
        offer.until is None or offer.until >= around.today,
        "offer_never_opens",
        where="until",
        until=offer.until,
    )
    for place, benefit in enumerate(offer.benefits):
        _check_benefit(benefit, f"benefits[{place}]", rules, around)
    _check_circle(offer, around.offers or {})
    surroundings = Surroundings(around.today, tiers=tuple(step.tier for step in rules.tiers.tiers))
    for name in ("audience", "basket"):
        for doubt in doubts(document.get(name), surroundings, name):
            if doubt.never:
                raise doubt.error()


def _check_benefit(benefit: object, where: str, rules: Rules, around: Around) -> None:
    for reach in _reaches(benefit):
        _check_reach(reach, where, rules, around)
    if isinstance(benefit, PointsTimes | PointsPlus):
        require(rules.points.has(benefit.kind), "points_kind_unknown", kind=benefit.kind)
    elif isinstance(benefit, TierLift):
        rules.tiers.reached(benefit.tier)
    elif isinstance(benefit, LaterOffer | LaterCode):
        target = (around.offers or {}).get(benefit.offer_id)
        if target is None:
            raise LoyaltyError("later_offer_unknown", where=where, offer=benefit.offer_id)
        fits = target.grant is not None if isinstance(benefit, LaterOffer) else target.code == UNIQUE
        require(fits, "later_offer_unfit", where=where, offer=benefit.offer_id)


def _reaches(benefit: object) -> Iterable[Reach]:
    if isinstance(benefit, BundlePrice):
        return [reach for reach, _ in benefit.parts]
    if isinstance(benefit, GiftProduct):
        return [benefit.reach]
    reach = getattr(benefit, "reach", None)
    return [] if reach is None else [reach]


def _check_reach(reach: Reach, where: str, rules: Rules, around: Around) -> None:
    groups = rules.groups.by_id
    if reach.group and groups:
        known = reach.group in groups
        require(known, "benefit_group_unknown", where=where, group=reach.group, known=", ".join(groups))
    if reach.product_id and around.products is not None:
        known = reach.product_id in around.products
        require(known, "benefit_product_unknown", where=where, product=reach.product_id)


def _check_circle(offer: Offer, others: Mapping[str, Offer]) -> None:
    """Refuse offers that give each other for ever: each use would bring the next."""
    all_offers = {**others, offer.offer_id: offer}
    seen: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        require(name not in path, "offers_in_a_circle", where="benefits", offers=" → ".join((*path, name)))
        if name in seen or name not in all_offers:
            return
        seen.add(name)
        for benefit in all_offers[name].benefits:
            if isinstance(benefit, LaterOffer | LaterCode):
                visit(benefit.offer_id, (*path, name))

    start: Callable[[str, tuple[str, ...]], None] = visit
    start(offer.offer_id, ())
