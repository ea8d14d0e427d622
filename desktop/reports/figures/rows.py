"""Rows of the file as arrays: what came in batches becomes columns, texts become numbers.

Columns come in the order of the fields of `columns`, sales with their row number first, reversals with the number of
the sale they name (-1 where it has not come) behind their own; what a text is called is up to whoever asks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from typing import Any, Protocol

import numpy as np

from desktop.models.queries.figures import BETWEEN
from desktop.models.sources import Row
from desktop.reports.figures.columns import NEVER, Codes
from desktop.reports.figures.exact import Ints

BACKS = (np.int64, np.int64, np.int64, np.int32, np.int32, np.int64, np.int32, np.bool_)
MEMBERS = (np.int64, np.int32, np.int32, np.bool_, np.int64, np.int32)
"""Types of the columns; of a member the texts come beside them."""


_FEW = 1 << 14


def sale_kinds(last: int, words: int) -> tuple[type, ...]:
    """Return the types of the columns of sales, narrow where the last number and the count of words let them be."""
    number = np.int32 if last < np.iinfo(np.int32).max else np.int64
    code = np.int16 if words < _FEW else np.int32
    return (number, np.int64, np.int32, code, np.int32, np.int64, code, code, np.bool_)


class Numbers(Protocol):
    """Gives each text a number; nobody is -1."""

    def of(self, texts: Sequence[str | None]) -> Codes:
        """Return the numbers of texts."""
        ...


class WordCodes:
    """Numbers texts in the order they come."""

    def __init__(self, texts: Sequence[str] = ()) -> None:
        self._known: defaultdict[str | None, int] = defaultdict(count().__next__, {None: -1})
        self.of(texts)

    def of(self, texts: Sequence[str | None]) -> Codes:
        """Return the numbers of texts."""
        return np.fromiter(map(self._known.__getitem__, texts), dtype=np.int32, count=len(texts))

    def __len__(self) -> int:
        """Return how many texts have numbers."""
        return len(self._known) - 1

    def since(self, first: int) -> tuple[str, ...]:
        """Return the texts by number, from one on."""
        return tuple(text for text in islice(self._known, first + 1, None) if text is not None)


@dataclass(frozen=True, slots=True)
class Names:
    """What texts of rows are numbered by."""

    branches: Numbers
    staff: Numbers
    tills: Numbers
    members: Numbers


def turned(batches: Iterator[list[Row]]) -> Iterator[tuple[tuple[Any, ...], ...]]:
    """Yield batches of rows as columns of values."""
    for rows in batches:
        yield tuple(zip(*rows, strict=True))


def sale_arrays(batches: Iterator[list[Row]], names: Names) -> list[Ints]:
    """Return the columns of sales."""
    told = WordCodes()
    kept: list[tuple[Ints, ...]] = []
    for number, at, net, member, about in turned(batches):
        size = len(number)
        columns = [np.fromiter(column, dtype=np.int64, count=size) for column in (number, at, net)]
        kept.append((*columns, names.members.of(member), told.of(about)))
    number_, at_, net_, member_, about_ = stack(kept, (np.int64, np.int64, np.int64, np.int32, np.int32))
    day, branch, staff, till, imported = (part[about_] for part in _taken_apart(told.since(0), names))
    return [number_, at_, day, branch, member_, net_, staff, till, imported]


def _taken_apart(texts: tuple[str, ...], names: Names) -> tuple[Ints, ...]:
    """Return day, branch, staff, till and whether imported of each distinct text about a sale."""
    if not texts:
        return tuple(np.zeros(0, dtype=kind) for kind in (np.int32, np.int32, np.int32, np.int32, np.bool_))
    days, branch, staff, till, imported = zip(*(text.split(BETWEEN) for text in texts), strict=True)
    return (
        np.array(days, dtype="datetime64[D]").astype(np.int32),
        names.branches.of(branch),
        names.staff.of(staff),
        names.tills.of(till),
        np.array([one == "1" for one in imported]),
    )


def back_arrays(batches: Iterator[list[Row]], names: Names) -> list[Ints]:
    """Return the columns of reversals."""
    kept = []
    for number, sale, at, day, branch, net, person, kind in turned(batches):
        told = np.array([-1 if one is None else one for one in sale])
        kept.append((
            np.array(number), told, np.array(at), np.array(day), names.branches.of(branch), np.array(net),
            names.staff.of(person), np.array([one == "void" for one in kind]),
        ))  # fmt: skip
    return stack(kept, BACKS)


def member_arrays(
    batches: Iterator[list[Row]], names: Names
) -> tuple[tuple[str, ...], tuple[str, ...], list[Ints]]:
    """Return the ids of members, the ids a list gave them ('' where none did) and the columns."""
    ids: list[str] = []
    outside: list[str] = []
    kept = []
    for member, at, day, branch, imported, left, told, by in turned(batches):
        ids += member
        outside += told
        kept.append((
            np.array(at), np.array(day), names.branches.of([b or None for b in branch]), np.array(imported),
            np.array([NEVER if one is None else one for one in left]), names.staff.of(by),
        ))  # fmt: skip
    return tuple(ids), tuple(outside), stack(kept, MEMBERS)


def stack(batches: Sequence[tuple[Ints, ...]], kinds: Sequence[type]) -> list[Ints]:
    """Return what came in batches as whole columns."""
    if not batches:
        return [np.zeros(0, dtype=kind) for kind in kinds]
    return [
        np.concatenate(found).astype(kind, copy=False)
        for found, kind in zip(zip(*batches, strict=True), kinds, strict=True)
    ]
