"""What the check of an offer found, as one plain sentence: it pays, it loses and where, or nobody can know; what would pay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loyalty.documents import Text
from loyalty.offers.advice import Advice
from loyalty.offers.amount_advice import AmountAdvice
from loyalty.offers.offer import AmountOff, ExtraCredit
from loyalty.offers.worst_case import LOSES, PAYS, Check, CheckRow
from loyalty.sentences.names import Names, name_of
from loyalty.words import Lang, format_int, format_percent

NAMED = 3
"""So many groups that lose are named; of more the number is told."""


def say_check(check: Check, names: Names) -> Text:
    """Return the finding in both languages."""
    return Text(_say(check, "fa", names), _say(check, "en", names))


def say_advice(advice: Sequence[Advice | AmountAdvice], names: Names) -> Text | None:
    """Return what would pay, in both languages; None where the offer has no percent or amount to change."""
    if not advice:
        return None
    return Text(
        " ".join(_would(one, "fa", names) for one in advice),
        " ".join(_would(one, "en", names) for one in advice),
    )


def _would(advice: Advice | AmountAdvice, lang: Lang, names: Names) -> str:
    if isinstance(advice, AmountAdvice):
        return _amount_would(advice, lang, names)
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


def _least(advice: AmountAdvice, lang: Lang, names: Names) -> str:
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
    groups = [name_of(names.groups, group, lang) for group in advice.by_group if group not in bearing]
    listed, rest = _COMMA[lang].join(groups), _rates(bearing, lang, names)
    if lang == "fa":
        return f"روی {listed} هیچ درصدی از این {what} صرف نمی‌کند؛ روی بقیه تا این اندازه: {rest}."
    return f"No percent of this {what} would pay on {listed}; on the others up to: {rest}."


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


def _say(check: Check, lang: Lang, names: Names) -> str:
    if check.verdict == LOSES and check.losing is not None:
        return _loses(check, check.losing, lang, names) + _also(check, check.losing, lang, names)
    if check.verdict == PAYS:
        return _pays(check, lang, names)
    groups = dict.fromkeys(
        name_of(names.groups, row.group, lang) for row in check.groups if row.profit_now is None
    )
    listed = ("، " if lang == "fa" else ", ").join(groups)
    if lang == "fa":
        return f"حاشیهٔ سود {listed} نوشته نشده است؛ سود و زیان این آفر را نمی‌توان گفت. آن را در گروه‌های کالایی بنویسید."
    if len(groups) > 1:
        return (
            f"The margins of {listed} are not written down, so nobody can say whether this offer pays. "
            "Write them down among the product groups."
        )
    return (
        f"The margin of {listed} is not written down, so nobody can say whether this offer pays. "
        "Write it down among the product groups."
    )


def _unseen(lang: Lang) -> str:
    """Return that an offer costs nothing on what was looked at, for it works on none of it."""
    if lang == "fa":
        return "تا جایی که سنجیده شد صرف می‌کند: روی هیچ‌یک از خریدهای معمول اثر نمی‌کند. برای دیدن اثرش، آن را روی گذشته بیازمایید."
    return "It pays as far as can be told: it works on none of the usual purchases. To see what it does, try it on the past."


def _loses(check: Check, row: CheckRow, lang: Lang, names: Names) -> str:
    group, amount = name_of(names.groups, row.group, lang), names.money(row.at_amount, lang)
    after = row.profit_after_redeemed or 0
    beside = _beside(check, lang, names)
    if not row.loses_money:
        kept = names.money(after, lang)
        if lang == "fa":
            return f"با این آفر{beside} از خرید {amount} از {group} تنها {kept} سود می‌ماند که زیر کف حاشیهٔ سود است."
        return f"With this offer{beside} a purchase of {amount} of {group} leaves only {kept}, which is below the floor."
    lost, spent = names.money(-after, lang), _once_spent(row, lang)
    # Where a smaller purchase was looked at that the offer does not work on, the loss begins at this one.
    begins = any(one.group == row.group and not one.applies for one in check.groups)
    if lang == "fa":
        where = f" از {amount}" if begins else ""
        what = "خریدی به همین مبلغ" if begins else f"خرید {amount}"
        return f"این آفر{beside} روی {group}{where} زیان می‌دهد: {what}{spent} {lost} زیان دارد."
    where = f" from {amount} on" if begins else ""
    what = "a purchase of just that" if begins else f"a purchase of {amount}"
    return f"This offer{beside} loses money on {group}{where}: {what} loses {lost}{spent}."


def _also(check: Check, first: CheckRow, lang: Lang, names: Names) -> str:
    """Return on what other groups it does not pay: by name as long as few are named in all."""
    groups = dict.fromkeys(row.group for row in check.groups if row.applies and row.verdict == LOSES)
    others = [name_of(names.groups, group, lang) for group in groups if group != first.group]
    if not others:
        return ""
    named, more = others[: NAMED - 1], len(others) - NAMED + 1
    if more > 0:
        named.append(
            f"{format_int(more, lang)} گروه دیگر" if lang == "fa" else f"{format_int(more, lang)} more"
        )
    listed = _listed(named, lang)
    return f" روی {listed} هم صرف نمی‌کند." if lang == "fa" else f" Nor does it pay on {listed}."


def _listed(named: Sequence[str], lang: Lang) -> str:
    *rest, last = named
    both = " و " if lang == "fa" else " and "
    return f"{_COMMA[lang].join(rest)}{both}{last}" if rest else last


def _once_spent(row: CheckRow, lang: Lang) -> str:
    """Return the words that the figure holds once the credit is spent, where there is credit to spend."""
    if row.profit_now == row.profit_after_redeemed:
        return ""
    return " پس از خرج اعتبار" if lang == "fa" else " once the credit is spent"


def _beside(check: Check, lang: Lang, names: Names) -> str:
    alone = all(row.verdict != LOSES for row in check.alone if row.applies)
    if not check.beside or not alone:
        return ""
    listed = ("، " if lang == "fa" else ", ").join(name_of(names.offers, one, lang) for one in check.beside)
    return f" همراه با {listed}" if lang == "fa" else f" together with {listed}"


def _pays(check: Check, lang: Lang, names: Names) -> str:
    if not any(row.applies for row in check.groups):
        return _unseen(lang)
    row = next((row for row in reversed(check.groups) if row.applies), check.groups[-1])
    group, amount = name_of(names.groups, row.group, lang), names.money(row.at_amount, lang)
    now, after = names.money(row.profit_now or 0, lang), names.money(row.profit_after_redeemed or 0, lang)
    fa, spent = lang == "fa", _once_spent(row, lang)
    if fa:
        then = f" و{spent} {after}" if spent else ""
        return f"صرف می‌کند: خرید {amount} از {group}، {now} سود دارد{then}."
    then = f", and {after}{spent}" if spent else ""
    return f"It pays: a purchase of {amount} of {group} brings a profit of {now}{then}."
