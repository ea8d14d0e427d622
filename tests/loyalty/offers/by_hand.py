"""What a deal is, in exact fractions: what offers on a line are worth, and which of them stand in each other's way.

Written apart from the product's weighing and its solver.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction as F
from typing import Any

from loyalty.offers.offer import (
    AmountOff,
    ExtraCredit,
    FixedCredit,
    Offer,
    PercentOff,
    PointsPlus,
    PointsTimes,
)
from loyalty.offers.picking import UNIT_BENEFITS, picked_parts
from loyalty.pricing.settle import Table

Names = frozenset[str]
Forks = list[tuple[str, list[Names]]]
"""Groups of which one member works, each with its mode; a member is a set of offers."""

Members = frozenset[Names]
Way = tuple[F, F, Members]
"""What a way to sell is worth to the member, what the shop keeps, and which members of ranked groups give something."""

RANKED = ("first", "keep_most_margin")
M = 1_000_000
NEVER = F(-(10**40))
OFF = (PercentOff, AmountOff, *UNIT_BENEFITS)


def part_of(table: Table, benefit: Any, place: int) -> F:
    """Return what a benefit gives on a line for each unit of its price: its rate, or its share of an amount."""
    bill = table.bill
    if isinstance(benefit, UNIT_BENEFITS):
        return F(picked_parts(bill, benefit)[place], bill.lines[place].gross)
    places = bill.places(benefit.reach) if hasattr(benefit, "reach") else bill.everywhere
    if place not in places:
        return F(0)
    gross = sum(bill.lines[one].gross for one in places)
    if isinstance(benefit, AmountOff | FixedCredit):
        part = F(benefit.amount, gross)
        return min(part, F(1)) if isinstance(benefit, AmountOff) else part
    if isinstance(benefit, PointsPlus | PointsTimes):
        return F(benefit.points, gross) if isinstance(benefit, PointsPlus) else F(benefit.times - M, M)
    capped = benefit.cap is not None and benefit.rate * gross > benefit.cap * M
    return F(benefit.cap * M // gross, M) if capped else F(benefit.rate, M)


def left_of(table: Table, place: int, offers: Sequence[Offer]) -> F:
    """Return what discounts leave of a price: on groups, products and units first, then on the whole basket."""
    cuts = [
        (not isinstance(b, UNIT_BENEFITS) and b.reach.whole, at, part_of(table, b, place), b)
        for at, b in enumerate(b for offer in offers for b in offer.benefits)
        if isinstance(b, OFF)
    ]
    left = F(1)
    for _, _, part, benefit in sorted(cuts, key=lambda cut: cut[:2]):
        left -= min(left, part * (left if getattr(benefit, "base", "") == "remaining" else 1))
    return left


def credit_of(table: Table, place: int, offers: Sequence[Offer]) -> F:
    """Return the credit of a line for each unit of its price: the highest rate, those on top, fixed amounts."""
    rules, left = table.rules, left_of(table, place, offers)
    instead, plus, fixed = (
        F(rules.earning.rate_of(table.bill.lines[place].group, table.tier or ""), M),
        F(0),
        F(0),
    )
    for benefit in (benefit for offer in offers for benefit in offer.benefits):
        part = part_of(table, benefit, place)
        if isinstance(benefit, ExtraCredit) and benefit.mode == "instead":
            instead = max(instead, part)
        elif isinstance(benefit, ExtraCredit):
            plus += part
        elif isinstance(benefit, FixedCredit):
            fixed += part
    return left * (instead + plus) + fixed


def weigh(table: Table, place: int, offers: Sequence[Offer]) -> tuple[F, F, bool]:
    """Return what offers in their turn are worth to a member and leave the shop, and whether the floor holds."""
    line, rules, left = table.bill.lines[place], table.rules, left_of(table, place, offers)
    each = {kind.kind: F(1, kind.money_each) for kind in rules.points.kinds}
    base = F(rules.earning.rate_of(line.group, table.tier or ""), M)
    credit, points = credit_of(table, place, offers), F(0)
    for benefit in (benefit for offer in offers for benefit in offer.benefits):
        part = part_of(table, benefit, place)
        if isinstance(benefit, PointsPlus | PointsTimes):
            times = isinstance(benefit, PointsTimes)
            points += part * (left * each.get(benefit.kind, 0) if times else 1)
    worth = 1 - left + credit * F(rules.costs.credit_value, M) + points * rules.costs.point_value
    margin, tax = rules.groups.margin(line.group), F(M + line.vat_rate, M)
    if margin is None:
        return worth, -worth, True
    cost, floor = 1 - F(margin, M), F(rules.groups.floor(line.group), M)
    kept = [
        (price - cost) / tax - given * F(rules.costs.redeemed, M) - earned * rules.costs.point_cost
        for price, given, earned in (
            (F(1), base, sum(each.values())),
            (left, credit, points + left * sum(each.values())),
        )
    ]
    return worth, kept[1], kept[1] >= min(kept[0], left / tax * floor)


def in_turn(table: Table, offers: Sequence[Offer]) -> list[Offer]:
    """Return offers in their turn."""
    return sorted(offers, key=lambda o: (group_of(table, o), -o.priority, o.offer_id))


def group_of(table: Table, offer: Offer) -> int:
    """Return the group an offer stands in."""
    return table.rules.stacking.place_of(offer.offer_id, offer.place, by_code=bool(offer.code))


def singles_of(offers: Sequence[Offer]) -> Names:
    """Return the offers that work on all their lines or on none, because they give an amount or have a cap."""
    amounts = (AmountOff, FixedCredit, PointsPlus, *UNIT_BENEFITS)
    return Names(
        offer.offer_id
        for offer in offers
        if any(isinstance(b, amounts) or getattr(b, "cap", None) is not None for b in offer.benefits)
    )


def forks_of(table: Table, offers: Sequence[Offer], per: str) -> Forks:
    """Return the groups of the tree of which one member works per line or basket; exclusive names are of the basket."""
    tree, found = table.rules.stacking, list[tuple[str, list[Names]]]()
    paths = {offer.offer_id: tree.paths[group_of(table, offer)] for offer in offers}
    for number, group in enumerate(tree.in_order):
        inner = [n for n, path in enumerate(tree.paths) if path[-2:-1] == (number,)]
        members = [Names({name}) for name, path in paths.items() if path[-1] == number]
        members += [Names(name for name, path in paths.items() if n in path) for n in inner]
        if group.mode != "all" and group.per == per:
            found.append((group.mode, [one for one in members if one]))
    for name in sorted({offer.exclusive for offer in offers} - {""} if per == "basket" else ()):
        members = [Names({o.offer_id}) for o in offers if o.exclusive == name]
        found += [("", members)] if len(members) > 1 else []
    return found


def giving(table: Table, place: int, offers: Sequence[Offer], works: Names) -> Members:
    """Return those members of ranked groups without which the offers that work would give less on a line."""

    def given(names: Names) -> tuple[F, F, list[str]]:
        known = [offer for offer in offers if offer.offer_id in names]
        pointing = [o.offer_id for o in known if any(gives_points(table, b, place) for b in o.benefits)]
        return left_of(table, place, known), credit_of(table, place, known), pointing

    forks = [*forks_of(table, offers, "unit"), *forks_of(table, offers, "basket")]
    asked = {member for mode, members in forks if mode in RANKED for member in members if member & works}
    return Members(member for member in asked if given(works) != given(works - member))


def gives_points(table: Table, benefit: Any, place: int) -> bool:
    """Say whether a benefit gives points on a line, of a kind that there is."""
    kinds = {kind.kind for kind in table.rules.points.kinds}
    points = isinstance(benefit, PointsPlus | PointsTimes) and benefit.kind in kinds
    return points and part_of(table, benefit, place) > 0


def rank(fork: tuple[str, list[Names]], way: Way) -> tuple[F, F]:
    """Return how good a way is to a fork: by the order of its members, or what is kept, then by what it is worth."""
    (mode, members), (worth, kept, gives) = fork, way
    at = next((at for at, one in enumerate(members) if one in gives), None)
    if mode not in RANKED or at is None:
        return NEVER * (mode in RANKED), worth
    return F(-at) if mode == "first" else kept, worth


def first_of(forks: Forks, ways: Sequence[tuple[tuple[Names, ...], Way]]) -> Way | None:
    """Return the way the forks come to: each, from the last to the first, takes by its mode what those after it leave.

    Of ways that are worth the same the first counts, the one with most in it.
    """
    best: dict[tuple[Names, ...], Way] = {}
    for choice, way in ways:
        best[choice] = max(best.get(choice, way), way, key=lambda one: one[0])
    for place in reversed(range(len(forks))):
        after, best = best, {}
        for choice, way in after.items():
            known = best.setdefault(choice[:place], way)
            best[choice[:place]] = max(known, way, key=lambda one: rank(forks[place], one))
    return best.get(())
