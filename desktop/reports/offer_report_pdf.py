"""An offer's result on A4: its sentence, what it did day by day, before and after, its effect, what came back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from desktop.reports.offer_report import OfferReport
from desktop.reports.paper import SOFT_INK, Column, Paper
from desktop.reports.report_words import MOST_POINTS, joined, percent, thinned
from desktop.reports.shapes import draw_funnel
from desktop.reports.vectors import draw_line
from loyalty.offers.effect import Difference
from loyalty.words import Lang, currency_name, format_amount, format_day, format_int, format_money

_WORDS = {
    "title": ("نتیجهٔ آفر", "Result of an offer"),
    "span": ("از {first} تا {last}", "From {first} to {last}"),
    "live": ("در جریان", "live"),
    "waiting": ("هنوز آغاز نشده", "not yet begun"),
    "over": ("پایان‌یافته", "over"),
    "stopped": ("متوقف", "stopped"),
    "uses": ("استفاده", "Uses"),
    "members": ("اعضایی که گرفتند", "Members who used it"),
    "cost": ("تخفیف و اعتبار", "Discount and credit"),
    "profit": ("سود خریدهایش", "Profit of its sales"),
    "roi": ("بازگشت سرمایه", "Return on investment"),
    "uptake": ("میزان استقبال", "Uptake"),
    "none": ("بی‌رقم", "no figure"),
    "why_margin_unknown": ("حاشیهٔ سود نوشته نشده", "margins not written down"),
    "why_no_hold_out": ("بی گروه گواه", "no control group"),
    "why_too_few_members": ("هنوز عضو کم است", "too few members yet"),
    "why_open": ("پیشاپیش به کسی اعطا نشده", "granted to nobody beforehand"),
    "by_day": ("استفادهٔ روزانه", "Uses by day"),
    "by_week": ("استفادهٔ روزانه، میانگین هر چند روز", "Uses a day, mean of several days"),
    "unit": ("استفاده", "uses"),
    "nothing": ("هنوز کسی از آن استفاده نکرده است.", "Nobody has used it yet."),
    "way": ("از اعطا تا استفاده", "From grant to use"),
    "granted": ("اعطاشده", "Granted"),
    "used": ("استفاده‌شده", "Used"),
    "around": ("پیش و پس از نخستین استفاده", "Before and after the first use"),
    "days": ("روز", "Days"),
    "counted": ("اعضا", "Members"),
    "before": ("خرید پیش", "Bought before"),
    "after": ("خرید پس", "Bought after"),
    "not_effect": (
        "پیش و پس، نه اثر آفر: کسی که استفاده کرده شاید به هر حال می‌خرید.",
        "Before and after, not an effect: who used it may have bought anyway.",
    ),
    "effect": ("در برابر گروه گواه", "Against the control group"),
    "figure": ("برای هر عضو", "For each member"),
    "difference": ("تفاوت", "Difference"),
    "low": ("دست‌کم", "At least"),
    "high": ("دست‌بالا", "At most"),
    "net": ("خرید", "Purchases, money"),
    "visits": ("شمار خرید در هر ۱۰۰ عضو", "Purchases in 100 members"),
    "kept": ("خریدار در هر ۱۰۰ عضو", "Buyers in 100 members"),
    "sides": (
        "{treated} عضو با آفر، {held_out} عضو در گروه گواه، با ۹۵٪ اطمینان.",
        "{treated} members with the offer, {held_out} held out, with 95% confidence.",
    ),
    "back": ("هزینه و بازگشت", "Cost and return"),
    "item": ("شرح", "Item"),
    "amount": ("مبلغ", "Amount"),
    "discounts": ("تخفیف", "Discounts"),
    "credit": ("اعتبار و امتیاز، آنچه خرج می‌شود", "Credit and points, what will be spent"),
    "fixed": ("هزینهٔ ثابت", "Fixed costs"),
    "whole": ("هزینه روی‌هم", "Cost in all"),
    "extra": ("حاشیهٔ سود افزوده", "Extra margin"),
    "no_hold_out": (
        "گروه گواهی کنار گذاشته نشده است؛ پس اثر و بازگشت رقمی ندارد. در نسخهٔ بعدِ آفر می‌توان روشنش کرد.",
        "Nobody was held out, so that effect and return have no figure. The next version of the offer can keep a control group.",
    ),
    "margin_unknown": (
        "حاشیهٔ سود گروه‌های کالایی نوشته نشده است؛ بازگشت رقمی ندارد.",
        "Margins of the product groups are not written down; the return has no figure.",
    ),
    "too_few_members": (
        "هنوز در یکی از دو سو عضو کافی نیست؛ اثر و بازگشت رقمی ندارد.",
        "There are not yet members enough on both sides; effect and return have no figure.",
    ),
}


def write_offer_report(told: OfferReport, path: str | Path, lang: Lang) -> Path:
    """Write the paper and return its path; raises what `Paper.save` raises."""
    name = told.offer.name.of(lang)
    paper = Paper(path, lang, f"{_say('title', lang)}: {name} — {told.shop}")
    paper.heading(f"{_say('title', lang)}: {name}", _under(told, lang))
    paper.paragraph(told.offer.sentence.of(lang), 11)
    paper.down(4)
    _cover(paper, told)
    _uses(paper, told)
    _way(paper, told)
    _around(paper, told)
    _effect(paper, told)
    _back(paper, told)
    return paper.save()


def _say(key: str, lang: Lang) -> str:
    return _WORDS[key][lang != "fa"]


def _under(told: OfferReport, lang: Lang) -> str:
    span = _say("span", lang).format(first=format_day(told.since, lang), last=format_day(told.today, lang))
    return joined((told.shop, span, _say(told.offer.status, lang)), lang)


def _cover(paper: Paper, told: OfferReport) -> None:
    lang, one = paper.lang, told.results
    none = _say("none", lang)
    figures = [
        ("uses", format_int(one.uses, lang)),
        ("members", format_int(one.members, lang)),
        ("cost", format_money(one.cost, lang, told.currency)),
        (
            "profit",
            none if one.profit is None else format_money(one.profit, lang, told.currency, signed=True),
        ),
        ("roi", none if told.back.value is None else percent(told.back.value, lang)),
        ("uptake", none if one.uptake is None else percent(one.uptake / 10_000, lang)),
    ]
    for row in (figures[:3], figures[3:]):
        paper.tiles([(_say(key, lang), text) for key, text in row])
        paper.y -= 4
    paper.y += 8
    paper.notes([_say(f"why_{why}", lang) if why else "" for why in _missing(told)])


def _missing(told: OfferReport) -> tuple[str, str, str]:
    """Return why profit, return and uptake have no figure, '' where they have one."""
    one = told.results
    return (
        "margin_unknown" if one.profit is None else "",
        told.back.reason or "",
        "open" if one.uptake is None else "",
    )


def _uses(paper: Paper, told: OfferReport) -> None:
    lang, uses = paper.lang, {one.on: one.uses for one in told.results.by_day}
    days = [told.since + dt.timedelta(days=n) for n in range((told.today - told.since).days + 1)]
    points = thinned([(day, float(uses.get(day, 0))) for day in days])
    paper.section(_say("by_day" if len(days) <= MOST_POINTS else "by_week", lang), 150)
    if not any(uses.values()):
        paper.paragraph(_say("nothing", lang))
        return
    names = [format_day(day, lang, year=len(days) > 300) for day, _ in points]
    draw_line(paper, [value for _, value in points], (), names, _say("unit", lang), 100)


def _way(paper: Paper, told: OfferReport) -> None:
    if told.results.granted:
        lang = paper.lang
        paper.section(_say("way", lang))
        draw_funnel(
            paper, [(_say("granted", lang), told.results.granted), (_say("used", lang), told.results.members)]
        )


def _around(paper: Paper, told: OfferReport) -> None:
    lang = paper.lang
    rows = [
        (
            format_int(one.days, lang),
            format_int(one.members, lang),
            format_amount(one.before, lang, told.currency),
            format_amount(one.after, lang, told.currency),
        )
        for one in told.results.around
        if one.members
    ]
    if rows:
        money = currency_name(told.currency, lang)
        columns = (
            *(Column(_say("days", lang), 1), Column(_say("counted", lang), 2, figures=True)),
            *(Column(_say(key, lang), 4, figures=True) for key in ("before", "after")),
        )
        paper.section(f"{_say('around', lang)}{'،' if lang == 'fa' else ','} {money}", 120)
        paper.table(columns, rows)
        paper.write(_say("not_effect", lang), paper.start, size=8.5, ink=SOFT_INK)
        paper.down(14)


def _effect(paper: Paper, told: OfferReport) -> None:
    effect, lang = told.results.effect, paper.lang
    if effect is None:
        return
    paper.section(_say("effect", lang), 130)
    titles = ("difference", "low", "high")
    columns = (Column(_say("figure", lang), 6), *(Column(_say(key, lang), 3, figures=True) for key in titles))
    rows = [
        (_say("net", lang), *_money(effect.net, lang, told.currency)),
        (_say("visits", lang), *_in_hundred(effect.visits, 1_000, lang)),
        (_say("kept", lang), *_in_hundred(effect.kept, 1_000_000, lang)),
    ]
    paper.table(columns, rows)
    sides = _say("sides", lang).format(
        treated=format_int(effect.treated, lang), held_out=format_int(effect.held_out, lang)
    )
    paper.write(sides, paper.start, size=8.5, ink=SOFT_INK)
    paper.down(14)


def _money(one: Difference, lang: Lang, currency: str) -> tuple[str, ...]:
    return tuple(format_amount(value, lang, currency, signed=True) for value in (one.mean, one.low, one.high))


def _in_hundred(one: Difference, whole: int, lang: Lang) -> tuple[str, ...]:
    values = (one.mean, one.low, one.high)
    return tuple(format_int(round(100 * value / whole), lang, signed=True) for value in values)


def _back(paper: Paper, told: OfferReport) -> None:
    lang, back, currency = paper.lang, told.back, told.currency
    rows = [
        (_say(key, lang), format_money(amount, lang, currency))
        for key, amount in (
            *(("discounts", back.cost.discounts), ("credit", back.cost.credit)),
            *(("fixed", back.cost.fixed), ("whole", back.cost.total)),
        )
    ]
    extra = _say("none", lang)
    if back.extra_margin is not None:
        extra = format_money(round(back.extra_margin), lang, currency, signed=True)
    rate = _say("none", lang) if back.value is None else percent(back.value, lang)
    paper.section(_say("back", lang), 170)
    columns = Column(_say("item", lang), 6), Column(_say("amount", lang), 4, figures=True)
    paper.table(columns, [*rows, (_say("extra", lang), extra), (_say("roi", lang), rate)])
    if back.reason:
        paper.paragraph(_say(back.reason, lang), 9)
