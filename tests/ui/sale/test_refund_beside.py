"""A refund while a basket is open, and in training: what goes back is always told, and the basket waits untouched."""

from __future__ import annotations

import pytest

from desktop.ui.sale.shown import ShownRecorded
from tests.ui.sale.conftest import PHONE, Shop
from tests.ui.sale.test_order_of_things import slow_desk
from tests.ui.sale.test_presenter import Desk


@pytest.fixture
def desk(shop: Shop) -> Desk:
    return Desk(shop)


def give_back(desk: Desk, number: int) -> ShownRecorded:
    desk.presenter.on_refund_pressed()
    desk.enter(f"{desk.shop.till.shop.code}-{number:06}", "", "")
    recorded: ShownRecorded = desk.shown("recorded")
    return recorded


def test_a_refund_beside_an_open_basket_is_told_and_the_basket_waits(desk: Desk) -> None:
    desk.enter(PHONE, "250000", "", "+111000")
    lines = desk.presenter.state.lines
    told = give_back(desk, 1)
    assert (told.kind, told.number[-1], told.money_back) == ("refund", "2", 250_000)
    assert (told.money_kinds, told.member) == ((("card", 250_000),), "سارا رضایی‌نژاد")
    assert told.basket_waits
    assert desk.shown("basket").behind
    assert not desk.shown("pay").can_record
    desk.presenter.on_recorded(paper=False)
    assert (desk.shown("recorded"), desk.presenter.state.lines) == (None, lines), (
        "no sale from behind the page"
    )
    assert (desk.shown("pay").to_pay, desk.shown("pay").can_record) == (111_000, True)
    desk.enter("")
    assert (desk.shown("recorded").kind, desk.shown("recorded").net) == ("sale", 111_000)


def test_a_receipt_that_is_all_back_says_so_and_offers_nothing(desk: Desk) -> None:
    desk.enter(PHONE, "250000", "")
    give_back(desk, 1)
    desk.presenter.on_left()
    desk.presenter.on_refund_pressed()
    desk.enter(f"{desk.shop.till.shop.code}-000001")
    refund = desk.shown("refund")
    assert (refund.stage, refund.all_back, refund.can_confirm) == ("lines", True, False)


@pytest.mark.parametrize("leave", ["enter", "esc", "goods"])
def test_enter_esc_and_the_next_goods_go_back_to_the_basket(desk: Desk, leave: str) -> None:
    desk.enter("100000", "", "+111000")
    give_back(desk, 1)
    if leave == "esc":
        desk.presenter.on_left()
    else:
        desk.enter("62607730" if leave == "goods" else "")
    assert desk.shown("recorded") is None
    assert desk.shown("pay").to_pay == (971_000 if leave == "goods" else 111_000)


def test_an_enter_pressed_twice_does_not_put_the_page_away(shop: Shop) -> None:
    screen, presenter, tasks = slow_desk(shop)
    for text in ("100000", "", "+111000"):
        screen.enter(text)
        tasks.run()
    presenter.on_refund_pressed()
    screen.enter(f"{shop.till.shop.code}-000001")
    tasks.run()
    screen.enter("")
    tasks.run()
    screen.enter("")
    screen.enter("")
    tasks.run()
    assert screen.shown["recorded"].money_back == 100_000
    screen.enter("")
    tasks.run()
    assert screen.shown["recorded"] is None
    assert screen.shown["pay"].enter_records


@pytest.mark.parametrize("found", [False, True], ids=["before it is found", "after it stands there"])
def test_an_enter_pressed_twice_at_a_receipt_gives_nothing_back_unseen(shop: Shop, found: bool) -> None:
    screen, presenter, tasks = slow_desk(shop)
    for text in ("100000", ""):
        screen.enter(text)
        tasks.run()
    presenter.on_refund_pressed()
    screen.enter(f"{shop.till.shop.code}-000001")
    if found:
        tasks.run()
    screen.enter("")
    tasks.run()
    assert presenter.state.mode == "refunding"
    if not found:
        assert screen.shown["refund"].preview is None, "the only line is not picked unasked"
        screen.enter("")
        tasks.run()
    assert screen.shown["refund"].preview.money == 100_000, "what would go back stands there"
    screen.enter("")
    tasks.run()
    assert screen.shown["recorded"].money_back == 100_000


@pytest.mark.parametrize("press", ["cash", "credit"])
def test_an_amount_that_cannot_be_paid_for_nothing_is_not_swallowed(desk: Desk, press: str) -> None:
    desk.screen.type("50000")
    if press == "cash":
        desk.presenter.on_tender_pressed("cash")
    else:
        desk.presenter.on_credit_pressed()
    assert desk.screen.problems == ["سبد خالی است.\nکالا یا مبلغی بیفزایید."]
    assert (desk.screen.field, desk.presenter.state.tenders) == ("50000", {})


def test_training_tells_the_money_a_refund_would_give_back(desk: Desk) -> None:
    desk.enter(PHONE, "250000", "")
    desk.presenter.on_training_pressed()
    told = give_back(desk, 1)
    assert (told.kind, told.number) == ("refund_training", "")
    assert (told.money_back, told.money_kinds) == (250_000, (("card", 250_000),))
