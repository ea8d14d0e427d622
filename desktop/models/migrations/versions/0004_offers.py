"""Tables of offers: rights granted to members, unique codes, and where they were spent."""

from __future__ import annotations

from pathlib import Path

from alembic import op

VERSION = 4
revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_STATEMENTS = Path(__file__).with_suffix(".sql")
_TABLES = ("code_use", "offer_count", "offer_code", "offer_grant")


def upgrade() -> None:
    """Make the tables; counts come from the uses an older file has."""
    for statement in _STATEMENTS.read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            op.execute(statement)
    op.execute(
        "INSERT INTO offer_count SELECT offer_id, on_day, count(*), sum(stands), sum(discount * stands), "
        "sum(credit * stands), sum(points * stands) FROM offer_use GROUP BY offer_id, on_day"
    )


def downgrade() -> None:
    """Drop them again."""
    for table in _TABLES:
        op.execute(f"DROP TABLE {table}")
