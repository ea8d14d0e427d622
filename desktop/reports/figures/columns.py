"""The shop as columns: every sale, what came back, every member; loaded once, shared by all figures.

Columns never change: a figure of another day or branch is another `Book` over the same columns. Texts (ids, branches,
people) are codes into a tuple; -1 stands for nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import count, repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop.models.queries import figures as queries
from desktop.models.queries.figures import BETWEEN, Pair
from desktop.models.sources import Reader, Row
from desktop.reports.figures.exact import Flags, Ints

Codes = NDArray[Any]
"""Places in a tuple of texts, or numbers of days."""


@dataclass(frozen=True, slots=True, eq=False)
class SaleColumns:
    """A row a sale, as it was sold: instants in ms, days as numbers, money whole; `member` is who bought."""

    number: Ints
    at: Ints
    day: Codes
    branch: Codes
    member: Codes
    net: Ints
    staff: Codes
    till: Codes
    imported: Flags


@dataclass(frozen=True, slots=True, eq=False)
class BackColumns:
    """A row a refund or void; `sale` is the place of the sale it names, -1 where none is known; `net` is positive."""

    sale: Codes
    at: Ints
    day: Codes
    branch: Codes
    net: Ints
    staff: Codes
    void: Flags


@dataclass(frozen=True, slots=True, eq=False)
class MemberColumns:
    """A row an entry of a member, merged ones too, in the order of their ids; `shown` is the id figures speak of.

    `left_at` is the instant of leaving or erasing, the largest number where neither happened.
    """

    ids: tuple[str, ...]
    shown: tuple[str, ...]
    joined_at: Ints
    joined_day: Codes
    joined_branch: Codes
    imported: Flags
    left_at: Ints
    enrolled_by: Codes


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Everything figures are made of."""

    sales: SaleColumns
    backs: BackColumns
    members: MemberColumns
    pairs: tuple[Pair, ...]
    branches: tuple[str, ...]
    zones: tuple[str, ...]
    staff: tuple[str, ...]
    tills: tuple[str, ...]
    described: frozenset[str]
    """Branches that are spoken of though nothing was sold there."""


NEVER = np.iinfo(np.int64).max

_NONE = np.zeros(0, dtype=np.int64)
_CODE = np.zeros(0, dtype=np.int32)
_FLAG = np.zeros(0, dtype=np.bool_)
_NOTHING = Columns(
    sales=SaleColumns(_NONE, _NONE, _CODE, _CODE, _CODE, _NONE, _CODE, _CODE, _FLAG),
    backs=BackColumns(_CODE, _NONE, _CODE, _CODE, _NONE, _CODE, _FLAG),
    members=MemberColumns((), (), _NONE, _CODE, _CODE, _FLAG, _NONE, _CODE),
    pairs=(),
    branches=(),
    zones=(),
    staff=(),
    tills=(),
    described=frozenset(),
)


class _Codes:
    """Gives each text a number, in the order they come; nobody is -1."""

    def __init__(self, texts: Sequence[str] = ()) -> None:
        self._known: defaultdict[str | None, int] = defaultdict(count().__next__, {None: -1})
        self.of(texts)

    def of(self, texts: Sequence[str | None]) -> Codes:
        """Return the numbers of texts."""
        return np.fromiter(map(self._known.__getitem__, texts), dtype=np.int32, count=len(texts))

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the texts by number."""
        return tuple(text for text in self._known if text is not None)


def load(db: Reader, before: Columns | None = None) -> Columns:
    """Return the columns of everything the file holds now; of sales only those are read that came after `before`.

    A sale as it was sold never changes, so that what was read of it once need not be read again. (Who brought in an
    imported one may be told anew; that alone is as it was read first.)
    """
    kept = before or _NOTHING
    branches, staff, tills = _Codes(kept.branches), _Codes(kept.staff), _Codes(kept.tills)
    members = _members(queries.member_rows(db), branches, staff)
    places = {member_id: place for place, member_id in enumerate(members.ids)}
    last = int(kept.sales.number[-1]) if len(kept.sales.number) else 0
    later = _sales(queries.sale_rows(db, last), (branches, staff, tills), places)
    sales = _appended(_placed_anew(kept, places), later)
    backs = _backs(queries.reversal_rows(db), sales.number, branches, staff)
    named = queries.branch_names(db)
    branches.of(sorted(named))
    return Columns(
        sales=sales,
        backs=backs,
        members=members,
        pairs=queries.merged_pairs(db),
        branches=branches.texts,
        zones=tuple(named.get(branch, ("", ""))[1] for branch in branches.texts),
        staff=staff.texts,
        tills=tills.texts,
        described=frozenset(named) - queries.branches_of_tills(db),
    )


def _placed_anew(kept: Columns, places: dict[str, int]) -> SaleColumns:
    """Return sales read earlier with their members where they stand now."""
    moved = np.array([*(places[member_id] for member_id in kept.members.ids), -1], dtype=np.int32)
    return replace(kept.sales, member=moved[kept.sales.member])


def _appended(first: SaleColumns, later: SaleColumns) -> SaleColumns:
    names = [one.name for one in fields(SaleColumns)]
    return SaleColumns(*(np.concatenate((getattr(first, name), getattr(later, name))) for name in names))


def _parts(batches: Iterator[list[Row]]) -> Iterator[tuple[tuple[Any, ...], ...]]:
    for rows in batches:
        yield tuple(zip(*rows, strict=True))


def _joined(parts: Iterable[Ints], kind: type) -> Ints:
    found = list(parts)
    return np.concatenate(found).astype(kind, copy=False) if found else np.zeros(0, dtype=kind)


def _stack(batches: Sequence[tuple[Ints, ...]], kinds: Sequence[type]) -> list[Ints]:
    return [_joined((batch[place] for batch in batches), kind) for place, kind in enumerate(kinds)]


def _sales(
    batches: Iterator[list[Row]], words: tuple[_Codes, _Codes, _Codes], places: dict[str, int]
) -> SaleColumns:
    kinds = (np.int64, np.int64, np.int64, np.int32, np.int32)
    told = _Codes()
    kept: list[tuple[Ints, ...]] = []
    for number, at, net, member, about in _parts(batches):
        size = len(number)
        whose = np.fromiter(map(places.get, member, repeat(-1)), dtype=np.int32, count=size)
        columns = [np.fromiter(column, dtype=np.int64, count=size) for column in (number, at, net)]
        kept.append((*columns, whose, told.of(about)))
    number_, at_, net_, member_, about_ = _stack(kept, kinds)
    day, branch, staff, till, imported = (part[about_] for part in _taken_apart(told.texts, words))
    return SaleColumns(number_, at_, day, branch, member_, net_, staff, till, imported)


def _taken_apart(texts: tuple[str, ...], words: tuple[_Codes, _Codes, _Codes]) -> tuple[Ints, ...]:
    """Return day, branch, staff, till and whether imported of each distinct text about a sale."""
    rows = [text.split(BETWEEN) for text in texts] or [["1970-01-01", "", "", "", "0"]]
    days, *names, imported = zip(*rows, strict=True)
    codes = [code.of(column) for code, column in zip(words, names, strict=True)]
    numbers = np.array(days, dtype="datetime64[D]").astype(np.int32)
    return (numbers, *codes, np.array([one == "1" for one in imported]))


def _backs(batches: Iterator[list[Row]], numbers: Ints, branches: _Codes, staff: _Codes) -> BackColumns:
    kept = []
    for _, sale, at, day, branch, net, person, kind in _parts(batches):
        told = np.array([-1 if number is None else number for number in sale])
        kept.append((
            _place_of(told, numbers), np.array(at), np.array(day), branches.of(branch), np.array(net),
            staff.of(person), np.array([one == "void" for one in kind]),
        ))  # fmt: skip
    kinds = (np.int32, np.int64, np.int32, np.int32, np.int64, np.int32, np.bool_)
    return BackColumns(*_stack(kept, kinds))


def _place_of(numbers: Ints, among: Ints) -> Codes:
    if not len(among):
        return np.full(len(numbers), -1, dtype=np.int32)
    places = np.minimum(np.searchsorted(among, numbers), len(among) - 1)
    return np.where(among[places] == numbers, places, -1).astype(np.int32)


def _members(batches: Iterator[list[Row]], branches: _Codes, staff: _Codes) -> MemberColumns:
    ids: list[str] = []
    shown: list[str] = []
    kept = []
    for member, at, day, branch, imported, left, outside, by in _parts(batches):
        ids += member
        shown += [told or own for told, own in zip(outside, member, strict=True)]
        kept.append((
            np.array(at), np.array(day), branches.of([b or None for b in branch]), np.array(imported),
            np.array([NEVER if one is None else one for one in left]), staff.of(by),
        ))  # fmt: skip
    kinds = (np.int64, np.int32, np.int32, np.bool_, np.int64, np.int32)
    at_, day_, branch_, imported_, left_, by_ = _stack(kept, kinds)
    return MemberColumns(tuple(ids), tuple(shown), at_, day_, branch_, imported_, left_, by_)
