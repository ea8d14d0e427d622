"""A real disk that is full: a small file system of its own, filled by somebody else in the middle of selling.

First the till sees it coming (the gate before a sale); then the room goes between the look and the write, so that the
write itself fails. Both times whole sales are refused, and the kept reserve lets the day be finished. A full disk that
papers and exports were to go to keeps what was there, and what they tell is not done.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.cli import figures
from desktop.models import drives, private, store
from desktop.models.keys import FileKeys
from desktop.models.store import Store
from desktop.models.verify import verify
from desktop.reports import files
from desktop.usecases.selling.day_close import close_day
from desktop.usecases.selling.shifts import end_shift
from desktop.usecases.sign_in import sign_in
from loyalty.errors import LoyaltyError
from loyalty.problems import hint, say
from tests.cli.lines import Lines
from tests.conftest import OWNER_PIN
from tests.disks import MIB, fill, mounted
from tests.hostile.conftest import PHONE
from tests.hostile.days import caught, done, facts_of, refused, spoken, unharmed
from tests.safety.disk_full import counts, swallow_errors_of_the_commit
from tests.safety.kill9 import PIN, make_shop, open_, sell_once


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a mounted file system of 128 MiB; skipped where mounting is not allowed."""
    with mounted(tmp_path / "disk", "128m") as place:
        yield place


def test_a_disk_filled_by_others_amid_selling(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys, shop = FileKeys(small_disk / "keys"), small_disk / "shop"
    member_id = make_shop(shop, keys)
    till, session = open_(shop, keys)
    rng, sold = random.Random(7), 0

    def sell_until_refused() -> str:
        nonlocal sold
        for _ in range(3_000):
            try:
                sell_once(till, session, member_id, till.new_id(), rng)
            except LoyaltyError as refusal:
                told = [word for lang in ("fa", "en") for word in (say(refusal, lang), hint(refusal, lang))]
                return refusal.code if all(told) else "without words"
            sold += 1
        return "never"

    for _ in range(20):
        sell_once(till, session, member_id, till.new_id(), rng)
        sold += 1
    filler = fill(small_disk, drives.LEAST_SPACE + MIB)
    assert sell_until_refused() == "disk_full"
    assert counts(till) == (sold, [])

    with monkeypatch.context() as blind:
        blind.setattr(drives, "free_space", lambda _: 1 << 40)
        with filler.open("ab", buffering=0) as file:
            while True:
                try:
                    if not file.write(bytes(4_096)):
                        break
                except OSError:
                    break
        before = sold
        assert sell_until_refused() == "disk_full"
        assert sold - before < 3_000
        assert counts(till) == (sold, [])
        assert sell_until_refused() == "disk_full"
        assert counts(till) == (sold, [])

    # Nobody has to know of the reserve: closing takes it, and a sale made meanwhile finds room again.
    again = sign_in(till, "owner", PIN)
    end_shift(till, again, 0)
    close_day(till, again)
    assert not till.store.release_ballast()
    assert counts(till) == (sold, [])
    with till.read() as db:
        assert verify(db).problems == ()
    till.close()
    again, _ = open_(shop, keys)
    assert counts(again) == (sold, [])
    again.close()


def test_a_shop_opened_on_a_full_disk_is_read_and_closed(tmp_path: Path) -> None:
    """No reserve could be made when it was opened: less than a sale needs is left, and enough to end the day."""
    with mounted(tmp_path / "disk", "64m") as place:
        lines = Lines(place / "shop", tmp_path / "keys", OWNER_PIN)
        done(lines.run("new-shop", "--name", "نمونه", "--branch", "مرکزی"))
        done(lines.run("shift", "open", "--counted", "100000"))
        done(lines.run("enrol", "--phone", PHONE))
        (place / "shop" / "ballast").unlink(missing_ok=True)
        fill(place, 3 * MIB)
        for line in (("member", PHONE), ("verify",), ("figures",), ("quote", "--line", "GENERAL:1000")):
            done(lines.run(*line))
        refused(lines, "sell", "--line", "GENERAL:1000", code="disk_full")
        assert "می‌توان بست" in spoken(lines, "sell", "--line", "GENERAL:1000")
        done(lines.run("backup", str(tmp_path / "safe.backup")))
        done(lines.run("shift", "close", "--counted", "100000"))
        done(lines.run("day-close"))


def test_a_till_that_asks_of_every_act_what_a_sale_needs_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drives, "LAST_SPACE", drives.LEAST_SPACE)
    with caught():
        test_a_shop_opened_on_a_full_disk_is_read_and_closed(tmp_path)


def test_a_till_that_swallows_the_error_of_its_commit_is_caught(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "_finish", Store._finish)  # put back afterwards
    swallow_errors_of_the_commit()
    with caught():
        test_a_disk_filled_by_others_amid_selling(small_disk, monkeypatch)


ELSEWHERE = [
    ("file_no_room", "paper.png", ("receipt", "A1-000001", "--png")),
    ("file_no_room", "paper.bin", ("receipt", "A1-000001", "--escpos")),
    ("file_no_room", "day.pdf", ("day-close", "--pdf")),
    ("file_no_room", "members.csv", ("figures", "--as-of", "2100-01-01", "--members-csv")),
    ("file_no_room", "out", ("export",)),
    ("file_no_room", "safe.backup", ("backup",)),
]


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() if path.is_file() else b"" for path in folder.rglob("*")}


@pytest.mark.parametrize(("code", "name", "line"), ELSEWHERE, ids=[name for _, name, _ in ELSEWHERE])
def test_a_full_disk_takes_no_paper_and_keeps_what_is_there(
    club: Lines, sara: str, small_disk: Path, code: str, name: str, line: tuple[str, ...]
) -> None:
    """The older paper of the name is whole, nothing half written stands beside it, and the day is not closed."""
    done(club.run("shift", "close", "--counted", "1100000"))
    place = small_disk / name
    if name.startswith(("paper", "day", "members")):
        done(club.run(*line, str(place)))
        assert place.stat().st_size > 0
    fill(small_disk, 0)
    before = files_of(small_disk)
    with unharmed(club):
        refused(club, *line, str(place), code=code)
        assert name in spoken(club, *line, str(place))
    assert files_of(small_disk) == before
    (small_disk / "somebody-elses-video").unlink()
    done(club.run(*line, str(place)))
    assert [path.name for path in small_disk.iterdir()] == [name]


def write_over(path: Path, content: bytes) -> Path:
    """Write as is usual: the older file is emptied first."""
    try:
        path.write_bytes(content)
    except OSError as problem:
        raise private.unwritable(path, problem) from problem
    return path


def test_a_till_that_writes_over_its_older_paper_is_caught(
    club: Lines, sara: str, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "write_whole", write_over)
    with caught():
        test_a_full_disk_takes_no_paper_and_keeps_what_is_there(club, sara, small_disk, *ELSEWHERE[3])


def test_a_till_that_closes_the_day_before_it_looks_is_caught(
    club: Lines, sara: str, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "try_place", lambda _: None)
    with caught():
        test_a_full_disk_takes_no_paper_and_keeps_what_is_there(club, sara, small_disk, *ELSEWHERE[2])


def test_a_day_is_not_closed_for_a_paper_that_would_take_the_place_of_another_file(
    club: Lines, sara: str, tmp_path: Path
) -> None:
    done(club.run("shift", "close", "--counted", "1100000"))
    (tmp_path / "dear.txt").write_text("years of work")
    with unharmed(club):
        refused(club, "day-close", "--pdf", str(tmp_path / "dear.txt"), code="file_not_ours")
    assert (tmp_path / "dear.txt").read_text() == "years of work"


def test_an_erasure_that_cannot_be_listed_is_done_all_the_same(
    club: Lines, sara: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list that outlives backups has no room: the person is forgotten, and the next opening lists them."""
    member_id = done(club.run("member", sara))["member_id"]

    def no_room(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as full:
        full.setattr(store, "note_erasures", no_room)
        done(club.run("erase", sara, "--yes"))
    facts_of(club)
    (listed,) = club.keys.glob("*.erased")
    assert member_id in listed.read_text("ascii")
    refused(club, "member", sara, code="member_unknown")


def test_a_disk_too_full_for_a_backup_to_come_back_keeps_the_shop(
    club: Lines, sara: str, small_disk: Path, tmp_path: Path
) -> None:
    whole = facts_of(club)
    done(club.run("backup", str(tmp_path / "safe.backup")))
    shutil.copytree(club.folder, small_disk / "shop")
    moved = replace(club, folder=small_disk / "shop")
    fill(small_disk, 64 << 10)
    before = files_of(small_disk)
    refused(moved, "restore", str(tmp_path / "safe.backup"), code="file_no_room")
    assert files_of(small_disk) == before
    (small_disk / "somebody-elses-video").unlink()
    assert facts_of(moved) >= whole
    done(moved.run("restore", str(tmp_path / "safe.backup")))
    assert facts_of(moved) >= whole
