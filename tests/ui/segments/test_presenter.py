"""The segments screen's presenter over a real file: who is in which class, who moved, and what is done for them."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from desktop.reports.members_list import members_list
from desktop.ui.segments import presenter as module
from desktop.usecases.audiences import audience
from desktop.usecases.members.leaving import leave
from loyalty.conditions.parse import parse_condition
from loyalty.errors import LoyaltyError
from loyalty.segments import SEGMENTS
from tests.ui.segments.conftest import buy


def counts(view) -> dict[str, int | None]:
    return {one.key: one.count for one in view.last("show_groups")[0]}


def keys(view) -> set[str]:
    return {row.key for row in view.last("show_people").rows}


def in_segment(name: str):
    return parse_condition({"in_segment": name}, "condition")


def test_every_class_is_the_audience_offers_would_reach(presenter, view, till, people) -> None:
    """Class by class, and the classes with the members without a purchase are the whole club."""
    seen: set[str] = set()
    for name in SEGMENTS:
        presenter.on_group(name)
        shown = keys(view)
        assert shown == set(audience(till, in_segment(name))), name
        assert counts(view)[name] == len(shown) == view.last("show_people").whole
        seen |= shown
    presenter.on_group("no_purchase")
    assert keys(view) == {people[5]}
    assert seen == set(people[:5])


def test_a_purchase_of_today_shows_but_moves_nobody_before_tomorrow(
    presenter, view, till, session, people
) -> None:
    before = counts(view)
    buy(till, session, people[5], 5_000_000)
    presenter.entered()
    assert counts(view) == before
    presenter.on_group("no_purchase")
    (row,) = view.last("show_people").rows
    assert (row.last_on, row.purchases) == (till.today(), 1)


def test_a_drawn_segment_is_counted_as_it_is_judged(drawn, presenter, view, till, people) -> None:
    presenter.on_group("big")
    assert keys(view) == set(audience(till, in_segment("big"))) == {people[0], people[1]}
    assert counts(view)["big"] == 2
    shown = view.last("show_people")
    assert (shown.group.name, shown.group.own, shown.moves) == ("Big spenders", True, None)


def test_a_row_says_when_and_how_much(drawn, presenter, view, people, till) -> None:
    presenter.on_group("big")
    row = next(one for one in view.last("show_people").rows if one.key == people[0])
    assert (row.name, row.purchases, (till.today() - row.last_on).days) == ("سارا رضایی‌نژاد", 3, 3)
    assert (till.today() - row.first_on).days == 40
    assert row.worth == 3 * 3_000_000


def test_movement_says_who_came_from_where(presenter, view, till, people) -> None:
    """Each class: who came and who stayed are its members that were in the club a month ago."""
    moved = 0
    for name in SEGMENTS:
        presenter.on_group(name)
        moves = view.last("show_people").moves
        assert moves.stayed + sum(count for _, count in moves.came) == counts(view)[name]
        assert (till.today() - moves.since).days == 30
        moved += sum(count for _, count in moves.went)
    assert moved > 0


@pytest.mark.parametrize(
    ("text", "found"), [("كريمي", 1), ("نژاد رضایی", 1), ("۰۹۱۲۰۰۰۴۵۶۱", 1), ("nina", 0), ("", 2)]
)
def test_a_search_narrows_the_group(drawn, presenter, view, text: str, found: int) -> None:
    presenter.on_group("big")
    presenter.on_text_changed(text)
    shown = view.last("show_people")
    assert (len(shown.rows), shown.fitting, shown.whole) == (found, found, 2)


def test_many_are_shown_in_part_and_exported_whole(
    drawn, presenter, view, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 1)
    presenter.on_group("big")
    presenter.on_text_changed("کریمی")
    shown = view.last("show_people")
    assert (len(shown.rows), shown.fitting, shown.whole) == (1, 1, 2)
    presenter.on_export_chosen(str(tmp_path / "big.xlsx"))
    assert view.last("show_notice").count == 2
    sheet = openpyxl.load_workbook(tmp_path / "big.xlsx").worksheets[0]
    assert {row[1] for row in sheet.iter_rows(min_row=2, values_only=True)} == {"سارا رضایی‌نژاد", "علی کریمی"}
    presenter.on_export_chosen(str(tmp_path / "big.csv"))
    with (tmp_path / "big.csv").open(encoding="utf-8-sig") as file:
        assert len(list(csv.reader(file))) == 3


def test_the_command_lists_a_drawn_segment_too(drawn, till, session, people) -> None:
    told = members_list(till, session, till.today(), None, "big")
    assert {row.key for row in told.rows} == {people[0], people[1]}
    with pytest.raises(LoyaltyError) as refused:
        members_list(till, session, till.today(), None, "small")
    assert refused.value.code == "class_unknown"
    assert "big" in str(refused.value.values["known"])


def test_a_file_of_somebody_else_is_left_alone(drawn, presenter, view, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("something of mine\n", encoding="utf-8")
    presenter.on_group("big")
    presenter.on_export_chosen(str(tmp_path / "mine.csv"))
    assert view.times("show_problem") == 1
    assert (tmp_path / "mine.csv").read_text(encoding="utf-8") == "something of mine\n"


def test_one_goes_on_to_a_profile_and_to_an_offer(presenter, view, went, people) -> None:
    presenter.on_member(people[2])
    presenter.on_group("lost")
    presenter.on_offer_wanted()
    presenter.on_group("no_purchase")
    presenter.on_offer_wanted()
    assert went == [("member", people[2]), ("offer", "lost")]
    assert not view.last("show_people").may_offer


def test_who_left_the_club_is_nobodys_audience(presenter, view, till, session, people) -> None:
    leave(till, session, people[5])
    presenter.entered()
    assert counts(view)["no_purchase"] == 0


def test_without_the_right_there_is_nothing_but_the_reason(seat, make_staff, presenter, view) -> None:
    seat.session = make_staff("cashier")
    presenter.entered()
    assert view.times("show_problem") == 1
    assert view.last("show_people") is None
    lists = view.times("show_groups")
    presenter.on_group("loyal")
    assert view.times("show_groups") == lists


def test_nothing_drawn_and_nobody_there_is_no_trouble(view, presenter) -> None:
    assert all(not one.own for one in view.last("show_groups")[0])
    presenter.on_group("nowhere")
    assert view.last("show_people").group.key == SEGMENTS[0]
