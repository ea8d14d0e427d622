"""A basket and its offers laid out for choosing: kinds of lines that are alike, and what each offer does to them.

Amounts are shares of a line's price before offers, in parts of `ONE`, so that all lines of a kind are weighed at once.
A deal is weighed before anything is rounded to whole money; a benefit of a fixed amount is spread over the prices of its
lines, and a cap that is reached lowers the rate on all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from loyalty.money import WHOLE
from loyalty.offers.offer import (
    DISCOUNTS,
    INITIAL,
    INSTEAD,
    LATER,
    AmountOff,
    Benefit,
    ExtraCredit,
    FixedCredit,
    Offer,
    PercentOff,
    PointsPlus,
    PointsTimes,
    Reach,
    UnitBenefit,
)
from loyalty.offers.picking import UNIT_BENEFITS, picked_parts
from loyalty.policy import Rules
from loyalty.pricing.bill import Bill
from loyalty.pricing.keeping import Kept
from loyalty.pricing.lineup import Act, Lineup, lineup_of, turn_of

ONE = 10**12

_WHOLE_BASKET = Reach()


class Cut(NamedTuple):
    """A discount on a kind of lines: a rate of the initial or the remaining amount, or a share of the price."""

    whole_basket: bool
    turn: tuple[int, int, str]
    order: int
    rate: int
    initial: bool
    share: int


class Gift(NamedTuple):
    """What an offer does to a kind of lines.

    Cuts; credit rates on top and instead of the base; credit, and points in money's worth to the member and as a cost to
    the shop, as shares of the price and as shares of what is paid.
    """

    cuts: tuple[Cut, ...]
    plus: int
    instead: int
    credit: int
    worth: int
    cost: int
    worth_rate: int
    cost_rate: int


@dataclass(slots=True, eq=False)
class Kind:
    """Lines that are alike: their places, gross, margin figures, and by number of act what each that touches them does.

    `here` are those acts as a set, `unweighed` those of them that give points, or something later, whatever that is worth,
    `worthless` those that are worth nothing to the member.
    """

    number: int
    places: list[int]
    gross: int
    group: str
    vat: int
    margin: int | None
    floor: int
    base_rate: int
    points_cost: int
    gifts: dict[int, Gift] = field(default_factory=dict)
    promises: dict[int, int] = field(default_factory=dict)
    """The most each may be worth here to the member, in parts of `ONE`."""
    here: int = 0
    unweighed: int = 0
    worthless: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """All that choosing needs."""

    kinds: list[Kind]
    lineup: Lineup
    rules: Rules
    alike: int = 0
    """The acts that do the same to all kinds."""

    @property
    def acts(self) -> list[Act]:
        """Return the offers in the order of their turns."""
        return self.lineup.acts

    def promised(self, act: Act) -> int:
        """Return the most an offer may be worth on the whole bill, in parts of `ONE` of money."""
        number = act.number
        return sum([kind.gross * kind.promises.get(number, 0) for kind in self.kinds])


class _Laid(NamedTuple):
    # What an offer does to a kind of lines, the most that may be worth, whether it gives more than is weighed.
    gift: Gift
    most: int
    unweighed: bool


class _Steady(NamedTuple):
    # What an offer does to every kind of lines it reaches, whatever they cost; `laid` None: nothing.
    reach: Reach = _WHOLE_BASKET
    laid: _Laid | None = None


def lay_acts(bill: Bill, offers: Sequence[Offer], rules: Rules, tier: str | None) -> Layout:
    """Return a bill and its offers laid out; `tier` None: a walk-in, who earns nothing."""
    lineup, member = lineup_of(offers, rules), tier is not None
    apart = _apart(bill, lineup.picking)
    kinds = _kinds(bill, rules, tier, apart, lineup.products)
    steady = [(act, _STEADY.of(act.offer, rules)[member]) for act in lineup.acts]
    alike = [(act, one.laid) for act, one in steady if one and one.reach.whole and one.laid]
    _lay_everywhere(kinds, alike)
    for act, one in steady:
        if one is None:
            _lay_gifts(act, bill, kinds, rules, member=member)
        elif one.laid and not one.reach.whole:
            for kind in _reached(kinds, bill, one.reach):
                _lay(kind, act, one.laid)
    return Layout(kinds, lineup, rules, sum([act.bit for act, _ in alike]))


def _lay_everywhere(kinds: Sequence[Kind], laid: Sequence[tuple[Act, _Laid]]) -> None:
    """Lay what works alike on all kinds, nothing having been laid yet: once, and then as copies."""
    first, *others = kinds
    for act, one in laid:
        _lay(first, act, one)
    for kind in others:
        kind.gifts, kind.promises = dict(first.gifts), dict(first.promises)
        kind.here, kind.unweighed, kind.worthless = first.here, first.unweighed, first.worthless


def _reached(kinds: Sequence[Kind], bill: Bill, reach: Reach) -> list[Kind]:
    if reach.product_id:
        return [kind for kind in kinds if bill.lines[kind.places[0]].product_id == reach.product_id]
    return [kind for kind in kinds if kind.group == reach.group]


def _steady_of(offer: Offer, rules: Rules) -> tuple[_Steady | None, _Steady | None]:
    """Return what an offer gives a walk-in and a member on every line it reaches; None where prices decide it."""
    return _steady(offer, rules, member=False), _steady(offer, rules, member=True)


def _steady(offer: Offer, rules: Rules, *, member: bool) -> _Steady | None:
    benefits = _given(offer, member=member)
    if not benefits:
        return _Steady()
    reaches = {_reach_of(benefit) for benefit in benefits}
    if len(reaches) > 1 or not all(_is_by_rate(benefit) for benefit in benefits):
        return None
    reach = reaches.pop()
    parts = [_part_by_rate(benefit, reach, rules) for benefit in benefits]
    return _Steady(reach, _laid(turn_of(offer, rules), 0, parts, rules))


def _is_by_rate(benefit: Benefit) -> bool:
    """Say whether a benefit does the same to every price, so that only rates are to be known of it."""
    if isinstance(benefit, PercentOff | ExtraCredit):
        return benefit.cap is None
    return isinstance(benefit, (PointsTimes, *LATER))


def _part_by_rate(benefit: Benefit, reach: Reach, rules: Rules) -> _Part:
    part = _Part(benefit, None if reach.whole else frozenset())
    if isinstance(benefit, PercentOff | ExtraCredit):
        part.rate = benefit.rate
    elif isinstance(benefit, PointsTimes):
        _weigh_points(part, benefit, ONE, rules)
    return part


def _lay_gifts(act: Act, bill: Bill, kinds: list[Kind], rules: Rules, *, member: bool) -> None:
    """Lay what an offer does on the kinds it touches; kinds that the same benefits reach share one gift."""
    parts = [_part(bill, benefit, rules) for benefit in _given(act.offer, member=member)]
    if all(part.places is None for part in parts):
        laid = _laid(act.turn, 0, parts, rules)
        for kind in kinds:
            _lay(kind, act, laid)
        return
    made: dict[tuple[int, ...], _Laid] = {}
    for kind in _touched(kinds, bill, act.offer):
        first = kind.places[0]
        here = [part for part in parts if part.places is None or first in part.places]
        if here:
            apart = [first for part in here if part.by_place]
            key = (*apart, *map(id, here))
            if key not in made:
                made[key] = _laid(act.turn, first, here, rules)
            _lay(kind, act, made[key])


def _laid(turn: tuple[int, int, str], first: int, here: list[_Part], rules: Rules) -> _Laid:
    """Return what benefits do together; `first` is the place of the first line of the kind."""
    gift = _gift(turn, first, here)
    unweighed = any(_is_unweighed(part.benefit, rules) for part in here)
    return _Laid(gift, promise(gift, rules.costs.credit_value), unweighed)


def _lay(kind: Kind, act: Act, laid: _Laid) -> None:
    number, bit = act.number, act.bit
    kind.gifts[number], kind.promises[number], unweighed = laid
    kind.here |= bit
    if unweighed:
        kind.unweighed |= bit
    if not laid.most:
        kind.worthless |= bit


def _is_unweighed(benefit: object, rules: Rules) -> bool:
    if isinstance(benefit, PointsPlus | PointsTimes):
        return any(kind.kind == benefit.kind for kind in rules.points.kinds)
    return isinstance(benefit, LATER)


def promise(gift: Gift, credit_value: int) -> int:
    """Return the most a gift can be worth, in parts of `ONE`."""
    rates = sum([cut.rate for cut in gift.cuts]) + (gift.plus + gift.instead) * credit_value // WHOLE
    shares = sum([cut.share for cut in gift.cuts]) + gift.credit * credit_value // WHOLE
    return rates * (ONE // WHOLE) + shares + gift.worth + gift.worth_rate


def _apart(bill: Bill, picking: Iterable[UnitBenefit]) -> frozenset[int]:
    """Return the places of lines that a benefit treats by themselves, because it picks units among them."""
    return frozenset(
        place for benefit in picking for place, part in enumerate(picked_parts(bill, benefit)) if part
    )


def _kinds(
    bill: Bill, rules: Rules, tier: str | None, apart: frozenset[int], products: frozenset[str]
) -> list[Kind]:
    alike: dict[tuple[object, ...], list[int]] = {}
    for place, line in enumerate(bill.lines):
        product_id = line.product_id if line.product_id in products else None
        key = (line.group, product_id, line.vat_rate, place if place in apart else -1)
        alike.setdefault(key, []).append(place)
    points = rules.costs.point_cost
    cost = sum(ONE // kind.money_each * points for kind in rules.points.kinds) if tier is not None else 0
    kinds = []
    for number, places in enumerate(alike.values()):
        line = bill.lines[places[0]]
        kinds.append(
            Kind(
                number,
                places,
                sum([bill.lines[place].gross for place in places]),
                line.group,
                line.vat_rate,
                rules.groups.margin(line.group),
                rules.groups.floor(line.group),
                rules.earning.rate_of(line.group, tier) if tier is not None else 0,
                cost,
            )
        )
    return kinds


def _touched(kinds: list[Kind], bill: Bill, offer: Offer) -> list[Kind]:
    places: set[int] = set()
    for benefit in offer.benefits:
        reach = _reach_of(benefit)
        if reach.whole:
            return kinds
        places.update(bill.places(reach))
    return [kind for kind in kinds if kind.places[0] in places]


@dataclass(slots=True)
class _Part:
    # One benefit of an offer: the lines it reaches, what it does to each price there, in parts of ONE.
    benefit: object
    places: frozenset[int] | None
    rate: int = 0
    share: int = 0
    by_place: dict[int, int] = field(default_factory=dict)
    worth: int = 0
    cost: int = 0


def _given(offer: Offer, *, member: bool) -> list[Benefit]:
    """Return what somebody gets of an offer: a walk-in only what lowers a price."""
    return [benefit for benefit in offer.benefits if member or isinstance(benefit, DISCOUNTS)]


def _reach_of(benefit: Benefit) -> Reach:
    reach: Reach = getattr(benefit, "reach", _WHOLE_BASKET)
    return reach


def _part(bill: Bill, benefit: Benefit, rules: Rules) -> _Part:
    if isinstance(benefit, UNIT_BENEFITS):
        parts = picked_parts(bill, benefit)
        by_place = {p: part * ONE // bill.lines[p].gross for p, part in enumerate(parts) if part}
        return _Part(benefit, frozenset(by_place), by_place=by_place)
    reach = _reach_of(benefit)
    part = _Part(benefit, None if reach.whole else frozenset(bill.places(reach)))
    gross = bill.gross(reach)
    if not gross:
        return part
    if isinstance(benefit, PercentOff | ExtraCredit):
        part.rate = _capped_rate(benefit, gross)
    elif isinstance(benefit, AmountOff | FixedCredit):
        part.share = min(
            benefit.amount * ONE // gross, ONE if isinstance(benefit, AmountOff) else ONE * WHOLE
        )
    elif isinstance(benefit, PointsPlus | PointsTimes):
        _weigh_points(part, benefit, gross, rules)
    return part


def _capped_rate(benefit: PercentOff | ExtraCredit, gross: int) -> int:
    if benefit.cap is None or benefit.rate * gross <= benefit.cap * WHOLE:
        return benefit.rate
    return benefit.cap * WHOLE // gross


def _weigh_points(part: _Part, benefit: PointsPlus | PointsTimes, gross: int, rules: Rules) -> None:
    if isinstance(benefit, PointsPlus):
        each = benefit.points * ONE // gross
    else:
        known = [kind.money_each for kind in rules.points.kinds if kind.kind == benefit.kind]
        each = (benefit.times - WHOLE) * ONE // WHOLE // known[0] if known else 0
    part.worth, part.cost = each * rules.costs.point_value, each * rules.costs.point_cost


def _gift(turn: tuple[int, int, str], first: int, here: list[_Part]) -> Gift:
    """Return what the benefits that reach a kind of lines do there; `first` is the place of the first of them."""
    cuts: list[Cut] = []
    plus, instead, credit, points = 0, 0, 0, [0, 0, 0, 0]
    for part in here:
        benefit = part.benefit
        if isinstance(benefit, PercentOff):
            initial = benefit.base == INITIAL
            cuts.append(Cut(part.places is None, turn, len(cuts), part.rate, initial, 0))
        elif isinstance(benefit, (AmountOff, *UNIT_BENEFITS)):
            share = part.by_place.get(first, part.share)
            cuts.append(Cut(part.places is None, turn, len(cuts), 0, initial=True, share=share))
        elif isinstance(benefit, ExtraCredit):
            if benefit.mode == INSTEAD:
                instead = max(instead, part.rate)
            else:
                plus += part.rate
        elif isinstance(benefit, FixedCredit):
            credit += part.share
        else:
            start = 2 if isinstance(benefit, PointsTimes) else 0
            points[start] += part.worth
            points[start + 1] += part.cost
    return Gift(tuple(cuts), plus, instead, credit, *points)


_STEADY = Kept(_steady_of, 4_096)
