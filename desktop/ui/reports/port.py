"""What the reports screen can show, as its presenter asks for it. No Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desktop.reports.board import Board, Tile
from desktop.ui.reports.cost_values import CostView
from desktop.ui.reports.goal_values import GoalView
from desktop.ui.reports.silent import Silent

FIRST_PAGE = "overview"
"""The page that answers "how are we doing" in one look."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What is looked at: the page, the branch's name ('' for all), the first and last day, and the group ('' for all).

    `against` is the first day of the days compared with, None for those just before. `silent` are branches, and
    tills of others, whose last record lies before the last day.
    """

    page: str
    branch: str
    since: dt.date
    last: dt.date
    group: str = ""
    against: dt.date | None = None
    silent: tuple[Silent, ...] = ()


@dataclass(frozen=True, slots=True)
class Pickers:
    """What may be chosen and what is: the branches, the period by its key, the days of a period of one's own.

    `against` is the comparison by its key, `begun` the first day compared with; `groups` are (id, name) of members.
    """

    branches: tuple[tuple[str, str], ...]
    all_branches: bool
    branch: str
    period: str
    since: dt.date
    last: dt.date
    against: str
    begun: dt.date
    groups: tuple[tuple[str, str], ...]
    who: str


class ReportsView(GoalView, CostView, Protocol):
    """What the screen can show."""

    def allow_goals(self, allowed: bool) -> None:
        """Say whether goals may be set here."""
        ...

    def show_pickers(self, shown: Pickers) -> None:
        """Show what may be chosen."""
        ...

    def show_working(self, working: bool) -> None:
        """Say that figures are being counted, or that they are there."""
        ...

    def show_board(self, heading: Heading, board: Board) -> None:
        """Show a page."""
        ...

    def show_listing(self, title: str) -> None:
        """Bring a table of the page that is shown into sight."""
        ...

    def show_formula(self, tile: Tile | None) -> None:
        """Show what a figure was made of, or take it away."""
        ...

    def show_class(self, key: str) -> None:
        """Show whose members are listed ('' for all classes)."""
        ...

    def show_written(self, path: str) -> None:
        """Say that a paper stands at a path."""
        ...

    def show_problem(self, said: Callable[[], str]) -> None:
        """Say what stands in the way."""
        ...

    def clear_problem(self) -> None:
        """Say nothing any more."""
        ...
