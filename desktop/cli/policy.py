"""`policy list|show|set`: the shop's documents and their versions."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from desktop.cli.answers import Answer, Phrases, json_text, phrase, table
from desktop.cli.arguments import json_document, whole_number
from desktop.cli.commands import Commands
from desktop.cli.context import Context
from desktop.cli.rights import ANYBODY, ITS_ACT
from desktop.models.sources import Source
from desktop.usecases.policies import PolicyVersion
from loyalty.clock import instant_text
from loyalty.earning import parse_earning
from loyalty.trust import LOSS_PER_MILLION, parse_trust
from loyalty.words import (
    Lang,
    digits,
    format_int,
    format_moment,
    format_money,
    format_percent,
    isolate,
    isolate_ltr,
)

PHRASES: Phrases = {
    "trust": (
        "در یک قطعی دست بالا {worst} از دست می‌رود (شمار صندوق‌ها: {tills}). انتظار می‌رود ماهی {expected} باشد، به حساب شبیه‌سازی ۲۰ شعبه که یک عضو "
        "از هر صد عضوش متقلب است: آن‌جا {percent} از اعتبارهای خرج‌شده از دست رفت.",
        "In one outage at most {worst} can be lost (tills: {tills}). Expected are {expected} a month, reckoned by a simulation of 20 branches "
        "where one member in a hundred cheats: {percent} of the credit spent was lost there.",
    ),
    "apart": (
        "افزون بر این، {names} با سقف خودش: دست بالا {more} دیگر.",
        "Besides, {names} with limits of its own: at most {more} more.",
    ),
    "no_trust": (
        "چیزی قرض داده نمی‌شود: بی خط، صندوق تنها اعتبار نزد خودش را خرج می‌کند و چیزی از دست نمی‌رود.",
        "Nothing is lent: without a line a till gives only credit it holds itself, and nothing can be lost.",
    ),
    "published": (
        "سند {name}، نسخهٔ {version} منتشر شد.",
        "Document {name}, version {version}, is published.",
    ),
    "undefined": (
        "{where}: گروه کالایی «{group}» تعریف نشده است و تا تعریف نشود این نرخ به کار نمی‌آید. گروه‌های تعریف‌شده: {known}",
        "{where}: the product group “{group}” is not defined, and until it is this rate is not used. Defined are: {known}",
    ),
    "misspelt": (
        "{where}: گروه کالایی «{group}» تعریف نشده است؛ منظورتان {near} بود؟ این نرخ به کار نمی‌آید.",
        "{where}: the product group “{group}” is not defined; did you mean {near}? This rate is not used.",
    ),
    "general": (
        "کالاهای {near} نرخ سطح عضو را می‌گیرند، وگرنه نرخ کلی را: {percent}.",
        "Goods of {near} earn the rate of the member's tier, else the general one: {percent}.",
    ),
    "same": ("سند {name} همان نسخهٔ {version} است.", "Document {name} is version {version} already."),
    "name": ("سند", "document"),
    "version": ("نسخه", "version"),
    "by": ("از", "by"),
    "at": ("زمان", "at"),
    "default": ("پیش‌فرض", "default"),
}


def register(commands: Commands) -> None:
    """Add the family."""
    policy = commands.group("policy", ("سیاست‌های فروشگاه", "the shop's documents"))
    policy.add("list", _list, ("فهرست سندها", "list them"), needs=ANYBODY)
    show = policy.add("show", _show, ("دیدن یک سند", "show a document"), needs=ANYBODY)
    show.add_argument("name")
    show.add_argument("--version", type=whole_number)
    show.add_argument("--branch")
    publish = policy.add(
        "set", _set, ("انتشار یک سند", "publish a document"), records=True, approved=True, needs=ITS_ACT
    )
    publish.add_argument("name")
    publish.add_argument("--file", required=True, metavar="F.json")
    publish.add_argument("--branch")


def policy_row(version: PolicyVersion, zone: str) -> dict[str, Any]:
    """Return what is known of a version, without its document."""
    return {
        "name": version.name,
        "version": version.number,
        "hash": version.hash,
        "parent": version.parent,
        "staff": version.staff_id,
        "at": None if version.at is None else instant_text(version.at, zone),
    }


def _list(ctx: Context) -> Answer:
    from desktop.usecases.policies import list_policies

    till = ctx.till()
    with till.read() as db:
        versions = list_policies(db)
    header = [phrase(PHRASES, key, ctx.lang) for key in ("name", "version", "by", "at")]
    default = phrase(PHRASES, "default", ctx.lang)
    lines = [
        (
            version.name,
            format_int(version.number, ctx.lang) if version.number else default,
            version.staff_id,
            "" if version.at is None else format_moment(version.at, till.shop.zone, ctx.lang, year=True),
        )
        for version in versions
    ]
    return Answer([policy_row(version, till.shop.zone) for version in versions], table(header, lines))


def _show(ctx: Context) -> Answer:
    from desktop.usecases.policies import base_name, show_policy
    from desktop.usecases.trusting import trust_ground

    till = ctx.till()
    with till.read() as db:
        version = show_policy(db, _name(ctx, db), ctx.args.version)
        ground = trust_ground(db, version.name.partition("@")[2], till.today())
    document = _whole(version, till.shop.zone)
    if base_name(version.name) != "trust":
        return Answer(document, json_text(version.document))
    # What lending costs is said where it is set, before anything is lent.
    trust = parse_trust(version.document)
    worst, expected = trust.worst_loss(ground.tills), trust.expected_loss(ground.spent, ground.tills)
    document |= {"worst_loss": worst, "expected_loss": expected, "tills": ground.tills}
    currency = till.shop.currency
    told = phrase(
        PHRASES,
        "trust" if worst else "no_trust",
        ctx.lang,
        worst=format_money(worst, ctx.lang, currency),
        expected=format_money(expected, ctx.lang, currency),
        tills=format_int(ground.tills, ctx.lang),
        percent=format_percent(LOSS_PER_MILLION, ctx.lang),
    )
    if ground.apart:
        names = (", " if ctx.lang == "en" else "، ").join(isolate(name) for name, _ in ground.apart)
        more = format_money(sum(worst for _, worst in ground.apart), ctx.lang, currency)
        told = f"{told} {phrase(PHRASES, 'apart', ctx.lang, names=names, more=more)}"
        document["apart"] = dict(ground.apart)
    return Answer(document, f"{json_text(version.document)}\n{told}")


def _set(ctx: Context) -> Answer:
    from desktop.usecases.policies import publish_policy, show_policy, titled, undefined_groups

    document = json_document(ctx.args.file)
    till, session = ctx.till(), ctx.session()
    with till.read() as db:
        name = _name(ctx, db)
        before = show_policy(db, name).number
    version = publish_policy(till, session, name, document, ctx.approval())
    with till.read() as db:
        title = titled(db, version.name).of(ctx.lang)
        unknown = undefined_groups(db, name, document)
    notes = [_group_note(document, group, known, ctx.lang) for group, known in unknown.items()]
    key = "same" if version.number == before else "published"
    text = phrase(PHRASES, key, ctx.lang, name=title, version=digits(str(version.number), ctx.lang))
    return Answer({**_whole(version, till.shop.zone), "notes": notes}, "\n".join([text, *notes]))


def _group_note(document: dict[str, Any], group: str, known: tuple[str, ...], lang: Lang) -> str:
    """Return what becomes of the rate of a group that is not defined, and which group may have been meant."""
    earning = parse_earning(document)
    told = {"where": isolate_ltr(f"earning.by_group.{group}"), "group": isolate_ltr(group)}
    near = _nearest(group, known)
    if not near:
        return phrase(PHRASES, "undefined", lang, **told, known=isolate_ltr(", ".join(known)))
    note = phrase(PHRASES, "misspelt", lang, **told, near=isolate_ltr(near))
    if near in earning.by_group:
        return note
    percent = format_percent(earning.rate, lang)
    return f"{note} {phrase(PHRASES, 'general', lang, near=isolate_ltr(near), percent=percent)}"


def _nearest(word: str, among: tuple[str, ...]) -> str:
    by_fold = {one.casefold(): one for one in among}
    return next((by_fold[one] for one in get_close_matches(word.casefold(), by_fold, n=1)), "")


def _name(ctx: Context, db: Source) -> str:
    """Return the name of the document meant: a branch's own where a branch is named."""
    from desktop.usecases.branches import find_branch
    from desktop.usecases.policies import own_name

    if not ctx.args.branch:
        return str(ctx.args.name)
    return own_name(ctx.args.name, find_branch(ctx.till(), db, ctx.args.branch).branch_id)


def _whole(version: PolicyVersion, zone: str) -> dict[str, Any]:
    return {**policy_row(version, zone), "document": version.document}
