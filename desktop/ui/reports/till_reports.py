"""The reports screen's `ReportsDesk` over the real till. No Qt. Nothing is acted on, so training sees all of it.

What must hold: who may not see figures gets none, who may not see all branches gets their own alone, whatever the
screen asked for. What was read of the file once is not read again; `forget` has it look for what is new.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING

from desktop.reports.board import Board
from desktop.ui.approval.seat import Seat
from desktop.ui.charts.make import get_ready
from desktop.ui.reports.desk import Asked, Choices
from desktop.usecases.authority import acts_of
from desktop.usecases.branches import list_branches
from loyalty.errors import require

if TYPE_CHECKING:
    from desktop.reports.figures.document import Shop

BOARDS = 24
"""Pages kept as they were counted, until the file is read anew."""
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
        return Choices(till.today(), branches, whole, "see_figures" in acts)

    def forget(self) -> None:
        """Read the file anew at the next page."""
        self._stale = True

    def board(self, asked: Asked) -> Board:
        """Return a page."""
        # Brings numpy: what no start of the till may wait for.
        from desktop.reports.boards.reading import Wanted, load_shop, read_board
        from desktop.reports.figures.periods import Period

        may = self.choices()
        known = asked.branch in {key for key, _ in may.branches} or (may.all_branches and not asked.branch)
        require(may.see and known, "figures_hidden")
        period = Period(asked.since, asked.until)
        wanted = Wanted(asked.page, period, asked.branch, asked.chosen, asked.calendar, asked.lang)
        with self._lock:
            if self._stale:
                self._boards.clear()
            made = self._boards.get(asked)
            if made is not None:
                return made
            shop = self._shop
            if shop is None or self._stale or shop.settings.as_of != asked.until:
                self._stale = False
                shop = self._shop = load_shop(self._seat.till, asked.until, shop)
        made = read_board(self._seat.till, shop, wanted)
        with self._lock:
            if len(self._boards) >= BOARDS:
                self._boards.clear()
            self._boards[asked] = made
        return made

    def keep(self, go_on: Callable[[], None]) -> None:
        """Write down for the next start of the program what was read row by row."""
        from desktop.reports.figures.keeping import for_seconds, keep_columns

        in_time = for_seconds(KEEPING)

        def more() -> bool:
            go_on()
            return in_time()

        keep_columns(self._seat.till, more)


def warm_up() -> None:
    """Import what the first page needs, for which its click would wait: most of a second on a slow machine."""
    get_ready()
    import_module("desktop.reports.boards.reading")
