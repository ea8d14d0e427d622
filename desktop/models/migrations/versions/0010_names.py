"""Names by their people's row, beside the people themselves: who has the letters and not the word costs no page."""

from __future__ import annotations

from alembic import op

VERSION = 10
revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index of names."""
    op.execute("CREATE INDEX person_by_no ON person (person_no, folded)")


def downgrade() -> None:
    """Drop it."""
    op.execute("DROP INDEX person_by_no")
