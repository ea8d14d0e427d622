"""Two members turn out to be one person, or not after all: a union of sets that any till may make in any order.

Nothing is moved and nothing is lost: sales, lots, cards and words stay with the id they were made for, and the person
is read over all of them. So a split brings back exactly what was merged.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from desktop.models.log import Tx
from desktop.models.queries.members import member, pairs, set_of, survivor
from desktop.usecases.authority import Authority, authorise
from desktop.usecases.members.naming import active_member
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError, require
from loyalty.kinds import MemberPair


@dataclass(frozen=True, slots=True)
class Merged:
    """A person after a merge: the id they go by (the earliest to join) and all their ids."""

    member_id: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """A member taken out of a merge, and the person the others stay as."""

    member_id: str
    others_id: str


def merge(
    till: Till, session: Session, one_id: str, other_id: str, *, approval: Session | None = None
) -> Merged:
    """Join two members; raises `member_same`, `member_unknown`, `member_left`, `member_erased`."""
    authority = authorise(till, session, "merge_members", approval)
    with till.transaction(session.staff_id) as tx:
        one, other = active_member(tx, one_id), active_member(tx, other_id)
        require(one.member_id != other.member_id, "member_same")
        pair = MemberPair(one.member_id, other.member_id)
        tx.record("member.merged", pair, approvals=authority.approvals)
        return Merged(survivor(tx, one.member_id), set_of(tx, one.member_id))


def split(
    till: Till,
    session: Session,
    member_id: str,
    other_id: str | None = None,
    *,
    approval: Session | None = None,
) -> Split:
    """Take one of the merged ids out again (`other_id` None), or undo one pair of them.

    Those it had joined stay joined with each other. Raises `member_not_merged`, `members_not_merged`.
    """
    authority = authorise(till, session, "merge_members", approval)
    with till.transaction(session.staff_id) as tx:
        if member(tx, member_id) is None:
            raise LoyaltyError("member_unknown", member=member_id[:40])
        neighbours = _neighbours(tx, member_id)
        require(neighbours, "member_not_merged")
        if other_id is None:
            _take_out(tx, member_id, neighbours, authority)
            return Split(member_id, survivor(tx, neighbours[0]))
        require(other_id in neighbours, "members_not_merged")
        tx.record("member.split", MemberPair(member_id, other_id), approvals=authority.approvals)
        return Split(member_id, survivor(tx, other_id))


def _neighbours(tx: Tx, member_id: str) -> list[str]:
    return [
        low if high == member_id else high for low, high in pairs(tx, member_id) if member_id in (low, high)
    ]


def _take_out(tx: Tx, member_id: str, neighbours: list[str], authority: Authority) -> None:
    for other in neighbours:
        tx.record("member.split", MemberPair(member_id, other), approvals=authority.approvals)
    for one, other in pairwise(neighbours):
        if survivor(tx, one) != survivor(tx, other):
            tx.record("member.merged", MemberPair(one, other), approvals=authority.approvals)
