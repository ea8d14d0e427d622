"""Reads facts as they were recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.models.sources import Reader, Row, Source
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


def facts_within(db: Source, kind: str, span: tuple[int, int], branch_id: str) -> list[Fact]:
    """Return the facts of a kind that the tills of a branch recorded in a span, the oldest first.

    Without going through the whole log, and epoch by epoch: what another till recorded long ago may have come a moment ago.
    """
    found: list[Row] = []
    for (epoch,) in db.rows(_EPOCHS, (branch_id,)):
        first, end = (_place(db, epoch, at) for at in (span[0] - DAY, span[1] + DAY))
        found += db.rows(_WITHIN, (epoch, first, end, kind, *span))
    return [parse_fact(raw) for _, _, raw in sorted(found)]


_EPOCHS = (
    "SELECT e.epoch FROM epoch AS e LEFT JOIN till AS t USING (till_id) WHERE coalesce(t.branch_id, ?1) = ?1"
)
_WITHIN = "SELECT at, pos, raw FROM fact WHERE epoch = ? AND seq >= ? AND seq < ? AND kind = ? AND at >= ? AND at < ?"


def _place(db: Source, epoch: str, at: int) -> int:
    """Return the first number of an epoch recorded at or after an instant: they follow the clock but for small steps."""
    low, high = 0, int(db.value("SELECT coalesce(max(seq), 0) FROM fact WHERE epoch = ?", (epoch,))) + 1
    while low < high:
        middle = (low + high) // 2
        row = db.row(
            "SELECT seq, at FROM fact WHERE epoch = ? AND seq >= ? ORDER BY seq LIMIT 1", (epoch, middle)
        )
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
