"""What the check of an offer found, as plain sentences: it pays, it loses and where, or nobody can know and why."""

from __future__ import annotations

from collections.abc import Sequence

from loyalty.documents import Text
from loyalty.offers.worst_case import LOSES, PAYS, UNTRIED, Check, CheckRow
from loyalty.sentences.names import Names, name_of
from loyalty.words import LANGUAGES, Lang, format_int

NAMED = 3
"""So many groups that lose are named; of more the number is told."""


LATER = Text(" آنچه برای بعد می‌دهد در این حساب نیست.", " What it gives for later is not counted here.")


def say_check(check: Check, names: Names) -> Text:
    """Return the finding in both languages."""
    fa, en = (_say(check, lang, names) for lang in LANGUAGES)
    return Text(fa + LATER.fa, en + LATER.en) if check.later else Text(fa, en)


def _say(check: Check, lang: Lang, names: Names) -> str:
    if check.verdict == LOSES and check.losing is not None:
        told = (_loses, _larger, _also, _without)
        return "".join(say(check, check.losing, lang, names) for say in told)
    if check.verdict == PAYS:
        return _pays(check, lang, names)
    if check.verdict == UNTRIED:
        worked = any(row.applies for row in check.groups)
        return (_pays(check, lang, names) + " " if worked else "") + _untried(check, lang, names)
    groups = dict.fromkeys(
        name_of(names.groups, row.group, lang) for row in check.groups if row.profit_now is None
    )
    listed = _COMMA[lang].join(groups)
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


def _untried(check: Check, lang: Lang, names: Names) -> str:
    """Return that no purchase was found on which it works: nobody can say what it costs there, and what to do."""
    fa, worked = lang == "fa", any(row.applies for row in check.groups)
    groups = some_groups(check.untried, lang, names)
    if not worked and any(row.applies for row in check.alone):
        return (
            "سنجیده نشد: کنار آفرهای جاری روی هیچ‌یک از خریدهایی که سنجیدیم اثر نمی‌کند، چون آن‌ها به عضو به همان اندازه یا بیشتر می‌دهند. آن را روی گذشته بیازمایید."
            if fa
            else "Not tried: beside the live offers it works on none of the purchases that were looked at, for those give the "
            "member as much or more. Try it on the past."
        )
    todo = (
        "قیمت کالاهای این گروه‌ها را در «کالاها» بنویسید، یا آفر را روی گذشته بیازمایید."
        if fa
        else "Write the prices of these goods under Products, or try the offer on the past."
    )
    if fa:
        return f"روی {groups} سنجیده نشد: خریدی که این آفر بر آن اثر کند یافت نشد، پس سود و زیانش را نمی‌توان گفت. {todo}"
    return f"Not tried on {groups}: no purchase was found on which it works, so nobody can say whether it pays there. {todo}"


def some_groups(groups: Sequence[str], lang: Lang, names: Names) -> str:
    """Return groups by name as long as they are few, of more the number of the rest."""
    named = [name_of(names.groups, group, lang) for group in groups[:NAMED]]
    more = len(groups) - NAMED
    if more > 0:
        named.append(
            f"{format_int(more, lang)} گروه دیگر" if lang == "fa" else f"{format_int(more, lang)} more"
        )
    return _listed(named, lang)


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
    begins = any(
        one.group == row.group and not one.applies and one.at_amount < row.at_amount for one in check.groups
    ) and not _larger(check, row, lang, names)
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


_COMMA = {"fa": "، ", "en": ", "}


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
    quotes = "«{}»" if lang == "fa" else "“{}”"
    named = [quotes.format(name_of(names.offers, one, lang)) for one in check.beside[:NAMED]]
    more = len(check.beside) - NAMED
    if more > 0:
        named.append(
            f"{format_int(more, lang)} آفر دیگر" if lang == "fa" else f"{format_int(more, lang)} more"
        )
    listed = _listed(named, lang)
    return f" همراه با {listed}" if lang == "fa" else f" together with {listed}"


def _without(check: Check, row: CheckRow, lang: Lang, names: Names) -> str:
    return say_without(row, lang, names) if check.beside else ""


def say_without(row: CheckRow, lang: Lang, names: Names) -> str:
    """Return that the live offers lose on such a purchase by themselves: changing this one alone does not mend that."""
    without = row.without_redeemed
    if without is None or row.without_verdict != LOSES:
        return ""
    if without >= 0:
        kept = names.money(without, lang)
        if lang == "fa":
            return f" بدون این آفر هم آفرهای جاری از چنین خریدی تنها {kept} می‌گذارند که زیر کف است."
        return f" Even without this offer the live ones leave only {kept} of such a purchase, which is below the floor."
    lost = names.money(-without, lang)
    if lang == "fa":
        return f" بدون این آفر هم آفرهای جاری روی چنین خریدی {lost} زیان می‌دهند."
    return f" Even without this offer the live ones lose {lost} on such a purchase."


def _larger(check: Check, row: CheckRow, lang: Lang, names: Names) -> str:
    """Return that it pays on a larger purchase of the same group, where it was seen to."""
    paying = [
        one
        for one in check.groups
        if one.group == row.group and one.at_amount > row.at_amount and one.applies and one.verdict == PAYS
    ]
    if not paying:
        return ""
    amount = names.money(paying[0].at_amount, lang)
    return f" روی خرید {amount} صرف می‌کند." if lang == "fa" else f" On a purchase of {amount} it pays."


def _pays(check: Check, lang: Lang, names: Names) -> str:
    working = [row for row in reversed(check.groups) if row.applies]
    # What the live offers lose is said before what pays elsewhere.
    row = next((one for one in working if one.loses_money), (working or check.groups[-1:])[0])
    group, amount = name_of(names.groups, row.group, lang), names.money(row.at_amount, lang)
    now, after = names.money(row.profit_now or 0, lang), names.money(row.profit_after_redeemed or 0, lang)
    fa, spent = lang == "fa", _once_spent(row, lang)
    if (row.profit_after_redeemed or 0) < 0:
        lost = names.money(-(row.profit_after_redeemed or 0), lang)
        if fa:
            return f"چیزی از سود کم نمی‌کند: خرید {amount} از {group} با این آفر و بدون آن{spent} {lost} زیان دارد، از آفرهای جاری."
        return (
            f"It takes nothing from the profit: a purchase of {amount} of {group} loses {lost}{spent} with it and without it, "
            "by the live offers."
        )
    if fa:
        then = f" و{spent} {after}" if spent else ""
        return f"صرف می‌کند: خرید {amount} از {group}، {now} سود دارد{then}."
    then = f", and {after}{spent}" if spent else ""
    return f"It pays: a purchase of {amount} of {group} brings a profit of {now}{then}."
