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
    assert sums(counter) == (200_000, {"cash": 50_000, "card": 150_000}, 0)
    counter.screen.type("200000")
    counter.presenter.on_tender_pressed("cash")
    assert sums(counter) == (180_000, {"cash": 200_000}, 20_000)
    # One more thing, and the note no longer covers all: the rest goes to the card, and the offer with it.
    counter.enter("100000")
    assert sums(counter) == (300_000, {"cash": 200_000, "card": 100_000}, 0)


def test_an_offer_that_shuts_a_tender_out_never_goes_round(
    shop: Shop, publish: Callable[[dict], None]
) -> None:
    publish(NOT_IN_CASH)
    desk = Desk(shop)
    desk.enter("200000")
    assert sums(desk)[0] == 180_000
    desk.screen.type("190000")
    desk.presenter.on_tender_pressed("cash")
    to_pay, paid, change = sums(desk)
    assert sum(paid.values()) - change == to_pay
    desk.enter("")
    assert (desk.shown("recorded").net, desk.shown("recorded").change) == (to_pay, change)
