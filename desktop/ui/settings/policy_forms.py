"""Policies as plain forms and back: a form changes what it shows and leaves the rest of a document as it is. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.ui.settings.values import EARNING, POINTS, REFUNDS, TIERS, PointsRow, RulesShown, TierRow
from loyalty.errors import LoyaltyError
from loyalty.money import percent_text
from loyalty.policy import Rules
from loyalty.words import fold_digits

Document = dict[str, Any]
_POINT = str.maketrans("٫,/", "...", "٪%\u061c\u200e\u200f ")


def rules_shown(documents: Mapping[str, Document], rules: Rules) -> RulesShown:
    """Return the forms of the documents in force."""
    terms, refunds = rules.earning.terms, documents[REFUNDS]
    return RulesShown(
        percent=percent_text(rules.earning.rate),
        vests=str(terms.vests_days),
        expires="" if terms.expires_days is None else str(terms.expires_days),
        points=tuple(
            PointsRow(
                kind.kind,
                kind.name,
                kind.money_each,
                "" if kind.expires_days is None else str(kind.expires_days),
            )
            for kind in rules.points.kinds
        ),
        window_days=str(rules.tiers.window_days),
        tiers=tuple(TierRow(tier.tier, tier.name, tier.least) for tier in rules.tiers.tiers),
        shortfall=str(refunds.get("shortfall", "withhold")),
        grace_days=str(refunds.get("grace_days", 30)),
        return_days=str(refunds.get("return_days", 7)),
    )


def document_of(name: str, form: RulesShown, before: Document) -> Document:
    """Return the document a form stands for; raises what no number is, the parsers say the rest."""
    return {EARNING: _earning, POINTS: _points, TIERS: _tiers, REFUNDS: _refunds}[name](form, before)


def _earning(form: RulesShown, before: Document) -> Document:
    credit = {
        **before["credit"],
        "percent": fold_digits(form.percent).translate(_POINT).strip(),
        "vests_days": _days(form.vests, "vests_days"),
        "expires_days": _days_or_never(form.expires, "expires_days"),
    }
    return {**before, "credit": credit}


def _points(form: RulesShown, before: Document) -> Document:
    typed = {row.kind: row for row in form.points}
    return {**before, "kinds": [_kind(row, typed.get(row["id"])) for row in before["kinds"]]}


def _kind(before: Document, typed: PointsRow | None) -> Document:
    if typed is None:
        return before
    ends = _days_or_never(typed.expires, "expires_days")
    kept = {key: value for key, value in before.items() if key != "expires_days"}
    return {**kept, "money_each": typed.money_each, **({} if ends is None else {"expires_days": ends})}


def _tiers(form: RulesShown, before: Document) -> Document:
    typed = {row.tier: row for row in form.tiers}
    rows = [_tier(list(row), typed.get(row[0])) for row in before["tiers"]]
    return {**before, "window_days": _days(form.window_days, "window_days"), "tiers": rows}


def _tier(before: list[Any], typed: TierRow | None) -> list[Any]:
    return before if typed is None else [before[0], typed.least, *before[2:]]


def _refunds(form: RulesShown, before: Document) -> Document:
    return {
        **before,
        "shortfall": form.shortfall,
        "grace_days": _days(form.grace_days, "grace_days"),
        "return_days": _days(form.return_days, "return_days"),
    }


def _days(text: str, name: str) -> int:
    plain = fold_digits(text).strip()
    if not (plain.isascii() and plain.isdigit()):
        raise LoyaltyError("document_not_whole", where=name, value=text, least=0, most=3_650)
    return int(plain)


def _days_or_never(text: str, name: str) -> int | None:
    return _days(text, name) if text.strip() else None
