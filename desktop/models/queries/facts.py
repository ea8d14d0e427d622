"""Reads facts as they were recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.models.sources import Reader, Source
from loyalty.clock import DAY
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


def facts_within(db: Source, kind: str, span: tuple[int, int]) -> list[Fact]:
    """Return the facts of a kind recorded in a span, the oldest first, without going through the whole log."""
    rows = db.rows(
        "SELECT raw FROM fact WHERE pos >= ? AND pos < ? AND kind = ? AND at >= ? AND at < ? ORDER BY pos",
        (_place(db, span[0] - DAY), _place(db, span[1] + DAY), kind, *span),
    )
    return [parse_fact(raw) for (raw,) in rows]


def _place(db: Source, at: int) -> int:
    """Return the first position recorded at or after an instant: positions follow the clock but for small steps."""
    low, high = 0, int(db.value("SELECT coalesce(max(pos), 0) FROM fact")) + 1
    while low < high:
        middle = (low + high) // 2
        row = db.row("SELECT pos, at FROM fact WHERE pos >= ? ORDER BY pos LIMIT 1", (middle,))
        if row is None or row[1] >= at:
            high = middle
        else:
            low = row[0] + 1
    return low


def raw_of_kinds(db: Reader, kinds: Sequence[str]) -> Iterator[bytes]:
    """Yield the facts of some kinds as they were recorded, in order."""
    marks = ", ".join("?" * len(kinds))
    sql = f"SELECT raw FROM fact WHERE kind IN ({marks}) ORDER BY pos"  # noqa: S608 - only marks
    for (raw,) in db.stream(sql, tuple(kinds)):
        yield raw


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
