"""What periods of goals came to is kept as the day is closed, by whoever may close it, once; and a till verifies it."""

from __future__ import annotations

from desktop.reports.goal_keeping import keep_goals
from desktop.ui.approval.seat import Seat
from desktop.ui.day_close.till_days import TillDays
from desktop.usecases.goals import kept_results, set_goal
from desktop.usecases.segments import set_segment
from desktop.usecases.selling.shifts import end_shift
from desktop.usecases.verify_till import verify_till
from tests.reports.test_branch_report import sold
from tests.ui.seats import OneSeat

__all__ = ["sold"]

DAILY = {"figure": "net_sales", "target": 1_000_000, "every": "day", "from": "2026-11-21"}


def kept(till, goal_id: str):
    with till.read() as db:
        return kept_results(db, goal_id)


def test_a_closed_day_keeps_what_its_goals_came_to(till, session, make_staff, sold) -> None:
    here, manager = till.shop.branch_id, make_staff("branch_manager")
    set_goal(till, session, {**DAILY, "id": "here", "branch": here})
    set_goal(till, session, {**DAILY, "id": "all"})
    end_shift(till, manager, 0)
    seat: Seat = OneSeat(till, manager)
    days = TillDays(seat, lang=lambda: "en", printed=lambda: None)
    days.close(till.today(), None)
    (one,) = kept(till, "here")
    assert (one["numerator"], one["standing"], one["start"]) == (1_750_000, "reached", "2026-11-21")
    # The whole business is for who sees all of it.
    assert kept(till, "all") == ()
    assert keep_goals(till, manager) == 0
    assert keep_goals(till, session) == 1
    set_segment(till, manager, {"id": "regulars", "name": "Regulars", "condition": {"member": True}})
    assert verify_till(till).ok
