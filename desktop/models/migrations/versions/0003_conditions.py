"""What conditions ask of a member: the days of the first and last purchase beside their instants, and RFM classes."""

from __future__ import annotations

from alembic import op

VERSION = 3
revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_STAT = """CREATE TABLE member_stat (
        member_id TEXT NOT NULL,
        visits INTEGER NOT NULL,
        spent INTEGER NOT NULL,
        discount INTEGER NOT NULL,
        {}CONSTRAINT member_stat_once PRIMARY KEY (member_id)
    ) STRICT, WITHOUT ROWID"""
_BEFORE = """first_at INTEGER,
        last_at INTEGER,
        """
_SINCE = """first_at INTEGER,
        first_on TEXT,
        last_at INTEGER,
        last_on TEXT,
        """
_CLASSES = """CREATE TABLE member_class (
        member_id TEXT NOT NULL,
        segment TEXT NOT NULL,
        CONSTRAINT member_class_once PRIMARY KEY (member_id)
    ) STRICT, WITHOUT ROWID"""
_DAY = "(SELECT {}(on_day) FROM sale WHERE sale.member_id = t.member_id AND net_now > 0)"


def upgrade() -> None:
    """Make the columns and fill them from the purchases of this file."""
    days = _DAY.format("min"), _DAY.format("max")
    _renew(_SINCE, f"first_at, {days[0]}, last_at, {days[1]}")
    op.execute(_CLASSES)


def downgrade() -> None:
    """Drop them again."""
    op.execute("DROP TABLE member_class")
    op.execute("DELETE FROM setting WHERE name = 'classes'")
    _renew(_BEFORE, "first_at, last_at")


def _renew(columns: str, values: str) -> None:
    op.execute("CREATE TEMP TABLE told AS SELECT * FROM member_stat")
    op.execute("DROP TABLE member_stat")
    op.execute(_STAT.format(columns))
    op.execute(
        f"INSERT INTO member_stat SELECT member_id, visits, spent, discount, {values} FROM temp.told AS t"  # noqa: S608
    )
    op.execute("DROP TABLE temp.told")
