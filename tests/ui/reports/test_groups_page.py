"""Figures of a group of members: who is in it keeps the class they have among everybody."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from desktop.reports.board import Board, Tile
from desktop.reports.figures.churn import quarters
from desktop.reports.figures.document import read_shop
from desktop.reports.figures.periods import step_start
from desktop.ui.reports.desk import Asked
from desktop.ui.reports.till_reports import TillReports


def ranked(seat: Any, who: str = "") -> Board:
    today = seat.till.today()
    return TillReports(seat).board(Asked("rfm", today - dt.timedelta(days=90), today, who=who))


def classes(board: Board) -> dict[str, str]:
    (listing,) = [one for one in board.listings if one.title == "rfm_members"]
    place = [one.key for one in listing.columns].index("class")
    return {row.member: row.cells[place].key for row in listing.rows}


@pytest.mark.parametrize("name", ["champions", "hibernating", "lost"])
def test_members_of_a_group_keep_their_own_class(seat_of: Any, name: str) -> None:
    seat = seat_of("owner")
    everybody = classes(ranked(seat))
    inside = classes(ranked(seat, f"class:{name}"))
    assert inside == {member: one for member, one in everybody.items() if one == name}
    assert inside


@pytest.mark.parametrize(("before", "change"), [(200, -50.0), (0, None), (-200, None), (None, None)])
def test_a_percentage_of_nothing_or_less_is_not_told(before: int | None, change: float | None) -> None:
    tile = Tile("net_sales", "money", 100, before)
    assert tile.change == change
    assert tile.verdict == ("worse" if change else "same")


@pytest.mark.parametrize("calendar", ["jalali", "gregorian"])
def test_quarters_are_those_of_the_readers_calendar(seat_of: Any, calendar: Any) -> None:
    till = seat_of("owner").till
    with till.read() as db:
        found = quarters(read_shop(db, till.today(), till.shop).book(), 30, calendar)
    assert found
    assert all(one.period.since == step_start(one.period.since, "quarter", calendar) for one in found)
