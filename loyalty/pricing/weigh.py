"""Weighs what a set of offers does to one kind of lines: worth to the member, and what the shop keeps of it.

All in parts of `ONE` of the price before offers, before anything is rounded to whole money.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from loyalty.money import WHOLE
from loyalty.policy import Rules
from loyalty.pricing.acts import ONE, Cut, Gift, Kind

NO_ROOM_NEEDED = -(10**30)
"""The least that may be kept where the margin is unknown."""


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


def ground_of(kind: Kind, rules: Rules) -> Ground:
    """Return the ground of a kind of lines."""
    checked = kind.margin is not None
    cost = ONE * WHOLE // (WHOLE + kind.vat) * (WHOLE - (kind.margin or 0)) // WHOLE
    ground = Ground(
        cost,
        0,
        checked,
        kind.floor,
        kind.vat,
        kind.base_rate,
        kind.points_cost,
        rules.costs.redeemed,
        rules.costs.credit_value,
    )
    return ground._replace(base_kept=weigh(ground, ()).kept)


def weigh(ground: Ground, gifts: Iterable[Gift]) -> Weighed:
    """Return what gifts do together, in the order of their turns."""
    cuts: list[Cut] = []
    plus = instead = credit = worth = cost = worth_rate = cost_rate = 0
    for gift in gifts:
        cuts += gift.cuts
        plus += gift.plus
        if gift.instead > instead:
            instead = gift.instead
        credit += gift.credit
        worth += gift.worth
        cost += gift.cost
        worth_rate += gift.worth_rate
        cost_rate += gift.cost_rate
    left = remaining(cuts)
    given = left * (max(ground.base_rate, instead) + plus) // WHOLE + (credit if left else 0)
    gain = given - left * ground.base_rate // WHOLE
    value = ONE - left + gain * ground.credit_value // WHOLE + worth + left * worth_rate // ONE
    value += left * ground.base_rate // WHOLE * ground.credit_value // WHOLE
    if not ground.checked:
        return Weighed(value, -value, fits=True)
    net = left * WHOLE // (WHOLE + ground.vat)
    promised = given * ground.redeemed // WHOLE + cost + left * (cost_rate + ground.points_cost) // ONE
    kept = net - ground.cost - promised
    return Weighed(value, kept, kept >= min(ground.base_kept, net * ground.floor // WHOLE))


def add_up(gifts: Sequence[Gift]) -> Gift:
    """Return what gifts do together as one gift: it weighs the same beside any others."""
    return Gift(
        tuple([cut for gift in gifts for cut in gift.cuts]),
        sum([gift.plus for gift in gifts]),
        max([gift.instead for gift in gifts], default=0),
        sum([gift.credit for gift in gifts]),
        sum([gift.worth for gift in gifts]),
        sum([gift.cost for gift in gifts]),
        sum([gift.worth_rate for gift in gifts]),
        sum([gift.cost_rate for gift in gifts]),
    )


def remaining(cuts: Sequence[Cut]) -> int:
    """Return what cuts leave of a price: those on groups and products first, then those on the whole basket."""
    left = ONE
    for cut in sorted(cuts) if len(cuts) > 1 else cuts:
        off = cut.share or (ONE if cut.initial else left) * cut.rate // WHOLE
        left -= min(off, left)
    return left
