"""A sheet as CSV in UTF-8 with the mark office programs look for; amounts plain, days as YYYY-MM-DD.

Text a sheet would run as a formula gets an apostrophe in front, as in the shop's own export.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from desktop.models.private import unwritable, write_whole
from desktop.reports.sheet import Cell, Kind, Sheet
from desktop.usecases.exporting import guard
from loyalty.errors import require
from loyalty.money import exponent_of

MARK = b"\xef\xbb\xbf"


def write_csv(path: str | Path, sheet: Sheet) -> Path:
    """Write the sheet and return the path; raises `file_unwritable`, `file_no_room`, `file_not_ours`."""
    target = Path(path).expanduser()
    head = _line([column.title for column in sheet.columns])
    try:
        if target.is_file() and target.stat().st_size:
            require(_begins(target, MARK + head), "file_not_ours", path=str(target))
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise unwritable(target, problem) from problem
    kinds = [column.kind for column in sheet.columns]
    body = (
        _line([cell_text(cell, kind, sheet.currency) for cell, kind in zip(row, kinds, strict=True)])
        for row in sheet.rows
    )
    return write_whole(target, b"".join((MARK, head, *body)))


def _begins(target: Path, head: bytes) -> bool:
    with target.open("rb") as file:
        return file.read(len(head)) == head


def _line(cells: list[str]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow([guard(cell) for cell in cells])
    return text.getvalue().encode("utf-8")


def cell_text(cell: Cell, kind: Kind, currency: str) -> str:
    """Return a cell as text with a point for decimals; money kept in hundredths has them."""
    if cell is None:
        return ""
    decimals = exponent_of(currency) if kind == "money" else 0
    if decimals and isinstance(cell, int):
        whole, part = divmod(abs(cell), 10**decimals)
        return f"{'-' if cell < 0 else ''}{whole}.{part:0{decimals}d}"
    return str(cell)
