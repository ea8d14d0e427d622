"""An old file put back, a cloned disk, a lost mark: the till finds out, names it, and goes on in a new epoch."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop.models import highwater
from desktop.models.highwater import Head, Mark, MarkFile, judge_past, mark_bytes, read_slot
from desktop.models.queries import facts
from desktop.models.store import Store
from desktop.models.verify import verify
from loyalty.clock import TimeMark
from loyalty.kinds import EpochOpened
from tests.models.world import World, sell


def newest_epoch(store: Store) -> tuple[str, EpochOpened]:
    with store.read() as db:
        fact_id = db.value("SELECT fact_id FROM fact WHERE kind = 'epoch.opened' ORDER BY pos DESC LIMIT 1")
        row = facts.fact(db, fact_id)
        assert verify(db).problems == ()
    assert row is not None
    return row.fact.epoch, row.body


def mark_path(world: World) -> Path:
    return next((world.root / "keys").glob("*.mark"))


def test_an_older_file_put_back_opens_a_new_epoch(world: World, shop: Store) -> None:
    sell(shop)
    shop.close()
    shutil.copytree(world.folder, world.root / "old")
    store = world.open()
    lost = sell(store)
    head = store.past.head
    store.close()
    shutil.rmtree(world.folder)
    shutil.copytree(world.root / "old", world.folder)
    store = world.open()
    epoch, body = newest_epoch(store)
    assert "epoch_opened" in store.warnings
    assert body.cause == "behind"
    assert (body.parent_epoch, body.parent_seq) == (head.epoch, head.seq - 1)
    assert store.past.head.epoch == epoch != head.epoch
    assert not store.did_happen(lost.fact_id)
    # Receipt 2 is in a customer's hand: its number is not given out again.
    sell(store)
    assert store.past.number == 3
    store.close()
    store = world.open()
    assert "epoch_opened" not in store.warnings
    assert store.past.number == 3
    store.close()


def test_a_folder_that_came_to_a_machine_that_never_saw_it(world: World, shop: Store) -> None:
    sell(shop)
    shop.close()
    mark_path(world).unlink()
    store = world.open()
    assert newest_epoch(store)[1].cause == "mark_missing"
    store.close()


def test_a_twin_that_went_its_own_way_is_a_fork(world: World, shop: Store) -> None:
    shop.close()
    shutil.copytree(world.folder, world.root / "twin")
    shutil.copytree(world.root / "keys", world.root / "twin-keys")
    store = world.open()
    sell(store)
    store.close()
    marked = mark_path(world).read_bytes()
    # The twin sells as well, on its own machine; then its folder comes back to the first one.
    for name, place in (("shop", "twin"), ("keys", "twin-keys")):
        shutil.rmtree(world.root / name)
        shutil.move(world.root / place, world.root / name)
    store = world.open()
    sell(store)
    sell(store)
    store.close()
    mark_path(world).write_bytes(marked)
    store = world.open()
    assert newest_epoch(store)[1].cause == "fork"
    store.close()


def test_another_fact_at_the_mark_s_place_is_a_fork() -> None:
    mark = Mark(3, "e", 5, "aa" * 32, 1, 0, 0, "b")
    assert judge_past(Head("e", 6, b"x" * 32), mark, bytes.fromhex("bb" * 32)) == "fork"
    assert judge_past(Head("e", 6, b"x" * 32), mark, bytes.fromhex("aa" * 32)) is None
    assert judge_past(Head("e", 4, b"x" * 32), mark, None) == "behind"
    assert judge_past(Head("e", 0, b""), None, None) is None
    assert judge_past(Head("e", 1, b""), None, None) == "mark_missing"


def test_a_mark_that_lags_is_no_alarm(world: World, shop: Store) -> None:
    sell(shop)
    early = mark_path(world).read_bytes()
    sell(shop)
    sell(shop)
    shop.close()
    mark_path(world).write_bytes(early)
    store = world.open()
    assert "epoch_opened" not in store.warnings
    store.close()


def test_the_mark_never_leads_the_database(
    world: World, shop: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int]] = []
    write = MarkFile.write

    def watched(self: MarkFile, head: Head, number: int, time: TimeMark) -> None:
        with shop.read() as db:
            durable = db.value("SELECT max(seq) FROM fact WHERE epoch = ?", (head.epoch,))
        seen.append((head.seq, durable))
        write(self, head, number, time)

    monkeypatch.setattr(MarkFile, "write", watched)
    for _ in range(3):
        sell(shop)
    assert len(seen) == 3
    assert all(marked <= durable for marked, durable in seen)


def test_a_mark_written_before_the_commit_would_be_found_leading(
    world: World, shop: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The planted bug: marking first, then losing the commit. The next start must then cry wolf.
    finish = Store._finish

    def mark_first(self: Store, tx: object) -> None:
        self.marks.write(tx.head, tx.number, tx.time.mark)  # type: ignore[attr-defined]
        raise OSError("power cut")

    with monkeypatch.context() as planted:
        planted.setattr(Store, "_finish", mark_first)
        with pytest.raises(OSError, match="power cut"):
            sell(shop)
    assert Store._finish is finish
    shop.close()
    store = world.open()
    assert "epoch_opened" in store.warnings
    store.close()


def test_a_torn_mark_leaves_the_one_before(tmp_path: Path) -> None:
    file = MarkFile(tmp_path / "m" / "shop.mark")
    for seq in (1, 2, 3):
        file.write(Head("e", seq, bytes([seq]) * 32), seq, TimeMark(seq, seq, "b"))
    file.close()
    raw = bytearray((tmp_path / "m" / "shop.mark").read_bytes())
    assert len(raw) <= 2 * highwater.SLOT
    newest = MarkFile(file.path).read()
    assert newest is not None
    assert newest.seq == 3
    raw[3 % 2 * highwater.SLOT + 60] ^= 1
    file.path.write_bytes(raw)
    before = MarkFile(file.path).read()
    assert before is not None
    assert before.seq == 2
    file.path.write_bytes(b"\x00" * 700)
    assert MarkFile(file.path).read() is None
    assert read_slot(mark_bytes(newest)) == newest


def test_a_disk_that_cannot_take_the_mark_does_not_undo_a_sale(
    shop: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(MarkFile, "write", full)
    assert shop.did_happen(sell(shop).fact_id)
