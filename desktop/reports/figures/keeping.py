"""Writes into the shop's file the packed parts of its columns that are missing, so that the next reading is short.

Off everybody's way: rows are read and packed beside the writer, which is asked for each part alone and for no longer
than one write; what changed in between is left for the next time. A last part is written once it is full: what stands
behind it is read row by row.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic

import numpy as np

from desktop.models.queries import columns as kept
from desktop.models.queries import figures as queries
from desktop.models.queries.columns import WORDS, Key, Kind, Part, Words
from desktop.models.sources import Reader
from desktop.reports.figures import rows
from desktop.reports.figures.exact import Ints
from desktop.reports.figures.packing import pack
from desktop.reports.figures.rows import Names, WordCodes
from desktop.usecases.classes import NOBODY
from desktop.usecases.till import Till

FULL = 8_192
"""Rows of a part: so many sales are read row by row in some thirty milliseconds."""

Packed = tuple[int, Key, bytes]
"""How many rows, the key of the last, and their bytes."""


def for_seconds(seconds: float) -> Callable[[], bool]:
    """Return what says yes for so long."""
    until = monotonic() + seconds
    return lambda: monotonic() < until


def keep_columns(till: Till, go_on: Callable[[], bool] = lambda: True, full: int = FULL) -> int:
    """Write the parts that are missing, members first, and return how many; ends early once `go_on` says no.

    A part of `full` rows each; where rows were changed amid parts, whatever lies between them.
    """
    with till.read() as db:
        words = {kind: WordCodes(kept.words(db, kind)) for kind in WORDS}
        job = _Job(till, full, words, {kind: len(codes) for kind, codes in words.items()})
        missing = [(kind, *gap) for kind in _PACKERS for gap in _gaps(db, kind)]
    return sum(job.fill(*gap, go_on) for gap in missing)


def _gaps(db: Reader, kind: Kind) -> Iterator[tuple[Key, Key]]:
    """Yield the spans of which there is no part; the last one has no end."""
    at: Key = "" if kind == "member" else 0
    for after, last in kept.spans(db, kind):
        if after != at:
            yield at, after
        at = last
    yield at, _end(kind)


def _end(kind: Kind) -> Key:
    return queries.LAST_ID if kind == "member" else queries.LAST


@dataclass(slots=True)
class _Job:
    """One run: the texts that have numbers in the file go on being numbered here, and are written with a part."""

    till: Till
    full: int
    words: dict[str, WordCodes]
    written: dict[str, int]
    """How many texts of each kind have numbers in the file."""
    refused: bool = False

    def fill(self, kind: Kind, after: Key, until: Key, go_on: Callable[[], bool]) -> int:
        """Write the parts of a span; return how many."""
        done = 0
        while not self.refused and go_on():
            last = self._write(kind, after, until)
            if last is None:
                break
            after, done = last, done + 1
        return done

    def _write(self, kind: Kind, after: Key, until: Key) -> Key | None:
        """Write the next part of a span; return its last key, None where there is nothing to write or it was refused."""
        with self.till.read() as db:
            seen = kept.changes(db).get(kind, 0)
            size, last, cells = _PACKERS[kind](db, self.names, (after, until), self.full)
        if size < self.full:
            if not size or until == _end(kind):
                return None
            last = until
        new = self._new_words()
        with self.till.transaction(NOBODY) as tx:
            self.refused = not kept.keep(tx, kind, Part(after, last, size, cells), new, seen)
        if self.refused:
            return None
        self.written |= {told.kind: told.first + len(told.words) for told in new}
        return last

    def _new_words(self) -> list[Words]:
        """Return the texts that have numbers here and not yet in the file."""
        told = (
            Words(kind, self.written[kind], codes.since(self.written[kind]))
            for kind, codes in self.words.items()
        )
        return [one for one in told if one.words]

    @property
    def names(self) -> Names:
        """Return what rows are numbered by."""
        words = self.words
        return Names(words["branch"], words["staff"], words["till"], words["member"])


def _pack_sales(db: Reader, names: Names, span: tuple[Key, Key], most: int) -> Packed:
    return _packed(rows.sale_arrays(queries.sale_rows(db, *span, most), names))


def _pack_backs(db: Reader, names: Names, span: tuple[Key, Key], most: int) -> Packed:
    return _packed(rows.back_arrays(queries.reversal_rows(db, *span, most), names))


def _packed(columns: list[Ints]) -> Packed:
    size = len(columns[0])
    return (size, int(columns[0][-1]), pack(columns)) if size else (0, 0, b"")


def _pack_members(db: Reader, names: Names, span: tuple[Key, Key], most: int) -> Packed:
    ids, outside, columns = rows.member_arrays(queries.member_rows(db, *span, most), names)
    if not ids:
        return 0, "", b""
    told = json.dumps(outside, ensure_ascii=False).encode() if any(outside) else b""
    return len(ids), ids[-1], pack([names.members.of(ids).astype(np.int64), *columns], told)


_PACKERS: dict[Kind, Callable[[Reader, Names, tuple[Key, Key], int], Packed]] = {
    "member": _pack_members,
    "sale": _pack_sales,
    "reversal": _pack_backs,
}
