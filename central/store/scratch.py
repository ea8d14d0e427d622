"""Sums too many for memory: kept in a file without a name that is gone when it is closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from sqlcipher3 import dbapi2

Account = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums by (lot, holder)."""

    file: Any

    def add(self, deltas: Iterable[tuple[str, str, int]]) -> None:
        """Add to accounts (lot, holder, delta)."""
        self.file.executemany(
            "INSERT INTO account VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET amount = amount + excluded.amount",
            deltas,
        )

    def note_granted(self, lots: Iterable[str]) -> None:
        """Note that lots are there: nothing opens them any more."""
        self.file.executemany(
            "INSERT INTO opened VALUES (?) ON CONFLICT DO NOTHING", ((lot,) for lot in lots)
        )

    def open(self, lots: Iterable[str]) -> set[str]:
        """Note that lots were opened; return those that were there before, opened or granted."""
        return {
            lot
            for lot in lots
            if not self.file.execute("INSERT INTO opened VALUES (?) ON CONFLICT DO NOTHING", (lot,)).rowcount
        }

    def all(self) -> Iterator[tuple[Account, int]]:
        """Give every account that is not zero, holder by holder."""
        rows = self.file.execute(
            "SELECT lot, holder, amount FROM account WHERE amount <> 0 ORDER BY holder, lot"
        )
        return (((lot, holder), amount) for lot, holder, amount in rows)


@contextmanager
def sums() -> Iterator[Sums]:
    """Lend an empty one."""
    with closing(dbapi2.connect("", isolation_level=None)) as file:
        for statement in (
            "PRAGMA temp_store = FILE",
            "PRAGMA cache_size = -16384",
            "CREATE TABLE account (lot TEXT, holder TEXT, amount INTEGER, PRIMARY KEY (holder, lot)) WITHOUT ROWID",
            "CREATE TABLE opened (lot TEXT PRIMARY KEY) WITHOUT ROWID",
            "BEGIN",
        ):
            file.execute(statement)
        yield Sums(file)
