"""Places within a document, as the parsers name them: `audience.all[1].visits.op`. Reading and writing there. No Qt.

What must hold: a place a parser names finds the value it complained of.
"""

from __future__ import annotations

import re
from typing import Any

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
Step = str | int


def steps(place: str) -> list[Step]:
    """Return a place as keys and numbers."""
    return [key or int(number) for key, number in _STEP.findall(place)]


def look_up(root: Any, place: str) -> Any:
    """Return what stands at a place, None where nothing does."""
    for step in steps(place):
        if isinstance(step, int):
            root = root[step] if isinstance(root, list) and step < len(root) else None
        else:
            root = root.get(step) if isinstance(root, dict) else None
    return root


def put(root: Any, place: str, value: Any) -> None:
    """Write a value at a place; objects on the way there are made."""
    *heads, last = steps(place)
    for head in heads:
        if isinstance(head, int):
            root = root[head]
        else:
            found = root.get(head)
            if not isinstance(found, dict | list):
                found = root[head] = {}
            root = found
    root[last] = value


def drop(root: Any, place: str) -> None:
    """Take away what stands at a place; an object left empty on the way goes too, but for the outermost."""
    *heads, last = steps(place)
    parent = look_up(root, _written(heads))
    if isinstance(parent, list) and isinstance(last, int):
        del parent[last]
    elif isinstance(parent, dict) and last in parent:
        del parent[last]
        if not parent and heads and heads[-1] in _SHELLS:
            drop(root, _written(heads))


_SHELLS = ("caps", "window", "of", "grant")
"""Objects that mean nothing when they are empty."""


def _written(path: list[Step]) -> str:
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")
