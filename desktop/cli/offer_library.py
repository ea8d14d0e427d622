"""`offer library list|show`: the ready offers that ship with the program; `show --json` gives a document to publish.

Amounts are in the money unit of the shop, and in Toman where there is none.
"""

from __future__ import annotations

from typing import Any

from desktop.cli.answers import Answer, Phrases, json_text, phrase, table
from desktop.cli.commands import Commands
from desktop.cli.context import Context
from desktop.cli.rights import OUTSIDE
from desktop.models.shop_file import LABEL
from desktop.usecases.offer_library import KINDS, TRADES, ReadyOffer, ready_offer, ready_offers
from desktop.usecases.trades import TOMAN
from loyalty.offers.parse import parse_offer
from loyalty.sentences.names import Names
from loyalty.sentences.offers import say_offer
from loyalty.words import LANGUAGES, Lang

PHRASES: Phrases = {
    "id": ("شناسه", "id"),
    "kind": ("گونه", "kind"),
    "trade": ("صنف", "trade"),
    "offer": ("آفر", "offer"),
}


def add_library(offer: Commands) -> None:
    """Add the commands to the family of offers."""
    library = offer.group("library", ("آفرهای آماده", "ready offers"))
    library.add("list", _list, ("فهرست آفرهای آماده", "list the ready offers"), needs=OUTSIDE)
    show = library.add(
        "show", _show, ("سند یک آفر آماده", "show the document of a ready offer"), needs=OUTSIDE
    )
    show.add_argument("ready_id")


def _row(one: ReadyOffer, currency: str) -> dict[str, Any]:
    return {
        "id": one.key,
        "kind": one.kind,
        "trade": one.trade,
        "name": {lang: one.name.of(lang) for lang in LANGUAGES},
        "note": {lang: one.note.of(lang) for lang in LANGUAGES},
        "sentence": {lang: _sentence(one, lang, currency) for lang in LANGUAGES},
    }


def _sentence(one: ReadyOffer, lang: Lang, currency: str) -> str:
    return say_offer(parse_offer(one.document), lang, Names(currency))


def _currency(ctx: Context) -> str:
    return ctx.till().shop.currency if (ctx.folder / LABEL).exists() else TOMAN


def _list(ctx: Context) -> Answer:
    currency = _currency(ctx)
    found = ready_offers(currency)
    header = [phrase(PHRASES, key, ctx.lang) for key in ("id", "kind", "trade", "offer")]
    lines = [
        (
            one.key,
            KINDS[one.kind].of(ctx.lang),
            TRADES[one.trade].of(ctx.lang),
            f"{one.name.of(ctx.lang)}: {one.note.of(ctx.lang)}",
        )
        for one in found
    ]
    return Answer([_row(one, currency) for one in found], table(header, lines))


def _show(ctx: Context) -> Answer:
    currency = _currency(ctx)
    one = ready_offer(ctx.args.ready_id, currency)
    told = f"{one.name.of(ctx.lang)}\n{_sentence(one, ctx.lang, currency)}\n{json_text(one.document)}"
    return Answer({**_row(one, currency), "document": one.document}, told)
