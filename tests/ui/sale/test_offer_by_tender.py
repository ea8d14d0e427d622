"""An offer for a way to pay: the price on the counter follows the tender that is chosen, and so does the sale."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.models.counter import stored_sale
from tests.ui.sale.conftest import Shop
from tests.ui.sale.test_presenter import Desk

IN_CASH = {
    "id": "in-cash",
    "name": {"fa": "نقدی", "en": "In cash"},
    "basket": {"tender": ["cash"]},
    "benefits": [{"discount": {"percent": 10}}],
}
NOT_IN_CASH = IN_CASH | {"basket": {"not": {"tender": ["cash"]}}}


@pytest.fixture
def counter(shop: Shop, publish: Callable[[dict], None]) -> Desk:
    publish(IN_CASH)
    return Desk(shop)


def sums(desk: Desk) -> tuple[int, dict[str, int], int]:
    pay = desk.shown("pay")
    return pay.to_pay, {one.kind: one.amount for one in pay.tenders if one.amount}, pay.change


def test_the_price_follows_the_tender(counter: Desk) -> None:
    counter.enter("200000")
    assert sums(counter) == (200_000, {"card": 200_000}, 0)
    counter.presenter.on_tender_pressed("cash")
    assert sums(counter) == (180_000, {"cash": 180_000}, 0)
    counter.presenter.on_tender_pressed("card")
    assert sums(counter)[0] == 200_000
    counter.presenter.on_tender_pressed("cash")
    counter.enter("")
    assert counter.shown("recorded").net == 180_000
    with counter.shop.till.read() as db:
        stored = stored_sale(db, str(db.value("SELECT sale_id FROM sale")))
    assert [(one.kind, one.amount) for one in stored.sale.tenders] == [("cash", 180_000)]


def test_a_part_by_card_is_not_cash_and_a_note_that_covers_all_is(counter: Desk) -> None:
    counter.enter("200000")
    counter.screen.type("50000")
    counter.presenter.on_tender_pressed("cash")
    counter.presenter.on_tender_pressed("card")
    assert sums(counter) == (200_000, {"cash": 50_000, "card": 150_000}, 0)
    counter.screen.type("200000")
    counter.presenter.on_tender_pressed("cash")
    assert sums(counter) == (180_000, {"cash": 200_000}, 20_000)
    # One more thing, and the note no longer covers all: the rest goes to the card, and the offer with it.
    counter.enter("100000")
    counter.presenter.on_tender_pressed("card")
    assert sums(counter) == (300_000, {"cash": 200_000, "card": 100_000}, 0)


def test_a_note_that_covers_the_price_of_cash_is_all_in_cash_whatever_was_shown_before(counter: Desk) -> None:
    counter.enter("200000")
    counter.screen.type("190000")
    counter.presenter.on_tender_pressed("cash")
    assert sums(counter) == (180_000, {"cash": 190_000}, 10_000)


@pytest.mark.parametrize("first", [[], ["cash"]])
def test_an_offer_that_shuts_a_tender_out_is_not_given_where_that_tender_would_pay_all(
    shop: Shop, publish: Callable[[dict], None], first: list[str]
) -> None:
    publish(NOT_IN_CASH)
    desk = Desk(shop)
    desk.enter("200000")
    for kind in first:
        desk.presenter.on_tender_pressed(kind)
    desk.screen.type("190000")
    desk.presenter.on_tender_pressed("cash")
    assert sums(desk) == (200_000, {"cash": 190_000}, 0)
    assert desk.shown("pay").missing == 10_000
    desk.screen.type("10000")
    desk.presenter.on_tender_pressed("card")
    assert sums(desk) == (180_000, {"cash": 190_000, "card": 10_000}, 20_000)
    desk.enter("")
    assert (desk.shown("recorded").net, desk.shown("recorded").change) == (180_000, 20_000)


def test_a_part_by_another_way_is_priced_for_both(shop: Shop, publish: Callable[[dict], None]) -> None:
    publish(NOT_IN_CASH)
    desk = Desk(shop)
    desk.enter("200000")
    desk.screen.type("100000")
    desk.presenter.on_tender_pressed("cash")
    desk.presenter.on_tender_pressed("card")
    assert sums(desk) == (180_000, {"cash": 100_000, "card": 80_000}, 0)
