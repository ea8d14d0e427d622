"""The margin floor: what a product group keeps after discounts, credit and points, in exact whole numbers.

A group whose margin is unknown is not checked. Amounts are scaled by a million so that no rate is rounded. A deal is
weighed against the floor before rounding: what whole money, of VAT and of parts of a discount, then takes off a line
that stands on its floor is no breach, or an offer that leaves just the floor would work on one price and not on the next.
"""

from __future__ import annotations

from dataclasses import dataclass

from loyalty.kinds import CREDIT
from loyalty.money import WHOLE
from loyalty.policy import Rules
from loyalty.pricing.bill import Bill
from loyalty.pricing.tally import Tally

_ROUNDING = 2 * WHOLE
"""More than rounding its VAT and one discount to whole money takes from a line, in millionths of a money unit."""


def is_under(kept: int, least: int) -> bool:
    """Say whether what is kept is below the least by more than rounding, both in millionths of a money unit."""
    return kept <= least - _ROUNDING


@dataclass(frozen=True, slots=True)
class Kept:
    """What a group keeps, and the least it may keep, both in millionths of a money unit."""

    kept: int
    least: int


def kept_by_group(tally: Tally, bill: Bill, rules: Rules) -> dict[str, Kept]:
    """Return what each group with a known margin keeps."""
    found: dict[str, Kept] = {}
    for place, (kept, least) in kept_by_line(tally, bill, rules).items():
        group = bill.lines[place].group
        known = found.get(group, Kept(0, 0))
        found[group] = Kept(known.kept + kept, known.least + least)
    return found


def kept_by_line(tally: Tally, bill: Bill, rules: Rules) -> dict[int, tuple[int, int]]:
    """Return what each line with a known margin keeps, and the least it may keep, by its place."""
    promised, found = _promised(tally, rules), {}
    for group, places in bill.by_group.items():
        margin = rules.groups.margin(group)
        if margin is not None:
            cost, floor = WHOLE - margin, rules.groups.floor(group)
            for place in places:
                line = bill.lines[place]
                net, gross = tally.net[place], line.gross
                if line.vat_rate:
                    net, gross = without_vat(net, line.vat_rate), without_vat(gross, line.vat_rate)
                found[place] = net * WHOLE - gross * cost - promised[place], net * floor
    return found


def _promised(tally: Tally, rules: Rules) -> list[int]:
    """Return what each line's credit and points are expected to cost, in millionths."""
    costs = [0] * len(tally.net)
    for key, row in tally.grants.items():
        each = rules.costs.redeemed if key.unit == CREDIT else rules.costs.point_cost * WHOLE
        if each:
            for place, part in enumerate(row):
                costs[place] += part * each
    return costs


def without_vat(amount: int, vat_rate: int) -> int:
    """Return an amount less the VAT inside it, rounded half up to the unit."""
    whole = WHOLE + vat_rate
    return (2 * amount * WHOLE + whole) // (2 * whole)


def vat_in(amount: int, vat_rate: int) -> int:
    """Return the VAT inside an amount: what `without_vat` leaves out, the same on a quote, a receipt and a Z slip."""
    return amount - without_vat(amount, vat_rate)
