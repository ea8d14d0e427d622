"""What deserves a look, said as one sentence that accuses nobody."""

from __future__ import annotations

from desktop.reports.report_words import decimal
from desktop.reports.staff_report import Look
from loyalty.words import Lang, format_int, format_money, isolate

_SENTENCES = {
    "gives_and_redeems": (
        "به {member} با دست اعتبار داد و خودش آن را خرج کرد: {times} بار، {amount}.",
        "Gave {member} credit by hand and rang up its spending too: {times} times, {amount}.",
    ),
    "voids_after_print": (
        "{times} فروش را پس از چاپ رسید باطل کرد{usual}.",
        "Voided {times} sales after the receipt was printed{usual}.",
    ),
    "own_card": (
        "برای {member} در یک روز چند بار فروش زد: {times} فروش. شاید کارت خودش باشد.",
        "Rang up {member} several times within a day: {times} sales. It may be their own card.",
    ),
}
_APPROVED = ("با تأیید {names}.", "Approved by {names}.")
_USUAL = ("؛ دیگران با همین شمار فروش حدود {usual}", "; the others about {usual} in as many sales")


def pattern_text(look: Look, lang: Lang, currency: str) -> str:
    """Return the sentence of a pattern."""
    one = look.pattern
    usual = ""
    if one.usual is not None:
        usual = _USUAL[lang != "fa"].format(usual=decimal(one.usual, lang))
    said = _SENTENCES[one.kind][lang != "fa"].format(
        member=isolate(look.member),
        times=format_int(one.times, lang),
        amount=format_money(one.amount, lang, currency),
        usual=usual,
    )
    if not look.approvers:
        return said
    names = ("، " if lang == "fa" else ", ").join(map(isolate, look.approvers))
    return f"{said} {_APPROVED[lang != 'fa'].format(names=names)}"
