"""What one page of reports shows: tiles with a figure each, pictures, and tables. Frozen values, no Qt, no words.

What must hold. A tile without a figure says why (`reason`), never zero. Everything that has a name is an id, or a name
as people wrote it; numbers are plain and whoever shows them writes them in the reader's digits and calendar.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from desktop.reports.series import Label, Series, Unit, Value
from desktop.reports.unfair import Unfair

Good = Literal["up", "down", "neither"]
Cell = str | int | float | dt.date | Label | None
Kind = Literal["text", "day", "money", "count", "percent", "days", "label", "points"]


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure beside the same of the period before; `numerator` and `denominator` are what it was made of.

    `unfair` says why there is no change to tell of although there was something before. `days` is the window a figure
    looks back over, 0 for one of the period itself.
    """

    name: str
    unit: Unit
    now: Value
    before: Value = None
    numerator: int = 0
    denominator: int = 1
    trend: tuple[Value, ...] = ()
    good: Good = "up"
    reason: str = ""
    unfair: Unfair | None = None
    days: int = 0

    @property
    def change(self) -> float | None:
        """Return the change: points of a hundred between rates, else percent of the period before.

        None where nothing was before, or less than nothing (more came back than was sold): a percent of that says nothing.
        """
        if self.now is None or self.before is None:
            return None
        if self.unit == "percent":
            return float(self.now) - float(self.before)
        before = float(self.before)
        return 100 * (float(self.now) - before) / before if before > 0 else None

    @property
    def verdict(self) -> Literal["better", "worse", "same"]:
        """Return whether the change is one to be glad of."""
        change = self.change
        if not change or self.good == "neither":
            return "same"
        return "better" if (change > 0) == (self.good == "up") else "worse"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table by its id; `kind` says how its cells are written."""

    key: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `member` is the product's id of whom it is about, '' for what is no person.

    `phone` is theirs, masked: the profile shows it whole to who asks and may.
    """

    cells: tuple[Cell, ...]
    member: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A table; of many rows the first are shown, `whole` says how many there are. `reason` says why there are none.

    `days` is the window its figures of members look back over from the end of the period, 0 where they have none.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    whole: int = 0
    reason: str = ""
    days: int = 0


@dataclass(frozen=True, slots=True)
class Remark:
    """A quiet note: what it says, about whom, the numbers in it, and the page that shows more."""

    kind: str
    values: tuple[Cell, ...] = ()
    page: str = ""


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal (its id in `goal`) and how far it is; `each_day` or `members` is what it takes in the days that are left."""

    figure: str
    unit: Unit
    target: Value
    value: Value
    percent: float | None
    since: dt.date
    until: dt.date
    standing: str
    days_left: int
    each_day: Value = None
    members: int | None = None
    branch: Label | None = None
    goal: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """One page; `nearest` is set where nothing was bought in its days: whether `earlier` or `later`, and on which day."""

    page: str
    tiles: tuple[Tile, ...] = ()
    pictures: tuple[Series, ...] = ()
    listings: tuple[Listing, ...] = ()
    remarks: tuple[Remark, ...] = ()
    aims: tuple[Aim, ...] = ()
    nearest: tuple[Literal["earlier", "later"], dt.date] | None = None
