"""The reports screen's `ReportsDesk` over the real till. No Qt. Nothing is written, so training sees all of it.

What must hold: who may not see figures gets none, who may not see all branches gets their own alone, whatever the
screen asked for. Columns are loaded once a visit and kept until somebody asks for them anew.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from desktop.reports.board import Board
from desktop.reports.groups import groups_of
from desktop.ui.approval.seat import Seat
from desktop.ui.reports.desk import Asked, Choices
from desktop.usecases.authority import acts_of
from desktop.usecases.branches import list_branches
from loyalty.documents import Text
from loyalty.errors import require

if TYPE_CHECKING:
    from desktop.reports.figures.document import Shop


class TillReports:
    """`choices` runs in the database lane, `board` beside it: figures are many, and a sale must not wait for them."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._shop: Shop | None = None
        self._lock = Lock()

    def choices(self) -> Choices:
        """Return what may be looked at."""
        till = self._seat.till
        acts = acts_of(till, self._seat.session)
        whole = "see_all_branches" in acts
        found = [one for one in list_branches(till) if whole or one.here]
        branches = tuple((one.branch_id, one.name or one.branch_id) for one in found)
        see = "see_figures" in acts
        return Choices(till.today(), branches, whole, see, self._groups() if see else ())

    def _groups(self) -> tuple[tuple[str, Text], ...]:
        with self._seat.till.read() as db:
            return groups_of(db)

    def forget(self) -> None:
        """Read the file anew at the next page."""
        self._shop = None

    def board(self, asked: Asked) -> Board:
        """Return a page."""
        # Brings numpy: what no start of the till may wait for.
        from desktop.reports.boards.reading import Wanted, load_shop, read_board
        from desktop.reports.figures.periods import Period

        may = self.choices()
        known = asked.branch in {key for key, _ in may.branches} or (may.all_branches and not asked.branch)
        require(may.see and known, "figures_hidden")
        period = Period(asked.since, asked.until)
        against = Period(*asked.against) if asked.against else None
        how = (asked.calendar, asked.lang, against, asked.who)
        wanted = Wanted(asked.page, period, asked.branch, asked.chosen, *how)
        with self._lock:
            shop = self._shop
            if shop is None or shop.settings.as_of != asked.until:
                shop = self._shop = load_shop(self._seat.till, asked.until)
        return read_board(self._seat.till, shop, wanted)
