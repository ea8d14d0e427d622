"""What a deal is, in exact fractions: what offers on a line are worth, and which of them stand in each other's way.

Written apart from the product's weighing and its solver.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction as F
from typing import Any, NamedTuple

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


class Fork(NamedTuple):
    """A group of which one member works, per unit or per basket; a member is a set of offers, `path` leads to the group."""

    path: tuple[int, ...]
    mode: str
    per: str
    members: list[Names]

    @property
    def all(self) -> Names:
        """Return everybody in it."""
        return Names().union(*self.members)


Option = tuple[Names, Names, Names]
"""Who may work by it, who must, and who is out."""

Choice = tuple[list[Option], list[Fork]]
"""What is open, and the ranked groups it goes by before worth."""


class LineWay(NamedTuple):
    """What a way to sell a line is worth for each unit of its price, what is kept of it, and who gives something."""

    gross: int
    worth: F
    kept: F
    gives: frozenset[Names]


Way = list[LineWay]

RANKED = ("first", "keep_most_margin")
M = 1_000_000
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


def forks_of(table: Table, offers: Sequence[Offer]) -> list[Fork]:
    """Return the groups of the tree of which one member works, then the exclusive names, of which one does in the basket."""
    tree, found = table.rules.stacking, list[Fork]()
    paths = {offer.offer_id: tree.paths[group_of(table, offer)] for offer in offers}
    for number, group in enumerate(tree.in_order):
        inner = [n for n, path in enumerate(tree.paths) if path[-2:-1] == (number,)]
        members = [Names({name}) for name, path in paths.items() if path[-1] == number]
        members += [Names(name for name, path in paths.items() if n in path) for n in inner]
        if group.mode != "all" and any(members):
            found.append(Fork(tree.paths[number], group.mode, group.per, [one for one in members if one]))
    for at, name in enumerate(sorted({offer.exclusive for offer in offers} - {""})):
        members = [Names({o.offer_id}) for o in offers if o.exclusive == name]
        found += [Fork((99 + at,), "best_for_member", "basket", members)] if len(members) > 1 else []
    return found


def around(forks: Sequence[Fork], path: Sequence[int]) -> list[Fork]:
    """Return the ranked groups per unit on a path, the outermost first."""
    return [one for one in forks if one.per == "unit" and one.mode in RANKED and one.path[-1] in path]


def options_of(fork: Fork, may: Names) -> list[Option]:
    """Return what is open to a group: each of its members, an offer alone to work for certain, or nobody."""
    each = [(one, one & may if len(one) == 1 else Names(), fork.all - one) for one in fork.members]
    return [*each, (Names(), Names(), fork.all)]


def choices_of_line(table: Table, offers: Sequence[Offer]) -> list[Choice]:
    """Return what is decided for each line by itself."""
    everybody = Names(o.offer_id for o in offers)
    forks = [one for one in forks_of(table, offers) if one.per == "unit"]
    return [(options_of(one, everybody), [one] if one.mode in RANKED else []) for one in forks]


def choices_of_basket(table: Table, offers: Sequence[Offer]) -> list[Choice]:
    """Return what is decided for the whole basket, in the order of the tree, and last what goes by worth alone."""
    forks, singles, nobody = forks_of(table, offers), singles_of(offers), Names()
    found: list[tuple[bool, tuple[int, int], Choice]] = []
    for fork in forks:
        by = around(forks, fork.path[:-1])
        if fork.per == "basket":
            choice = options_of(fork, singles), by + [fork] * (fork.mode in RANKED)
            found.append((False, (fork.path[-1], 0), choice))
        elif fork.mode not in RANKED:
            inner = [one.all for one in forks if one.mode in RANKED and fork.path[-1] in one.path]
            for group in (group for group in fork.members if any(one & group & singles for one in inner)):
                ways: list[Option] = [(nobody, nobody, nobody), (nobody, nobody, group)]
                found.append((False, (fork.path[-1], 1), (ways, by)))
    for offer in (offer for offer in offers if offer.offer_id in singles):
        one, number = Names({offer.offer_id}), group_of(table, offer)
        by = around(forks, table.rules.stacking.paths[number])
        found.append((not by, (number, 2), ([(one, one, nobody), (nobody, nobody, one)], by)))
    return [choice for _, _, choice in sorted(found, key=lambda one: one[:2])]


def line_way(table: Table, place: int, offers: Sequence[Offer], works: Names) -> Way | None:
    """Return the way in which offers work on a line, None where they break its floor."""
    worth, kept, fits = weigh(table, place, [offer for offer in offers if offer.offer_id in works])
    gross = table.bill.lines[place].gross
    return [LineWay(gross, worth, kept, giving(table, place, offers, works))] if fits else None


def giving(table: Table, place: int, offers: Sequence[Offer], works: Names) -> frozenset[Names]:
    """Return those members of ranked groups without which the offers that work would give less on a line."""

    def given(names: Names) -> tuple[F, F, list[str]]:
        known = [offer for offer in offers if offer.offer_id in names]
        pointing = [o.offer_id for o in known if any(gives_points(table, b, place) for b in o.benefits)]
        return left_of(table, place, known), credit_of(table, place, known), pointing

    ranked = [fork for fork in forks_of(table, offers) if fork.mode in RANKED]
    asked = {member for fork in ranked for member in fork.members if member & works}
    return frozenset(member for member in asked if given(works) != given(works - member))


def gives_points(table: Table, benefit: Any, place: int) -> bool:
    """Say whether a benefit gives points on a line, of a kind that there is."""
    kinds = {kind.kind for kind in table.rules.points.kinds}
    points = isinstance(benefit, PointsPlus | PointsTimes) and benefit.kind in kinds
    return points and part_of(table, benefit, place) > 0


def rank(forks: Sequence[Fork], way: Way) -> list[tuple[F, ...]]:
    """Return how good a way is to a choice: to each of its groups in turn, then what it is worth."""
    worth = sum((line.gross * line.worth for line in way), F(0))
    return [*(mark(fork, way) for fork in forks), (worth,)]


def mark(fork: Fork, way: Way) -> tuple[F, ...]:
    """Return how good a way is to a ranked group: by the order of its members, or by what is kept where any gives.

    A group per basket looks at all lines as one; a group per unit at how much of the basket each of its members has.
    """
    if fork.per == "basket":
        gives = frozenset[Names]().union(*(line.gives for line in way))
        kept = sum((line.gross * line.kept for line in way), F(0))
        way = [LineWay(1, F(0), kept, gives)]
    first = [next((at for at, one in enumerate(fork.members) if one in line.gives), None) for line in way]
    had = [
        F(sum(line.gross for line, at in zip(way, first, strict=True) if at == n))
        for n in range(len(fork.members))
    ]
    if fork.mode == "first":
        return tuple(had)
    return sum(had, F(0)), sum(
        (line.gross * line.kept for line, at in zip(way, first, strict=True) if at is not None), F(0)
    )
