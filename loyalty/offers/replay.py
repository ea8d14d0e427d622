"""Replaying past purchases through a draft on top of the live offers: what it would have cost and brought.

Each member is as they were before each purchase: their history, and the tier its points reach. What was sold is
taken at its price before offers, and both sides are priced anew, so the difference is the draft's alone. A one-shot
draft is given whenever its condition is met and used once by a member. Nobody is assumed to buy more.

A past is summed up as it grows, only what the draft could touch is priced, and what was priced once (the same lines, tier
and offers met) is not priced again.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from loyalty.basket import Basket, Line
from loyalty.conditions.atoms import EVERYONE
from loyalty.conditions.evaluate import topics
from loyalty.conditions.gates import Gate, both, gate_of
from loyalty.conditions.past import Growing
from loyalty.conditions.situation import Situation, contents_of
from loyalty.conditions.verdict import MEMBER
from loyalty.kinds import BUSINESS_SCOPE, CREDIT, branch_scope
from loyalty.member import MemberSnapshot, Moment, Visit, moment_at
from loyalty.offers.offer import Caps, Offer
from loyalty.points import points_for
from loyalty.policy import Rules
from loyalty.pricing.bill import lay_out
from loyalty.pricing.same_offers import SameOffers
from loyalty.pricing.settle import Table
from loyalty.pricing.tally import Tally
from loyalty.quote import Effect

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
    """Return what a replay goes by: offers that only a code or a right brings are left out, caps of live ones not counted.

    Nobody is held out; who is no member still gets nothing of an offer that is capped for each member or holds some out.
    """
    usual = tuple(
        one for one in live if one.grant is None and not one.code and one.offer_id != draft.offer_id
    )
    once = Caps(per_member=1 if draft.grant is not None else draft.caps.per_member)
    tried = replace(draft, grant=None, code="", caps=once, since=None, until=None)
    return Play(tried, usual, rules, since)


MOST_KEPT = 20_000
"""So many different purchases are kept priced at a time."""
MOST_SETS = 2_000
"""So many sets of live offers that were met together are kept."""


def replay(people: Iterable[PastPerson], play: Play) -> Sums:
    """Return what the draft would have done to the purchases of some people."""
    run = _Run(play)
    for person in people:
        run.replay_person(person)
    return run.sums


class _Change(NamedTuple):
    """What the draft changes on a purchase: its effect, profits in millionths, rows by group, what more is given."""

    effect: Effect
    kept_before: int
    kept_after: int
    unknown: int
    by_group: tuple[tuple[str, tuple[int, int, int]], ...]
    given: int


class _Life:
    """A person's past as it grows: what they bought, and the points that decide their tier."""

    __slots__ = ("_days", "_kind", "_members", "_points", "_rules", "bought", "person")

    def __init__(self, person: PastPerson, rules: Rules) -> None:
        self.person, self._rules, self.bought = person, rules, Growing()
        self._kind = next(kind for kind in rules.points.kinds if kind.kind == rules.tiers.by)
        self._days: list[dt.date] = []
        self._points = [0]
        self._members: dict[tuple[str, dt.date], MemberSnapshot] = {}

    def add(self, sale: PastSale, on: dt.date) -> None:
        """Add a purchase."""
        by_group: dict[str, int] = {}
        for group, _, _, gross, _, _ in sale.lines:
            by_group[group] = by_group.get(group, 0) + gross
        self.bought.add(Visit(on, sale.at, sale.net, tuple(by_group.items())))
        self._days.append(on)
        self._points.append(self._points[-1] + points_for(sale.net, self._kind))

    def member(self, moment: Moment) -> MemberSnapshot | None:
        """Return the member as they are at a moment, None for walk-ins."""
        person, tiers = self.person, self._rules.tiers
        if not person.member_id:
            return None
        since = tiers.window_start(moment.on + dt.timedelta(days=1))
        tier = tiers.standing(self._points[-1] - self._points[bisect_left(self._days, since)]).tier
        return self._standing_on(tier, person.joined_on or moment.on)

    def _standing_on(self, tier: str, joined_on: dt.date) -> MemberSnapshot:
        """Return the member on a tier: the same one for every purchase they made on it."""
        found = self._members.get((tier, joined_on))
        if found is None:
            then = self.person.today or MemberSnapshot(self.person.member_id, joined_on)
            reached = self._rules.tiers.reached(tier)
            found = replace(then, tier=tier, tiers_reached=reached, history=(), read=None)
            self._members[tier, joined_on] = found
        return found


class _Run:
    """One replay: the draft with what it stands among, what was priced already, and the sums."""

    def __init__(self, play: Play) -> None:
        self.play, self.sums = play, Sums()
        alone = play.draft.basket is not EVERYONE and MEMBER not in topics(play.draft.basket)
        self._first = gate_of(play.draft.basket) if alone else None
        self._draft = _gate(play.draft)
        self._members = [(number, _gate(offer)) for number, offer in enumerate(play.live)]
        self._walk_ins = [pair for pair in self._members if _is_for_all(play.live[pair[0]])]
        self._kept: dict[tuple[object, ...], _Change | None] = {}
        self._met: dict[tuple[int, ...], _Sides] = {}
        self._moment: Moment | None = None

    def replay_person(self, person: PastPerson) -> None:
        """Count the purchases of a person."""
        life, used = _Life(person, self.play.rules), 0
        most = self.play.draft.caps.per_member
        for sale in person.sales:
            moment = moment_at(sale.at, sale.zone, sale.branch_id, sale.till_id)
            if sale.at >= self.play.since:
                self.sums.baskets += 1
                if most is None or used < most:
                    used += self._replay_sale(life, sale, moment)
            if person.member_id and sale.net > 0:
                life.add(sale, moment.on)
        self.sums.members += bool(used and person.member_id)

    def _replay_sale(self, life: _Life, sale: PastSale, moment: Moment) -> int:
        """Count what the draft does to a purchase; return 1 where it was used."""
        play, basket = self.play, _basket(sale)
        contents, past = contents_of(basket), life.bought.seen_from(moment)
        # A basket that rules the draft out by itself spares looking at the member.
        if not basket.lines or (self._first and not self._first(Situation(None, past, contents, moment))):
            return 0
        member = life.member(moment)
        situation = Situation(member, past, contents, moment)
        if not self._draft(situation) or not (member or _is_for_all(play.draft)):
            return 0
        live = self._members if member else self._walk_ins
        met = tuple([number for number, is_met in live if is_met(situation)])
        key = (sale.lines, member.tier if member else None, met)
        if key not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            # What is given does not hang on the moment: one for all spares reckoning when credit ends.
            self._moment = self._moment or moment
            table = Table(lay_out(basket), member, play.rules, self._moment)
            self._kept[key] = self._sides(met).change(table)
        change = self._kept[key]
        if change is None:
            return 0
        self._count(change, member.tier if member else "")
        return 1

    def _sides(self, met: tuple[int, ...]) -> _Sides:
        sides = self._met.get(met)
        if sides is None:
            if len(self._met) >= MOST_SETS:
                self._met.clear()
            sides = _Sides([self.play.live[number] for number in met], self.play.draft, self.play.rules)
            self._met[met] = sides
        return sides

    def _count(self, change: _Change, tier: str) -> None:
        sums = self.sums
        sums.uses += 1
        sums.discount += change.effect.discount
        sums.credit += change.effect.credit
        sums.points += change.effect.points
        sums.kept_before += change.kept_before
        sums.kept_after += change.kept_after
        sums.unknown += change.unknown
        for group, row in change.by_group:
            _add(sums.by_group, group, row)
        _add(sums.by_tier, tier, (1, change.given, 0))


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


def _gate(offer: Offer) -> Gate:
    """Return what says whether an offer is open and met, as a quote judges it; who is no member is asked beforehand."""
    met = both(gate_of(offer.basket), gate_of(offer.audience))
    if offer.scope == BUSINESS_SCOPE and offer.since is None and offer.until is None:
        return met
    return lambda situation: _is_open(offer, situation.moment) and met(situation)


def _is_open(offer: Offer, moment: Moment) -> bool:
    if offer.scope != BUSINESS_SCOPE and offer.scope != branch_scope(moment.branch_id):
        return False
    return not (offer.since and moment.on < offer.since) and not (offer.until and moment.on > offer.until)


def _is_for_all(offer: Offer) -> bool:
    """Say whether somebody who is no member can get anything of an offer."""
    return offer.caps.per_member is None and not offer.holdout and offer.takes_off


class _Sides:
    """The live offers of which some are met, without the draft and with it."""

    __slots__ = ("_draft", "_with", "_without")

    def __init__(self, met: Sequence[Offer], draft: Offer, rules: Rules) -> None:
        self._draft = draft.offer_id
        self._without, self._with = SameOffers(met, rules), SameOffers([*met, draft], rules)

    def change(self, table: Table) -> _Change | None:
        """Return what the draft changes, None where it does nothing."""
        after = self._with.work_on(table)
        if not after.tally.worked(self._draft):
            return None
        before = self._without.work_on(table)
        lines, net = table.bill.lines, after.tally.net
        by_group: dict[str, list[int]] = {}
        unknown = 0
        for place, line in enumerate(lines):
            kept = after.kept.get(place)
            row = by_group.setdefault(line.group, [0, 0, 0])
            row[0] += net[place]
            if kept is None:
                unknown += net[place]
            else:
                row[1] += kept[0] - before.kept[place][0]
                row[2] += 1
        return _Change(
            after.tally.effect(self._draft),
            sum([one[0] for one in before.kept.values()]),
            sum([one[0] for one in after.kept.values()]),
            unknown,
            tuple([(group, (row[0], row[1], row[2])) for group, row in by_group.items()]),
            sum(before.tally.net) - sum(net) + _credit(after.tally) - _credit(before.tally),
        )


def _credit(tally: Tally) -> int:
    return sum([sum(row) for key, row in tally.grants.items() if key.unit == CREDIT])


def _add(rows: dict[str, list[int]], key: str, row: Sequence[int]) -> None:
    held = rows.setdefault(key, [0] * len(row))
    for place, amount in enumerate(row):
        held[place] += amount
