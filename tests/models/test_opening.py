"""Opening: what is refused, with which sentence, and what opens without a word."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from desktop.models import drives, schema
from desktop.models.engine import check_sqlite, connect
from desktop.models.keys import FileKeys
from desktop.models.store import Store
from loyalty import problems
from loyalty.errors import LoyaltyError
from tests.models.world import OWNER, World, enrol, sell

ROOT = Path(__file__).resolve().parents[2]


def refusal(world: World, folder: Path | None = None) -> str:
    """Open and return the code of the refusal, having seen that it is a sentence with a hint in both languages."""
    with pytest.raises(LoyaltyError) as refused:
        world.open(folder).close()
    for lang in ("fa", "en"):
        assert problems.say(refused.value, lang) != refused.value.code
        assert problems.hint(refused.value, lang)
    return refused.value.code


def test_a_shop_opens_again_as_it_was(world: World, shop: Store) -> None:
    sale = sell(shop, enrol(shop))
    past, who = shop.past, shop.shop
    shop.close()
    store = world.open()
    try:
        assert (store.past.head, store.past.number, store.shop) == (past.head, past.number, who)
        assert "epoch_opened" not in store.warnings
        assert store.did_happen(sale.fact_id)
        assert sell(store).seq == past.head.seq + 1
    finally:
        store.close()


def test_every_connection_is_set_the_safe_way(shop: Store) -> None:
    connections = [shop._writer.driver_connection]
    with shop.read() as db:
        connections.append(db.connection)
        for connection in connections:
            told = {
                name: connection.execute(f"PRAGMA {name}").fetchone()[0]
                for name in [
                    "journal_mode",
                    "synchronous",
                    "foreign_keys",
                    "recursive_triggers",
                    "secure_delete",
                    "trusted_schema",
                    "cell_size_check",
                    "mmap_size",
                    "wal_autocheckpoint",
                    "fullfsync",
                ]
            }
            assert told == {
                "journal_mode": "wal",
                "synchronous": 2,
                "foreign_keys": 1,
                "recursive_triggers": 1,
                "secure_delete": 1,
                "trusted_schema": 0,
                "cell_size_check": 1,
                "mmap_size": 0,
                "wal_autocheckpoint": 0,
                "fullfsync": 1,
            }


def test_nothing_of_the_shop_is_readable_without_the_key(world: World, shop: Store) -> None:
    from desktop.models.people import Person

    for place in range(50):
        enrol(shop, Person(f"کاناری{place}", f"0912999{place:04d}", note="canary-note"))
    shop.close()
    for path in (*world.folder.rglob("*"), *(world.root / "keys").rglob("*")):
        raw = path.read_bytes()
        assert b"canary-note" not in raw
        assert b"0912999" not in raw
        assert "کاناری".encode() not in raw


def test_a_missing_folder_and_an_empty_one(world: World) -> None:
    assert refusal(world) == "shop_missing"
    world.folder.mkdir()
    assert refusal(world) == "shop_missing"


def test_a_copied_folder_stays_closed(world: World, shop: Store) -> None:
    shop.close()
    elsewhere = World(world.root / "elsewhere")
    shutil.copytree(world.folder, elsewhere.folder)
    assert refusal(elsewhere) == "shop_key_missing"
    for file in elsewhere.folder.iterdir():
        assert shop.data_key not in file.read_bytes()
        assert shop.data_key.hex().encode() not in file.read_bytes()


def test_another_key_is_told_from_a_damaged_file(world: World, shop: Store) -> None:
    shop.close()
    name = next((world.root / "keys").glob("*.key")).stem
    world.keys.put(name, bytes(32))
    assert refusal(world) == "shop_key_wrong"


@pytest.mark.parametrize("keep", [0, 100, 4096 + 7])
def test_a_file_cut_short(world: World, shop: Store, keep: int) -> None:
    shop.close()
    os.truncate(shop.path, keep)
    assert refusal(world) == "shop_damaged"


def test_a_file_cut_at_a_page(world: World, shop: Store) -> None:
    shop.close()
    os.truncate(shop.path, 4096 * (shop.path.stat().st_size // 4096 // 2))
    assert refusal(world) == "shop_damaged"


def test_a_first_page_overwritten(world: World, shop: Store) -> None:
    shop.close()
    with open(shop.path, "r+b") as file:
        file.seek(100)
        file.write(b"\x00" * 64)
    assert refusal(world) == "shop_damaged"


def test_a_plain_database_and_another_program_s_encrypted_one(world: World, shop: Store) -> None:
    shop.close()
    shop.path.unlink()
    plain = dbapi2.connect(str(shop.path))
    plain.execute("CREATE TABLE t (a)")
    plain.commit()
    plain.close()
    assert refusal(world) == "shop_foreign"
    shop.path.unlink()
    other = connect(shop.path, shop.data_key)
    other.execute("CREATE TABLE t (a)")
    other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    other.close()
    assert refusal(world) == "shop_foreign"


def test_a_missing_database_and_a_broken_label(world: World, shop: Store) -> None:
    shop.close()
    shop.path.rename(shop.path.with_suffix(".away"))
    assert refusal(world) == "shop_missing"
    (world.folder / "shop.json").write_text("{")
    assert refusal(world) == "shop_damaged"


def test_a_newer_schema_is_refused(world: World, shop: Store) -> None:
    shop.close()
    connection = connect(shop.path, shop.data_key)
    connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()
    assert refusal(world) == "shop_newer"


def test_a_file_of_a_form_to_come_is_newer_not_damaged(world: World, shop: Store) -> None:
    """Sealed in another way it looks like noise; the label tells."""
    shop.close()
    label = world.folder / "shop.json"
    label.write_text(label.read_text().replace("}", ', "form": 2}'))
    shop.path.write_bytes(os.urandom(64 * 1024))
    assert refusal(world) == "shop_newer"
    label.write_text(label.read_text().replace('"form": 2', '"form": 1'))
    assert refusal(world) == "shop_damaged"


def test_an_older_sqlite_is_refused() -> None:
    with pytest.raises(LoyaltyError) as refused:
        check_sqlite((3, 51, 2))
    assert refused.value.code == "sqlite_too_old"
    check_sqlite((3, 51, 3))
    check_sqlite()


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "9p"])
def test_a_network_drive_is_refused(tmp_path: Path, kind: str) -> None:
    place = tmp_path.resolve() / "my share"
    place.mkdir()
    mounts = f"/dev/vda / ext4 rw 0 0\nserver:/x {str(place).replace(' ', chr(92) + '040')} {kind} rw 0 0\n"
    with pytest.raises(LoyaltyError) as refused:
        drives.check_drive(place / "shop", mounts)
    assert refused.value.code == "shop_on_network_drive"
    drives.check_drive(tmp_path, mounts)


def test_a_second_process_is_kept_out(world: World, shop: Store) -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from tests.models.world import World\n"
            "try: World(Path(sys.argv[1])).open()\n"
            "except Exception as problem: print(problem.code)",
            str(world.root),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "shop_open_elsewhere"
    shop.close()
    world.open().close()


def test_a_shop_is_not_made_over_another(world: World, shop: Store) -> None:
    with pytest.raises(LoyaltyError) as refused:
        world.make()
    assert refused.value.code == "shop_exists"


def test_a_key_in_a_file_is_warned_of_and_is_for_this_user_alone(world: World, shop: Store) -> None:
    assert "key_in_file" in shop.warnings
    for path in (world.root / "keys").iterdir():
        assert path.stat().st_mode & 0o077 == 0
    assert FileKeys(world.root / "keys").get("nobody") is None


def test_a_failed_opening_frees_the_lock(world: World, shop: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    import desktop.models.opening as opening

    shop.close()
    with monkeypatch.context() as planted:
        planted.setattr(opening, "judge_past", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            world.open()
    world.open().close()


def test_the_till_s_key_and_ids_outlive_the_process(world: World, shop: Store) -> None:
    key, ids = shop.till_public_key, (shop.shop.business_id, shop.shop.till_id)
    shop.close()
    store = world.open()
    assert (store.till_public_key, (store.shop.business_id, store.shop.till_id)) == (key, ids)
    with store.transaction(OWNER):
        pass
    store.close()
    store.close()
