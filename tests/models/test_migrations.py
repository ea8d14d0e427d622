"""Migrations: what they make is what the schema says, up and down with data, and every trigger is there again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.models import migrate, opening, schema
from desktop.models.engine import connect, scratch
from desktop.models.people import Person
from desktop.models.store import Store
from desktop.models.verify import verify
from loyalty.clock import DAY
from loyalty.errors import LoyaltyError
from loyalty.kinds import (
    CardChange,
    Consent,
    Grant,
    LotsOpened,
    MemberEnrolled,
    MemberGone,
    Product,
    ProductsSet,
    StaffSeen,
)
from tests.models.test_append_only import attempts, fill
from tests.models.world import OWNER, START, World, enrol, sell

LATER = f"{schema.VERSION + 1:04}"
NEXT = f"""
from alembic import op
VERSION = {schema.VERSION + 1}
revision, down_revision, branch_labels, depends_on = "{LATER}", "{schema.REVISIONS[-1]}", None, None

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
    pass
    op.execute("DROP TRIGGER entry_no_delete")
    op.execute("ALTER TABLE entry DROP COLUMN extra")
"""


def shape(connection: Any) -> dict[str, str]:
    """Return every object of a database with its SQL, blanks apart: columns, types, rules, STRICT and triggers."""
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {f"{kind} {name}": " ".join(sql.split()) for kind, name, sql in rows}


def contents(connection: Any) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of every table, also of those the full-text indexes keep their settings in."""
    names = [row[0] for row in connection.execute("SELECT name FROM pragma_table_list WHERE schema = 'main'")]
    names = [name for name in names if not name.startswith("sqlite_")]
    return {name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in names}


@pytest.fixture
def migrated() -> Iterator[Any]:
    """Return an empty database for revisions to run in."""
    connection = scratch()
    yield connection
    connection.close()


def check_drift(migrated: Any) -> None:
    """See that a database is, table by table and rule by rule, what the schema would have made today."""
    direct = scratch()
    try:
        for statement in schema.statements():
            direct.execute(statement)
        assert shape(migrated) == shape(direct)
        assert contents(migrated) == contents(direct)
        assert migrated.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
        assert migrated.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        direct.close()


def test_the_revisions_make_what_the_schema_says(migrated: Any) -> None:
    migrate.bring_up(migrated, 0)
    check_drift(migrated)
    ordinary = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict"
    assert [row for row in migrated.execute(ordinary) if not row[0].startswith("sqlite_")] == []
    assert len(schema.REVISIONS) == schema.VERSION


@pytest.mark.parametrize(
    ("was", "drifted"),
    [
        ("delta INTEGER NOT NULL,", "delta INTEGER,"),
        ("delta INTEGER NOT NULL,", "delta BLOB NOT NULL,"),
        ("expires_at INTEGER,", "expires_at INTEGER DEFAULT 0,"),
        (") STRICT, WITHOUT ROWID;", ") WITHOUT ROWID;"),
        (") STRICT, WITHOUT ROWID;", ") STRICT;"),
        ("CONSTRAINT lot_gives CHECK (amount >= 0)", "CONSTRAINT lot_gives CHECK (amount > 0)"),
        ("CREATE INDEX entry_by_lot ON entry (lot_id);\n", ""),
        ("CONSTRAINT person_once UNIQUE (member_id)", "CONSTRAINT person_once CHECK (member_id <> '')"),
        ("WHERE remaining > 0 AND expires_at IS NOT NULL", "WHERE remaining > 0"),
        ("prefix = '1 2 3', columnsize = 0", "prefix = '1 2 3', columnsize = 1"),
        ("('secure-delete', 1), ('pgsz', 1900)", "('pgsz', 1900)"),
        ("CREATE TABLE secret", "CREATE TABLE left_over (a TEXT) STRICT;\nCREATE TABLE secret"),
    ],
)
def test_a_drift_between_revisions_and_schema_is_caught(
    migrated: Any, revisions: Path, was: str, drifted: str
) -> None:
    scripts = [revisions / "versions" / name for name in ("0013_small_parts.py", "0001_first.sql")]
    script, told = next((one, text) for one in scripts if was in (text := one.read_text("utf-8")))
    script.write_text(told.replace(was, drifted, 1), encoding="utf-8")
    migrate.run_revisions(migrated, schema.REVISIONS, "upgrade", revisions)
    with pytest.raises(AssertionError):
        check_drift(migrated)


@pytest.mark.parametrize("lost", ["entry_no_delete", "person_renamed"])
def test_a_trigger_that_is_lost_is_caught(migrated: Any, lost: str) -> None:
    migrate.bring_up(migrated, 0)
    migrated.execute(f"DROP TRIGGER {lost}")
    with pytest.raises(AssertionError):
        check_drift(migrated)


@pytest.mark.parametrize("version", range(1, schema.VERSION + 1))
def test_every_revision_goes_down_and_up_with_a_shop_in_it(world: World, shop: Store, version: int) -> None:
    """What a version knew is the same after the later one has come and gone; what is made anew is today's."""
    fill(world, shop)
    sell(shop, enrol(shop, Person(name="سارا رضایی", phone="09120004567", note="پای راست کوچک‌تر")))
    shop.close()
    connection = connect(shop.path, shop.data_key)
    full = contents(connection)
    assert min(len(full[name]) for name in ("fact", "entry", "sale_line", "person", "member_key")) > 0
    migrate.bring_down(connection, version - 1)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == version - 1
    before = shape(connection), contents(connection)
    migrate.bring_up(connection, version - 1)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    migrate.bring_down(connection, version - 1)
    assert (shape(connection), contents(connection)) == before
    migrate.bring_up(connection, version - 1)
    empty = scratch()
    migrate.bring_up(empty, 0)
    assert shape(connection) == shape(empty)
    for each in (connection, empty):
        each.close()


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
    """Return a folder of revisions with one more that rebuilds a table, as a later version will."""
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    for path in (migrate.HERE / "versions").glob("0*_*"):
        (folder / "versions" / path.name).write_bytes(path.read_bytes())
    (folder / "versions" / f"{LATER}_extra.py").write_text(NEXT)
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
    migrate.run_revisions(connection, (LATER,), "upgrade", revisions)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION + 1
    assert connection.execute("SELECT * FROM entry ORDER BY entry_id").fetchall() == [
        (*row, "") for row in before
    ]
    for table in schema.log.APPEND_ONLY:
        assert attempts(connection, table) == []
    migrate.run_revisions(connection, (LATER,), "downgrade", revisions)
    assert connection.execute("SELECT * FROM entry ORDER BY entry_id").fetchall() == before
    assert attempts(connection, "entry") == []
    assert connection.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
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
    migrate.run_revisions(connection, (LATER,), "upgrade", revisions)
    assert attempts(connection, "entry") == ["UPDATE", "DELETE", "REPLACE", "UPSERT"]
    connection.close()


def test_a_revision_that_breaks_leaves_the_file_as_it_was(world: World, shop: Store, revisions: Path) -> None:
    fill(world, shop)
    shop.close()
    broken = revisions / "versions" / f"{LATER}_extra.py"
    broken.write_text(NEXT.replace('op.execute("CREATE INDEX', 'op.execute("CREATE WRONG'))
    connection = connect(shop.path, shop.data_key)
    before = shape(connection)
    rows = connection.execute("SELECT * FROM entry ORDER BY entry_id").fetchall()
    with pytest.raises(Exception, match="WRONG"):
        migrate.run_revisions(connection, (LATER,), "upgrade", revisions)
    assert shape(connection) == before
    assert connection.execute("SELECT * FROM entry ORDER BY entry_id").fetchall() == rows
    assert connection.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
    connection.close()


def test_a_disk_that_fills_up_amid_a_revision_is_refused_and_the_shop_opens_as_it_was(
    world: World, shop: Store, revisions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(world, shop)
    shop.close()

    def bring_up_without_room(connection: Any, _version: int) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        migrate.run_revisions(connection, (LATER,), "upgrade", revisions)

    with monkeypatch.context() as newer:
        newer.setattr(schema, "VERSION", schema.VERSION + 1)
        newer.setattr(opening, "bring_up", bring_up_without_room)
        with pytest.raises(LoyaltyError, match="disk_full"):
            world.open()
    store = world.open()
    with store.read() as db:
        assert verify(db).ok
    sell(store)
    store.close()


def everything(connection: Any) -> dict[str, list[Any]]:
    """Return every row of every table, by table; what is counted of a machine's own columns begins anew."""
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        name: connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall()
        for name in sorted(names)
        if not name.startswith(
            ("person_part", "person_word", "product_part", "product_word", "sqlite_", "column_")
        )
    }


def test_exchange_goes_down_and_up_with_data(world: World, shop: Store) -> None:
    fill(world, shop)
    member_id = enrol(shop, Person(name="سارا", phone="09121234567"))
    with shop.transaction(OWNER) as tx:
        grant = Grant("credit", "business", 500, START, START + DAY, "opening")
        tx.record("lots.opened", LotsOpened(member_id, START, shop.shop.branch_id, (grant,), "src-1"))
        tx.record("lots.opened", LotsOpened(member_id, START, shop.shop.branch_id, (grant,)))
        product = Product("p1", "۶۲۶۱۰۰", "کفش", "SHOES", 900, 100_000, False)
        tx.record("product.set", ProductsSet((product, replace(product, product_id="p2"))))
        tx.record("consent.given", Consent(member_id, "sms_promo"))
        tx.record("consent.withdrawn", Consent(member_id, "sms_promo"))
        tx.record("card.issued", CardChange(member_id, "card-1"))
        tx.record("staff.locked", StaffSeen(OWNER))
        tx.record("staff.signed_in", StaffSeen(OWNER))
        other = tx.new_id()
        tx.record("member.enrolled", MemberEnrolled(other, None))
        tx.record("member.left", MemberGone(other))
    shop.close()
    connection = connect(shop.path, shop.data_key)
    after = everything(connection)
    migrate.bring_down(connection, 1)
    assert "last_word" not in everything(connection)
    told = connection.execute("SELECT entry_id, fact_id, at FROM entry WHERE kind = 'opening'").fetchall()
    facts = dict(connection.execute("SELECT fact_id, at FROM fact WHERE kind = 'lots.opened'").fetchall())
    assert sorted((entry, facts[fact_id]) for entry, fact_id, _ in told) == sorted(
        (f"{fact_id}.0", at) for fact_id, at in facts.items()
    )
    migrate.bring_up(connection, 1)
    assert everything(connection) == after
    connection.close()
    store = world.open()
    with store.read() as db:
        assert verify(db).problems == ()
    store.close()


def test_who_enrolled_a_member_is_read_from_the_facts(world: World, shop: Store) -> None:
    fill(world, shop)
    enrol(shop)
    shop.close()
    connection = connect(shop.path, shop.data_key)
    told = connection.execute("SELECT member_id, till_id FROM member ORDER BY 1").fetchall()
    assert len({till_id for _, till_id in told} - {""}) == 1
    version = schema.REVISIONS.index("0011")
    migrate.bring_down(connection, version)
    migrate.bring_up(connection, version)
    assert connection.execute("SELECT member_id, till_id FROM member ORDER BY 1").fetchall() == told
