"""The shop as columns: every sale, what came back, every member; read once (see `loading`), shared by all figures.

Columns never change: a figure of another day or branch is another `Book` over the same columns. Texts (ids, branches,
people) are codes into a tuple; -1 stands for nobody. Sales stand by day, those of a day as they were written, so that
the sales of a period are a slice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop.models.queries.figures import Pair
from desktop.reports.figures.exact import Flags, Ints
from desktop.reports.figures.tables import Table

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


@dataclass(frozen=True, eq=False)
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

    @cached_property
    def rank(self) -> Ints:
        """Return the place of every entry in the order of shown ids, of entries shown alike in their own."""
        order = sorted(range(len(self.shown)), key=self.shown.__getitem__)
        rank = np.empty(len(order), dtype=np.int32)
        rank[order] = np.arange(len(order), dtype=np.int32)
        return rank


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
    changes: Mapping[str, int] = field(default_factory=dict)
    """How often rows of each kind had been changed when these were read."""
    strangers: bool = False
    """A sale names a member nobody has told of yet: when they come, it is theirs."""
    last_back: int = 0
    """The highest row number of what came back."""
    room: Table | None = None
    """The table the sales stand in, with room behind them for those to come."""
    weeks: dict[int, Any] = field(default_factory=dict)
    """What was worked out of whole weeks (see `weeks`), by number; a later reading keeps what still holds."""
    spans: dict[Any, Any] = field(default_factory=dict)
    """The same of quarters of a year (see `spans`), by number and branches."""
    past: dict[Any, Any] = field(default_factory=dict)
    """What was told of days that are over (see `lasting`)."""


NEVER = np.iinfo(np.int64).max

_NONE = np.zeros(0, dtype=np.int64)
_CODE = np.zeros(0, dtype=np.int32)
_FLAG = np.zeros(0, dtype=np.bool_)
NOTHING = Columns(
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
