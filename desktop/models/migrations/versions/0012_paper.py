"""Slips by state tell their fact: one index does the work of two, and a sale writes a page less."""

from __future__ import annotations

from alembic import op

VERSION = 12
revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Widen the index by state, drop the one by fact."""
    op.execute("DROP INDEX print_job_by_state")
    op.execute("DROP INDEX print_job_by_fact")
    op.execute("CREATE INDEX print_job_by_state ON print_job (state, made_at, fact_id)")


def downgrade() -> None:
    """Make both as they were."""
    op.execute("DROP INDEX print_job_by_state")
    op.execute("CREATE INDEX print_job_by_state ON print_job (state, made_at)")
    op.execute("CREATE INDEX print_job_by_fact ON print_job (fact_id)")
