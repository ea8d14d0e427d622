"""A basket laid out for pricing: lines in one fixed order whatever the order they were rung in.

Ties of a division go to the earlier place, so totals could otherwise depend on the order of lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from loyalty.basket import Basket, Line
from loyalty.errors import require
from loyalty.money import allocate
from loyalty.offers.offer import Reach

Masks = dict[str, frozenset[int]]
"""The places of the lines an offer keeps to, by offer; one that is not named works wherever it reaches."""


def kept_to(places: Sequence[int], offer_id: str, masks: Masks) -> Sequence[int]:
    """Return those of the places that an offer keeps to."""
    mask = masks.get(offer_id)
    return places if mask is None else [place for place in places if place in mask]


@dataclass(slots=True)
class Bill:
    """Lines and, for each product group and product, the places of its lines; `order` leads back to the basket."""

    lines: list[Line]
    order: list[int]
    everywhere: list[int] = field(init=False)
    by_group: dict[str, list[int]] = field(init=False)
    by_product: dict[str, list[int]] = field(init=False)
    _gross: dict[tuple[str, str], int] = field(init=False)
    _rung_at: list[int] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.everywhere = list(range(len(self.lines)))
        self.by_group, self.by_product, self._gross = {}, {}, {}
        for place, line in enumerate(self.lines):
            self.by_group.setdefault(line.group, []).append(place)
            self.by_product.setdefault(line.product_id or "", []).append(place)

    def places(self, reach: Reach) -> Sequence[int]:
        """Return the places of the lines a benefit works on."""
        if reach.whole:
            return self.everywhere
        if reach.product_id:
            return self.by_product.get(reach.product_id, ())
        return self.by_group.get(reach.group, ())

    def gross(self, reach: Reach) -> int:
        """Return what the lines a benefit works on cost before offers; reckoned once for each reach."""
        key = reach.group, reach.product_id
        if key not in self._gross:
            self._gross[key] = sum([self.lines[place].gross for place in self.places(reach)])
        return self._gross[key]

    def as_rung(self, parts: Sequence[int]) -> tuple[int, ...]:
        """Return values per line in the order of the basket."""
        if self._rung_at is None:
            self._rung_at = sorted(self.everywhere, key=self.order.__getitem__)
        return tuple([parts[place] for place in self._rung_at])


def lay_out(basket: Basket) -> Bill:
    """Return the bill of a basket."""
    return lay_out_lines(basket.lines)


def lay_out_lines(lines: Sequence[Line]) -> Bill:
    """Return the bill of lines."""
    keys = [_sort_key(line) for line in lines]
    order = sorted(range(len(lines)), key=keys.__getitem__)
    return Bill([lines[place] for place in order], order)


def spread_credit(net: Sequence[int], credit: int) -> list[int]:
    """Return how much of each line's net credit pays; raises `credit_over_net`."""
    if not credit:
        return [0] * len(net)
    most = sum(net)
    require(0 <= credit <= most, "credit_over_net", credit=credit, net=most)
    return allocate(credit, net)


def _sort_key(line: Line) -> tuple[str, str, int, int, bool, int]:
    return line.group, line.product_id or "", line.gross, line.quantity, line.divisible, line.vat_rate
