"""Copies whole businesses between places: into a backup, out of one, from files to PostgreSQL and back.

A copy is a folder place in one file (zip): the catalogue and a file a business, with a list of what is in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import inspect, text

from central.store.db import Db
from central.store.migrate import business_tables

CHUNK = 2_000
CATALOGUE_TABLES = ("tenant", "till_key", "invitation")


def copy_business(source: Db, target: Db) -> int:
    """Copy all rows of a business into an empty one; return how many facts."""
    facts = 0
    for table in business_tables(source.conn):
        copied = copy_table(source, target, table, own=True)
        facts = copied if table == "fact" else facts
    return facts


def copy_catalogue(source: Db, target: Db) -> None:
    """Copy the catalogue's rows into an empty one."""
    for table in CATALOGUE_TABLES:
        copy_table(source, target, table, own=False)


def copy_table(source: Db, target: Db, table: str, *, own: bool) -> int:
    """Copy a table's rows, of the business alone where it has one; return how many."""
    columns = [column["name"] for column in inspect(source.conn).get_columns(table)]
    named = ", ".join(columns)
    where = "WHERE business_id = :b" if own else ""
    asked = source.conn.execution_options(yield_per=CHUNK) if source.postgres else source.conn
    values = {"b": source.business_id} if own else {}
    result = asked.execute(text(f"SELECT {named} FROM {table} {where}"), values)
    copied = 0
    while rows := result.fetchmany(CHUNK):
        _add(target, table, columns, [tuple(row) for row in rows])
        copied += len(rows)
    return copied


def _add(target: Db, table: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
    places = ", ".join(f":{name}" for name in columns)
    target.conn.execute(
        text(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"),
        [dict(zip(columns, row, strict=True)) for row in rows],
    )


def is_empty(catalogue: Db) -> bool:
    """Say whether a place holds no business yet."""
    return not catalogue.value("SELECT count(*) FROM tenant")
