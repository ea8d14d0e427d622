"""Files of the former form: they open, lose nothing, come to today's form whole or stay as they are."""

from __future__ import annotations

import _thread
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from desktop.models import backup, drives, migrate, reforming, shop_file
from desktop.models.backup import make_backup, restore_backup
from desktop.models.engine import connect
from desktop.models.forms import FORMER, TODAY, page_size, spoken, write_copy
from desktop.models.people import Person
from desktop.models.search import find_members
from desktop.models.store import Store
from desktop.models.verify import verify
from loyalty.errors import LoyaltyError
from tests.models.test_migrations import contents, shape
from tests.models.world import START, World, enrol, sell

Held = tuple[dict[str, str], dict[str, list[Any]]]


def as_before(path: Path, key: bytes) -> Any:
    """Open a file as older versions of the program did: with its key, and nothing said of its form."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f'PRAGMA key = "{spoken(key)}"')
    connection.execute("SELECT count(*) FROM sqlite_master")
    return connection


def held(path: Path, key: bytes) -> Held:
    with closing(connect(path, key)) as connection:
        return shape(connection), contents(connection)


def form_of(path: Path, key: bytes) -> int:
    with closing(connect(path, key)) as connection:
        return page_size(connection)


def pages_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("shop.db*") if path.suffix != ".db-shm"}


@pytest.fixture
def former(shop: Store) -> Store:
    """Return a closed shop whose file has the former form."""
    sell(shop, enrol(shop, Person(name="سارا رضایی", phone="09120004567")))
    shop.close()
    beside = shop.path.with_name("former")
    with closing(connect(shop.path, shop.data_key)) as connection:
        write_copy(connection, beside, shop.data_key, FORMER)
    shop_file.put_in_place(beside, shop.path)
    as_before(shop.path, shop.data_key).close()
    return shop


def check_works(world: World, before: Held, form: int, shop: Store) -> None:
    """See that a shop opens, in a form, with everything that was in it, and goes on selling."""
    store = world.open()
    try:
        assert "epoch_opened" not in store.warnings
        assert held(shop.path, shop.data_key) == before
        assert form_of(shop.path, shop.data_key) == form
        assert list(world.folder.glob("*.part*")) == []
        with store.read() as db:
            assert verify(db).ok
            assert find_members(db, "رضا")
        sell(store)
    finally:
        store.close()


def test_a_new_shop_has_todays_form(shop: Store) -> None:
    assert form_of(shop.path, shop.data_key) == TODAY.page_size
    shop.close()
    with pytest.raises(dbapi2.DatabaseError):
        as_before(shop.path, shop.data_key)


def test_a_file_of_the_former_form_comes_to_todays_with_all_it_holds(world: World, former: Store) -> None:
    before = held(former.path, former.data_key)
    with closing(connect(former.path, former.data_key)) as connection:
        rows = connection.execute("SELECT rowid, * FROM person").fetchall()
    check_works(world, before, TODAY.page_size, former)
    with closing(connect(former.path, former.data_key)) as connection:
        assert connection.execute("SELECT rowid, * FROM person").fetchall() == rows
        assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
    assert former.path.stat().st_mode & 0o077 == 0
    world.open().close()


def test_what_the_log_of_a_killed_till_holds_comes_along(world: World, former: Store) -> None:
    with closing(connect(former.path, former.data_key)) as connection:
        connection.execute("INSERT INTO setting VALUES ('last', '1')")
        killed = pages_of(world.folder)
    assert "shop.db-wal" in killed
    for name, content in killed.items():
        (world.folder / name).write_bytes(content)
    world.open().close()
    assert ("last", "1") in held(former.path, former.data_key)[1]["setting"]
    assert form_of(former.path, former.data_key) == TODAY.page_size


def test_an_older_schema_in_the_former_form_comes_to_todays(world: World, former: Store) -> None:
    before = held(former.path, former.data_key)[1]
    with closing(connect(former.path, former.data_key)) as connection:
        migrate.bring_down(connection, 11)
    world.open().close()
    after = held(former.path, former.data_key)[1]
    assert {name: after[name] for name in ("fact", "person", "sale_line")} == {
        name: before[name] for name in ("fact", "person", "sale_line")
    }
    assert form_of(former.path, former.data_key) == TODAY.page_size


def test_a_backup_of_the_former_form_goes_back(
    world: World, former: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vacuum(connection: Any, target: Path, _key: bytes) -> None:
        connection.execute("VACUUM INTO ?", (str(target),))

    monkeypatch.setattr("desktop.models.opening.reform", lambda *_, **__: False)
    monkeypatch.setattr(backup, "write_copy", vacuum)
    store, target = world.open(), world.root / "b.bashgah"
    make_backup(store, target)
    store.close()
    monkeypatch.undo()
    as_before(target, former.data_key).close()
    restore_backup(target, world.folder, keys=world.keys, at=START)
    store = world.open()
    with store.read() as db:
        assert verify(db).ok
        assert find_members(db, "رضا")
        assert page_size(db.connection) == TODAY.page_size
    make_backup(store, world.root / "c.bashgah")
    store.close()
    assert form_of(world.root / "c.bashgah", former.data_key) == TODAY.page_size


def test_another_key_is_refused_and_leaves_file_and_log_alone(world: World, former: Store) -> None:
    with closing(connect(former.path, former.data_key)) as connection:
        connection.execute("INSERT INTO setting VALUES ('last', '1')")
        before = pages_of(world.folder)
        with pytest.raises(LoyaltyError) as refused:
            connect(former.path, bytes(32))
        assert refused.value.code == "shop_unreadable"
        assert pages_of(world.folder) == before
    world.keys.put(next((world.root / "keys").glob("*.key")).stem, bytes(32))
    with pytest.raises(LoyaltyError, match="shop_key_wrong"):
        world.open()


# -- stopped on the way -----------------------------------------------------------------------------------


def no_room(monkeypatch: pytest.MonkeyPatch, shop: Store) -> None:
    monkeypatch.setattr(drives, "free_space", lambda _: shop.path.stat().st_size + drives.LEAST_SPACE)


def full_amid(monkeypatch: pytest.MonkeyPatch, _shop: Store) -> None:
    def write_half(connection: Any, target: Path, key: bytes) -> None:
        target.write_bytes(bytes(5_000))
        connection.execute("PRAGMA max_page_count = 1")
        connection.execute("CREATE TABLE too_much AS SELECT * FROM fact")

    monkeypatch.setattr(reforming, "write_copy", write_half)


def torn_copy(monkeypatch: pytest.MonkeyPatch, _shop: Store) -> None:
    def check(path: Path, key: bytes, rows: dict[str, int], _: Any = None) -> None:
        with open(path, "r+b") as file:
            file.seek(5 * TODAY.page_size + 99)
            file.write(b"?")
        whole(path, key, rows)

    whole = reforming.check_copy
    monkeypatch.setattr(reforming, "check_copy", check)


def rows_lost(monkeypatch: pytest.MonkeyPatch, _shop: Store) -> None:
    def check(path: Path, key: bytes, rows: dict[str, int], _: Any = None) -> None:
        with closing(connect(path, key)) as connection:
            connection.execute("DELETE FROM sale_line")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        whole(path, key, rows)

    whole = reforming.check_copy
    monkeypatch.setattr(reforming, "check_copy", check)


def left_in_use(monkeypatch: pytest.MonkeyPatch, shop: Store) -> None:
    """Leave a half file that cannot be removed, as where a scanner for viruses has it open."""

    def remove(path: Path) -> None:
        raise PermissionError(13, "in use", str(path))

    monkeypatch.setattr(reforming, "remove_database", remove)


def test_it_is_told_how_far_a_large_file_is(
    world: World, former: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    monkeypatch.setattr(reforming, "_STEPS", 200)
    assert former.path.stat().st_size < reforming.LONG
    monkeypatch.setattr(reforming, "LONG", 0)
    assert reforming.reform(former.path, former.data_key, former=True, telling=told.append)
    assert told == sorted(told)
    assert len(told) > 5
    assert told[-1] == 90


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a small file tell how far it is, and often."""
    monkeypatch.setattr(reforming, "_STEPS", 200)
    monkeypatch.setattr(reforming, "LONG", 0)


@pytest.mark.usefixtures("often")
@pytest.mark.parametrize("deaf_from", [0, reforming._COPIED])
def test_a_large_file_is_rewritten_where_nobody_can_be_told(former: Store, deaf_from: int) -> None:
    told: list[int] = []

    def hear(hundredths: int) -> None:
        told.append(hundredths)
        if hundredths >= deaf_from:
            raise BrokenPipeError

    assert reforming.reform(former.path, former.data_key, former=True, telling=hear)
    assert [one >= deaf_from for one in told].count(True) == 1
    assert form_of(former.path, former.data_key) == TODAY.page_size


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Hear Ctrl+C as a program at a terminal does: who is started in the background is told to leave it unheard."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("often", "ctrl_c")
@pytest.mark.parametrize("stop_from", [0, reforming._COPIED])
def test_ctrl_c_ends_the_rewriting_of_a_large_file_and_leaves_the_old_one(
    world: World, former: Store, stop_from: int
) -> None:
    def hear(hundredths: int) -> None:
        if hundredths >= stop_from:
            signal.raise_signal(signal.SIGINT)

    before = held(former.path, former.data_key)
    with pytest.raises(KeyboardInterrupt):
        reforming.reform(former.path, former.data_key, former=True, telling=hear)
    assert form_of(former.path, former.data_key) == FORMER.page_size
    assert list(world.folder.glob("*.part*")) == []
    check_works(world, before, TODAY.page_size, former)


@pytest.mark.usefixtures("often", "ctrl_c")
def test_ctrl_c_while_sqlite_is_at_work_is_not_lost(former: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(connection: Any, target: Path, key: bytes) -> None:
        # As a signal that comes while no line of Python runs: it comes up where SQLite enters Python next.
        connection.create_function("ctrl_c", 0, _thread.interrupt_main)
        numbers = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
        connection.execute(f"{numbers} SELECT count(*) FROM n WHERE ctrl_c() IS NULL").fetchone()

    monkeypatch.setattr(reforming, "write_copy", interrupted)
    with pytest.raises(KeyboardInterrupt):
        reforming.reform(former.path, former.data_key, former=True, telling=lambda _: None)


@pytest.mark.parametrize("hindered", [no_room, full_amid, torn_copy, rows_lost, left_in_use])
def test_what_cannot_be_done_now_is_done_another_time(
    world: World,
    former: Store,
    monkeypatch: pytest.MonkeyPatch,
    hindered: Callable[[pytest.MonkeyPatch, Store], None],
) -> None:
    before = held(former.path, former.data_key)
    with monkeypatch.context() as meanwhile:
        hindered(meanwhile, former)
        check_works(world, before, FORMER.page_size, former)
    world.open().close()
    assert form_of(former.path, former.data_key) == TODAY.page_size


@pytest.fixture
def disks(world: World, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Keep the folder as it stands before and after every step of the way; return where."""
    kept: list[Path] = []

    def keep(name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def kept_around(*args: Any, **words: Any) -> Any:
            for done in (False, True):
                result = step(*args, **words) if done else None
                kept.append(world.root / f"{len(kept)}-{name}")
                shutil.copytree(world.folder, kept[-1], ignore=shutil.ignore_patterns("ballast"))
            return result

        return kept_around

    for module, name in ((reforming, "write_copy"), (reforming, "remove_logs"), (shop_file.os, "replace")):
        monkeypatch.setattr(module, name, keep(name, getattr(module, name)))
    return kept


def see_each_disk_work(
    world: World, former: Store, disks: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = held(former.path, former.data_key)
    assert reforming.reform(former.path, former.data_key, former=True)
    monkeypatch.undo()
    for disk in disks:
        shutil.rmtree(world.folder)
        shutil.copytree(disk, world.folder)
        store = world.open()
        assert "epoch_opened" not in store.warnings, disk.name
        store.close()
        assert held(former.path, former.data_key) == before, disk.name
        assert list(world.folder.glob("*.part*")) == []
        assert form_of(former.path, former.data_key) == TODAY.page_size


def test_a_till_killed_anywhere_on_the_way_opens_with_all_it_had(
    world: World, former: Store, disks: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    see_each_disk_work(world, former, disks, monkeypatch)
    assert len(disks) >= 6


def test_a_file_taken_away_before_the_new_one_stands_there_is_caught(
    world: World, former: Store, disks: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place = shop_file.put_in_place

    def away_first(beside: Path, target: Path) -> None:
        target.unlink()
        put_in_place(beside, target)

    monkeypatch.setattr(reforming, "put_in_place", away_first)
    with pytest.raises((AssertionError, LoyaltyError)):
        see_each_disk_work(world, former, disks, monkeypatch)


def test_a_till_that_does_not_look_at_its_copy_is_caught(
    world: World, former: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reforming, "check_copy", lambda *_: None)
    with pytest.raises(AssertionError):
        test_what_cannot_be_done_now_is_done_another_time(world, former, monkeypatch, rows_lost_unseen)


def rows_lost_unseen(monkeypatch: pytest.MonkeyPatch, shop: Store) -> None:
    """Lose rows whose loss `check_copy` would see, were it not gone."""
    rows_lost(monkeypatch, shop)
