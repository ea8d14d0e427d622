"""Weighs what a set of offers does to one kind of lines: worth to the member, and what the shop keeps of it.

All in parts of `ONE` of the price before offers, before anything is rounded to whole money.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from loyalty.costs import Costs
from loyalty.money import WHOLE
from loyalty.pricing.acts import ONE, Cut, Gift, Kind


class Ground(NamedTuple):
    """What stays the same for a kind of lines: its cost, what it may be brought down to, and prices of promises."""

    cost: int
    base_kept: int
    checked: bool
    floor: int
    vat: int
    base_rate: int
    points_cost: int
    redeemed: int
    credit_value: int


class Weighed(NamedTuple):
    """A deal for a kind of lines: what is worth to the member, what is kept, and whether that is enough."""

    worth: int
    kept: int
    fits: bool


FREE = 10**30
"""The room where nothing is known to bound it."""
_ROUNDED = ONE // 1_000_000
"""More than what rounding to parts of `ONE` can hide."""

NOTHING = Gift((), 0, 0, 0, 0, 0, 0, 0)
"""What no offer does."""


def ground_of(kind: Kind, costs: Costs) -> tuple[Ground, int]:
    """Return the ground of a kind of lines and the most a deal may be worth on it."""
    return _ground(kind.margin, kind.floor, kind.vat, kind.base_rate, kind.points_cost, costs)


@lru_cache(maxsize=1_024)
def _ground(
    margin: int | None, floor: int, vat: int, base_rate: int, points_cost: int, costs: Costs
) -> tuple[Ground, int]:
    # Lines of a shop differ in few ways: what follows from the rules alone is reckoned once.
    cost = ONE * WHOLE // (WHOLE + vat) * (WHOLE - (margin or 0)) // WHOLE
    known = margin is not None
    ground = Ground(cost, 0, known, floor, vat, base_rate, points_cost, costs.redeemed, costs.credit_value)
    ground = ground._replace(base_kept=weigh(ground, NOTHING).kept)
    return ground, room_of(ground, costs)


def room_of(ground: Ground, costs: Costs) -> int:
    """Return the most a deal may be worth above the floor, where what is worth something costs no less.

    Worth and kept add up to (1 − cost) − left × (tax + points), so worth is at most that less the least to be kept;
    between the least that may be left of a price and all of it, it is greatest at one end.
    """
    if not ground.checked or costs.redeemed < costs.credit_value or costs.point_cost < costs.point_value:
        return FREE
    if ground.base_kept + ground.cost <= 0:
        return FREE
    whole = WHOLE + ground.vat
    each = ground.base_kept + ground.cost - ONE * ground.floor // whole
    least_left = min(ONE, ground.cost * ONE // max(1, each))

    def most(left: int) -> int:
        net = left * WHOLE // whole
        kept = min(ground.base_kept, net * ground.floor // WHOLE)
        return ONE - ground.cost - (left - net) - left * ground.points_cost // ONE - kept

    return max(most(least_left), most(ONE)) + _ROUNDED


def weigh(ground: Ground, gift: Gift) -> Weighed:
    """Return what a gift does; gifts that work together are added up before."""
    cost, base_kept, checked, floor, vat, base_rate, points_cost, redeemed, credit_value = ground
    cuts, plus, instead, credit, worth, promised, worth_rate, cost_rate = gift
    left = remaining(cuts) if cuts else ONE
    base = left * base_rate // WHOLE
    rate = (instead if instead > base_rate else base_rate) + plus
    # A fixed amount is given for the purchase: where one line is left with nothing it goes to the others.
    given = left * rate // WHOLE + credit
    worth += ONE - left + (given - base) * credit_value // WHOLE + base * credit_value // WHOLE
    if worth_rate:
        worth += left * worth_rate // ONE
    if not checked:
        return Weighed(worth, -worth, fits=True)
    net = left * WHOLE // (WHOLE + vat) if vat else left
    kept = net - cost - given * redeemed // WHOLE - promised - left * (cost_rate + points_cost) // ONE
    return Weighed(worth, kept, kept >= base_kept or kept >= net * floor // WHOLE)


def never_mends(ground: Ground, gifts: Iterable[Gift]) -> bool:
    """Say whether more gifts never bring a kind of lines back above its floor: what is taken off costs more than it saves.

    A part of the price that is taken off is lost with its share of the floor; saved is what all gifts together would have
    given on it.
    """
    plus = instead = points = 0
    for gift in gifts:
        plus, instead, points = plus + gift.plus, max(instead, gift.instead), points + gift.cost_rate
    saved = (plus + max(instead, ground.base_rate)) * ground.redeemed // WHOLE
    saved += (points + ground.points_cost) * WHOLE // ONE
    return saved + _SLACK < (WHOLE - ground.floor) * WHOLE // (WHOLE + ground.vat)


_SLACK = 10
"""More than whole numbers of parts per million lose."""


def given_by(ground: Ground, gift: Gift) -> tuple[int, int]:
    """Return what a gift leaves of the price and the credit it brings, the base too, whatever these are worth."""
    left = remaining(gift.cuts)
    return left, left * (max(gift.instead, ground.base_rate) + gift.plus) // WHOLE + gift.credit


def join(some: Gift, more: Gift) -> Gift:
    """Return what two gifts do together as one."""
    if some is NOTHING or more is NOTHING:
        return more if some is NOTHING else some
    cuts = some[0] + more[0] if some[0] and more[0] else some[0] or more[0]
    return Gift(
        cuts,
        some[1] + more[1],
        more[2] if more[2] > some[2] else some[2],
        some[3] + more[3],
        some[4] + more[4],
        some[5] + more[5],
        some[6] + more[6],
        some[7] + more[7],
    )


def add_up(gifts: Mapping[int, Gift], acts: int) -> Gift:
    """Return what the gifts of a set of acts do together as one."""
    cuts: list[Cut] = []
    plus = instead = credit = worth = cost = worth_rate = cost_rate = 0
    while acts:
        low = acts & -acts
        acts ^= low
        gift = gifts[low.bit_length() - 1]
        cuts += gift[0]
        plus, credit, worth, cost = plus + gift[1], credit + gift[3], worth + gift[4], cost + gift[5]
        worth_rate, cost_rate = worth_rate + gift[6], cost_rate + gift[7]
        if gift[2] > instead:
            instead = gift[2]
    return Gift(tuple(cuts), plus, instead, credit, worth, cost, worth_rate, cost_rate)


def remaining(cuts: Sequence[Cut]) -> int:
    """Return what cuts leave of a price: those on groups and products first, then those on the whole basket."""
    left = ONE
    for _, _, _, rate, initial, share in sorted(cuts) if len(cuts) > 1 else cuts:
        off = share or (ONE if initial else left) * rate // WHOLE
        left -= off if off < left else left
    return left
