"""Who holds the uses of offers, and which of them this till's sales drew; the turn of a grant."""

from __future__ import annotations

from alembic import op

from loyalty.uses import code_of, one_of

VERSION = 7
revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TABLES = (
    """CREATE TABLE offer_right (
        name TEXT NOT NULL,
        holder TEXT NOT NULL,
        amount INTEGER NOT NULL,
        CONSTRAINT offer_right_once PRIMARY KEY (name, holder)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE use_drawn (
        sale_id TEXT NOT NULL,
        name TEXT NOT NULL,
        amount INTEGER NOT NULL,
        CONSTRAINT use_drawn_once PRIMARY KEY (sale_id, name)
    ) STRICT, WITHOUT ROWID""",
)
_ADD = "INSERT INTO offer_right VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET amount = amount + 1"


def upgrade() -> None:
    """Make the tables; codes, and grants a sale brought, are held by the till that gave them."""
    for statement in _TABLES:
        op.execute(statement)
    op.execute("ALTER TABLE offer_grant ADD COLUMN turn INTEGER NOT NULL DEFAULT 1")
    bind = op.get_bind()
    codes = bind.exec_driver_sql("SELECT offer_id, digest, till_id FROM offer_code").fetchall()
    rows = [(code_of(offer_id, digest), till_id) for offer_id, digest, till_id in codes]
    brought = bind.exec_driver_sql(
        "SELECT offer_id, member_id, sale_id, till_id FROM offer_grant WHERE sale_id <> '' AND gives = ''"
    ).fetchall()
    rows += [(one_of(offer_id, member, 1, sale), till_id) for offer_id, member, sale, till_id in brought]
    for row in rows:
        bind.exec_driver_sql(_ADD, row)


def downgrade() -> None:
    """Drop them again."""
    op.execute("ALTER TABLE offer_grant DROP COLUMN turn")
    for table in ("use_drawn", "offer_right"):
        op.execute(f"DROP TABLE {table}")
