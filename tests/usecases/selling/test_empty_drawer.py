"""A drawer that pays out more than it holds: the rest came from elsewhere, and what comes later is counted whole."""

from __future__ import annotations

import pytest

from desktop.models.verify import verify
from desktop.printing.rows import Block, Pair
from desktop.printing.till_jobs import slip_rows
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.day_sums import totals_on
from desktop.usecases.selling.lines import basket_of
from desktop.usecases.selling.paper_queue import list_jobs
from desktop.usecases.selling.reversing import foresee, refund
from desktop.usecases.selling.shifts import ShiftTotals, begin_shift, end_shift, shift_now
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.basket import Line
from loyalty.kinds import ShiftClosed


def sell(till: Till, session: Session, amount: int) -> str:
    return checkout(till, session, basket_of([Line(1, "SHOES", amount)]), None, None).sale_id


@pytest.fixture
def emptied(selling: Till, session: Session) -> ShiftTotals:
    """Return a shift opened with 100 that gave 100,000 back in cash."""
    sold = sell(selling, session, 100_000)
    end_shift(selling, session, 200_000)
    begin_shift(selling, session, 100)
    assert foresee(selling, sold, None).drawer_short == 99_900
    assert refund(selling, session, sold, None).drawer_short == 99_900
    totals = shift_now(selling)
    assert totals is not None
    return totals


def test_what_came_from_elsewhere_is_no_surplus(
    selling: Till, session: Session, emptied: ShiftTotals
) -> None:
    assert (emptied.expected, emptied.brought_in) == (0, 99_900)
    sold = sell(selling, session, 100_000)
    assert foresee(selling, sold, None, voiding=True).drawer_short == 0
    assert refund(selling, session, sold, None).drawer_short == 0, "the drawer holds it"
    sell(selling, session, 70_000)
    closed = end_shift(selling, session, 70_000)
    assert (closed.expected, closed.difference, closed.brought_in) == (70_000, 0, 99_900)
    with selling.read() as db:
        day = totals_on(db, selling.shop, selling.today())
        slip = max((job for job in list_jobs(db) if job.kind == "shift"), key=lambda job: job.job_id)
        assert verify(db).ok
    assert (day.brought_in, day.difference) == (99_900, 0)
    rows = [
        row
        for block in slip_rows(selling, slip, "en", 576)
        for row in (block.rows if isinstance(block, Block) else (block,))
    ]
    figures = {row.label: row.value for row in rows if isinstance(row, Pair)}
    assert figures["From elsewhere"].endswith("99,900")
    assert figures["Expected"] == "70,000"


@pytest.mark.parametrize(("expected", "ok"), [(0, True), (-99_900, True), (50_000, False)])
def test_verify_takes_the_way_the_cash_took_and_nothing_else(
    selling: Till, session: Session, emptied: ShiftTotals, expected: int, ok: bool
) -> None:
    """Minus 99,900 is how closings of an earlier time told it."""
    with selling.transaction(session.staff_id) as tx:
        tx.record("shift.closed", ShiftClosed(emptied.shift_id, expected, 0, emptied.tenders))
    with selling.read() as db:
        assert verify(db).ok == ok
