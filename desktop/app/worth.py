"""What an offer that nearly applies would bring, and which one a basket would newly reach."""

from __future__ import annotations

from dataclasses import replace

from desktop.usecases.selling.pricing import PricedBasket, price_basket
from desktop.usecases.till import Till
from loyalty.basket import Basket
from loyalty.documents import Text
from loyalty.errors import LoyaltyError
from loyalty.quote import APPLIED, NEARLY, Effect, OfferVerdict, Quote

MOST_TRIED = 3


def reached_name(quote: Quote, applied: frozenset[str]) -> Text | None:
    """Return the name of the first offer that applies and did not before."""
    fresh = (v.name for v in quote.verdicts if v.verdict == APPLIED and v.offer_id not in applied)
    return next(fresh, None)


def worth_of(till: Till, priced: PricedBasket) -> dict[str, Effect]:
    """Return, by offer, what nearly reached offers would bring if the missing amount were in the basket.

    The basket is priced once more with the missing amount added to its last line; offers that miss something
    else than an amount are left out.
    """
    nearly = [verdict for verdict in priced.quote.verdicts if verdict.verdict == NEARLY][:MOST_TRIED]
    found: dict[str, Effect] = {}
    for verdict in nearly:
        effect = _tried(till, priced, verdict)
        if effect is not None:
            found[verdict.offer_id] = effect
    return found


def _tried(till: Till, priced: PricedBasket, verdict: OfferVerdict) -> Effect | None:
    amount = sum(missing.more for missing in verdict.missing if missing.what == "amount")
    if not amount:
        return None
    member_id = priced.member.member_id if priced.member else None
    try:
        quote = price_basket(till, _with_more(priced.basket, amount), member_id, at=priced.at).quote
    except LoyaltyError:
        return None
    told = next((one for one in quote.verdicts if one.offer_id == verdict.offer_id), None)
    return told.effect if told and told.verdict == APPLIED else None


def _with_more(basket: Basket, amount: int) -> Basket:
    last = basket.lines[-1]
    return replace(basket, lines=(*basket.lines[:-1], replace(last, gross=last.gross + amount)))
