"""Backup, restore and the recovery sheet through the command line, each in a process of its own."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.lines import Lines
from tests.conftest import OWNER_PIN, STAFF_PIN

NEW_PIN = "650173"


def test_from_the_dead_disk_to_the_first_sign_in(bare: Lines, tmp_path: Path) -> None:
    made = bare.spawn("new-shop", "--name", "نمونه", "--branch", "مرکزی", "--json").json
    copy = tmp_path / "shop.backup"
    assert bare.spawn("backup", str(copy), "--json").json.keys() >= {"path", "facts"}
    shutil.rmtree(bare.folder)
    shutil.rmtree(bare.keys)

    bare_machine = bare.spawn("restore", str(copy), "--json")
    assert bare_machine.error == "sheet_missing"
    assert "--sheet-file" in bare_machine.json["error"]["hint"]
    sheet = tmp_path / "sheet.txt"
    sheet.write_text("\n".join(f"{place}. {group}" for place, group in enumerate(made["recovery_sheet"], 1)))
    back = bare.spawn("restore", str(copy), "--sheet-file", str(sheet), "--json")
    assert back.code == 0, back.out
    assert bare.spawn("staff", "add", "Sara", "--json").json["name"] == "Sara"
    assert bare.spawn("verify", "--json").json["ok"] is True


def test_a_stick_that_is_not_there_is_named(lines: Lines, tmp_path: Path) -> None:
    stick = tmp_path / "media" / "usb"
    for line in (("backup", str(stick / "today.backup")), ("settings", "set", f"backup_folder={stick}")):
        assert lines.run(*line).error == "backup_folder_missing"
        assert str(stick) in lines.run(*line).json["error"]["message"]
    assert not stick.parent.exists()


def test_a_lost_key_and_a_lost_pin_come_back_by_the_sheet(lines: Lines) -> None:
    sheet = " ".join(lines.run("recovery", "sheet").json["groups"])
    shutil.rmtree(lines.keys)
    assert lines.run("staff", "list").error == "shop_key_missing"
    assert lines.run("recovery", "key", BASHGAH_SHEET=sheet[:-1] + "x").error == "recovery_group_wrong"
    assert lines.run("recovery", "key", BASHGAH_SHEET=sheet).code == 0
    assert lines.run("recovery", "pin", "--pin", NEW_PIN, BASHGAH_SHEET=sheet).json["staff_id"] == "owner"
    assert lines.run("branch", "add", "ونک").error == "pin_wrong"
    assert lines.run("branch", "add", "ونک", BASHGAH_PIN=NEW_PIN).code == 0
    assert lines.run("verify").error == "pin_wrong"
    assert lines.run("verify", BASHGAH_PIN="").json["ok"] is True


def test_the_sheet_is_never_taken_from_nowhere(lines: Lines, tmp_path: Path) -> None:
    assert lines.run("recovery", "key").error == "sheet_missing"
    assert lines.run("recovery", "key", "--sheet-file", str(tmp_path / "none")).error == "document_missing"


def test_a_copied_folder_opens_nowhere_else(lines: Lines, tmp_path: Path) -> None:
    shutil.copytree(lines.folder, tmp_path / "copied")
    thief = replace(lines, folder=tmp_path / "copied", keys=tmp_path / "other-keys")
    assert thief.run("staff", "list").error == "shop_key_missing"
    for path in (tmp_path / "copied").iterdir():
        assert OWNER_PIN.encode() not in path.read_bytes()


def test_who_was_erased_stays_erased_when_an_older_backup_comes_back(lines: Lines, tmp_path: Path) -> None:
    phone, name = "09121234567", "سارا رستگار"
    member = lines.run("enrol", "--phone", phone, "--name", name).json["member_id"]
    copy = tmp_path / "shop.backup"
    assert lines.run("backup", str(copy)).code == 0
    assert [row["member_id"] for row in lines.run("find", "4567").json] == [member]
    assert lines.run("erase", phone, "--yes").code == 0
    assert lines.run("restore", str(copy)).code == 0
    assert lines.run("find", "4567").json == []
    assert lines.run("find", "رستگار").json == []
    assert lines.run("verify").json["ok"] is True


def test_a_sale_voided_by_two_people_is_sound_and_named(lines: Lines) -> None:
    lines.run("staff", "add", "Sara", "--id", "sara", "--pin", STAFF_PIN)
    owner, cashier = ("--as", "owner"), ("--as", "sara")
    lines.run("shift", "open", "--counted", "0", *cashier, BASHGAH_PIN=STAFF_PIN)
    sold = lines.run(
        "sell", "--line", "GENERAL:۵۰۰۰۰", "--pay", "cash:50000", *cashier, BASHGAH_PIN=STAFF_PIN
    )
    assert sold.code == 0, sold.out
    void = ("void", sold.json["sale_id"], "--reason", "mistake", *cashier)
    assert lines.run(*void, BASHGAH_PIN=STAFF_PIN).error == "not_allowed"
    both = lines.run(*void, "--approved-by", "owner", BASHGAH_PIN=STAFF_PIN, BASHGAH_APPROVER_PIN=OWNER_PIN)
    assert both.code == 0, both.out
    assert lines.run("verify", *owner).json == {**lines.run("verify").json, "ok": True, "problems": []}


@pytest.mark.parametrize(
    "opening", [b"%PDF-1.4\n%\x93\x8c", b"phone,name\n09120004567,Sara\n", b"PK\x03\x04\x14\0"]
)
def test_what_is_no_backup_is_called_so_before_any_sheet_is_asked_for(
    bare: Lines, tmp_path: Path, opening: bytes
) -> None:
    path = tmp_path / "day.pdf"
    path.write_bytes(opening)
    said = bare.run("restore", str(path))
    assert (said.error, "day.pdf" in said.json["error"]["message"]) == ("backup_foreign", True)


def test_restoring_says_where_the_file_of_before_is_kept(lines: Lines, tmp_path: Path) -> None:
    copy = tmp_path / "shop.backup"
    assert lines.run("backup", str(copy)).code == 0
    first = lines.run("restore", str(copy))
    (kept,) = lines.folder.glob("shop-before-*.db")
    assert (first.code, first.json["kept"]) == (0, str(kept))
    said = lines.spawn("restore", str(copy), "--lang", "fa")
    (new,) = set(lines.folder.glob("shop-before-*.db")) - {kept}
    assert (said.code, said.err) == (0, "")
    assert str(new) in said.out
    kept.rename(lines.folder / "shop.db")
    assert lines.run("verify", BASHGAH_AS="owner").json["ok"]


def test_a_damaged_file_is_told_with_the_backups_that_are_there_and_the_way_back(
    lines: Lines, tmp_path: Path
) -> None:
    backup = tmp_path / "today.backup"
    assert lines.run("backup", str(backup)).code == 0
    path = lines.folder / "shop.db"
    raw = bytearray(path.read_bytes())
    for page in range(len(raw) // 4_096 // 2, len(raw) // 4_096):
        raw[page * 4_096 + 100 : page * 4_096 + 200] = bytes(100)
    path.write_bytes(raw)
    for line in (("verify",), ("branch", "list"), ("figures",)):
        said = lines.run(*line)
        assert said.error == "shop_damaged", said.out
        assert f"bashgah --shop {lines.folder} restore {backup}" in said.json["error"]["hint"]
    assert lines.run("restore", str(backup)).code == 0
    assert lines.run("verify").json["ok"] is True
    backup.unlink()
    path.write_bytes(raw)
    assert "No backup is known here" in lines.run("verify").json["error"]["hint"]


def test_a_backup_over_a_shop_is_asked_about_at_a_terminal(lines: Lines, tmp_path: Path) -> None:
    copy = tmp_path / "shop.backup"
    assert lines.run("backup", str(copy)).code == 0
    left = lines.answer("no\n", "restore", str(copy))
    assert (left.code, "set aside" in left.err) == (1, True)
    assert not list(lines.folder.glob("*replaced*"))
    assert lines.answer("yes\n", "restore", str(copy)).code == 0
    assert lines.run("restore", str(copy)).code == 0


def test_verify_says_each_notice_once(lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.models.drives.LOW_SPACE", 1 << 60)
    said = lines.run_plain("verify")
    assert (said.out + said.err).count("The disk is nearly full.") == 1
