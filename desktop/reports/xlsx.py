"""Sheets in one XLSX file, for the accountant's own program: real numbers, real days, right to left in Persian.

Rows go out as they come, so a list of any length takes little memory. Text stays text whatever it begins with. A
number a sheet could not hold exactly (beyond 2^53) is written as text, so that no digit is lost.
"""

from __future__ import annotations

import datetime as dt
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from desktop.models.private import unwritable, write_whole
from desktop.reports.sheet import Cell, Kind, Sheet, SheetColumn
from loyalty.errors import require
from loyalty.money import exponent_of

AUTHOR = "Bashgah"
EXACT = 1 << 53
"""Whole numbers below this are exact in a sheet."""

_NAME_LENGTH, _FORBIDDEN = 31, str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_PAPERS = 9  # A4
_DAY_NOUGHT = dt.date(1899, 12, 30).toordinal()
"""Days of a sheet are counted from here."""
_LONGEST = 32_767
"""So many letters a cell may have."""
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("(_x[0-9a-fA-F]{4}_)")
_SPECIAL = re.compile("[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]|_x|^\\s|\\s$|.{32768}", re.DOTALL)

_Writer = Callable[[str, Any], str]
"""Makes a cell: of the row's number, as it is written, and the value."""


def write_xlsx(path: str | Path, sheets: Sequence[Sheet]) -> Path:
    """Write the sheets and return the path; raises `file_unwritable`, `file_no_room`, `file_not_ours`."""
    target = Path(path).expanduser()
    require(_is_ours(target), "file_not_ours", path=str(target))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # Rows wait in files while the book is made: beside the book, so that they are on the same disk as what they tell.
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".sheet-") as waiting:
            content = _book(sheets, waiting)
    except OSError as problem:
        raise unwritable(target, problem) from problem
    return write_whole(target, content)


def _is_ours(target: Path) -> bool:
    """Say whether nothing else is lost when the file is written: there is none, it is empty, or we made it."""
    if not target.is_file() or not target.stat().st_size:
        return True
    try:
        with zipfile.ZipFile(target) as book:
            return AUTHOR.encode() in book.read("docProps/core.xml")
    except (zipfile.BadZipFile, KeyError, OSError):
        return False


def _book(sheets: Sequence[Sheet], waiting: str) -> bytes:
    from xlsxwriter import Workbook

    content = BytesIO()
    literal = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(content, {"constant_memory": True, "tmpdir": waiting, **literal}) as book:
        book.set_properties({"author": AUTHOR, "title": sheets[0].name if sheets else AUTHOR})
        taken: set[str] = set()
        for sheet in sheets:
            _write(book, sheet, _sheet_name(sheet.name, taken))
    return content.getvalue()


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a name a sheet may have, another one each time."""
    base = " ".join(name.translate(_FORBIDDEN).split())[:_NAME_LENGTH] or AUTHOR
    found, number = base, 2
    while found.casefold() in taken:
        found, number = f"{base[: _NAME_LENGTH - 4]} {number}", number + 1
    taken.add(found.casefold())
    return found


def _write(book: Any, sheet: Sheet, name: str) -> None:
    page = book.add_worksheet(name)
    if sheet.lang == "fa":
        page.right_to_left()
    page.freeze_panes(1, 0)
    page.set_paper(_PAPERS)
    page.repeat_rows(0)
    head = book.add_format({"bold": True, "bottom": 1, "font_color": "#4C585E", "text_wrap": True})
    writers = []
    for place, column in enumerate(sheet.columns):
        look = book.add_format({"num_format": _number_format(column.kind, sheet.currency)})
        page.set_column(place, place, column.width, look)
        page.write_string(0, place, column.title, head)
        writers.append(_writer(place, column, look._get_xf_index(), sheet.currency))
    last = _write_rows(page, sheet.rows, writers)
    page.autofilter(0, 0, last, len(sheet.columns) - 1)


def _write_rows(page: Any, rows: Iterable[Sequence[Cell]], writers: Sequence[_Writer]) -> int:
    """Write rows below the head and return the number of the last.

    They go straight into the file in which the library keeps its finished rows: asked cell by cell it takes three times
    as long, and a list of all members is some millions of cells.
    """
    page._write_single_row(1)  # the head is finished
    last, write = 0, page.row_data_fh.write
    for last, row in enumerate(rows, 1):
        number = str(last + 1)
        cells = [
            cell_of(number, cell) for cell_of, cell in zip(writers, row, strict=True) if cell is not None
        ]
        write(f'<row r="{number}">{"".join(cells)}</row>')
    page._check_dimensions(last, max(0, len(writers) - 1))
    return last


def _number_format(kind: Kind, currency: str) -> str:
    decimals = exponent_of(currency)
    return {
        "text": "@",
        "code": "@",
        "count": "#,##0",
        "money": "#,##0" + ("." + "0" * decimals if decimals else ""),
        "percent": "0.0%",
        "number": "0.00",
        "day": "yyyy-mm-dd",
    }[kind]


def _writer(place: int, column: SheetColumn, look: int, currency: str) -> _Writer:
    """Return what makes a cell of a column, of the row named."""
    kind, unit = column.kind, 10 ** exponent_of(currency) if column.kind == "money" else 1
    from xlsxwriter.utility import xl_col_to_name

    letters = xl_col_to_name(place)

    def number(row: str, cell: Any) -> str:
        if isinstance(cell, int):
            if abs(cell) >= EXACT:
                return text(row, cell, "")
            if unit == 1 and kind != "percent":
                return f'<c r="{letters}{row}"{styled}><v>{cell}</v></c>'
        value = cell / 100 if kind == "percent" else cell / unit
        return f'<c r="{letters}{row}"{styled}><v>{value:.16G}</v></c>'

    def day(row: str, cell: Any) -> str:
        return f'<c r="{letters}{row}"{styled}><v>{cell.toordinal() - _DAY_NOUGHT}</v></c>'

    styled = f' s="{look}"'

    def text(row: str, cell: Any, style: str = styled) -> str:
        return f'<c r="{letters}{row}"{style} t="inlineStr"><is>{_told(str(cell))}</is></c>'

    return text if kind in ("text", "code") else day if kind == "day" else number


def _told(text: str) -> str:
    """Return a text as a sheet has it: marks of the language and letters XML has no place for written as signs."""
    if not _SPECIAL.search(text):
        return f"<t>{text}</t>"
    text = _LOOKS_ESCAPED.sub(r"_x005F\1", text[:_LONGEST])
    text = _UNSPEAKABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return f'<t xml:space="preserve">{escape(text)}</t>'
