"""Close a day: post what expired, seal the day's control totals, leave the day's slip in the queue.

A day may be closed again (after a late sale): the newest closing stands, and nothing is counted twice.
"""

# ruff: noqa: S608 - only placeholders and this file's own column lists are put into statements.
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.models.log import Tx
from desktop.models.queries.facts import FactRow, facts_after
from desktop.models.queries.lots import expired_lots, held_lots
from desktop.models.queries.shop import control_totals, open_shift
from desktop.models.sources import Source
from desktop.usecases.authority import authorise
from desktop.usecases.offers.granting import grant_as_met
from desktop.usecases.selling.paper_queue import queue_slip
from desktop.usecases.selling.told_before import fact_before, require_same
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.basket import Tender
from loyalty.errors import require
from loyalty.kinds import CREDIT, LotExpired


@dataclass(frozen=True, slots=True)
class GroupDay:
    """A product group on a day."""

    group: str
    gross: int
    discount: int
    net: int
    purchases: int


@dataclass(frozen=True, slots=True)
class DayTotals:
    """A branch's day: sums of sales and of what came back, money by tender, credit given and spent.

    `gross` and `discount` are of the sales alone; `net` is gross − discount − `refund_net`. `expired` is credit
    that ended unspent. `withheld` was kept from money back for credit that was spent already, so the tenders,
    credit among them, add up to `net` + `withheld`.
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

    @property
    def average(self) -> int | None:
        """Return the mean net of a purchase, None where there was none."""
        return self.purchase_net // self.purchases if self.purchases else None


def day_totals(till: Till, on: dt.date) -> DayTotals:
    """Return the totals of a day of this branch."""
    with till.read() as db:
        return totals_on(db, till.shop.branch_id, on)


def close_day(
    till: Till,
    session: Session,
    on: dt.date | None = None,
    approval: Session | None = None,
    *,
    fact_id: str | None = None,
) -> DayTotals:
    """Close a day (today unless named) and return its totals; raises `shift_still_open`, `day_not_come`.

    The same again under one `fact_id` is done once; another day under it is `fact_exists`.
    """
    with till.read() as db:
        if found := fact_before(db, fact_id, "till.closed"):
            day = dt.date.fromisoformat(found.body.on)
            require_same(found, same=on in (None, day))
            return totals_on(db, till.shop.branch_id, day, _expired_before(db, found))
        # Said before anybody is asked to approve it.
        require(open_shift(db, till.shop.till_id) is None, "shift_still_open")
    authority = authorise(till, session, "close_day", approval)
    with till.transaction(session.staff_id) as tx:
        day = on or tx.on
        require(day <= tx.on, "day_not_come", day=day)
        require(open_shift(tx, till.shop.till_id) is None, "shift_still_open")
        gone = _expire(tx)
        grant_as_met(tx, till)
        totals = totals_on(tx, till.shop.branch_id, day, gone)
        told = tx.record(
            "till.closed",
            control_totals(tx, till.shop.till_id, day),
            fact_id=fact_id,
            approvals=authority.approvals,
        )
        queue_slip(tx, "day", told.fact_id, values={"on": day.isoformat()})
        return totals


def _expire(tx: Tx) -> int:
    # Points end too; what is told as expired is credit, the shop's liability.
    gone = 0
    while lots := expired_lots(tx, tx.at):
        held = held_lots(tx, [part.lot_id for part in lots])
        tx.record("lot.expired", LotExpired(lots))
        gone += sum(part.amount for part in lots if held[part.lot_id].lot.unit == CREDIT)
    return gone


def _expired_before(db: Source, closing: FactRow) -> int:
    """Return the credit that ended in the transaction of a day's closing: its facts stand right before it."""
    gone, last = 0, closing.pos - 1
    start = max(last - _MOST_BEFORE, 0)
    for told in reversed(facts_after(db, start, last - start)):
        if told.fact.kind != "lot.expired" or told.fact.at != closing.fact.at:
            break
        held = held_lots(db, [part.lot_id for part in told.body.lots])
        gone += sum(part.amount for part in told.body.lots if held[part.lot_id].lot.unit == CREDIT)
    return gone


_MOST_BEFORE = 100
"""Facts before a closing that are looked at for what it let expire."""
_SUMS = (
    "gross, discount, net, sales, refunds, refund_net, purchases, purchase_net, member_purchases, member_net,"
    " credit_paid, credit_earned, points_earned, joined"
)


def totals_on(db: Source, branch_id: str, on: dt.date, gone: int | None = None) -> DayTotals:
    """Return a branch's day as its kept sums say; a day without anything is all zeros."""
    key = (on.isoformat(), branch_id)
    row = db.row(f"SELECT {_SUMS} FROM day_branch WHERE on_day = ? AND branch_id = ?", key) or (0,) * 14
    tenders = db.rows(
        "SELECT kind, sum(amount) FROM day_tender WHERE on_day = ? AND branch_id = ? GROUP BY kind ORDER BY kind",
        key,
    )
    groups = db.rows(
        "SELECT product_group, gross, discount, net, purchases FROM day_sale WHERE on_day = ? AND branch_id = ?"
        " ORDER BY net DESC, product_group",
        key,
    )
    sums = dict(zip(_SUMS.split(", "), row, strict=True))
    back = db.rows(
        "SELECT coalesce(sum(gross), 0), coalesce(sum(discount), 0), coalesce(sum(withheld), 0) FROM reversal"
        " WHERE on_day = ? AND branch_id = ?",
        key,
    )[0]
    sums |= {"gross": sums["gross"] + back[0], "discount": sums["discount"] + back[1]}
    return DayTotals(
        on=on,
        branch_id=branch_id,
        tenders=tuple(Tender(*found) for found in tenders),
        groups=tuple(GroupDay(*found) for found in groups),
        expired=gone or 0,
        withheld=back[2],
        **sums,
    )
