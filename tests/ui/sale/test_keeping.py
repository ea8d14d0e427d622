"""The open basket is kept beside the selling and brought back once; a sold one never is."""

from __future__ import annotations

from desktop.ui.sale.presenter import SalePresenter
from desktop.ui.sale.till_counter import TillCounter
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.selling.parking import open_basket
from tests.ui.sale.conftest import PHONE, Shop
from tests.ui.sale.screen_fake import FakeScreen
from tests.ui.sale.test_twice import LateTasks


def start(shop: Shop, tasks: ImmediateTasks | None = None, *, training: bool = False) -> FakeScreen:
    """Start the counter anew, as after a power cut."""
    screen = FakeScreen()
    counter = TillCounter(shop.till, shop.session, lang=lambda: "fa", training=training)
    screen.presenter = SalePresenter(screen, tasks or ImmediateTasks(), counter, lang=lambda: "fa")
    screen.presenter.open()
    return screen


def fill(screen: FakeScreen) -> None:
    for text in (PHONE, "62601105", "250000"):
        screen.enter(text)


def test_a_basket_comes_back_with_its_member_and_says_since_when(shop: Shop) -> None:
    fill(start(shop))
    kept = open_basket(shop.till)
    assert kept is not None
    again = start(shop)
    basket = again.shown["basket"]
    assert [line.gross for line in basket.lines] == [1_280_000, 250_000]
    assert basket.open_since == kept.parked_at
    assert again.shown["member"].name == "سارا رضایی‌نژاد"
    assert again.shown["pay"].to_pay == 1_530_000
    again.enter("")
    assert again.shown["recorded"].net == 1_530_000
    assert start(shop).shown["basket"].lines == ()


def test_selling_parking_and_emptying_leave_nothing_to_bring_back(shop: Shop) -> None:
    for leave in (lambda s: s.enter(""), lambda s: s.presenter.on_parked()):
        screen = start(shop)
        fill(screen)
        leave(screen)
        assert open_basket(shop.till) is None
    screen = start(shop)
    screen.enter("62601105")
    screen.presenter.on_line_removed(1)
    assert open_basket(shop.till) is None


def test_a_key_while_the_sale_is_written_brings_no_sold_basket_back(shop: Shop) -> None:
    tasks = LateTasks()
    screen = start(shop, tasks)
    fill(screen)
    tasks.late = True
    screen.enter("")
    screen.presenter.on_line_removed(1)
    tasks.waiting.popleft()()
    # The power goes here: the sale is durable, nobody has heard of it, and a key was pressed since.
    assert open_basket(shop.till) is None
    tasks.catch_up()
    assert open_basket(shop.till) is None


def test_many_changes_at_once_are_one_write(shop: Shop) -> None:
    tasks = LateTasks()
    screen = start(shop, tasks)
    writes: list[int] = []
    counter = screen.presenter._counter
    keep = counter.keep_open

    def counted(basket, member_id):
        writes.append(len(basket.lines))
        keep(basket, member_id)

    counter.keep_open = counted
    tasks.late = True
    for amount in ("+1000", "+2000", "+3000", "+4000"):
        screen.enter(amount)
    tasks.catch_up()
    assert writes == [4]


def test_training_keeps_nothing_and_brings_nothing_back_until_it_ends(shop: Shop) -> None:
    fill(start(shop))
    trainee = start(shop, training=True)
    assert trainee.shown["basket"].lines == ()
    trainee.enter("+7000")
    trainee.presenter.on_line_removed(1)
    kept = open_basket(shop.till)
    assert kept is not None
    assert len(kept.basket.lines) == 2
    trainee.presenter.on_training_pressed()
    assert len(trainee.shown["basket"].lines) == 2


def test_a_second_sign_in_brings_nothing_back_twice(shop: Shop) -> None:
    fill(start(shop))
    screen = start(shop)
    screen.presenter.open()
    assert len(screen.shown["basket"].lines) == 2
