"""What conditions are judged by: one member, one basket, one moment, and sums over them made once and kept.

Many offers ask for the same sums; a shortlist judges them all in one `Past`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from loyalty.basket import Basket
from loyalty.conditions.past import Past, past_of
from loyalty.member import MemberSnapshot, Moment

__all__ = [
    "NO_BASKET",
    "Contents",
    "Past",
    "Situation",
    "contents_of",
    "past_of",
    "situation_of",
    "without_basket",
]


class Sold(Protocol):
    """A line, as far as conditions ask about it."""

    @property
    def group(self) -> str:
        """Return its product group."""

    @property
    def product_id(self) -> str | None:
        """Return its product."""

    @property
    def gross(self) -> int:
        """Return its amount before offers."""

    @property
    def quantity(self) -> int:
        """Return its quantity in thousandths."""


class Contents:
    """A basket's amounts and quantities by product group and by product, summed in one pass; its codes and tenders."""

    __slots__ = ("amounts", "codes", "product_amounts", "product_quantities", "quantities", "tenders")

    def __init__(self, lines: Sequence[Sold], codes: Sequence[str] = (), tenders: Sequence[str] = ()) -> None:
        self.amounts: dict[str, int] = {}
        self.quantities: dict[str, int] = {}
        self.product_amounts: dict[str, int] = {}
        self.product_quantities: dict[str, int] = {}
        self.codes = frozenset(code.upper() for code in codes)
        self.tenders = frozenset(tenders)
        for line in lines:
            self._add(line)
        self.amounts[""], self.quantities[""] = sum(self.amounts.values()), sum(self.quantities.values())

    def _add(self, line: Sold) -> None:
        group = line.group
        self.amounts[group] = self.amounts.get(group, 0) + line.gross
        self.quantities[group] = self.quantities.get(group, 0) + line.quantity
        product_id = line.product_id
        if product_id:
            held = self.product_quantities.get(product_id, 0)
            self.product_quantities[product_id] = held + line.quantity
            self.product_amounts[product_id] = self.product_amounts.get(product_id, 0) + line.gross

    def amount(self, group: str, product_id: str = "") -> int:
        """Return the sum, before offers, of a product, else of a product group, else of everything."""
        return self.product_amounts.get(product_id, 0) if product_id else self.amounts.get(group, 0)

    def quantity(self, group: str, product_id: str) -> int:
        """Return thousandths of a product, else of a product group, else of everything."""
        return self.product_quantities.get(product_id, 0) if product_id else self.quantities.get(group, 0)


@dataclass(frozen=True, slots=True)
class Situation:
    """A member (None: a walk-in), what they bought, a basket's contents, and the moment."""

    member: MemberSnapshot | None
    past: Past
    contents: Contents
    moment: Moment

    @property
    def person(self) -> MemberSnapshot:
        """Return the member, where it is known that there is one."""
        assert self.member is not None
        return self.member


def contents_of(basket: Basket) -> Contents:
    """Return what conditions ask of a basket."""
    return Contents(basket.lines, basket.codes, basket.tenders)


NO_BASKET = Contents(())


def without_basket(member: MemberSnapshot, moment: Moment) -> Situation:
    """Return the situation of a member who has nothing in a basket."""
    return Situation(member, past_of(member, moment), NO_BASKET, moment)


def situation_of(member: MemberSnapshot | None, basket: Basket, moment: Moment) -> Situation:
    """Return the situation of a basket at a moment."""
    return Situation(member, past_of(member, moment), contents_of(basket), moment)
