"""Answers that come late, out of turn, or not at all: nothing stale is shown, nothing entered is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop.ui.sale.presenter import SalePresenter
from desktop.ui.tasks import Job
from desktop.usecases.selling.adjusting import adjust
from desktop.usecases.selling.shifts import shift_now
from loyalty.errors import LoyaltyError
from tests.ui.sale.conftest import PHONE, Shop
from tests.ui.sale.screen_fake import FakeScreen


class SlowTasks:
    """Work waits until `run` is called: the database lane of a busy machine."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Job, Callable[[], Any], Any, Any]] = []

    def local(self, work: Any, on_result: Any = None, on_error: Any = None) -> Job:
        self.waiting.append((Job(), work, on_result, on_error))
        return self.waiting[-1][0]

    soon = remote = long = local

    def run(self) -> None:
        """Do everything that waits, and what comes of it, in order."""
        while self.waiting:
            job, work, on_result, on_error = self.waiting.pop(0)
            if job.cancelled:
                continue
            try:
                found = work()
            except LoyaltyError as error:
                on_error(error)
            else:
                if not job.cancelled and on_result:
                    on_result(found)


def slow_desk(shop: Shop) -> tuple[FakeScreen, SalePresenter, SlowTasks]:
    screen, tasks = FakeScreen(), SlowTasks()
    presenter = SalePresenter(screen, tasks, shop.counter, lang=lambda: "fa")
    screen.presenter = presenter
    presenter.open()
    tasks.run()
    return screen, presenter, tasks


def test_an_answer_to_a_text_that_is_gone_is_dropped(shop: Shop) -> None:
    screen, _, tasks = slow_desk(shop)
    screen.type("4567")
    screen.type("رضا")
    screen.type("")
    tasks.run()
    assert screen.shown["reading"].state == "none"
    assert screen.shown["reading"].chosen is None


def test_while_a_look_up_runs_digits_are_not_taken_for_money(shop: Shop) -> None:
    screen, _, tasks = slow_desk(shop)
    screen.type("4567")
    assert screen.shown["reading"].state == "looking"
    tasks.run()
    assert screen.shown["reading"].chosen.kind == "member"


def test_a_list_that_still_stands_for_the_text_before_cannot_be_picked_from(shop: Shop) -> None:
    screen, presenter, tasks = slow_desk(shop)
    screen.type("912345")
    assert screen.shown["reading"].state == "looking"
    presenter.find.pick(0)
    tasks.run()
    assert presenter.state.lines == ()
    assert presenter.state.member_id is None
    assert presenter.find.text == "912345"


def test_everything_entered_before_the_first_answer_is_done_in_its_order(shop: Shop) -> None:
    screen, presenter, tasks = slow_desk(shop)
    screen.enter(PHONE)
    screen.enter("250000")
    screen.enter("")
    assert presenter.state.lines == ()
    tasks.run()
    assert screen.shown["recorded"].net == 250_000
    assert screen.shown["recorded"].credit_after == 25_000


def test_what_was_entered_blindly_after_a_doubt_is_not_done(shop: Shop) -> None:
    """The four digits find nobody: the amount and the Enters after them must not become a sale."""
    screen, presenter, tasks = slow_desk(shop)
    screen.enter("9999")
    screen.enter("250000")
    screen.enter("")
    tasks.run()
    assert presenter.state.lines == ()
    assert screen.field == "9999"
    shift = shift_now(shop.till)
    assert shift is not None
    assert shift.sales == 0


def test_two_quick_enters_record_one_sale(shop: Shop) -> None:
    screen, _, tasks = slow_desk(shop)
    screen.enter(PHONE)
    screen.enter("250000")
    tasks.run()
    screen.enter("")
    screen.enter("")
    screen.enter("")
    tasks.run()
    shift = shift_now(shop.till)
    assert shift is not None
    assert shift.sales == 1


def test_a_price_of_an_earlier_basket_is_never_shown_as_this_ones(shop: Shop) -> None:
    screen, presenter, tasks = slow_desk(shop)
    screen.enter("+100000")
    tasks.run()
    screen.enter("+50000")
    before = screen.shown["pay"]
    tasks.run()
    assert before.to_pay in (0, 100_000)
    assert screen.shown["pay"].to_pay == 150_000
    presenter.on_undone()
    assert not screen.shown["pay"].priced
    tasks.run()
    assert screen.shown["pay"].to_pay == 100_000


def test_the_key_of_credit_right_behind_enter_pays_with_credit(shop: Shop) -> None:
    adjust(shop.till, shop.session, shop.sara, "credit", 20_000, reason="goodwill")
    screen, presenter, tasks = slow_desk(shop)
    screen.enter(PHONE)
    screen.enter("250000")
    presenter.on_credit_pressed()
    tasks.run()
    assert screen.problems == []
    assert presenter.state.credit == 20_000
    assert screen.shown["pay"].to_pay == 230_000


def test_the_key_of_credit_right_behind_enter_says_why_there_is_none(shop: Shop) -> None:
    screen, presenter, tasks = slow_desk(shop)
    screen.enter(PHONE)
    screen.enter("250000")
    presenter.on_credit_pressed()
    tasks.run()
    assert len(screen.problems) == 1


def test_an_amount_and_its_tender_right_behind_enter_are_paid_so(shop: Shop) -> None:
    screen, presenter, tasks = slow_desk(shop)
    screen.enter("+100000")
    screen.type("150000")
    presenter.on_tender_pressed("cash")
    assert screen.field == ""
    tasks.run()
    assert presenter.state.tenders == {"cash": 150_000}
    assert screen.shown["pay"].change == 50_000


def test_an_amount_that_was_not_taken_late_stands_in_the_field_again(shop: Shop) -> None:
    screen, presenter, tasks = slow_desk(shop)
    screen.enter("+100000")
    screen.type("500000000")
    presenter.on_tender_pressed("cash")
    tasks.run()
    assert presenter.state.tenders == {}
    assert screen.field == "500000000"
    assert len(screen.problems) == 1
