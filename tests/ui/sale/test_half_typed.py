"""Recording while something still stands in the field: it is taken in and shown, and nothing is recorded unseen."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.ui.sale.presenter import SalePresenter
from desktop.ui.sale.till_counter import TillCounter
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.selling.shifts import shift_now
from loyalty.words import fold_digits
from tests.ui.sale.conftest import PHONE, Shop
from tests.ui.sale.screen_fake import FakeScreen
from tests.ui.sale.test_order_of_things import slow_desk


def desk(shop: Shop) -> tuple[FakeScreen, SalePresenter]:
    screen = FakeScreen()
    screen.presenter = presenter = SalePresenter(screen, ImmediateTasks(), shop.counter, lang=lambda: "fa")
    presenter.open()
    return screen, presenter


def sales(shop: Shop) -> int:
    shift = shift_now(shop.till)
    assert shift is not None
    return shift.sales


@pytest.mark.parametrize("paper", [True, False])
def test_a_line_half_typed_is_shown_before_it_is_sold(shop: Shop, paper: bool) -> None:
    screen, presenter = desk(shop)
    screen.enter("+100000")
    screen.type("کیف ۲۵۰۰۰۰")
    presenter.on_recorded(paper=paper)
    text, taken = screen.shown["half_typed"]
    assert (text, taken.kind, taken.amount, screen.field) == ("کیف ۲۵۰۰۰۰", "group_amount", 250_000, "")
    assert (sales(shop), screen.shown["pay"].to_pay) == (0, 350_000)
    presenter.on_recorded(paper=paper)
    assert (sales(shop), screen.shown["recorded"].net) == (1, 350_000)


@pytest.mark.parametrize("typed", ["0935111223", "zzz", "09351112233", "A1-000001"])
def test_what_is_no_part_of_the_basket_keeps_the_sale_open(shop: Shop, typed: str) -> None:
    screen, presenter = desk(shop)
    screen.enter("+100000")
    screen.type(typed)
    presenter.on_recorded(paper=True)
    presenter.on_recorded(paper=True)
    assert (screen.shown["half_typed"], screen.field, sales(shop)) == ((typed, None), typed, 0)
    presenter.on_left()
    presenter.on_recorded(paper=True)
    assert sales(shop) == 1


def test_an_amount_of_a_tender_half_typed_is_named_and_shown(shop: Shop) -> None:
    screen, presenter = desk(shop)
    screen.enter("+100000")
    presenter.on_tender_pressed("cash")
    screen.type("150000")
    presenter.on_recorded(paper=False)
    assert (sales(shop), presenter.state.change) == (0, 50_000)
    presenter.on_recorded(paper=False)
    assert screen.shown["recorded"].change == 50_000


@pytest.mark.parametrize("digits", ["fa", "latin"])
def test_credit_that_was_proposed_and_not_typed_over_is_already_shown(shop: Shop, digits: str) -> None:
    screen, presenter = desk(shop)
    for text in (PHONE, "250000", "", PHONE, "100000"):
        screen.enter(text)
    presenter.on_credit_pressed()
    presenter.on_credit_pressed()
    assert screen.field
    if digits == "latin":
        screen.type(fold_digits(screen.field))
    presenter.on_recorded(paper=True)
    assert (sales(shop), screen.shown["recorded"].credit_spent, screen.field) == (2, 25_000, "")


def test_how_many_come_back_half_typed_is_shown_before_money_is_given(shop: Shop) -> None:
    screen, presenter = desk(shop)
    for text in ("62607730", "*3", ""):
        screen.enter(text)
    presenter.on_refund_pressed()
    screen.enter("1")
    screen.enter("1")
    screen.type("2")
    presenter.on_recorded(paper=True)
    assert (screen.shown["refund"].preview.net, screen.shown["half_typed"][1].kind) == (1_720_000, "quantity")


def test_a_second_press_before_the_new_total_is_shown_does_not_count(shop: Shop) -> None:
    screen, presenter, tasks = slow_desk(shop)
    screen.enter("+100000")
    tasks.run()
    screen.type("+250000")
    presenter.on_recorded(paper=True)
    presenter.on_recorded(paper=True)
    tasks.run()
    shown: Any = screen.shown["pay"]
    assert (sales(shop), shown.to_pay, presenter.find.text) == (0, 350_000, "")
    presenter.on_recorded(paper=True)
    tasks.run()
    assert sales(shop) == 1


def test_names_of_a_sale_to_take_back_follow_the_language(shop: Shop) -> None:
    spoken = ["fa"]
    shop.counter = TillCounter(shop.till, shop.session, lang=lambda: spoken[0])
    screen, presenter = desk(shop)
    for text in ("کیف ۲۵۰۰۰۰", ""):
        screen.enter(text)
    presenter.on_refund_pressed()
    screen.enter("1")
    screen.enter("")
    told = [screen.shown["refund"].lines[0].name]
    spoken[0] = "en"
    presenter.language_changed()
    told.append(screen.shown["refund"].lines[0].name)
    assert told == ["کیف", "Bags"]
    assert screen.shown["refund"].lines[0].picked == 1_000
