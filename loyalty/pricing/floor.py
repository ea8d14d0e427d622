"""The margin floor: what a product group keeps after discounts, credit and points, in exact whole numbers.

A group whose margin is unknown is not checked. Amounts are scaled by a million so that no rate is rounded, and VAT is
taken off before it is rounded to money: an offer that leaves just the floor would otherwise work on one price and not on
the next.
"""

from __future__ import annotations

from dataclasses import dataclass

from loyalty.kinds import CREDIT
from loyalty.money import WHOLE
from loyalty.policy import Rules
from loyalty.pricing.bill import Bill
from loyalty.pricing.tally import Tally


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
    lines, nets = bill.lines, tally.net
    for group, places in bill.by_group.items():
        margin = rules.groups.margin(group)
        if margin is not None:
            cost, floor = WHOLE - margin, rules.groups.floor(group)
            for place in places:
                line, net = lines[place], nets[place]
                if not line.vat_rate:
                    found[place] = net * WHOLE - line.gross * cost - promised[place], net * floor
                    continue
                tax = WHOLE + line.vat_rate
                kept = WHOLE * (net * WHOLE - line.gross * cost) - promised[place] * tax
                # A part of a millionth goes to the offer, here and there: what is equal stays equal.
                found[place] = -(-kept // tax), net * floor * WHOLE // tax
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
