"""Benefits that pick units: a fixed price, buy n get m, the cheapest or dearest n, a bundle's price, a gift.

Units are taken at their price before offers. A line of n pieces has n units whose prices add up to the line; a thing that is
weighed is one unit. What a benefit takes off is a whole amount for each line, never more than the line costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from loyalty.money import WHOLE, allocate
from loyalty.offers.offer import BundlePrice, BuyGet, FixedPrice, GiftProduct, PickOff, UnitBenefit

if TYPE_CHECKING:
    from loyalty.pricing.bill import Bill

UNIT_BENEFITS = (FixedPrice, BuyGet, PickOff, BundlePrice, GiftProduct)
"""For `isinstance`."""


class Unit(NamedTuple):
    """A unit: its price and the place of its line."""

    price: int
    place: int


def picked_parts(bill: Bill, benefit: UnitBenefit) -> list[int]:
    """Return what a benefit takes off each line of a bill."""
    parts = [0] * len(bill.lines)
    for unit, off in _offs(bill, benefit):
        parts[unit.place] += off
    return parts


def units_of(bill: Bill, places: Sequence[int]) -> list[Unit]:
    """Return the units of lines, the dearest first; of equal ones the earlier line."""
    units = []
    for place in places:
        line = bill.lines[place]
        each, more = divmod(line.gross, line.units)
        units += [Unit(each + (number < more), place) for number in range(line.units)]
    return sorted(units, key=lambda unit: (-unit.price, unit.place))


def _offs(bill: Bill, benefit: UnitBenefit) -> list[tuple[Unit, int]]:
    if isinstance(benefit, BundlePrice):
        return _bundle(bill, benefit)
    units = units_of(bill, bill.places(benefit.reach))
    if isinstance(benefit, FixedPrice):
        return [(unit, max(0, unit.price - benefit.price)) for unit in units]
    if isinstance(benefit, PickOff):
        chosen = units[: benefit.number] if benefit.dearest else units[::-1][: benefit.number]
        return [(unit, unit.price * benefit.rate // WHOLE) for unit in chosen]
    if isinstance(benefit, GiftProduct):
        return [(unit, unit.price) for unit in units[::-1][: benefit.number]]
    return _buy_get(units, benefit)


def _buy_get(units: list[Unit], benefit: BuyGet) -> list[tuple[Unit, int]]:
    """Of every `buy` + `get` units, the dearest first, the cheapest `get` are taken off: nobody gains by splitting."""
    whole = benefit.buy + benefit.get
    sets = len(units) // whole
    if benefit.most is not None:
        sets = min(sets, benefit.most)
    cheapest = units[::-1][: sets * benefit.get]
    return [(unit, unit.price * benefit.rate // WHOLE) for unit in cheapest]


def _bundle(bill: Bill, benefit: BundlePrice) -> list[tuple[Unit, int]]:
    """Take the dearest units of each part into as many bundles as there are, each at the bundle's price."""
    taken: set[int] = set()
    rows = []
    for reach, number in benefit.parts:
        free = [unit for unit in units_of(bill, bill.places(reach)) if unit.place not in taken]
        rows.append((free, number))
        taken.update(unit.place for unit in free)
    bundles = min(len(units) // number for units, number in rows)
    if benefit.most is not None:
        bundles = min(bundles, benefit.most)
    offs: list[tuple[Unit, int]] = []
    for bundle in range(bundles):
        units = [u for free, number in rows for u in free[bundle * number : (bundle + 1) * number]]
        offs += _share_off(units, benefit.price)
    return offs


def _share_off(units: list[Unit], price: int) -> list[tuple[Unit, int]]:
    prices = [unit.price for unit in units]
    off = max(0, sum(prices) - price)
    return list(zip(units, allocate(off, prices), strict=True))
