"""Why a draft is not ready, as the list says it: the first thing that is missing or wrong, and how many more. Pure; no Qt.

What must hold: of a draft that cannot be published as it is nothing is promised in the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.ui.offers.draft import form_of
from desktop.ui.offers.judging import judge, say_problems
from desktop.ui.offers.port import Surroundings
from desktop.ui.offers.shown import ShownForm, ShownRow
from loyalty.errors import LoyaltyError
from loyalty.words import Lang, format_int


def why_unready(
    document: Mapping[str, Any], refused: LoyaltyError | None, around: Surroundings, lang: Lang
) -> str:
    """Return why a draft cannot be published as it is, '' where it can; `refused` is what the shop refuses it for."""
    problems = judge(dict(document), around.rules).problems or _late(refused)
    if not problems:
        return ""
    form = form_of(dict(document), lang, around.choices)
    told = say_problems(problems, form, lang, around.names)
    place = min(told, key=lambda one: _order(form, one))
    title = next((row.title for row in _rows(form) if _holds(row, place)), "")
    return _sentence(f"{title}: {told[place]}" if title else told[place], len(told) - 1, lang)


def _late(refused: LoyaltyError | None) -> dict[str, LoyaltyError]:
    return {} if refused is None else {str(refused.values.get("where", "")): refused}


def _rows(form: ShownForm) -> list[ShownRow]:
    return [row for part in form.parts for row in part.rows]


def _order(form: ShownForm, place: str) -> int:
    """Return where a place is read in the form; what stands in no row comes last."""
    rows = _rows(form)
    return next((number for number, row in enumerate(rows) if _holds(row, place)), len(rows))


def _holds(row: ShownRow, place: str) -> bool:
    inside = bool(place) and (place == row.place or place.startswith((f"{row.place}.", f"{row.place}?")))
    return inside or any(place == field.place.rstrip("?") for field in row.fields)


def _sentence(first: str, more: int, lang: Lang) -> str:
    if lang == "fa":
        rest = f" و {format_int(more, lang)} چیز دیگر." if more else ""
        return f"هنوز آماده نیست. {first}{rest}"
    return f"Not ready yet. {first}" + (f" And {format_int(more, lang)} more." if more else "")
