"""Why an offer applied or not, and what is missing, as a sentence for the cashier and the customer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from loyalty.conditions.verdict import Missing
from loyalty.quote import APPLIED, NEARLY, NOT_BASKET, NOT_MEMBER, NOT_NOW, Because, Effect, OfferVerdict
from loyalty.sentences.conditions import say_condition
from loyalty.sentences.names import Names, counted, days, join, name_of, pieces
from loyalty.words import Lang, format_day, format_percent

_OPENINGS = {
    "fa": {
        NOT_MEMBER: "برای این عضو نیست؛ شرط آن: {}.",
        NOT_BASKET: "برای این سبد نیست؛ شرط آن: {}.",
        NOT_NOW: "اکنون نه؛ شرط آن: {}.",
    },
    "en": {
        NOT_MEMBER: "Not for this member; it asks that {}.",
        NOT_BASKET: "Not for this basket; it asks that {}.",
        NOT_NOW: "Not now; it asks that {}.",
    },
}


def say_verdict(verdict: OfferVerdict, lang: Lang, names: Names) -> str:
    """Return a verdict with its reason as one sentence."""
    if verdict.verdict == APPLIED and verdict.effect is not None:
        return _say_applied(verdict.effect, verdict.because, lang, names)
    if verdict.verdict == NEARLY:
        return _say_nearly(verdict, lang, names)
    if verdict.because.code == "condition" and verdict.because.condition is not None:
        clause = say_condition(verdict.because.condition, lang, names)
        return _OPENINGS[lang][verdict.verdict].format(clause)
    return say_because(verdict.because, lang, names)


def say_because(because: Because, lang: Lang, names: Names) -> str:
    """Return a reason that is not a condition."""
    return _REASONS[because.code](because, lang, names)


def say_missing(missing: Missing, lang: Lang, names: Names) -> str:
    """Return what more is needed."""
    amount = "" if missing.what in _MORE else _AMOUNTS[missing.what](missing.more, lang, names)
    named = (names.products, missing.product_id) if missing.product_id else (names.groups, missing.group)
    of = name_of(*named, lang) if named[1] else ""
    if missing.what == "average":
        return (
            f"{amount} بیشتر در میانگین هر خرید" if lang == "fa" else f"{amount} more per purchase on average"
        )
    if missing.what in _MORE:
        one, many, fa = _MORE["bought" if of and missing.what == "visits" else missing.what]
        amount = counted(missing.more, one, many, fa, lang)
        return f"{amount}{f' از {of}' if lang == 'fa' else f' of {of}'}" if of else amount
    if lang == "fa":
        return f"{amount} دیگر{f' از {of}' if of else ''}"
    return f"{amount} more{f' of {of}' if of else ''}"


def say_effect(effect: Effect, lang: Lang, names: Names) -> str:
    """Return what an offer gave."""
    fa = lang == "fa"
    parts = []
    if effect.discount:
        parts.append(names.money(effect.discount, lang) + (" تخفیف" if fa else " off"))
    if effect.credit:
        parts.append(names.money(effect.credit, lang) + (" اعتبار" if fa else " of credit"))
    if effect.points:
        parts.append(counted(effect.points, "point", "points", "امتیاز", lang))
    return join(parts, "و" if fa else "and")


_MORE = {
    "uses": ("more use", "more uses", "بار دیگر استفاده"),
    "visits": ("more visit", "more visits", "مراجعهٔ دیگر"),
    "bought": ("more purchase", "more purchases", "خرید دیگر"),
}
"""What more of it is called: one, several, and in Persian."""
_AMOUNTS: dict[str, Callable[[int, Lang, Names], str]] = {
    "amount": lambda more, lang, names: names.money(more, lang),
    "average": lambda more, lang, names: names.money(more, lang),
    "years": lambda more, lang, _: counted(more, "year", "years", "سال", lang),
    "quantity": lambda more, lang, _: pieces(more, lang),
    "days": lambda more, lang, _: days(more, lang),
}


_LATER = {
    "fa": "آنچه برای بعد است پس از ثبت داده می‌شود",
    "en": "what is for later is given once the sale is recorded",
}


def _say_applied(effect: Effect, because: Because, lang: Lang, names: Names) -> str:
    # What gives nothing now promised something: a code, an offer, a tier.
    gave = say_effect(effect, lang, names) or _LATER[lang]
    text = f"اعمال شد: {gave}." if lang == "fa" else f"Applied: {gave}."
    if because.code == "met":
        return text
    return f"{text} {_partly(because, lang)} {say_because(because, lang, names)}"


def _partly(because: Because, lang: Lang) -> str:
    """Return how an offer that works elsewhere gave way: on so many lines, where a floor held it off."""
    if not because.lines:
        return "بخشی از آن کنار ماند:" if lang == "fa" else "In part it gave way:"
    lines = counted(because.lines, "line", "lines", "ردیف", lang)
    return f"کف سود آن را از {lines} کنار گذاشت:" if lang == "fa" else f"A floor held it off {lines}:"


def _say_nearly(verdict: OfferVerdict, lang: Lang, names: Names) -> str:
    missing = (say_missing(missing, lang, names) for missing in verdict.missing)
    if lang == "fa":
        return f"تا آن مانده است: {join(missing, 'و')}."
    return f"Nearly: {join(missing, 'and')}."


def _beaten(because: Because, lang: Lang, names: Names) -> str:
    other = name_of(names.offers, because.other, lang)
    if because.number:
        more = names.money(because.number, lang)
        if lang == "fa":
            return f"آفر «{other}» جای آن را گرفت؛ {more} بیشتر می‌دهد."
        return f"“{other}” took its place: it gives {more} more."
    return f"آفر «{other}» جای آن را گرفت." if lang == "fa" else f"“{other}” took its place."


def _base_no_less(_because: Because, lang: Lang, _names: Names) -> str:
    if lang == "fa":
        return "اعتبار پایه از آن کمتر نیست."
    return "The base credit is no less."


def _no_member(_because: Because, lang: Lang, _names: Names) -> str:
    return "ویژهٔ اعضای باشگاه است." if lang == "fa" else "It is for members."


def _no_effect(_because: Because, lang: Lang, _names: Names) -> str:
    if lang == "fa":
        return "هیچ کالایی در این سبد مشمول آن نیست."
    return "It applies to nothing in this basket."


def _other_branch(because: Because, lang: Lang, names: Names) -> str:
    branch = name_of(names.branches, because.other, lang)
    return f"ویژهٔ شعبهٔ {branch} است." if lang == "fa" else f"It holds at {branch} only."


def _before(because: Because, lang: Lang, _names: Names) -> str:
    day = format_day(dt.date.fromisoformat(because.on), lang)
    return f"از {day} آغاز می‌شود." if lang == "fa" else f"It begins on {day}."


def _after(because: Because, lang: Lang, _names: Names) -> str:
    day = format_day(dt.date.fromisoformat(because.on), lang)
    return f"در پایان {day} تمام شد." if lang == "fa" else f"It ended on {day}."


def _cap(because: Because, lang: Lang, _names: Names) -> str:
    times = counted(because.number, "time", "times", "بار", lang)
    if lang == "fa":
        return f"این عضو سهم خود ({times}) را استفاده کرده است."
    return f"This member has used it {times}, as often as allowed."


def _cap_number(because: Because, lang: Lang, _names: Names) -> str:
    times = counted(because.number, "time", "times", "بار", lang)
    if lang == "fa":
        return f"ظرفیت آن ({times}) پر شده است."
    return f"It has been used {times}, as often as allowed in all."


def _cap_day(because: Because, lang: Lang, _names: Names) -> str:
    times = counted(because.number, "time", "times", "بار", lang)
    if lang == "fa":
        return f"ظرفیت امروز آن ({times}) پر شده است."
    return f"It has been used {times} today, as often as allowed in a day."


def _cap_cost(because: Because, lang: Lang, names: Names) -> str:
    budget = names.money(because.number, lang)
    if lang == "fa":
        return f"از بودجهٔ آن ({budget}) به اندازهٔ این خرید نمانده است."
    return f"Its budget of {budget} no longer covers this purchase."


def _member_needs_centre(because: Because, lang: Lang, names: Names) -> str:
    branch = name_of(names.branches, because.other, lang) if because.other else ""
    if lang == "fa":
        place = f"در شعبهٔ {branch}" if branch else "در مرکز"
        return f"به مرکز نیاز دارد: استفاده‌های این عضو از آن {place} شمرده می‌شود."
    place = f"at {branch}" if branch else "at the centre"
    return f"It needs the centre: this member's uses of it are counted {place}."


def _grant_over(because: Because, lang: Lang, _names: Names) -> str:
    day = format_day(dt.date.fromisoformat(because.on), lang)
    if lang == "fa":
        return f"مهلت این عضو در پایان {day} تمام شد."
    return f"This member could use it until {day}."


def _plain(fa: str, en: str) -> Callable[[Because, Lang, Names], str]:
    return lambda _because, lang, _names: fa if lang == "fa" else en


def _floor(because: Because, lang: Lang, names: Names) -> str:
    group, floor = name_of(names.groups, because.other, lang), format_percent(because.number, lang)
    if lang == "fa":
        return f"حاشیهٔ سود گروه {group} را به زیر کف {floor} می‌برد."
    return f"With it {group} would keep less than its floor of {floor}."


_REASONS: dict[str, Callable[[Because, Lang, Names], str]] = {
    "beaten": _beaten,
    "base_no_less": _base_no_less,
    "no_member": _no_member,
    "no_effect": _no_effect,
    "other_branch": _other_branch,
    "before": _before,
    "after": _after,
    "cap": _cap,
    "floor": _floor,
    "member_needs_centre": _member_needs_centre,
    "cap_number": _cap_number,
    "cap_day": _cap_day,
    "cap_cost": _cap_cost,
    "needs_centre": _plain(
        "به مرکز نیاز دارد: سهم این صندوق از سقف آن برای این خرید بس نیست.",
        "It needs the centre: this till's share of its cap does not cover this purchase.",
    ),
    "grant_needs_centre": _plain(
        "به مرکز نیاز دارد: حق این عضو در این صندوق نیست.",
        "It needs the centre: this till does not hold this member's right to it.",
    ),
    "no_grant": _plain("به این عضو داده نشده است.", "It was not given to this member."),
    "grant_used": _plain("این عضو آن را به کار برده است.", "This member has used it."),
    "grant_passed": _plain(
        "تنها برای خرید بعدی بود و آن خرید گذشته است.",
        "It was for the next purchase alone, and that has passed.",
    ),
    "grant_over": _grant_over,
    "held_out": _plain("برای این عضو نیست.", "It is not for this member."),
    "no_code": _plain("کد آن وارد نشده است.", "Its code has not been given."),
    "code_used": _plain("این کد به کار رفته است.", "This code has been used."),
    "code_over": _plain("مهلت این کد تمام شده است.", "This code has expired."),
    "code_needs_centre": _plain(
        "به مرکز نیاز دارد: این کد در این صندوق نیست.",
        "It needs the centre: this till does not hold this code.",
    ),
}
