"""Costs the till cannot know, under somebody's hands: written, changed, taken back. No Qt.

What must hold: nothing is published before it is asked for; what is wrong is said at its field and the form stays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple, Protocol

from desktop.ui.approval.desk import sentence
from desktop.ui.reports.cost_values import NEW, CostTyped, CostView, Named, ShownCosts
from desktop.ui.tasks import Tasks
from loyalty.documents import Text, read_day, read_text
from loyalty.errors import LoyaltyError, require
from loyalty.words import Lang

_FIELDS = {"name_missing": "name", "cost_amount_missing": "amount", "cost_days_backwards": "days"}


class CostsFound(NamedTuple):
    """The costs as documents, and the offers one may belong to."""

    rows: tuple[dict[str, Any], ...]
    offers: tuple[tuple[str, Text], ...]


class CostDesk(Protocol):
    """The readings and writings of costs. All run in the database lane."""

    def costs(self) -> CostsFound:
        """Return the costs that stand."""
        ...

    def put_cost(self, row: dict[str, Any] | None, before: dict[str, Any] | None) -> None:
        """Write a cost, change it or (None) take it back."""
        ...


class CostEditing:
    """Handlers are `on_<what a person did>`; `changed` is called when costs are others than before."""

    def __init__(
        self,
        view: CostView,
        tasks: Tasks,
        desk: CostDesk,
        *,
        lang: Callable[[], Lang],
        changed: Callable[[], None],
    ) -> None:
        self._view, self._tasks, self._desk = view, tasks, desk
        self._lang, self._changed = lang, changed
        self._found = CostsFound((), ())
        self._branches: Named = ()
        self._today = dt.date.min

    def begin(self, branches: Named, today: dt.date) -> None:
        """Open the list, with the form of a new cost."""
        self._branches, self._today = branches, today
        self._tasks.local(self._desk.costs, self._take, self._fail)

    def on_picked(self, place: int) -> None:
        """A cost of the list is to be changed, or (`NEW`) another written."""
        self._show(self._typed(place) if place != NEW else self._fresh())

    def on_saved(self, typed: CostTyped) -> None:
        """Write it."""
        try:
            row = _row(typed)
        except LoyaltyError as error:
            self._fail(error)
            return
        self._put(row, typed.place)

    def on_dropped(self, place: int) -> None:
        """Take it back."""
        self._put(None, place)

    def _put(self, row: dict[str, Any] | None, place: int) -> None:
        before = self._found.rows[place] if place != NEW else None
        if row and before and row["name"] == self._typed(place).name:
            # Nobody changed it: it keeps its other language, which the form does not show.
            row = row | {"name": before["name"]}
        self._tasks.local(partial(self._desk.put_cost, row, before), lambda _: self._done(), self._fail)

    def _done(self) -> None:
        self._changed()
        self._tasks.local(self._desk.costs, self._take, self._fail)

    def _take(self, found: CostsFound) -> None:
        self._found = found
        self._show(self._fresh())

    def _show(self, typed: CostTyped) -> None:
        lang = self._lang()
        costs = sorted(map(self._typed, range(len(self._found.rows))), key=lambda one: one.last, reverse=True)
        offers = tuple((key, name.of(lang)) for key, name in self._found.offers)
        self._view.show_costs(ShownCosts(tuple(costs), typed, self._branches, offers))

    def _fresh(self) -> CostTyped:
        return CostTyped(NEW, "", None, self._today, self._today)

    def _typed(self, place: int) -> CostTyped:
        row = self._found.rows[place]
        name = read_text(row["name"], "name").of(self._lang())
        days = read_day(row["from"], "from"), read_day(row["to"], "to")
        belongs = row.get("branch") or "", row.get("campaign") or ""
        return CostTyped(place, name, row["amount"], *days, *belongs)

    def _fail(self, error: LoyaltyError) -> None:
        self._view.show_cost_problem(_FIELDS.get(error.code, ""), sentence(error, self._lang()))


def _row(typed: CostTyped) -> dict[str, Any]:
    """Return the row of a document; raises `name_missing`, `cost_amount_missing`, `cost_days_backwards`."""
    name = typed.name.strip()
    require(name, "name_missing")
    require(typed.amount, "cost_amount_missing")
    require(typed.since <= typed.last, "cost_days_backwards", end=typed.last)
    row = {
        "name": name,
        "amount": typed.amount,
        "from": typed.since.isoformat(),
        "to": typed.last.isoformat(),
    }
    row |= {"branch": typed.branch} if typed.branch else {}
    return row | ({"campaign": typed.campaign} if typed.campaign else {})
