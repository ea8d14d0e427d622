"""A place to count tries at members' own PINs. Their facts stand in the log as they were taken in."""

from __future__ import annotations

from alembic import op

VERSION = 9
revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.execute(
        """CREATE TABLE member_pin_try (
        member_id TEXT NOT NULL,
        mark TEXT NOT NULL,
        fails INTEGER NOT NULL,
        failed_at INTEGER NOT NULL,
        CONSTRAINT member_pin_try_once PRIMARY KEY (member_id)
    ) STRICT, WITHOUT ROWID"""
    )


def downgrade() -> None:
    """Drop it."""
    op.execute("DROP TABLE member_pin_try")
