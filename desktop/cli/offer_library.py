"""`offer library list|show`: the ready offers that ship with the program; `show --json` gives a document to publish."""

from __future__ import annotations

from typing import Any

from desktop.cli.answers import Answer, Phrases, json_text, phrase, table
from desktop.cli.commands import Commands
from desktop.cli.context import Context
from desktop.usecases.offer_library import KINDS, TRADES, ReadyOffer, ready_offer, ready_offers
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
    library.add("list", _list, ("فهرست آفرهای آماده", "list the ready offers"))
    show = library.add("show", _show, ("سند یک آفر آماده", "show the document of a ready offer"))
    show.add_argument("ready_id")


def _row(one: ReadyOffer) -> dict[str, Any]:
    return {
        "id": one.key,
        "kind": one.kind,
        "trade": one.trade,
        "name": {lang: one.name.of(lang) for lang in LANGUAGES},
        "note": {lang: one.note.of(lang) for lang in LANGUAGES},
        "sentence": {lang: _sentence(one, lang) for lang in LANGUAGES},
    }


def _sentence(one: ReadyOffer, lang: Lang) -> str:
    return say_offer(parse_offer(one.document), lang, Names())


def _list(ctx: Context) -> Answer:
    header = [phrase(PHRASES, key, ctx.lang) for key in ("id", "kind", "trade", "offer")]
    lines = [
        (
            one.key,
            KINDS[one.kind].of(ctx.lang),
            TRADES[one.trade].of(ctx.lang),
            f"{one.name.of(ctx.lang)}: {one.note.of(ctx.lang)}",
        )
        for one in ready_offers()
    ]
    return Answer([_row(one) for one in ready_offers()], table(header, lines))


def _show(ctx: Context) -> Answer:
    one = ready_offer(ctx.args.ready_id)
    told = f"{one.name.of(ctx.lang)}\n{_sentence(one, ctx.lang)}\n{json_text(one.document)}"
    return Answer({**_row(one), "document": one.document}, told)
