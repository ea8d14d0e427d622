"""The open basket is kept beside the selling and brought back once; a sold one never is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.ui.sale.presenter import SalePresenter
from desktop.ui.sale.till_counter import TillCounter
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.parking import open_basket
from desktop.usecases.selling.shifts import end_shift, shift_now
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


def test_how_it_is_to_be_paid_comes_back_with_the_basket(shop: Shop) -> None:
    # A purchase first, whose credit the next one spends.
    first = start(shop)
    fill(first)
    first.enter("")
    screen = start(shop)
    fill(screen)
    screen.presenter.on_credit_pressed()
    screen.type("100000")
    screen.presenter.on_tender_pressed("transfer")
    screen.presenter.on_tender_pressed("cash")
    before = screen.shown["pay"]
    assert before.credit > 0
    assert {one.kind: one.amount for one in before.tenders}["transfer"] == 100_000
    # The power goes here.
    again = start(shop)
    after = again.shown["pay"]
    assert (after.credit, after.to_pay, after.change) == (before.credit, before.to_pay, before.change)
    assert [(one.kind, one.amount) for one in after.tenders] == [
        (one.kind, one.amount) for one in before.tenders
    ]
    again.enter("")
    assert again.shown["recorded"].credit_spent == before.credit
    assert start(shop).shown["pay"].tenders == first.shown["pay"].tenders


def test_credit_that_is_gone_meanwhile_is_no_longer_spent(shop: Shop) -> None:
    first = start(shop)
    fill(first)
    first.enter("")
    screen = start(shop)
    fill(screen)
    screen.presenter.on_credit_pressed()
    kept = open_basket(shop.till)
    assert kept is not None
    assert kept.named.credit > 0
    basket = basket_of([group_line(shop.till, "SHOES", kept.named.credit)])
    checkout(shop.till, shop.session, basket, shop.sara, None, credit="max", at_counter=False)
    again = start(shop)
    assert again.shown["pay"].credit == 0
    assert again.shown["pay"].to_pay == 1_530_000
    assert again.problems


def test_many_changes_at_once_are_one_write(shop: Shop) -> None:
    tasks = LateTasks()
    screen = start(shop, tasks)
    writes: list[int] = []
    counter = screen.presenter._counter
    keep = counter.keep_open

    def counted(basket, member_id, named):
        writes.append(len(basket.lines))
        keep(basket, member_id, named)

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


def test_an_amount_without_a_shift_is_never_a_line(shop: Shop) -> None:
    end_shift(shop.till, shop.session, 1_000_000)
    screen = start(shop)
    assert screen.shown["asked"] == "counted"
    screen.presenter.on_left()
    assert screen.shown["asked"] == ""
    screen.enter("3000000")
    assert screen.presenter.state.lines == ()
    assert (screen.shown["asked"], screen.field) == ("counted", "3000000")
    assert shift_now(shop.till) is None
    screen.enter()
    opened = shift_now(shop.till)
    assert opened is not None
    assert opened.opened_with == 3_000_000


def test_the_field_says_which_tender_it_asks_for(shop: Shop) -> None:
    screen = start(shop)
    screen.enter("62601105")
    screen.presenter.on_tender_pressed("cash")
    assert screen.shown["asked"] == "cash"
    screen.presenter.on_left()
    assert screen.shown["asked"] == ""


def test_enter_picks_the_line_the_arrows_stand_on_and_then_gives_back(shop: Shop) -> None:
    screen = start(shop)
    for text in ("62601105", "62607730", "+5000", ""):
        screen.enter(text)
    number = screen.shown["recorded"].number
    screen.presenter.on_refund_pressed()
    screen.enter(number)
    assert [line.enter_picks for line in screen.shown["refund"].lines] == [True, False, False]
    screen.enter("")
    screen.presenter.on_moved(1)
    shown = screen.shown["refund"]
    assert [line.picked for line in shown.lines] == [1_000, 0, 0]
    assert (shown.lines[1].enter_picks, shown.enter_confirms) == (True, False)
    screen.enter("")
    assert [line.picked for line in screen.shown["refund"].lines] == [1_000, 1_000, 0]
    assert screen.shown["refund"].enter_confirms
    screen.enter("")
    assert screen.shown["recorded"].money_back == 1_280_000 + 860_000


def test_how_a_basket_is_paid_is_put_aside_and_taken_up_with_it(shop: Shop) -> None:
    screen = start(shop)
    presenter = screen.presenter
    assert presenter is not None
    screen.enter("62601105")
    screen.type("500000")
    presenter.on_tender_pressed("cash")
    presenter.on_tender_pressed("card")
    before = screen.shown["pay"].tenders
    presenter.on_parked()
    assert presenter.state.tenders == {}
    presenter.on_parked_wanted()
    presenter.on_recalled(screen.shown["parked"][0].key)
    assert screen.shown["pay"].tenders == tuple(replace(one, active=False) for one in before)
    assert {one.kind: one.amount for one in before} == {"cash": 500_000, "card": 780_000}


def test_credit_spent_meanwhile_does_not_come_back_with_a_parked_basket(shop: Shop) -> None:
    screen = start(shop)
    presenter = screen.presenter
    assert presenter is not None
    for text in (PHONE, "1000000", "", PHONE, "100000"):
        screen.enter(text)
    presenter.on_credit_pressed()
    assert screen.shown["pay"].credit == 100_000
    presenter.on_parked()
    for text in (PHONE, "100000"):
        screen.enter(text)
    presenter.on_credit_pressed()
    screen.enter("")
    presenter.on_parked_wanted()
    presenter.on_recalled(screen.shown["parked"][0].key)
    assert (screen.shown["pay"].credit, screen.shown["pay"].to_pay) == (0, 100_000)
    assert screen.problems, "said, not silent"


@pytest.fixture
def closed(shop: Shop) -> Shop:
    """Return a shop whose last shift left so much in the drawer that no count of these tests is ten times it."""
    end_shift(shop.till, shop.session, 20_000_000)
    return shop


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("62601105", "کفش اسپرت آریا"),
        ("۶۲۶۰۱۱۰۵", "کفش اسپرت آریا"),
        ("5901234123457", "کفش اسپرت آریا"),
        ("4006381333931", "نه نقد کشو"),
        ("09123454567", "نه نقد کشو"),
    ],
)
def test_a_code_is_never_cash_in_the_drawer(closed: Shop, typed: str, said: str) -> None:
    screen = start(closed)
    for _ in range(2):
        screen.enter(typed)
        assert shift_now(closed.till) is None
        assert said in screen.problems[-1]
        assert screen.shown["asked"] == "counted"
    assert screen.shown["reading"].chosen.kind == "not_cash"
    assert screen.presenter.state.lines == ()


@pytest.mark.parametrize("typed", ["+62601105", "62,601,105", "۶۲٬۶۰۱٬۱۰۵"])
def test_a_sum_that_looks_like_a_code_is_cash_where_it_is_written_as_a_sum(closed: Shop, typed: str) -> None:
    screen = start(closed)
    screen.enter(typed)
    opened = shift_now(closed.till)
    assert opened is not None
    assert opened.opened_with == 62_601_105


@pytest.mark.parametrize(("typed", "held"), [("0", 0), ("12345670", 12_345_670), ("3m", 3_000_000)])
def test_a_sum_that_is_no_code_opens_the_shift(closed: Shop, typed: str, held: int) -> None:
    screen = start(closed)
    screen.enter(typed)
    opened = shift_now(closed.till)
    assert opened is not None
    assert opened.opened_with == held


def test_a_product_rung_before_the_count_is_a_line_and_leads_to_no_count(closed: Shop) -> None:
    screen = start(closed)
    screen.presenter.on_left()
    screen.enter("62601105")
    assert [line.gross for line in screen.presenter.state.lines] == [1_280_000]
    assert screen.shown["asked"] == ""
