"""`offer list|show|publish|stop`: the shop's offers, each a document with its versions and one plain sentence."""

from __future__ import annotations

from typing import Any

from desktop.cli.answers import Answer, Phrases, json_text, pairs, phrase, table
from desktop.cli.arguments import json_document
from desktop.cli.commands import Commands
from desktop.cli.context import Context
from desktop.usecases.offers import PublishedOffer
from desktop.usecases.till import Till
from loyalty.documents import Text
from loyalty.errors import LoyaltyError
from loyalty.sentences.names import Names, names_of
from loyalty.sentences.offers import say_offer
from loyalty.words import LANGUAGES, format_int, isolate

PHRASES: Phrases = {
    "id": ("شناسه", "id"),
    "offer": ("آفر", "offer"),
    "version": ("نسخه", "version"),
    "status": ("وضع", "state"),
    "live": ("در جریان", "running"),
    "stopped": ("متوقف", "stopped"),
    "none": ("آفری منتشر نشده است.", "No offer has been published."),
    "published": ("آفر {name} منتشر شد.", "The offer {name} is published."),
    "halted": ("آفر {name} متوقف شد.", "The offer {name} is stopped."),
}


def register(commands: Commands) -> None:
    """Add the family."""
    offer = commands.group("offer", ("آفرها", "offers"))
    offer.add("list", _list, ("فهرست آفرها", "list them"))
    offer.add("show", _show, ("دیدن یک آفر", "show an offer and its document")).add_argument("offer_id")
    publish = offer.add("publish", _publish, ("انتشار یک آفر", "publish one"), records=True, approved=True)
    publish.add_argument("--file", required=True, metavar="F.json")
    stop = offer.add("stop", _stop, ("توقف یک آفر", "stop one"), records=True, approved=True)
    stop.add_argument("offer_id")


def offer_row(one: PublishedOffer, names: Names) -> dict[str, Any]:
    """Return an offer as JSON; its sentence and name in both languages."""
    return {
        "offer_id": one.offer.offer_id,
        "version": one.offer.version,
        "name": {lang: one.offer.name.of(lang) for lang in LANGUAGES},
        "status": "live" if one.running else "stopped",
        "sentence": {lang: say_offer(one.offer, lang, names) for lang in LANGUAGES},
    }


def _list(ctx: Context) -> Answer:
    from desktop.usecases.offers import all_offers

    till = ctx.till()
    with till.read() as db:
        found = all_offers(db)
    names = _names(till)
    header = [phrase(PHRASES, key, ctx.lang) for key in ("id", "version", "status", "offer")]
    lines = [
        (
            one.offer.offer_id,
            format_int(one.offer.version, ctx.lang),
            phrase(PHRASES, _status(one), ctx.lang),
            f"{one.offer.name.of(ctx.lang)}: {say_offer(one.offer, ctx.lang, names)}",
        )
        for one in found
    ]
    text = table(header, lines) if lines else phrase(PHRASES, "none", ctx.lang)
    return Answer([offer_row(one, names) for one in found], text)


def _show(ctx: Context) -> Answer:
    from desktop.usecases.offers import all_offers

    till = ctx.till()
    with till.read() as db:
        found = next((one for one in all_offers(db) if one.offer.offer_id == ctx.args.offer_id), None)
    if found is None:
        raise LoyaltyError("offer_unknown", offer=ctx.args.offer_id)
    return _whole(ctx, found, json_text(found.document))


def _publish(ctx: Context) -> Answer:
    from desktop.usecases.offers import publish_offer

    document = json_document(ctx.args.file)
    till, session = ctx.till(), ctx.session()
    done = publish_offer(till, session, document, ctx.approval())
    return _whole(
        ctx, done, phrase(PHRASES, "published", ctx.lang, name=isolate(done.offer.name.of(ctx.lang)))
    )


def _stop(ctx: Context) -> Answer:
    from desktop.usecases.offers import stop_offer

    till, session = ctx.till(), ctx.session()
    done = stop_offer(till, session, ctx.args.offer_id, ctx.approval())
    return _whole(ctx, done, phrase(PHRASES, "halted", ctx.lang, name=isolate(done.offer.name.of(ctx.lang))))


def _whole(ctx: Context, one: PublishedOffer, below: str) -> Answer:
    row = offer_row(one, _names(ctx.till()))
    told = pairs(
        [
            (phrase(PHRASES, "version", ctx.lang), format_int(one.offer.version, ctx.lang)),
            (phrase(PHRASES, "status", ctx.lang), phrase(PHRASES, _status(one), ctx.lang)),
            (phrase(PHRASES, "offer", ctx.lang), row["sentence"][ctx.lang]),
        ]
    )
    return Answer({**row, "document": one.document}, f"{told}\n{below}")


def _status(one: PublishedOffer) -> str:
    return "live" if one.running else "stopped"


def _names(till: Till) -> Names:
    from desktop.usecases.branches import list_branches
    from desktop.usecases.policies import rules_now

    branches = {branch.branch_id: Text(branch.name, branch.name) for branch in list_branches(till)}
    with till.read() as db:
        return names_of(rules_now(db), currency=till.shop.currency, branches=branches)
