"""The series that charts are drawn from, on the screen and on paper alike: frozen values, no Qt, no arithmetic.

What must hold. None is "no figure" and is drawn as a gap, never as zero. Money is whole, of any size; percentages
are numbers of a hundred. Titles and labels are ids ("sales_by_day", "champions"), or the names people gave to their
branches and groups (`Label.own`): whoever shows a series has the words. Days are dates; the calendar is the reader's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Value = int | float | None
Unit = Literal["money", "count", "percent", "days", "years", "points", "score"]
Point = tuple[dt.date, Value]
Step = Literal["day", "week", "month", "quarter", "year"]


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a bar, row, slice or cell: an id that has words, or, `own`, a name as people wrote it."""

    key: str
    own: str = ""


def labels(keys: Sequence[str]) -> tuple[Label, ...]:
    """Return labels that have words."""
    return tuple(Label(key) for key in keys)


@dataclass(frozen=True, slots=True)
class Line:
    """One line over time; `before` is the period before, moved onto the same days and drawn dashed.

    `before_starts` is the day the first point of `before` truly stands for. From `partial_from` on the points are
    not over yet (today) and the line is dotted.
    """

    title: str
    unit: Unit
    points: tuple[Point, ...]
    before: tuple[Point, ...] = ()
    before_starts: dt.date | None = None
    step: Step = "day"
    partial_from: dt.date | None = None

    def __post_init__(self) -> None:
        """Refuse days out of order: a line runs one way."""
        if not all(a[0] < b[0] for line in (self.points, self.before) for a, b in pairwise(line)):
            raise ValueError(f"{self.title}: days out of order")

    @property
    def empty(self) -> bool:
        """Say whether there is nothing to draw: no figure, or noughts alone."""
        return not any(value for _, value in (*self.points, *self.before))

    def rows(self) -> Iterator[tuple[str | Value, ...]]:
        """Give the numbers behind it, the first row being the names of the columns."""
        yield ("day", "value", "before")
        earlier = dict(self.before)
        for day, value in self.points:
            yield (day.isoformat(), value, earlier.get(day))


@dataclass(frozen=True, slots=True)
class Bars:
    """One bar a label, in the order to be shown; `before` beside it, if there is one, thin."""

    title: str
    unit: Unit
    bars: tuple[tuple[Label | dt.date, Value], ...]
    before: tuple[Value, ...] = ()

    @property
    def empty(self) -> bool:
        """Say whether there is nothing to draw."""
        return not any(value for _, value in self.bars)

    def rows(self) -> Iterator[tuple[str | Value, ...]]:
        """Give the numbers behind it."""
        yield ("label", "value", "before")
        for place, (label, value) in enumerate(self.bars):
            yield (_place(label), value, self.before[place] if self.before else None)


@dataclass(frozen=True, slots=True)
class StackedBars:
    """Bars of several parts: a column a place (a month, a branch), in each one value a part."""

    title: str
    unit: Unit
    parts: tuple[Label, ...]
    columns: tuple[tuple[Label | dt.date, tuple[Value, ...]], ...]
    step: Step = "month"

    @property
    def empty(self) -> bool:
        """Say whether there is nothing to draw."""
        return not any(value for _, values in self.columns for value in values)

    def rows(self) -> Iterator[tuple[str | Value, ...]]:
        """Give the numbers behind it."""
        yield ("label", *(part.own or part.key for part in self.parts))
        for place, values in self.columns:
            yield (_place(place), *values)


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Values over rows and columns (weekday × hour, month of joining × months later); None cells stay blank."""

    title: str
    unit: Unit
    down: tuple[Label | dt.date, ...]
    across: tuple[int, ...]
    cells: tuple[tuple[Value, ...], ...]
    sizes: tuple[int, ...] = ()
    """What stands beside each row, as the size of a cohort."""
    partial: frozenset[tuple[int, int]] = frozenset()
    """Cells (row, column) that are not over yet, as those of the running month."""

    @property
    def empty(self) -> bool:
        """Say whether there is nothing to draw."""
        return not any(value for row in self.cells for value in row)

    def rows(self) -> Iterator[tuple[str | Value, ...]]:
        """Give the numbers behind it."""
        yield ("label", *(("size",) if self.sizes else ()), *(str(one) for one in self.across))
        for place, (name, row) in enumerate(zip(self.down, self.cells, strict=True)):
            yield (_place(name), *((self.sizes[place],) if self.sizes else ()), *row)


@dataclass(frozen=True, slots=True)
class Treemap:
    """Members by class, in the order of the classes; `outside` are those who stand in no class and are told beside.

    `through` is the last day whose purchases are counted.
    """

    title: str
    cells: tuple[tuple[Label, int], ...]
    outside: tuple[Label, int] | None = None
    unit: Unit = "count"
    through: dt.date | None = None

    @property
    def total(self) -> int:
        """Return all that is drawn."""
        return sum(count for _, count in self.cells)

    @property
    def empty(self) -> bool:
        """Say whether there is nothing to draw."""
        return self.total == 0

    def rows(self) -> Iterator[tuple[str | Value, ...]]:
        """Give the numbers behind it."""
        yield ("label", "value")
        for label, count in (*self.cells, *((self.outside,) if self.outside else ())):
            yield (label.own or label.key, count)


@dataclass(frozen=True, slots=True)
class Donut:
    """Parts of a whole; what is below zero cannot be a part and is refused."""

    title: str
    unit: Unit
    parts: tuple[tuple[Label, int], ...]

    def __post_init__(self) -> None:
        """Refuse parts below zero."""
        if any(value < 0 for _, value in self.parts):
            raise ValueError(f"{self.title}: a part below zero")

    @property
    def total(self) -> int:
        """Return the whole."""
        return sum(value for _, value in self.parts)

    @property
    def empty(self) -> bool:
        """Say whether there is nothing to draw."""
        return self.total == 0

    def rows(self) -> Iterator[tuple[str | Value, ...]]:
        """Give the numbers behind it."""
        yield ("label", "value")
        for label, value in self.parts:
            yield (label.own or label.key, value)


@dataclass(frozen=True, slots=True)
class Funnel:
    """Steps people go through, the first holding all of them; each is told as a part of the first."""

    title: str
    steps: tuple[tuple[Label, int], ...]
    unit: Unit = "count"

    @property
    def empty(self) -> bool:
        """Say whether there is nothing to draw."""
        return not any(count for _, count in self.steps)

    def rows(self) -> Iterator[tuple[str | Value, ...]]:
        """Give the numbers behind it."""
        yield ("label", "value")
        for label, count in self.steps:
            yield (label.own or label.key, count)


Series = Line | Bars | StackedBars | HeatMap | Treemap | Donut | Funnel


def _place(name: Label | dt.date) -> str:
    return name.isoformat() if isinstance(name, dt.date) else name.own or name.key
