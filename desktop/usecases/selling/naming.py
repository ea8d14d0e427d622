"""The names that sentences about a quote need, and what a receipt carries of offers beside the sale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.models.queries.places import branches
from desktop.models.sources import Source
from desktop.usecases.offers.shelf import offer_names
from desktop.usecases.selling.pricing import PricedBasket
from desktop.usecases.till import Till
from loyalty.documents import Text
from loyalty.quote import NEARLY, OfferVerdict
from loyalty.sentences.names import Names, names_of
from loyalty.sentences.verdicts import say_missing
from loyalty.words import LANGUAGES, Lang

if TYPE_CHECKING:
    from desktop.usecases.offers.codes import IssuedCodes


def branch_texts(db: Source) -> dict[str, Text]:
    """Return the names of all branches by id."""
    return {one.branch_id: Text(one.name, one.name) for one in branches(db)}


def names_in(db: Source, till: Till, priced: PricedBasket) -> Names:
    """Return the names of everything a quote may speak of."""
    products = {
        line.product_id: Text(line.name, line.name) for line in priced.basket.lines if line.product_id
    }
    offers = {verdict.offer_id: verdict.name for verdict in priced.quote.verdicts}
    known = names_of(priced.rules, currency=till.shop.currency, products=products, branches=branch_texts(db))
    return Names(
        currency=known.currency,
        groups=known.groups,
        tiers=known.tiers,
        kinds=known.kinds,
        branches=known.branches,
        products=known.products,
        offers=offers,
    )


def codes_on_paper(db: Source, given: Sequence[IssuedCodes]) -> list[dict[str, object]]:
    """Return the codes a sale brought as its receipt says them: the code, its last day, what it is for."""
    if not given:
        return []
    names = offer_names(db, [one.offer_id for one in given])
    return [
        {
            "code": code,
            "until": one.until_on.isoformat() if one.until_on else "",
            "offer": {lang: names[one.offer_id].of(lang) for lang in LANGUAGES},
        }
        for one in given
        for code in one.codes
    ]


def nearly_on_paper(db: Source, till: Till, priced: PricedBasket) -> dict[str, list[str]]:
    """Return what a receipt says of the offer that was nearest, in both languages; nothing where none was near.

    Only what a larger basket would have reached is said: nobody can buy a visit.
    """
    near = next((verdict for verdict in priced.quote.verdicts if _by_amount(verdict)), None)
    if near is None:
        return {}
    names = names_in(db, till, priced)
    return {lang: [_sentence(near, lang, names)] for lang in LANGUAGES}


def _by_amount(verdict: OfferVerdict) -> bool:
    return verdict.verdict == NEARLY and [one.what for one in verdict.missing] == ["amount"]


def _sentence(near: OfferVerdict, lang: Lang, names: Names) -> str:
    more, offer = say_missing(near.missing[0], lang, names), near.name.of(lang)
    return (
        f"با {more} خرید، «{offer}» را هم داشتید."
        if lang == "fa"
        else f"With {more} you would have had “{offer}”."
    )
