"""Close a day: post what expired, seal the day's control totals, leave the day's slip in the queue.

A day may be closed again (after a late sale): the newest closing stands, and nothing is counted twice.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from desktop.models.log import Tx
from desktop.models.queries.days import control_totals, first_day
from desktop.models.queries.facts import FactRow, facts_after
from desktop.models.queries.lots import expired_lots, held_lots
from desktop.models.queries.shifts import open_shift
from desktop.models.sources import Source
from desktop.usecases.authority import authorise
from desktop.usecases.offers.granting import grant_as_met
from desktop.usecases.selling.day_sums import DayTotals, totals_on
from desktop.usecases.selling.paper_queue import queue_slip
from desktop.usecases.selling.told_before import fact_before, require_same
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.errors import require
from loyalty.kinds import CREDIT, LotExpired


def day_totals(till: Till, on: dt.date) -> DayTotals:
    """Return the totals of a day of this branch."""
    with till.read() as db:
        return totals_on(db, till.shop, on)


def close_day(
    till: Till,
    session: Session,
    on: dt.date | None = None,
    approval: Session | None = None,
    *,
    fact_id: str | None = None,
) -> DayTotals:
    """Close a day (today unless named) and return its totals; raises `shift_still_open`, `day_not_come`,
    `day_before_shop`.

    The same again under one `fact_id` is done once; another day under it is `fact_exists`.
    """
    with till.read() as db:
        if found := fact_before(db, fact_id, "till.closed"):
            day = dt.date.fromisoformat(found.body.on)
            require_same(found, same=on in (None, day))
            return replace(totals_on(db, till.shop, day), posted=_expired_before(db, found))
        # Said before anybody is asked to approve it.
        require(open_shift(db, till.shop.till_id) is None, "shift_still_open")
    authority = authorise(till, session, "close_day", approval)
    with till.transaction(session.staff_id, last=True) as tx:
        day = on or tx.on
        _check_day(tx, till, day)
        require(open_shift(tx, till.shop.till_id) is None, "shift_still_open")
        gone = _expire(tx)
        grant_as_met(tx, till)
        totals = replace(totals_on(tx, till.shop, day), posted=gone)
        told = tx.record(
            "till.closed",
            control_totals(tx, till.shop.till_id, day),
            fact_id=fact_id,
            approvals=authority.approvals,
        )
        queue_slip(tx, "day", told.fact_id, values={"on": day.isoformat()})
        return totals


def _check_day(tx: Tx, till: Till, day: dt.date) -> None:
    require(day <= tx.on, "day_not_come", day=day)
    if day < tx.on:
        first = first_day(tx, till.shop.zone)
        require(day >= first, "day_before_shop", day=day, first=first)


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
