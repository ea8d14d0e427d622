"""What is typed unseen at a terminal: a new PIN twice, the recovery sheet group by group, and Ctrl-D."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.lines import Lines

OLD, NEW = "730614", "650173"


def test_a_new_pin_is_typed_twice_alike(bare: Lines, unseen: list[str]) -> None:
    make = ("new-shop", "--name", "Nika", "--branch", "Vanak")
    unseen += [OLD, NEW]
    said = bare.at_terminal(*make, BASHGAH_PIN="")
    assert (said.code, "The two PINs are not the same" in said.err) == (1, True)
    assert not bare.folder.exists()
    unseen += [OLD, "۷۳۰۶۱۴"]
    assert bare.at_terminal(*make, BASHGAH_PIN="").code == 0
    unseen += [NEW, OLD]
    assert "The two PINs" in bare.at_terminal("staff", "pin", "owner", BASHGAH_PIN=OLD).err
    unseen += [NEW, NEW]
    assert bare.at_terminal("staff", "pin", "owner", BASHGAH_PIN=OLD).code == 0
    assert bare.run("verify", BASHGAH_PIN=NEW).json["ok"] is True


def test_a_members_new_pin_is_typed_twice_alike(lines: Lines, unseen: list[str]) -> None:
    assert lines.run("enrol", "--phone", "09120004567", "--name", "Sara").code == 0
    unseen += ["7305", "7306"]
    assert "The two PINs" in lines.at_terminal("pin", "set", "09120004567").err
    unseen += ["7305", "7305"]
    assert lines.at_terminal("pin", "set", "09120004567").code == 0
    before = lines.run("verify").json["facts"]
    assert "Nothing was given" in lines.at_terminal("pin", "forget", "09120004567").err
    assert lines.run("verify").json["facts"] == before


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_end_of_the_input_is_said_and_nothing_is_recorded(
    bare: Lines, unseen: list[str], lang: str
) -> None:
    line = ("new-shop", "--name", "Nika", "--branch", "Vanak", "--lang", lang)
    said = bare.at_terminal(*line, BASHGAH_PIN="")
    assert said.code == 1
    assert {"fa": "چیزی نوشته نشد", "en": "\nNothing was given"}[lang] in said.err
    assert not bare.folder.exists()


def test_the_sheet_is_typed_group_by_group_and_judged_at_once(
    lines: Lines, unseen: list[str], tmp_path: Path
) -> None:
    sheet, copy = lines.run("recovery", "sheet").json["groups"], tmp_path / "shop.backup"
    assert lines.run("backup", str(copy)).code == 0
    shutil.rmtree(lines.folder)
    shutil.rmtree(lines.keys)
    # The third is typed wrong once, then two groups stand on one line: the good ones are not asked for again.
    unseen += [sheet[0], sheet[1].lower(), sheet[0], " ".join(sheet[2:4]), *sheet[4:]]
    said = lines.at_terminal("restore", str(copy))
    assert said.code == 0, said.err
    assert said.err.count("Group 3 of the recovery sheet is not right.") == 1
    assert said.err.count("Group 3 of 13: ") == 2
    assert "Group 4 of 13" not in said.err
    shutil.rmtree(lines.keys)
    unseen += [" ".join(sheet)]
    assert lines.at_terminal("recovery", "key").code == 0
    assert not unseen
    assert lines.run("verify").json["ok"] is True
