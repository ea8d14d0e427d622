"""Done means durable: one synced write a sale, nothing half done when the disk fills, checkpoints between sales."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

import desktop.models.store as store_module
from desktop.models import drives
from desktop.models.store import Store
from desktop.models.verify import verify
from loyalty.errors import LoyaltyError
from tests.models.world import World, enrol, sell, table

ROOT = Path(__file__).resolve().parents[2]
STRACE = shutil.which("strace")

SALES = """
import sys
from pathlib import Path
from tests.models.world import World, enrol, sell
world = World(Path(sys.argv[1]))
store = world.make()
member_id = enrol(store)
sell(store, member_id)
print("begin", flush=True)
for _ in range(20):
    sell(store, member_id)
print("end", flush=True)
store.close()
"""


def syncs(world: World, script: str) -> int:
    """Return how many syncs a script's twenty sales made, seen from outside."""
    log = world.root / "strace.log"
    told = subprocess.run(
        [
            str(STRACE),
            "-f",
            "-e",
            "trace=fdatasync,fsync,write",
            "-s",
            "8",
            "-o",
            str(log),
            sys.executable,
            "-c",
            script,
            str(world.root),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    if "ptrace" in told.stderr or "Operation not permitted" in told.stderr:
        pytest.skip("this machine does not let a process be traced")
    assert told.returncode == 0, told.stderr[-500:]
    text = log.read_text(errors="replace")
    inside = text[text.index('write(1, "begin') : text.index('write(1, "end')]
    return len(re.findall(r"\b(?:fdatasync|fsync)\(", inside))


@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
def test_a_sale_costs_exactly_one_sync(world: World) -> None:
    assert syncs(world, SALES) == 20


@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
def test_a_store_that_does_not_sync_is_noticed(world: World) -> None:
    careless = 'import desktop.models.engine as e\ne._PRAGMAS = tuple(p.replace("= FULL", "= NORMAL") for p in e._PRAGMAS)\n'
    assert syncs(world, careless + SALES) < 20


def test_the_till_says_done_only_after_the_commit(shop: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    finish = Store._finish

    def watched(self: Store, tx: object) -> None:
        finish(self, tx)  # type: ignore[arg-type]
        order.append("committed")

    monkeypatch.setattr(Store, "_finish", watched)
    sell(shop)
    order.append("done")
    assert order == ["committed", "done"]


def test_a_commit_that_fails_leaves_nothing_and_the_till_sells_on(
    shop: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    member_id = enrol(shop)
    before, past = table(shop, "fact"), shop.past

    def full(_self: Store, _tx: object) -> None:
        problem = dbapi2.OperationalError("database or disk is full")
        problem.sqlite_errorname = "SQLITE_FULL"  # type: ignore[attr-defined]
        raise problem

    with monkeypatch.context() as planted:
        planted.setattr(Store, "_finish", full)
        with pytest.raises(LoyaltyError) as refused:
            sell(shop, member_id)
    assert refused.value.code == "disk_full"
    assert table(shop, "fact") == before
    assert shop.past == past
    sell(shop, member_id)
    with shop.read() as db:
        assert verify(db).ok


FILL = """
import os, resource, signal, sys
from pathlib import Path
from loyalty.errors import LoyaltyError
from tests.models.world import World, enrol, sell
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = World(Path(sys.argv[1])).make()
member_id = enrol(store)
limit = store.path.with_name("shop.db-wal").stat().st_size + 2_000_000
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
while True:
    try:
        print("done", sell(store, member_id).fact_id, flush=True)
    except LoyaltyError as problem:
        print("refused", problem.code, flush=True)
        break
# Not closed: the process ends as a machine does that is switched off in anger.
os._exit(0)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file size are a Unix thing")
def test_a_disk_that_fills_keeps_every_sale_that_was_done(world: World) -> None:
    told = subprocess.run(
        [sys.executable, "-c", FILL, str(world.root)], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    lines = [line.split() for line in told.stdout.splitlines()]
    done = [words[1] for words in lines if words[0] == "done"]
    assert lines[-1] == ["refused", "disk_full"], told.stderr[-500:]
    assert len(done) > 5
    world.dice.turn = 10_000
    store = world.open()
    try:
        with store.read() as db:
            assert [row[0] for row in db.rows("SELECT sale_id FROM sale ORDER BY sale_no")] == done
            assert verify(db).ok
        sell(store)
    finally:
        store.close()


def test_too_little_room_stops_a_sale_before_it_begins(shop: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = table(shop, "fact")
    monkeypatch.setattr(drives, "free_space", lambda _folder: drives.LEAST_SPACE - 1)
    with pytest.raises(LoyaltyError) as refused:
        sell(shop)
    assert refused.value.code == "disk_full"
    assert table(shop, "fact") == before
    monkeypatch.setattr(drives, "free_space", lambda _folder: drives.LEAST_SPACE)
    sell(shop)


def test_the_ballast_holds_real_blocks_and_gives_them_back(shop: Store) -> None:
    ballast = shop.folder / "ballast"
    assert ballast.stat().st_blocks * 512 >= drives.BALLAST
    assert shop.release_ballast()
    assert not ballast.exists()
    assert not shop.release_ballast()


def test_the_ballast_is_written_where_the_file_system_sets_nothing_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "posix_fallocate", raising=False)
    assert drives.keep_ballast(tmp_path, 2 * drives.MIB)
    assert (tmp_path / "ballast").stat().st_blocks * 512 >= 2 * drives.MIB


def test_no_ballast_where_it_would_fill_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drives, "free_space", lambda _folder: drives.BALLAST)
    assert not drives.keep_ballast(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_checkpoints_run_when_asked_or_when_the_log_is_long(
    shop: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = os.stat(shop.path).st_size
    for _ in range(30):
        sell(shop)
    assert os.stat(shop.path).st_size == size
    shop.checkpoint_when_idle()
    grown = os.stat(shop.path).st_size
    assert grown > size
    sell(shop)
    monkeypatch.setattr(store_module, "WAL_LIMIT", 0)
    for _ in range(60):
        sell(shop)
    assert os.stat(shop.path).st_size > grown
    with shop.read() as db:
        assert verify(db).ok


def test_the_log_is_given_its_room_while_nobody_waits_and_no_sale_is_lost_for_it(
    world: World, shop: Store
) -> None:
    log = shop.path.with_name("shop.db-wal")
    sold = [sell(shop)]
    for step in range(1, 10):
        shop.checkpoint_when_idle()
        assert drives.LOG_STEP * min(step, 7) < log.stat().st_size < drives.LOG_ROOM + drives.LOG_STEP
    full = log.stat().st_size
    sold += [sell(shop) for _ in range(5)]
    assert log.stat().st_size == full, "sales are written into the room"
    written = shop.path.read_bytes(), log.read_bytes()
    shop.close()
    assert not log.exists()
    # The machine stood still with the room in the log.
    shop.path.write_bytes(written[0])
    log.write_bytes(written[1])
    store = world.open()
    with store.read() as db:
        assert verify(db).problems == ()
    assert all(store.did_happen(one.fact_id) for one in sold)
    store.close()


def test_no_room_is_taken_in_the_log_where_the_disk_is_nearly_full(
    shop: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell(shop)
    log = shop.path.with_name("shop.db-wal")
    size = log.stat().st_size
    monkeypatch.setattr(drives, "free_space", lambda _folder: drives.BALLAST)
    shop.checkpoint_when_idle()
    assert log.stat().st_size == size


def test_a_page_cut_short_while_the_log_was_taken_in_is_made_whole(world: World, shop: Store) -> None:
    shop.checkpoint_when_idle()
    sold = [sell(shop) for _ in range(30)]
    log = shop.path.with_name("shop.db-wal")
    file, written = shop.path.read_bytes(), log.read_bytes()
    shop.close()
    whole = shop.path.stat().st_size
    assert whole > len(file), "the sales have made the file longer"
    # The power went while the log was being taken in: the file ends within its first new page.
    shop.path.write_bytes(file + b"\x55" * 512)
    log.write_bytes(written)
    store = world.open()
    with store.read() as db:
        assert verify(db).problems == ()
    assert all(store.did_happen(one.fact_id) for one in sold)
    store.close()
    assert shop.path.stat().st_size == whole
    # Without a log such a file is no whole shop.
    shop.path.write_bytes(shop.path.read_bytes() + b"\x55" * 512)
    with pytest.raises(LoyaltyError, match="shop_damaged"):
        world.open()
