"""What would be, were the basket another: which offer one more line reaches, and what offers that are near would bring.

Prices hypothetical baskets with the same rules as the real one; records nothing.
"""

from __future__ import annotations

from dataclasses import replace

from desktop.usecases.selling.lines import basket_of
from desktop.usecases.selling.pricing import PricedBasket, taxed
from desktop.usecases.selling.ready import make_ready
from desktop.usecases.till import Till
from loyalty.basket import DEFAULT_GROUP, UNIT_QUANTITY, Basket, Line
from loyalty.conditions.verdict import Missing
from loyalty.documents import Text
from loyalty.pricing.price import price_shortlist
from loyalty.quote import APPLIED, NEARLY, Effect

MOST_ASKED = 3
"""Offers whose worth is worked out: those the counter has room to show."""


def newly_reached(till: Till, basket: Basket, member_id: str | None, applied: frozenset[str]) -> Text | None:
    """Return the name of an offer that would apply to a basket and is not in `applied`, None where none would."""
    with till.read() as db:
        found = make_ready(db, till, member_id, till.now())
    if not found.known.candidates:
        return None
    quote = price_shortlist(taxed(basket, found.rules), found.known)
    new = (one.name for one in quote.verdicts if one.verdict == APPLIED and one.offer_id not in applied)
    return next(new, None)


def worth_of(priced: PricedBasket) -> dict[str, Effect]:
    """Return what the nearest offers would bring at least, by offer, were just what is missing added.

    The credit that is spent stays spent: what it pays earns nothing.
    """
    near = [one for one in priced.quote.verdicts if one.verdict == NEARLY and one.missing]
    near.sort(key=lambda one: one.missing[0].more * 1_000_000 // max(one.missing[0].need, 1))
    asked = [(one.offer_id, line) for one in near[:MOST_ASKED] if (line := _line_for(one.missing[0], priced))]
    if not asked:
        return {}
    worth = {offer_id: _effect(priced, offer_id, line) for offer_id, line in asked}
    return {offer_id: effect for offer_id, effect in worth.items() if effect is not None}


def _effect(priced: PricedBasket, offer_id: str, line: Line) -> Effect | None:
    before = priced.basket
    basket = taxed(basket_of((*before.lines, line), before.codes, before.tenders), priced.rules)
    quote = price_shortlist(basket, priced.known, brought=priced.brought)
    # What the offer takes off may leave less to pay than the credit that was chosen.
    credit = min(priced.quote.totals.credit_paid, quote.totals.net)
    if credit:
        quote = price_shortlist(basket, priced.known, credit=credit, brought=priced.brought)
    return next((one.effect for one in quote.verdicts if one.offer_id == offer_id), None)


def _line_for(lack: Missing, priced: PricedBasket) -> Line | None:
    """Return the line that would just meet what is missing; a piece costs what pieces of its group cost here."""
    group = lack.group or priced.basket.lines[0].group or DEFAULT_GROUP
    if lack.what == "amount":
        return Line(1, group, lack.more)
    alike = [line for line in priced.basket.lines if line.group == group]
    if lack.what != "quantity" or not alike or lack.more % UNIT_QUANTITY:
        return None
    price = min(line.gross * UNIT_QUANTITY // line.quantity for line in alike)
    return replace(Line(1, group, max(price * lack.more // UNIT_QUANTITY, 1)), quantity=lack.more)
