"""A priced basket as the sale screen holds it. No Qt."""

from __future__ import annotations

from desktop.ui.sale.asking import askable
from desktop.ui.sale.counter import Served
from desktop.usecases.selling.given_codes import idle_codes
from desktop.usecases.selling.pricing import PricedBasket
from desktop.usecases.selling.what_if import worth_of
from desktop.usecases.till import Till
from loyalty.clock import business_day


def served_of(till: Till, priced: PricedBasket, *, can_ask: bool) -> Served:
    """Return the member and the basket as they were priced; `can_ask`: somebody elsewhere could be asked for credit."""
    return Served(
        priced.at,
        business_day(priced.at, till.shop.zone),
        priced.rules,
        priced.basket,
        priced.quote,
        priced.member,
        priced.balance,
        priced.credit_proposed,
        worth_of(priced),
        askable(priced) if can_ask else 0,
        idle_codes(priced) if priced.basket.codes else (),
    )
