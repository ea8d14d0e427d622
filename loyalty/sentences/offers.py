"""Benefits and whole offers as one sentence, for lists, the editor, receipts and the confirmation of a publish."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from loyalty.conditions.atoms import All, Between
from loyalty.earning import HERE, Terms
from loyalty.kinds import BUSINESS_SCOPE
from loyalty.money import WHOLE
from loyalty.offers.offer import (
    AT_MEETING,
    INITIAL,
    INSTEAD,
    NEXT_PURCHASE,
    UNIQUE,
    AmountOff,
    Benefit,
    BundlePrice,
    BuyGet,
    ExtraCredit,
    FixedCredit,
    FixedPrice,
    GiftProduct,
    LaterCode,
    LaterOffer,
    Offer,
    PercentOff,
    PickOff,
    PointsPlus,
    PointsTimes,
    Reach,
    TierLift,
)
from loyalty.sentences.conditions import say_condition, say_span
from loyalty.sentences.names import Names, counted, days, join, name_of
from loyalty.words import Lang, digits, format_int, format_percent


def say_offer(offer: Offer, lang: Lang, names: Names) -> str:
    """Return what an offer promises, to whom and when, as one sentence."""
    condition = say_condition(All((offer.audience, offer.basket)), lang, names)
    benefits = join((say_benefit(benefit, lang, names) for benefit in offer.benefits), _and(lang))
    told = (
        _span(offer, lang),
        _scope(offer, lang, names),
        _grant(offer, lang),
        _code(offer, lang),
        _caps(offer, lang),
        _budget(offer, lang, names),
    )
    limits = [text for text in told if text]
    comma, stop = ("، ", ".") if lang == "fa" else (", ", ".")
    promise = comma.join([benefits, *limits]) + stop
    if not condition:
        return f"{promise[0].upper()}{promise[1:]}"
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
    # Ten and five are fifteen: what is added is a share of the purchase, never a part of the base credit.
    return f"{rate} اعتبار بیشتر{tail}" if lang == "fa" else f"{rate} credit on top of the base rate{tail}"


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
    if lang == "fa":
        return f"{number} {kind} بیشتر"
    return f"{number} more {kind.replace('points', 'point', 1) if benefit.points == 1 else kind}"


def _fixed_price(benefit: FixedPrice, lang: Lang, names: Names) -> str:
    price, reach = names.money(benefit.price, lang), _reach(benefit.reach, lang, names)
    return f"هر واحد {reach} به {price}" if lang == "fa" else f"each of {reach} at {price}"


def _buy_get(benefit: BuyGet, lang: Lang, names: Names) -> str:
    buy, get = format_int(benefit.buy, lang), format_int(benefit.get, lang)
    rate, anything = format_percent(benefit.rate, lang), "هر کالا" if lang == "fa" else "anything"
    reach = anything if benefit.reach.whole else _reach(benefit.reach, lang, names)
    most = _most(benefit.most, lang)
    if lang == "fa":
        what = "رایگان" if benefit.rate == WHOLE else f"با {rate} تخفیف"
        return f"با خرید {buy} واحد از {reach}، {get} واحد ارزان‌تر {what}{most}"
    what = "free" if benefit.rate == WHOLE else f"at {rate} off"
    return f"buy {buy} of {reach}, get {_extreme(benefit.get, 'cheapest')} {what}{most}"


def _most(most: int | None, lang: Lang) -> str:
    if most is None:
        return ""
    if lang == "fa":
        return f" (حداکثر {format_int(most, lang)} بار)"
    return f" (at most {'once' if most == 1 else counted(most, 'time', 'times', 'بار', lang)})"


def _pick_off(benefit: PickOff, lang: Lang, names: Names) -> str:
    rate, number = format_percent(benefit.rate, lang), format_int(benefit.number, lang)
    reach = _reach(benefit.reach, lang, names)
    if lang == "fa":
        which = "گران‌ترین" if benefit.dearest else "ارزان‌ترین"
        return (
            f"{rate} تخفیف برای {which} {reach}"
            if benefit.number == 1
            else f"{rate} تخفیف برای {number} واحد از {which} {reach}"
        )
    which = "dearest" if benefit.dearest else "cheapest"
    return f"{rate} off {_extreme(benefit.number, which)} of {reach}"


def _extreme(number: int, which: str) -> str:
    return f"the {which}" if number == 1 else f"the {number} {which}"


def _bundle(benefit: BundlePrice, lang: Lang, names: Names) -> str:
    price = names.money(benefit.price, lang)
    parts = [f"{format_int(number, lang)} {_reach(reach, lang, names)}" for reach, number in benefit.parts]
    listed = join(parts, _and(lang))
    most = _most(benefit.most, lang)
    return f"{listed} با هم به {price}{most}" if lang == "fa" else f"{listed} together at {price}{most}"


def _gift(benefit: GiftProduct, lang: Lang, names: Names) -> str:
    number, product = format_int(benefit.number, lang), _reach(benefit.reach, lang, names)
    return f"{number} واحد {product} هدیه" if lang == "fa" else f"{number} of {product} as a gift"


def _later_offer(benefit: LaterOffer, lang: Lang, names: Names) -> str:
    other = name_of(names.offers, benefit.offer_id, lang)
    return f"آفر «{other}» برای بعد" if lang == "fa" else f"the offer “{other}” for later"


def _later_code(benefit: LaterCode, lang: Lang, names: Names) -> str:
    other = name_of(names.offers, benefit.offer_id, lang)
    return f"یک کد «{other}» برای بعد" if lang == "fa" else f"a code of “{other}” for later"


def _lift(benefit: TierLift, lang: Lang, names: Names) -> str:
    tier, span = name_of(names.tiers, benefit.tier, lang), days(benefit.days, lang)
    return f"سطح {tier} تا {span}" if lang == "fa" else f"tier {tier} for {span}"


_BENEFITS: dict[type, Callable[[Any, Lang, Names], str]] = {
    FixedPrice: _fixed_price,
    BuyGet: _buy_get,
    PickOff: _pick_off,
    BundlePrice: _bundle,
    GiftProduct: _gift,
    LaterOffer: _later_offer,
    LaterCode: _later_code,
    TierLift: _lift,
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
    told = [
        _times(offer.caps.per_member, "هر عضو {} بار", "once per member", "{} times per member", lang),
        _times(offer.caps.per_day, "روزی {} بار", "once a day", "{} times a day", lang),
        _times(offer.caps.number, "در همه {} بار", "once in all", "{} times in all", lang),
    ]
    return ("، " if lang == "fa" else ", ").join(text for text in told if text)


def _times(most: int | None, fa: str, once: str, many: str, lang: Lang) -> str:
    if most is None:
        return ""
    number = format_int(most, lang)
    return fa.format(number) if lang == "fa" else once if most == 1 else many.format(number)


def _budget(offer: Offer, lang: Lang, names: Names) -> str:
    if offer.caps.cost is None:
        return ""
    amount = names.money(offer.caps.cost, lang)
    return f"با بودجهٔ {amount}" if lang == "fa" else f"with a budget of {amount}"


def _grant(offer: Offer, lang: Lang) -> str:
    rule = offer.grant
    if rule is None:
        return ""
    fa = lang == "fa"
    parts = ["یک بار" if fa else "once"]
    if rule.ends == NEXT_PURCHASE:
        parts.append("تنها در خرید بعدی" if fa else "at the next purchase alone")
    if rule.days is not None:
        span = days(rule.days, lang)
        since = "از رسیدن به شرط" if rule.when == AT_MEETING else "از انتشار"
        begins = "meeting it" if rule.when == AT_MEETING else "publishing"
        parts.append(f"تا {span} پس {since}" if fa else f"within {span} of {begins}")
    return ("، " if fa else ", ").join(parts)


def _code(offer: Offer, lang: Lang) -> str:
    if not offer.code:
        return ""
    if offer.code == UNIQUE:
        return "با کد یکتا" if lang == "fa" else "with a unique code"
    return f"با کد \u2068{offer.code}\u2069" if lang == "fa" else f"with the code {offer.code}"
