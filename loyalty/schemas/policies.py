"""The schemas of the shop's own documents, as `bashgah policy set` takes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from loyalty.access import ACTS
from loyalty.groups import UNITS
from loyalty.refund_rules import SHORTFALLS
from loyalty.schemas.parts import (
    DAYS,
    TEXT,
    WORD,
    Schema,
    choice,
    fields,
    list_of,
    named,
    or_null,
    percent,
    whole,
)
from loyalty.stacking import DEEPEST, MODES, PLACES, UNIT, WHOLE_BASKET

SCOPE: Schema = {"type": "string", "pattern": r"^\s*(business|branch|branch:.*\S)\s*$", "maxLength": 200}
TERMS = {"scope": SCOPE, "vests_days": DAYS, "expires_days": or_null(DAYS)}


def _groups() -> dict[str, Any]:
    group = fields(
        {"id": WORD},
        {
            "name": TEXT,
            "margin": or_null(percent()),
            "floor": percent(),
            "vat": percent(),
            "unit": {"enum": ["", *UNITS]},
        },
    )
    return fields({"groups": list_of(group)})


def _earning() -> dict[str, Any]:
    rates = named(percent())
    return fields({"credit": fields({"percent": percent()}, TERMS)}, {"by_group": rates, "by_tier": rates})


def _points() -> dict[str, Any]:
    kind = fields({"id": WORD, "money_each": whole(1)}, {"name": TEXT, "expires_days": or_null(DAYS)})
    return fields({"kinds": list_of(kind)})


def _tiers() -> dict[str, Any]:
    row = {"type": "array", "prefixItems": [WORD, whole(), TEXT], "items": False, "minItems": 2}
    return fields({"tiers": list_of(row, least=1)}, {"by": WORD, "window_days": whole(1, DAYS["maximum"])})


def _access() -> dict[str, Any]:
    level = fields({"id": WORD, "acts": list_of(choice(ACTS))}, {"name": TEXT})
    return fields({"levels": list_of(level)})


def _refunds() -> dict[str, Any]:
    uses = choice(("return", "keep"))
    return fields(
        {}, {"shortfall": choice(SHORTFALLS), "grace_days": DAYS, "return_days": DAYS, "uses": uses}
    )


def _stacking() -> dict[str, Any]:
    mode, per = choice(MODES), choice((UNIT, WHOLE_BASKET))
    may = {"mode": mode, "per": per, "places": list_of(choice(PLACES)), "offers": list_of(WORD)}
    groups: dict[str, Any] = {}
    for _ in range(DEEPEST):
        groups = {"groups": list_of(fields({"id": WORD}, {**may, **groups}))}
    return fields({}, {"item": mode, "basket": mode, **groups})


def _costs() -> dict[str, Any]:
    rates = {name: percent() for name in ("redeemed_percent", "credit_value_percent")}
    worth = {name: whole() for name in ("point_cost", "point_value")}
    return fields({}, {**rates, **worth, "losing_offers": choice(("warn", "ask", "refuse"))})


def _trust() -> dict[str, Any]:
    return fields({}, {"per_member": whole(), "pool": whole(), "pin_above": or_null(whole())})


POLICIES: dict[str, Callable[[], dict[str, Any]]] = {
    "groups": _groups,
    "earning": _earning,
    "points": _points,
    "tiers": _tiers,
    "access": _access,
    "refunds": _refunds,
    "stacking": _stacking,
    "costs": _costs,
    "trust": _trust,
}
