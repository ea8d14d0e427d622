"""A goal under somebody's hands: set, changed or stopped, with how it would stand told while they write. No Qt.

What must hold: nothing is published before it is asked for; what is wrong is said in a sentence and the form stays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any, Protocol

from desktop.reports.board import Aim
from desktop.ui.approval.desk import sentence
from desktop.ui.reports.goal_values import MONEY, GoalTyped, GoalView
from desktop.ui.tasks import Job, Tasks
from loyalty.errors import LoyaltyError
from loyalty.goals import PERCENT
from loyalty.money import exponent_of
from loyalty.words import Lang, digits, fold_digits, format_int

_SEPARATORS = str.maketrans("٫", ".", "٬,٪% \u200c\u200e\u200f\u061c\u2066\u2067\u2068\u2069")


class GoalDesk(Protocol):
    """The readings and writings of goals."""

    def goals(self) -> tuple[dict[str, Any], ...]:
        """Return the goals as documents. Runs in the database lane."""
        ...

    def try_goal(self, row: dict[str, Any], lang: Lang) -> Aim:
        """Return how a goal would stand now; raises what `parse_goals` raises. Runs beside the lanes."""
        ...

    def set_goal(self, row: dict[str, Any]) -> None:
        """Set a goal or change it. Runs in the database lane."""
        ...

    def stop_goal(self, goal_id: str) -> None:
        """Take a goal back. Runs in the database lane."""
        ...


class GoalEditing:
    """Handlers are `on_<what a person did>`; `changed` is called when goals are others than before."""

    def __init__(
        self,
        view: GoalView,
        tasks: Tasks,
        desk: GoalDesk,
        *,
        lang: Callable[[], Lang],
        calendar: Callable[[], str],
        currency: Callable[[], str],
        changed: Callable[[], None],
    ) -> None:
        self._view, self._tasks, self._desk = view, tasks, desk
        self._lang, self._calendar, self._currency, self._changed = lang, calendar, currency, changed
        self._rows: tuple[dict[str, Any], ...] = ()
        self._trying = Job(ended=True)

    def begin(self, goal_id: str, branches: tuple[tuple[str, str], ...], today: dt.date) -> None:
        """Open a goal, or ('') the form of a new one."""

        def found(rows: tuple[dict[str, Any], ...]) -> None:
            self._rows = rows
            row = next((one for one in rows if one["id"] == goal_id), None)
            self._view.show_goal(self._typed(row) if row else self._fresh(today), branches)

        self._tasks.local(self._desk.goals, found, self._fail)

    def _fresh(self, today: dt.date) -> GoalTyped:
        known = {row["id"] for row in self._rows}
        number = next(n for n in range(1, len(known) + 2) if f"goal-{n}" not in known)
        return GoalTyped(f"goal-{number}", "net_sales", "", "month", "", today)

    def _typed(self, row: dict[str, Any]) -> GoalTyped:
        until = row.get("to")
        return GoalTyped(
            row["id"],
            row["figure"],
            self._target_text(row["figure"], str(row["target"])),
            row["every"],
            row.get("branch", ""),
            dt.date.fromisoformat(row["from"]),
            dt.date.fromisoformat(until) if until else None,
        )

    def _target_text(self, figure: str, target: str) -> str:
        """Return a target as people write it: money in its large unit."""
        value = Decimal(target)
        if figure in MONEY:
            value = value.scaleb(-exponent_of(self._currency()))
        whole = value == value.to_integral_value()
        return format_int(int(value), self._lang()) if whole else digits(f"{value:f}", self._lang())

    def on_typed(self, typed: GoalTyped) -> None:
        """Something was written: say how it would stand."""
        self._trying.cancel()
        if not typed.target.strip():
            self._view.show_goal_told(None, "")
            return
        try:
            row = self._row(typed)
        except LoyaltyError as error:
            self._fail(error)
            return
        self._trying = self._tasks.long(
            lambda _: self._desk.try_goal(row, self._lang()),
            lambda aim: self._view.show_goal_told(aim, ""),
            self._fail,
        )

    def on_saved(self, typed: GoalTyped) -> None:
        """Set it."""
        try:
            row = self._row(typed)
        except LoyaltyError as error:
            self._fail(error)
            return
        self._tasks.local(partial(self._desk.set_goal, row), self._done, self._fail)

    def on_stopped(self, goal_id: str) -> None:
        """Take it back; what its periods came to stays."""
        self._tasks.local(partial(self._desk.stop_goal, goal_id), self._done, self._fail)

    def _done(self, _: None) -> None:
        self._trying.cancel()
        self._view.show_goal(None, ())
        self._changed()

    def _row(self, typed: GoalTyped) -> dict[str, Any]:
        before = next((row for row in self._rows if row["id"] == typed.goal_id), {})
        row = {
            "id": typed.goal_id,
            "figure": typed.figure,
            "target": target_of(typed.target, typed.figure, self._currency()),
            "every": typed.every,
            "calendar": before.get("calendar", self._calendar()),
            "from": typed.since.isoformat(),
        }
        row |= {"branch": typed.branch} if typed.branch else {}
        return row | ({"to": typed.until.isoformat()} if typed.until else {})

    def _fail(self, error: LoyaltyError) -> None:
        self._view.show_goal_told(None, sentence(error, self._lang()))


def target_of(text: str, figure: str, currency: str) -> str:
    """Return a target as documents write it: money in its smallest unit; raises `goal_target_unread`."""
    try:
        value = Decimal(fold_digits(text).translate(_SEPARATORS))
    except InvalidOperation as problem:
        raise LoyaltyError("goal_target_unread", text=text.strip()) from problem
    if not value.is_finite() or value <= 0 or (figure in PERCENT and value > 100):
        raise LoyaltyError("goal_target_unread", text=text.strip())
    if figure in MONEY:
        value = value.scaleb(exponent_of(currency)).to_integral_value()
    return f"{value:f}"
