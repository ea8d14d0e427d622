"""Asks for a long list of values in portions: a statement binds only so many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop.models.sources import Source

PORTION = 500


def rows_in(db: Source, sql: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
    """Return the rows of a statement whose `(?)` stands for a list of values, asked for in portions."""
    found: list[tuple[Any, ...]] = []
    for start in range(0, len(values), PORTION):
        portion = values[start : start + PORTION]
        marks = ", ".join("?" * len(portion))
        found += db.rows(sql.replace("(?)", f"({marks})"), portion)
    return found
