"""What a dry run and an offer's results say on the screen: figures, bars and notes in the reader's words. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from desktop.ui.offers.shown import LIVE, Figure, ResultRow, ShownGrant, ShownResult, ShownTrial, Slice
from desktop.usecases.members.names import member_names
from desktop.usecases.offers import (
    DryRun,
    GrantedMember,
    ListedOffer,
    OfferResults,
    dry_run,
    granted_members,
    offer_results,
    show_offer,
)
from desktop.usecases.offers.shelf import names_for
from desktop.usecases.till import Till
from loyalty.conditions.atoms import GapAgainstUsual, LastVisit, NoVisitFor
from loyalty.conditions.needs import atoms_of
from loyalty.documents import Text
from loyalty.offers.effect import Difference
from loyalty.offers.offer import UNIQUE, Offer
from loyalty.sentences.names import Names, counted, last_days, name_of
from loyalty.words import Lang, format_money, format_percent

if TYPE_CHECKING:
    from desktop.reports.figures.profit import Return

MOST_GRANTS = 500
"""Grants shown: the latest. A list of a million names is nobody's reading."""

_WALK_INS = Text("مشتریان گذری", "walk-ins")
_MARKS = str.maketrans("", "", "\u2066\u2067\u2068\u2069")


def try_out(
    till: Till, document: dict[str, object], days: int, lang: Lang, told: Callable[[int, int], None]
) -> ShownTrial:
    """Replay the last days through a draft and say what came of it; `told` may raise to stop it."""
    return trial_shown(dry_run(till, document, days, told), names_for(till), days, lang)


def trial_shown(run: DryRun, names: Names, days: int, lang: Lang) -> ShownTrial:
    """Return a dry run as it is shown."""
    fa = lang == "fa"
    length = last_days(days, lang)
    if not run.baskets:
        title = f"در {length} گذشته خریدی ثبت نشده است" if fa else f"Nothing was bought in the last {length}"
        return ShownTrial(title, (), (), ())
    title = f"اگر {length} گذشته این آفر بود" if fa else f"Had this offer run for the last {length}"
    bars = tuple(
        Slice(_name(names.groups, one.group, lang), one.profit_change)
        for one in run.by_group
        if one.profit_change is not None
    )
    return ShownTrial(
        title, _trial_figures(run, lang), bars, _winners(run, names, lang), _trial_note(run, lang)
    )


def _trial_figures(run: DryRun, lang: Lang) -> tuple[Figure, ...]:
    fa = lang == "fa"
    if not run.uses:
        return (Figure("خرید بازبینی‌شده" if fa else "Purchases replayed", run.baskets),)
    losing = run.profit_change is not None and run.profit_change < 0
    unknown = "نامعلوم" if fa else "unknown"
    change = run.profit_change if run.profit_change is not None else unknown
    return (
        Figure("خرید بازبینی‌شده" if fa else "Purchases replayed", run.baskets),
        Figure("استفاده" if fa else "Uses", run.uses),
        Figure("اعضایی که می‌گرفتند" if fa else "Members who would get it", run.members),
        Figure("هزینه: تخفیف و اعتبار" if fa else "Cost: discount and credit", run.cost, "money"),
        Figure(
            "تغییر سود" if fa else "Change of profit", change, "signed_money", "warn" if losing else "accent"
        ),
        Figure("رشد فروش برای سربه‌سر" if fa else "Growth to break even", *_uplift(run, lang)),
    )


def _uplift(run: DryRun, lang: Lang) -> tuple[int | str, str]:
    if run.profit_change is None:
        return ("نامعلوم" if lang == "fa" else "unknown"), "text"
    if run.uplift_to_read is None:
        return ("هیچ رشدی جبران نمی‌کند" if lang == "fa" else "no growth would do"), "text"
    return run.uplift_to_read, "percent"


def _winners(run: DryRun, names: Names, lang: Lang) -> tuple[Slice, ...]:
    rows = sorted((one for one in run.by_tier if one.value), key=lambda one: -one.value)
    return tuple(
        Slice(
            _name(names.tiers, one.tier, lang) if one.tier else _WALK_INS.of(lang),
            one.value,
            counted(one.uses, "purchase", "purchases", "خرید", lang),
        )
        for one in rows
    )


def _trial_note(run: DryRun, lang: Lang) -> str:
    if not run.uses:
        return (
            "در این روزها هیچ خریدی به شرط آن نمی‌رسید. شرط را آسان‌تر کنید."
            if lang == "fa"
            else "No purchase of these days met it. Make the condition easier."
        )
    if not run.unknown_net:
        return ""
    if lang == "fa":
        return "برای بخشی از این خریدها حاشیهٔ سود نوشته نشده و در سود نیامده است."
    return "A part of these purchases has no margin written down and is left out of the profit."


def result_shown(
    till: Till, offer_id: str, lang: Lang, *, may_publish: bool, states: dict[str, str]
) -> ShownResult:
    """Return what an offer did, as it is shown."""
    from desktop.reports.offer_return import offer_return

    listed, results = show_offer(till, offer_id), offer_results(till, offer_id)
    with till.read() as db:
        back = offer_return(db, results, till.shop.zone, till.today())
    one_shot = listed.kind == "one_shot"
    grants = granted_members(till, offer_id)[:MOST_GRANTS] if one_shot else ()
    names = member_names(till, [one.member_id for one in grants])
    return ShownResult(
        offer_id=listed.offer_id,
        name=listed.name.of(lang),
        sentence=listed.sentence.of(lang),
        state=states[listed.status],
        version=listed.version,
        figures=(*_result_figures(listed, results, lang), *_return_figures(back, lang)),
        rows=tuple(
            ResultRow(one.days, one.members, one.before, one.after) for one in results.around if one.members
        ),
        grants=tuple(_grant(one, names) for one in grants),
        note=" ".join(
            text
            for text in (
                _effect_note(results, till.shop.currency, lang),
                _nothing_before(listed.published.offer, results, lang),
            )
            if text
        ),
        may_publish=may_publish,
        one_shot=one_shot,
        codes=bool(listed.published.offer.code),
        makes_codes=may_publish and listed.published.offer.code == UNIQUE and states[listed.status] == LIVE,
    )


def _result_figures(listed: ListedOffer, results: OfferResults, lang: Lang) -> list[Figure]:
    fa = lang == "fa"
    figures = [
        Figure("استفاده" if fa else "Uses", results.uses),
        Figure("اعضا" if fa else "Members", results.members),
        Figure("تخفیف" if fa else "Discount", results.discount, "money"),
        Figure("اعتبار" if fa else "Credit", results.credit, "money"),
    ]
    if listed.kind == "one_shot":
        figures.insert(0, Figure("اعطاشده" if fa else "Granted", results.granted))
        if results.uptake is not None:
            figures.insert(
                1, Figure("میزان استقبال" if fa else "Uptake", results.uptake // 1_000 * 1_000, "percent")
            )
    unknown = "نامعلوم" if fa else "unknown"
    profit = unknown if results.profit is None else results.profit
    losing = results.profit is not None and results.profit < 0
    figures.append(
        Figure(
            "سود این خریدها" if fa else "Profit of these sales",
            profit,
            "signed_money",
            "warn" if losing else "accent",
        )
    )
    return figures


_NO_RETURN = {
    "no_hold_out": ("بی گروه گواه سنجیده نمی‌شود", "needs a control group"),
    "margin_unknown": ("حاشیهٔ سود نامعلوم", "margin unknown"),
}


def _why_no_return(back: Return, lang: Lang) -> str:
    """Return why there is no return on investment: what it lacks, or that it has cost nothing yet."""
    return _NO_RETURN.get(back.reason or "", ("هنوز هزینه‌ای نداشته", "no cost yet"))[lang != "fa"]


def _return_figures(back: Return, lang: Lang) -> tuple[Figure, ...]:
    """Return what the offer cost in all where more was spent than its uses took, and its return on investment."""
    fa = lang == "fa"
    fixed = (
        (Figure("هزینهٔ ثابت" if fa else "Fixed costs", back.cost.fixed, "money"),) if back.cost.fixed else ()
    )
    label = "بازگشت سرمایه" if fa else "Return on investment"
    if back.value is None:
        return (*fixed, Figure(label, _why_no_return(back, lang), tone="text2"))
    rate = round(back.value * 10) * 1_000
    return (*fixed, Figure(label, rate, "percent", "warn" if rate < 0 else "accent"))


def _effect_note(results: OfferResults, currency: str, lang: Lang) -> str:
    """Say what the hold-out tells, or that before and after is no effect."""
    fa = lang == "fa"
    if not results.holdout:
        if fa:
            return "پیش و پس، نه اثر آفر: کسی که استفاده کرده شاید به هر حال می‌خرید. برای سنجیدن اثر، در نسخهٔ بعد «گروه گواه» را روشن کنید."
        return "Before and after, not an effect: who used it may have bought anyway. To measure one, switch on the control group in the next version."
    share = format_percent(results.holdout, lang)
    if results.effect is None or (results.effect.net.low, results.effect.net.high) == (0, 0):
        if fa:
            return f"گروه گواه {share} است؛ هنوز برای گفتن اثر، عضو کافی در هر دو سو نیست."
        return (
            f"The control group is {share}; there are not yet members enough on both sides to tell an effect."
        )
    told = _difference(results.effect.net, currency, lang)
    return f"در برابر گروه گواه ({share}): {told}" if fa else f"Against the control group ({share}): {told}"


_AWAY = (LastVisit, NoVisitFor, GapAgainstUsual)


def _nothing_before(offer: Offer, results: OfferResults, lang: Lang) -> str:
    """Say why nothing was bought before, where the offer asks for those who had stayed away."""
    told = [one for one in results.around if one.members]
    away = any(isinstance(atom, _AWAY) for atom in atoms_of(offer.audience))
    if not told or not away or any(one.before for one in told):
        return ""
    if lang == "fa":
        return "پیش از آن صفر است، چون این آفر برای کسانی است که در آن روزها نیامده بودند."
    return "Nothing was bought before, because the offer is for those who had stayed away."


def _difference(net: Difference, currency: str, lang: Lang) -> str:
    mean, low, high = (
        format_money(one, lang, currency, signed=True) for one in (net.mean, net.low, net.high)
    )
    if lang == "fa":
        sure = "" if net.sure else "؛ هنوز از هیچ جدا نیست"
        return f"هر عضو {mean} خرید بیشتر، با ۹۵٪ اطمینان میان {low} و {high}{sure}."
    sure = "" if net.sure else "; not yet told apart from nothing"
    return f"{mean} of purchases a member, with 95% confidence between {low} and {high}{sure}."


def _grant(one: GrantedMember, names: dict[str, str]) -> ShownGrant:
    state = {"live": "live", "used": "used"}.get(one.state, "ended")
    return ShownGrant(
        one.member_id, names.get(one.member_id, one.member_id), state, one.granted_on, one.until_on
    )


def _name(texts: Mapping[str, Text], key: str, lang: Lang) -> str:
    return name_of(texts, key, lang).translate(_MARKS)
