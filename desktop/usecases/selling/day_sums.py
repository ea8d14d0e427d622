"""A day's sums as its report tells them: of what belongs to the day, so that a closed day never tells otherwise later."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace

from desktop.models.queries.days import (
    back_of_day,
    changed_later,
    groups_of_day,
    kept_of_day,
    purchases_by_group,
    tenders_of_day,
)
from desktop.models.queries.facts import facts_within
from desktop.models.queries.lots import unit_of
from desktop.models.queries.shifts import drawers_counted
from desktop.models.shops import Shop
from desktop.models.sources import Source
from loyalty.basket import Tender
from loyalty.clock import day_end, day_start
from loyalty.kinds import CREDIT, Body, EntryAdjusted, LotExpired, read_body

BY_HAND = ("credit_by_hand", "credit_taken_by_hand", "points_by_hand", "points_taken_by_hand")
"""Names of what entries by hand gave and took."""


@dataclass(frozen=True, slots=True)
class GroupDay:
    """A product group on a day."""

    group: str
    gross: int
    discount: int
    net: int
    purchases: int


@dataclass(frozen=True, slots=True)
class DrawerCount:
    """A shift that was closed on a day: who closed it, and its cash: expected, counted, brought from elsewhere."""

    closed_at: int
    staff: str
    expected: int
    counted: int
    brought_in: int = 0

    @property
    def difference(self) -> int:
        """Return counted less expected cash: below zero when some is missing."""
        return self.counted - self.expected


@dataclass(frozen=True, slots=True)
class DayTotals:
    """A branch's day: sums of sales and of what came back, money by tender, credit given and spent.

    `gross` and `discount` are of the sales alone; `net` is gross − discount − `refund_net`. `withheld` was kept from
    money back for credit that was spent already, so the tenders, credit among them, add up to `net` + `withheld`.
    Credit and points: what sales gave and took (`credit_earned`, `points_earned`, `credit_paid`), what refunds and voids
    took back (`credit_taken`, `points_taken`) and gave back (`credit_back`), all on the day it happened, as the ledger
    has it. `expired` is credit whose end was posted on the day; `posted` the part of it that this closing posted.
    Purchases are counted as they stood at the day's end: what comes back later is of a later day. `drawers` are the shifts
    that were closed on the day, the earliest first.
    """

    on: dt.date
    branch_id: str
    gross: int = 0
    discount: int = 0
    net: int = 0
    sales: int = 0
    refunds: int = 0
    refund_net: int = 0
    purchases: int = 0
    purchase_net: int = 0
    member_purchases: int = 0
    member_net: int = 0
    credit_paid: int = 0
    credit_earned: int = 0
    points_earned: int = 0
    joined: int = 0
    tenders: tuple[Tender, ...] = ()
    groups: tuple[GroupDay, ...] = ()
    expired: int = 0
    withheld: int = 0
    credit_back: int = 0
    credit_taken: int = 0
    points_taken: int = 0
    posted: int = 0
    drawers: tuple[DrawerCount, ...] = ()
    by_hand: tuple[tuple[str, int], ...] = ()
    """What entries by hand gave and took, by name as `club` has it; only what there was."""

    @property
    def difference(self) -> int | None:
        """Return what all counts together differ by, None where nothing was counted.

        What each drawer should hold is no sum: the cash a shift begins with was in the drawer of the shift before.
        """
        return sum(one.difference for one in self.drawers) if self.drawers else None

    @property
    def older_back(self) -> int:
        """Return what of `net` was given back of purchases of earlier days, which no purchase of this day holds."""
        return self.purchase_net - self.net

    @property
    def brought_in(self) -> int:
        """Return the cash that came from elsewhere because more went out than the drawers held."""
        return sum(one.brought_in for one in self.drawers)

    def club(self) -> tuple[tuple[str, int], ...]:
        """Return what the club gave and took, by name; what came back, and the net, only where something did."""
        return (
            *_less("credit_given", self.credit_earned, "credit_taken", self.credit_taken),
            *_less("credit_spent", self.credit_paid, "credit_back", self.credit_back),
            *_less("points_given", self.points_earned, "points_taken", self.points_taken),
            *self.by_hand,
        )

    @property
    def average(self) -> int | None:
        """Return the mean net of a purchase, rounded half up, None where there was none."""
        count = self.purchases
        return (2 * self.purchase_net + count) // (2 * count) if count else None


def _less(name: str, amount: int, back_name: str, back: int) -> tuple[tuple[str, int], ...]:
    told = (name, amount)
    return (told, (back_name, -back), (f"{name}_net", amount - back)) if back else (told,)


def totals_on(db: Source, shop: Shop, on: dt.date) -> DayTotals:
    """Return a day of the shop's branch; a day without anything is all zeros."""
    sums, back = kept_of_day(db, on, shop.branch_id), back_of_day(db, on, shop.branch_id)
    # Kept sums are less what came back; the sales alone are told, and beside them what was taken back.
    sums |= {name: sums[name] + back.pop(name) for name in ("gross", "discount")}
    told = DayTotals(
        on,
        shop.branch_id,
        tenders=tenders_of_day(db, on, shop.branch_id),
        groups=tuple(GroupDay(*row) for row in groups_of_day(db, on, shop.branch_id)),
        expired=expired_on(db, shop, on),
        drawers=tuple(DrawerCount(*row) for row in drawers_counted(db, shop.branch_id, _span(shop, on))),
        by_hand=by_hand_on(db, shop, on),
        **sums,
        **back,
    )
    return _at_days_end(db, told)


def _span(shop: Shop, on: dt.date) -> tuple[int, int]:
    return day_start(on, shop.zone), day_end(on, shop.zone)


def _at_days_end(db: Source, told: DayTotals) -> DayTotals:
    """Return the totals with its purchases as they stood at the day's end: the kept counts follow later refunds."""
    later = changed_later(db, told.on, told.branch_id)
    if not later:
        return told
    gone = [(max(then, 0) - max(now, 0), int(then > 0) - int(now > 0), ours) for _, now, then, ours in later]
    ended = purchases_by_group(db, [sale_no for sale_no, now, then, _ in later if now <= 0 < then])
    return replace(
        told,
        purchases=told.purchases + sum(count for _, count, _ in gone),
        purchase_net=told.purchase_net + sum(net for net, _, _ in gone),
        member_purchases=told.member_purchases + sum(count for _, count, ours in gone if ours),
        member_net=told.member_net + sum(net for net, _, ours in gone if ours),
        groups=tuple(replace(one, purchases=one.purchases + ended.get(one.group, 0)) for one in told.groups),
    )


def expired_on(db: Source, shop: Shop, on: dt.date) -> int:
    """Return the credit whose end this branch's tills posted on a day."""
    lots = [
        part
        for body in _bodies_on(db, shop, on, "lot.expired")
        if isinstance(body, LotExpired)
        for part in body.lots
    ]
    return sum(part.amount for part in lots if _is_credit(db, part.lot_id))


def by_hand_on(db: Source, shop: Shop, on: dt.date) -> tuple[tuple[str, int], ...]:
    """Return what this branch's entries by hand gave and took on a day, by name; what was taken is below zero."""
    sums: Counter[str] = Counter()
    for body in _bodies_on(db, shop, on, "entry.adjusted"):
        if isinstance(body, EntryAdjusted):
            for grant in body.grants:
                sums["credit_by_hand" if grant.unit == CREDIT else "points_by_hand"] += grant.amount
            for part in body.taken:
                credit = _is_credit(db, part.lot_id)
                sums["credit_taken_by_hand" if credit else "points_taken_by_hand"] -= part.amount
    return tuple((name, sums[name]) for name in BY_HAND if sums[name])


def _bodies_on(db: Source, shop: Shop, on: dt.date, kind: str) -> list[Body]:
    told = facts_within(db, kind, _span(shop, on), shop.branch_id)
    return [
        read_body(fact.kind, fact.version, fact.body) for fact in told if fact.branch_id == shop.branch_id
    ]


def _is_credit(db: Source, lot_id: str) -> bool:
    return unit_of(db, lot_id) == CREDIT
