"""The schema of an offer's document: conditions, benefits, caps, and how it is granted."""

from __future__ import annotations

from typing import Any

from loyalty.schemas.conditions import definitions
from loyalty.schemas.parts import (
    DAY_OR_NULL,
    DAYS,
    TEXT,
    WORD,
    Schema,
    choice,
    fields,
    list_of,
    or_null,
    percent,
    whole,
)
from loyalty.schemas.policies import TERMS

_MOST_UNITS = 1_000
_CONDITION: Schema = {"$ref": "#/$defs/condition"}
_ID: Schema = {"type": "string", "pattern": r"^(?!\s*base\s*$)\s*[A-Za-z0-9][A-Za-z0-9._-]{0,63}\s*$"}
_SCOPE: Schema = {"type": "string", "pattern": r"^\s*(business|branch:.*\S)\s*$", "maxLength": 200}
_PERCENT = percent(least=1)
_AMOUNT = whole(1)
_UNITS = whole(1, _MOST_UNITS)
_PART: Schema = {"anyOf": [fields({"group": WORD}), fields({"product": WORD})]}
_OF: Schema = {"anyOf": [{"const": "basket"}, _PART]}
_CAP = or_null(_AMOUNT)
_MOST = or_null(_UNITS)
_TIMES: Schema = {
    "anyOf": [
        {"type": "integer", "minimum": 2, "maximum": 100},
        {
            "type": "string",
            "pattern": r"^(([2-9]|[1-9][0-9])(\.[0-9]{1,6})?|1\.(?!0+$)[0-9]{1,6}|100(\.0{1,6})?)$",
        },
    ]
}

BENEFITS: dict[str, Schema] = {
    "discount": {
        "anyOf": [
            fields({"percent": _PERCENT}, {"of": _OF, "base": choice(("initial", "remaining")), "cap": _CAP}),
            fields({"amount": _AMOUNT}, {"of": _OF}),
            fields({"percent": _PERCENT, "cheapest": _UNITS}, {"of": _OF}),
            fields({"percent": _PERCENT, "dearest": _UNITS}, {"of": _OF}),
        ]
    },
    "price": fields({"amount": whole(), "of": _PART}),
    "buy_get": fields({"buy": _UNITS, "get": _UNITS}, {"percent": _PERCENT, "of": _OF, "most": _MOST}),
    "bundle": fields(
        {"price": whole(), "parts": list_of(fields({"of": _PART}, {"quantity": _UNITS}), least=1)},
        {"most": _MOST},
    ),
    "gift": fields({"product": WORD}, {"quantity": _UNITS}),
    "credit": {
        "anyOf": [
            fields(
                {"percent": _PERCENT}, {"mode": choice(("plus", "instead")), "of": _OF, "cap": _CAP, **TERMS}
            ),
            fields({"amount": _AMOUNT}, TERMS),
        ]
    },
    "points": {
        "anyOf": [
            fields({"times": _TIMES}, {"kind": WORD, "of": _OF}),
            fields({"plus": _AMOUNT}, {"kind": WORD}),
        ]
    },
    "grant": fields({"offer": WORD}),
    "code": fields({"offer": WORD}),
    "tier": fields({"lift": WORD, "days": {**DAYS, "minimum": 1}}),
}
"""What stands under the name of each benefit."""

_GRANT = fields(
    {},
    {
        "when": choice(("publish", "meeting")),
        "days": or_null(DAYS),
        "ends": choice(("first_use", "next_purchase")),
    },
)
_CODE: Schema = {
    "anyOf": [
        fields({"shared": {**WORD, "minLength": 4}}),
        fields({"unique": {"const": True}}),
        {"type": "null"},
    ]
}


def offer_schema() -> dict[str, Any]:
    """Return the schema of an offer's document."""
    one: Schema = {
        "type": "object",
        "properties": BENEFITS,
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }
    caps = fields({}, dict.fromkeys(("per_member", "per_day", "number", "cost"), _CAP))
    may: dict[str, Schema] = {
        "name": TEXT,
        "scope": _SCOPE,
        "kind": choice(("lasting", "one_shot")),
        "audience": _CONDITION,
        "basket": _CONDITION,
        "grant": or_null(_GRANT),
        "caps": caps,
        "place": choice(("item", "basket", "credit", "points")),
        "priority": whole(0, 1_000_000),
        "exclusive": {"anyOf": [WORD, {"enum": ["", None]}]},
        "from": DAY_OR_NULL,
        "until": DAY_OR_NULL,
        "holdout": percent(),
        "status": choice(("live", "stopped")),
        "code": _CODE,
    }
    document = fields({"id": _ID, "benefits": {**list_of(one, least=1), "maxItems": 10}}, may)
    return {**document, "$defs": definitions()}
