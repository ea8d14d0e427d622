"""The pieces schemas are put together from; each mirrors one reader of `loyalty.documents`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from loyalty.documents import MAX_DAYS, MAX_TEXT
from loyalty.money import MAX_AMOUNT

Schema = dict[str, Any]

WORD: Schema = {"type": "string", "minLength": 1, "maxLength": MAX_TEXT, "pattern": r"\S"}
TEXT: Schema = {
    "anyOf": [
        WORD,
        {
            "type": "object",
            "properties": {"fa": WORD, "en": WORD},
            "additionalProperties": False,
            "minProperties": 1,
        },
    ]
}
DAY: Schema = {
    "type": "string",
    "pattern": r"^\s*([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9۰-۹]{4}[/-][0-9۰-۹]{1,2}[/-][0-9۰-۹]{1,2})\s*$",
    "description": "2026-11-21, or in the Jalali calendar 1405/08/30",
}
DAY_OR_NULL: Schema = {"anyOf": [DAY, {"type": "null"}]}


def whole(least: int = 0, most: int = MAX_AMOUNT) -> Schema:
    """Return a whole number within bounds."""
    return {"type": "integer", "minimum": least, "maximum": most}


DAYS = whole(0, MAX_DAYS)


def decimal(places: int) -> Schema:
    """Return an integer, or a decimal written as text."""
    return {
        "anyOf": [
            {"type": "integer", "minimum": 0, "maximum": 999_999_999},
            {"type": "string", "pattern": rf"^[0-9]{{1,9}}(\.[0-9]{{1,{places}}})?$"},
        ]
    }


def percent(least: int = 0) -> Schema:
    """Return a percent up to 100: an integer, or a decimal as text; never a float. `least` is 0, or 1 for above zero."""
    above = r"(?!\s*0+([.]0+)?\s*$)" if least else ""
    return {
        "anyOf": [
            {"type": "integer", "minimum": least, "maximum": 100},
            {
                "type": "string",
                "pattern": rf"^{above}\s*([0-9]{{1,2}}([.][0-9]{{1,4}})?|100([.]0{{1,4}})?)\s*$",
            },
        ]
    }


def choice(among: Sequence[str]) -> Schema:
    """Return one of some words."""
    return {"enum": list(among)}


def fields(needs: dict[str, Schema], may: dict[str, Schema] | None = None, **more: Any) -> Schema:
    """Return an object that has all of `needs` and nothing beyond `needs` and `may`."""
    return {
        "type": "object",
        "properties": {**needs, **(may or {})},
        "required": list(needs),
        "additionalProperties": False,
        **more,
    }


def list_of(item: Schema, least: int = 0) -> Schema:
    """Return a list."""
    return {"type": "array", "items": item, **({"minItems": least} if least else {})}


def or_null(schema: Schema) -> Schema:
    """Return a value that may be left open."""
    return {"anyOf": [schema, {"type": "null"}]}


def named(value: Schema) -> Schema:
    """Return values by name."""
    return {"type": "object", "propertyNames": WORD, "additionalProperties": value}
