"""What the reports screen asks of the shop: the port its presenter stands on. No Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from desktop.reports.board import Board
from loyalty.words import Lang

Calendar = Literal["jalali", "gregorian"]


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be looked at: branches as (id, name), this till's own first; `all_branches` says that all may be seen."""

    today: dt.date
    branches: tuple[tuple[str, str], ...]
    all_branches: bool
    see: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """One page of a period `[since, until)` at a branch ('' for all); `chosen` is the class whose members are wanted."""

    page: str
    since: dt.date
    until: dt.date
    branch: str = ""
    chosen: str = ""
    calendar: Calendar = "jalali"
    lang: Lang = "fa"


class ReportsDesk(Protocol):
    """The readings of the reports screen."""

    def choices(self) -> Choices:
        """Return what the person at the till may look at. Runs in the database lane."""
        ...

    def forget(self) -> None:
        """Read the file anew at the next page."""
        ...

    def board(self, asked: Asked) -> Board:
        """Return a page, with the names of its members; raises `not_allowed`. Runs beside the lanes, for it may be long."""
        ...

    def keep(self, go_on: Callable[[], None]) -> None:
        """Write down what the next reading is shorter by; `go_on` is called between steps and may raise. Runs beside the lanes."""
        ...
