"""Which till enrolled a member: the one that counts their uses of offers until the centre opens that right."""

from __future__ import annotations

from alembic import op

VERSION = 11
revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_TOLD = (
    "SELECT json_extract(CAST(raw AS TEXT), '$[15][0]') AS member_id, till_id FROM fact "
    "WHERE kind = 'member.enrolled' AND fact_id NOT IN (SELECT fact_id FROM fact_deferred)"
)


def upgrade() -> None:
    """Add the till, as the facts tell it."""
    op.execute("ALTER TABLE member ADD COLUMN till_id TEXT NOT NULL DEFAULT ''")
    op.execute(
        f"UPDATE member SET till_id = told.till_id FROM ({_TOLD}) AS told WHERE told.member_id = member.member_id "  # noqa: S608
        "AND member.origin = 'till'"
    )


def downgrade() -> None:
    """Drop it."""
    op.execute("ALTER TABLE member DROP COLUMN till_id")
