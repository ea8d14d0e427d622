"""A member is forgotten: key, words, cards, notes, waiting slips and parked baskets go, for ever and everywhere here.

The chain keeps only random ids and words nobody can open, so it still verifies, and past figures count a member
without a name. A backup that is put back has the erasure applied again before it opens.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.queries.members import member, set_of, survivor
from desktop.usecases.authority import authorise
from desktop.usecases.members.ending import end_holdings, holdings
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError, require
from loyalty.kinds import MemberGone

REASON = "erased"


@dataclass(frozen=True, slots=True)
class Erased:
    """A member who was forgotten under all their ids, and what ended with it."""

    member_id: str
    ids: tuple[str, ...]
    credit_ended: int
    points_ended: int


def erase(
    till: Till, session: Session, member_id: str, *, confirmed: bool = False, approval: Session | None = None
) -> Erased:
    """Erase a person under all their ids; whoever left before may be erased too.

    Raises `erase_unconfirmed`, `member_unknown`, `member_erased`, and `not_allowed` to who may not.
    """
    authority = authorise(till, session, "erase_member", approval)
    ending = _check(till, member_id)
    require(confirmed, "erase_unconfirmed")
    # What ends with the member is an entry by hand and is signed by who may make one.
    by_hand = authorise(till, session, "adjust", approval, doing="erase_member").approvals if ending else ()
    with till.transaction(session.staff_id) as tx:
        chief = survivor(tx, member_id)
        ended = end_holdings(tx, chief, REASON, by_hand)
        ids = set_of(tx, chief)
        for one in ids:
            tx.record("member.erased", MemberGone(one), approvals=authority.approvals)
    # The log of writes still holds the old pages until it is cut to nothing.
    till.store.empty_log()
    return Erased(chief, ids, ended.credit, ended.points)


def _check(till: Till, member_id: str) -> bool:
    """Say whether a member who may be erased still holds something."""
    with till.read() as db:
        row = member(db, survivor(db, member_id))
        if row is None:
            raise LoyaltyError("member_unknown", member=member_id[:40])
        require(row.state != "erased", "member_erased")
        return bool(holdings(db, row.member_id, till.now()).lots)
