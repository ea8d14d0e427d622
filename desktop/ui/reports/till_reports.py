"""The reports screen's `ReportsDesk` over the real till. No Qt. Only goals are written, and not in training.

What must hold: who may not see figures gets none, who may not see all branches gets their own alone, whatever the
screen asked for. What was read of the file once is not read again; `forget` has it look for what is new.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from desktop.reports.board import Aim, Board
from desktop.reports.groups import groups_of
from desktop.ui.approval.seat import Seat
from desktop.ui.charts.make import get_ready
from desktop.ui.reports.cost_editing import CostsFound
from desktop.ui.reports.desk import Asked, Choices
from desktop.ui.reports.silent import Silent, silent_places
from desktop.usecases.authority import acts_of
from desktop.usecases.branches import list_branches
from desktop.usecases.exchange.standing import heard_elsewhere
from desktop.usecases.fixed_costs import cost_rows, put_cost
from desktop.usecases.goals import drop_goal, goal_rows, set_goal
from desktop.usecases.offers import list_offers
from loyalty.documents import Text
from loyalty.errors import require
from loyalty.goals import parse_goals
from loyalty.words import Lang

if TYPE_CHECKING:
    from desktop.reports.figures.document import Shop

LATE_DAYS = 7
"""After how many days a branch that was not heard of is told beside the figures."""
BOARDS = 24
"""Pages kept as they were counted, until the file is read anew."""
_NEEDED = ("desktop.reports.boards.reading", "scipy.optimize", "scipy.special")
KEEPING = 5.0
"""Seconds at most for writing down columns at a time: closing the program waits for it."""


class TillReports:
    """`choices` runs in the database lane, `board` beside it: figures are many, and a sale must not wait for them."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._shop: Shop | None = None
        self._stale = True
        self._boards: dict[Asked, Board] = {}
        self._lock = Lock()

    def choices(self) -> Choices:
        """Return what may be looked at."""
        till = self._seat.till
        acts = acts_of(till, self._seat.session)
        whole = "see_all_branches" in acts
        found = [one for one in list_branches(till) if whole or one.here]
        branches = tuple((one.branch_id, one.name or one.branch_id) for one in found)
        see = "see_figures" in acts
        groups, sets = self._groups() if see else (), "set_policy" in acts
        return Choices(
            till.today(),
            branches,
            whole,
            see,
            groups,
            sets,
            till.shop.currency,
            self._silent() if whole else (),
        )

    def _silent(self) -> tuple[Silent, ...]:
        till = self._seat.till
        late = till.today() - dt.timedelta(days=LATE_DAYS)
        heard = ((one.branch, one.code, one.last_at or 0) for one in heard_elsewhere(till))
        return silent_places(heard, till.shop.zone, late)

    def _groups(self) -> tuple[tuple[str, Text], ...]:
        with self._seat.till.read() as db:
            return groups_of(db)

    def forget(self) -> None:
        """Read the file anew at the next page."""
        self._stale = True

    def board(self, asked: Asked) -> Board:
        """Return a page."""
        # Brings numpy: what no start of the till may wait for.
        from desktop.reports.boards.reading import Wanted, read_board
        from desktop.reports.figures.periods import Period

        may = self.choices()
        known = asked.branch in {key for key, _ in may.branches} or (may.all_branches and not asked.branch)
        require(may.see and known, "figures_hidden")
        period = Period(asked.since, asked.until)
        against = Period(*asked.against) if asked.against else None
        how = (asked.calendar, asked.lang, against, asked.who, asked.soon)
        wanted = Wanted(asked.page, period, asked.branch, asked.chosen, *how)
        with self._lock:
            made = None if self._stale else self._boards.get(asked)
        if made is None:
            shop = self._loaded(asked.until)
            made = read_board(self._seat.till, shop, wanted)
            self._remember(asked, made, shop)
        return made

    def _remember(self, asked: Asked, made: Board, shop: Shop) -> None:
        with self._lock:
            if self._stale or shop is not self._shop:  # counted of what was read before: shown, not kept
                return
            if len(self._boards) >= BOARDS:
                self._boards.clear()
            self._boards[asked] = made

    def _loaded(self, as_of: dt.date) -> Shop:
        from desktop.reports.boards.reading import load_shop

        with self._lock:
            shop = self._shop
            if self._stale:
                self._boards.clear()
            if shop is None or self._stale or shop.settings.as_of != as_of:
                self._stale = False
                shop = self._shop = load_shop(self._seat.till, as_of, shop)
            return shop

    def write_paper(self, paper: str, asked: Asked, path: Path) -> None:
        """Write a paper of what is looked at."""
        from desktop.reports.club_papers import Order, write_club_paper
        from desktop.reports.figures.periods import Period

        order = Order(Period(asked.since, asked.until), asked.branch or None, asked.calendar, asked.lang)
        write_club_paper(self._seat.till, self._seat.session, paper, order, path)

    def goals(self) -> tuple[dict[str, Any], ...]:
        """Return the goals as documents."""
        with self._seat.till.read() as db:
            return goal_rows(db)

    def try_goal(self, row: dict[str, Any], lang: Lang) -> Aim:
        """Return how a goal would stand now."""
        from desktop.reports.boards.reading import read_aim

        (goal,) = parse_goals({"goals": [row]})
        tomorrow = self._seat.till.today() + dt.timedelta(days=1)
        return read_aim(self._seat.till, self._loaded(tomorrow), goal, lang)

    def set_goal(self, row: dict[str, Any]) -> None:
        """Set a goal or change it."""
        self._seat.refuse_training()
        set_goal(self._seat.till, self._seat.session, row)
        self.forget()

    def stop_goal(self, goal_id: str) -> None:
        """Take a goal back."""
        self._seat.refuse_training()
        drop_goal(self._seat.till, self._seat.session, goal_id)
        self.forget()

    def costs(self) -> CostsFound:
        """Return the costs written by hand, and the offers one may belong to."""
        till = self._seat.till
        with till.read() as db:
            rows = cost_rows(db)
        offers = [one.published.offer for one in list_offers(till)]
        return CostsFound(rows, tuple((one.offer_id, one.name) for one in offers))

    def put_cost(self, row: dict[str, Any] | None, before: dict[str, Any] | None) -> None:
        """Write a cost, change it or take it back."""
        self._seat.refuse_training()
        put_cost(self._seat.till, self._seat.session, row, before)
        self.forget()

    def read_ahead(self) -> None:
        """Import what the first page needs and read what it is made of, for whoever may see it.

        Its click would wait for that: some seconds in a large shop on a slow machine.
        """
        if not self.choices().see:
            return
        get_ready()
        for module in _NEEDED:
            import_module(module)
        self._loaded(self._seat.till.today() + dt.timedelta(days=1)).work_out()

    def keep(self, go_on: Callable[[], None]) -> None:
        """Write down for the next start of the program what was read row by row."""
        from desktop.reports.figures.keeping import for_seconds, keep_columns

        in_time = for_seconds(KEEPING)

        def more() -> bool:
            go_on()
            return in_time()

        keep_columns(self._seat.till, more)
