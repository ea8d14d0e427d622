"""Backup, restore and the recovery sheet through the command line, each in a process of its own."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from tests.cli.lines import Lines
from tests.conftest import OWNER_PIN

NEW_PIN = "650173"


def test_from_the_dead_disk_to_the_first_sign_in(bare: Lines, tmp_path: Path) -> None:
    made = bare.spawn("new-shop", "--name", "نمونه", "--branch", "مرکزی", "--json").json
    copy = tmp_path / "shop.backup"
    assert bare.spawn("backup", str(copy), "--json").json.keys() >= {"path", "facts"}
    shutil.rmtree(bare.folder)
    shutil.rmtree(bare.keys)

    assert bare.spawn("restore", str(copy), "--json").error == "shop_key_missing"
    sheet = tmp_path / "sheet.txt"
    sheet.write_text("\n".join(f"{place}. {group}" for place, group in enumerate(made["recovery_sheet"], 1)))
    back = bare.spawn("restore", str(copy), "--sheet-file", str(sheet), "--json")
    assert back.code == 0, back.out
    assert bare.spawn("staff", "add", "Sara", "--json").json["name"] == "Sara"
    assert bare.spawn("verify", "--json").json["ok"] is True


def test_a_lost_key_and_a_lost_pin_come_back_by_the_sheet(lines: Lines) -> None:
    sheet = " ".join(lines.run("recovery", "sheet").json["groups"])
    shutil.rmtree(lines.keys)
    assert lines.run("staff", "list").error == "shop_key_missing"
    assert lines.run("recovery", "key", BASHGAH_SHEET=sheet[:-1] + "x").error == "recovery_group_wrong"
    assert lines.run("recovery", "key", BASHGAH_SHEET=sheet).code == 0
    assert lines.run("recovery", "pin", "--pin", NEW_PIN, BASHGAH_SHEET=sheet).json["staff_id"] == "owner"
    assert lines.run("branch", "add", "ونک").error == "pin_wrong"
    assert lines.run("branch", "add", "ونک", BASHGAH_PIN=NEW_PIN).code == 0
    assert lines.run("verify").json["ok"] is True


def test_the_sheet_is_never_taken_from_nowhere(lines: Lines, tmp_path: Path) -> None:
    assert lines.run("recovery", "key").error == "sheet_missing"
    assert lines.run("recovery", "key", "--sheet-file", str(tmp_path / "none")).error == "document_missing"


def test_a_copied_folder_opens_nowhere_else(lines: Lines, tmp_path: Path) -> None:
    shutil.copytree(lines.folder, tmp_path / "copied")
    thief = replace(lines, folder=tmp_path / "copied", keys=tmp_path / "other-keys")
    assert thief.run("staff", "list").error == "shop_key_missing"
    for path in (tmp_path / "copied").iterdir():
        assert OWNER_PIN.encode() not in path.read_bytes()
