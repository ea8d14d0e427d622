"""What would pay instead of an offer that loses: a smaller percent or amount, a cap, a price, a larger basket."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loyalty.documents import Text
from loyalty.offers.advice import Advice, AnyAdvice
from loyalty.offers.amount_advice import AmountAdvice, CapAdvice, PriceAdvice
from loyalty.offers.offer import AmountOff, BundlePrice, ExtraCredit
from loyalty.sentences.checks import some_groups
from loyalty.sentences.names import Names, name_of
from loyalty.words import Lang, format_percent


def say_advice(advice: Sequence[AnyAdvice], names: Names) -> Text | None:
    """Return what would pay, in both languages; None where the offer has nothing that can be changed."""
    if not advice:
        return None
    return Text(
        " ".join(_would(one, "fa", names) for one in advice),
        " ".join(_would(one, "en", names) for one in advice),
    )


def _would(advice: AnyAdvice, lang: Lang, names: Names) -> str:
    if isinstance(advice, AmountAdvice):
        return _amount_would(advice, lang, names)
    if isinstance(advice, CapAdvice):
        return _cap_would(advice, lang, names)
    if isinstance(advice, PriceAdvice):
        return _price_would(advice, lang, names)
    given = isinstance(advice.benefit, ExtraCredit)
    what = ("اعتبار" if given else "تخفیف") if lang == "fa" else ("credit" if given else "discount")
    now, most = format_percent(advice.benefit.rate, lang), format_percent(advice.rate, lang)
    if advice.rate == 0:
        return _none(advice, what, lang, names)
    each = _by_group(advice, lang, names)
    if lang == "fa":
        return f"{what} تا {most} به‌جای {now} صرف می‌کند{each}."
    return (
        f"A {what} of up to {most} instead of {now} would pay{each}."
        if not given
        else (f"Credit of up to {most} instead of {now} would pay{each}.")
    )


def _amount_would(advice: AmountAdvice, lang: Lang, names: Names) -> str:
    """Return the least basket that bears an amount, and the smaller amount that pays as the offer is; or that neither does."""
    off, fa = isinstance(advice.benefit, AmountOff), lang == "fa"
    what = ("تخفیف" if off else "اعتبار") if fa else ("a discount" if off else "credit")
    now, most = names.money(advice.benefit.amount, lang), names.money(advice.amount, lang)
    least = _least(advice, lang, names)
    ways = []
    if advice.least_basket:
        ways.append(f"{what} {now} {least}" if fa else f"{what} of {now} {least}")
    if advice.amount:
        ways.append(f"{what} تا {most}" if fa else f"{what} of up to {most}")
    if not ways:
        return (
            f"نه مبلغی کمتر یافت شد و نه خریدی بزرگ‌تر که این {what} بر آن صرف کند."
            if fa
            else f"No smaller amount and no larger purchase was found on which this {what.removeprefix('a ')} would pay."
        )
    told = (" یا " if fa else " or ").join(ways)
    return f"{told} صرف می‌کند." if fa else f"{told[0].upper()}{told[1:]} would pay."


def _cap_would(advice: CapAdvice, lang: Lang, names: Names) -> str:
    """Return the cap that pays as the offer is, and the least basket that bears the cap it has."""
    fa, ways = lang == "fa", []
    if advice.cap:
        cap = names.money(advice.cap, lang)
        ways.append(f"سقف {cap} در هر خرید" if fa else f"a cap of {cap} in a purchase would pay")
    if advice.least_basket:
        least = _least(advice, lang, names)
        ways.append(f"همین سقف {least}" if fa else f"the cap as it is would pay {least}")
    told = (" یا " if fa else "; ").join(ways)
    return f"{told} صرف می‌کند." if fa else f"{told[0].upper()}{told[1:]}."


def _price_would(advice: PriceAdvice, lang: Lang, names: Names) -> str:
    now, least = names.money(advice.benefit.price, lang), names.money(advice.price, lang)
    bundle, fa = isinstance(advice.benefit, BundlePrice), lang == "fa"
    what = ("بسته" if bundle else "هر واحد") if fa else ("the bundle" if bundle else "a piece")
    if not advice.price:
        return (
            f"قیمتی برای {what} که صرف کند و باز ارزان‌تر باشد یافت نشد."
            if fa
            else f"No price of {what} was found that pays and is a reduction still."
        )
    if fa:
        return f"قیمت {what} از {least} به بالا به‌جای {now} صرف می‌کند."
    return f"A price of {least} or more for {what} instead of {now} would pay."


def _least(advice: AmountAdvice | CapAdvice, lang: Lang, names: Names) -> str:
    amount = names.money(advice.least_basket, lang)
    of = name_of(names.groups, advice.group, lang) if advice.group else ""
    if lang == "fa":
        return f"از خرید دست‌کم {amount}{f' از {of}' if of else ''}"
    return f"from a purchase of at least {amount}{f' of {of}' if of else ''}"


def _none(advice: Advice, what: str, lang: Lang, names: Names) -> str:
    """Return that no percent pays; where some groups would bear one, on which it does not and what the others bear."""
    bearing = {group: rate for group, rate in advice.by_group.items() if rate}
    if not bearing:
        return (
            f"هیچ درصدی از این {what} صرف نمی‌کند."
            if lang == "fa"
            else f"No percent of this {what} would pay."
        )
    without = [group for group in advice.by_group if group not in bearing]
    named, rest = some_groups(without, lang, names), _rates(bearing, lang, names)
    if lang == "fa":
        return f"روی {named} هیچ درصدی از این {what} صرف نمی‌کند؛ روی بقیه تا این اندازه: {rest}."
    return f"No percent of this {what} would pay on {named}; on the others up to: {rest}."


_COMMA = {"fa": "، ", "en": ", "}


def _rates(by_group: Mapping[str, int], lang: Lang, names: Names) -> str:
    told = [
        f"{name_of(names.groups, group, lang)} {format_percent(rate, lang)}"
        for group, rate in by_group.items()
    ]
    return _COMMA[lang].join(told)


def _by_group(advice: Advice, lang: Lang, names: Names) -> str:
    """Return the most of each group, where they differ."""
    if len(set(advice.by_group.values())) < 2:
        return ""
    return f" ({_rates(advice.by_group, lang, names)})"
