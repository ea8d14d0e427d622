"""Tables that keep what figures read as columns. They begin empty: whoever counts figures fills them."""

from __future__ import annotations

from pathlib import Path

from alembic import op

VERSION = 8
revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_STATEMENTS = Path(__file__).with_suffix(".sql")
_TABLES = ("column_part", "column_word", "column_change")


def upgrade() -> None:
    """Make the tables."""
    for statement in _STATEMENTS.read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            op.execute(statement)


def downgrade() -> None:
    """Drop them, and before them the triggers that would write to them."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%\\_column\\_%' ESCAPE '\\'"
    for (name,) in op.get_bind().exec_driver_sql(sql).fetchall():
        op.execute(f"DROP TRIGGER {name}")
    for table in _TABLES:
        op.execute(f"DROP TABLE {table}")
