"""`offer dry-run`: what a draft would have done in the shop's own past, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cli.answers import Answer, Phrases, pairs, phrase
from desktop.cli.arguments import json_document
from desktop.cli.context import Context
from desktop.usecases.till import Till
from loyalty.money import percent_text
from loyalty.sentences.names import last_days
from loyalty.words import Lang, format_int, format_money, format_percent

if TYPE_CHECKING:
    from desktop.usecases.offers import DryRun

PHRASES: Phrases = {
    "uses": ("استفاده", "uses"),
    "unknown": ("نامعلوم", "unknown"),
    "baskets": ("خریدهای دیده‌شده", "purchases looked at"),
    "members": ("عضوهایی که می‌گرفتند", "members who would get it"),
    "gives": ("هزینه: تخفیف و اعتبار", "cost: discount and credit"),
    "had_it_run": ("اگر این آفر در {days} گذشته برقرار بود:", "Had this offer run for the last {days}:"),
    "nothing_bought": ("در {days} گذشته خریدی ثبت نشده است.", "Nothing was bought in the last {days}."),
    "not_met": (
        "در این روزها هیچ خریدی به شرط آن نمی‌رسید. شرط را آسان‌تر کنید.",
        "No purchase of these days met it. Make the condition easier.",
    ),
    "left_out": (
        "حاشیهٔ سود {amount} از این خریدها نوشته نشده است؛ در تغییر سود نیامده است.",
        "{amount} of these purchases have no margin written down, and are left out of the change of profit.",
    ),
    "no_growth": ("هیچ رشدی جبران نمی‌کند", "no growth would do"),
    "change": ("تغییر سود", "change of profit"),
    "uplift": ("رشد فروش برای سربه‌سر شدن", "growth of sales to break even"),
}


def dry_run(ctx: Context) -> Answer:
    """Answer what a draft would have done in the past of the shop."""
    from desktop.usecases.offers import dry_run as run_dry

    document = json_document(ctx.args.file)
    till = ctx.till()
    found = run_dry(till, document, ctx.args.days)
    told = {
        "baskets": found.baskets,
        "uses": found.uses,
        "members": found.members,
        "cost": found.cost,
        "discount": found.discount,
        "credit": found.credit,
        "points": found.points,
        "profit_change": found.profit_change,
        "unknown_net": found.unknown_net,
        "break_even_uplift": None
        if found.break_even_uplift is None
        else percent_text(found.break_even_uplift),
        "by_group": [
            {"group": o.group, "net": o.net, "profit_change": o.profit_change} for o in found.by_group
        ],
        "by_tier": [{"tier": one.tier, "uses": one.uses, "value": one.value} for one in found.by_tier],
    }
    return Answer(told, _trial_text(found, till, ctx))


def _trial_text(found: DryRun, till: Till, ctx: Context) -> str:
    """Return a dry run for reading: the days it looks back on, the figures, and what they leave out."""
    days = last_days(ctx.args.days, ctx.lang)
    if not found.baskets:
        return phrase(PHRASES, "nothing_bought", ctx.lang, days=days)
    said = [phrase(PHRASES, "had_it_run", ctx.lang, days=days), pairs(_trial_rows(found, till, ctx))]
    if not found.uses:
        said.append(phrase(PHRASES, "not_met", ctx.lang))
    elif found.unknown_net:
        unknown = format_money(found.unknown_net, ctx.lang, till.shop.currency)
        said.append(phrase(PHRASES, "left_out", ctx.lang, amount=unknown))
    return "\n".join(said)


def _trial_rows(found: DryRun, till: Till, ctx: Context) -> list[tuple[str, str]]:
    def money(amount: int | None) -> str:
        unknown = phrase(PHRASES, "unknown", ctx.lang)
        return unknown if amount is None else format_money(amount, ctx.lang, till.shop.currency)

    return [
        (phrase(PHRASES, "baskets", ctx.lang), format_int(found.baskets, ctx.lang)),
        (phrase(PHRASES, "uses", ctx.lang), format_int(found.uses, ctx.lang)),
        (phrase(PHRASES, "members", ctx.lang), format_int(found.members, ctx.lang)),
        (phrase(PHRASES, "gives", ctx.lang), money(found.cost)),
        (phrase(PHRASES, "change", ctx.lang), money(found.profit_change)),
        (phrase(PHRASES, "uplift", ctx.lang), _uplift(found, ctx.lang)),
    ]


def _uplift(found: DryRun, lang: Lang) -> str:
    """Return the growth of these purchases at which nothing is lost, or why there is none."""
    if found.profit_change is None:
        return phrase(PHRASES, "unknown", lang)
    uplift = found.uplift_to_read
    return phrase(PHRASES, "no_growth", lang) if uplift is None else format_percent(uplift, lang)
