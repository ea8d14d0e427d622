"""The day of a branch on one A4 page: for the file, the accountant, the partner."""

from __future__ import annotations

from pathlib import Path

from desktop.reports.paper import Column, Paper
from desktop.reports.reasons import why_none
from desktop.reports.report_words import in_unit, joined
from desktop.usecases.places import here
from desktop.usecases.policies import rules_now
from desktop.usecases.selling.day_sums import DayTotals, DrawerCount
from desktop.usecases.selling.stories import group_name
from desktop.usecases.till import Till
from loyalty.policy import Rules
from loyalty.words import Lang, format_amount, format_day, format_hour, format_int, format_money

_WORDS = {
    "title": ("بستن روز", "Day close"),
    "net": ("فروش خالص", "Net sales"),
    "purchases": ("خرید", "Purchases"),
    "purchases_of": ("خرید پابرجا، از {n} فروش", "Purchases kept, of {n} sales"),
    "average": ("میانگین ارزش هر خرید", "Average order value"),
    "share": ("سهم فروش اعضا", "Members' share of sales"),
    "sales": ("فروش و مرجوعی", "Sales and refunds"),
    "gross": ("جمع فروش", "Gross sales"),
    "discount": ("تخفیف آفرها", "Discount of offers"),
    "refunded": ("مرجوعی و ابطال", "Refunds and voids"),
    "credit_paid": ("پرداخت با اعتبار", "Paid with credit"),
    "tenders": ("دریافت‌ها", "Tenders"),
    "drawers": ("شمارش کشوها", "Cash counted"),
    "closed": ("شیفت بسته‌شده", "Shift closed"),
    "expected": ("باید باشد", "Expected"),
    "counted": ("شمرده", "Counted"),
    "difference": ("تفاوت", "Difference"),
    "brought_in": ("آمده از جای دیگر", "From elsewhere"),
    "club": ("باشگاه", "The club"),
    "withheld": ("نگه‌داشته بابت اعتبار خرج‌شده", "Withheld for spent credit"),
    "expired": ("اعتبار تمام‌شدهٔ بی‌خرج", "Credit expired unspent"),
    "credit_given": ("اعتبار داده‌شده", "Credit given"),
    "credit_taken": ("اعتبار پس‌گرفته", "Credit taken back"),
    "credit_given_net": ("خالص اعتبار داده‌شده", "Credit given, net"),
    "credit_spent": ("اعتبار خرج‌شده", "Credit spent"),
    "credit_back": ("اعتبار برگشته به اعضا", "Credit given back to members"),
    "credit_spent_net": ("خالص اعتبار خرج‌شده", "Credit spent, net"),
    "points_given": ("امتیاز داده‌شده", "Points given"),
    "points_taken": ("امتیاز پس‌گرفته", "Points taken back"),
    "points_given_net": ("خالص امتیاز داده‌شده", "Points given, net"),
    "credit_by_hand": ("اعتبار داده‌شده با سند دستی", "Credit given by hand"),
    "credit_taken_by_hand": ("اعتبار برداشته با سند دستی", "Credit taken by hand"),
    "points_by_hand": ("امتیاز داده‌شده با سند دستی", "Points given by hand"),
    "points_taken_by_hand": ("امتیاز برداشته با سند دستی", "Points taken by hand"),
    "joined": ("عضویت تازه", "New members"),
    "groups": ("گروه‌های کالایی", "Product groups"),
    "group": ("گروه کالایی", "Product group"),
    "item": ("شرح", "Item"),
    "amount": ("مبلغ", "Amount"),
    "count": ("شمار", "Count"),
    "nothing": ("در این روز چیزی فروخته نشده است.", "Nothing was sold on this day."),
    "cash": ("نقد", "Cash"),
    "card": ("کارت بانکی", "Bank card"),
    "transfer": ("انتقال", "Transfer"),
    "coupon": ("بن", "Coupon"),
    "credit": ("اعتبار", "Credit"),
    "other": ("روش‌های دیگر", "Other"),
}


def write_day_close(till: Till, totals: DayTotals, path: str | Path, lang: Lang) -> Path:
    """Write the page and return its path; raises what `Paper.save` raises."""
    place = here(till)
    paper = Paper(path, lang, f"{_say('title', lang)} — {place.shop}")
    day = format_day(totals.on, lang, weekday=True)
    paper.heading(
        _say("title", lang), joined([text for text in (place.shop, place.branch, day) if text], lang)
    )
    paper.tiles(_tiles(totals, lang, place.currency))
    if not totals.sales and not totals.refunds:
        paper.write(_say("nothing", lang), paper.start)
        paper.down(18)
    _pairs(paper, "sales", _sales(totals, lang, place.currency), place.currency)
    tenders = [(_say(t.kind, lang), format_amount(t.amount, lang, place.currency)) for t in totals.tenders]
    if totals.withheld:
        tenders.append((_say("withheld", lang), format_amount(-totals.withheld, lang, place.currency)))
    _pairs(paper, "tenders", tenders, place.currency)
    _drawers(paper, totals, lang, place.currency, place.zone)
    _pairs(paper, "club", _club(totals, lang, place.currency), "")
    with till.read() as db:
        _groups(paper, totals, rules_now(db), lang, place.currency)
    return paper.save()


def _say(key: str, lang: Lang) -> str:
    return _WORDS[key][lang != "fa"]


def _tiles(totals: DayTotals, lang: Lang, currency: str) -> list[tuple[str, str]]:
    average = (
        why_none("aov", lang) if totals.average is None else format_money(totals.average, lang, currency)
    )
    return [
        (_say("net", lang), format_money(totals.net, lang, currency)),
        (_purchases_word(totals, lang), format_int(totals.purchases, lang)),
        (_say("average", lang), average),
    ]


def _purchases_word(totals: DayTotals, lang: Lang) -> str:
    """Purchases are the sales of which something was left; where that is not all of them it is said of how many."""
    if totals.purchases == totals.sales:
        return _say("purchases", lang)
    return _say("purchases_of", lang).format(n=format_int(totals.sales, lang))


def _sales(totals: DayTotals, lang: Lang, currency: str) -> list[tuple[str, str]]:
    figures = [
        ("gross", totals.gross),
        ("discount", -totals.discount),
        ("refunded", -totals.refund_net),
        ("net", totals.net),
        ("credit_paid", totals.credit_paid),
    ]
    return [(_say(key, lang), format_amount(amount, lang, currency)) for key, amount in figures]


def _club(totals: DayTotals, lang: Lang, currency: str) -> list[tuple[str, str]]:
    def written(key: str, amount: int) -> str:
        counted = key.startswith("points")
        return format_int(amount, lang) if counted else format_money(amount, lang, currency)

    figures = [(key, written(key, amount)) for key, amount in totals.club()]
    figures.append(("expired", format_money(totals.expired, lang, currency)))
    figures.append(("joined", format_int(totals.joined, lang)))
    return [(_say(key, lang), figure) for key, figure in figures]


def _pairs(paper: Paper, title: str, rows: list[tuple[str, str]], currency: str) -> None:
    """Write rows under a title, with the unit where all of them are amounts."""
    if not rows:
        return
    said = _say(title, paper.lang)
    paper.section(in_unit(said, paper.lang, currency) if currency else said)
    columns = (Column(_say("item", paper.lang), 6), Column(_say("amount", paper.lang), 3, figures=True))
    paper.table(columns, rows)


def _drawers(paper: Paper, totals: DayTotals, lang: Lang, currency: str, zone: str) -> None:
    if not totals.drawers:
        return
    paper.section(in_unit(_say("drawers", lang), lang, currency))
    keys = ("brought_in",) * bool(totals.brought_in) + ("expected", "counted", "difference")
    columns = (
        Column(_say("closed", lang), 5),
        *(Column(_say(key, lang), 3, figures=True) for key in keys),
    )
    rows = [_drawer_row(one, lang, currency, zone) for one in totals.drawers]
    paper.table(columns, [(row[0], *row[-len(keys) :]) for row in rows])


def _drawer_row(one: DrawerCount, lang: Lang, currency: str, zone: str) -> tuple[str, ...]:
    figures = (
        format_amount(one.brought_in, lang, currency),
        format_amount(one.expected, lang, currency),
        format_amount(one.counted, lang, currency),
        format_amount(one.difference, lang, currency, signed=True),
    )
    return (f"{format_hour(one.closed_at, zone, lang)}  ·  {one.staff}", *figures)


def _groups(paper: Paper, totals: DayTotals, rules: Rules, lang: Lang, currency: str) -> None:
    if not totals.groups:
        return
    paper.section(in_unit(_say("groups", lang), lang, currency))
    columns = (
        Column(_say("group", lang), 5),
        Column(_say("count", lang), 2, figures=True),
        Column(_say("discount", lang), 3, figures=True),
        Column(_say("net", lang), 3, figures=True),
    )
    rows = [
        (
            group_name(rules, group.group).of(lang),
            format_int(group.purchases, lang),
            format_amount(group.discount, lang, currency),
            format_amount(group.net, lang, currency),
        )
        for group in totals.groups
    ]
    paper.table(columns, rows)
