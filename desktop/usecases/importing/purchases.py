"""Brings purchases and their lines together as they stream by: a purchase is whole or it is refused.

Lines in the order of their purchases pass through without being kept. Lines that come earlier than their
purchase wait in memory, up to a cap; how many lines a purchase has is counted in a first pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.usecases.importing.cells import read_code
from desktop.usecases.importing.forms import LINES, PURCHASES
from desktop.usecases.importing.report import Tally
from desktop.usecases.importing.rows import LineRow, PurchaseRow, read_line, read_purchase
from desktop.usecases.importing.table import CAPS, Caps, Row, read_rows
from loyalty.errors import LoyaltyError, require

MOST_WAITING = 2_000_000
MOST_LINES = 5_000
"""No single purchase has more lines."""


@dataclass(frozen=True, slots=True)
class Purchase:
    """A purchase with all its lines, which add up to it exactly (or none, where the source kept none)."""

    row: PurchaseRow
    lines: tuple[LineRow, ...]


@dataclass(slots=True)
class LineStream:
    """The lines of a file, asked for by purchase."""

    tally: Tally
    _counts: Counter[str] = field(default_factory=Counter)
    _rows: Iterator[Row] = field(default_factory=lambda: iter(()))
    _waiting: dict[str, list[Row]] = field(default_factory=dict)
    _held: int = 0

    def take(self, purchase_id: str) -> list[Row]:
        """Return the rows of a purchase in the order of the file; a second asking gets none."""
        count = self._counts.get(purchase_id, 0)
        found = self._waiting.pop(purchase_id, [])
        self._held -= len(found)
        while len(found) < count:
            row = next(self._rows)
            if _owner(row) == purchase_id:
                found.append(row)
            else:
                self._hold(row)
        self._counts.pop(purchase_id, None)
        return found

    def _hold(self, row: Row) -> None:
        self._held += 1
        require(self._held <= MOST_WAITING, "import_lines_scattered", most=MOST_WAITING)
        self._waiting.setdefault(_owner(row), []).append(row)

    def refuse_rest(self, refused: set[str]) -> None:
        """Refuse every line left over: its purchase was refused, or there is none."""
        for row in self._rows:
            self._hold(row)
        for purchase_id, rows in self._waiting.items():
            reason = "row_of_refused_purchase" if purchase_id in refused else "row_without_purchase"
            for row in rows:
                self.tally.refuse(row.line, reason, purchase_id)
        self._waiting.clear()


def _owner(row: Row) -> str:
    text = row.cells[0]
    return text if text.isascii() else read_code(text)


def open_lines(path: Path | None, tally: Tally, caps: Caps = CAPS) -> LineStream:
    """Return the lines of a file (or none); its rows are counted first."""
    if path is None:
        return LineStream(tally)
    counts = Counter(_owner(row) for row in read_rows(path, LINES, Tally(LINES.name), caps))
    return LineStream(tally, counts, read_rows(path, LINES, tally, caps))


@dataclass(frozen=True, slots=True)
class Repeat:
    """A row whose id stood in this file before; `same` says its content is equal too."""

    line: int
    same: bool


def read_purchases(
    path: Path, tally: Tally, lines: LineStream, caps: Caps = CAPS
) -> Iterator[Purchase | Repeat]:
    """Yield whole purchases in the order of the file; refused ones and their lines go to the tallies."""
    seen: dict[str, int | None] = {}
    refused: set[str] = set()
    for cells in read_rows(path, PURCHASES, tally, caps):
        try:
            row = read_purchase(cells)
            if row.purchase_id in seen:
                yield _repeat(row, seen[row.purchase_id])
                continue
            seen[row.purchase_id] = None
            purchase = Purchase(row, _lines_of(row, lines))
        except LoyaltyError as problem:
            tally.refuse(cells.line, problem.code, str(problem.values.get("value", "")))
            refused.add(_owner(cells))
            continue
        seen[row.purchase_id] = _content(row)
        yield purchase
    lines.refuse_rest(refused)


def _repeat(row: PurchaseRow, first: int | None) -> Repeat:
    require(first is not None, "row_of_refused_purchase", value=row.purchase_id)
    return Repeat(row.line, _content(row) == first)


def _content(row: PurchaseRow) -> int:
    return hash(tuple(getattr(row, name) for name in PurchaseRow.__slots__ if name != "line"))


def _lines_of(purchase: PurchaseRow, stream: LineStream) -> tuple[LineRow, ...]:
    rows = stream.take(purchase.purchase_id)
    tally = stream.tally
    lines, faulty = _typed_lines(rows, tally)
    reason = "row_line_refused" if faulty else _fault_of(purchase, lines)
    if reason is None:
        return tuple(lines)
    for line in lines:
        tally.refuse(line.line, "row_of_refused_purchase", purchase.purchase_id)
    raise LoyaltyError(reason, value=purchase.purchase_id)


def _typed_lines(rows: list[Row], tally: Tally) -> tuple[list[LineRow], bool]:
    kept: dict[int, LineRow] = {}
    faulty = False
    for place, row in enumerate(rows, start=1):
        try:
            line = read_line(row)
        except LoyaltyError as problem:
            tally.refuse(row.line, problem.code, str(problem.values.get("value", "")))
            faulty = True
            continue
        first = kept.setdefault(line.line_no or -place, line)
        if first is not line:
            _count_again(first, line, tally)
    return list(kept.values()), faulty


def _count_again(first: LineRow, line: LineRow, tally: Tally) -> None:
    if first == replace(line, line=first.line):
        tally.duplicates += 1
    else:
        tally.conflict(line.line)


def _fault_of(purchase: PurchaseRow, lines: list[LineRow]) -> str | None:
    if not lines:
        return None
    if len(lines) > MOST_LINES:
        return "row_too_many_lines"
    sums = (
        (sum(line.amount for line in lines), purchase.amount),
        (sum(line.gross for line in lines), purchase.gross),
        (sum(line.discount for line in lines), purchase.discount),
    )
    return "row_lines_do_not_add_up" if any(found != asked for found, asked in sums) else None
