"""The counter shown again after another page: a shift closed there, or groups changed, hold here at once."""

from __future__ import annotations

import pytest

from desktop.ui.sale.state import REFUNDING, SELLING, SHIFT
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.shifts import begin_shift, end_shift, shift_now
from tests.ui.sale.conftest import GROUPS, PHONE, Shop
from tests.ui.sale.test_presenter import Desk


@pytest.fixture
def desk(shop: Shop) -> Desk:
    return Desk(shop)


def test_a_shift_closed_elsewhere_is_counted_before_anything_is_a_line(desk: Desk) -> None:
    end_shift(desk.shop.till, desk.shop.session, 100_000)
    desk.presenter.look_again()
    assert desk.presenter.state.mode == SHIFT
    desk.presenter.on_left()
    desk.enter("500000")
    assert desk.presenter.state.lines == ()
    desk.enter("500000")
    shift = shift_now(desk.shop.till)
    assert shift is not None
    assert shift.opened_with == 500_000


@pytest.mark.parametrize("page", ["recorded", "refund", "basket"])
def test_whatever_stood_there_gives_way_to_the_count_and_the_basket_stays(desk: Desk, page: str) -> None:
    desk.enter("250000", "")
    if page == "basket":
        desk.enter(PHONE, "111000")
    elif page == "refund":
        desk.presenter.on_refund_pressed()
        assert desk.presenter.state.mode == REFUNDING
    lines, member = desk.presenter.state.lines, desk.presenter.state.member_id
    end_shift(desk.shop.till, desk.shop.session, 100_000)
    desk.presenter.look_again()
    assert desk.presenter.state.mode == SHIFT
    assert desk.shown("shift") is not None
    assert desk.screen.shown.get("refund") is None
    assert desk.shown("recorded") is None
    assert (desk.presenter.state.lines, desk.presenter.state.member_id) == (lines, member)


def test_a_shift_opened_elsewhere_is_asked_for_no_more(desk: Desk) -> None:
    end_shift(desk.shop.till, desk.shop.session, 100_000)
    desk.presenter.look_again()
    begin_shift(desk.shop.till, desk.shop.session, 100_000)
    desk.presenter.look_again()
    assert (desk.presenter.state.mode, desk.shown("shift")) == (SELLING, None)
    desk.enter("250000", "")
    assert desk.shown("recorded").net == 250_000


def test_a_group_that_was_added_is_sold_at_once(desk: Desk) -> None:
    hats = {"id": "HATS", "name": {"fa": "کلاه", "en": "Hats"}}
    publish_policy(desk.shop.till, desk.shop.session, "groups", {"groups": [*GROUPS["groups"], hats]})
    desk.presenter.look_again()
    desk.enter("کلاه ۱۰۰۰۰۰")
    assert [line.group for line in desk.presenter.state.lines] == ["HATS"]


def test_nobody_is_asked_to_count_while_the_till_is_locked(desk: Desk) -> None:
    desk.presenter.on_locked()
    end_shift(desk.shop.till, desk.shop.session, 100_000)
    desk.presenter.look_again()
    assert desk.presenter.state.mode == SELLING
