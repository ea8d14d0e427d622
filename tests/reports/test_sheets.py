"""Sheets opened as their readers do: real numbers, real days, text that never runs, nothing of others overwritten."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from desktop.reports.csv_sheet import write_csv
from desktop.reports.sheet import Sheet, SheetColumn
from desktop.reports.xlsx import EXACT, write_xlsx
from loyalty.errors import LoyaltyError

COLUMNS = (
    SheetColumn("Id", "code"),
    SheetColumn("Name"),
    SheetColumn("Count", "count"),
    SheetColumn("Amount", "money"),
    SheetColumn("Share", "percent"),
    SheetColumn("Day", "day"),
)
ROWS = (
    ("007", "=1+2", 3, 1_250, 12.5, dt.date(2026, 3, 21)),
    ("+98", "سارا", 0, EXACT, None, None),
    ("x", "-2", -4, -999, 0.0, dt.date(2026, 11, 22)),
)


def sheet(rows=ROWS, name="Members", currency="IRT", lang="en") -> Sheet:
    return Sheet(name, COLUMNS, rows, lang, currency)


def cells(path: Path, name: str | None = None) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path)
    page = book[name] if name else book.worksheets[0]
    return [tuple(cell.value for cell in row) for row in page.iter_rows()]


def test_a_book_holds_numbers_and_days_as_such(tmp_path: Path) -> None:
    head, first, second, third = cells(write_xlsx(tmp_path / "m.xlsx", [sheet()]))
    assert head == ("Id", "Name", "Count", "Amount", "Share", "Day")
    assert first == ("007", "=1+2", 3, 1_250, 0.125, dt.datetime(2026, 3, 21))
    assert second == ("+98", "سارا", 0, str(EXACT), None, None)
    assert third == ("x", "-2", -4, -999, 0, dt.datetime(2026, 11, 22))


def test_no_text_is_a_formula(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(write_xlsx(tmp_path / "m.xlsx", [sheet()])).worksheets[0]
    assert {cell.data_type for row in page.iter_rows(max_col=2) for cell in row} == {"s"}


def test_money_in_hundredths_has_its_decimals(tmp_path: Path) -> None:
    assert cells(write_xlsx(tmp_path / "m.xlsx", [sheet(currency="USD")]))[1][3] == 12.5


def test_persian_pages_run_from_the_right(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_xlsx(tmp_path / "m.xlsx", [sheet(lang="fa"), sheet()]))
    assert [bool(page.sheet_view.rightToLeft) for page in book.worksheets] == [True, False]


def test_names_of_pages_are_such_as_may_be_and_differ(tmp_path: Path) -> None:
    names = ("a/b:c", "A b C", "ن" * 60, "")
    book = openpyxl.load_workbook(write_xlsx(tmp_path / "m.xlsx", [sheet(name=name) for name in names]))
    assert book.sheetnames == ["a b c", "A b C 2", "ن" * 31, "Bashgah"]


def test_a_book_without_rows_has_its_head(tmp_path: Path) -> None:
    assert cells(write_xlsx(tmp_path / "m.xlsx", [sheet(rows=())])) == [
        ("Id", "Name", "Count", "Amount", "Share", "Day")
    ]


def test_our_own_book_is_written_over_and_nothing_else(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "m.xlsx", [sheet()])
    assert len(cells(write_xlsx(tmp_path / "m.xlsx", [sheet(rows=())]))) == 1
    for name, content in (("photo.xlsx", b"\x89PNG"), ("other.xlsx", b"PK\x03\x04")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(LoyaltyError, match="file_not_ours"):
            write_xlsx(tmp_path / name, [sheet()])
        assert (tmp_path / name).read_bytes() == content
    openpyxl.Workbook().save(tmp_path / "theirs.xlsx")
    with pytest.raises(LoyaltyError, match="file_not_ours"):
        write_xlsx(tmp_path / "theirs.xlsx", [sheet()])


def test_nothing_is_left_beside_the_book(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "m.xlsx", [sheet()])
    assert [path.name for path in tmp_path.iterdir()] == ["m.xlsx"]


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for write in (lambda to: write_xlsx(to, [sheet()]), lambda to: write_csv(to, sheet())):
        with pytest.raises(LoyaltyError, match="file_unwritable"):
            write(tmp_path / "file" / "m")


def test_csv_is_plain_and_guarded(tmp_path: Path) -> None:
    raw = write_csv(tmp_path / "m.csv", sheet(currency="USD")).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert rows[1] == ["007", "'=1+2", "3", "12.50", "12.5", "2026-03-21"]
    assert rows[2][1:4] == ["سارا", "0", "90071992547409.92"]
    assert rows[3][3] == "-9.99"


def test_a_csv_of_another_kind_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("a,b\n1,2\n")
    with pytest.raises(LoyaltyError, match="file_not_ours"):
        write_csv(tmp_path / "m.csv", sheet())
    write_csv(tmp_path / "n.csv", sheet())
    write_csv(tmp_path / "n.csv", sheet(rows=()))
    assert len((tmp_path / "n.csv").read_text().splitlines()) == 1
