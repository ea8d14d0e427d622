"""Who an offer is for: everything about the member and the moment, judged once before the basket is rung."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from loyalty.conditions.atoms import All, Condition
from loyalty.conditions.evaluate import judge, topics
from loyalty.conditions.situation import Contents, Past, Situation, past_of
from loyalty.conditions.verdict import BASKET, MEMBER, MOMENT, Met, Missing, Unmet
from loyalty.errors import require
from loyalty.kinds import BUSINESS_SCOPE, branch_scope
from loyalty.member import MemberSnapshot, Moment
from loyalty.offers.offer import AmountOff, Offer, PercentOff
from loyalty.policy import Rules
from loyalty.quote import CAPPED, NEARLY, NOT_BASKET, NOT_MEMBER, NOT_NOW, Because, OfferVerdict

_VERDICTS = {MOMENT: NOT_NOW, MEMBER: NOT_MEMBER, BASKET: NOT_BASKET}


@dataclass(frozen=True, slots=True)
class Candidate:
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

    def situation(self, contents: Contents) -> Situation:
        """Return the situation of a basket's contents."""
        return Situation(self.member, self.past, contents, self.moment)


def shortlist(
    member: MemberSnapshot | None, offers: Iterable[Offer], rules: Rules, moment: Moment
) -> Shortlist:
    """Judge what does not depend on the basket; raises `offer_twice` when two versions of one offer are given."""
    situation = Situation(member, past_of(member, moment), Contents(()), moment)
    uses = dict(member.uses) if member else {}
    candidates: list[Candidate] = []
    settled: list[OfferVerdict] = []
    seen: set[str] = set()
    for offer in offers:
        require(offer.offer_id not in seen, "offer_twice", offer=offer.offer_id)
        seen.add(offer.offer_id)
        verdict = _closed(offer, situation, uses)
        if verdict is not None:
            settled.append(verdict)
            continue
        judged = _judge_audience(offer, situation)
        (candidates if isinstance(judged, Candidate) else settled).append(judged)  # type: ignore[arg-type]
    return Shortlist(member, situation.past, rules, moment, tuple(candidates), tuple(settled))


def judge_basket(candidate: Candidate, situation: Situation) -> OfferVerdict | None:
    """Return why an offer does not apply to a basket, None when it is met."""
    answer = judge(candidate.condition, situation)
    almost = candidate.almost
    if isinstance(answer, Met):
        return unmet_verdict(candidate.offer, almost) if almost else None
    if almost is None:
        return unmet_verdict(candidate.offer, answer)
    missing = (*almost.missing, *answer.missing)
    return unmet_verdict(candidate.offer, Unmet(almost.reason, MEMBER, missing, answer.near))


def unmet_verdict(offer: Offer, unmet: Unmet) -> OfferVerdict:
    """Return the verdict of an offer whose condition is not met."""
    verdict = NEARLY if unmet.near else _VERDICTS[unmet.about]
    return refuse(offer, verdict, Because("condition", unmet.reason), unmet.missing)


def refuse(offer: Offer, verdict: str, because: Because, missing: tuple[Missing, ...] = ()) -> OfferVerdict:
    """Return a verdict without an effect."""
    return OfferVerdict(offer.offer_id, offer.version, offer.name, verdict, because, missing)


def _closed(offer: Offer, situation: Situation, uses: dict[str, int]) -> OfferVerdict | None:
    """Return why an offer is closed here, now or to this person, whatever its conditions say."""
    moment = situation.moment
    if offer.scope not in (BUSINESS_SCOPE, branch_scope(moment.branch_id)):
        return refuse(offer, NOT_NOW, Because("other_branch", other=offer.scope.partition(":")[2]))
    if offer.since is not None and moment.on < offer.since:
        return refuse(offer, NOT_NOW, Because("before", on=offer.since.isoformat()))
    if offer.until is not None and moment.on > offer.until:
        return refuse(offer, NOT_NOW, Because("after", on=offer.until.isoformat()))
    most = offer.caps.per_member
    if situation.member is None and (most is not None or not _takes_off(offer)):
        return refuse(offer, NOT_MEMBER, Because("no_member"))
    if most is not None and uses.get(offer.offer_id, 0) >= most:
        return refuse(offer, CAPPED, Because("cap", number=most))
    return None


def _takes_off(offer: Offer) -> bool:
    return any(isinstance(benefit, PercentOff | AmountOff) for benefit in offer.benefits)


def _judge_audience(offer: Offer, situation: Situation) -> Candidate | OfferVerdict:
    """Judge the audience now unless it asks about the basket too."""
    if BASKET in topics(offer.audience):
        return Candidate(offer, All((offer.audience, offer.basket)))
    answer = judge(offer.audience, situation)
    if isinstance(answer, Met):
        return Candidate(offer, offer.basket)
    if answer.near and answer.about == MEMBER:
        return Candidate(offer, offer.basket, answer)
    return _unmet_by(offer, answer, situation)


def _unmet_by(offer: Offer, answer: Unmet, situation: Situation) -> OfferVerdict:
    if situation.member is None and answer.about == MEMBER:
        return refuse(offer, NOT_MEMBER, Because("no_member", answer.reason))
    return unmet_verdict(offer, answer)
