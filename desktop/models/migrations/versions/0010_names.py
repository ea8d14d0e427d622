"""Names by their people's row, beside the people themselves: who has the letters and not the word costs no page.

Parts of the indexes of names fit a page of the encrypted file from now on; they are made anew from the names in it.
"""

# ruff: noqa: S608 - statements are put together from names in this file alone.

from __future__ import annotations

from alembic import op

VERSION = 10
revision = "0010"
down_revision = "0009"
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
    """Make the index of names, and the others in fitting parts."""
    op.execute("CREATE INDEX person_by_no ON person (person_no, folded)")
    _renew("('secure-delete', 1), ('pgsz', 3900)")


def downgrade() -> None:
    """Drop it, and make parts as wide as they were."""
    op.execute("DROP INDEX person_by_no")
    _renew("('secure-delete', 1)")


def _renew(settings: str) -> None:
    anybody = op.get_bind().exec_driver_sql("SELECT 1 FROM person LIMIT 1").first()
    for table, made in _INDEXES.items():
        op.execute(f"DROP TABLE {table}")
        op.execute(made)
        op.execute(f"INSERT INTO {table} ({table}, rank) VALUES {settings}")
        if anybody:
            op.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
