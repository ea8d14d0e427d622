"""Backups and erasures: a copy that reads back, a restore that knows it is one, and people who stay forgotten."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desktop.models import drives, forms
from desktop.models.backup import make_backup, read_manifest, restore_backup
from desktop.models.engine import connect
from desktop.models.local import Parked, count_parked, keep_open, note_fact, open_basket, park
from desktop.models.log import Tx
from desktop.models.paper import PrintJob, queue_print
from desktop.models.people import Person, person
from desktop.models.queries import facts, members
from desktop.models.search import find_members
from desktop.models.store import Store
from desktop.models.verify import verify
from loyalty.errors import LoyaltyError
from loyalty.kinds import MemberGone
from tests.models.world import OWNER, START, World, enrol, refund, sell

SECRET = Person(
    "زینب کاناری",
    "09127654321",
    "z@example.org",
    None,
    "f",
    "زنگ نزنید",
    "X-77",
    ("vip",),
    (("c1", "6037990011223344"),),
)


def erase(store: Store, member_id: str) -> None:
    with store.transaction(OWNER) as tx:
        tx.record("member.erased", MemberGone(member_id))


def test_a_backup_reads_back_and_is_closed_to_others(world: World, shop: Store) -> None:
    member_id = enrol(shop, SECRET)
    sell(shop, member_id)
    target = world.root / "copies" / "b.bashgah"
    target.parent.mkdir()
    manifest = make_backup(shop, target)
    assert read_manifest(target, shop.data_key) == manifest
    assert manifest.seq == shop.past.head.seq
    assert manifest.head == shop.past.head.hash.hex()
    assert "کاناری".encode() not in target.read_bytes()
    assert target.stat().st_mode & 0o077 == 0
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    before = target.read_bytes()
    target.chmod(0o400)
    assert read_manifest(target, shop.data_key) == manifest
    assert target.read_bytes() == before
    with pytest.raises(LoyaltyError) as refused:
        read_manifest(target, bytes(32))
    assert refused.value.code == "backup_unreadable"
    with pytest.raises(LoyaltyError) as refused:
        make_backup(shop, target)
    assert refused.value.code == "backup_exists"


def test_a_disk_that_fills_up_amid_a_backup_is_named_and_leaves_nothing(
    world: World, shop: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take_little(connection: Any, form: forms.Form, database: str) -> None:
        take_form(connection, form, database)
        connection.execute(f"PRAGMA {database}.max_page_count = 5")

    take_form, target = forms.take_form, world.root / "b.bashgah"
    monkeypatch.setattr(forms, "take_form", take_little)
    with pytest.raises(LoyaltyError, match="file_no_room") as refused:
        make_backup(shop, target)
    assert refused.value.values["path"] == str(target)
    assert list(world.root.glob("b.bashgah*")) == []


def test_a_restored_shop_knows_it_and_sells_on(world: World, shop: Store) -> None:
    sell(shop)
    target = world.root / "b.bashgah"
    make_backup(shop, target)
    lost = sell(shop)
    shop.close()
    restore_backup(target, world.folder, keys=world.keys, at=START)
    store = world.open()
    try:
        with store.read() as db:
            opened = facts.facts_after(db, 0)[-1]
            assert verify(db).problems == ()
        assert opened.body.cause == "restored"
        assert not store.did_happen(lost.fact_id)
        sell(store)
        assert store.past.number == 3
    finally:
        store.close()
    assert list(world.folder.glob("shop-before-*.db"))
    store = world.open()
    assert "epoch_opened" not in store.warnings
    store.close()


def test_the_shop_names_the_folder_in_which_a_backup_of_it_was_tried(world: World, shop: Store) -> None:
    sell(shop)
    target, elsewhere = world.root / "b.bashgah", world.root / "tried"
    make_backup(shop, target)
    shop.close()
    restore_backup(target, elsewhere, keys=world.keys, at=START, key=shop.data_key)
    tried = world.open(elsewhere)
    sell(tried)
    tried.close()
    store = world.open()
    assert {"epoch_opened", "shop_went_on"} <= set(store.warnings)
    assert store.other_folder == str(elsewhere.resolve())
    sell(store)
    store.close()
    store = world.open()
    assert not {"epoch_opened", "shop_went_on", "shop_copied"} & set(store.warnings)
    assert store.other_folder == ""
    store.close()


DOUBTS = {"epoch_opened", "shop_went_on", "shop_copied"}


def look(world: World, folder: Path, times: int = 1) -> None:
    """Open a copy and close it again, recording nothing."""
    for _ in range(times):
        tried = world.open(folder)
        assert tried.looking
        assert "shop_copied" in tried.warnings
        with tried.read() as db:
            assert db.value("SELECT count(*) FROM epoch") == 2
        tried.close()


def opens_undisturbed(world: World) -> bool:
    store = world.open()
    told = set(store.warnings)
    sell(store)
    store.close()
    return not DOUBTS & told


def see_a_selling_copy_found(world: World, folder: Path, numbered: int) -> None:
    """See that a past that sells is found out, and gives no number again that a receipt of the shop carries."""
    tried = world.open(folder)
    sell(tried)
    assert (tried.looking, tried.past.number) == (False, numbered)
    tried.close()
    with closing(world.open()) as store:
        assert {"epoch_opened", "shop_went_on"} <= set(store.warnings)
        assert store.past.number == numbered


@pytest.mark.parametrize("moved", [False, True])
def test_looking_at_a_backup_leaves_the_shop_alone(world: World, shop: Store, *, moved: bool) -> None:
    sell(shop)
    target, elsewhere = world.root / "b.bashgah", world.root / "tried"
    make_backup(shop, target)
    sell(shop)
    shop.close()
    if moved:
        shutil.move(world.folder, world.root / "moved")
        (world.root / "shop").symlink_to("moved")
        world.open().close()
    restore_backup(target, elsewhere, keys=world.keys, at=START, key=shop.data_key)
    look(world, elsewhere, 2)
    assert opens_undisturbed(world)
    look(world, elsewhere)
    assert opens_undisturbed(world)
    see_a_selling_copy_found(world, elsewhere, numbered=5)


def test_a_copy_that_took_its_shop_s_place_is_looked_at_no_more(world: World, shop: Store) -> None:
    sell(shop)
    target, elsewhere = world.root / "b.bashgah", world.root / "tried"
    make_backup(shop, target)
    sell(shop)
    shop.close()
    restore_backup(target, elsewhere, keys=world.keys, at=START, key=shop.data_key)
    look(world, elsewhere)
    shutil.rmtree(world.folder)
    shutil.move(elsewhere, world.folder)
    store = world.open()
    assert "epoch_opened" in store.warnings
    store.close()
    assert opens_undisturbed(world)


def test_a_shop_whose_copy_sells_without_a_mark_is_caught(
    world: World, shop: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = Store._note

    def hold_its_tongue(self: Store, tx: Tx) -> None:
        self.looking = False
        note(self, tx)

    sell(shop)
    shop.close()
    shutil.copytree(world.folder, world.root / "tried")
    with monkeypatch.context() as planted:
        planted.setattr(Store, "_note", hold_its_tongue)
        with pytest.raises(AssertionError):
            see_a_selling_copy_found(world, world.root / "tried", numbered=2)
    see_a_selling_copy_found(world, world.root / "tried", numbered=3)


def test_a_basket_open_at_the_backup_is_not_open_again(world: World, shop: Store) -> None:
    with shop.transaction(OWNER) as tx:
        park(tx, Parked("p", OWNER, None, tx.at, "{}"))
        keep_open(tx, Parked("", OWNER, None, tx.at, "{}"))
    target = world.root / "b.bashgah"
    make_backup(shop, target)
    shop.close()
    restore_backup(target, world.folder, keys=world.keys, at=START)
    store = world.open()
    with store.read() as db:
        assert (open_basket(db), count_parked(db)) == (None, 1)
    store.close()


def test_a_new_machine_is_brought_up_from_a_backup_and_the_sheet(world: World, shop: Store) -> None:
    member_id = enrol(shop, SECRET)
    target = world.root / "b.bashgah"
    make_backup(shop, target)
    fresh = World(world.root / "fresh")
    with pytest.raises(LoyaltyError) as refused:
        restore_backup(target, fresh.folder, keys=fresh.keys, at=START)
    assert refused.value.code == "shop_key_missing"
    restore_backup(target, fresh.folder, keys=fresh.keys, at=START, key=shop.data_key)
    store = fresh.open()
    with store.read() as db:
        assert person(db, member_id) == SECRET
    assert store.pepper == shop.pepper
    store.close()


@pytest.mark.parametrize("harm", ["flip", "cut", "plain", "empty"])
def test_a_damaged_backup_is_refused_and_the_shop_stands(world: World, shop: Store, harm: str) -> None:
    for _ in range(30):
        sell(shop, enrol(shop, SECRET))
    target = world.root / "b.bashgah"
    make_backup(shop, target)
    shop.close()
    raw = bytearray(target.read_bytes())
    if harm == "flip":
        raw[len(raw) // 2] ^= 1
    target.write_bytes(
        {"cut": raw[: len(raw) // 2], "plain": b"SQLite format 3\x00" * 256, "empty": b""}.get(harm, raw)
    )
    before = shop.path.read_bytes()
    with pytest.raises(LoyaltyError) as refused:
        restore_backup(target, world.folder, keys=world.keys, at=START)
    assert refused.value.code == ("backup_foreign" if harm == "plain" else "backup_unreadable")
    assert shop.path.read_bytes() == before
    world.open().close()


def test_another_shop_s_backup_is_refused(world: World, shop: Store) -> None:
    other_world = World(world.root / "other")
    other_world.dice.seed = "other"
    other = other_world.make()
    target = world.root / "b.bashgah"
    make_backup(other, target)
    other.close()
    shop.close()
    with pytest.raises(LoyaltyError) as refused:
        restore_backup(target, world.folder, keys=world.keys, at=START, key=other.data_key)
    assert refused.value.code == "backup_of_other_shop"
    with pytest.raises(LoyaltyError) as refused:
        restore_backup(target, world.folder, keys=world.keys, at=START)
    assert refused.value.code == "backup_unreadable"


def test_an_open_shop_is_not_restored_over(world: World, shop: Store) -> None:
    target = world.root / "b.bashgah"
    make_backup(shop, target)
    with pytest.raises(LoyaltyError) as refused:
        restore_backup(target, world.folder, keys=world.keys, at=START)
    assert refused.value.code == "shop_open_elsewhere"


def test_an_erased_member_is_forgotten_everywhere(world: World, shop: Store) -> None:
    member_id, other = enrol(shop, SECRET), enrol(shop, Person("زینب دیگر", "09120000001"))
    sale = sell(shop, member_id)
    with shop.transaction(OWNER) as tx:
        note_fact(tx, sale.fact_id, "کاناری خواست زنگ نزنیم", member_id)
        park(tx, Parked("p", OWNER, member_id, tx.at, "{}"))
        queue_print(
            tx, PrintJob("j", "receipt", sale.fact_id, member_id, "کاناری", "queued", 0, 0, "", tx.at)
        )
    erase(shop, member_id)
    with shop.read() as db:
        for text in ("09127654321", "4321", "زینب کاناری", "کان", "6037990011223344", "X-77"):
            assert all(found.member_id != member_id for found in find_members(db, text)), text
        assert [found.member_id for found in find_members(db, "زینب")] == [other]
        assert person(db, member_id) is None
        for table in ("member_key", "person", "card_number", "fact_note", "parked_basket", "print_job"):
            assert db.value(f"SELECT count(*) FROM {table} WHERE member_id = ?", (member_id,)) == 0
        row = members.member(db, member_id)
        assert row is not None
        assert row.state == "erased"
        assert members.stat(db, member_id).visits == 1
        assert verify(db).problems == ()
    # Figures still fold, and what comes later about the member still has its place.
    refund(shop, sale, member_id)
    with pytest.raises(LoyaltyError) as refused, shop.transaction(OWNER) as tx:
        tx.set_people({member_id: SECRET})
    assert refused.value.code == "person_erased"


def decrypted(store: Store, target: Path) -> bytes:
    """Return every byte of the file as SQLite holds it, freed pages and slack included."""
    store.checkpoint_when_idle()
    connection = connect(store.path, store.data_key)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute(f"ATTACH '{target}' AS plain KEY ''")
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    shadows = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE name LIKE '%_data'")
    ]
    blocks = [row[0] for name in shadows for row in connection.execute(f"SELECT block FROM {name}")]
    connection.close()
    assert pages > 10
    return b"".join(blocks)


def test_the_letters_of_an_erased_name_leave_the_full_text_pages(world: World, shop: Store) -> None:
    enrol(shop, Person("maryam karimi", "09120000001"))
    member_id = enrol(shop, Person("xylophonist quizmaster", "09120000002"))
    assert b"xylophonist" in decrypted(shop, world.root / "plain-1")
    erase(shop, member_id)
    after = decrypted(shop, world.root / "plain-2")
    assert b"xylophonist" not in after
    assert b"karimi" in after


def test_an_erasure_outlives_an_older_backup(world: World, shop: Store) -> None:
    member_id, kept = enrol(shop, SECRET), enrol(shop, Person("ماندگار", "09121111111"))
    target = world.root / "b.bashgah"
    make_backup(shop, target)
    erase(shop, member_id)
    shop.close()
    restore_backup(target, world.folder, keys=world.keys, at=START)
    raw = connect(world.folder / "shop.db", shop.data_key)
    assert raw.execute("SELECT count(*) FROM person WHERE member_id = ?", (member_id,)).fetchone()[0] == 0
    assert raw.execute("SELECT count(*) FROM member_key WHERE member_id = ?", (member_id,)).fetchone()[0] == 0
    raw.close()
    store = world.open()
    with store.read() as db:
        row = members.member(db, member_id)
        assert row is not None
        assert row.state == "erased"
        assert person(db, kept) is not None
        assert verify(db).problems == ()
    store.close()


def test_without_the_list_the_erased_would_come_back(world: World, shop: Store) -> None:
    # The control: it is the list beside the marks that keeps them forgotten.
    member_id = enrol(shop, SECRET)
    target = world.root / "b.bashgah"
    make_backup(shop, target)
    erase(shop, member_id)
    shop.close()
    next((world.root / "keys").glob("*.erased")).unlink()
    restore_backup(target, world.folder, keys=world.keys, at=START)
    store = world.open()
    with store.read() as db:
        assert person(db, member_id) is not None
    store.close()


def test_the_list_of_erasures_mends_itself(world: World, shop: Store) -> None:
    member_id = enrol(shop, SECRET)
    erase(shop, member_id)
    shop.close()
    listed = next((world.root / "keys").glob("*.erased"))
    listed.unlink()
    world.open().close()
    assert listed.read_text().split() == [member_id]


def test_backups_older_than_ninety_days_are_dropped(tmp_path: Path) -> None:
    now = time.time()
    for name, days in (("a.bashgah", 91), ("b.bashgah", 89), ("c.other", 400)):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (now - days * 86_400,) * 2)
    dropped = drives.drop_old_files(tmp_path, "*.bashgah", int(now * 1000))
    assert [path.name for path in dropped] == ["a.bashgah"]
    assert {path.name for path in tmp_path.iterdir()} == {"b.bashgah", "c.other"}


def test_the_clone_copied_by_hand_is_a_backup_too(world: World, shop: Store) -> None:
    sell(shop)
    shop.close()
    shutil.copytree(world.folder, world.root / "by-hand")
    store = world.open(world.root / "by-hand")
    assert "epoch_opened" not in store.warnings
    store.close()
