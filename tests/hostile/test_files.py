"""A shop's folder that came to harm: copied, cut, overwritten, of another program, with another key. Every
command says so in a sentence, and what was there is still there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from desktop.models import backup, opening, schema
from desktop.models.engine import connect
from desktop.models.keys import FileKeys, choose_keys
from desktop.models.opening import open_shop
from desktop.models.places import database_path
from tests.cli.lines import ROOT, Lines
from tests.conftest import FixedClock, SeededBytes
from tests.hostile.days import caught, done, facts_of, is_persian, refused, spoken, unharmed

COMMANDS = (("verify",), ("find", "سارا"), ("sell", "--line", "SHOES:1000"), ("shift", "show"))


def data_key(lines: Lines) -> bytes:
    keys = choose_keys({"BASHGAH_KEY_DIR": str(lines.keys)})
    store = open_shop(lines.folder, keys=keys, clock=FixedClock(), entropy=SeededBytes(3))
    key = store.data_key
    store.close()
    return key


def cut_short(lines: Lines) -> None:
    os.truncate(database_path(lines.folder), 5_000)


def cut_to_nothing(lines: Lines) -> None:
    os.truncate(database_path(lines.folder), 0)


def first_page_lost(lines: Lines) -> None:
    with open(database_path(lines.folder), "r+b") as file:
        file.write(os.urandom(4_096))


def plain_database(lines: Lines) -> None:
    database_path(lines.folder).unlink()
    other = dbapi2.connect(str(database_path(lines.folder)))
    other.execute("CREATE TABLE t (a)")
    other.commit()
    other.close()


def a_picture(lines: Lines) -> None:
    database_path(lines.folder).write_bytes(b"\x89PNG\r\n\x1a\n" + os.urandom(20_000))


def newer_schema(lines: Lines) -> None:
    other = connect(database_path(lines.folder), data_key(lines))
    other.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    other.close()


def wrong_key(lines: Lines) -> None:
    for key in lines.keys.glob("*.key"):
        FileKeys(lines.keys).put(key.stem, bytes(32))


def no_key(lines: Lines) -> None:
    shutil.rmtree(lines.keys)


def label_broken(lines: Lines) -> None:
    (lines.folder / "shop.json").write_bytes(b"\xff{")


def gone(lines: Lines) -> None:
    shutil.rmtree(lines.folder)


HARM: list[tuple[Callable[[Lines], None], str]] = [
    (cut_short, "shop_damaged"),
    (cut_to_nothing, "shop_damaged"),
    (first_page_lost, "shop_damaged"),
    (plain_database, "shop_foreign"),
    (a_picture, "shop_damaged"),
    (newer_schema, "shop_newer"),
    (wrong_key, "shop_key_wrong"),
    (no_key, "shop_key_missing"),
    (label_broken, "shop_damaged"),
    (gone, "shop_missing"),
]


@pytest.mark.parametrize(("harm", "code"), HARM, ids=[harm.__name__ for harm, _ in HARM])
def test_a_harmed_folder_is_refused_and_comes_back_from_a_copy(
    club: Lines, sara: str, tmp_path: Path, harm: Callable[[Lines], None], code: str
) -> None:
    whole = facts_of(club)
    shutil.copytree(club.folder, tmp_path / "copy")
    shutil.copytree(club.keys, tmp_path / "copied-keys")
    harm(club)
    before = {path: path.read_bytes() for path in club.folder.rglob("*") if path.is_file()}
    for line in COMMANDS:
        refused(club, *line, code=code)
    spoken(club, "verify")
    assert {path: path.read_bytes() for path in club.folder.rglob("*") if path.is_file()} == before
    for place, copy in ((club.folder, "copy"), (club.keys, "copied-keys")):
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(tmp_path / copy, place)
    assert facts_of(club) == whole


def test_a_copied_folder_opens_nowhere_else(club: Lines, sara: str, tmp_path: Path) -> None:
    shutil.copytree(club.folder, tmp_path / "copied")
    thief = replace(club, folder=tmp_path / "copied", keys=tmp_path / "no-keys")
    refused(thief, "verify", code="shop_key_missing")


def see_it_told(twin: Lines) -> None:
    """See that a copy opens, whole, and says that it is one."""
    said = done(twin.run("verify", "--json"))
    assert (said["ok"], "shop_copied" in said["warnings"]) == (True, True)


@pytest.mark.parametrize("first", ["copy", "original"])
def test_a_copy_says_of_which_shop_it_is_one(club: Lines, sara: str, tmp_path: Path, first: str) -> None:
    shutil.copytree(club.folder, tmp_path / "copied")
    twin = replace(club, folder=tmp_path / "copied")
    if first == "original":
        done(club.run("sell", "--member", sara, "--line", "SHOES:1000"))
    for lang in ("fa", "en"):
        again = tmp_path / f"copied-{lang}"
        shutil.copytree(twin.folder, again)
        told = replace(twin, folder=again).spawn("sell", "--line", "SHOES:1000", "--lang", lang)
        assert told.code == 0
        assert str(club.folder.resolve()) in told.err
        assert is_persian(told.err) == (lang == "fa")
    see_it_told(twin)
    # It has said so and opened an epoch of its own; from then on it is a shop like any other.
    done(twin.spawn("sell", "--line", "SHOES:1000", "--json"))
    assert "shop_copied" not in done(twin.spawn("verify", "--json"))["warnings"]
    # The shop itself is no copy of anything; it finds out that somebody went on without it, and where.
    told = club.spawn("verify", "--lang", "en")
    assert str(twin.folder.resolve()) in told.out + told.err
    assert "shop_copied" not in done(club.spawn("verify", "--json"))["warnings"]
    assert not {"epoch_opened", "shop_went_on"} & set(done(club.spawn("verify", "--json"))["warnings"])
    assert facts_of(club) > 0


def test_a_folder_that_was_moved_is_no_copy(club: Lines, sara: str, tmp_path: Path) -> None:
    club.folder.rename(tmp_path / "moved")
    moved = replace(club, folder=tmp_path / "moved")
    for _ in range(2):
        told = done(moved.spawn("verify", "--json"))
        assert not {"shop_copied", "epoch_opened"} & set(told["warnings"])
    # A copy of the moved one names the place it was moved to.
    shutil.copytree(moved.folder, tmp_path / "copied")
    told = replace(club, folder=tmp_path / "copied").spawn("verify", "--lang", "en")
    assert str(moved.folder.resolve()) in told.out + told.err


OPEN_AND_WAIT = """
import sys
from pathlib import Path
from desktop.clocks import SystemClock
from desktop.usecases.open_till import open_till
till = open_till(Path(sys.argv[1]), clock=SystemClock())
print("open", flush=True)
sys.stdin.read()
"""


def test_a_shop_and_its_copy_are_never_open_at_once(club: Lines, sara: str, tmp_path: Path) -> None:
    shutil.copytree(club.folder, tmp_path / "copied")
    twin = replace(club, folder=tmp_path / "copied")
    call = [sys.executable, "-c", OPEN_AND_WAIT, str(club.folder)]
    with subprocess.Popen(
        call, cwd=ROOT, env=club.environ({}), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "open\n"
        spoken(twin, "sell", "--line", "SHOES:1000")
        refused(twin, "verify", code="shop_twin_open")
        refused(club, "verify", code="shop_open_elsewhere")
        holder.kill()
    assert "shop_copied" in done(twin.spawn("verify", "--json"))["warnings"]


def test_a_byte_changed_in_the_middle_is_found(club: Lines, sara: str) -> None:
    path = database_path(club.folder)
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    said = club.run("verify")
    assert said.code == 1
    told = said.json
    assert told.get("problems") or told["error"]["code"] in ("shop_damaged", "shop_unreadable")
    assert "Traceback" not in said.err


def other_shop(lines: Lines, made: Path) -> None:
    other = replace(lines, folder=lines.folder.with_name("other"))
    done(other.run("new-shop", "--name", "دیگر", "--branch", "مرکزی", "--test"))
    made.unlink()
    done(other.run("backup", str(made)))


def cut_backup(_: Lines, made: Path) -> None:
    os.truncate(made, made.stat().st_size // 2)


def flipped_backup(_: Lines, made: Path) -> None:
    raw = bytearray(made.read_bytes())
    raw[len(raw) // 2] ^= 1
    made.write_bytes(raw)


def a_picture_as_backup(_: Lines, made: Path) -> None:
    made.write_bytes(b"\x89PNG\r\n\x1a\n" + os.urandom(20_000))


def the_bare_file_of_a_shop(lines: Lines, made: Path) -> None:
    shutil.copyfile(database_path(lines.folder), made)


NO_BACKUPS: list[tuple[Callable[[Lines, Path], None], str]] = [
    (other_shop, "backup_unreadable"),
    (cut_backup, "backup_unreadable"),
    (flipped_backup, "backup_unreadable"),
    (a_picture_as_backup, "backup_foreign"),
    (the_bare_file_of_a_shop, "backup_foreign"),
]


@pytest.mark.parametrize(("harm", "code"), NO_BACKUPS, ids=[harm.__name__ for harm, _ in NO_BACKUPS])
def test_what_is_no_backup_of_this_shop_is_not_put_back(
    club: Lines, sara: str, tmp_path: Path, harm: Callable[[Lines, Path], None], code: str
) -> None:
    made = tmp_path / "safe.backup"
    done(club.run("backup", str(made)))
    harm(club, made)
    with unharmed(club):
        refused(club, "restore", str(made), code=code)
        assert spoken(club, "restore", str(made))
        assert not list(club.folder.glob("*.part*"))
        assert not list(club.folder.glob("shop-before-*"))


# -- planted bugs: the checks above see them --------------------------------------------------------------


@pytest.mark.parametrize(
    ("gone_without", "harm", "code"),
    [
        ("check_file", plain_database, "shop_foreign"),
        ("_check_schema", newer_schema, "shop_newer"),
    ],
)
def test_a_till_that_does_not_look_at_what_it_opens_is_caught(
    club: Lines,
    sara: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    gone_without: str,
    harm: Callable[[Lines], None],
    code: str,
) -> None:
    monkeypatch.setattr(opening, gone_without, lambda *_: None)
    with caught():
        test_a_harmed_folder_is_refused_and_comes_back_from_a_copy(club, sara, tmp_path, harm, code)


def test_a_till_that_makes_good_what_it_should_refuse_is_caught(
    club: Lines, sara: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It refuses rightly, but has written into the folder first."""
    check_file = opening.check_file

    def mend_first(path: Path, page_size: int) -> None:
        os.truncate(path, path.stat().st_size // page_size * page_size)
        check_file(path, page_size)

    monkeypatch.setattr(opening, "check_file", mend_first)
    with caught():
        test_a_harmed_folder_is_refused_and_comes_back_from_a_copy(
            club, sara, tmp_path, cut_short, "shop_damaged"
        )


def test_a_copy_that_does_not_know_its_home_is_caught(
    club: Lines, sara: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "original_of", lambda *_: "")
    shutil.copytree(club.folder, tmp_path / "copied")
    with caught():
        see_it_told(replace(club, folder=tmp_path / "copied"))


def test_a_till_that_puts_back_what_is_torn_is_caught(
    club: Lines, sara: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes a copy whose pages do not add up for whole."""

    def only_mark(path: Path, key: bytes, *_: object) -> None:
        other = connect(path, key)
        other.execute("INSERT INTO setting VALUES ('reopen_because', '\"restored\"')")
        other.close()

    monkeypatch.setattr(backup, "_prepare", only_mark)
    with caught():
        test_what_is_no_backup_of_this_shop_is_not_put_back(
            club, sara, tmp_path, flipped_backup, "backup_unreadable"
        )
