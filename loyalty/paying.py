"""How a purchase is paid where offers ask by which kinds of tender: the price follows the way, and the way the price.

An offer for one way to pay lowers the price until the rest by another way is nothing any more; one that shuts a way out may
do the opposite. So that the same amounts always come to the same price, whatever was shown before, what was named is asked
first: where it covers the price it has by itself, that is how the purchase is paid. Else the rest comes by the tender nobody
gave an amount for, and the price is that of both ways. Where that price would leave nothing for the rest, the purchase would
be paid by the named ways alone after all: it then keeps their price, and no offer is given that shuts them out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from loyalty.basket import Tender

Priced = TypeVar("Priced")


@dataclass(frozen=True, slots=True)
class Paying:
    """The amounts that were named, and the kind of tender that takes what they leave (empty: none does)."""

    named: tuple[Tender, ...] = ()
    rest: str = ""

    @property
    def amount(self) -> int:
        """Return what was named in all."""
        return sum(tender.amount for tender in self.named)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds that were named."""
        return tuple(sorted({tender.kind for tender in self.named if tender.amount}))

    @property
    def all_kinds(self) -> tuple[str, ...]:
        """Return the kinds that were named, and what takes the rest."""
        return tuple(sorted({*self.kinds, self.rest} - {""}))


def price_as_paid(
    paying: Paying, price: Callable[[tuple[str, ...]], Priced], due: Callable[[Priced], int]
) -> Priced:
    """Return the price by kinds of tender that the payment comes to; `due` is what a price asks for in money."""
    if not paying.kinds:
        return price(paying.all_kinds)
    alone = price(paying.kinds)
    if paying.amount >= due(alone) or paying.all_kinds == paying.kinds:
        return alone
    both = price(paying.all_kinds)
    return both if paying.amount < due(both) else alone
