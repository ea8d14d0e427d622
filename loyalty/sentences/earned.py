"""What a purchase brings by itself and by which rule, as a sentence for the cashier and the customer."""

from __future__ import annotations

from loyalty.base_earning import EACH, GENERAL, GROUP, INSTEAD, TIER, BaseEarned
from loyalty.sentences.names import Names, counted, name_of
from loyalty.words import Lang, format_percent

_RATES = {
    "fa": {GROUP: "نرخ گروه {}", TIER: "نرخ سطح {}", GENERAL: "نرخ عمومی"},
    "en": {GROUP: "the rate of {}", TIER: "the rate of tier {}", GENERAL: "the general rate"},
}


def base_name(one: BaseEarned, lang: Lang, names: Names) -> str:
    """Return what is earned: base credit, or the name of a kind of points."""
    if one.rule == EACH:
        return name_of(names.kinds, one.key, lang)
    return "اعتبار پایه" if lang == "fa" else "Base credit"


def say_base(one: BaseEarned, lang: Lang, names: Names) -> str:
    """Return by which rule so much is earned, and on which amount."""
    if one.rule == EACH:
        return _say_points(one, lang, names)
    if not one.of:
        fa, en = "همه‌اش از اعتبار است و چیزی نمی‌آورد.", "All of it is paid with credit, which earns none."
        return fa if lang == "fa" else en
    said = _say_instead(one, lang, names) if one.rule == INSTEAD else _say_rate(one, lang, names)
    return f"{said} {_say_paid(one, lang, names)}" if one.paid else said


def say_nobody(lang: Lang) -> str:
    """Return why a walk-in's purchase brings nothing."""
    if lang == "fa":
        return "عضوی انتخاب نشده است؛ این خرید برای کسی اعتبار و امتیاز نمی‌آورد."
    return "No member is chosen: this purchase earns nobody credit or points."


def _say_rate(one: BaseEarned, lang: Lang, names: Names) -> str:
    texts = names.groups if one.rule == GROUP else names.tiers
    whose = _RATES[lang][one.rule].format(name_of(texts, one.key, lang))
    rate, of = format_percent(one.rate, lang), names.money(one.of, lang)
    return f"{rate} از {of}: {whose}." if lang == "fa" else f"{rate} of {of}: {whose}."


def _say_instead(one: BaseEarned, lang: Lang, names: Names) -> str:
    of = names.money(one.of, lang)
    if lang == "fa":
        return f"بر {of}، نرخ یک آفر جای آن را گرفت."
    return f"On {of} the rate of an offer took its place."


def _say_paid(one: BaseEarned, lang: Lang, names: Names) -> str:
    paid = names.money(one.paid, lang)
    if lang == "fa":
        return f"{paid} که از اعتبار پرداخت می‌شود اعتبار نمی‌آورد."
    return f"The {paid} paid with credit earns none."


def _say_points(one: BaseEarned, lang: Lang, names: Names) -> str:
    each, of = names.money(one.rate, lang), names.money(one.of, lang)
    one_point = counted(1, "point", "points", "امتیاز", lang)
    if lang == "fa":
        return f"هر {each}، {one_point}؛ این خرید {of} است."
    return f"{one_point} for each {each}; this purchase is {of}."
