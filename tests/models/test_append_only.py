"""Facts, heads, lots and entries refuse every way of changing a row; without a trigger the suite must notice."""

from __future__ import annotations

import pytest
from sqlcipher3 import dbapi2

from desktop.models import schema
from desktop.models.engine import connect
from desktop.models.schema.log import APPEND_ONLY
from desktop.models.store import Store
from loyalty.kinds import LotAmount, Owed, Reversal
from tests.models.world import OWNER, World, enrol, sell


def fill(world: World, store: Store) -> None:
    """Put a row into every append-only table."""
    from desktop.models.log import Approval

    member_id = enrol(store)
    sale = sell(store, member_id)
    with store.transaction(OWNER) as tx:
        body = Reversal(
            sale.fact_id,
            tx.next_number(),
            "s",
            member_id,
            (),
            (),
            (),
            (),
            (LotAmount(f"{sale.fact_id}.0", 1),),
            0,
            (Owed("credit", 5),),
            "r",
        )
        tx.record("sale.refunded", body, approvals=(Approval(OWNER, world.boss),))


def attempts(connection: object, table: str) -> list[str]:
    """Try UPDATE, DELETE, REPLACE and UPSERT on a table; return those that went through."""
    run = connection.execute  # type: ignore[attr-defined]
    columns = [row[1] for row in run(f"PRAGMA table_info({table})")]
    keys = [row[1] for row in run(f"PRAGMA table_info({table})") if row[5]]
    row = run(f"SELECT {', '.join(columns)} FROM {table} LIMIT 1").fetchone()
    assert row is not None, f"{table} is empty: nothing is tried"
    marks, names = ", ".join("?" * len(columns)), ", ".join(columns)
    ways = {
        "UPDATE": (f"UPDATE {table} SET {columns[-1]} = {columns[-1]}", ()),
        "DELETE": (f"DELETE FROM {table}", ()),
        "REPLACE": (f"REPLACE INTO {table} ({names}) VALUES ({marks})", row),
        "UPSERT": (
            f"INSERT INTO {table} ({names}) VALUES ({marks}) "
            f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {columns[-1]} = excluded.{columns[-1]}",
            row,
        ),
    }
    through = []
    for way, (sql, params) in ways.items():
        run("BEGIN")
        try:
            run(sql, params)
            through.append(way)
        except dbapi2.IntegrityError as problem:
            if "append-only" not in str(problem):
                through.append(f"{way}: {problem}")
        finally:
            run("ROLLBACK")
    return through


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_no_way_of_changing_a_row_goes_through(world: World, shop: Store, table: str) -> None:
    fill(world, shop)
    connection = connect(shop.path, shop.data_key)
    try:
        assert attempts(connection, table) == []
    finally:
        connection.close()


def test_a_missing_trigger_is_noticed(world: World, shop: Store) -> None:
    fill(world, shop)
    connection = connect(shop.path, shop.data_key)
    try:
        connection.execute("DROP TRIGGER entry_no_update")
        assert attempts(connection, "entry") == ["UPDATE", "UPSERT"]
        connection.execute("DROP TRIGGER entry_no_delete")
        assert attempts(connection, "entry") == ["UPDATE", "DELETE", "REPLACE", "UPSERT"]
    finally:
        connection.close()


def test_without_recursive_triggers_replace_slips_past(world: World, shop: Store) -> None:
    # Why the pragma is set: this is what it holds back.
    fill(world, shop)
    connection = connect(shop.path, shop.data_key)
    try:
        connection.execute("PRAGMA recursive_triggers = OFF")
        assert "REPLACE" in attempts(connection, "fact")
    finally:
        connection.close()


def test_every_table_is_strict_and_its_constraints_named(shop: Store) -> None:
    with shop.read() as db:
        rows = db.rows(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_part%' ESCAPE '\\'"
        )
    own = [
        (name, sql) for name, sql in rows if not name.startswith(("sqlite_", "person_word", "product_word"))
    ]
    assert len(own) > 30
    for name, sql in own:
        assert "STRICT" in sql, name
        bare = [
            text.strip()
            for text in sql.split("\n")
            if text.strip().startswith(("CHECK", "UNIQUE", "PRIMARY KEY", "FOREIGN KEY"))
        ]
        assert bare == [], name


def test_the_schema_version_is_that_of_the_last_revision() -> None:
    assert len(schema.REVISIONS) == schema.VERSION
