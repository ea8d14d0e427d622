"""Centres of schema 4 come to today's with all they hold; `data/centre-of-schema-4.zip` was written by one.

It holds three tills (one retired), 24 lots of six members, rights that moved by a wish, an overspend on the house and one
still open.
"""

from __future__ import annotations

import os
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from central.store import accounts, migrate
from central.store.places import Place, open_place
from central.store.revisions import REVISIONS
from central.usecases.backups import back_up, restore
from central.usecases.checking import check_business
from central.usecases.listing import list_overspends, list_tills
from loyalty.exchange.wire import Wish
from loyalty.ids import IdMaker
from loyalty.rights import CENTRE
from tests.central.places import PostgresAtHand
from tests.central.test_usecases import Bench, MovedClock, gift

OLD = Path(__file__).parent / "data" / "centre-of-schema-4.zip"
BUSINESS = "06h0csr79dri72crsnc29469r4"
HELD = {
    "06h0csr7fdpk1f1139gehp5kh8": 112_059, "06h0csr7ihorn3klf9hmuf8vn8": 0, "06h0csr7kdoon45pl0hqai5uvk": 300,
}  # fmt: skip
ON_HOUSE, STILL_OPEN = "06h0csr7ndqm355fi98e0le3ec.0", "06h0csr7nhuml7qctv2d45thko.0"
OPEN_SINCE = 1_795_404_556_360
FACTS = 50


def unpacked(folder: Path) -> Path:
    """Return the folder of a centre as it was under schema 4."""
    with zipfile.ZipFile(OLD) as archive:
        archive.extractall(folder)
    return folder


def rows_of(file: Path) -> dict[str, list[dict]]:
    """Return all rows of a file of schema 4."""
    with closing(sqlite3.connect(file)) as conn:
        conn.row_factory = sqlite3.Row
        tables = [row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: [dict(row) for row in conn.execute(f"SELECT * FROM {table}")] for table in tables}


def on_a_server(url: str, folder: Path) -> str:
    """Put the old centre into a PostgreSQL of schema 4; return its URL."""
    engine = create_engine(url)
    with engine.begin() as conn:
        migrate.bring_up(conn, migrate.PARTS, REVISIONS[:4])
        conn.exec_driver_sql("SELECT set_config('bashgah.business', %s, true)", (BUSINESS,))
        for file in sorted(folder.glob("*.sqlite")):
            for table, rows in rows_of(file).items():
                for row in rows if table != "schema_version" else ():
                    named = ", ".join(row), ", ".join(f":{name}" for name in row)
                    conn.execute(text(f"INSERT INTO {table} ({named[0]}) VALUES ({named[1]})"), row)
    engine.dispose()
    return url


@pytest.fixture
def old(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Place]:
    """Return a centre of schema 4, opened by this version."""
    folder = unpacked(tmp_path / "old")
    where = str(folder)
    if kind == "postgresql":
        where = on_a_server(request.getfixturevalue("postgres").new_place(), folder)
    place = open_place(where)
    yield place
    place.close()


def stands_as_it_did(place: Place, facts: int = FACTS) -> None:
    checked = check_business(place, BUSINESS)
    assert (checked.facts, checked.problems) == (facts, ())
    assert {one.till.till_id: one.held.credit for one in list_tills(place, BUSINESS).tills} == HELD
    told = {one.lot_id: (one.amount, bool(one.fact_id)) for one in list_overspends(place, BUSINESS)}
    assert told == {ON_HOUSE: (4_000, True), STILL_OPEN: (400, False)}
    assert {one.at for one in list_overspends(place, BUSINESS) if not one.fact_id} == {OPEN_SINCE}


def test_an_older_centre_stands_as_it_did(old: Place) -> None:
    stands_as_it_did(old)


def test_every_row_of_an_older_centre_is_there(old: Place, tmp_path: Path) -> None:
    before = rows_of(unpacked(tmp_path / "again") / f"{BUSINESS}.sqlite")
    with old.business(BUSINESS) as db:
        for table, rows in before.items():
            if table == "schema_version" or not rows:
                continue
            columns = [name for name in rows[0] if name != "business_id"]
            found = db.rows(f"SELECT {', '.join(columns)} FROM {table}")
            told = {tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in found}
            assert told == {tuple(row[name] for name in columns) for row in rows}, table


def test_only_the_row_of_the_business_names_it_in_a_file(tmp_path: Path) -> None:
    place = open_place(str(unpacked(tmp_path / "old")))
    with place.business(BUSINESS) as db:
        for table in migrate.business_tables(db.conn):
            named = {row[0] for row in db.rows(f"SELECT DISTINCT business_id FROM {table}")}
            assert named <= ({BUSINESS} if table == "business" else {""}), table
    place.close()


def test_a_file_under_another_business_s_name_is_not_taken_for_it(tmp_path: Path) -> None:
    folder = unpacked(tmp_path / "old")
    other = f"{BUSINESS[:-1]}5"
    (folder / f"{BUSINESS}.sqlite").rename(folder / f"{other}.sqlite")
    place = open_place(str(folder))
    with pytest.raises(Exception, match="business_unknown"):
        check_business(place, other)
    place.close()


def test_a_backup_of_an_older_centre_is_put_back(new_place: Callable[[], str]) -> None:
    place = open_place(new_place())
    back = restore(place, MovedClock(), IdMaker(os.urandom), os.urandom, OLD)
    assert {business: one.facts for business, one in back.items()} == {BUSINESS: FACTS}
    stands_as_it_did(place, FACTS + 1)
    place.close()


def test_an_older_centre_is_backed_up_and_moved_to_either_kind(
    old: Place, new_place: Callable[[], str], postgres: PostgresAtHand, tmp_path: Path
) -> None:
    assert back_up(old, tmp_path / "b.zip") == {BUSINESS: FACTS}
    for where in (new_place(), postgres.new_place(), str(tmp_path / "files")):
        place = open_place(where)
        restore(place, MovedClock(), IdMaker(os.urandom), os.urandom, tmp_path / "b.zip")
        stands_as_it_did(place, FACTS + 1)
        place.close()


def test_what_was_told_to_an_older_centre_counts_once(old: Place) -> None:
    bench = Bench(old, MovedClock(), IdMaker(os.urandom), BUSINESS)
    with old.business(BUSINESS) as db:
        known = [row[0] for row in db.rows("SELECT fact_id FROM fact ORDER BY pos")]
        before = dict(accounts.all_accounts(db))
    till = bench.till()
    for fact_id in known:
        till.record("entry.adjusted", gift(5), fact_id=fact_id)
    assert bench.send(till).classes == ("ok",) + ("twin",) * len(known)
    with old.business(BUSINESS) as db:
        assert dict(accounts.all_accounts(db)) == before
    assert not check_business(old, BUSINESS).problems


def test_rights_of_an_older_centre_move_as_before(old: Place) -> None:
    bench = Bench(old, MovedClock(), IdMaker(os.urandom), BUSINESS)
    with old.business(BUSINESS) as db:
        first = next(lot for (lot, who), left in accounts.all_accounts(db) if who == CENTRE and left > 0)
    till = bench.till()
    bench.send(till)
    granted = bench.send(till, Wish("w", ((first, 1_900), (ON_HOUSE, 1)))).reply.claims[0]
    assert dict(granted.lots)[first] == 1_900
    till.sell("m", 9_000, spends={first: 1_900, STILL_OPEN: 1})
    bench.send(till)
    with old.business(BUSINESS) as db:
        held = dict(accounts.all_accounts(db))
        assert accounts.below_zero(db) == [STILL_OPEN]
    assert (first, till.till_id) not in held
    assert held[STILL_OPEN, till.till_id] == -1
    assert not check_business(old, BUSINESS).problems
