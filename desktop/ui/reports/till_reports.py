"""The reports screen's `ReportsDesk` over the real till. No Qt. Nothing is written, so training sees all of it.

What must hold: who may not see figures gets none, who may not see all branches gets their own alone, whatever the
screen asked for. Columns are loaded once a visit and kept until somebody asks for them anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

from desktop.models.queries.members import sets_of
from desktop.models.sources import Reader
from desktop.reports.board import Board, Listing, Row
from desktop.ui.approval.seat import Seat
from desktop.ui.reports.desk import Asked, Choices
from desktop.usecases.authority import acts_of
from desktop.usecases.branches import list_branches
from desktop.usecases.members.naming import words_without_cards
from desktop.usecases.policies import rules_now
from desktop.usecases.staff import list_staff
from loyalty.errors import LoyaltyError

if TYPE_CHECKING:
    import datetime as dt

    from desktop.reports.boards.lens import Lens, Names
    from desktop.reports.figures.document import Shop


@dataclass(slots=True)
class _Kept:
    as_of: dt.date
    shop: Shop


class TillReports:
    """`choices` runs in the database lane, `board` beside it: figures are many, and a sale must not wait for them."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._kept: _Kept | None = None
        self._lock = Lock()

    def choices(self) -> Choices:
        """Return what may be looked at."""
        acts = acts_of(self._seat.till, self._seat.session)
        whole = "see_all_branches" in acts
        branches = tuple(
            (one.branch_id, one.name or one.branch_id) for one in self._branches() if whole or one.here
        )
        return Choices(self._seat.till.today(), branches, whole, "see_figures" in acts)

    def forget(self) -> None:
        """Read the file anew at the next page."""
        self._kept = None

    def board(self, asked: Asked) -> Board:
        """Return a page."""
        from desktop.reports.boards.pages import board

        may = self.choices()
        if not may.see or (asked.branch not in {key for key, _ in may.branches} and not may.all_branches):
            raise LoyaltyError("figures_hidden")
        with self._lock, self._seat.till.read() as db:
            lens = self._lens(db, asked, may)
            made = board(asked.page, lens, asked.chosen)
            return self._with_names(db, made)

    def _branches(self):  # type: ignore[no-untyped-def]
        return list_branches(self._seat.till)

    def _lens(self, db: Reader, asked: Asked, may: Choices) -> Lens:
        from desktop.reports.boards.lens import Lens
        from desktop.reports.figures.periods import Period

        return Lens(
            self._shop(db, asked.until),
            db,
            Period(asked.since, asked.until),
            may.today,
            asked.branch,
            asked.calendar,
            self._names(db, asked),
        )

    def _shop(self, db: Reader, as_of: dt.date) -> Shop:
        from desktop.reports.figures.document import read_shop

        if self._kept is None or self._kept.as_of != as_of:
            self._kept = _Kept(as_of, read_shop(db, as_of, self._seat.till.shop))
        return self._kept.shop

    def _names(self, db: Reader, asked: Asked) -> Names:
        from desktop.reports.boards.lens import Names

        lang = "fa" if asked.calendar == "jalali" else "en"
        staff = {one.staff_id: one.name for one in list_staff(self._seat.till, everybody=True)}
        groups = {key: group.name.of(lang) for key, group in rules_now(db).groups.by_id.items()}  # type: ignore[arg-type]
        return Names({one.branch_id: one.name for one in self._branches()}, staff, groups)

    def _with_names(self, db: Reader, made: Board) -> Board:
        ids = {row.member for listing in made.listings for row in listing.rows if row.member}
        if not ids:
            return made
        people = words_without_cards(db, sets_of(db, sorted(ids)))
        names = {key: person.name for key, person in people.items() if person.name}
        return replace(made, listings=tuple(_named(listing, names) for listing in made.listings))


def _named(listing: Listing, names: Mapping[str, str]) -> Listing:
    place = next((n for n, column in enumerate(listing.columns) if column.key == "member"), None)
    if place is None:
        return listing
    return replace(listing, rows=tuple(_row(row, place, names) for row in listing.rows))


def _row(row: Row, place: int, names: Mapping[str, str]) -> Row:
    name = names.get(row.member)
    if not name:
        return row
    return Row((*row.cells[:place], name, *row.cells[place + 1 :]), row.member)
