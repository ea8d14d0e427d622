"""Words of reports on paper and in sheets: figures by name, and how a value of each is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from loyalty.goals import PERCENT
from loyalty.words import Lang, currency_name, format_int, format_money, isolate_ltr

WORDS: dict[str, tuple[str, str]] = {
    "net_sales": ("فروش خالص", "Net sales"),
    "purchases": ("خرید", "Purchases"),
    "aov": ("میانگین ارزش هر خرید", "Average order value"),
    "members_share": ("سهم فروش اعضا", "Members' share of sales"),
    "buyers": ("اعضای خریدار", "Members who bought"),
    "joined": ("عضو جدید", "New members"),
    "active_rate": ("نرخ اعضای فعال", "Active rate"),
    "churn_rate": ("نرخ ریزش", "Churn rate"),
    "return_rate": ("نرخ خرید دوباره", "Repeat buyers"),
    "clv": ("ارزش طول عمر مشتری", "Customer lifetime value"),
    "reached": ("رسید", "reached"),
    "on_track": ("در مسیر", "on track"),
    "behind": ("عقب", "behind"),
    "missed": ("نرسید", "missed"),
    "no_figure": ("بی‌رقم", "no figure"),
    "none": ("بی‌رقم", "no figure"),
    "all_branches": ("همهٔ شعبه‌ها", "All branches"),
    "brought_in": ("از جای دیگر، بی نام فروشنده", "Brought in, nobody named"),
    "points": ("واحد", "points"),
}
MONEY = frozenset({"net_sales", "aov", "clv"})
MOST_POINTS = 62
"""Points of a line on paper before neighbours are drawn as their mean."""


def thinned(points: Sequence[tuple[dt.date, float]]) -> list[tuple[dt.date, float]]:
    """Return a line of at most `MOST_POINTS`: the mean of as many neighbours as that takes, at the first of them."""
    size = -(-len(points) // MOST_POINTS) or 1
    groups = [points[place : place + size] for place in range(0, len(points), size)]
    return [(group[0][0], sum(value for _, value in group) / len(group)) for group in groups]


def say(key: str, lang: Lang) -> str:
    """Return a word of the table."""
    return WORDS[key][lang != "fa"]


def decimal(value: float, lang: Lang) -> str:
    """Return a number with one decimal, which is left out where it is nought."""
    tenths = round(abs(value) * 10)
    whole = format_int(tenths // 10, lang)
    if tenths % 10:
        whole += ("٫" if lang == "fa" else ".") + format_int(tenths % 10, lang)
    return isolate_ltr(f"-{whole}") if value < 0 and tenths else whole


def percent(value: float, lang: Lang) -> str:
    """Return a rate that stands alone."""
    return f"\u061c{decimal(value, lang)}٪" if lang == "fa" else f"{decimal(value, lang)}%"


def figure_text(name: str, value: float | None, lang: Lang, currency: str) -> str:
    """Return a figure as people read it; None is said in words."""
    if value is None:
        return say("none", lang)
    if name in PERCENT:
        return percent(value, lang)
    if name in MONEY:
        return format_money(round(value), lang, currency)
    return format_int(round(value), lang)


def change_text(name: str, now: float | None, before: float | None, lang: Lang) -> str:
    """Return how a figure moved: rates by points, all else in percent; empty where there is nothing to compare."""
    if now is None or before is None or (name not in PERCENT and not before):
        return ""
    if name in PERCENT:
        moved, unit = now - before, f" {say('points', lang)}"
    else:
        moved, unit = 100 * (now - before) / abs(before), "٪" if lang == "fa" else "%"
    sign = "+" if moved > 0 else "-" if moved < 0 else ""
    figure = isolate_ltr(f"{sign}{decimal(abs(moved), lang)}")
    return f"\u061c{figure}{unit}" if lang == "fa" else f"{figure}{unit}"


def in_unit(heading: str, lang: Lang, currency: str) -> str:
    """Return a heading with the unit its amounts are written in."""
    return f"{heading}{'،' if lang == 'fa' else ','} {currency_name(currency, lang)}"


def joined(parts: Sequence[str], lang: Lang) -> str:
    """Return parts in one line; a name in the other direction does not draw the next part to itself."""
    mark = "\u200f" if lang == "fa" else "\u200e"
    return f"{mark}  ·  {mark}".join(parts)
