"""A goal as its form holds it, and what the form can show. Plain values, no Qt."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from desktop.reports.board import Aim

MONEY = frozenset({"net_sales", "aov", "clv"})
"""Figures that are amounts."""


@dataclass(frozen=True, slots=True)
class GoalTyped:
    """A goal as it stands in the form: `target` as typed, `branch` '' for all, `until` None for ever."""

    goal_id: str
    figure: str
    target: str
    every: str
    branch: str
    since: dt.date
    until: dt.date | None = None


class GoalView(Protocol):
    """The part of the screen a goal is written in."""

    def show_goal(self, typed: GoalTyped | None, branches: tuple[tuple[str, str], ...]) -> None:
        """Open the form, or put it away."""
        ...

    def show_goal_told(self, aim: Aim | None, problem: str) -> None:
        """Say how the goal would stand now, or what is wrong with it."""
        ...
