"""Brings a database to today's schema by numbered revisions, each in one transaction; a newer schema is refused.

Triggers against changing facts are made anew each time, for a table that was rebuilt has silently lost its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Template
from types import ModuleType

from sqlalchemy import Connection, inspect

from central.store.revisions import REVISIONS
from loyalty.errors import require

WORDS = {
    "sqlite": {"text": "TEXT", "int": "INTEGER", "bytes": "BLOB", "strict": " STRICT"},
    "postgresql": {"text": 'TEXT COLLATE "C"', "int": "BIGINT", "bytes": "BYTEA", "strict": ""},
}

_FORBID = """CREATE OR REPLACE FUNCTION bashgah_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'what is written stays' USING ERRCODE = 'integrity_constraint_violation'; END $$"""

PARTS = ("CATALOGUE", "BUSINESS")


def version_of(conn: Connection) -> int:
    """Return the schema's version; 0 for an empty database."""
    if not inspect(conn).has_table("schema_version"):
        return 0
    return int(conn.exec_driver_sql("SELECT max(version) FROM schema_version").scalar() or 0)


def bring_up(conn: Connection, parts: Sequence[str], revisions: Sequence[ModuleType] = REVISIONS) -> bool:
    """Run the revisions a database lacks, within the caller's transaction; say whether there were any.

    `parts` are the halves it holds. Raises `centre_schema_newer`.
    """
    found, newest = version_of(conn), len(revisions)
    require(found <= newest, "centre_schema_newer", found=found, known=newest)
    if found == newest:
        return False
    dialect = conn.dialect.name
    if found == 0:
        conn.exec_driver_sql("CREATE TABLE schema_version (version BIGINT NOT NULL PRIMARY KEY)")
    for number, revision in enumerate(revisions[found:], start=found + 1):
        for part in parts:
            for statement in _statements(revision, part, dialect):
                conn.exec_driver_sql(Template(statement).substitute(WORDS[dialect]))
        conn.exec_driver_sql(f"INSERT INTO schema_version VALUES ({number})")
    if "BUSINESS" in parts:
        _forbid_changes(conn, revisions[-1].APPEND_ONLY)
        _fence_businesses(conn)
    return True


def _statements(revision: ModuleType, part: str, dialect: str) -> Sequence[str]:
    told: Sequence[str] | Mapping[str, Sequence[str]] = getattr(revision, part)
    return told[dialect] if isinstance(told, Mapping) else told


def _forbid_changes(conn: Connection, tables: Sequence[str]) -> None:
    if conn.dialect.name == "postgresql":
        conn.exec_driver_sql(_FORBID)
        for table in tables:
            conn.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_stays ON {table}")
            conn.exec_driver_sql(
                f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION bashgah_append_only()"
            )
        return
    for table in tables:
        for act in ("UPDATE", "DELETE"):
            name = f"{table}_no_{act.lower()}"
            conn.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            conn.exec_driver_sql(
                f"CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, 'what is written stays'); END"
            )


def business_tables(conn: Connection) -> list[str]:
    """Return the tables of a business: those whose rows name one, but for the catalogue's."""
    look = inspect(conn)
    catalogue = {"tenant", "till_key", "invitation", "tally", "schema_version"}
    return [name for name in sorted(look.get_table_names()) if name not in catalogue]


def _fence_businesses(conn: Connection) -> None:
    """Let a connection to PostgreSQL see the rows of the business it named, and no other."""
    if conn.dialect.name != "postgresql":
        return
    for table in business_tables(conn):
        conn.exec_driver_sql(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        conn.exec_driver_sql(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        conn.exec_driver_sql(f"DROP POLICY IF EXISTS own_business ON {table}")
        conn.exec_driver_sql(
            f"CREATE POLICY own_business ON {table} USING (business_id = current_setting('bashgah.business', true)) "
            "WITH CHECK (business_id = current_setting('bashgah.business', true))"
        )
