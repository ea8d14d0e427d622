"""A member as the counter needs them: one read of everything that pricing and spending depend on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.models.counter import held_lots, ids_of, offer_uses, owed_by, survivor_of, tier_points, visits_of
from desktop.models.people import Person, person
from desktop.models.sources import Source
from loyalty.clock import business_day
from loyalty.errors import LoyaltyError, require
from loyalty.kinds import CREDIT, points_unit
from loyalty.ledger import Balance, Held, balances
from loyalty.member import MemberSnapshot
from loyalty.policy import Rules
from loyalty.tiers import NextTier, Tier


@dataclass(frozen=True, slots=True)
class TierPlace:
    """Where a member stands on the ladder, by which points, and the next step (None at the top)."""

    tier: Tier
    points: int
    next: NextTier | None


@dataclass(frozen=True, slots=True)
class CounterMember:
    """A member with their lots; `ids` are all ids of the person, the survivor's first."""

    member_id: str
    ids: tuple[str, ...]
    person: Person
    snapshot: MemberSnapshot
    held: tuple[Held, ...]
    owed: dict[str, int]
    place: TierPlace

    def balance(self, at: int, branch_id: str, unit: str = CREDIT) -> Balance:
        """Return what the member holds of a unit here and now."""
        return balances(self.held, at, branch_id, unit)


def load_member(db: Source, member_id: str, rules: Rules, at: int, zone: str) -> CounterMember:
    """Return a member ready to be served; raises `member_unknown`, `member_left`, `member_erased`."""
    survivor = survivor_of(db, member_id)
    if survivor is None:
        raise LoyaltyError("member_unknown", member=member_id)
    row = db.row("SELECT joined_on, state FROM member WHERE member_id = ?", (survivor,))
    assert row is not None
    require(row[1] == "active", f"member_{row[1]}")
    ids = ids_of(db, survivor)
    on = business_day(at, zone)
    place = tier_place(db, ids, rules, on)
    told = person(db, survivor) or Person()
    snapshot = MemberSnapshot(
        member_id=survivor,
        joined_on=dt.date.fromisoformat(row[0]),
        birth_on=told.birth_on,
        tier=place.tier.tier,
        tiers_reached=rules.tiers.reached(place.tier.tier),
        tags=frozenset(told.tags),
        history=visits_of(db, ids),
        uses=offer_uses(db, ids),
    )
    return CounterMember(survivor, ids, told, snapshot, held_lots(db, ids, at), owed_by(db, ids), place)


def tier_place(db: Source, ids: Sequence[str], rules: Rules, on: dt.date) -> TierPlace:
    """Return where a person stands on the ladder at the end of a day."""
    kind = next(kind for kind in rules.points.kinds if kind.kind == rules.tiers.by)
    since = rules.tiers.window_start(on + dt.timedelta(days=1))
    points = tier_points(db, ids, points_unit(kind.kind), kind.money_each, since)
    return TierPlace(rules.tiers.standing(points), points, rules.tiers.next_above(points))
