"""Give one-shot offers to members: to those who meet the condition at publishing, and as others come to meet it.

A member is given an offer once; again only when the earlier right is over and they come to meet the condition anew
(`loyalty.offers.anew`). Where that cannot be known, after its last day and a purchase since.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.models.log import Tx
from desktop.models.queries.members import count_members
from desktop.models.queries.offers import (
    GrantRow,
    grants_of,
    grants_of_offer,
    turns_of,
)
from desktop.models.sources import Source
from desktop.usecases.audiences import Progress, brief_for, meets, quiet
from desktop.usecases.classes import refresh_classes
from desktop.usecases.offers.held import ended
from desktop.usecases.offers.shelf import LIVE, find_offer, offers_now
from desktop.usecases.offers.soundness import read_offer
from desktop.usecases.pictures import everyone
from desktop.usecases.policies import rules_now
from desktop.usecases.till import Till, moment_of
from loyalty.kinds import OfferGranted
from loyalty.member import MemberSnapshot, Moment
from loyalty.offers.anew import comes_anew, is_told_by_others
from loyalty.offers.offer import AT_MEETING, Offer
from loyalty.offers.standing import Right, is_held_out
from loyalty.uses import one_of

MOST_IN_A_FACT = 10_000


@dataclass(frozen=True, slots=True)
class GrantedMember:
    """A member who was given an offer: the day, the last day (None: without end), and what became of it.

    `state` is live, used, passed (another purchase ended it) or over.
    """

    member_id: str
    granted_on: dt.date
    until_on: dt.date | None
    state: str


def granted_members(till: Till, offer_id: str) -> tuple[GrantedMember, ...]:
    """Return the members a one-shot offer was given to, the latest first; raises `offer_unknown`."""
    with till.read() as db:
        offer = find_offer(db, offer_id).offer
        found = sorted(
            grants_of_offer(db, offer_id).items(), key=lambda one: (-one[1].on.toordinal(), one[0])
        )
        return tuple(_granted(offer, *one, till.today()) for one in found)


def _granted(offer: Offer, member_id: str, row: GrantRow, today: dt.date) -> GrantedMember:
    state = ended(row, offer)
    if not state:
        state = "over" if row.until_on is not None and today > row.until_on else "live"
    return GrantedMember(member_id, row.on, row.until_on, state)


def who_is_given(till: Till, document: Mapping[str, Any], progress: Progress) -> tuple[str, ...] | None:
    """Return the members an offer would be given to on being published, None where it is given to nobody then.

    Of a million people this takes its time, and holds nobody up: `publish` is told whom it found. `progress` may raise.
    """
    with till.read() as db:
        offer = read_offer(document, rules_now(db))
    if offer.grant is None or document.get("status", LIVE) != LIVE:
        return None
    if offer.needs.segments:
        refresh_classes(till)
    with till.read() as db:
        moment = moment_of(till, till.now())
        return tuple(_not_given(db, offer, _able(db, till, offer, moment, progress), moment))


def grant_to_all(tx: Tx, till: Till, offer: Offer, found: Iterable[str] | None = None) -> int:
    """Give an offer to every member who meets its condition now and was not given it before; return how many.

    `found` are those who met it a moment ago (`who_is_given`); without it everyone is judged here.
    """
    moment = moment_of(till, tx.at)
    if found is None:
        return _record(tx, offer, _not_given(tx, offer, _able(tx, till, offer, moment), moment), moment.on)
    given = grants_of_offer(tx, offer.offer_id)
    fresh = (one for one in found if one not in given or _is_over(given[one], offer, moment.on))
    return _record(tx, offer, fresh, moment.on)


def _not_given(db: Source, offer: Offer, met: Iterable[MemberSnapshot], moment: Moment) -> Iterator[str]:
    """Yield those who were not given an offer before, or may be given it again."""
    given = grants_of_offer(db, offer.offer_id)
    for member in met:
        before = given.get(member.member_id)
        if before is None or _may_again(before, offer, member, moment):
            yield member.member_id


def _able(
    db: Source, till: Till, offer: Offer, moment: Moment, progress: Progress = quiet
) -> Iterator[MemberSnapshot]:
    """Yield the members who meet the condition of an offer and are not held out."""
    business_id, whole, done = till.shop.business_id, count_members(db), 0
    for page in everyone(db, brief_for(db, offer.audience, moment)):
        for member in page:
            if not is_held_out(offer, member.member_id, business_id) and meets(
                member, offer.audience, moment
            ):
                yield member
        done += len(page)
        progress(done, whole)


def grant_as_met(tx: Tx, till: Till) -> int:
    """Give every offer that is granted as its condition is met to those who meet it now; return how many."""
    meeting = [one for one in offers_now(tx) if one.grant is not None and one.grant.when == AT_MEETING]
    return sum(grant_to_all(tx, till, one) for one in meeting)


def meets_now(db: Source, offer: Offer, snapshot: MemberSnapshot, moment: Moment) -> Right | None:
    """Return the right a member at the till comes to have just now, None where there is none to come."""
    if offer.grant is None or offer.grant.when != AT_MEETING:
        return None
    if not meets(snapshot, offer.audience, moment):
        return None
    return (
        Right(offer.version, _until(offer, moment.on), name=_next_use(db, offer, snapshot.member_id))
        if _may_have(db, offer, snapshot, moment)
        else None
    )


def _next_use(db: Source, offer: Offer, member_id: str) -> str:
    turn = turns_of(db, offer.offer_id, (member_id,)).get(member_id, 0) + 1
    return one_of(offer.offer_id, member_id, turn)


def record_grants(tx: Tx, offers: Iterable[Offer], member_id: str, on: dt.date, sale_id: str = "") -> None:
    """Write down what a member at the till has come to have."""
    for offer in offers:
        _record(tx, offer, (member_id,), on, sale_id)


def _record(tx: Tx, offer: Offer, members: Iterable[str], on: dt.date, sale_id: str = "") -> int:
    until, names = _until(offer, on), list(members)
    last = until.isoformat() if until else ""
    for turn, part in _by_turn(tx, offer, names, sale_id):
        body = OfferGranted(offer.offer_id, offer.version, part, last, sale_id, turn=turn)
        tx.record("offer.granted", body)
    return len(names)


def _by_turn(
    tx: Tx, offer: Offer, names: Sequence[str], sale_id: str
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Return members by the how-many-th time they are given an offer; what a sale brings is counted by the sale."""
    turns = {} if sale_id else turns_of(tx, offer.offer_id, names)
    by_turn: dict[int, list[str]] = {}
    for name in names:
        by_turn.setdefault(turns.get(name, 0) + 1, []).append(name)
    for turn, members in sorted(by_turn.items()):
        for start in range(0, len(members), MOST_IN_A_FACT):
            yield turn, tuple(members[start : start + MOST_IN_A_FACT])


def _until(offer: Offer, on: dt.date) -> dt.date | None:
    days = offer.grant.days if offer.grant else None
    return None if days is None else on + dt.timedelta(days=days)


def _may_have(db: Source, offer: Offer, member: MemberSnapshot, moment: Moment) -> bool:
    rows = [
        row for row in grants_of(db, member.member_id) if row.offer_id == offer.offer_id and not row.gives
    ]
    return all(_may_again(row, offer, member, moment) for row in rows)


def _may_again(row: GrantRow, offer: Offer, member: MemberSnapshot, moment: Moment) -> bool:
    if not _is_over(row, offer, moment.on):
        return False
    if is_told_by_others(offer.audience):
        return row.passed and row.until_on is not None
    return comes_anew(offer.audience, member, moment, row.on)


def _is_over(row: GrantRow, offer: Offer, on: dt.date) -> bool:
    """Say whether a right that comes with a condition has had its days; one without a last day, its use."""
    if offer.grant is None or offer.grant.when != AT_MEETING:
        return False
    return bool(ended(row, offer)) if row.until_on is None else on > row.until_on
