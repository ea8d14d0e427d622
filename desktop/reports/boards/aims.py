"""The board of goals, and the quiet notes: what the running periods reached, what it takes, what drifted."""

from __future__ import annotations

import datetime as dt

from desktop.reports.board import Aim, Board, Column, Listing, Remark, Row
from desktop.reports.boards.lens import Lens
from desktop.reports.boards.tiles import UNITS
from desktop.reports.figures.document import branches_shown
from desktop.reports.figures.drift import Note, notes
from desktop.reports.figures.progress import Progress, ended, progress, running
from desktop.reports.series import Label, Value
from desktop.usecases.goals import goals_now
from loyalty.goals import Goal

_PAST = (
    Column("figure", "label"),
    Column("branch", "label"),
    Column("first_day", "day"),
    Column("last_day", "day"),
    Column("target", "count"),
    Column("value", "count"),
    Column("standing", "label"),
)
_WHERE = {"churn_rate": "staying", "net_sales": "sales", "purchases": "sales", "aov": "sales"}
MOST_PAST = 6


def aims(lens: Lens) -> tuple[Aim, ...]:
    """Return how the goals of the branches looked at stand today."""
    wanted = [goal for goal in goals_now(lens.db) if not lens.branch or goal.branch in ("", lens.branch)]
    alive = [goal for goal in wanted if goal.since <= lens.today and (goal.until or lens.today) >= lens.today]
    return tuple(aim_of(lens, goal) for goal in alive)


def aim_of(lens: Lens, goal: Goal) -> Aim:
    """Return how a goal stands today, set or only thought of."""
    return _aim(lens, progress(lens.shop, goal, running(goal, lens.today), lens.book.as_of))


def goals(lens: Lens) -> Board:
    """Return every goal with its progress, and how the periods before ended."""
    rows = []
    for goal in goals_now(lens.db):
        for period in ended(goal, lens.today, MOST_PAST):
            rows.append(_row(lens, progress(lens.shop, goal, period, lens.book.as_of)))
    listing = Listing("past_goals", _PAST, tuple(rows), len(rows), "" if rows else "no_past_goals")
    return Board("goals", aims=aims(lens), listings=(listing,))


def _aim(lens: Lens, told: Progress) -> Aim:
    unit = UNITS.get(told.goal.figure, "count")
    whole: Value = round(told.target) if unit in ("money", "count") else told.target
    each = told.takes.each_day
    return Aim(
        told.goal.figure,
        unit,
        whole,
        _value(told, unit),
        told.reached_percent,
        told.period.since,
        told.period.until,
        told.standing,
        told.days_left,
        None if each is None else -(-int(each * 100) // 100),
        told.takes.members,
        lens.names.branch(told.goal.branch) if told.goal.branch else None,
        told.goal.goal_id,
    )


def _value(told: Progress, unit: str) -> Value:
    value = told.figure.value
    return round(value) if value is not None and unit in ("money", "count") else value


def _row(lens: Lens, told: Progress) -> Row:
    unit = UNITS.get(told.goal.figure, "count")
    branch = lens.names.branch(told.goal.branch) if told.goal.branch else Label("all_branches")
    target = round(told.target) if unit != "percent" else told.target
    last = told.period.until - dt.timedelta(days=1)
    cells = Label(told.goal.figure), branch, told.period.since, last, target, _value(told, unit)
    return Row((*cells, Label(told.standing)))


def drifted(lens: Lens) -> tuple[Remark, ...]:
    """Return a remark for each figure that left its usual range."""
    if lens.branch:  # what all branches do is no word about one of them
        found = notes(lens.book, (lens.branch,), whole=False)
    else:
        found = notes(lens.book, branches_shown(lens.book))
    return tuple(_remark(lens, note) for note in found)


def _remark(lens: Lens, note: Note) -> Remark:
    unit = UNITS.get(note.figure, "count")
    where = lens.names.branch(note.branch) if note.branch else Label("all_branches")
    middle = (note.low + note.high) / 2
    values = Label(note.figure), where, note.weeks, note.since, note.now, middle, Label(unit)
    page = "branches" if note.branch else _WHERE.get(note.figure, "members")
    return Remark("drift_up" if note.rising else "drift_down", values, page)
