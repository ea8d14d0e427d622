"""A transaction on one business's tables, in the words both databases understand.

Every statement names the business as `:b`, and the row that says which business this is as `:own`. Lists go as one parameter (`among`), rows in bulk (`add_many`), so that a
run of a thousand facts is a handful of statements.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import Connection, TextClause, text

Row = Any
RUN = 100
"""Rows of one statement: SQLite takes 32,766 values at once."""


@cache
def _clause(sql: str) -> TextClause:
    return text(sql)


@lru_cache(4_096)
def _run(table: str, columns: tuple[str, ...], count: int, tail: str) -> str:
    row = f"(?1, {', '.join('?' * len(columns))})"
    return f"INSERT INTO {table} (business_id, {', '.join(columns)}) VALUES {', '.join([row] * count)} {tail}"


@cache
def _bulk(table: str, columns: tuple[str, ...], kinds: str, tail: str) -> str:
    names = ", ".join(columns)
    casts = {"t": "text", "i": "bigint", "b": "bytea"}
    arrays = ", ".join(f"%b::{casts[kind]}[]" for kind in kinds)
    return f"INSERT INTO {table} (business_id, {names}) SELECT %b::text, * FROM unnest({arrays}) {tail}"


@dataclass(frozen=True, slots=True)
class Db:
    """An open transaction; `postgres` says which of the two databases it speaks to."""

    conn: Connection
    business_id: str
    postgres: bool

    @property
    def key(self) -> str:
        """Return what stands for the business in every row: nothing in a file, which holds one business alone."""
        return self.business_id if self.postgres else ""

    def run(self, sql: str, **values: Any) -> int:
        """Run a statement; return how many rows it touched."""
        return self.conn.execute(_clause(sql), self._values(values)).rowcount

    def rows(self, sql: str, **values: Any) -> Sequence[Row]:
        """Return the rows of a query."""
        return self.conn.execute(_clause(sql), self._values(values)).fetchall()

    def row(self, sql: str, **values: Any) -> Row | None:
        """Return the first row of a query."""
        return self.conn.execute(_clause(sql), self._values(values)).first()

    def value(self, sql: str, **values: Any) -> Any:
        """Return the first column of the first row; None without one."""
        found = self.row(sql, **values)
        return None if found is None else found[0]

    def among(self, name: str) -> str:
        """Return the condition that a column is one of a list, given as the parameter `name`."""
        return f"= ANY(:{name})" if self.postgres else f"IN (SELECT value FROM json_each(:{name}))"

    def add_many(
        self, table: str, columns: tuple[str, ...], kinds: str, rows: Sequence[Sequence[Any]], tail: str = ""
    ) -> None:
        """Insert rows at once; `kinds` has a letter a column (t text, i integer, b bytes), `tail` a conflict clause."""
        if not rows:
            return
        if self.postgres:
            sql = _bulk(table, columns, kinds, tail)
            arrays = [list(column) for column in zip(*rows, strict=True)]
            self.conn.exec_driver_sql(sql, (self.key, *arrays))
        else:
            self._add_in_runs(table, columns, tail, rows)

    def _add_in_runs(
        self, table: str, columns: tuple[str, ...], tail: str, rows: Sequence[Sequence[Any]]
    ) -> None:
        # Many rows a statement: between two statements any other thread may take the interpreter for a while.
        for start in range(0, len(rows), RUN):
            part = rows[start : start + RUN]
            values = (self.key, *chain.from_iterable(part))
            self.conn.exec_driver_sql(_run(table, columns, len(part), tail), values)

    def _values(self, values: dict[str, Any]) -> dict[str, Any]:
        told = {
            name: value if self.postgres or not isinstance(value, list) else json.dumps(value)
            for name, value in values.items()
        }
        return {"b": self.key, "own": self.business_id, **told}


def unique(names: Iterable[str]) -> list[str]:
    """Return names once each, in order, as a list parameter."""
    return sorted(set(names))
