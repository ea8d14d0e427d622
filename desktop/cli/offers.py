"""`offer list|show|check|dry-run|publish|stop`: the shop's offers, each a document with its versions and one plain sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.cli.answers import Answer, Phrases, doubts_json, json_text, pairs, phrase, table
from desktop.cli.arguments import json_document, whole_number
from desktop.cli.commands import Commands
from desktop.cli.context import Context
from desktop.cli.offer_library import add_library
from desktop.cli.offer_trial import dry_run
from desktop.cli.rights import ITS_ACT
from desktop.usecases.authority import authorise
from desktop.usecases.till import Till
from loyalty.documents import Text
from loyalty.errors import LoyaltyError
from loyalty.money import percent_text
from loyalty.words import LANGUAGES, Lang, format_int, format_money, isolate

if TYPE_CHECKING:
    from desktop.usecases.offers import CheckRow, GrantedMember, ListedOffer, OfferResults
    from loyalty.conditions.doubts import Doubt
    from loyalty.offers.advice import AnyAdvice
    from loyalty.policy import Rules

PHRASES: Phrases = {
    "unserved": (
        "{count} کد بیش از سقف این آفر بیرون است: هر که دیر بیاید چیزی نمی‌یابد.",
        "More codes are out than this offer is given, by {count}: who comes late finds nothing left.",
    ),
    "id": ("شناسه", "id"),
    "offer": ("آفر", "offer"),
    "version": ("نسخه", "version"),
    "status": ("وضع", "state"),
    "live": ("در جریان", "running"),
    "stopped": ("متوقف", "stopped"),
    "waiting": ("هنوز آغاز نشده", "not begun yet"),
    "over": ("تمام‌شده", "over"),
    "uses": ("استفاده", "uses"),
    "cost": ("هزینه", "cost"),
    "none": ("آفری منتشر نشده است.", "No offer has been published."),
    "published": ("آفر {name} منتشر شد.", "The offer {name} is published."),
    "halted": ("آفر {name} متوقف شد.", "The offer {name} is stopped."),
    "group": ("گروه کالایی", "product group"),
    "amount": ("خرید", "purchase"),
    "now": ("سود", "profit"),
    "after": ("سود پس از خرج اعتبار", "once credit is spent"),
    "verdict": ("نتیجه", "verdict"),
    "pays": ("صرف می‌کند", "pays"),
    "spared": ("چیزی از سود کم نمی‌کند", "takes nothing from it"),
    "loses": ("زیان می‌دهد", "loses"),
    "floor": ("زیر کف سود", "below the floor"),
    "unknown": ("نامعلوم", "unknown"),
    "not_tried": ("بر این خرید کار نمی‌کند", "does not work on it"),
}


def register(commands: Commands) -> None:
    """Add the family."""
    offer = commands.group("offer", ("آفرها", "offers"))
    offer.add("list", _list, ("فهرست آفرها", "list them"), needs="publish_offer")
    offer.add(
        "show", _show, ("دیدن یک آفر", "show an offer and its document"), needs="publish_offer"
    ).add_argument("offer_id")
    check = offer.add(
        "check", _check, ("سود و زیان یک آفر پیش از انتشار", "whether a draft pays"), needs="publish_offer"
    )
    check.add_argument("--file", required=True, metavar="F.json")
    trial = offer.add(
        "dry-run",
        dry_run,
        ("آزمایش یک آفر روی گذشتهٔ فروشگاه", "try a draft on the shop's own past"),
        needs="publish_offer",
    )
    trial.add_argument("--file", required=True, metavar="F.json")
    trial.add_argument("--days", type=whole_number, default=365)
    publish = offer.add(
        "publish", _publish, ("انتشار یک آفر", "publish one"), records=True, approved=True, needs=ITS_ACT
    )
    publish.add_argument("--file", required=True, metavar="F.json")
    publish.add_argument("--anyway", action="store_true")
    codes = offer.add(
        "codes",
        _codes,
        ("ساختن کدهای یکتای یک آفر", "issue unique codes of one"),
        records=True,
        approved=True,
        needs=ITS_ACT,
    )
    codes.add_argument("offer_id")
    codes.add_argument("--number", type=whole_number, default=1)
    codes.add_argument("--days", type=whole_number)
    stop = offer.add("stop", _stop, ("توقف یک آفر", "stop one"), records=True, approved=True, needs=ITS_ACT)
    stop.add_argument("offer_id")
    add_library(offer)


def offer_row(one: ListedOffer) -> dict[str, Any]:
    """Return an offer as JSON; its sentence and name in both languages."""
    return {
        "offer_id": one.offer_id,
        "version": one.version,
        "name": {lang: one.name.of(lang) for lang in LANGUAGES},
        "kind": one.kind,
        "status": one.status,
        "uses": one.uses,
        "members": one.members,
        "cost": one.cost,
        "sentence": {lang: one.sentence.of(lang) for lang in LANGUAGES},
    }


def _list(ctx: Context) -> Answer:
    from desktop.usecases.offers import list_offers

    till = ctx.till()
    found = list_offers(till)
    header = [phrase(PHRASES, key, ctx.lang) for key in ("id", "version", "status", "uses", "cost", "offer")]
    lines = [
        (
            one.offer_id,
            format_int(one.version, ctx.lang),
            phrase(PHRASES, one.status, ctx.lang),
            format_int(one.uses, ctx.lang),
            format_money(one.cost, ctx.lang, till.shop.currency),
            f"{one.name.of(ctx.lang)}: {one.sentence.of(ctx.lang)}",
        )
        for one in found
    ]
    text = table(header, lines) if lines else phrase(PHRASES, "none", ctx.lang)
    return Answer([offer_row(one) for one in found], text)


def _show(ctx: Context) -> Answer:
    from desktop.reports.offer_return import offer_return
    from desktop.usecases.offers import granted_members, offer_results, show_offer

    till = ctx.till()
    found = show_offer(till, ctx.args.offer_id)
    answer = _whole(ctx, found, json_text(found.published.document))
    granted = [granted_row(one) for one in granted_members(till, found.offer_id)]
    told = offer_results(till, found.offer_id)
    with till.read() as db:
        roi = offer_return(db, told, till.shop.zone, till.today()).document()
    results = {**results_json(told), "roi": roi}
    return Answer({**answer.document, "granted": granted, "results": results}, answer.text)


def results_json(found: OfferResults) -> dict[str, Any]:
    """Return what an offer has done as JSON; shares are percents as text."""
    effect = found.effect
    return {
        "uses": found.uses,
        "members": found.members,
        "cost": found.cost,
        "profit": found.profit,
        "granted": found.granted,
        "uptake_percent": None if found.uptake is None else percent_text(found.uptake),
        "by_day": [{"on": one.on.isoformat(), "uses": one.uses, "cost": one.cost} for one in found.by_day],
        "before_after": [
            {"days": one.days, "members": one.members, "before": one.before, "after": one.after}
            for one in found.around
        ],
        "effect": None
        if effect is None
        else {
            "members": effect.treated,
            "held_out": effect.held_out,
            **{
                name: {"mean": one.mean, "low": one.low, "high": one.high}
                for name, one in (("net", effect.net), ("visits", effect.visits), ("kept", effect.kept))
            },
        },
    }


def granted_row(one: GrantedMember) -> dict[str, Any]:
    """Return a member's right as JSON."""
    until = one.until_on.isoformat() if one.until_on else None
    return {
        "member_id": one.member_id,
        "granted_on": one.granted_on.isoformat(),
        "until_on": until,
        "state": one.state,
    }


def _check(ctx: Context) -> Answer:
    from desktop.usecases.offers import check_draft, propose
    from desktop.usecases.policies import rules_now

    document = json_document(ctx.args.file)
    till = ctx.till()
    found, proposed = check_draft(till, document), propose(till, document)
    said = [one for one in (found.at_till, found.sentence, proposed.sentence) if one is not None]
    header = [phrase(PHRASES, key, ctx.lang) for key in ("group", "amount", "now", "after", "verdict")]
    with till.read() as db:
        rules = rules_now(db)
    rows = [_row_words(row, rules, ctx) for row in found.groups]
    return Answer(
        {
            "groups": [row_json(row) for row in found.groups],
            "alone": [row_json(row) for row in found.alone],
            "verdict": found.verdict,
            "untried": list(found.untried),
            "sentence": text_json(found.sentence),
            "at_till": None if found.at_till is None else text_json(found.at_till),
            "beside": list(found.beside),
            "losses": found.losses,
            "would_pay": [advice_json(one) for one in proposed.advice],
            "advice": None if proposed.sentence is None else text_json(proposed.sentence),
            "doubts": doubts_json(found.doubts, ctx.lang),
        },
        "\n\n".join(
            [
                *_doubts_text(found.doubts, ctx.lang),
                " ".join(one.of(ctx.lang) for one in said),
                table(header, rows),
            ]
        ),
    )


def _doubts_text(found: tuple[Doubt, ...], lang: Lang) -> list[str]:
    """Return the doubts as one paragraph, none where nothing is doubtful."""
    told = [one["message"] for one in doubts_json(found, lang)]
    return ["\n".join(told)] if told else []


def row_json(row: CheckRow) -> dict[str, Any]:
    """Return what a group keeps of a purchase."""
    return {
        "group": row.group,
        "at_amount": row.at_amount,
        "profit_now": row.profit_now,
        "profit_expected": row.profit_expected,
        "profit_after_redeemed": row.profit_after_redeemed,
        "verdict": row.verdict,
        "applies": row.applies,
    }


def _row_words(row: CheckRow, rules: Rules, ctx: Context) -> tuple[str, ...]:
    from desktop.usecases.selling.stories import group_name

    def money(amount: int | None) -> str:
        return "-" if amount is None else format_money(amount, ctx.lang, ctx.currency)

    figures = (money(row.at_amount), money(row.profit_now), money(row.profit_after_redeemed))
    below = row.verdict == "loses" and not row.loses_money
    spared = row.verdict == "pays" and row.loses_money
    told = "not_tried" if not row.applies else "floor" if below else "spared" if spared else row.verdict
    return (
        isolate(group_name(rules, row.group).of(ctx.lang)),
        *figures,
        phrase(PHRASES, told, ctx.lang),
    )


def advice_json(one: AnyAdvice) -> dict[str, Any]:
    """Return what a benefit may give, for all that loses and by product group, percents as text; or what amount, cap or price."""
    from loyalty.offers.advice import Advice
    from loyalty.offers.amount_advice import PriceAdvice

    if isinstance(one, Advice):
        by_group = {group: percent_text(rate) for group, rate in one.by_group.items()}
        return {"benefit": one.place, "percent": percent_text(one.rate), "by_group": by_group}
    if isinstance(one, PriceAdvice):
        return {"benefit": one.place, "price": one.price or None}
    least = {"least_basket": one.least_basket or None, "group": one.group}
    # A cap or an amount: each under the name it has in the document.
    name = "amount" if hasattr(one, "amount") else "cap"
    return {"benefit": one.place, name: getattr(one, name) or None, **least}


def text_json(text: Text) -> dict[str, str]:
    """Return a text in both languages."""
    return {lang: text.of(lang) for lang in LANGUAGES}


def _warn(ctx: Context, till: Till, document: dict[str, Any]) -> Text | None:
    """Say that an offer loses where the policy only warns, and ask a person at a terminal; raises `offer_left`."""
    from desktop.usecases.offers import check_draft, propose

    if document.get("status") == "stopped":
        return None
    found = check_draft(till, document)
    if (found.verdict, found.losses) != ("loses", "warn"):
        return None
    advice = propose(till, document).sentence
    parts = [found.sentence, *([advice] if advice else [])]
    warning = Text(*(" ".join(one.of(lang) for one in parts) for lang in LANGUAGES))
    ctx.note(warning.of(ctx.lang))
    if not ctx.args.anyway and not ctx.agrees(_ANYWAY):
        raise LoyaltyError("offer_left")
    return warning


_ANYWAY = ("با این همه منتشر شود؟ (بله/نه)", "Publish it anyway? (yes/no)")


def _publish(ctx: Context) -> Answer:
    from desktop.usecases.doubting import doubt_offer
    from desktop.usecases.offers import publish, show_offer

    document = json_document(ctx.args.file)
    till, session, approval = ctx.till(), ctx.session(), ctx.approval()
    # The warning tells what goods bring: who may not publish hears nothing of it.
    authorise(till, session, "publish_offer", approval)
    warning = _warn(ctx, till, document)
    made = publish(till, session, document, approval)
    done = show_offer(till, made.offer.offer_id)
    with till.read() as db:
        found = doubt_offer(db, till, made.offer, document) if made.running else ()
    said = phrase(PHRASES, "published", ctx.lang, name=isolate(done.name.of(ctx.lang)))
    answer = _whole(ctx, done, "\n".join([*_doubts_text(found, ctx.lang), said]))
    told = {"doubts": doubts_json(found, ctx.lang), "warning": text_json(warning) if warning else None}
    return Answer({**answer.document, **told}, answer.text)


def _codes(ctx: Context) -> Answer:
    from desktop.usecases.offers import issue_codes

    till, session = ctx.till(), ctx.session()
    made = issue_codes(till, session, ctx.args.offer_id, ctx.args.number, ctx.args.days, ctx.approval())
    until = made.until_on.isoformat() if made.until_on else None
    told = {
        "offer_id": made.offer_id,
        "codes": list(made.codes),
        "until_on": until,
        "unserved": made.unserved,
    }
    if made.unserved:
        ctx.note(phrase(PHRASES, "unserved", ctx.lang, count=format_int(made.unserved, ctx.lang)))
    return Answer(told, "\n".join(made.codes))


def _stop(ctx: Context) -> Answer:
    from desktop.usecases.offers import show_offer, stop

    till, session = ctx.till(), ctx.session()
    done = show_offer(till, stop(till, session, ctx.args.offer_id, ctx.approval()).offer.offer_id)
    return _whole(ctx, done, phrase(PHRASES, "halted", ctx.lang, name=isolate(done.name.of(ctx.lang))))


def _whole(ctx: Context, one: ListedOffer, below: str) -> Answer:
    told = pairs(
        [
            (phrase(PHRASES, "version", ctx.lang), format_int(one.version, ctx.lang)),
            (phrase(PHRASES, "status", ctx.lang), phrase(PHRASES, one.status, ctx.lang)),
            (phrase(PHRASES, "offer", ctx.lang), one.sentence.of(ctx.lang)),
        ]
    )
    return Answer({**offer_row(one), "document": one.published.document}, f"{told}\n{below}")
