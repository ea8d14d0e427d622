"""Brings an older file to today's schema, and back, by the packaged Alembic revisions.

Alembic is imported only when there is something to bring up: opening a file of today costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from desktop.models import schema

HERE = Path(__file__).parent / "migrations"


def bring_up(connection: Any, version: int) -> None:
    """Run the revisions after `version` on an open DBAPI connection, all in one transaction."""
    run_revisions(connection, schema.REVISIONS[version:], "upgrade")


def bring_down(connection: Any, version: int) -> None:
    """Run revisions back to `version`, newest first; 0 leaves an empty file."""
    now = connection.execute("PRAGMA user_version").fetchone()[0]
    run_revisions(connection, tuple(reversed(schema.REVISIONS[version:now])), "downgrade")


def run_revisions(connection: Any, revisions: tuple[str, ...], way: str, folder: Path = HERE) -> None:
    """Run each revision's `upgrade` or `downgrade`; triggers are made anew and the version noted at the end.

    All of it or nothing; what SQLite refuses is raised as it would be without SQLAlchemy, a `dbapi2.Error`.
    """
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool
    from sqlcipher3 import dbapi2

    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: connection, poolclass=StaticPool)
    scripts = ScriptDirectory(str(folder))
    with _bare_errors(), engine.connect() as bound, ExitStack() as undo:
        bound.exec_driver_sql("BEGIN IMMEDIATE")
        undo.callback(_give_up, connection)
        with Operations.context(MigrationContext.configure(bound)):
            for revision in revisions:
                module = scripts.get_revision(revision).module
                getattr(module, way)()
                reached = module.VERSION if way == "upgrade" else module.VERSION - 1
                bound.exec_driver_sql(f"PRAGMA user_version = {reached}")
        renew_triggers(bound)
        bound.exec_driver_sql("COMMIT")
        undo.pop_all()


@contextmanager
def _bare_errors() -> Iterator[None]:
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except DBAPIError as problem:
        if problem.orig is None:
            raise
        raise problem.orig from problem


def _give_up(connection: Any) -> None:
    # A full disk may have ended the transaction already.
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def renew_triggers(connection: Any) -> None:
    """Drop every trigger and make today's: a table that was rebuilt has silently lost its own."""
    names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    tables = {
        row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    if "fact" in tables:
        for statement in schema.triggers(with_columns="column_part" in tables):
            connection.exec_driver_sql(statement)
