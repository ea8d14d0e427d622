"""The member's own PIN at the counter: asked only when it is needed, tried in place, and a manager may vouch instead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from desktop.ui.sale.sheets import PinSheet
from desktop.ui.snapshots import settle
from desktop.usecases.members.member_pin import forget_member_pin, is_proved, set_member_pin
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.adjusting import adjust
from tests.ui.sale.conftest import PHONE, Shop
from tests.ui.sale.test_presenter import Desk

PIN = "7305"


@pytest.fixture
def desk(shop: Shop, make_staff: Callable[..., Any]) -> Desk:
    publish_policy(shop.till, shop.session, "trust", {"pin_above": 50_000})
    set_member_pin(shop.till, shop.session, shop.sara, PIN)
    adjust(shop.till, shop.session, shop.sara, "credit", 200_000, reason="goodwill")
    shop.counter.take_session(make_staff("cashier"))
    return Desk(shop)


def ring(desk: Desk, credit: int) -> None:
    desk.enter(PHONE, "250000")
    desk.presenter.pay.spend(credit)
    desk.enter("")


def type_in(desk: Desk, pin: str) -> None:
    for digit in pin:
        desk.presenter.staff.press(digit)
    desk.presenter.staff.submit()


def test_small_sums_ask_nobody(desk: Desk) -> None:
    ring(desk, 50_000)
    assert desk.shown("recorded").credit_spent == 50_000
    assert desk.screen.shown.get("pin") is None


def test_the_member_types_it_and_a_wrong_one_is_said_in_place(desk: Desk) -> None:
    ring(desk, 90_000)
    asked = desk.shown("pin")
    assert (asked.purpose, next(one.level for one in asked.people), asked.problem) == ("member", "عضو", "")
    assert "۵۰" in asked.hint
    type_in(desk, "9168")
    assert "۴ بار" in desk.shown("pin").problem
    assert desk.screen.shown.get("recorded") is None
    type_in(desk, PIN)
    assert desk.shown("pin") is None
    assert desk.shown("recorded").credit_spent == 90_000


def test_a_manager_vouches_for_who_has_none(desk: Desk) -> None:
    forget_member_pin(desk.shop.till, desk.shop.session, desk.shop.sara)
    ring(desk, 90_000)
    asked = desk.shown("pin")
    assert [one.level for one in asked.people] == ["مالک"]
    assert "رمز ندارد" in asked.hint
    type_in(desk, "730614")
    assert desk.shown("recorded").credit_spent == 90_000


def test_training_asks_the_same_takes_any_pin_and_writes_nothing(desk: Desk) -> None:
    till = desk.shop.till

    def written() -> tuple[Any, ...]:
        with till.read() as db:
            counts = ("SELECT count(*) FROM fact", "SELECT coalesce(sum(fails), 0) FROM member_pin_try")
            return tuple(db.value(one) for one in counts)

    desk.presenter.on_training_pressed()
    before = written()
    ring(desk, 90_000)
    asked = desk.shown("pin")
    assert (asked.purpose, "هر رمزی" in asked.hint) == ("member", True)
    type_in(desk, "9168")
    assert (desk.shown("pin"), desk.shown("recorded").kind) == (None, "training")
    assert written() == before
    proof = desk.shop.counter.prove(desk.shop.sara, "9168")
    with till.read() as db:
        assert not is_proved(db, desk.shop.sara, proof), (
            "what is proved in training is worth nothing after it"
        )


def test_left_alone_nothing_is_recorded_and_the_basket_stays(desk: Desk) -> None:
    ring(desk, 90_000)
    desk.presenter.on_left()
    assert desk.shown("pin") is None
    assert desk.presenter.state.lines
    assert desk.presenter.state.credit == 90_000


def test_the_owner_vouches_with_their_own_pin_once_more(desk: Desk, shop: Shop) -> None:
    shop.counter.take_session(shop.session)
    desk.presenter.open()
    ring(desk, 90_000)
    assert [one.staff_id for one in desk.shown("pin").people][1] == "owner"
    desk.presenter.staff.move(1)
    type_in(desk, "730614")
    assert desk.shown("recorded").credit_spent == 90_000


def test_the_panel_says_what_it_is_for(desk: Desk, app: Any, qtbot: Any) -> None:
    ring(desk, 90_000)
    sheet = PinSheet()
    qtbot.addWidget(sheet)
    sheet.set_purpose("member")
    sheet.show_pin(desk.shown("pin"))
    settle()
    assert sheet._hint.text() == desk.shown("pin").hint
