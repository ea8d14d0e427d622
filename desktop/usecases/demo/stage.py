"""What the parts of the demo's telling share: the till, the people, the dice, and how members come in from before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from random import Random
from typing import Any

from desktop.models.log import Tx
from desktop.usecases.demo.clocks import TravellingClock
from desktop.usecases.demo.counter import Counter, card_id, fold_in, person_of
from desktop.usecases.demo.crowd import TAJRISH, VANAK, Someone
from desktop.usecases.demo.seasons import Days
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.clock import SECOND, day_start
from loyalty.ids import fixed_id
from loyalty.kinds import (
    BUSINESS_SCOPE,
    CREDIT,
    CardChange,
    Grant,
    ImportedMembers,
    LotsOpened,
    MemberImported,
    SaleImported,
    branch_scope,
)

ZONE = "Asia/Tehran"


@dataclass(slots=True)
class Story:
    """The demo while it is told."""

    till: Till
    session: Session
    clock: TravellingClock
    dice: Random
    days: Days
    until: int
    crowd: list[Someone]
    counter: Counter
    tajrish: str
    offers: list[tuple[dt.date, dict[str, Any]]]
    takings_back: list[tuple[int, int, str, int]] = field(default_factory=list)
    sales_there: list[SaleImported] = field(default_factory=list)
    joined_there: list[Someone] = field(default_factory=list)
    imported: int = 0


def bring_members(story: Story) -> None:
    """Take over those who were in the club before, and what they held there."""
    before = [one for one in story.crowd if one.before]
    for start in range(0, len(before), 500):
        with story.till.transaction(story.session.staff_id) as tx:
            import_members(story, tx, before[start : start + 500])
            for one in before[start : start + 500]:
                if story.dice.random() < 0.35:
                    _open_balance(story, tx, one)


def import_members(story: Story, tx: Tx, joining: list[Someone]) -> None:
    shop = story.till.shop
    rows = []
    for one in joining:
        one.member_id = one.member_id or fixed_id(shop.business_id, "demo", "member", str(one.place))
        branch = shop.branch_id if one.home == VANAK else story.tajrish
        at = day_start(one.joined_on, ZONE) + one.joined_second * SECOND
        rows.append(MemberImported(one.member_id, at, branch))
    tx.record("member.imported", ImportedMembers(tuple(rows)), approvals=story.counter.approvals)
    tx.set_people({one.member_id: person_of(one) for one in joining})
    for one in joining:
        if one.card:
            tx.record(
                "card.issued", CardChange(one.member_id, card_id(one)), approvals=story.counter.approvals
            )


def _open_balance(story: Story, tx: Tx, one: Someone) -> None:
    dice = story.dice
    amount = dice.randrange(6, 60) * 10_000
    ends = day_start(story.days.first + dt.timedelta(days=dice.randrange(60, 330)), ZONE)
    own = one.home == TAJRISH and dice.random() < 0.3
    branch = story.till.shop.branch_id if one.home == VANAK else story.tajrish
    scope = branch_scope(branch) if own else BUSINESS_SCOPE
    grant = Grant(CREDIT, scope, amount, tx.at, ends, "opening")
    body = LotsOpened(one.member_id, tx.at, branch, (grant,), fixed_id(one.member_id, "opening"))
    recorded = tx.record("lots.opened", body, approvals=story.counter.approvals)
    fold_in(one, recorded.fact_id, tx.at, branch, body)
