"""How discounts share a basket: at each place either the first by priority takes a line, or all of them stack."""

from __future__ import annotations

from dataclasses import dataclass

from loyalty.documents import read_choice, read_object

FIRST, ALL = "first", "all"


@dataclass(frozen=True, slots=True)
class Stacking:
    """`item`: discounts on groups and products, per line; `basket`: discounts on the whole basket.

    `first` lets one discount work (the higher priority; among equals the one that gives more), `all` lets each
    work on what the ones before have left. Credit and points always add up.
    """

    item: str = FIRST
    basket: str = FIRST


def parse_stacking(document: object) -> Stacking:
    """Return the stacking of a `stacking` document; raises `document_*`."""
    fields = read_object(document, "stacking", may=("item", "basket"))
    item = read_choice(fields.get("item", FIRST), "stacking.item", (FIRST, ALL))
    return Stacking(item, read_choice(fields.get("basket", FIRST), "stacking.basket", (FIRST, ALL)))
