"""Goals: what a figure is to reach, at a branch or in the whole business, in every day, week, month or year.

A goal says which way is better: sales are to reach their target, churn is to stay under it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from loyalty.documents import (
    read_choice,
    read_day,
    read_decimal,
    read_list,
    read_object,
    read_word,
)
from loyalty.errors import require

FIGURES = (
    "net_sales",
    "purchases",
    "aov",
    "buyers",
    "joined",
    "members_share",
    "active_rate",
    "churn_rate",
    "return_rate",
    "clv",
)
"""Figures a goal may be set for."""

SMALLER_IS_BETTER = frozenset({"churn_rate"})
GROWING = frozenset({"net_sales", "purchases", "buyers", "joined"})
"""Figures that add up through a period, so that one can say what is still needed each day."""

MONEY = frozenset({"net_sales", "aov", "clv"})
"""Figures that are amounts, their targets too."""

PERCENT = frozenset({"members_share", "active_rate", "churn_rate", "return_rate"})
CALENDARS = ("jalali", "gregorian")
EVERY = ("day", "week", "month", "year")
MOST_GOALS = 200
PLACES = 6


@dataclass(frozen=True, slots=True)
class Goal:
    """A target in millionths; `branch` is empty for the whole business, `until` the last day it holds, None: for ever.

    Months and years are those of `calendar`.
    """

    goal_id: str
    figure: str
    target: int
    every: str
    branch: str
    since: dt.date
    until: dt.date | None = None
    calendar: str = "jalali"

    @property
    def smaller_is_better(self) -> bool:
        """Say whether the figure is to stay under its target."""
        return self.figure in SMALLER_IS_BETTER

    def is_reached(self, value: float) -> bool:
        """Say whether a value meets the target."""
        millionths: int = round(value * 1_000_000)
        return millionths <= self.target if self.smaller_is_better else millionths >= self.target


def parse_goals(document: object) -> tuple[Goal, ...]:
    """Return the goals of a `goals` document; raises `document_*`, `goal_twice`, `days_backwards`."""
    rows = read_list(read_object(document, "goals", may=("goals",)).get("goals", []), "goals.goals")
    require(len(rows) <= MOST_GOALS, "document_too_long", where="goals.goals", most=MOST_GOALS)
    goals = tuple(_parse_goal(row, f"goals.goals[{place}]") for place, row in enumerate(rows))
    for place, goal in enumerate(goals):
        require(
            all(goal.goal_id != other.goal_id for other in goals[:place]), "goal_twice", goal=goal.goal_id
        )
    return goals


def _parse_goal(row: object, where: str) -> Goal:
    needs, may = ("id", "figure", "target", "every", "from"), ("branch", "to", "calendar")
    fields = read_object(row, where, needs=needs, may=may)
    goal_id = read_word(fields["id"], f"{where}.id")
    require(":" not in goal_id, "document_not_word", where=f"{where}.id")
    figure = read_choice(fields["figure"], f"{where}.figure", FIGURES)
    since = read_day(fields["from"], f"{where}.from")
    until = read_day(fields["to"], f"{where}.to") if fields.get("to") else None
    require(until is None or since <= until, "days_backwards", first=since, end=until or since)
    target = read_decimal(fields["target"], f"{where}.target", PLACES, digits=16)
    most = 100 if figure in PERCENT else 10**15
    within = 0 <= target <= most * 10**PLACES
    require(within, "goal_target_beyond", value=str(fields["target"]), most=most)
    return Goal(
        goal_id=goal_id,
        figure=figure,
        target=target,
        every=read_choice(fields["every"], f"{where}.every", EVERY),
        branch=read_word(fields["branch"], f"{where}.branch") if fields.get("branch") else "",
        since=since,
        until=until,
        calendar=read_choice(fields.get("calendar", "jalali"), f"{where}.calendar", CALENDARS),
    )
