"""The schema of conditions, an entry an atom, and of segments."""

from __future__ import annotations

from typing import Any

from loyalty.basket import MONEY_TENDERS
from loyalty.conditions.atoms import OPERATORS
from loyalty.conditions.parse import (
    GENDERS,
    HALF_A_YEAR,
    MAX_AGE,
    MAX_MONTHS,
    MONTH,
    REACHABLE,
    WEEKDAY_NAMES,
)
from loyalty.schemas.parts import (
    DAY_OR_NULL,
    DAYS,
    TEXT,
    WORD,
    Schema,
    choice,
    decimal,
    fields,
    list_of,
    whole,
)

_CONDITION: Schema = {"$ref": "#/$defs/condition"}
_OP = choice(OPERATORS)
_SPAN = fields({}, {"from": DAY_OR_NULL, "until": DAY_OR_NULL}, minProperties=1)
_WINDOW: Schema = {"anyOf": [fields({"days": DAYS}), fields({"months": whole(1, MAX_MONTHS)}), _SPAN]}
_WEEKDAYS = list_of(choice(WEEKDAY_NAMES), least=1)
_HOUR: Schema = {
    "type": "string",
    "pattern": r"^\s*(([01]?[0-9۰-۹]|2[0-3]|[۰۱]?[0-9۰-۹]|۲[۰-۳]):[0-5۰-۵][0-9۰-۹]|24:00)\s*$",
}
_SPAN_OF_HOURS = {"from": _HOUR, "until": _HOUR}
_IDS: Schema = {"anyOf": [WORD, list_of(WORD, least=1)]}
_TENDER = choice(MONEY_TENDERS)
_TIMES: Schema = {
    "anyOf": [
        {"type": "integer", "minimum": 1, "maximum": 1_000},
        {"type": "string", "pattern": r"^(?!0+(\.0+)?$)([0-9]{1,3}(\.[0-9]{1,3})?|1000(\.0{1,3})?)$"},
    ]
}
_EITHER: Schema = {"minProperties": 1, "maxProperties": 1}
_OF = {"group": WORD, "product": WORD}
_BOUGHT: Schema = {
    "anyOf": [fields({"group": WORD}, {"window": _WINDOW}), fields({"product": WORD}, {"window": _WINDOW})]
}
_NEAR = fields({"days": whole(0, HALF_A_YEAR)})

ATOMS: dict[str, Schema] = {
    "member": {"const": True},
    "in_group": WORD,
    "in_segment": WORD,
    "age": fields({"op": _OP, "value": whole(0, MAX_AGE)}),
    "gender": choice(GENDERS),
    "has_tag": WORD,
    "tier_is": WORD,
    "tier_at_least": WORD,
    "visits": fields({"op": _OP, "value": whole()}, {"window": _WINDOW, "group": WORD}),
    "spent": fields({"op": _OP, "amount": whole()}, {"window": _WINDOW, "group": WORD}),
    "average": fields({"op": _OP, "amount": whole()}, {"window": _WINDOW}),
    "bought": _BOUGHT,
    "not_bought": _BOUGHT,
    "used_offer": {"anyOf": [fields({"offer": WORD}), fields({"offer": WORD, "op": _OP, "value": whole()})]},
    "preferred_hours": fields(_SPAN_OF_HOURS),
    "preferred_weekdays": _WEEKDAYS,
    "days_since_last_visit": fields({"op": _OP, "days": DAYS}),
    "no_visit_for": fields({"months": whole(1, MAX_MONTHS)}),
    "mean_gap": fields({"op": _OP, "days": DAYS}),
    "gap_against_usual": fields({"op": _OP, "times": _TIMES}),
    "joined_days_ago": fields({"op": _OP, "days": DAYS}),
    "birthday": _NEAR,
    "anniversary": _NEAR,
    "holds_grant": WORD,
    "basket_total": fields({"op": _OP, "amount": whole()}, {"group": WORD}),
    "basket_has": fields({}, _OF, **_EITHER),
    "basket_quantity": fields({"op": _OP, "value": decimal(3)}, _OF, maxProperties=3),
    "holds_code": WORD,
    "tender": {"anyOf": [_TENDER, list_of(_TENDER, least=1)]},
    "dates": _SPAN,
    "weekdays": _WEEKDAYS,
    "hours": fields(_SPAN_OF_HOURS, {"weekdays": _WEEKDAYS}),
    "first_days_of_month": fields({"days": whole(1, MONTH)}),
    "branch": _IDS,
    "till": _IDS,
}
"""What stands under the name of each atom."""


def condition_schema() -> dict[str, Any]:
    """Return the schema of a condition."""
    return {**_CONDITION, "$defs": definitions()}


def segment_schema() -> dict[str, Any]:
    """Return the schema of a segment's document."""
    document = fields({"id": _ID, "condition": _CONDITION}, {"name": TEXT})
    return {**document, "$defs": definitions()}


_ID: Schema = {"type": "string", "pattern": r"^\s*[A-Za-z0-9][A-Za-z0-9._-]{0,63}\s*$"}


def definitions() -> dict[str, Schema]:
    """Return the definitions a document with conditions in it needs under `$defs`."""
    reached = {"anyOf": [fields({name: ATOMS[name]}) for name in REACHABLE]}
    combined = {
        "all": list_of(_CONDITION),
        "any": list_of(_CONDITION, least=1),
        "not": _CONDITION,
        "reaches": reached,
    }
    one = {
        "type": "object",
        "properties": {**combined, **ATOMS},
        "additionalProperties": False,
        "maxProperties": 1,
    }
    return {"condition": {"anyOf": [{"type": "null"}, one]}}
