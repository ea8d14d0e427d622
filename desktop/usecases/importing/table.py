"""Streams one CSV file of the import form, plain or gzip, within caps; a bad row never hides its neighbours.

Each physical line is one row: a quote left open spoils its own line alone. UTF-8 with or without a mark, LF or
CRLF. What is wrong with the file as a whole is raised; what is wrong with a row is told to the tally.
"""

from __future__ import annotations

import csv
import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from desktop.usecases.importing.forms import Form
from desktop.usecases.importing.report import Tally
from loyalty.errors import LoyaltyError, require

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_BOM = b"\xef\xbb\xbf"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SUFFIXES = (".csv", ".csv.gz")


@dataclass(frozen=True, slots=True)
class Caps:
    """How much of a file is read before it is refused; sizes in bytes, unpacked."""

    size: int = 4 << 30
    rows: int = 20_000_000
    line: int = 64 << 10
    ratio: int = 200
    """How many times a gzip file may unpack to its own size, once past `free`."""
    free: int = 16 << 20


CAPS = Caps()


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a line in the form's own order of columns; absent columns are empty."""

    line: int
    cells: tuple[str, ...]


def find_table(folder: Path, name: str) -> Path | None:
    """Return the file of a name in a folder, plain or gzip; two of them, or not a file, is refused."""
    found = [path for suffix in _SUFFIXES if (path := folder / (name + suffix)).exists()]
    require(len(found) < 2, "import_two_files", file=name)
    for path in found:
        require(path.is_file(), "import_not_a_file", file=path.name)
    return found[0] if found else None


def read_rows(path: Path, form: Form, tally: Tally, caps: Caps = CAPS) -> Iterator[Row]:
    """Yield the good rows of a file; the bad ones go to `tally`, which counts all of them as read.

    Raises `import_file_damaged`, `import_too_large`, `import_bomb`, `import_wrong_encoding`; a header that does
    not fit ends the file with its reasons at line 1.
    """
    with _open(path) as stream:
        lines = _read_lines(stream, path, caps)
        places = _read_header(lines, form, tally, path.name)
        if places is not None:
            yield from _read_body(lines, places, tally, caps.line)


def check_header(path: Path, form: Form, tally: Tally, caps: Caps = CAPS) -> None:
    """Tell the tally what is wrong with the header of a file, before anything is taken."""
    with _open(path) as stream:
        _read_header(_read_lines(stream, path, caps), form, tally, path.name)


def count_rows(path: Path, caps: Caps = CAPS) -> int:
    """Return how many lines follow the header, for the progress bar, and check the caps on the way."""
    with _open(path) as stream:
        lines = sum(1 for _ in _read_lines(stream, path, caps))
    return max(0, lines - 1)


@contextmanager
def _open(path: Path) -> Iterator[BinaryIO]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rb") as stream:
        yield cast("BinaryIO", stream)


def _read_lines(stream: BinaryIO, path: Path, caps: Caps) -> Iterator[tuple[int, bytes]]:
    meter = _Meter(path, caps)
    while raw := _read_part(stream, caps.line, meter):
        # An overlong line is cut, not kept: the rest of it is passed over.
        cut = raw
        while not raw.endswith(b"\n") and (raw := _read_part(stream, caps.line, meter)):
            cut = cut.ljust(caps.line + 1, b" ")
        meter.end_line()
        yield meter.line, cut


@dataclass(slots=True)
class _Meter:
    """Counts what was unpacked and stops at the caps."""

    path: Path
    caps: Caps
    line: int = 0
    size: int = 0
    most: int = 0

    def __post_init__(self) -> None:
        packed = max(1, self.path.stat().st_size)
        self.most = self.caps.size
        if self.path.suffix == ".gz":
            self.most = min(self.most, max(self.caps.free, packed * self.caps.ratio))

    def add(self, size: int) -> None:
        """Count bytes; raises `import_too_large` and `import_bomb`."""
        self.size += size
        if self.size > self.most:
            code = "import_too_large" if self.most == self.caps.size else "import_bomb"
            raise LoyaltyError(code, file=self.path.name, line=self.line + 1)

    def end_line(self) -> None:
        """Count a line; raises `import_too_large`."""
        self.line += 1
        require(self.line <= self.caps.rows + 1, "import_too_large", file=self.path.name, line=self.line)


def _read_part(stream: BinaryIO, most: int, meter: _Meter) -> bytes:
    try:
        raw = stream.readline(most)
    except (EOFError, OSError, zlib.error) as problem:
        raise LoyaltyError("import_file_damaged", file=meter.path.name, line=meter.line + 1) from problem
    meter.add(len(raw))
    return raw


def _read_header(
    lines: Iterator[tuple[int, bytes]], form: Form, tally: Tally, file_name: str
) -> list[int] | None:
    _, raw = next(lines, (1, b""))
    require(not raw.startswith(_WIDE_MARKS), "import_wrong_encoding", file=file_name, line=1)
    try:
        text = raw.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as problem:
        raise LoyaltyError("import_wrong_encoding", file=file_name, line=1) from problem
    given = [cell.strip() for cell in _split(text.rstrip("\r\n")) or []]
    faults = _header_faults(given, form)
    for reason, column in faults:
        tally.refuse(1, reason, column)
    return None if faults else [given.index(c) if c in given else -1 for c in form.columns]


def _header_faults(given: list[str], form: Form) -> list[tuple[str, str]]:
    unknown = [("row_column_unknown", column) for column in given if column not in form.columns]
    twice = [("row_column_twice", column) for column in sorted(set(given)) if given.count(column) > 1]
    missing = [("row_column_missing", column) for column in sorted(form.required.difference(given))]
    return unknown + twice + missing


def _read_body(
    lines: Iterator[tuple[int, bytes]], places: list[int], tally: Tally, longest: int
) -> Iterator[Row]:
    least = max(places) + 1
    width = sum(1 for place in places if place >= 0)
    for number, raw in lines:
        stripped = raw.rstrip(b"\r\n")
        if not stripped:
            continue
        tally.read += 1
        cells = _cells_of(stripped, number, tally, longest)
        if cells is None:
            continue
        if len(cells) != width or len(cells) < least:
            tally.refuse(number, "row_width", str(len(cells)))
            continue
        yield Row(number, tuple([cells[place].strip() if place >= 0 else "" for place in places]))


def _cells_of(raw: bytes, number: int, tally: Tally, longest: int) -> list[str] | None:
    if len(raw) > longest:
        tally.refuse(number, "row_too_long")
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        tally.refuse(number, "row_encoding", raw.decode("utf-8", "replace"))
        return None
    if _CONTROL.search(text):
        tally.refuse(number, "row_control_byte", _CONTROL.sub("·", text))
        return None
    cells = _split(text)
    if cells is None:
        tally.refuse(number, "row_quotes", text)
    return cells


def _split(text: str) -> list[str] | None:
    if '"' not in text:
        return text.split(",")
    try:
        return next(csv.reader([text], strict=True))
    except (csv.Error, StopIteration):
        return None
