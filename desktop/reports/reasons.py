"""Why a figure of a period is none, in both languages: of papers and sheets; screens say it from the same ids."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.reports.unfair import Unfair
from loyalty.words import Lang, format_day

OF_FIGURE = {
    "aov": "no_purchases",
    "clv": "no_buyers_in_year",
    "members_share": "no_net",
    "return_rate": "no_buyers",
    "active_rate": "no_members",
    "churn_rate": "nobody_active",
}
"""By figure, what there was none of to divide by."""

_WORDS = {
    "no_purchases": ("خریدی نبود", "there was no purchase"),
    "no_net": ("جمع فروش صفر بود", "the sales come to nothing"),
    "no_buyers": ("هیچ عضوی نخرید", "no member bought"),
    "no_buyers_in_year": ("در سال پیش از آن هیچ عضوی نخرید", "no member bought in the year before"),
    "no_members": ("هنوز عضوی نخریده بود", "no member had bought yet"),
    "nobody_active": ("در آغاز دوره کسی فعال نبود", "nobody was active at the start"),
    "before_all": (
        "دورهٔ پیش صفر است یا رقمی برای سنجش ندارد",
        "the period before is nought or has no figure to compare with",
    ),
    "in_before": ("در دورهٔ پیش", "in the period before"),
    "not_expected": (
        "خانهٔ خالی: خرید دیگری انتظار نمی‌رود، یا داده برای پیش‌بینی کم است",
        "empty: no further purchase is expected, or too little is known to tell",
    ),
    "outside": ("بدون خرید در بازه", "no purchase in the window"),
}


_UNFAIR = {
    "began": (
        "سنجش منصفانه‌ای نیست: پیش از {day} چیزی ثبت نشده",
        "no fair comparison: nothing is known before {day}",
    ),
    "compared_not_over": (
        "سنجش منصفانه‌ای نیست: روزهای پیش تا {day} تمام نشده است",
        "no fair comparison: the compared days are not over until {day}",
    ),
    "not_over": (
        "سنجش منصفانه‌ای نیست: این روزها تا {day} تمام نشده است",
        "no fair comparison: these days are not over until {day}",
    ),
}


def unfair_words(why: Unfair | None, lang: Lang) -> str:
    """Return why a figure has no fair comparison; '' where it has one."""
    return _UNFAIR[why.reason][lang != "fa"].format(day=format_day(why.on, lang)) if why else ""


def reason_words(reason: str, lang: Lang) -> str:
    """Return a reason as part of a sentence."""
    return _WORDS[reason][lang != "fa"]


def why_none(name: str, lang: Lang) -> str:
    """Return why a figure is none; '' for one that always is a number."""
    return reason_words(OF_FIGURE[name], lang) if name in OF_FIGURE else ""


def why_lacking(name: str, now: float | None, before: float | None, lang: Lang) -> str:
    """Return why a figure of a period, or of the one before, is none; '' where both are there."""
    why = why_none(name, lang) if now is None or before is None else ""
    return f"{why} ({reason_words('in_before', lang)})" if why and now is not None else why


def reasons_of(names: Iterable[str], lang: Lang) -> tuple[str, ...]:
    """Return the reasons of some figures, each once."""
    return tuple(dict.fromkeys(why for why in (why_none(name, lang) for name in names) if why))
