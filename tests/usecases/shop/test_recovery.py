"""Bad days: a lost key store, a dead disk, an old copy put back, the owner's PIN gone, a backup that is none."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest

from desktop.models.keys import FileKeys
from desktop.models.schema import VERSION
from desktop.usecases.backups import KEPT_DAYS, back_up, back_up_daily, drop_old_backups
from desktop.usecases.new_shop import NewShop, new_shop
from desktop.usecases.open_till import open_till
from desktop.usecases.recovery import recover_key, recovery_sheet, reset_owner_pin, restore_shop
from desktop.usecases.settings import read_setting, set_settings
from desktop.usecases.sign_in import pin_wait, sign_in
from desktop.usecases.staff_keys import LIGHT
from desktop.usecases.verify_till import verify_till
from loyalty.clock import DAY
from loyalty.errors import LoyaltyError
from tests.conftest import OWNER_PIN, STAFF_PIN
from tests.usecases.shop.test_pins import refused

NEW_PIN = "650173"


@pytest.fixture
def sheet(till, session) -> str:
    """Return the words of the recovery sheet."""
    return " ".join(recovery_sheet(till, session).groups)


def reopen(folder: Path, keys, clock, entropy):
    """Return the till of a folder with some keys."""
    return open_till(folder, clock=clock, keys=keys, entropy=entropy, key_cost=LIGHT)


def test_the_sheet_is_the_one_printed_at_the_beginning(make_shop, open_it) -> None:
    made = make_shop()
    till = open_it()
    assert recovery_sheet(till, sign_in(till, "owner", OWNER_PIN)) == made.recovery_sheet


def test_the_sheet_is_shown_to_the_owner_alone(till, make_staff) -> None:
    with refused("not_allowed"):
        recovery_sheet(till, make_staff("manager_of_branches"))


def test_a_lost_key_store_is_mended_by_the_sheet(till, sheet, folder, keys, fixed_clock, entropy) -> None:
    till.close()
    shutil.rmtree(keys.folder)
    with refused("shop_key_missing"):
        reopen(folder, keys, fixed_clock, entropy)
    recover_key(folder, sheet.lower().replace("-", " - "), keys=keys)
    again = reopen(folder, keys, fixed_clock, entropy)
    try:
        assert "epoch_opened" in again.warnings  # this machine's memory of the chain was lost as well
        assert sign_in(again, "owner", OWNER_PIN).open
        assert verify_till(again).ok
    finally:
        again.close()


def test_a_letter_misread_names_its_group(till, sheet, folder, keys) -> None:
    groups = sheet.split()
    letter = "B" if groups[4][0] != "B" else "C"
    wrong = [*groups[:4], letter + groups[4][1:], *groups[5:]]
    with pytest.raises(LoyaltyError) as refusal:
        recover_key(folder, " ".join(wrong), keys=keys)
    assert (refusal.value.code, refusal.value.values) == ("recovery_group_wrong", {"group": 5})
    with refused("recovery_incomplete"):
        recover_key(folder, " ".join(groups[:12]), keys=keys)


def test_the_sheet_of_another_shop_is_refused(till, tmp_path, keys, fixed_clock, entropy, folder) -> None:
    new = NewShop("دیگر", "مرکزی", OWNER_PIN, test=True)
    made = new_shop(tmp_path / "other", new, clock=fixed_clock, entropy=entropy, keys=keys, key_cost=LIGHT)
    other = " ".join(made.recovery_sheet.groups)
    with refused("recovery_of_other_shop"):
        recover_key(folder, other, keys=keys)
    with refused("recovery_of_other_shop"):
        reset_owner_pin(till, other, NEW_PIN)


def test_the_owner_comes_back_after_ten_wrong_pins(till, sheet, fixed_clock) -> None:
    for _ in range(10):
        fixed_clock.go(pin_wait(till, "owner"))
        with pytest.raises(LoyaltyError):
            sign_in(till, "owner", "918273")
    reset_owner_pin(till, sheet, NEW_PIN)
    assert sign_in(till, "owner", NEW_PIN).open
    with refused("pin_wrong"):
        sign_in(till, "owner", OWNER_PIN)
    assert verify_till(till).ok


def test_the_sheet_sets_the_pin_of_owners_alone(till, sheet, make_staff) -> None:
    make_staff("cashier", staff_id="sara")
    with refused("sheet_for_owners"):
        reset_owner_pin(till, sheet, NEW_PIN, "sara")
    with refused("pin_usual"):
        reset_owner_pin(till, sheet, "123456")


def test_a_dead_disk_comes_back_on_a_bare_machine(
    till, session, sheet, make_staff, tmp_path, fixed_clock, entropy
) -> None:
    make_staff("cashier", staff_id="sara")
    made = back_up(till, session, tmp_path / "shop.backup")
    till.close()
    fixed_clock.boot = "another machine"
    bare = FileKeys(tmp_path / "bare-keys")
    target = tmp_path / "bare" / "shop"
    with refused("shop_key_missing"):
        restore_shop(made.path, target, keys=bare, clock=fixed_clock)
    back = restore_shop(made.path, target, keys=bare, clock=fixed_clock, sheet=sheet)
    assert back.kept is None
    assert back.facts == made.facts
    again = reopen(target, bare, fixed_clock, entropy)
    try:
        assert "epoch_opened" in again.warnings
        assert sign_in(again, "sara", STAFF_PIN).open
        checked = verify_till(again)
        assert checked.ok, checked.problems
    finally:
        again.close()


def test_restoring_over_the_shop_keeps_the_old_file_beside(
    till, session, folder, keys, fixed_clock, entropy, tmp_path
) -> None:
    made = back_up(till, session, tmp_path / "a.backup")
    sign_in(till, "owner", OWNER_PIN)
    till.close()
    back = restore_shop(made.path, folder, keys=keys, clock=fixed_clock)
    assert [back.kept] == list(folder.glob("shop-before-*.db"))
    again = reopen(folder, keys, fixed_clock, entropy)
    try:
        assert verify_till(again).ok
    finally:
        again.close()


def test_an_open_shop_is_not_restored_over(till, session, folder, keys, fixed_clock, tmp_path) -> None:
    made = back_up(till, session, tmp_path / "a.backup")
    with refused("shop_open_elsewhere"):
        restore_shop(made.path, folder, keys=keys, clock=fixed_clock)


def test_what_is_no_backup_is_refused_and_the_shop_stays(
    till, session, folder, keys, fixed_clock, entropy, tmp_path
) -> None:
    made = back_up(till, session, tmp_path / "a.backup")
    till.close()
    raw = made.path.read_bytes()
    spoiled = bytearray(raw)
    spoiled[len(raw) // 2] ^= 1
    for name, content in (
        ("cut", raw[: len(raw) // 2 + 100]),
        ("flip", bytes(spoiled)),
        ("text", b"hello"),
        ("none", b""),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(LoyaltyError, match=r"^(backup|shop)_"):
            restore_shop(tmp_path / name, folder, keys=keys, clock=fixed_clock)
    with refused("backup_missing"):
        restore_shop(tmp_path / "missing", folder, keys=keys, clock=fixed_clock)
    again = reopen(folder, keys, fixed_clock, entropy)
    try:
        assert sign_in(again, "owner", OWNER_PIN).open
    finally:
        again.close()


def test_a_backup_is_never_written_over(till, session, tmp_path) -> None:
    (tmp_path / "a.backup").write_bytes(b"mine")
    with refused("backup_exists"):
        back_up(till, session, tmp_path / "a.backup")
    assert (tmp_path / "a.backup").read_bytes() == b"mine"


def test_only_the_owner_backs_up(till, make_staff, tmp_path) -> None:
    with refused("not_allowed"):
        back_up(till, make_staff("branch_manager"), tmp_path / "a.backup")
    assert not (tmp_path / "a.backup").exists()


def test_a_backup_says_nothing_without_the_key(till, session, tmp_path) -> None:
    made = back_up(till, session, tmp_path / "a.backup")
    raw = made.path.read_bytes()
    assert "نمونه".encode() not in raw
    assert b"staff" not in raw
    assert made.path.stat().st_mode & 0o077 == 0


def test_one_backup_a_day_and_old_ones_go(till, session, tmp_path, fixed_clock) -> None:
    assert back_up_daily(till) is None
    folder = tmp_path / "daily"
    folder.mkdir()
    set_settings(till, session, {"backup_folder": str(folder)})
    first = back_up_daily(till)
    assert first is not None
    assert back_up_daily(till) is None
    (folder / "holiday.jpg").write_bytes(b"mine")
    (folder / "bashgah-A1-2001-13-45.backup").write_bytes(b"no day")
    fixed_clock.go(KEPT_DAYS * DAY)
    kept = back_up_daily(till)
    assert first.path.exists()
    fixed_clock.go(DAY)
    back_up_daily(till)
    assert not first.path.exists()
    assert kept is not None
    assert kept.path.exists()
    assert (folder / "holiday.jpg").exists()
    assert drop_old_backups(folder, dt.date(2026, 1, 1)) == ()


def test_a_stick_that_is_not_plugged_in_gets_no_folder_on_the_disk(till, session, tmp_path) -> None:
    stick = tmp_path / "media" / "usb"
    with refused("backup_folder_missing"):
        back_up(till, session, stick / "today.backup")
    with refused("backup_folder_missing"):
        set_settings(till, session, {"theme": "dark", "backup_folder": str(stick)})
    with till.read() as db:
        assert read_setting(db, "backup_folder") == ""
        assert read_setting(db, "theme") == "light"
    assert not stick.parent.exists()


def test_a_stick_pulled_out_stops_the_daily_backup_aloud(till, session, tmp_path) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    set_settings(till, session, {"backup_folder": str(stick)})
    stick.rmdir()
    with refused("backup_folder_missing"):
        back_up_daily(till)
    assert not stick.exists()
    set_settings(till, session, {"backup_folder": ""})
    assert back_up_daily(till) is None


def test_a_folder_is_kept_as_a_whole_path(till, session, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "safe").mkdir()
    for typed in ("safe", "~/safe"):
        set_settings(till, session, {"backup_folder": typed})
        with till.read() as db:
            assert read_setting(db, "backup_folder") == str(tmp_path / "safe")


def test_a_file_of_a_newer_program_is_refused(till, folder, keys, fixed_clock, entropy) -> None:
    till.store._writer.driver_connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    till.close()
    with refused("shop_newer"):
        reopen(folder, keys, fixed_clock, entropy)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(8176)), "shop_foreign"),
        (lambda path: path.write_bytes(os.urandom(8192)), "shop_damaged"),
        (lambda path: os.truncate(path, path.stat().st_size // 2 + 7), "shop_damaged"),
        (lambda path: path.unlink(), "shop_missing"),
    ],
)
def test_a_foreign_torn_or_missing_file_is_refused(
    till, folder, keys, fixed_clock, entropy, spoil, code
) -> None:
    till.close()
    spoil(folder / "shop.db")
    with refused(code):
        reopen(folder, keys, fixed_clock, entropy)
