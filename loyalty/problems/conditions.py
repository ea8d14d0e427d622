"""Doubts about conditions: what can never hold, and names nobody knows."""

from __future__ import annotations

from loyalty.problems.problem import Problem


def _unknown(fa: str, en: str, hint_fa: str, hint_en: str) -> Problem:
    return Problem(
        f"{fa} که در «{{where}}» آمده وجود ندارد.", f"There is {en}, named in “{{where}}”.", hint_fa, hint_en
    )


_CHECK_FA, _CHECK_EN = "نام را درست کنید.", "Correct the name."

PROBLEMS: dict[str, Problem] = {
    "schema_unknown": Problem(
        "طرح‌وارهٔ «{name}» نیست.", "There is no schema “{name}”.", "یکی از این‌ها: {known}", "One of: {known}"
    ),
    "condition_never": Problem(
        "شرط «{where}» هرگز برقرار نمی‌شود.",
        "The condition “{where}” can never hold.",
        "عدد یا مقایسه را عوض کنید یا شرط را بردارید.",
        "Change its number or comparison, or remove it.",
    ),
    "condition_always": Problem(
        "شرط «{where}» همیشه برقرار است و چیزی را محدود نمی‌کند.",
        "The condition “{where}” always holds and limits nothing.",
        "شرط را بردارید یا عدد را عوض کنید.",
        "Remove it or change its number.",
    ),
    "condition_contradicts": Problem(
        "شرط «{where}» با «{other}» جور نمی‌شود؛ هر دو با هم هرگز برقرار نیستند.",
        "“{where}” contradicts “{other}”: both can never hold together.",
        "یکی از دو شرط را عوض کنید یا بردارید.",
        "Change or remove one of the two.",
    ),
    "condition_window_passed": Problem(
        "بازهٔ «{where}» در {until} تمام شده است.",
        "The span “{where}” ended on {until}.",
        "تاریخ پایان را جلو ببرید.",
        "Move its last day forward.",
    ),
    "condition_group_unknown": _unknown(
        "گروه کالایی «{name}»", "no product group “{name}”", _CHECK_FA, _CHECK_EN
    ),
    "condition_product_unknown": _unknown("کالای «{name}»", "no product “{name}”", _CHECK_FA, _CHECK_EN),
    "condition_tier_unknown": _unknown("سطح «{name}»", "no tier “{name}”", _CHECK_FA, _CHECK_EN),
    "condition_segment_unknown": _unknown(
        "گروه مشتریان «{name}»", "no segment “{name}”", _CHECK_FA, _CHECK_EN
    ),
    "condition_offer_unknown": _unknown("آفر «{name}»", "no offer “{name}”", _CHECK_FA, _CHECK_EN),
    "condition_tag_unknown": _unknown(
        "عضوی در گروه «{name}»", "no member of the group “{name}”", _CHECK_FA, _CHECK_EN
    ),
    "condition_branch_unknown": _unknown("شعبهٔ «{name}»", "no branch “{name}”", _CHECK_FA, _CHECK_EN),
    "condition_till_unknown": _unknown("صندوق «{name}»", "no till “{name}”", _CHECK_FA, _CHECK_EN),
}
