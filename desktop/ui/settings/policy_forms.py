"""Policies as plain forms and back: a form changes what it shows and leaves the rest of a document as it is. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.ui.settings.values import (
    COSTS,
    EARNING,
    POINTS,
    REFUNDS,
    TIERS,
    TRUST,
    PointsRow,
    RateRow,
    RulesShown,
    TierRow,
)
from loyalty.documents import Text
from loyalty.errors import LoyaltyError
from loyalty.money import percent_text
from loyalty.policy import Rules
from loyalty.tiers import parse_tiers
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
        by_group=_rates(rules.earning.by_group, {one.group: one.name for one in rules.groups.by_id.values()}),
        by_tier=_rates(rules.earning.by_tier, {one.tier: one.name for one in rules.tiers.tiers}),
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
        redeemed=percent_text(rules.costs.redeemed),
        point_cost=rules.costs.point_cost,
        losing=rules.costs.losing_offers,
        per_member=int(documents[TRUST].get("per_member", 0)),
        pin_above=documents[TRUST].get("pin_above"),
        pool=int(documents[TRUST].get("pool", 0)),
    )


def _rates(rates: Mapping[str, int], names: Mapping[str, Text]) -> tuple[RateRow, ...]:
    """Return a row for everything that may have a rate of its own, and for what has one and is no more."""
    keys = (*names, *(key for key in rates if key not in names))
    return tuple(
        RateRow(key, names.get(key, Text(key, key)), percent_text(rates[key]) if key in rates else "")
        for key in keys
    )


def document_of(name: str, form: RulesShown, before: Document) -> Document:
    """Return the document a form stands for; raises what no number is, the parsers say the rest."""
    made = {
        EARNING: _earning,
        POINTS: _points,
        TIERS: _tiers,
        REFUNDS: _refunds,
        COSTS: _costs,
        TRUST: _trust,
    }
    return made[name](form, before)


def _trust(form: RulesShown, before: Document) -> Document:
    kept = {key: value for key, value in before.items() if key != "pin_above"}
    asked = {} if form.pin_above is None else {"pin_above": form.pin_above}
    return {**kept, "per_member": form.per_member, "pool": form.pool, **asked}


def _earning(form: RulesShown, before: Document) -> Document:
    credit = {
        **before["credit"],
        "percent": _percent(form.percent),
        "vests_days": _days(form.vests, "vests_days"),
        "expires_days": _days_or_never(form.expires, "expires_days"),
    }
    kept = {key: value for key, value in before.items() if key not in ("by_group", "by_tier")}
    own = {"by_group": _typed_rates(form.by_group), "by_tier": _typed_rates(form.by_tier)}
    return {**kept, "credit": credit, **{key: rates for key, rates in own.items() if rates}}


def _typed_rates(rows: tuple[RateRow, ...]) -> dict[str, str]:
    return {row.key: _percent(row.percent) for row in rows if row.percent.strip()}


def _percent(text: str) -> str:
    return fold_digits(text).translate(_POINT).strip()


def _costs(form: RulesShown, before: Document) -> Document:
    return {
        **before,
        "redeemed_percent": _percent(form.redeemed),
        "point_cost": form.point_cost,
        "losing_offers": form.losing,
    }


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
    known = {row[0]: list(row) for row in before["tiers"]}
    rows = [_tier(known.get(row.tier), row) for row in form.tiers]
    return {**before, "window_days": _days(form.window_days, "window_days"), "tiers": rows}


def _tier(before: list[Any] | None, typed: TierRow) -> list[Any]:
    """A step keeps the way its name was written, unless it was given another."""
    named = {lang: text for lang, text in (("fa", typed.name.fa), ("en", typed.name.en)) if text.strip()}
    if before is not None and _named_so(before, typed.name):
        return [before[0], typed.least, *before[2:]]
    return [typed.tier, typed.least, named or typed.tier]


def _named_so(before: list[Any], name: Text) -> bool:
    told = parse_tiers({"tiers": [[before[0], 0, *before[2:]]]}).tiers[0].name
    return told == name


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
