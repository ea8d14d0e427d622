"""A club taken over from bad files, through the command line: every row is told, nothing is half taken."""

from __future__ import annotations

import gzip
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.usecases.importing import folder, purchases, table
from tests.cli.lines import Lines
from tests.hostile.days import caught, done, facts_of, is_persian, refused, spoken, unharmed

AT = "2026-01-01T12:00:00+03:30"
MEMBERS = f"member_id,joined_at,phone,name\nM1,{AT},09120004567,سارا\nM2,{AT},09120004568,علی\n"
PURCHASES = f"purchase_id,member_id,branch_id,at,amount\nP1,M1,B1,{AT},100000\nP2,M2,B1,{AT},۲۵۰۰۰۰\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a folder of two members and two purchases."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "members.csv").write_text(MEMBERS, encoding="utf-8")
    (folder / "purchases.csv").write_text(PURCHASES, encoding="utf-8")
    return folder


def counts(told: Any, name: str) -> tuple[int, int, int, int]:
    row = told[name]
    return row["added"], row["duplicates"], row["conflicts"], len(row["refused"])


def test_broken_rows_are_told_and_their_neighbours_come_in(club: Lines, source: Path) -> None:
    with (source / "members.csv").open("ab") as file:
        file.write(f"M3\nM5,yesterday,,\n,{AT},,\nM6,{AT},,".encode())
        file.write("ن".encode() * 300 + b"\nM7," + AT.encode() + b",,\xc7\xe3\xed\xd1\n")
        file.write(f"M8,{AT},,a\x1bp0\nM9,{AT},09120004569,رضا\n".encode())
    told = done(club.run("import", str(source)))
    added, _, _, bad = counts(told, "members")
    reasons = [one["reason"] for one in told["members"]["refused"]]
    assert [one["line"] for one in told["members"]["refused"]] == list(range(4, 4 + bad))
    assert (added, bad) == (3, 6), reasons
    for lang in ("fa", "en"):
        for one in replace(club, lang=lang).run("import", str(source)).json["members"]["refused"]:
            assert is_persian(one["message"]) == (lang == "fa")
            assert one["reason"] not in one["message"]
    assert done(club.run("member", "09120004569"))["member_id"] == "M9"
    assert facts_of(club) > 0


@pytest.mark.parametrize("shape", ["plain", "crlf", "mark", "gz", "crlf gz"])
def test_every_shape_of_one_file_brings_the_same(club: Lines, source: Path, shape: str) -> None:
    for name in ("members.csv", "purchases.csv"):
        raw = (source / name).read_bytes()
        raw = raw.replace(b"\n", b"\r\n") if "crlf" in shape else raw
        raw = b"\xef\xbb\xbf" + raw if shape == "mark" else raw
        (source / name).unlink()
        target = source / (name + ".gz" if "gz" in shape else name)
        target.write_bytes(gzip.compress(raw) if "gz" in shape else raw)
    told = done(club.run("import", str(source)))
    assert counts(told, "members") == (2, 0, 0, 0)
    assert counts(told, "purchases") == (2, 0, 0, 0)
    assert done(club.run("member", "09120004568"))["stats"]["spent"] == 250_000


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1256"])
def test_a_wrong_encoding_is_named_and_takes_nothing_wrong(club: Lines, source: Path, encoding: str) -> None:
    (source / "members.csv").write_bytes(MEMBERS.replace("علی", "").encode(encoding, "replace"))
    (source / "purchases.csv").unlink()
    with unharmed(club):
        if encoding == "cp1256":
            told = club.run("import", str(source), "--dry-run").json
            assert [one["reason"] for one in told["members"]["refused"]] == ["row_encoding"]
        elif encoding == "utf-16":
            refused(club, "import", str(source), code="import_wrong_encoding")
            assert spoken(club, "import", str(source))
        else:
            said = club.run("import", str(source))
            assert (said.code, said.json.get("started", False)) == (1, False)


def test_the_same_twice_is_told_as_such_and_another_content_as_a_conflict(club: Lines, source: Path) -> None:
    with (source / "purchases.csv").open("a", encoding="utf-8") as file:
        file.write(f"P1,M1,B1,{AT},100000\nP2,M2,B1,{AT},999\n")
    told = done(club.run("import", str(source)))
    assert counts(told, "purchases") == (2, 1, 1, 0)
    (source / "purchases.csv").write_text(PURCHASES.replace("100000", "100001"), encoding="utf-8")
    again = done(club.run("import", str(source)))
    assert counts(again, "members") == (0, 2, 0, 0)
    assert counts(again, "purchases") == (0, 1, 1, 0)
    assert again["purchases"]["conflict_lines"] == [2]
    assert facts_of(club) > 0
    assert done(club.run("member", "09120004567"))["stats"]["spent"] == 100_000


def bomb(megabytes: int) -> bytes:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as stream:
        stream.write(b"member_id,joined_at\n")
        for _ in range(megabytes):
            stream.write(b"0" * (1 << 20))
    return packed.getvalue()


def test_a_zip_bomb_is_not_unpacked(club: Lines, source: Path) -> None:
    (source / "members.csv").unlink()
    (source / "members.csv.gz").write_bytes(bomb(80))
    with unharmed(club):
        refused(club, "import", str(source), code="import_bomb")
        assert spoken(club, "import", str(source), lang="en")


def test_a_cut_or_false_gz_is_damaged(club: Lines, source: Path) -> None:
    (source / "members.csv").unlink()
    whole = gzip.compress(MEMBERS.encode() * 40)
    with unharmed(club):
        for raw in (whole[:-9], whole[:20], b"not packed"):
            (source / "members.csv.gz").write_bytes(raw)
            refused(club, "import", str(source), code="import_file_damaged")


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("members.csv", "member_id,joined_at,colour\n", "row_column_unknown"),
        ("members.csv", "name\nسارا\n", "row_column_missing"),
        ("purchases.csv", "", "row_column_missing"),
    ],
)
def test_a_wrong_header_begins_nothing(club: Lines, source: Path, name: str, text: str, reason: str) -> None:
    (source / name).write_text(text, encoding="utf-8")
    with unharmed(club):
        for lang in ("fa", "en"):
            said = replace(club, lang=lang).run("import", str(source))
            found = said.json[name.removesuffix(".csv")]["refused"]
            assert (said.code, said.json["started"]) == (1, False)
            assert reason in {one["reason"] for one in found}
            assert all(is_persian(one["message"]) == (lang == "fa") for one in found)


def test_folders_that_hold_nothing(club: Lines, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "members.csv").mkdir()
    with unharmed(club):
        refused(club, "import", str(tmp_path / "nowhere"), code="import_no_folder")
        for folder in ("empty", "odd"):
            said = club.run("import", str(tmp_path / folder))
            assert said.code == 1
            assert said.error != "unexpected"


def test_tricks_in_the_names_of_a_file_reach_no_screen(club: Lines, source: Path) -> None:
    (source / "members.csv").write_text(
        f"member_id,joined_at,phone,name\nM1,{AT},09120004567,\u202eسارا\u2066 \n", encoding="utf-8"
    )
    done(club.run("import", str(source)))
    assert done(club.run("find", "09120004567"))[0]["name"] == "سارا"


# -- planted bugs: the checks above see them --------------------------------------------------------------


def test_an_import_that_takes_half_is_caught(
    club: Lines, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It begins with the members although the header of the purchases is wrong."""
    monkeypatch.setattr(folder, "check_header", lambda *_: None)
    with caught():
        test_a_wrong_header_begins_nothing(club, source, "purchases.csv", "", "row_column_missing")


def test_an_import_that_unpacks_anything_is_caught(
    club: Lines, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table._Meter, "add", lambda *_: None)
    with caught():
        test_a_zip_bomb_is_not_unpacked(club, source)


def test_an_import_that_guesses_letters_is_caught(
    club: Lines, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "_cells_of", lambda raw, *_: raw.decode("latin-1").split(","))
    with caught():
        test_a_wrong_encoding_is_named_and_takes_nothing_wrong(club, source, "cp1256")
    with caught():
        test_broken_rows_are_told_and_their_neighbours_come_in(club, source)


def test_an_import_that_takes_another_content_for_the_same_is_caught(
    club: Lines, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purchases, "_content", lambda _row: 0)
    with caught():
        test_the_same_twice_is_told_as_such_and_another_content_as_a_conflict(club, source)
