"""Training over a basket that was left open: it is put by, said in words, and stands there again afterwards."""

from __future__ import annotations

from desktop.ui.sale.wiring import press
from desktop.usecases.selling.parking import open_basket
from desktop.usecases.selling.shifts import shift_now
from tests.ui.sale.conftest import PHONE, Shop
from tests.ui.sale.test_presenter import Desk


def sit(desk: Desk, *, training: bool) -> None:
    """Lock the till and sign in again, as the window does."""
    desk.presenter.on_locked()
    desk.shop.counter.take_session(desk.shop.session)
    desk.shop.counter.set_training(training)
    desk.presenter.open()


def left_open(shop: Shop) -> Desk:
    desk = Desk(shop)
    desk.enter(PHONE, "62607730", "+111000")
    press(desk.presenter, "cash")
    return desk


def test_a_sign_in_for_training_begins_with_an_empty_counter_and_says_what_waits(shop: Shop) -> None:
    desk = left_open(shop)
    sit(desk, training=True)
    assert (desk.shown("basket").lines, desk.shown("member")) == ((), None)
    assert desk.shown("notice") == "basket_put_by"
    assert open_basket(shop.till) is not None, "a power cut in training loses nothing either"


def test_what_is_practised_touches_no_basket_that_waits(shop: Shop) -> None:
    desk = left_open(shop)
    before, named = desk.presenter.state.lines, desk.presenter.state.named
    sit(desk, training=True)
    desk.enter("250000", "")
    assert desk.shown("recorded").kind == "training"
    press(desk.presenter, "training")
    assert desk.shown("notice") == "basket_back"
    assert (desk.presenter.state.lines, desk.presenter.state.named) == (before, named)
    assert desk.presenter.state.member_id == shop.sara
    desk.enter("")
    assert (desk.shown("recorded").kind, desk.shown("recorded").net) == ("sale", 971_000)
    totals = shift_now(shop.till)
    assert totals is not None
    assert totals.sales == 1


def test_who_signs_in_to_work_after_training_finds_the_basket_that_waited(shop: Shop) -> None:
    desk = left_open(shop)
    before = desk.presenter.state.lines
    sit(desk, training=True)
    desk.enter("+500000")
    sit(desk, training=False)
    assert desk.presenter.state.lines == before
    assert not desk.shown("stand").training


def test_what_was_practised_is_never_there_to_be_sold(shop: Shop) -> None:
    desk = Desk(shop)
    press(desk.presenter, "training")
    desk.enter("+500000")
    sit(desk, training=False)
    assert desk.presenter.state.lines == ()
    desk.enter("")
    totals = shift_now(shop.till)
    assert totals is not None
    assert totals.sales == 0


def test_training_again_goes_on_with_the_basket_it_had(shop: Shop) -> None:
    desk = Desk(shop)
    press(desk.presenter, "training")
    desk.enter("+500000")
    sit(desk, training=True)
    assert [line.gross for line in desk.presenter.state.lines] == [500_000]


def test_a_recorded_page_of_training_goes_with_it(shop: Shop) -> None:
    desk = left_open(shop)
    sit(desk, training=True)
    desk.enter("250000", "")
    sit(desk, training=False)
    assert desk.shown("recorded") is None
    assert len(desk.presenter.state.lines) == 2


def test_a_member_alone_waits_too(shop: Shop) -> None:
    desk = Desk(shop)
    desk.enter(PHONE)
    sit(desk, training=True)
    assert desk.presenter.state.member_id is None
    assert desk.screen.shown.get("notice") is None, "no basket, nothing to be said"
    sit(desk, training=False)
    assert desk.presenter.state.member_id == shop.sara


def test_the_key_ends_training_in_the_middle_of_a_practised_sale(shop: Shop) -> None:
    desk = left_open(shop)
    before = desk.presenter.state.lines
    sit(desk, training=True)
    desk.enter("250000")
    assert desk.presenter.state.lines
    press(desk.presenter, "training")
    assert not desk.presenter.state.stand.training, "a basket of training can be neither parked nor sold"
    assert desk.presenter.state.lines == before
