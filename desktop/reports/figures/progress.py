"""How goals stand: what a figure has reached in the running period, what it takes to the end, and how past ones ended.

A past period is told as it stood at its end: the book of that day knows nothing later. Figures that add up (sales,
buyers) say what is needed each day that is left; rates say how many more members it takes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor
from typing import Any, Literal, cast

from desktop.reports.figures.book import EVERYTHING, Scope
from desktop.reports.figures.cuts import figure_of
from desktop.reports.figures.document import Shop
from desktop.reports.figures.exact import Figure, ratio
from desktop.reports.figures.periods import Calendar, Period, Step, next_start, step_start
from loyalty.goals import GROWING, PERCENT, PLACES, Goal

Standing = Literal["reached", "on_track", "behind", "missed", "no_figure"]
WHOLE: int = 10**PLACES


@dataclass(frozen=True, slots=True)
class Takes:
    """What it takes: `each_day` for figures that add up, `members` who must (or must not) for rates; None where done."""

    each_day: float | None = None
    members: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """A goal in one period: what stands before `as_of`, how much of the target that is, and what it takes."""

    goal: Goal
    period: Period
    as_of: dt.date
    figure: Figure
    reached_percent: float | None
    days_left: int
    takes: Takes
    standing: Standing

    @property
    def target(self) -> float:
        """Return the target as it was set."""
        return float(self.goal.target) / WHOLE

    def document(self) -> dict[str, Any]:
        """Return the progress as a document."""
        return {
            "goal": self.goal.goal_id,
            "figure": self.goal.figure,
            "branch": self.goal.branch or None,
            "start": self.period.since.isoformat(),
            "end": self.period.until.isoformat(),
            "as_of": self.as_of.isoformat(),
            "target": self.target,
            "value": self.figure.value,
            "numerator": self.figure.numerator,
            "denominator": self.figure.denominator,
            "reached_percent": self.reached_percent,
            "days_left": self.days_left,
            "needed_each_day": self.takes.each_day,
            "members_needed": self.takes.members,
            "standing": self.standing,
        }


def running(goal: Goal, day: dt.date) -> Period:
    """Return the goal's period that a day lies in."""
    step, calendar = cast(Step, goal.every), cast(Calendar, goal.calendar)
    start = step_start(day, step, calendar)
    return Period(start, next_start(start, step, calendar))


def ended(goal: Goal, before: dt.date, most: int = 12) -> tuple[Period, ...]:
    """Return the goal's last periods that were over before a day, the oldest first; those wholly before it began not."""
    found: list[Period] = []
    end = running(goal, before).since
    while len(found) < most:
        one = running(goal, end - dt.timedelta(days=1))
        if one.until <= goal.since:
            break
        if goal.until is None or one.since <= goal.until:
            found.append(one)
        end = one.since
    return tuple(reversed(found))


def progress(shop: Shop, goal: Goal, period: Period, as_of: dt.date) -> Progress:
    """Return how a goal stands in a period, as seen before a day (or before the period's end, if that is earlier)."""
    seen = min(as_of, period.until)
    scope = Scope(frozenset((goal.branch,))) if goal.branch else EVERYTHING
    figure = figure_of(shop.book(scope, seen), goal.figure, Period(period.since, max(period.since, seen)))
    left = (period.until - seen).days
    return Progress(
        goal=goal,
        period=period,
        as_of=seen,
        figure=figure,
        reached_percent=_reached(goal, figure),
        days_left=left,
        takes=_takes(goal, figure, left),
        standing=_standing(goal, figure, left, period.days),
    )


def _reached(goal: Goal, figure: Figure) -> float | None:
    if figure.value is None or not goal.target or goal.smaller_is_better:
        return None
    return ratio(100 * round(figure.value * WHOLE), goal.target)


def _takes(goal: Goal, figure: Figure, left: int) -> Takes:
    if figure.value is None or goal.is_reached(figure.value) or not left:
        return Takes()
    if goal.figure in GROWING:
        return Takes(each_day=ratio(goal.target - figure.numerator * WHOLE, left * WHOLE))
    if goal.figure not in PERCENT or goal.figure == "members_share":
        return Takes()
    wanted = goal.target * figure.denominator / (100 * WHOLE)
    if goal.smaller_is_better:
        return Takes(members=figure.numerator - floor(wanted))
    return Takes(members=ceil(wanted) - figure.numerator)


def _standing(goal: Goal, figure: Figure, left: int, days: int) -> Standing:
    if figure.value is None:
        return "no_figure"
    if goal.is_reached(figure.value) and (not goal.smaller_is_better or not left):
        return "reached"
    if not left:
        return "missed"
    if goal.figure in GROWING:
        gone = days - left
        return "on_track" if figure.value * days >= goal.target / WHOLE * gone and gone else "behind"
    return "on_track" if goal.is_reached(figure.value) else "behind"


def kept_result(told: Progress) -> Mapping[str, Any]:
    """Return what is kept of a period that is over, so that it stands even where settings change later."""
    whole = told.document()
    return {key: whole[key] for key in ("goal", "figure", "branch", "start", "end", "target", "standing")} | {
        "value": None if told.figure.value is None else str(told.figure.value),
        "numerator": told.figure.numerator,
        "denominator": told.figure.denominator,
    }
