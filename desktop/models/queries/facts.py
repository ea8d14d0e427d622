"""Reads facts as they were recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from desktop.models.sources import Source
from loyalty.facts import Fact, parse_fact
from loyalty.kinds import read_body


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact with its parsed body, its place and its hash."""

    pos: int
    fact: Fact
    body: Any
    hash: bytes


def fact(db: Source, fact_id: str) -> FactRow | None:
    """Return a fact by id, or None."""
    row = db.row("SELECT pos, raw, hash FROM fact WHERE fact_id = ?", (fact_id,))
    return None if row is None else _fact(*row)


def facts_after(db: Source, pos: int, limit: int = 1_000) -> tuple[FactRow, ...]:
    """Return the facts behind a place, in order."""
    rows = db.rows("SELECT pos, raw, hash FROM fact WHERE pos > ? ORDER BY pos LIMIT ?", (pos, limit))
    return tuple(_fact(*row) for row in rows)


def count_facts(db: Source) -> int:
    """Return how many facts there are."""
    found: int = db.value("SELECT count(*) FROM fact")
    return found


def last_place(db: Source) -> int:
    """Return the place of the last fact, 0 before the first: places are counted up and none is ever given up."""
    found: int = db.value("SELECT coalesce(max(pos), 0) FROM fact")
    return found


def _fact(pos: int, raw: bytes, hash_: bytes) -> FactRow:
    told = parse_fact(raw)
    return FactRow(pos, told, read_body(told.kind, told.version, told.body), hash_)
