"""The first schema; its statements stand frozen in `0001_first.sql`, whatever `schema/` says later."""

from __future__ import annotations

from pathlib import Path

from alembic import op

VERSION = 1
revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_STATEMENTS = Path(__file__).with_suffix(".sql")


def upgrade() -> None:
    """Make every table and index."""
    for statement in _STATEMENTS.read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            op.execute(statement)


def downgrade() -> None:
    """Drop everything: before this there was no file."""
    found = op.get_bind().exec_driver_sql(
        "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view', 'table') "
        "AND name NOT LIKE 'sqlite_%' ORDER BY type = 'table', sql LIKE 'CREATE VIRTUAL%' DESC"
    )
    op.execute("PRAGMA defer_foreign_keys = ON")
    for kind, name in found.fetchall():
        op.execute(f"DROP {kind} IF EXISTS {name}")
