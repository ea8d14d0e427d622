"""What the store promises by itself: what is written stays, schemas are brought up, newer ones refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from central.clocks import MachineClock
from central.store import businesses, feed, migrate, places, write_log
from central.store.db import Db
from central.store.places import FolderPlace, Place, open_place
from central.store.revisions import REVISIONS, r0001
from central.usecases.founding import NewBusiness, found_business
from loyalty.errors import LoyaltyError
from loyalty.ids import IdMaker

ENTROPY = bytes(range(256)) * 8


def seeded(count: int) -> bytes:
    return ENTROPY[:count]


@pytest.fixture
def where(new_place: Callable[[], str]) -> str:
    return new_place()


@pytest.fixture
def place(where: str) -> Iterator[Place]:
    one = open_place(where)
    yield one
    one.close()


@pytest.fixture
def business_id(place: Place) -> str:
    return found_business(place, MachineClock(), IdMaker(seeded), seeded, NewBusiness("باغ")).business_id


@pytest.mark.parametrize("table", r0001.APPEND_ONLY)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET business_id = business_id", "DELETE FROM {table}",
        "UPDATE {table} SET business_id = 'x' WHERE business_id = :b",
    ],
)  # fmt: skip
def test_what_is_written_stays(place: Place, business_id: str, table: str, statement: str) -> None:
    with place.business(business_id, write=True) as db:
        db.run("INSERT INTO act VALUES (:b, 'f', 's', :x)", x=b"x")
        db.run("INSERT INTO overspend VALUES (:b, 'f', 't', 'l', 5, 'late', 'g', 7)")
    with pytest.raises((DBAPIError, LoyaltyError)) as found, place.business(business_id, write=True) as db:
        db.run(statement.format(table=table))
    assert "stays" in str(found.value) + str(found.value.__cause__)


@pytest.mark.parametrize("opened", [False, True])
def test_who_waits_for_a_file_in_vain_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: bool
) -> None:
    monkeypatch.setattr(places, "BUSY_SECONDS", 0.005)
    first, second = FolderPlace(tmp_path), FolderPlace(tmp_path)
    told = found_business(first, MachineClock(), IdMaker(seeded), seeded, NewBusiness("باغ"))
    if opened:
        with second.business(told.business_id) as db:
            assert businesses.read_business(db).name == "باغ"
    with first.business(told.business_id, write=True) as db:
        businesses.add_alias(db, "kept")
        with (
            pytest.raises(LoyaltyError, match="centre_store_unavailable"),
            second.business(told.business_id, write=True),
        ):
            pytest.fail("two wrote at once")
    with second.business(told.business_id, write=True) as db:
        assert "kept" in businesses.aliases(db)
    first.close()
    second.close()


def written_by_turns(folder: Path, reading: bool = False) -> list[int]:
    """Let two processes' places write by turns, perhaps while a third reads; return how long the log was after each."""
    crew = [FolderPlace(folder), FolderPlace(folder), FolderPlace(folder)]
    told = found_business(crew[0], MachineClock(), IdMaker(seeded), seeded, NewBusiness("باغ"))
    found = []
    with crew[2].business(told.business_id) if reading else nullcontext() as reader:
        for number in range(30):
            if reader is not None and number == 0:
                businesses.aliases(reader)
            with crew[number % 2].business(told.business_id, write=True) as db:
                businesses.add_alias(db, f"{number}{'é' * 2_000}")
            with crew[0].business(told.business_id) as db:
                found.append(db.conn.exec_driver_sql("PRAGMA wal_checkpoint(NOOP)").fetchone()[1])
    for one in crew:
        one.close()
    return found


def test_the_log_of_a_file_begins_anew_while_several_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_log, "LONG", 20)
    monkeypatch.setattr(write_log, "LONGEST", 20)
    monkeypatch.setattr(write_log, "BRIEF_SECONDS", 0.001)
    logs = written_by_turns(tmp_path / "a")
    assert max(logs) < 40
    assert max(written_by_turns(tmp_path / "b", reading=True)) > 60, "somebody read in it"
    monkeypatch.setattr(write_log.WriteLogs, "tidy", lambda *_: None)
    assert max(written_by_turns(tmp_path / "c")) > 60, "nobody took it in, and this does not show"


def test_the_log_of_a_large_file_may_be_longer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_log, "LONG", 5)
    monkeypatch.setattr(write_log, "SHARE", 1_000)
    assert max(written_by_turns(tmp_path / "a")) < 20
    monkeypatch.setattr(write_log, "SHARE", 1)
    assert max(written_by_turns(tmp_path / "b")) > 40, "of so large a file that is not long"
    monkeypatch.setattr(write_log, "LONGEST", 5)
    assert max(written_by_turns(tmp_path / "c")) < 20, "no file's log is longer than that"


def test_a_row_is_not_replaced_either(place: Place, business_id: str) -> None:
    same = "INSERT INTO head SELECT business_id, epoch, seq, signature FROM head WHERE business_id = :b "
    upsert = same + "ON CONFLICT (business_id, epoch, seq) DO UPDATE SET signature = excluded.signature"
    with pytest.raises((DBAPIError, LoyaltyError)), place.business(business_id, write=True) as db:
        db.run(upsert)
    if isinstance(place, FolderPlace):
        with pytest.raises((DBAPIError, LoyaltyError)), place.business(business_id, write=True) as db:
            db.run("REPLACE INTO fact SELECT * FROM fact WHERE business_id = :b")


def test_what_failed_half_way_was_not_written(place: Place, business_id: str) -> None:
    def fail() -> None:
        with place.business(business_id, write=True) as db:
            db.run("INSERT INTO alias VALUES (:b, 'x')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with place.business(business_id) as db:
        assert db.value("SELECT count(*) FROM alias") == 0


def test_a_newer_schema_is_refused_with_a_sentence(where: str, place: Place) -> None:
    with place.catalogue(write=True) as db:
        db.run("INSERT INTO schema_version VALUES (99)")
    place.close()
    with pytest.raises(LoyaltyError, match="centre_schema_newer"):
        open_place(where)


def test_a_later_revision_is_brought_in_and_the_rows_stay(place: Place, business_id: str) -> None:
    later: ModuleType = SimpleNamespace(  # type: ignore[assignment]
        CATALOGUE=(), BUSINESS=("ALTER TABLE branch ADD COLUMN address $text",), APPEND_ONLY=r0001.APPEND_ONLY
    )
    with place.business(business_id, write=True) as db:
        assert migrate.bring_up(db.conn, ("BUSINESS",), (*REVISIONS, later))
        assert not migrate.bring_up(db.conn, ("BUSINESS",), (*REVISIONS, later))
        db.run("INSERT INTO branch VALUES (:b, 'x', 'n', 'z', 'a')")
        assert migrate.version_of(db.conn) == len(REVISIONS) + 1
        assert db.value("SELECT count(*) FROM fact WHERE business_id = :b") == 1
    with pytest.raises((DBAPIError, LoyaltyError)), place.business(business_id, write=True) as db:
        db.run("DELETE FROM fact WHERE business_id = :b")


def test_opening_again_changes_nothing(where: str, place: Place, business_id: str) -> None:
    place.close()
    again = open_place(where)
    with again.business(business_id) as db:
        assert db.value("SELECT name FROM business WHERE business_id = :own") == "باغ"
    again.close()


def test_a_page_of_the_feed_is_found_by_its_position(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, told, rows = FolderPlace(tmp_path), list[str](), Db.rows

    def explained(db: Db, sql: str, **values: Any) -> Any:
        told.append(" ".join(row[3] for row in rows(db, f"EXPLAIN QUERY PLAN {sql}", **values)))
        return rows(db, sql, **values)

    monkeypatch.setattr(Db, "rows", explained)
    one = found_business(place, MachineClock(), IdMaker(seeded), seeded, NewBusiness("باغ"))
    with place.business(one.business_id) as db:
        told.clear()
        feed.read_page(db, "", 0, 10, 10)
        list(feed.walk(db))
    assert len(told) == 3
    assert all("f USING INDEX sqlite_autoindex_fact_1 (business_id=? AND pos>?" in plan for plan in told), (
        told
    )
    assert not any("TEMP B-TREE" in plan for plan in told), told
    place.close()


def test_how_chains_began_is_found_from_the_chains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not by walking all facts in the order of the feed, of which a few in a million begin a chain."""
    place = FolderPlace(tmp_path)
    founded = found_business(place, MachineClock(), IdMaker(seeded), seeded, NewBusiness("باغ"))
    told, rows = list[str](), Db.rows

    def explained(db: Db, sql: str, **values: Any) -> Any:
        told.append(" ".join(row[3] for row in rows(db, f"EXPLAIN QUERY PLAN {sql}", **values)))
        return rows(db, sql, **values)

    with place.business(founded.business_id) as db:
        monkeypatch.setattr(Db, "rows", explained)
        assert len(feed.beginnings(db)) == 1
    place.close()
    assert "f USING INDEX fact_in_chain (business_id=? AND epoch=? AND seq=?)" in told[0], told


def test_files_are_for_their_owner_alone(new_place: Callable[[], str], kind: str) -> None:
    if kind == "sqlite":
        from pathlib import Path

        where = new_place()
        open_place(where).close()
        assert Path(where).stat().st_mode & 0o077 == 0


def test_no_column_holds_a_name_or_a_phone(place: Place, business_id: str) -> None:
    with place.business(business_id) as db:
        from sqlalchemy import inspect

        named = {
            (table, column["name"])
            for table in migrate.business_tables(db.conn)
            for column in inspect(db.conn).get_columns(table)
            if column["name"] in ("name", "phone", "card", "email", "birth")
        }
    # A business and its branches have names; people have none here.
    assert named == {("business", "name"), ("branch", "name")}
