"""What the reports screen asks of the shop: the port its presenter stands on. No Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from desktop.reports.board import Board
from desktop.ui.reports.cost_editing import CostDesk
from desktop.ui.reports.goal_editing import GoalDesk
from desktop.ui.reports.silent import Silent
from loyalty.documents import Text
from loyalty.words import Lang

Calendar = Literal["jalali", "gregorian"]


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be looked at: branches as (id, name), this till's own first; `all_branches` says that all may be seen.

    `groups` are the groups of members figures may be cut to, with their names; `set_goals` says that goals may be set.
    `silent` are branches, and tills of others, not heard of for a week or more, the longest first.
    """

    today: dt.date
    branches: tuple[tuple[str, str], ...]
    all_branches: bool
    see: bool = True
    groups: tuple[tuple[str, Text], ...] = ()
    set_goals: bool = False
    currency: str = "IRT"
    silent: tuple[Silent, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """One page of a period `[since, until)` at a branch ('' for all); `chosen` is the class whose members are wanted.

    `against` are the days `[since, until)` compared with, None for those before; `who` is a group, '' for everybody.
    With `soon` what takes long is left out, for the same page is asked for again without it.
    """

    page: str
    since: dt.date
    until: dt.date
    branch: str = ""
    chosen: str = ""
    calendar: Calendar = "jalali"
    lang: Lang = "fa"
    against: tuple[dt.date, dt.date] | None = None
    who: str = ""
    soon: bool = False


class ReportsDesk(GoalDesk, CostDesk, Protocol):
    """The readings of the reports screen."""

    def choices(self) -> Choices:
        """Return what the person at the till may look at. Runs in the database lane."""
        ...

    def forget(self) -> None:
        """Read the file anew at the next page."""
        ...

    def write_paper(self, paper: str, asked: Asked, path: Path) -> None:
        """Write a paper (branch, goals, partners, staff) of what is looked at; beside the lanes; raises `file_*`."""
        ...

    def board(self, asked: Asked) -> Board:
        """Return a page, with the names of its members; raises `not_allowed`. Runs beside the lanes, for it may be long."""
        ...

    def keep(self, go_on: Callable[[], None]) -> None:
        """Write down what the next reading is shorter by; `go_on` is called between steps and may raise. Runs beside the lanes."""
        ...
