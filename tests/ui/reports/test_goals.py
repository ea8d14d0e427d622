"""Goals set in the window: tried while they are written, set, changed and stopped; what is wrong is said in place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.ui.reports.goal_editing import target_of
from desktop.usecases.goals import goals_now
from loyalty.errors import LoyaltyError
from tests.ui.reports.test_presenter import shown


def test_an_owner_sets_changes_and_stops_a_goal(seat_of) -> None:
    screen = shown(seat_of("owner"))
    till = screen.seat.till
    screen.presenter.on_goal("")
    typed, branches = screen.view.last("show_goal")
    assert (typed.goal_id, typed.target, typed.every) == ("goal-1", "", "month")
    assert till.shop.branch_id in dict(branches)

    editing = screen.presenter.editing
    editing.on_typed(replace(typed, target="۲۵٬۰۰۰٬۰۰۰", every="year"))
    aim, problem = screen.view.last("show_goal_told")
    assert (aim.target, problem) == (25_000_000, "")
    with till.read() as db:
        assert goals_now(db) == (), "nothing is set before it is asked for"

    editing.on_saved(replace(typed, target="25,000,000"))
    assert [one.target for one in screen.board.aims] == [25_000_000]
    screen.presenter.on_goal("goal-1")
    again, _ = screen.view.last("show_goal")
    assert again.target == "25,000,000"
    editing.on_saved(replace(again, figure="active_rate", target="55.5"))
    assert [(one.figure, one.target) for one in screen.board.aims] == [("active_rate", 55.5)]
    editing.on_stopped("goal-1")
    assert screen.board.aims == ()


@pytest.mark.parametrize(
    ("text", "figure"), [("much", "net_sales"), ("0", "buyers"), ("101", "active_rate"), ("nan", "aov")]
)
def test_a_target_that_cannot_be_is_said(seat_of, text, figure) -> None:
    with pytest.raises(LoyaltyError, match="goal_target_unread"):
        target_of(text, figure, "IRT")
    screen = shown(seat_of("owner"))
    screen.presenter.on_goal("")
    typed, _ = screen.view.last("show_goal")
    screen.presenter.editing.on_saved(replace(typed, figure=figure, target=text))
    aim, problem = screen.view.last("show_goal_told")
    assert aim is None
    assert "is no target" in problem


def test_who_may_not_set_policy_sets_no_goal(seat_of) -> None:
    screen = shown(seat_of("branch_manager"))
    assert screen.view.last("allow_goals") is False
    screen.presenter.on_goal("")
    assert not screen.view.times("show_goal")


def test_papers_of_what_is_looked_at_are_written(seat_of, tmp_path) -> None:
    screen = shown(seat_of("branch_manager"))
    for paper in ("branch", "goals", "partners", "staff"):
        path = tmp_path / f"{paper}.pdf"
        screen.presenter.on_paper(paper, str(path))
        assert screen.view.last("show_written") == str(path)
        assert path.read_bytes().startswith(b"%PDF-")
    screen.presenter.on_paper("branch", str(tmp_path))
    assert screen.view.times("show_written") == 4
    assert screen.view.times("show_problem")
