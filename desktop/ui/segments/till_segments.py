"""The segments screen's `SegmentsDesk` over the real till. No Qt. Only drawn segments are recorded, not in training.

What must hold: who may not see figures gets none, who may not see all branches gets their own alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.ui.approval.seat import Seat
from desktop.ui.parts.conditions.behind import Surroundings, TillOffers
from desktop.ui.parts.conditions.values import ShownReach
from desktop.ui.segments.desk import Standing, Told
from desktop.usecases.authority import acts_of, authorise, may_do
from desktop.usecases.segments import remove_segment, segments_now, set_segment, show_segment
from loyalty.conditions.atoms import Condition
from loyalty.words import Lang

if TYPE_CHECKING:
    from desktop.reports.audiences import Audiences
    from desktop.reports.members_list import ListedMember, MembersList


class TillSegments:
    """`standing` runs in the database lane, all else beside it: the whole club is read, and a sale must not wait."""

    def __init__(self, seat: Seat) -> None:
        self._seat, self._offers = seat, TillOffers(seat)

    def standing(self) -> Standing:
        """Return what may be done, and what was drawn."""
        till = self._seat.till
        with till.read() as db:
            drawn = tuple((one.segment, one.name) for one in segments_now(db).values())
        return Standing(acts_of(till, self._seat.session), drawn)

    def audiences(self) -> Audiences:
        """Return the club by class."""
        # Brings numpy: what no start of the till may wait for.
        from desktop.reports.audiences import read_audiences

        till, session = self._seat.till, self._seat.session
        whole = may_do(till, session, "see_all_branches")
        return read_audiences(till, session, None if whole else till.shop.branch_id)

    def drawn(self, found: Audiences, told: Told) -> dict[str, tuple[ListedMember, ...]]:
        """Return who is in each drawn segment."""
        from desktop.reports.audiences import drawn_members

        return drawn_members(self._seat.till, found, told)

    def export(self, members: MembersList, path: Path, lang: Lang) -> None:
        """Write members into a file."""
        from desktop.reports.csv_sheet import write_csv
        from desktop.reports.report_sheets import members_sheet
        from desktop.reports.xlsx import write_xlsx

        authorise(self._seat.till, self._seat.session, "export")
        sheet = members_sheet(members, lang)
        if path.suffix.lower() == ".csv":
            write_csv(path, sheet)
        else:
            write_xlsx(path, (sheet,))

    def surroundings(self) -> Surroundings:
        """Return the shop around a segment."""
        return self._offers.surroundings()

    def document(self, segment: str) -> dict[str, Any]:
        """Return a segment's document, a new one for ''."""
        till = self._seat.till
        if not segment:
            return {"id": f"segment-{till.new_id()}"}
        with till.read() as db:
            return dict(show_segment(db, segment).document)

    def reach(self, condition: Condition, told: Told) -> ShownReach:
        """Count who meets a condition now."""
        return self._offers.reach(condition, told)

    def set_segment(self, document: dict[str, Any]) -> None:
        """Publish a segment or its next version."""
        self._seat.refuse_training()
        set_segment(self._seat.till, self._seat.session, document)

    def remove_segment(self, segment: str) -> None:
        """Remove a segment."""
        self._seat.refuse_training()
        remove_segment(self._seat.till, self._seat.session, segment)
