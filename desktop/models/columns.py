"""Rows as columns, for the way between processes: what stands in every row of a batch goes once, as do equal columns.

A row of a sale is mostly what all sales of a day share, and its id stands in five tables. Made to columns and back
it costs a third of what its values cost one by one, and comes out as it went in.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

from desktop.models.sinks import Batch
from desktop.models.sources import Row

_BETWEEN = "\0"

Packed = Any
"""What a column is sent as: numbers as `bytes`, texts joined to one `str`, anything else as the list it is."""
Place = tuple[bool, Any]
"""A column of a batch: (False, its place among the columns sent), or (True, what every row has there)."""
PackedBatch = tuple[str, int, list[Place]]
"""A statement, how many rows it is run for, and their columns."""


@dataclass(slots=True)
class Columns:
    """Gathers the columns of many batches, each once."""

    sent: list[Packed] = field(default_factory=list)
    _known: dict[Packed, int] = field(default_factory=dict)

    def pack(self, batches: Iterable[Batch]) -> list[PackedBatch]:
        """Return batches that speak of the columns gathered here."""
        return [(sql, len(rows), self._places(rows)) for sql, rows in batches]

    def _places(self, rows: Sequence[Row]) -> list[Place]:
        return [self._place(column) for column in zip(*rows, strict=True)]

    def _place(self, column: tuple[Any, ...]) -> Place:
        kinds, first = set(map(type, column)), column[0]
        if len(kinds) == 1 and column.count(first) == len(column):
            return True, first
        packed = _packed(column, kinds)
        if isinstance(packed, list):
            self.sent.append(packed)
            return False, len(self.sent) - 1
        place = self._known.setdefault(packed, len(self.sent))
        if place == len(self.sent):
            self.sent.append(packed)
        return False, place


def _packed(column: tuple[Any, ...], kinds: set[type]) -> Packed:
    if kinds == {int}:
        return array("q", column).tobytes()
    if kinds == {str}:
        joined = _BETWEEN.join(column)
        if joined.count(_BETWEEN) == len(column) - 1:
            return joined
    return list(column)


def unpack(sent: Iterable[Packed]) -> list[Sequence[Any]]:
    """Return the columns that were sent."""
    return [_unpacked(column) for column in sent]


def _unpacked(packed: Packed) -> Sequence[Any]:
    if isinstance(packed, bytes):
        return array("q", packed)
    return packed.split(_BETWEEN) if isinstance(packed, str) else packed


def rows_of(batches: Iterable[PackedBatch], columns: Sequence[Sequence[Any]]) -> Iterator[Batch]:
    """Yield batches as they were before, their rows to be read once."""
    for sql, count, places in batches:
        told = [repeat(what, count) if shared else columns[what] for shared, what in places]
        yield sql, zip(*told, strict=True)
