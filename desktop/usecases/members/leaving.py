"""A member leaves the club: their words stay with their purchases until they ask for erasure, their credit ends.

Credit is not lost in silence: with some left, leaving is refused with the sums until somebody confirms that the
member knows, and the entry that ends it is signed like any entry by hand.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.queries.members import set_of
from desktop.usecases.authority import authorise
from desktop.usecases.members.ending import Holdings, end_holdings, holdings
from desktop.usecases.members.naming import active_member
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.errors import require
from loyalty.kinds import MemberGone

REASON = "left"


@dataclass(frozen=True, slots=True)
class Left:
    """A member who left, and what ended with it."""

    member_id: str
    credit_ended: int
    points_ended: int


def preview_leave(till: Till, member_id: str) -> Holdings:
    """Return what would end if a member left now."""
    with till.read() as db:
        return holdings(db, active_member(db, member_id).member_id, till.now())


def leave(
    till: Till,
    session: Session,
    member_id: str,
    *,
    end_credit: bool = False,
    approval: Session | None = None,
) -> Left:
    """Let a member leave under all their ids; raises `leave_ends_credit` unless `end_credit` or nothing is held.

    Ending credit or points takes who may adjust.
    """
    authorise(till, session, "change_member", approval, doing="end_membership")
    ending = preview_leave(till, member_id)
    require(end_credit or not ending.lots, "leave_ends_credit", credit=ending.credit, points=ending.points)
    by_hand = authorise(till, session, "adjust", approval, doing="end_membership") if ending.lots else None
    approvals = by_hand.approvals if by_hand else ()
    with till.transaction(session.staff_id) as tx:
        chief = active_member(tx, member_id).member_id
        ended = end_holdings(tx, chief, REASON, approvals)
        for one in set_of(tx, chief):
            tx.record("member.left", MemberGone(one))
        return Left(chief, ended.credit, ended.points)
