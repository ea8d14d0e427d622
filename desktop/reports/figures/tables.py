"""Arrays that grow behind: what was read earlier stays where it is, and what came since is written after it.

What must hold. Whoever looks at the first rows never sees them change: rows are only ever added. Codes are as narrow
as they may be and widen when a larger one comes.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from desktop.models.queries.columns import Part
from desktop.reports.figures.exact import Ints
from desktop.reports.figures.packing import unpack

_SLACK = 4_096
"""Rows there is room for beyond those that are expected, at least; memory is taken when they come."""


class Table:
    """Arrays of a length they may reach, filled from the front."""

    def __init__(self, kinds: Sequence[type], room: int) -> None:
        self._columns: list[Ints] = [np.empty(room, dtype=kind) for kind in kinds]
        self.size = 0
        self.moved = False
        """Rows no longer stand in the order of their numbers."""

    def add(self, columns: Sequence[Ints]) -> None:
        """Put rows behind those that are there."""
        for place, more in enumerate(columns):
            self._widen(place, more)
        for mine, more in zip(self._more(len(columns[0])), columns, strict=True):
            mine[:] = more

    def unpack(self, part: Part) -> tuple[list[Ints], bytes]:
        """Put a part behind, and return its columns with what follows them."""
        mine = self._more(part.size)
        return mine, unpack(part.cells, part.size, mine)

    def give_room(self, rows: int) -> None:
        """Have room for so many rows more; where there is none, rows move to larger arrays."""
        if self.size + rows <= len(self._columns[0]):
            return
        room = self.size + rows + self.size // 8 + _SLACK
        for place, column in enumerate(self._columns):
            self._columns[place] = np.empty(room, dtype=column.dtype)
            self._columns[place][: self.size] = column[: self.size]

    def ordered(self, by: Ints) -> Table:
        """Return a table of the same rows in the order of a column, equals as they stand."""
        order = np.argsort(by, kind="stable")
        found = Table([], 0)
        found._columns = [column[order] for column in self.whole]
        found.size, found.moved = self.size, True
        return found

    def _widen(self, place: int, more: Ints) -> None:
        kind = self._columns[place].dtype
        if kind == np.int16 and len(more) and more.max() > np.iinfo(kind).max:
            self._columns[place] = self._columns[place].astype(np.int32)

    def _more(self, size: int) -> list[Ints]:
        self.size += size
        return [column[self.size - size : self.size] for column in self._columns]

    @property
    def whole(self) -> list[Ints]:
        """Return what was put in."""
        return [column[: self.size] for column in self._columns]
