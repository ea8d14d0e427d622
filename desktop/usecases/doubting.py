"""Doubts about a condition before anybody relies on it, with what this shop knows: groups, goods, tiers, offers, tags.

For the editor, the command line and whoever publishes; nothing is refused here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.models.queries.goods import which_are_sold
from desktop.models.queries.pictures import groups_of_goods, known_among, products_on_sale, tags_among
from desktop.models.queries.places import branches, tills
from desktop.models.sources import Source
from desktop.usecases.offers import all_offers
from desktop.usecases.policies import rules_now
from desktop.usecases.segments import segments_now
from desktop.usecases.till import Till
from loyalty.basket import DEFAULT_GROUP
from loyalty.conditions import atoms
from loyalty.conditions.atoms import All, Condition
from loyalty.conditions.doubts import Doubt, Surroundings, doubts
from loyalty.conditions.needs import atoms_of
from loyalty.conditions.parse import parse_condition
from loyalty.offers.offer import Offer


def doubt_condition(till: Till, document: object, where: str = "condition") -> tuple[Doubt, ...]:
    """Return the doubts about a condition's document, each at its place; raises what the reader raises."""
    condition = parse_condition(document, where)
    with till.read() as db:
        return doubts(document, surroundings(db, till, condition), where)


def doubt_offer(db: Source, till: Till, offer: Offer, document: Mapping[str, Any]) -> tuple[Doubt, ...]:
    """Return the doubts about both conditions of an offer's document, each at its place."""
    around = surroundings(db, till, All((offer.audience, offer.basket)))
    return tuple(one for part in ("audience", "basket") for one in doubts(document.get(part), around, part))


def surroundings(db: Source, till: Till, condition: Condition) -> Surroundings:
    """Return what the shop knows of the names a condition may use."""
    rules = rules_now(db)
    named = list(atoms_of(condition))
    goods = [getattr(atom, "product_id", "") for atom in named]
    tags = [atom.group for atom in named if isinstance(atom, atoms.InGroup)]
    return Surroundings(
        today=till.today(),
        groups={*rules.groups.by_id, *groups_of_goods(db), DEFAULT_GROUP},
        products=known_among(db, "product", goods),
        on_sale=products_on_sale(db, goods),
        tiers=tuple(tier.tier for tier in rules.tiers.tiers),
        branches=known_among(db, "branch", _listed(named, atoms.Branch)),
        tills=known_among(db, "till", _listed(named, atoms.AtTill)),
        segments=segments_now(db).keys(),
        offers={one.offer.offer_id for one in all_offers(db)},
        tags=tags_among(db, tags),
    )


def shop_around(db: Source, till: Till) -> Surroundings:
    """Return all names a condition may use in this shop, for an editor that asks at every key.

    Tags are words anybody may write, and are not doubted there.
    """
    rules = rules_now(db)
    products = which_are_sold(db)
    return Surroundings(
        today=till.today(),
        groups={*rules.groups.by_id, *groups_of_goods(db), DEFAULT_GROUP},
        products=products.keys(),
        on_sale={name for name, sold in products.items() if sold},
        tiers=tuple(tier.tier for tier in rules.tiers.tiers),
        branches={one.branch_id for one in branches(db)} | {till.shop.branch_id},
        tills={row[0] for row in tills(db)},
        segments=segments_now(db).keys(),
        offers={one.offer.offer_id for one in all_offers(db)},
    )


def _listed(named: list[Condition], kind: type[atoms.Branch | atoms.AtTill]) -> list[str]:
    found = [atom for atom in named if isinstance(atom, kind)]
    return [
        name
        for atom in found
        for name in (atom.branch_ids if isinstance(atom, atoms.Branch) else atom.till_ids)
    ]
