"""A shift: it opens with counted cash, and closes with counted cash beside what should be there."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.queries.shifts import (
    ShiftRow,
    counted_before,
    open_shift,
    reversals_of_shift,
    sales_of_shift,
    shift,
    shift_brought_in,
    shift_tenders,
)
from desktop.models.sources import Source
from desktop.usecases.authority import authorise
from desktop.usecases.classes import refresh_where_asked
from desktop.usecases.selling.paper_queue import queue_slip
from desktop.usecases.selling.told_before import fact_before, require_same
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.basket import Tender
from loyalty.drawer import is_absurd_count, is_absurd_opening, is_far_count, slack_of
from loyalty.errors import LoyaltyError, require
from loyalty.kinds import ShiftClosed, ShiftOpened
from loyalty.money import check_amount


@dataclass(frozen=True, slots=True)
class ShiftTotals:
    """A shift as it stands: cash it opened with, tenders taken (money back subtracted), cash counted.

    `brought_in` is the cash that came from elsewhere because more went out than the drawer held; `left_before` what
    the shift before was closed with, None for a till's first.
    """

    shift_id: str
    staff_id: str
    opened_at: int
    opened_with: int
    tenders: tuple[Tender, ...]
    sales: int
    reversals: int
    counted: int | None = None
    brought_in: int = 0
    left_before: int | None = None

    @property
    def start_apart(self) -> int:
        """Return the cash it opened with less what the shift before left: below zero when some was taken out."""
        return 0 if self.left_before is None else self.opened_with - self.left_before

    @property
    def expected(self) -> int:
        """Return the cash that should be in the drawer, never below zero."""
        cash = sum(tender.amount for tender in self.tenders if tender.kind == "cash")
        return self.opened_with + cash + self.brought_in

    @property
    def difference(self) -> int:
        """Return counted less expected cash: below zero when some is missing."""
        return 0 if self.counted is None else self.counted - self.expected


def doubt_opening(till: Till, counted: int) -> None:
    """Refuse counted cash a shift hardly opens with, for somebody to look at again; raises `opening_absurd`.

    Asked before `begin_shift`; who is sure goes on without asking.
    """
    slack, left = slack_of(till.shop.currency, till.shop.exponent), left_in_drawer(till)
    require(not is_absurd_opening(counted, left, slack), "opening_absurd", counted=counted)


def doubt_closing(till: Till, counted: int) -> None:
    """Refuse counted cash absurdly far from the open shift's, as `doubt_opening` does; raises `closing_absurd`.

    Without an open shift there is nothing to doubt: `end_shift` says so.
    """
    totals = shift_now(till)
    expected = counted if totals is None else totals.expected
    slack = slack_of(till.shop.currency, till.shop.exponent)
    absurd = is_absurd_count(counted, expected, slack)
    require(not absurd, "closing_absurd", expected=expected, counted=counted)


def is_far_closing(till: Till, counted: int) -> bool:
    """Say whether counted cash is far enough from the open shift's that a person should be asked once."""
    totals = shift_now(till)
    slack = slack_of(till.shop.currency, till.shop.exponent)
    return totals is not None and is_far_count(counted, totals.expected, slack)


def begin_shift(till: Till, session: Session, counted: int, fact_id: str | None = None) -> str:
    """Open a shift with counted cash and return its id; raises `shift_open_already`.

    The same again under one `fact_id` is done once; something else under it is `fact_exists`.
    """
    check_amount(counted)
    with till.read() as db:
        if found := fact_before(db, fact_id, "shift.opened"):
            require_same(found, same=found.body == ShiftOpened(counted))
            return found.fact.fact_id
    authorise(till, session, "open_shift")
    with till.transaction(session.staff_id) as tx:
        require(open_shift(tx, till.shop.till_id) is None, "shift_open_already")
        shift_id = tx.record("shift.opened", ShiftOpened(counted), fact_id=fact_id).fact_id
    refresh_where_asked(till)
    return shift_id


def end_shift(till: Till, session: Session, counted: int, fact_id: str | None = None) -> ShiftTotals:
    """Close the open shift with counted cash, leave its slip in the queue and return its totals.

    The same again under one `fact_id` is done once; something else under it is `fact_exists`.
    """
    check_amount(counted)
    if done := _ended_before(till, fact_id, counted):
        return done
    authorise(till, session, "open_shift")
    with till.transaction(session.staff_id, last=True) as tx:
        totals = totals_of(tx, _open(tx, till), counted)
        body = ShiftClosed(totals.shift_id, totals.expected, counted, totals.tenders)
        told = tx.record("shift.closed", body, fact_id=fact_id)
        queue_slip(tx, "shift", told.fact_id)
        return totals


def _ended_before(till: Till, fact_id: str | None, counted: int) -> ShiftTotals | None:
    with till.read() as db:
        found = fact_before(db, fact_id, "shift.closed")
        if found is None:
            return None
        require_same(found, same=found.body.counted == counted)
        closed = shift(db, found.body.shift_id)
        assert closed is not None, "its opening stands before its closing"
        return totals_of(db, closed, counted)


def shift_now(till: Till) -> ShiftTotals | None:
    """Return the open shift's totals so far, None between shifts."""
    with till.read() as db:
        found = open_shift(db, till.shop.till_id)
        return None if found is None else totals_of(db, found)


def left_in_drawer(till: Till) -> int | None:
    """Return the cash this till's last shift was closed with, None before the first."""
    with till.read() as db:
        return counted_before(db, till.shop.till_id, till.now())


def _open(db: Source, till: Till) -> ShiftRow:
    found = open_shift(db, till.shop.till_id)
    if found is None:
        raise LoyaltyError("shift_not_open")
    return found


def totals_of(db: Source, row: ShiftRow, counted: int | None = None) -> ShiftTotals:
    """Return the totals of a shift."""
    taken = shift_tenders(db, row.shift_id)
    tenders = tuple(Tender(kind, amount) for kind, amount in taken.items() if kind != "credit" and amount)
    return ShiftTotals(
        shift_id=row.shift_id,
        staff_id=row.staff_id,
        opened_at=row.opened_at,
        opened_with=row.opened_with,
        tenders=tenders,
        sales=sales_of_shift(db, row.shift_id),
        reversals=reversals_of_shift(db, row.shift_id),
        counted=counted,
        brought_in=shift_brought_in(db, row.shift_id, row.opened_with),
        left_before=counted_before(db, row.till_id, row.opened_at, row.shift_id),
    )
