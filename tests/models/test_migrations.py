"""Migrations: what they make is what the schema says, up and down with data, and every trigger is there again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop.models import migrate, schema
from desktop.models.engine import connect, scratch
from desktop.models.store import Store
from tests.models.test_append_only import attempts, fill
from tests.models.world import World, enrol, sell

SECOND = """
from alembic import op
VERSION = 2
revision, down_revision, branch_labels, depends_on = "0002", "0001", None, None

def upgrade():
    op.execute("CREATE TABLE entry_new (entry_id TEXT NOT NULL, lot_id TEXT NOT NULL, kind TEXT NOT NULL, delta INTEGER "
               "NOT NULL, at INTEGER NOT NULL, fact_id TEXT NOT NULL, extra TEXT NOT NULL DEFAULT '', "
               "CONSTRAINT entry_once PRIMARY KEY (entry_id)) STRICT, WITHOUT ROWID")
    op.execute("INSERT INTO entry_new SELECT *, '' FROM entry")
    op.execute("DROP TRIGGER entry_no_delete")
    op.execute("DROP TABLE entry")
    op.execute("ALTER TABLE entry_new RENAME TO entry")
    op.execute("CREATE INDEX entry_by_lot ON entry (lot_id)")

def downgrade():
    {breaks}
    op.execute("DROP TRIGGER entry_no_delete")
    op.execute("ALTER TABLE entry DROP COLUMN extra")
"""


def shape(connection: Any) -> dict[str, str]:
    """Return every object of a database with its SQL, blanks apart."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {name: " ".join(sql.split()) for name, sql in rows}


def test_the_revisions_make_what_the_schema_says() -> None:
    migrated, direct = scratch(), scratch()
    migrate.bring_up(migrated, 0)
    for statement in schema.statements():
        direct.execute(statement)
    assert shape(migrated) == shape(direct)
    assert migrated.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
    for connection in (migrated, direct):
        connection.close()


def test_down_and_up_again() -> None:
    connection = scratch()
    migrate.bring_up(connection, 0)
    connection.execute("INSERT INTO setting VALUES ('a', '1')")
    migrate.bring_down(connection, 0)
    assert shape(connection) == {}
    migrate.bring_up(connection, 0)
    assert connection.execute("SELECT count(*) FROM setting").fetchone()[0] == 0
    connection.close()


@pytest.fixture
def revisions(tmp_path: Path) -> Path:
    """Return a folder of revisions with a second one that rebuilds a table, as a later version will."""
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    for path in (migrate.HERE / "versions").glob("0001_*"):
        (folder / "versions" / path.name).write_bytes(path.read_bytes())
    (folder / "versions" / "0002_extra.py").write_text(SECOND.replace("{breaks}", "pass"))
    return folder


def test_a_rebuilt_table_keeps_its_rows_and_gets_its_triggers_back(
    world: World, shop: Store, revisions: Path
) -> None:
    fill(world, shop)
    sell(shop, enrol(shop))
    shop.close()
    connection = connect(shop.path, shop.data_key)
    before = connection.execute("SELECT * FROM entry ORDER BY entry_id").fetchall()
    assert before
    migrate.run_revisions(connection, ("0002",), "upgrade", revisions)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == 2
    assert connection.execute("SELECT * FROM entry ORDER BY entry_id").fetchall() == [
        (*row, "") for row in before
    ]
    for table in schema.log.APPEND_ONLY:
        assert attempts(connection, table) == []
    migrate.run_revisions(connection, ("0002",), "downgrade", revisions)
    assert connection.execute("SELECT * FROM entry ORDER BY entry_id").fetchall() == before
    assert attempts(connection, "entry") == []
    assert connection.execute("PRAGMA user_version").fetchone()[0] == 1
    connection.close()
    store = world.open()
    sell(store)
    store.close()


def test_without_the_renewal_the_triggers_would_be_gone(
    world: World, shop: Store, revisions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(world, shop)
    shop.close()
    connection = connect(shop.path, shop.data_key)
    monkeypatch.setattr(migrate, "renew_triggers", lambda _connection: None)
    migrate.run_revisions(connection, ("0002",), "upgrade", revisions)
    assert attempts(connection, "entry") == ["UPDATE", "DELETE", "REPLACE", "UPSERT"]
    connection.close()


def test_a_revision_that_breaks_leaves_the_file_as_it_was(world: World, shop: Store, revisions: Path) -> None:
    fill(world, shop)
    shop.close()
    broken = revisions / "versions" / "0002_extra.py"
    broken.write_text(
        SECOND.replace("{breaks}", "pass").replace('op.execute("CREATE INDEX', 'op.execute("CREATE WRONG')
    )
    connection = connect(shop.path, shop.data_key)
    before = shape(connection)
    rows = connection.execute("SELECT * FROM entry ORDER BY entry_id").fetchall()
    with pytest.raises(Exception, match="WRONG"):
        migrate.run_revisions(connection, ("0002",), "upgrade", revisions)
    assert shape(connection) == before
    assert connection.execute("SELECT * FROM entry ORDER BY entry_id").fetchall() == rows
    assert connection.execute("PRAGMA user_version").fetchone()[0] == 1
    connection.close()
