"""A member as the counter needs them: one read of everything that pricing and spending depend on."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.models.counter import FOR_EVER, purse, tier_points
from desktop.models.people import Person
from desktop.models.queries.lots import debts, lending, owed
from desktop.models.queries.members import Sets, history, ids_json, member, set_of, stat, survivor
from desktop.models.queries.offers import tiers_lifted
from desktop.models.queries.pictures import classes_by_id
from desktop.models.queries.sales import uses_of_member
from desktop.models.sources import Source
from desktop.usecases.members.naming import words_of
from desktop.usecases.offers.held import held_by
from loyalty.clock import business_day
from loyalty.conditions.segments import placed
from loyalty.errors import LoyaltyError, require
from loyalty.kinds import CREDIT, points_unit
from loyalty.ledger import Balance, Held, balances
from loyalty.member import NO_TOTALS, MemberSnapshot, Read, Totals
from loyalty.points import PointKind
from loyalty.policy import Rules
from loyalty.tiers import NextTier, Tier

if TYPE_CHECKING:
    from desktop.usecases.pictures import Brief


@dataclass(frozen=True, slots=True)
class TierPlace:
    """Where a member stands on the ladder, by which points, and the next step (None at the top).

    `money_each` is what one of those points takes to earn.
    """

    tier: Tier
    points: int
    next: NextTier | None
    money_each: int = 0

    @property
    def money_missing(self) -> int:
        """Return the purchases that are missing to the next tier, as money."""
        return self.next.missing * self.money_each if self.next else 0


@dataclass(frozen=True, slots=True)
class CounterMember:
    """A member with their lots; `ids` are all ids of the person, the survivor's first.

    `owed` is what the person owes by unit, `debts` the same by (id, unit); `lendable` is the most this till would
    lend them now of credit that others hold.
    """

    member_id: str
    ids: tuple[str, ...]
    person: Person
    snapshot: MemberSnapshot
    held: tuple[Held, ...]
    owed: dict[str, int]
    debts: dict[tuple[str, str], int]
    place: TierPlace
    lendable: int = 0

    @property
    def totals(self) -> Totals:
        """Return all purchases in sum, as they are kept."""
        return self.snapshot.read.totals if self.snapshot.read else NO_TOTALS

    def balance(self, at: int, branch_id: str, unit: str = CREDIT) -> Balance:
        """Return what the member holds of a unit here and now."""
        return balances(self.held, at, branch_id, unit, trust=self.lendable if unit == CREDIT else 0)


def load_member(
    db: Source, member_id: str, rules: Rules, at: int, zone: str, brief: Brief | None = None
) -> CounterMember:
    """Return a member ready to be served; raises `member_unknown`, `member_left`, `member_erased`.

    With a brief the past is read as far as its conditions need, and the segments they name; without one, all of it.
    """
    row = member(db, survivor(db, member_id))
    if row is None:
        raise LoyaltyError("member_unknown", member=member_id)
    require(row.state == "active", f"member_{row.state}")
    survivor_id = row.member_id
    place = _lifted(db, survivor_id, rules, business_day(at, zone))
    told = words_of(db, survivor_id)
    snapshot = MemberSnapshot(
        member_id=survivor_id,
        joined_on=row.joined_on,
        birth_on=told.birth_on,
        tier=place.tier.tier,
        tiers_reached=rules.tiers.reached(place.tier.tier),
        tags=frozenset(told.tags),
        uses=uses_of_member(db, survivor_id),
        gender=told.gender,
        grants=_grants(db, survivor_id, rules, business_day(at, zone), brief),
    )
    snapshot = _with_past(db, snapshot, brief)
    held = purse(db, survivor_id, at)
    lendable = lendable_to(db, survivor_id, rules, held)
    return CounterMember(
        survivor_id,
        set_of(db, survivor_id),
        told,
        snapshot,
        held,
        owed(db, survivor_id),
        debts(db, survivor_id),
        place,
        lendable,
    )


def _grants(db: Source, member_id: str, rules: Rules, on: dt.date, brief: Brief | None) -> frozenset[str]:
    if brief is not None and not brief.needs.grants:
        return frozenset()
    return held_by(db, ids_json(db, member_id), rules, on).get(member_id, frozenset())


def _with_past(db: Source, member: MemberSnapshot, brief: Brief | None) -> MemberSnapshot:
    whole = brief is None or brief.needs.history
    read = Read(stat(db, member.member_id).totals, whole=whole)
    member = replace(member, history=history(db, member.member_id) if whole else (), read=read)
    if brief is None or not brief.needs.segments:
        return member
    rfm_class = classes_by_id(db, json.dumps([member.member_id])).get(member.member_id, "")
    return placed(member, brief.drawn, brief.moment, rfm_class)


def _lifted(db: Source, member_id: str, rules: Rules, on: dt.date) -> TierPlace:
    """Return where a person stands, lifted where an offer does so for some days."""
    place = tier_place(db, member_id, rules, on)
    ladder = [step.tier for step in rules.tiers.tiers]
    higher = [one for one in tiers_lifted(db, member_id, on) if one in ladder]
    top = max((*higher, place.tier.tier), key=ladder.index)
    return replace(place, tier=next(step for step in rules.tiers.tiers if step.tier == top))


def lendable_to(db: Source, member_id: str, rules: Rules, held: Sequence[Held]) -> int:
    """Return the most this till would lend a person now: backed by what was last known to be held elsewhere."""
    backing = sum(one.remaining - one.here for one in held if one.lot.unit == CREDIT)
    if not rules.trust.per_member or not backing:
        return 0
    told = lending(db, member_id)
    return rules.trust.may_lend(backing, told.member, told.branch, told.overspent)


def tier_place(db: Source, member_id: str, rules: Rules, on: dt.date, until: int = FOR_EVER) -> TierPlace:
    """Return where a person stands on the ladder at the end of a day, or as it was at an instant of it."""
    points = _points(db, {member_id: set_of(db, member_id)}, rules, on, until)[member_id]
    next_above = rules.tiers.next_above(points)
    return TierPlace(rules.tiers.standing(points), points, next_above, _kind_of(rules).money_each)


def tiers_now(db: Source, sets: Sets, rules: Rules, on: dt.date) -> dict[str, Tier]:
    """Return the tiers several people stand on at the end of a day, in one statement."""
    standing = rules.tiers.standing
    return {one: standing(points) for one, points in _points(db, sets, rules, on, FOR_EVER).items()}


def _points(db: Source, sets: Sets, rules: Rules, on: dt.date, until: int) -> dict[str, int]:
    kind = _kind_of(rules)
    since = rules.tiers.window_start(on + dt.timedelta(days=1))
    return tier_points(db, sets, points_unit(kind.kind), kind.money_each, since, until)


def _kind_of(rules: Rules) -> PointKind:
    return next(kind for kind in rules.points.kinds if kind.kind == rules.tiers.by)
