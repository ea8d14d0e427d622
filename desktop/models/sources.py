"""Reading the shop's file: the one small face that queries need, and its reader over a snapshot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

Row = Any
"""One row: a tuple of column values, whose types the statement knows and the checker cannot."""


class Source(Protocol):
    """What can be asked: a reader's snapshot, or an open transaction that sees its own writes."""

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[Row]:
        """Return all rows of a statement with bound parameters."""

    def row(self, sql: str, params: Sequence[Any] = ()) -> Row | None:
        """Return the first row, or None."""

    def value(self, sql: str, params: Sequence[Any] = ()) -> Any:
        """Return the first column of the first row, or None."""


class Writer(Source, Protocol):
    """A source that local tables may be written through: an open transaction."""

    def run(self, sql: str, params: Sequence[Any] = ()) -> int:
        """Write to a local table; return the rows changed."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A source over one DBAPI connection; what it reads is one consistent moment of the file."""

    connection: Any

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[Row]:
        """Return all rows of a statement."""
        found: list[Row] = self.connection.execute(sql, params).fetchall()
        return found

    def row(self, sql: str, params: Sequence[Any] = ()) -> Row | None:
        """Return the first row, or None."""
        found: Row | None = self.connection.execute(sql, params).fetchone()
        return found

    def value(self, sql: str, params: Sequence[Any] = ()) -> Any:
        """Return the first column of the first row, or None."""
        found = self.connection.execute(sql, params).fetchone()
        return None if found is None else found[0]

    def stream(self, sql: str, params: Sequence[Any] = ()) -> Iterator[Row]:
        """Yield rows as they come, for what may not be held in memory at once."""
        for batch in self.batches(sql, params=params):
            yield from batch

    def let_go(self) -> None:
        """Give back the memory of the pages that were read: behind a reading of everything it is of no use to the next."""
        self.connection.execute("PRAGMA shrink_memory")

    @contextmanager
    def sparing(self, kib: int) -> Iterator[None]:
        """Keep no more than so much of the file at hand: a reading of everything once finds little of it again."""
        before = self.value("PRAGMA cache_size")
        self.connection.execute(f"PRAGMA cache_size = -{kib}")
        try:
            yield
        finally:
            self.connection.execute(f"PRAGMA cache_size = {before}")

    def batches(self, sql: str, size: int = 2_000, params: Sequence[Any] = ()) -> Iterator[list[Row]]:
        """Yield rows by the thousand, or by `size`."""
        cursor = self.connection.execute(sql, params)
        while batch := cursor.fetchmany(size):
            yield batch
