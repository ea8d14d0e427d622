"""Who else on the machine may read what the till writes: nobody; and what is no file of its own is not taken for one."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from pathlib import Path

import pytest

from desktop.usecases.backups import back_up
from desktop.usecases.exporting import export_folder
from desktop.usecases.members.erasing import erase
from desktop.usecases.recovery import restore_shop
from loyalty.errors import LoyaltyError
from tests.cli.lines import Lines
from tests.security.traces import files_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights of files are another thing there")


@pytest.fixture(autouse=True)
def careless_machine():
    """Let new files be readable by all unless whoever makes them says otherwise."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def open_to_others(*roots: Path) -> list[str]:
    """Return the files that anyone but their owner may read, write or run."""
    return [path.name for path in files_of(*roots) if stat.S_IMODE(path.stat().st_mode) & 0o077]


def test_the_folder_and_the_keys_are_this_users_alone(till, session, plant, folder, keys) -> None:
    erase(till, session, plant(1).member_id, confirmed=True)
    plant(2)
    assert (folder / "shop.db-wal").stat().st_size > 0
    assert {".key", ".mark", ".tries", ".erased", ".lock", ".folder"} == {
        path.suffix for path in files_of(keys.folder)
    }
    assert open_to_others(folder, keys.folder) == []
    assert stat.S_IMODE(folder.stat().st_mode) == stat.S_IMODE(keys.folder.stat().st_mode) == 0o700


def test_a_shop_in_a_folder_that_was_open_to_all(folder, make_shop) -> None:
    folder.mkdir(mode=0o755)
    make_shop()
    assert open_to_others(folder) == []


def test_backups_exports_and_what_was_put_back(
    till, session, plant, tmp_path, folder, keys, fixed_clock
) -> None:
    plant(1)
    (tmp_path / "out").mkdir()
    back_up(till, session, tmp_path / "out" / "one.backup")
    export_folder(till, session, tmp_path / "out" / "files")
    till.close()
    restore_shop(tmp_path / "out" / "one.backup", folder, keys=keys, clock=fixed_clock)
    assert len(list(files_of(tmp_path / "out"))) > 5
    assert open_to_others(tmp_path / "out", folder, keys.folder) == []


@pytest.mark.parametrize("name", ["shop.db", "shop.json", "shop.lock", "ballast"])
def test_a_file_that_is_a_link_is_refused(till, open_it, folder, tmp_path, name: str) -> None:
    till.close()
    away = tmp_path / "away"
    shutil.move(folder / name, away)
    (folder / name).symlink_to(away)
    before = away.read_bytes()[:64]
    with pytest.raises(LoyaltyError) as refused:
        open_it()
    assert refused.value.code == "shop_linked"
    assert away.read_bytes()[:64] == before


def test_two_folders_do_not_share_one_file(till, open_it, folder, tmp_path, keys) -> None:
    """A folder of links would have a lock of its own, and two processes would write one file."""
    from desktop.models.opening import open_shop

    twin = tmp_path / "twin"
    twin.mkdir()
    shutil.copy(folder / "shop.json", twin)
    (twin / "shop.db").symlink_to(folder / "shop.db")
    with pytest.raises(LoyaltyError) as refused:
        open_shop(twin, keys=keys, clock=till.clock, entropy=os.urandom)
    assert refused.value.code == "shop_linked"


def test_a_folder_that_is_a_link_is_the_same_shop(till, folder, tmp_path, keys) -> None:
    from desktop.models.opening import open_shop

    (tmp_path / "short").symlink_to(folder)
    with pytest.raises(LoyaltyError) as refused:
        open_shop(tmp_path / "short", keys=keys, clock=till.clock, entropy=os.urandom)
    assert refused.value.code == "shop_open_elsewhere"


@pytest.mark.parametrize("option", ["--png", "--escpos"])
def test_a_paper_takes_the_place_of_papers_alone(tmp_path: Path, option: str) -> None:
    lines = Lines(tmp_path / "shop", tmp_path / "keys", "730614")
    lines.run("new-shop", "--name", "S", "--branch", "One", "--test")
    lines.run("shift", "open")
    sale = lines.run("sell", "--line", "GENERAL:1000").json["sale_id"]
    dear, paper = tmp_path / "dear.txt", tmp_path / "paper"
    dear.write_text("years of work")
    assert lines.run("receipt", sale, option, str(dear)).error == "file_not_ours"
    assert dear.read_text() == "years of work"
    for _ in range(2):
        assert lines.run("receipt", sale, option, str(paper)).code == 0
    assert open_to_others(tmp_path / "shop") == []
    assert stat.S_IMODE(paper.stat().st_mode) == 0o600


def test_a_report_takes_the_place_of_reports_alone(tmp_path: Path) -> None:
    from desktop.reports.files import write_paper

    (tmp_path / "dear.csv").write_text("a,b")
    (tmp_path / "old.pdf").write_bytes(b"%PDF-1.4 older")
    with pytest.raises(LoyaltyError) as refused:
        write_paper(tmp_path / "dear.csv", b"%PDF-1.4")
    assert refused.value.code == "file_not_ours"
    assert write_paper(tmp_path / "old.pdf", b"%PDF-1.4 newer") == tmp_path / "old.pdf"
    assert (tmp_path / "old.pdf").read_bytes() == b"%PDF-1.4 newer"
    assert open_to_others(write_paper(tmp_path / "new" / "report.pdf", b"%PDF-1.4").parent) == []


def test_whatever_the_program_writes_is_its_user_s_alone(tmp_path: Path) -> None:
    """In a process of its own: the printer that writes files, lists, papers, whoever writes them."""
    lines = Lines(tmp_path / "shop", tmp_path / "keys", "730614")
    lines.run("new-shop", "--name", "S", "--branch", "One", "--test")
    lines.run("settings", "set", "printer_kind=file", f"printer_address={tmp_path / 'paper'}")
    lines.run("shift", "open")
    sale = lines.spawn("--json", "sell", "--line", "GENERAL:1000").json["sale_id"]
    assert lines.run("prints", "list", "--all").json != []
    said = lines.spawn("receipt", sale)
    assert said.code == 0, said.err
    assert len(list((tmp_path / "paper").glob("*.png"))) > 0
    assert open_to_others(tmp_path / "paper") == []
