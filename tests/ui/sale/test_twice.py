"""What is pressed twice happens once: no money goes back twice, and no other basket passes for a recorded one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

import pytest

from desktop.ui.sale.counter import Purchase
from desktop.ui.sale.presenter import SalePresenter
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.selling import parking
from desktop.usecases.selling.lines import basket_of, product_line
from desktop.usecases.selling.shifts import shift_now
from loyalty.basket import Tender
from loyalty.errors import LoyaltyError
from tests.ui.sale.conftest import Shop
from tests.ui.sale.screen_fake import FakeScreen


class Later:
    """A job that nobody takes back."""

    def cancel(self) -> None:
        """Do nothing."""


class LateTasks(ImmediateTasks):
    """Tasks whose work is done only when told, as a busy disk does."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: deque[Callable[[], None]] = deque()
        self.late = False

    def local(self, *words: Any) -> Any:
        """Do work now, or later."""
        run = super().local
        if not self.late:
            return run(*words)
        self.waiting.append(lambda: run(*words) and None)
        return Later()

    def catch_up(self) -> None:
        """Do all that waits."""
        while self.waiting:
            self.waiting.popleft()()


def test_a_refund_confirmed_twice_gives_money_back_once(shop: Shop) -> None:
    screen, tasks = FakeScreen(), LateTasks()
    screen.presenter = presenter = SalePresenter(
        screen, tasks, shop.counter, lang=lambda: "fa", display=lambda _: None
    )
    presenter.open()
    for text in ("62607730", "*3", ""):
        screen.enter(text)
    presenter.on_refund_pressed()
    for text in ("1", "1"):
        screen.enter(text)
    assert screen.shown["refund"].preview.net == 860_000
    tasks.late = True
    presenter.on_recorded(paper=True)
    presenter.on_recorded(paper=True)
    screen.enter("")
    tasks.catch_up()
    presenter.on_recorded(paper=True)
    tasks.catch_up()
    shift = shift_now(shop.till)
    assert shift is not None
    assert (shift.reversals, shift.tenders[0].amount) == (1, 2 * 860_000)


def test_a_basket_that_cannot_be_put_aside_stays_open(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = FakeScreen()
    screen.presenter = presenter = SalePresenter(
        screen, ImmediateTasks(), shop.counter, lang=lambda: "fa", display=lambda _: None
    )
    presenter.open()
    screen.enter("62607730")
    presenter.on_parked()
    monkeypatch.setattr(parking, "MOST_PARKED", 1)
    screen.enter("62601105")
    presenter.on_recalled(parking.parked(shop.till)[0].park_id)
    assert [line.product_id for line in presenter.state.lines] == ["62601105"]
    assert len(parking.parked(shop.till)) == 1
    monkeypatch.setattr(parking, "MOST_PARKED", 2)
    presenter.on_recalled(parking.parked(shop.till)[0].park_id)
    assert [line.product_id for line in presenter.state.lines] == ["62607730"]
    assert [one.basket.lines[0].product_id for one in parking.parked(shop.till)] == ["62601105"]


def test_another_basket_under_the_same_id_is_not_sold(shop: Shop) -> None:
    one = basket_of([product_line(shop.till, "62607730")])
    name = shop.counter.new_id()
    first = shop.counter.record(Purchase(one, None, (Tender("cash", 860_000),), 0, name, paper=False))
    again = shop.counter.record(Purchase(one, None, (Tender("cash", 860_000),), 0, name, paper=False))
    assert again.number == first.number
    two = basket_of([product_line(shop.till, "62607730", 2_000)])
    with pytest.raises(LoyaltyError, match="fact_exists"):
        shop.counter.record(Purchase(two, None, (Tender("cash", 1_720_000),), 0, name, paper=False))


def test_an_undone_line_makes_another_sale(shop: Shop) -> None:
    screen = FakeScreen()
    screen.presenter = presenter = SalePresenter(
        screen, ImmediateTasks(), shop.counter, lang=lambda: "fa", display=lambda _: None
    )
    presenter.open()
    for text in ("62607730", "62601105"):
        screen.enter(text)
    presenter.state.fact_id = shop.counter.new_id()
    assert presenter.state.undo()
    assert presenter.state.fact_id == ""
