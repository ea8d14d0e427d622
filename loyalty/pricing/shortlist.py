"""Who an offer is for: everything about the member and the moment, judged once before the basket is rung."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from loyalty.conditions.atoms import All, Condition
from loyalty.conditions.evaluate import judge
from loyalty.conditions.situation import Contents, Past, Situation, past_of
from loyalty.conditions.verdict import BASKET, MEMBER, MOMENT, Met, Missing, Unmet
from loyalty.errors import require
from loyalty.kinds import BUSINESS_SCOPE, branch_scope
from loyalty.member import MemberSnapshot, Moment
from loyalty.offers.offer import UNIQUE, Offer
from loyalty.offers.standing import NOTHING_KNOWN, Brought, Standing, capped, is_held_out, no_right
from loyalty.policy import Rules
from loyalty.quote import CAPPED, NEARLY, NOT_BASKET, NOT_MEMBER, NOT_NOW, Because, OfferVerdict

_VERDICTS = {MOMENT: NOT_NOW, MEMBER: NOT_MEMBER, BASKET: NOT_BASKET}


class Candidate(NamedTuple):
    """An offer that only the basket can still decide; `almost` is what its audience lacked, within reach."""

    offer: Offer
    condition: Condition
    almost: Unmet | None = None


@dataclass(frozen=True, slots=True)
class Shortlist:
    """What is known of all offers before the basket: candidates, and verdicts that no basket will change."""

    member: MemberSnapshot | None
    past: Past
    rules: Rules
    moment: Moment
    candidates: tuple[Candidate, ...]
    settled: tuple[OfferVerdict, ...]
    standing: Standing = NOTHING_KNOWN

    def situation(self, contents: Contents) -> Situation:
        """Return the situation of a basket's contents."""
        return Situation(self.member, self.past, contents, self.moment)


def shortlist(
    member: MemberSnapshot | None,
    offers: Iterable[Offer],
    rules: Rules,
    moment: Moment,
    standing: Standing = NOTHING_KNOWN,
) -> Shortlist:
    """Judge what does not depend on the basket; raises `offer_twice` when two versions of one offer are given."""
    asked = _Asked(Situation(member, past_of(member, moment), Contents(()), moment), standing)
    candidates: list[Candidate] = []
    settled: list[OfferVerdict] = []
    for offer in _each_once(tuple(offers)):
        closed = _closed(offer, asked) if offer.bounded or offer.scope != BUSINESS_SCOPE else None
        judged = closed or _judge_offer(offer, asked)
        if isinstance(judged, Candidate):
            candidates.append(judged)
        else:
            settled.append(judged)
    return Shortlist(member, asked.situation.past, rules, moment, tuple(candidates), tuple(settled), standing)


def judge_basket(
    candidate: Candidate, situation: Situation, codes: Sequence[str], brought: Mapping[str, Brought]
) -> OfferVerdict | None:
    """Return why an offer does not apply to a basket with the codes that came with it, None when it is met."""
    if candidate.offer.code and (lacking := _no_code(candidate.offer, codes, brought)):
        return lacking
    answer = judge(candidate.condition, situation)
    almost = candidate.almost
    if isinstance(answer, Met):
        return unmet_verdict(candidate.offer, almost) if almost else None
    if almost is None:
        return unmet_verdict(candidate.offer, answer)
    missing = (*almost.missing, *answer.missing)
    return unmet_verdict(candidate.offer, Unmet(almost.reason, MEMBER, missing, answer.near))


def _no_code(offer: Offer, codes: Sequence[str], brought: Mapping[str, Brought]) -> OfferVerdict | None:
    if offer.code != UNIQUE:
        return None if offer.code in codes else refuse(offer, NOT_BASKET, Because("no_code"))
    found = brought.get(offer.offer_id)
    if found is None:
        return refuse(offer, NOT_BASKET, Because("no_code"))
    return refuse(offer, CAPPED, found.refusal) if found.refusal else None


def unmet_verdict(offer: Offer, unmet: Unmet) -> OfferVerdict:
    """Return the verdict of an offer whose condition is not met."""
    return refuse(offer, _verdict_of(unmet), Because("condition", unmet.reason), unmet.missing)


def refuse(offer: Offer, verdict: str, because: Because, missing: tuple[Missing, ...] = ()) -> OfferVerdict:
    """Return a verdict without an effect."""
    return OfferVerdict(offer.offer_id, offer.version, offer.name, verdict, because, missing)


def _each_once(offers: Sequence[Offer]) -> Sequence[Offer]:
    ids = [offer.offer_id for offer in offers]
    twice = len(set(ids)) < len(ids) and next(name for name in ids if ids.count(name) > 1)
    require(not twice, "offer_twice", offer=twice)
    return offers


class _Audience(NamedTuple):
    """What an audience's condition came to: a refusal, or (without `because`) the basket decides."""

    verdict: str = ""
    because: Because | None = None
    missing: tuple[Missing, ...] = ()
    almost: Unmet | None = None


class _Asked:
    """What is asked of every offer of one shortlist, laid out once.

    Offers share few audiences, and `parse_offer` gives equal ones as one object: an answer is kept by identity,
    which holds because the offers outlive the list.
    """

    __slots__ = ("audiences", "scopes", "situation", "standing", "uses")

    def __init__(self, situation: Situation, standing: Standing) -> None:
        self.standing = standing
        self.situation = situation
        standing_uses = situation.member.uses if situation.member else ()
        self.uses = dict(standing_uses) if standing.taken is None else standing.taken
        self.scopes = (BUSINESS_SCOPE, branch_scope(situation.moment.branch_id))
        self.audiences: dict[int, _Audience] = {}

    def judge_first(self, audience: Condition) -> _Audience:
        """Judge an audience that none of the offers before had."""
        judged = self.audiences[id(audience)] = _judge_audience(audience, self.situation)
        return judged


def _closed(offer: Offer, asked: _Asked) -> OfferVerdict | None:
    """Return why an offer is closed here, now or to this person, whatever its conditions say."""
    moment = asked.situation.moment
    if offer.scope not in asked.scopes:
        return refuse(offer, NOT_NOW, Because("other_branch", other=offer.scope.partition(":")[2]))
    if offer.since is not None and moment.on < offer.since:
        return refuse(offer, NOT_NOW, Because("before", on=offer.since.isoformat()))
    if offer.until is not None and moment.on > offer.until:
        return refuse(offer, NOT_NOW, Because("after", on=offer.until.isoformat()))
    most = offer.caps.per_member
    if asked.situation.member is None and (most is not None or not offer.takes_off):
        return refuse(offer, NOT_MEMBER, Because("no_member"))
    if most is not None and asked.uses.get(offer.offer_id, 0) >= most:
        return refuse(offer, CAPPED, Because("cap", number=most))
    counted_elsewhere = most is not None and asked.standing.counted_at is not None
    if offer.grant is not None or offer.holdout or offer.caps.shared or counted_elsewhere:
        return _withheld(offer, asked)
    return None


def _withheld(offer: Offer, asked: _Asked) -> OfferVerdict | None:
    """Return why an offer is held back: no right to it, used up, or kept from a share of the members."""
    member, standing = asked.situation.member, asked.standing
    if offer.grant is not None or offer.holdout:
        if member is None:
            return refuse(offer, NOT_MEMBER, Because("no_member"))
        if is_held_out(offer, member.member_id, standing.key):
            return refuse(offer, NOT_MEMBER, Because("held_out"))
    lacking = no_right(offer, standing, asked.situation.moment.on)
    if lacking is not None:
        verdict = {"no_grant": NOT_MEMBER, "grant_over": NOT_NOW}.get(lacking.code, CAPPED)
        return refuse(offer, verdict, lacking)
    cap = capped(offer, standing)
    return refuse(offer, CAPPED, cap) if cap else None


def _judge_offer(offer: Offer, asked: _Asked) -> Candidate | OfferVerdict:
    """Judge the audience now unless it asks about the basket too; a right granted stands for the audience."""
    if offer.grant is not None:
        return Candidate(offer, offer.basket)
    if offer.asks_basket:
        return Candidate(offer, All((offer.audience, offer.basket)))
    known = asked.audiences.get(id(offer.audience))
    verdict, because, missing, almost = known or asked.judge_first(offer.audience)
    if because is None:
        return Candidate(offer, offer.basket, almost)
    return OfferVerdict(offer.offer_id, offer.version, offer.name, verdict, because, missing)


def _judge_audience(audience: Condition, situation: Situation) -> _Audience:
    answer = judge(audience, situation)
    if isinstance(answer, Met):
        return _Audience()
    if answer.near and answer.about == MEMBER:
        return _Audience(almost=answer)
    if situation.member is None and answer.about == MEMBER:
        return _Audience(NOT_MEMBER, Because("no_member", answer.reason))
    return _Audience(_verdict_of(answer), Because("condition", answer.reason), answer.missing)


def _verdict_of(unmet: Unmet) -> str:
    return NEARLY if unmet.near else _VERDICTS[unmet.about]
