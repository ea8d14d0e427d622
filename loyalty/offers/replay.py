"""Replaying past purchases through a draft on top of the live offers: what it would have cost and brought.

Each member is as they were before each purchase: their history, and the tier its points reach. What was sold is
taken at its price before offers, and both sides are priced anew, so the difference is the draft's alone. A one-shot
draft is given whenever its condition is met and used once by a member. Nobody is assumed to buy more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from loyalty.basket import Basket, Line
from loyalty.conditions.evaluate import is_met, topics
from loyalty.conditions.verdict import MEMBER, Met
from loyalty.member import MemberSnapshot, Moment, Visit, moment_at
from loyalty.money import WHOLE
from loyalty.offers.offer import Caps, Offer
from loyalty.points import points_for
from loyalty.policy import Rules
from loyalty.pricing.floor import without_vat
from loyalty.pricing.price import price_shortlist
from loyalty.pricing.shortlist import shortlist
from loyalty.quote import Quote

PastLine = tuple[str, str | None, int, int, int, bool]
"""Group, product, quantity, gross, VAT rate, divisible."""


class PastSale(NamedTuple):
    """A purchase of the past: instant, branch, till, what it was worth in the end, and its lines."""

    at: int
    branch_id: str
    till_id: str
    zone: str
    net: int
    lines: tuple[PastLine, ...]


class PastPerson(NamedTuple):
    """A member (empty id: walk-ins) with their purchases in order of time.

    `today` is what no past purchase tells: the member's words, segments, rights and uses of offers as they are today.
    """

    member_id: str
    joined_on: dt.date | None
    sales: tuple[PastSale, ...]
    today: MemberSnapshot | None = None


@dataclass(slots=True)
class Sums:
    """What a replay has come to; amounts in money, profits in millionths where the margin is known.

    `kept_before` is what the touched purchases kept without the draft; `unknown` is their net without a known margin.
    """

    baskets: int = 0
    uses: int = 0
    members: int = 0
    discount: int = 0
    credit: int = 0
    points: int = 0
    kept_before: int = 0
    kept_after: int = 0
    unknown: int = 0
    by_group: dict[str, list[int]] = field(default_factory=dict)
    by_tier: dict[str, list[int]] = field(default_factory=dict)

    def add(self, other: Sums) -> None:
        """Add the sums of another part of the past."""
        for name in ("baskets", "uses", "members", "discount", "credit", "points"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("kept_before", "kept_after", "unknown"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for mine, theirs in ((self.by_group, other.by_group), (self.by_tier, other.by_tier)):
            for key, row in theirs.items():
                _add(mine, key, row)


@dataclass(frozen=True, slots=True)
class Play:
    """A draft, the live offers beside it, the rules, and the first instant that counts."""

    draft: Offer
    live: tuple[Offer, ...]
    rules: Rules
    since: int


def make_play(draft: Offer, live: Iterable[Offer], rules: Rules, since: int) -> Play:
    """Return what a replay goes by: offers that only a code or a right brings are left out, caps are not counted."""
    usual = tuple(
        replace(one, caps=Caps(), holdout=0)
        for one in live
        if one.grant is None and not one.code and one.offer_id != draft.offer_id
    )
    once = Caps(per_member=1 if draft.grant is not None else draft.caps.per_member)
    tried = replace(draft, grant=None, code="", holdout=0, caps=once, since=None, until=None)
    return Play(tried, usual, rules, since)


def replay(people: Iterable[PastPerson], play: Play) -> Sums:
    """Return what the draft would have done to the purchases of some people."""
    sums = Sums()
    for person in people:
        _replay_person(person, play, sums)
    return sums


def _replay_person(person: PastPerson, play: Play, sums: Sums) -> None:
    history: list[Visit] = []
    used = 0
    for sale in person.sales:
        moment = moment_at(sale.at, sale.zone, sale.branch_id, sale.till_id)
        if sale.at >= play.since:
            sums.baskets += 1
            used += _replay_sale(person, sale, moment, tuple(history), used, play, sums)
        if person.member_id and sale.net > 0:
            by_group: dict[str, int] = {}
            for group, _, _, gross, _, _ in sale.lines:
                by_group[group] = by_group.get(group, 0) + gross
            history.append(Visit(moment.on, sale.at, sale.net, tuple(by_group.items())))
    sums.members += bool(used and person.member_id)


def _replay_sale(
    person: PastPerson,
    sale: PastSale,
    moment: Moment,
    history: tuple[Visit, ...],
    used: int,
    play: Play,
    sums: Sums,
) -> int:
    """Count what the draft does to a purchase; return 1 where it was used."""
    draft = play.draft
    if draft.caps.per_member is not None and used >= draft.caps.per_member:
        return 0
    basket = _basket(sale)
    if not basket.lines or not _basket_may_do(basket, moment, play):
        return 0
    member = _member(person, moment, history, play.rules)
    met = all(
        isinstance(is_met(part, member, basket, moment), Met) for part in (draft.audience, draft.basket)
    )
    if not met:
        return 0
    known = shortlist(member, (*play.live, draft), play.rules, moment)
    after = price_shortlist(basket, known)
    effect = next((one.effect for one in after.verdicts if one.offer_id == draft.offer_id), None)
    if effect is None:
        return 0
    others = tuple(one for one in known.candidates if one.offer is not draft)
    before = price_shortlist(basket, replace(known, candidates=others))
    _count(basket, before, after, member, play, sums)
    sums.uses += 1
    sums.discount += effect.discount
    sums.credit += effect.credit
    sums.points += effect.points
    return 1


def _basket(sale: PastSale) -> Basket:
    rows = [row for row in sale.lines if row[3] > 0 and row[2] > 0]
    return Basket(
        tuple(
            [
                Line(no, group, gross, quantity, product, "", divisible, vat)
                for no, (group, product, quantity, gross, vat, divisible) in enumerate(rows, 1)
            ]
        )
    )


def _basket_may_do(basket: Basket, moment: Moment, play: Play) -> bool:
    """Say whether a basket alone does not rule the draft out, before the member's past is looked at."""
    if MEMBER in topics(play.draft.basket):
        return True
    return isinstance(is_met(play.draft.basket, None, basket, moment), Met)


def _member(
    person: PastPerson, moment: Moment, history: tuple[Visit, ...], rules: Rules
) -> MemberSnapshot | None:
    if not person.member_id:
        return None
    since = rules.tiers.window_start(moment.on + dt.timedelta(days=1))
    kind = next(kind for kind in rules.points.kinds if kind.kind == rules.tiers.by)
    points = sum(points_for(visit.net, kind) for visit in history if visit.on >= since)
    tier = rules.tiers.standing(points).tier
    then = person.today or MemberSnapshot(person.member_id, person.joined_on or moment.on)
    return replace(then, tier=tier, tiers_reached=rules.tiers.reached(tier), history=history, read=None)


def _count(
    basket: Basket, before: Quote, after: Quote, member: MemberSnapshot | None, play: Play, sums: Sums
) -> None:
    tier = member.tier if member else ""
    for line, was, now in zip(basket.lines, before.lines, after.lines, strict=True):
        margin = play.rules.groups.margin(line.group)
        if margin is None:
            sums.unknown += now.net
            _add(sums.by_group, line.group, (now.net, 0, 0))
            continue
        cost = without_vat(line.gross, line.vat_rate) * (WHOLE - margin)
        kept = [
            without_vat(one.net, line.vat_rate) * WHOLE
            - cost
            - one.credit_earned * play.rules.costs.redeemed
            - one.points_earned * play.rules.costs.point_cost * WHOLE
            for one in (was, now)
        ]
        sums.kept_before += kept[0]
        sums.kept_after += kept[1]
        _add(sums.by_group, line.group, (now.net, kept[1] - kept[0], 1))
    given = (after.totals.discount - before.totals.discount) + (
        after.totals.credit_earned - before.totals.credit_earned
    )
    _add(sums.by_tier, tier, (1, given, 0))


def _add(rows: dict[str, list[int]], key: str, row: Sequence[int]) -> None:
    held = rows.setdefault(key, [0] * len(row))
    for place, amount in enumerate(row):
        held[place] += amount
