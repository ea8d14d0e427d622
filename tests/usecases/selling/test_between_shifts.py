"""Between two shifts: what a drawer begins with beside what it was last counted to hold, and who counted it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop.printing.rows import Block, Pair
from desktop.printing.till_jobs import slip_rows
from desktop.usecases.selling.days import day_of
from desktop.usecases.selling.paper_queue import list_jobs
from desktop.usecases.selling.shifts import begin_shift, end_shift, left_in_drawer, shift_now
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till


def told_on_slip(till: Till) -> dict[str, str]:
    with till.read() as db:
        slip = max((job for job in list_jobs(db) if job.kind == "shift"), key=lambda job: job.job_id)
    blocks = slip_rows(till, slip, "en", 576)
    rows = [row for block in blocks for row in (block.rows if isinstance(block, Block) else (block,))]
    return {row.label: row.value for row in rows if isinstance(row, Pair)}


def test_the_first_shift_of_a_till_is_compared_with_nothing(selling: Till) -> None:
    totals = shift_now(selling)
    assert totals is not None
    assert (totals.left_before, totals.start_apart) == (None, 0)


def test_a_drawer_that_begins_with_less_than_was_left_says_so_on_every_face(
    selling: Till, session: Session
) -> None:
    end_shift(selling, session, 200_000)
    assert left_in_drawer(selling) == 200_000
    assert "Than last counted" not in told_on_slip(selling)
    begin_shift(selling, session, 170_000)
    totals = shift_now(selling)
    assert totals is not None
    assert (totals.left_before, totals.start_apart) == (200_000, -30_000)
    closed = end_shift(selling, session, 170_000)
    assert (closed.start_apart, closed.difference) == (-30_000, 0)
    assert told_on_slip(selling)["Than last counted"].endswith("30,000")


def test_a_drawer_that_begins_with_what_was_left_has_nothing_to_say(selling: Till, session: Session) -> None:
    end_shift(selling, session, 200_000)
    begin_shift(selling, session, 200_000)
    assert end_shift(selling, session, 200_000).start_apart == 0
    assert "Than last counted" not in told_on_slip(selling)


def test_a_shortage_stands_under_who_counted_the_drawer(
    selling: Till, session: Session, make_staff: Callable[..., Any]
) -> None:
    with selling.read() as db:
        owner = db.value("SELECT name FROM staff WHERE staff_id = ?", (session.staff_id,))
    sara = make_staff("cashier", name="Sara")
    end_shift(selling, sara, 1)
    of_day = day_of(selling, selling.today()).shifts[-1]
    assert (of_day.closed_by, of_day.staff) == ("Sara", owner)
    told = told_on_slip(selling)
    assert any("Sara" in label for label in told)
    assert owner in told["Opened by"]
