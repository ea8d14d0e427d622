"""Approvals over the real till: who else works here and may do an act, and the check of their PIN. No Qt."""

from __future__ import annotations

from desktop.ui.approval.seat import Seat
from desktop.ui.approval.shown import Approver
from desktop.usecases.policies import rules_now
from desktop.usecases.sign_in import Session, approve, lock, people
from loyalty.access import OWNER, may
from loyalty.documents import Text


class TillApprovals:
    """Runs in the database lane."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def currency(self) -> str:
        """Return the shop's money."""
        return self._seat.till.shop.currency

    def approvers(self, act: str) -> tuple[Approver, ...]:
        """Return who else may do an act here; in training nobody is asked, because nothing is written."""
        self._seat.refuse_training()
        till = self._seat.till
        with till.read() as db:
            access = rules_now(db).access
        names = {level.level: level.name for level in access.levels}
        return tuple(
            Approver(staff.staff_id, staff.name, names.get(staff.level, Text(staff.level, staff.level)))
            for staff in sorted(people(till), key=lambda staff: staff.level == OWNER)
            if staff.staff_id != self._seat.session.staff_id and may(access, staff.level, act)
        )

    def approve(self, staff_id: str, pin: str) -> Session:
        """Return another person's session for one approval."""
        return approve(self._seat.till, staff_id, pin)

    def release(self, approval: Session) -> None:
        """Forget the approver's key."""
        lock(approval)
