"""A day's sums as its report tells them: of what belongs to the day, so that a closed day never tells otherwise later."""

# ruff: noqa: S608 - only placeholders and this file's own column lists are put into statements.
from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from dataclasses import dataclass, replace

from desktop.models.shops import Shop
from desktop.models.sources import Source
from loyalty.basket import Tender
from loyalty.clock import DAY, day_end, day_start
from loyalty.facts import Fact, parse_fact
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
    def cash_expected(self) -> int:
        """Return the cash that should have been in the drawers that were counted."""
        return sum(one.expected for one in self.drawers)

    @property
    def cash_counted(self) -> int:
        """Return the cash that was counted."""
        return sum(one.counted for one in self.drawers)

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


_SUMS = (
    "gross, discount, net, sales, refunds, refund_net, purchases, purchase_net, member_purchases, member_net,"
    " credit_paid, credit_earned, points_earned, joined"
)


def totals_on(db: Source, shop: Shop, on: dt.date) -> DayTotals:
    """Return a day of the shop's branch; a day without anything is all zeros."""
    key = (on.isoformat(), shop.branch_id)
    row = db.row(f"SELECT {_SUMS} FROM day_branch WHERE on_day = ? AND branch_id = ?", key) or (0,) * 14
    sums = dict(zip(_SUMS.split(", "), row, strict=True))
    gross, discount, *back = db.rows(
        "SELECT coalesce(sum(gross), 0), coalesce(sum(discount), 0), coalesce(sum(withheld), 0),"
        " coalesce(sum(credit_back), 0), coalesce(sum(credit_taken), 0), coalesce(sum(points_taken), 0)"
        " FROM reversal WHERE on_day = ? AND branch_id = ?",
        key,
    )[0]
    sums |= {"gross": sums["gross"] + gross, "discount": sums["discount"] + discount}
    sums |= dict(zip(("withheld", "credit_back", "credit_taken", "points_taken"), back, strict=True))
    expired = expired_on(db, shop, on)
    told = DayTotals(
        on,
        shop.branch_id,
        tenders=_tenders(db, key),
        groups=_groups(db, key),
        expired=expired,
        drawers=_drawers(db, shop, on),
        by_hand=by_hand_on(db, shop, on),
        **sums,
    )
    return _at_days_end(db, told, key)


def _tenders(db: Source, key: tuple[str, str]) -> tuple[Tender, ...]:
    rows = db.rows(
        "SELECT kind, sum(amount) FROM day_tender WHERE on_day = ? AND branch_id = ? GROUP BY kind ORDER BY kind",
        key,
    )
    return tuple(Tender(*row) for row in rows)


def _drawers(db: Source, shop: Shop, on: dt.date) -> tuple[DrawerCount, ...]:
    rows = db.rows(
        # What was brought in stands in no column: it is what was expected beyond the start and the cash taken.
        "SELECT h.closed_at, coalesce(s.name, h.closed_by, ''), h.expected, h.counted,"
        " h.expected - h.opened_with - coalesce(t.amount, 0) FROM shift AS h"
        " LEFT JOIN shift_tender AS t ON t.shift_id = h.shift_id AND t.kind = 'cash'"
        " LEFT JOIN staff AS s ON s.staff_id = h.closed_by"
        " WHERE h.branch_id = ? AND h.closed_at >= ? AND h.closed_at < ? ORDER BY h.closed_at, h.shift_id",
        (shop.branch_id, day_start(on, shop.zone), day_end(on, shop.zone)),
    )
    return tuple(DrawerCount(*row) for row in rows)


def _groups(db: Source, key: tuple[str, str]) -> tuple[GroupDay, ...]:
    rows = db.rows(
        "SELECT product_group, gross, discount, net, purchases FROM day_sale WHERE on_day = ? AND branch_id = ?"
        " ORDER BY net DESC, product_group",
        key,
    )
    return tuple(GroupDay(*row) for row in rows)


def _at_days_end(db: Source, told: DayTotals, key: tuple[str, str]) -> DayTotals:
    """Return the totals with its purchases as they stood at the day's end: the kept counts follow later refunds."""
    later = db.rows(
        "SELECT s.sale_no, s.net_now, s.net_now + sum(r.net), s.member_id IS NOT NULL FROM sale AS s"
        " JOIN reversal AS r ON r.sale_id = s.sale_id"
        " WHERE s.on_day = ? AND s.branch_id = ? AND r.on_day > s.on_day GROUP BY s.sale_no",
        key,
    )
    if not later:
        return told
    gone = [(max(then, 0) - max(now, 0), int(then > 0) - int(now > 0), ours) for _, now, then, ours in later]
    ended = _groups_of(db, [sale_no for sale_no, now, then, _ in later if now <= 0 < then])
    return replace(
        told,
        purchases=told.purchases + sum(count for _, count, _ in gone),
        purchase_net=told.purchase_net + sum(net for net, _, _ in gone),
        member_purchases=told.member_purchases + sum(count for _, count, ours in gone if ours),
        member_net=told.member_net + sum(net for net, _, ours in gone if ours),
        groups=tuple(replace(one, purchases=one.purchases + ended[one.group]) for one in told.groups),
    )


def _groups_of(db: Source, sales: list[int]) -> Counter[str]:
    rows = db.rows(
        "SELECT product_group, count(DISTINCT sale_no) FROM sale_line"
        " WHERE sale_no IN (SELECT value FROM json_each(?)) GROUP BY product_group",
        (json.dumps(sales),),
    )
    return Counter(dict(rows))


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
    span = (day_start(on, shop.zone), day_end(on, shop.zone))
    told = (fact for fact in facts_in(db, kind, span) if fact.branch_id == shop.branch_id)
    return [read_body(fact.kind, fact.version, fact.body) for fact in told]


def _is_credit(db: Source, lot_id: str) -> bool:
    return bool(db.value("SELECT unit FROM lot WHERE lot_id = ?", (lot_id,)) == CREDIT)


def facts_in(db: Source, kind: str, span: tuple[int, int]) -> list[Fact]:
    """Return the facts of a kind recorded in a span, the oldest first, without going through the whole log."""
    rows = db.rows(
        "SELECT raw FROM fact WHERE pos >= ? AND pos < ? AND kind = ? AND at >= ? AND at < ? ORDER BY pos",
        (_place(db, span[0] - DAY), _place(db, span[1] + DAY), kind, *span),
    )
    return [parse_fact(raw) for (raw,) in rows]


def _place(db: Source, at: int) -> int:
    """Return the first position recorded at or after an instant: positions follow the clock but for small steps."""
    low, high = 0, int(db.value("SELECT coalesce(max(pos), 0) FROM fact")) + 1
    while low < high:
        middle = (low + high) // 2
        row = db.row("SELECT pos, at FROM fact WHERE pos >= ? ORDER BY pos LIMIT 1", (middle,))
        if row is None or row[1] >= at:
            high = middle
        else:
            low = row[0] + 1
    return low
