"""A table to be handed on: its columns, what each holds, and its rows; one value becomes an XLSX or a CSV file.

Always holds: an amount leaves as a number, a day as a day, and text never runs as a formula in the sheet that opens it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from loyalty.words import Lang

Kind = Literal["text", "code", "count", "money", "percent", "number", "day"]
"""What a column holds: words, an id kept letter by letter, whole numbers, money, percent, a number with decimals, a day."""

Cell = str | int | float | dt.date | None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its heading, what it holds and how many letters wide it is shown."""

    title: str
    kind: Kind = "text"
    width: int = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its name; `rows` may be made as they are taken, each as long as `columns`. None is an empty cell.

    Money is in the currency's smallest unit.
    """

    name: str
    columns: tuple[SheetColumn, ...]
    rows: Iterable[Sequence[Cell]]
    lang: Lang
    currency: str = "IRT"
