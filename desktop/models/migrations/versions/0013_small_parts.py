"""Parts of the indexes of names fit a page of today's form of the file; two of them fit one of the former.

The indexes are made anew from the names in the file.
"""

# ruff: noqa: S608 - statements are put together from names in this file alone.

from __future__ import annotations

from alembic import op

VERSION = 13
revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_INDEXES = {
    "person_part": """CREATE VIRTUAL TABLE person_part USING fts5 (
        folded, content = 'person', content_rowid = 'person_no', tokenize = 'trigram', columnsize = 0, detail = none)""",
    "person_word": """CREATE VIRTUAL TABLE person_word USING fts5 (
        folded, content = 'person', content_rowid = 'person_no', tokenize = 'unicode61 remove_diacritics 0',
        prefix = '1 2 3', columnsize = 0)""",
}


def upgrade() -> None:
    """Make the indexes in fitting parts."""
    _renew("('secure-delete', 1), ('pgsz', 1900)")


def downgrade() -> None:
    """Make parts as wide as they were."""
    _renew("('secure-delete', 1)")


def _renew(settings: str) -> None:
    anybody = op.get_bind().exec_driver_sql("SELECT 1 FROM person LIMIT 1").first()
    for table, made in _INDEXES.items():
        op.execute(f"DROP TABLE {table}")
        op.execute(made)
        op.execute(f"INSERT INTO {table} ({table}, rank) VALUES {settings}")
        if anybody:
            op.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
