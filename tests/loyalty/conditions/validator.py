"""JSON Schema as far as the published schemas use it; an unknown keyword is an error, so that none is passed over."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

SILENT = {"$schema", "title", "description", "$defs"}
TYPES: dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "null": lambda value: value is None,
}


def fits(schema: Any, value: Any, root: dict[str, Any]) -> bool:
    """Say whether a value is what a schema describes."""
    if isinstance(schema, bool):
        return schema
    return all(
        KEYWORDS[word](said, value, schema, root) for word, said in schema.items() if word not in SILENT
    )


def same(one: Any, other: Any) -> bool:
    return one == other and isinstance(one, bool) is isinstance(other, bool)


def _ref(said, value, schema, root):
    target = root
    for part in said.removeprefix("#/").split("/"):
        target = target[part]
    return fits(target, value, root)


def _additional(said, value, schema, root):
    if not isinstance(value, dict):
        return True
    return all(
        fits(said, one, root) for name, one in value.items() if name not in schema.get("properties", {})
    )


def _items(said, value, schema, root):
    first = len(schema.get("prefixItems", ()))
    return not isinstance(value, list) or all(fits(said, one, root) for one in value[first:])


def _size(kind: type, least: bool) -> Callable[..., bool]:
    def check(said, value, schema, root):
        return not isinstance(value, kind) or (len(value) >= said if least else len(value) <= said)

    return check


def _number(compare: Callable[[int, int], bool]) -> Callable[..., bool]:
    return lambda said, value, *_: (
        not isinstance(value, int) or isinstance(value, bool) or compare(value, said)
    )


KEYWORDS: dict[str, Callable[..., bool]] = {
    "$ref": _ref,
    "type": lambda said, value, *_: TYPES[said](value),
    "const": lambda said, value, *_: same(said, value),
    "enum": lambda said, value, *_: any(same(one, value) for one in said),
    "anyOf": lambda said, value, schema, root: any(fits(one, value, root) for one in said),
    "properties": lambda said, value, schema, root: (
        not isinstance(value, dict)
        or all(fits(one, value[name], root) for name, one in said.items() if name in value)
    ),
    "required": lambda said, value, *_: not isinstance(value, dict) or all(name in value for name in said),
    "additionalProperties": _additional,
    "propertyNames": lambda said, value, schema, root: (
        not isinstance(value, dict) or all(fits(said, name, root) for name in value)
    ),
    "items": _items,
    "prefixItems": lambda said, value, schema, root: (
        not isinstance(value, list)
        or all(fits(one, each, root) for one, each in zip(said, value, strict=False))
    ),
    "pattern": lambda said, value, *_: not isinstance(value, str) or re.search(said, value) is not None,
    "minLength": _size(str, True),
    "maxLength": _size(str, False),
    "minItems": _size(list, True),
    "maxItems": _size(list, False),
    "minProperties": _size(dict, True),
    "maxProperties": _size(dict, False),
    "minimum": _number(lambda value, said: value >= said),
    "maximum": _number(lambda value, said: value <= said),
}
