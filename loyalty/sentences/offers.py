"""Benefits and whole offers as one sentence, for lists, the editor, receipts and the confirmation of a publish."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from loyalty.conditions.atoms import All, Between
from loyalty.earning import HERE, Terms
from loyalty.kinds import BUSINESS_SCOPE
from loyalty.offers.offer import (
    INITIAL,
    INSTEAD,
    AmountOff,
    Benefit,
    ExtraCredit,
    FixedCredit,
    Offer,
    PercentOff,
    PointsPlus,
    PointsTimes,
    Reach,
)
from loyalty.sentences.conditions import say_condition, say_span
from loyalty.sentences.names import Names, days, join, name_of
from loyalty.words import Lang, digits, format_int, format_percent


def say_offer(offer: Offer, lang: Lang, names: Names) -> str:
    """Return what an offer promises, to whom and when, as one sentence."""
    condition = say_condition(All((offer.audience, offer.basket)), lang, names)
    benefits = join((say_benefit(benefit, lang, names) for benefit in offer.benefits), _and(lang))
    limits = [text for text in (_span(offer, lang), _scope(offer, lang, names), _caps(offer, lang)) if text]
    comma, stop = ("، ", ".") if lang == "fa" else (", ", ".")
    promise = comma.join([benefits, *limits]) + stop
    if not condition:
        return promise
    return f"اگر {condition}، {promise}" if lang == "fa" else f"When {condition}: {promise}"


def say_benefit(benefit: Benefit, lang: Lang, names: Names) -> str:
    """Return what a benefit gives."""
    return _BENEFITS[type(benefit)](benefit, lang, names)


def say_rates(rates: tuple[tuple[str, int], ...], lang: Lang) -> str:
    """Return the credit rates of a line as a sum: «۱۰٪ + ۱۰٪ = ۲۰٪»; a single rate stands alone."""
    total = format_percent(sum(rate for _, rate in rates), lang)
    if len(rates) < 2:
        return total if rates else ""
    return f"{' + '.join(format_percent(rate, lang) for _, rate in rates)} = {total}"


def _and(lang: Lang) -> str:
    return "و" if lang == "fa" else "and"


def _reach(reach: Reach, lang: Lang, names: Names) -> str:
    if reach.group:
        return name_of(names.groups, reach.group, lang)
    if reach.product_id:
        return name_of(names.products, reach.product_id, lang)
    return "کل سبد" if lang == "fa" else "the basket"


def _cap(cap: int | None, lang: Lang, names: Names) -> str:
    if cap is None:
        return ""
    amount = names.money(cap, lang)
    return f" (حداکثر {amount})" if lang == "fa" else f" (at most {amount})"


def _percent_off(benefit: PercentOff, lang: Lang, names: Names) -> str:
    rate, reach = format_percent(benefit.rate, lang), _reach(benefit.reach, lang, names)
    cap = _cap(benefit.cap, lang, names)
    initial = benefit.base == INITIAL
    if lang == "fa":
        return f"{rate} تخفیف از {reach}{' بر مبلغ اولیه' if initial else ''}{cap}"
    return f"{rate} off {reach}{' on the initial amount' if initial else ''}{cap}"


def _amount_off(benefit: AmountOff, lang: Lang, names: Names) -> str:
    amount, reach = names.money(benefit.amount, lang), _reach(benefit.reach, lang, names)
    return f"{amount} تخفیف از {reach}" if lang == "fa" else f"{amount} off {reach}"


def _extra_credit(benefit: ExtraCredit, lang: Lang, names: Names) -> str:
    rate = format_percent(benefit.rate, lang)
    of = "" if benefit.reach.whole else _on(_reach(benefit.reach, lang, names), lang)
    tail = of + _cap(benefit.cap, lang, names) + _terms(benefit.terms, lang, names)
    if benefit.mode == INSTEAD:
        return (
            f"{rate} اعتبار به‌جای نرخ پایه{tail}"
            if lang == "fa"
            else f"{rate} credit instead of the base rate{tail}"
        )
    return f"{rate} اعتبار بیشتر{tail}" if lang == "fa" else f"{rate} more credit{tail}"


def _on(name: str, lang: Lang) -> str:
    return f" برای {name}" if lang == "fa" else f" on {name}"


def _fixed_credit(benefit: FixedCredit, lang: Lang, names: Names) -> str:
    amount, tail = names.money(benefit.amount, lang), _terms(benefit.terms, lang, names)
    return f"{amount} اعتبار{tail}" if lang == "fa" else f"{amount} of credit{tail}"


def _terms(terms: Terms | None, lang: Lang, names: Names) -> str:
    """Return where and when credit may be spent, where the offer says so itself."""
    if terms is None:
        return ""
    parts = [
        _where(terms.scope, lang, names),
        _vesting(terms.vests_days, lang),
        _life(terms.expires_days, lang),
    ]
    said = [part for part in parts if part]
    return f" ({('، ' if lang == 'fa' else ', ').join(said)})" if said else ""


def _where(scope: str, lang: Lang, names: Names) -> str:
    if scope == BUSINESS_SCOPE:
        return ""
    if scope == HERE:
        return "تنها در همین شعبه" if lang == "fa" else "at this branch only"
    branch = name_of(names.branches, scope.partition(":")[2], lang)
    return f"تنها در شعبهٔ {branch}" if lang == "fa" else f"at {branch} only"


def _vesting(number: int, lang: Lang) -> str:
    if not number:
        return ""
    return f"پس از {days(number, lang)}" if lang == "fa" else f"after {days(number, lang)}"


def _life(number: int | None, lang: Lang) -> str:
    if number is None:
        return ""
    return f"تا {days(number, lang)}" if lang == "fa" else f"for {days(number, lang)}"


def _kind(kind: str, lang: Lang, names: Names) -> str:
    word = "امتیاز" if lang == "fa" else "points"
    many = len(names.kinds) > 1
    return f"{word} «{name_of(names.kinds, kind, lang)}»" if many else word


def _points_times(benefit: PointsTimes, lang: Lang, names: Names) -> str:
    whole, part = divmod(benefit.times, 1_000_000)
    text = format_int(whole, lang)
    if part:
        text += ("٫" if lang == "fa" else ".") + digits(f"{part:06d}".rstrip("0"), lang)
    of = "" if benefit.reach.whole else _on(_reach(benefit.reach, lang, names), lang)
    kind = _kind(benefit.kind, lang, names)
    return f"{text} برابر {kind}{of}" if lang == "fa" else f"{text} times the {kind}{of}"


def _points_plus(benefit: PointsPlus, lang: Lang, names: Names) -> str:
    number, kind = format_int(benefit.points, lang), _kind(benefit.kind, lang, names)
    return f"{number} {kind} بیشتر" if lang == "fa" else f"{number} more {kind}"


_BENEFITS: dict[type, Callable[[Any, Lang, Names], str]] = {
    PercentOff: _percent_off,
    AmountOff: _amount_off,
    ExtraCredit: _extra_credit,
    FixedCredit: _fixed_credit,
    PointsTimes: _points_times,
    PointsPlus: _points_plus,
}


def _span(offer: Offer, lang: Lang) -> str:
    return say_span(Between(offer.since, offer.until), lang)


def _scope(offer: Offer, lang: Lang, names: Names) -> str:
    return _where(offer.scope, lang, names)


def _caps(offer: Offer, lang: Lang) -> str:
    most = offer.caps.per_member
    if most is None:
        return ""
    if lang == "fa":
        return f"هر عضو {format_int(most, lang)} بار"
    return "once per member" if most == 1 else f"{format_int(most, lang)} times per member"
