"""What the check found, as the rows, sentences and ways out of the editor. Pure; no Qt."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.ui.offers.shown import LESS, PAYS, UNDER, UNKNOWN, UNTRIED, CheckRow, ShownCheck, Way
from desktop.usecases.offers import Check
from desktop.usecases.offers import CheckRow as Found
from loyalty.offers.worst_case import LOSES
from loyalty.offers.worst_case import PAYS as GAINS
from loyalty.policy import Rules
from loyalty.sentences.checks import LATER, say_without
from loyalty.sentences.names import Names, name_of
from loyalty.words import Lang, format_int, format_percent

REFUSES = "refuse"


def shown_check(
    check: Check, rules: Rules, names: Names, lang: Lang, ways: Sequence[Way], none: str = ""
) -> ShownCheck:
    """Return the check as the editor shows it; `none` says why there is no way out where there is none."""
    by_group: dict[str, list[Found]] = {}
    for row in check.groups:
        by_group.setdefault(row.group, []).append(row)
    rows = tuple(
        _row(found, rules, names, lang, tried=group not in check.untried) for group, found in by_group.items()
    )
    worst = max((row.verdict for row in rows), key=(PAYS, UNTRIED, UNKNOWN, LESS, UNDER).index, default="")
    return ShownCheck(
        rows=rows,
        verdict=worst,
        title=_title(worst, rows, lang),
        hint=" ".join(
            part for part in (_hint(worst, check, rows, names, lang), _todo(worst, ways, none, lang)) if part
        ),
        stops=worst == UNDER and check.losses == REFUSES,
        ways=tuple(ways) if worst == UNDER else (),
        share=_share(rules, lang),
        at_till=check.at_till.of(lang) if check.at_till else "",
    )


_TODO = {
    UNKNOWN: ("آن را در «کالاها»، بخش گروه‌ها، بنویسید.", "Write it down under Products, Groups."),
    LESS: (
        "اگر خرید تازه بیاورد می‌ارزد: آن را روی ۹۰ روز گذشته بیازمایید (F5).",
        "It is worth it where it brings new purchases: try it on the last 90 days (F5).",
    ),
    UNDER: (
        "مزیت را کمتر کنید یا آن را به گروهی با سود بیشتر ببرید.",
        "Give less, or give it on a group with a larger margin.",
    ),
}
"""What to do where no button does it."""


def _todo(worst: str, ways: Sequence[Way], none: str, lang: Lang) -> str:
    told = _TODO.get(worst)
    if told is None or (worst == UNDER and ways):
        return ""
    return f"{none} {told[lang != 'fa']}".strip() if worst == UNDER else told[lang != "fa"]


def _row(found: list[Found], rules: Rules, names: Names, lang: Lang, *, tried: bool) -> CheckRow:
    """One line of a group: the purchase as it is now, and the worst one that meets the offer."""
    meeting = [row for row in found if row.applies] or found
    then = next((row for row in meeting if row.verdict == LOSES), meeting[0])
    # Only a smaller purchase grows into the one that meets the offer.
    smaller = (row for row in found if not row.applies and row.at_amount <= then.at_amount)
    without = next(smaller, None)
    verdict = _verdict(without, then, tried=tried)
    group = rules.groups.by_id.get(then.group)
    return CheckRow(
        group=then.group,
        name=name_of(names.groups, then.group, lang).strip("\u2068\u2069"),
        margin=group.margin if group else None,
        amount_now=without.at_amount if without else 0,
        amount_then=then.at_amount,
        now=without.profit_now if without else then.without_now,
        then=then.profit_now,
        now_redeemed=without.profit_after_redeemed if without else then.without_redeemed,
        then_redeemed=then.profit_after_redeemed,
        verdict=verdict,
        words=_words(verdict, without, then, rules, names, lang),
    )


def _verdict(without: Found | None, then: Found, *, tried: bool) -> str:
    if then.profit_after_redeemed is None:
        return UNKNOWN
    if not tried:
        return UNTRIED
    if then.verdict != GAINS:
        return UNDER
    before = without.profit_after_redeemed if without else None
    return LESS if before is not None and then.profit_after_redeemed < before else PAYS


def _words(verdict: str, without: Found | None, then: Found, rules: Rules, names: Names, lang: Lang) -> str:
    fa, after = lang == "fa", then.profit_after_redeemed or 0
    if verdict == UNKNOWN:
        return (
            "حاشیهٔ سود این گروه در «کالاها» نوشته نشده است."
            if fa
            else "The margin of this group is not written down under Products."
        )
    if verdict == UNTRIED:
        return (
            "خریدی یافت نشد که آفر بر آن اثر کند. قیمت کالاهای گروه را بنویسید یا آن را روی گذشته بیازمایید."
            if fa
            else "No purchase was found on which it works. Write the prices of its goods, or try it on the past."
        )
    amount = names.money(abs(after), lang)
    if verdict != UNDER and after < 0:
        return (
            f"با این آفر و بدون آن {amount} زیان است، از آفرهای جاری."
            if fa
            else f"With it and without it {amount} is lost, by the live offers."
        )
    if verdict == UNDER and after < 0:
        return _lost(then, amount, lang)
    if verdict == UNDER:
        floor = format_percent(rules.groups.floor(then.group), lang)
        return (
            f"تنها {amount} می‌ماند؛ کف این گروه {floor} است."
            if fa
            else f"Only {amount} stays; the floor is {floor}."
        )
    if without is None or without.profit_after_redeemed is None:
        return f"با خرج همهٔ اعتبار {amount} می‌ماند." if fa else f"With all credit spent {amount} stays."
    change = names.money(abs(after - without.profit_after_redeemed), lang)
    if verdict == LESS:
        return (
            f"با خرج همهٔ اعتبار {change} کمتر از اکنون."
            if fa
            else f"With all credit spent {change} less than now."
        )
    return (
        f"حتی اگر همهٔ اعتبار خرج شود، {change} بیشتر می‌ماند."
        if fa
        else f"Even with all credit spent, {change} more stays."
    )


def _lost(then: Found, amount: str, lang: Lang) -> str:
    if then.profit_now == then.profit_after_redeemed:
        return f"{amount} زیان دارد." if lang == "fa" else f"It loses {amount}."
    if lang == "fa":
        return f"وقتی اعتبار خرج شود {amount} زیان است."
    return f"Once the credit is spent it loses {amount}."


_LOSES = ("روی {groups} زیان می‌دهد", "It loses money on {groups}")
_SPARED = "spared"
_TITLES: dict[str, tuple[str, str]] = {
    PAYS: ("این آفر می‌ارزد", "This offer pays"),
    _SPARED: ("این آفر چیزی از سود کم نمی‌کند", "This offer takes nothing from the profit"),
    LESS: ("سود می‌ماند، ولی کمتر از اکنون در {groups}", "It keeps a profit, yet less than now in {groups}"),
    UNDER: ("کمتر از کف سود می‌ماند در {groups}", "It keeps less than the floor on {groups}"),
    UNKNOWN: ("حاشیهٔ سود {groups} نوشته نشده است", "The margin of {groups} is not written down"),
    UNTRIED: ("روی {groups} سنجیده نشد", "Not tried on {groups}"),
}


def _title(worst: str, rows: Sequence[CheckRow], lang: Lang) -> str:
    if not worst:
        return ""
    comma = "، " if lang == "fa" else ", "
    losing = [row for row in rows if row.loses_money]
    if worst == PAYS and any((row.then_redeemed or 0) < 0 for row in rows):
        return _TITLES[_SPARED][lang != "fa"]
    named = [row.name for row in losing or rows if row.verdict == worst]
    more = len(named) - 3
    rest = f" و {format_int(more, lang)} گروه دیگر" if lang == "fa" else f" and {more} more"
    return (_LOSES if losing else _TITLES[worst])[lang != "fa"].format(
        groups=comma.join(named[:3]) + (rest if more > 0 else "")
    )


def _hint(worst: str, check: Check, rows: Sequence[CheckRow], names: Names, lang: Lang) -> str:
    """Say the figures of the worst group, and whether it is the company of other offers that makes it lose."""
    shown = next((row for row in rows if row.verdict == worst), None)
    if shown is None:
        return ""
    fa = lang == "fa"
    told = f"{shown.name}: {shown.words}" + (LATER.of(lang) if check.later else "")
    if worst != UNDER or not check.beside:
        return told
    losing = (row for row in check.groups if row.group == shown.group and row.applies)
    told += next((say_without(row, lang, names) for row in losing if row.verdict == LOSES), "")
    if not all(row.verdict != LOSES for row in check.alone if row.applies):
        return told
    number = format_int(len(check.beside), lang)
    beside = (
        f"به‌تنهایی می‌ارزد؛ همراه با {number} آفر جاری نه."
        if fa
        else f"Alone it pays; beside {number} live offers it does not."
    )
    return f"{told} {beside}"


def _share(rules: Rules, lang: Lang) -> str:
    share = format_percent(rules.costs.redeemed, lang)
    if lang == "fa":
        return f"برای سنجش آفرها، {share} اعتبار داده‌شده خرج‌شدنی به حساب می‌آید."
    return f"{share} of the credit given is expected to be spent."


def best_group(check: Check) -> str:
    """Return the group that keeps most with the offer, '' where none pays."""
    paying = [row for row in check.groups if row.applies and row.verdict == GAINS]
    return max(paying, key=lambda row: row.profit_after_redeemed or 0).group if paying else ""
