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
        # Its own row names the business everywhere; all others by what stands for it in that place.
        keys = (source.business_id,) * 2 if table == "business" else (source.key, target.key)
        copied = copy_table(source, target, table, keys)
        facts = copied if table == "fact" else facts
    return facts


def copy_catalogue(source: Db, target: Db) -> None:
    """Copy the catalogue's rows into an empty one."""
    for table in CATALOGUE_TABLES:
        copy_table(source, target, table)


def copy_table(source: Db, target: Db, table: str, keys: tuple[str, str] | None = None) -> int:
    """Copy a table's rows; return how many. `keys`: those of one business alone, by what it is named in both places."""
    columns = [column["name"] for column in inspect(source.conn).get_columns(table)]
    where, values = ("WHERE business_id = :key", {"key": keys[0]}) if keys else ("", {})
    asked = source.conn.execution_options(yield_per=CHUNK) if source.postgres else source.conn
    result = asked.execute(text(f"SELECT {', '.join(columns)} FROM {table} {where}"), values)
    copied = 0
    while rows := result.fetchmany(CHUNK):
        _add(target, table, [_renamed(dict(zip(columns, row, strict=True)), keys) for row in rows])
        copied += len(rows)
    return copied


def _renamed(row: dict[str, object], keys: tuple[str, str] | None) -> dict[str, object]:
    return {**row, "business_id": keys[1]} if keys else row


def _add(target: Db, table: str, rows: Sequence[dict[str, object]]) -> None:
    places = ", ".join(f":{name}" for name in rows[0])
    target.conn.execute(text(f"INSERT INTO {table} ({', '.join(rows[0])}) VALUES ({places})"), rows)


def is_empty(catalogue: Db) -> bool:
    """Say whether a place holds no business yet."""
    return not catalogue.value("SELECT count(*) FROM tenant")
