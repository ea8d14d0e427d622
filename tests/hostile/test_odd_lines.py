"""Lines that are readable and make no sense: each is refused with what is wrong, and nothing is half done."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.cli import figures
from tests.cli.lines import Lines
from tests.hostile.conftest import PHONE
from tests.hostile.days import caught, done, refused, spoken, unharmed


@pytest.mark.parametrize("reason", ["", "   "])
def test_no_reason_is_no_reason(club: Lines, sara: str, reason: str) -> None:
    sale = done(club.run("sell", "--line", "SHOES:1000"))["sale_id"]
    with unharmed(club):
        refused(club, "adjust", PHONE, "--credit", "5", "--reason", reason, code="reason_needed")
        refused(club, "void", sale, "--reason", reason, code="reason_needed")
        refused(club, "refund", sale, "--reason", reason, code="reason_needed")


@pytest.mark.parametrize("since", ["2027-01-01", "2026-01-01"])
def test_days_that_run_backwards(club: Lines, since: str) -> None:
    refused(club, "figures", "--as-of", "2026-01-01", "--from", since, code="days_backwards")


def test_a_folder_is_no_backup(club: Lines, sara: str, tmp_path: Path) -> None:
    with unharmed(club):
        refused(club, "restore", str(tmp_path), code="backup_missing")
        assert str(tmp_path) in spoken(club, "restore", str(tmp_path))


def test_bytes_are_no_document(club: Lines, tmp_path: Path) -> None:
    (tmp_path / "bytes.json").write_bytes(bytes(range(256)))
    line = ("policy", "set", "earning", "--file", str(tmp_path / "bytes.json"))
    told = refused(club, *line, code="document_not_json")
    assert "(line 0)" not in told["en"]


def test_the_shift_that_is_shown_is_not_there(club: Lines) -> None:
    done(club.run("shift", "close", "--counted", "0"))
    assert "close" not in refused(club, "shift", "show", code="shift_not_open")["en"]


def test_figures_that_take_days_as_they_come_are_caught(club: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "require", lambda *_, **__: None)
    with caught():
        test_days_that_run_backwards(club, "2027-01-01")
