"""Costs written by hand in the window: added, changed, taken back; what is wrong is said at its field."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.ui.reports.cost_values import NEW
from desktop.usecases.fixed_costs import cost_rows, put_cost
from tests.ui.reports.test_presenter import shown


def test_an_owner_writes_changes_and_takes_back_a_cost(seat_of) -> None:
    screen = shown(seat_of("owner"))
    till, costs = screen.seat.till, screen.presenter.costs
    screen.presenter.on_page("campaigns")
    before = next(one.now for one in screen.board.tiles if one.name == "club_cost")
    screen.presenter.on_costs()
    asked = screen.view.last("show_costs")
    assert (asked.costs, asked.typed.place) == ((), NEW)
    assert till.shop.branch_id in dict(asked.branches)

    costs.on_saved(replace(asked.typed, name="چاپ تراکت", amount=90_000))
    assert next(one.now for one in screen.board.tiles if one.name == "club_cost") == before + 90_000
    (written,) = screen.view.last("show_costs").costs
    costs.on_picked(written.place)
    costs.on_saved(replace(screen.view.last("show_costs").typed, amount=70_000, branch=till.shop.branch_id))
    with till.read() as db:
        (row,) = cost_rows(db)
    assert (row["name"], row["amount"], row["branch"]) == ("چاپ تراکت", 70_000, till.shop.branch_id)
    costs.on_dropped(0)
    with till.read() as db:
        assert cost_rows(db) == ()


def test_a_name_in_two_languages_stays_so_while_another_field_is_changed(seat_of) -> None:
    screen = shown(seat_of("owner"))
    till, session, costs = screen.seat.till, screen.seat.session, screen.presenter.costs
    day, both = till.today().isoformat(), {"fa": "چاپ", "en": "Printing"}
    put_cost(till, session, {"name": both, "amount": 5, "from": day, "to": day})
    for name, kept in (("", both), ("تراکت", "تراکت")):
        screen.presenter.on_costs()
        costs.on_picked(0)
        typed = screen.view.last("show_costs").typed
        costs.on_saved(replace(typed, amount=7, name=name or typed.name))
        with till.read() as db:
            (row,) = cost_rows(db)
        assert (row["name"], row["amount"]) == (kept, 7)
    costs.on_dropped(0)


@pytest.mark.parametrize(
    ("changed", "field"), [({"name": " "}, "name"), ({"amount": 0}, "amount"), ({"amount": None}, "amount")]
)
def test_what_is_wrong_is_said_at_its_field(seat_of, changed, field) -> None:
    screen = shown(seat_of("owner"))
    screen.presenter.on_costs()
    good = replace(screen.view.last("show_costs").typed, name="x", amount=1)
    screen.presenter.costs.on_saved(replace(good, **changed))
    assert screen.view.last("show_cost_problem")[0] == field
    backwards = replace(good, since=good.last.replace(year=good.last.year + 1))
    screen.presenter.costs.on_saved(backwards)
    assert screen.view.last("show_cost_problem")[0] == "days"
    with screen.seat.till.read() as db:
        assert cost_rows(db) == ()


def test_what_another_wrote_meanwhile_stays(seat_of) -> None:
    screen = shown(seat_of("owner"))
    till, session = screen.seat.till, screen.seat.session
    day = till.today().isoformat()
    first, theirs, ours = ({"name": name, "amount": 1, "from": day, "to": day} for name in "abc")
    put_cost(till, session, first)
    screen.presenter.on_costs()
    put_cost(till, session, theirs, before=first)
    screen.presenter.costs.on_dropped(0)
    put_cost(till, session, ours, before=first)
    with till.read() as db:
        left = cost_rows(db)
    assert [row["name"] for row in left] == ["b", "c"]
    for row in left:
        put_cost(till, session, None, before=row)


def test_who_may_not_set_policy_writes_no_cost(seat_of) -> None:
    screen = shown(seat_of("branch_manager"))
    screen.presenter.on_costs()
    assert not screen.view.times("show_costs")
