"""The page of the staff: it comes to what the other pages say, branch by branch, and counts nothing twice."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from desktop.reports.board import Board
from desktop.ui.reports.desk import Asked
from desktop.ui.reports.till_reports import TillReports


@pytest.fixture
def page(seat_of: Any) -> Any:
    seat = seat_of("owner")
    desk, today = TillReports(seat), seat.till.today()

    def look(name: str, branch: str = "", **how: Any) -> Board:
        return desk.board(Asked(name, today - dt.timedelta(days=90), today, branch, **how))

    look.branches = [key for key, _ in desk.choices().branches]
    look.own = seat.till.shop.branch_id
    return look


def column(board: Board, listing: str, key: str) -> list[Any]:
    found = next(one for one in board.listings if one.title == listing)
    place = [one.key for one in found.columns].index(key)
    return [row.cells[place] or 0 for row in found.rows]


def brought(board: Board) -> list[int]:
    found = next(one for one in board.listings if one.title == "staff")
    return [row.cells[1] for row in found.rows if row.cells[0].key == "brought_in"]


def test_a_branch_whose_past_was_brought_in_is_not_shown_as_having_sold_nothing(page: Any) -> None:
    (other,) = [one for one in page.branches if one and one != page.own]
    (sales,) = brought(page("staff", other))
    assert sales > 0
    assert brought(page("staff", page.own)) == []
    assert brought(page("staff")) == [sales]


def test_what_came_back_is_all_that_parts_the_page_from_the_sales(page: Any) -> None:
    staff, sold = page("staff"), page("sales")
    net = next(tile for tile in sold.tiles if tile.name == "net_sales")
    rung = sum(column(staff, "staff", "net_rung_up"))
    assert rung >= net.now > 0.9 * rung
    own, other = (sum(column(page("staff", one), "staff", "net_rung_up")) for one in page.branches if one)
    assert own + other == rung


def test_entries_by_hand_and_approvals_are_counted_at_their_own_branch_alone(page: Any) -> None:
    for key in ("by_hand", "approvals"):
        here = sum(column(page("staff", page.own), "staff", key))
        everywhere = sum(column(page("staff"), "staff", key))
        (other,) = [one for one in page.branches if one and one != page.own]
        assert (here, sum(column(page("staff", other), "staff", key))) == (everywhere, 0)
    assert here > 0
