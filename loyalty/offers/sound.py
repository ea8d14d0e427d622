"""Whether an offer fits the shop it is to be published in: names that exist, a window that opens, no circle of grants.

Each refusal names the place of the document where it arises.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from loyalty.conditions.doubts import Doubt, Surroundings, doubts
from loyalty.errors import LoyaltyError, require
from loyalty.money import WHOLE
from loyalty.offers.offer import (
    UNIQUE,
    BundlePrice,
    LaterCode,
    LaterOffer,
    Offer,
    PointsPlus,
    PointsTimes,
    Reach,
    TierLift,
)
from loyalty.offers.trying import reaches_of
from loyalty.policy import Rules

_PLACE = re.compile(r"\A\.all\[(\d+)\]")
"""A place within the parts that were put together."""


@dataclass(frozen=True, slots=True)
class Around:
    """What an offer stands among: today, the products there are (None: nobody looked), and the other offers."""

    today: dt.date
    products: Collection[str] | None = None
    offers: Mapping[str, Offer] | None = None


def check_sound(offer: Offer, document: Mapping[str, object], rules: Rules, around: Around) -> None:
    """Raise what keeps an offer from ever working in this shop.

    `offer_never_opens`, `holdout_of_all`, `benefit_group_unknown`, `benefit_product_unknown`, `later_offer_unknown`,
    `later_offer_unfit`, `offers_in_a_circle`, `points_kind_unknown`, `tier_unknown`, and the doubt about a condition
    that can never be met.
    """
    require(
        offer.until is None or offer.until >= around.today,
        "offer_never_opens",
        where="until",
        until=offer.until,
    )
    require(offer.holdout < WHOLE, "holdout_of_all", where="holdout")
    for place, benefit in enumerate(offer.benefits):
        # An offer that gives itself is told so, before it is told that what it gives is not published.
        _check_circle(offer, benefit, f"benefits[{place}]", around.offers or {})
        _check_benefit(benefit, f"benefits[{place}]", rules, around)
    _check_conditions(
        offer, document, Surroundings(around.today, tiers=tuple(step.tier for step in rules.tiers.tiers))
    )


def _check_conditions(offer: Offer, document: Mapping[str, object], around: Surroundings) -> None:
    for name in ("audience", "basket"):
        _refuse_never(doubts(document.get(name), around, name))
    # Each may hold alone, and still never both in one purchase within the days of the offer.
    together = dict(_together(offer, document))
    places = list(together)
    found = doubts({"all": list(together.values())}, around, "")
    _refuse_never(doubt.at(lambda where: _at_home(where, places)) for doubt in found)


def _at_home(where: str, places: Sequence[str]) -> str:
    """Return the place in the document of one within the parts put together; the days of the offer have no parts."""
    found = _PLACE.sub(lambda at: places[int(at[1])], where)
    return "until" if found.startswith("until.") else found


def _refuse_never(found: Iterable[Doubt]) -> None:
    for doubt in found:
        if doubt.never:
            raise doubt.error()


def _together(offer: Offer, document: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Yield what must hold together in a purchase, by its place in the document; a right is granted before it."""
    span = {"from": offer.since, "until": offer.until}
    if any(span.values()):
        yield "until", {"dates": {key: day and day.isoformat() for key, day in span.items()}}
    for name in ("audience", "basket") if offer.grant is None else ("basket",):
        part = document.get(name)
        if isinstance(part, Mapping) and "all" in part:
            yield from ((f"{name}.all[{place}]", one) for place, one in enumerate(part["all"]))
        elif part:
            yield name, part


def _check_benefit(benefit: object, where: str, rules: Rules, around: Around) -> None:
    for reach in reaches_of(benefit):
        _check_reach(reach, where, rules, around)
    if isinstance(benefit, BundlePrice):
        _check_parts(benefit, where)
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


def _check_parts(bundle: BundlePrice, where: str) -> None:
    """Refuse parts of one bundle that name the same: all units are the first one's, and none is left for the second."""
    seen: set[Reach] = set()
    for place, (reach, _) in enumerate(bundle.parts):
        named = reach.group or reach.product_id
        require(reach not in seen, "bundle_part_twice", where=f"{where}.bundle.parts[{place}].of", what=named)
        seen.add(reach)


def _check_reach(reach: Reach, where: str, rules: Rules, around: Around) -> None:
    groups = rules.groups.by_id
    if reach.group and groups:
        known = reach.group in groups
        require(known, "benefit_group_unknown", where=where, group=reach.group, known=", ".join(groups))
    if reach.product_id and around.products is not None:
        known = reach.product_id in around.products
        require(known, "benefit_product_unknown", where=where, product=reach.product_id)


def _check_circle(offer: Offer, first: object, where: str, others: Mapping[str, Offer]) -> None:
    """Refuse offers that give each other for ever: each use would bring the next."""
    all_offers = {**others, offer.offer_id: offer}
    seen: set[str] = set()

    def visit(benefit: object, path: tuple[str, ...]) -> None:
        if not isinstance(benefit, LaterOffer | LaterCode):
            return
        name = benefit.offer_id
        require(name not in path, "offers_in_a_circle", where=where, offers=" → ".join((*path, name)))
        if name not in seen:
            seen.add(name)
            for further in all_offers[name].benefits if name in all_offers else ():
                visit(further, (*path, name))

    visit(first, (offer.offer_id,))
