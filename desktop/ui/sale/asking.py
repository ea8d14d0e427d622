"""Asking for credit that others hold, as the counter needs it. No Qt."""

from __future__ import annotations

from typing import Protocol

from desktop.usecases.exchange.wishing import Wished
from desktop.usecases.exchange.wishing_uses import WishedUses
from desktop.usecases.selling.pricing import PricedBasket
from loyalty.basket import Basket
from loyalty.quote import NEEDS_CENTRE, Quote
from loyalty.words import Lang


class Centre(Protocol):
    """Who can be asked for credit that others hold."""

    def can_ask(self) -> bool: ...
    def has_line(self) -> bool: ...
    def wish(self, member_id: str, amount: int) -> Wished: ...
    def wish_uses(self, basket: Basket, member_id: str | None) -> WishedUses: ...


def askable(priced: PricedBasket) -> int:
    """Return how much credit could pay a basket if those who hold it gave it; 0 where this till holds it all."""
    balance = priced.balance
    if balance is None or not balance.held_by_others:
        return 0
    return min(balance.spendable_here, priced.quote.totals.net)


def lots_counted_on(priced: PricedBasket, credit: int) -> frozenset[str]:
    """Return the lots and uses an open basket counts on: not to be given back under a customer's eyes."""
    held = priced.member.held if priced.member and credit else ()
    return frozenset([*(one.lot.lot_id for one in held), *(part.lot_id for part in priced.needed)])


def ask_credit(centre: Centre | None, member_id: str, amount: int, lang: Lang) -> None:
    """Ask for credit and wait a while; raises why it did not come (`Wished.refusal`)."""
    assert centre is not None
    told = centre.wish(member_id, amount)
    if told.covers(amount):
        return
    raise told.refusal(amount, lang)


def ask_uses(centre: Centre | None, basket: Basket, member_id: str | None, lang: Lang) -> None:
    """Ask for the uses of offers a basket lacks; raises `uses_asked` or `uses_nowhere` where they did not come."""
    assert centre is not None
    centre.wish_uses(basket, member_id).require_here(lang)


def waits_for_centre(quote: Quote | None) -> frozenset[str]:
    """Return the offers that would apply if the centre gave this till their uses."""
    return (
        frozenset(one.offer_id for one in quote.verdicts if one.because.code in NEEDS_CENTRE)
        if quote
        else frozenset()
    )
