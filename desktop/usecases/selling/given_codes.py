"""What became of the codes that came with a basket: the verdicts of their offers, and which did nothing."""

from __future__ import annotations

from desktop.usecases.selling.pricing import PricedBasket
from loyalty.offers.codes import digest_of, plain_code
from loyalty.quote import APPLIED, OfferVerdict


def judged_by(priced: PricedBasket, code: str) -> list[OfferVerdict]:
    """Return what was said of the offers that take a code; none where its offer does not run."""
    plain = plain_code(code)
    digest = digest_of(plain)
    takes = {offer_id for offer_id, one in priced.brought.items() if one.digest == digest}
    takes |= {offer.offer_id for offer in priced.live if offer.code == plain}
    return [one for one in priced.quote.verdicts if one.offer_id in takes]


def idle_codes(priced: PricedBasket) -> tuple[str, ...]:
    """Return the codes of a basket that brought nothing, in their order, as they were given."""
    given = dict.fromkeys(priced.basket.codes)
    return tuple(code for code in given if all(one.verdict != APPLIED for one in judged_by(priced, code)))
