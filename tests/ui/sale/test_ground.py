"""Nothing changes beneath an open page: keys wait, and what comes from elsewhere closes the page whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from desktop.ui.sale.state import REFUNDING, SELLING
from desktop.ui.sale.wiring import press
from desktop.usecases.selling.shifts import end_shift
from tests.ui.sale.conftest import PHONE, Shop
from tests.ui.sale.test_presenter import Desk
from tests.ui.sale.test_twice import LateTasks


@pytest.fixture
def cashier(shop: Shop, make_staff: Callable[..., Any]) -> Desk:
    """A cashier with one sale made and a line open, who needs an approval to void."""
    first = Desk(shop)
    first.enter(PHONE, "250000", "")
    shop.counter.take_session(make_staff("cashier"))
    return Desk(shop)


def void(desk: Desk) -> None:
    press(desk.presenter, "refund")
    desk.enter(f"{desk.shop.till.shop.code}-000001")
    desk.presenter.back.void()
    desk.enter("")


def approve(desk: Desk) -> None:
    for digit in "730614":
        desk.presenter.staff.press(digit)
    desk.presenter.staff.submit()


@pytest.mark.parametrize(
    "key", ["training", "cashier", "park", "parked", "credit", "cash", "card", "no_print", "why", "refund"]
)
def test_no_key_moves_the_ground_under_a_void_that_waits_for_a_pin(cashier: Desk, key: str) -> None:
    void(cashier)
    press(cashier.presenter, key)
    assert cashier.shown("notice") == "pin_open", "said, not silent"
    assert cashier.shown("pin").purpose == "approve"
    assert not cashier.shown("stand").training
    approve(cashier)
    assert (cashier.shown("recorded").kind, cashier.shown("refund")) == ("void", None)


@pytest.mark.parametrize("key", ["training", "park", "parked", "credit", "cash", "card", "why"])
def test_keys_of_the_basket_wait_for_an_open_refund(shop: Shop, key: str) -> None:
    desk = Desk(shop)
    desk.enter("250000", "", "+111000")
    lines = desk.presenter.state.lines
    press(desk.presenter, "refund")
    press(desk.presenter, key)
    assert desk.shown("notice") == "refund_open"
    assert (desk.presenter.state.mode, desk.presenter.state.lines) == (REFUNDING, lines)
    assert not desk.shown("stand").training


def test_a_basket_picked_from_an_open_list_waits_for_a_refund(shop: Shop) -> None:
    desk = Desk(shop)
    desk.enter("111000")
    press(desk.presenter, "park")
    press(desk.presenter, "parked")
    key = desk.shown("parked")[0].key
    press(desk.presenter, "refund")
    desk.presenter.ground.unless_asked(desk.presenter.on_recalled, "parked")(key)
    assert (desk.presenter.state.mode, desk.presenter.state.lines) == (REFUNDING, ())
    assert len(shop.counter.parked()) == 1, "still put aside"


def test_what_is_pointed_at_beside_an_open_pin_waits_too(cashier: Desk) -> None:
    void(cashier)
    cashier.presenter.ground.unless_asked(cashier.presenter.back.toggle)(1)
    assert (cashier.shown("notice"), cashier.shown("refund").voiding) == ("pin_open", True)


def test_locking_leaves_a_void_whole_and_the_basket_stays(cashier: Desk) -> None:
    cashier.enter("+111000")
    lines = cashier.presenter.state.lines
    void(cashier)
    cashier.presenter.on_locked()
    assert (cashier.shown("pin"), cashier.shown("refund")) == (None, None)
    assert (cashier.presenter.state.mode, cashier.presenter.state.lines) == (SELLING, lines)
    cashier.enter("")
    assert (cashier.shown("recorded").kind, cashier.shown("recorded").net) == ("sale", 111_000)


def test_a_refund_without_a_shift_gives_way_to_the_count_and_leaves_no_page(shop: Shop) -> None:
    desk = Desk(shop)
    desk.enter("250000", "")
    end_shift(shop.till, shop.session, 100_000)
    press(desk.presenter, "refund")
    desk.enter(f"{shop.till.shop.code}-000001", "", "")
    assert desk.shown("refund") is None, "the page of taking back is closed"
    assert desk.shown("shift") is not None


def test_training_from_the_count_puts_its_page_away(till: Any, session: Any) -> None:
    from desktop.ui.sale.till_counter import TillCounter

    desk = Desk(Shop(till, session, TillCounter(till, session, lang=lambda: "fa"), ""))
    press(desk.presenter, "training")
    assert (desk.shown("shift"), desk.shown("stand").training) == (None, True)


def test_a_refusal_is_said_no_longer_once_the_next_act_goes_well(shop: Shop) -> None:
    desk = Desk(shop)
    desk.enter("62607730", "+111000")
    desk.enter("*1.5")
    assert desk.screen.problems
    desk.screen.shown.pop("clear_problem", None)
    desk.presenter.on_undone()
    assert "clear_problem" in desk.screen.shown


def test_a_void_says_that_it_is_one_and_has_a_reason_of_its_own(shop: Shop) -> None:
    desk = Desk(shop)
    desk.enter("250000", "")
    press(desk.presenter, "refund")
    desk.enter(f"{shop.till.shop.code}-000001")
    assert (desk.shown("asked"), desk.shown("refund").reason) == ("returned", "changed_mind")
    desk.presenter.back.void()
    assert (desk.shown("asked"), desk.shown("refund").reason) == ("voided", "mistake")
    desk.presenter.back.void()
    assert (desk.shown("asked"), desk.shown("refund").reason) == ("returned", "changed_mind")


def test_the_way_money_goes_back_is_named_before_and_all_that_is_taken_after(shop: Shop) -> None:
    desk = Desk(shop)
    desk.enter(PHONE, "1000000", "", PHONE, "300000")
    press(desk.presenter, "credit")
    desk.screen.type("150000")
    press(desk.presenter, "cash")
    press(desk.presenter, "card")
    desk.enter("")
    press(desk.presenter, "refund")
    desk.enter(f"{shop.till.shop.code}-000002", "")
    preview = desk.shown("refund").preview
    assert sum(amount for _, amount in preview.money_kinds) == preview.money
    assert {kind for kind, _ in preview.money_kinds} == {"cash", "card"}
    desk.enter("")
    done = desk.shown("recorded")
    assert done.money_kinds == preview.money_kinds
    assert (done.credit_taken, done.credit_back) == (preview.credit_taken, preview.credit)
    assert done.net == done.money_back + done.credit_back + done.withheld
    assert [number for _, number in done.points_taken] == [number for _, number in preview.points_taken]
    assert done.points_taken


def test_a_manager_is_asked_before_the_owner_and_then_whoever_approved_last(
    cashier: Desk, make_staff: Callable[..., Any]
) -> None:
    make_staff("branch_manager", name="مینا")
    void(cashier)
    shown = cashier.shown("pin")
    assert [person.staff_id for person in shown.people][-1] == "owner"
    assert shown.chosen == shown.people[0].staff_id != "owner", "the owner loses no try to a manager's PIN"
    cashier.presenter.staff.choose("owner")
    approve(cashier)
    cashier.presenter.staff.ask_approval("void", lambda _: None)
    assert cashier.shown("pin").chosen == "owner"


def slow(desk: Desk) -> LateTasks:
    """Let all that changes the sale wait from now on."""
    tasks = LateTasks()
    tasks.late = True
    desk.presenter.flow._tasks = tasks
    return tasks


def test_locking_while_it_is_looked_up_who_may_approve_asks_nobody(cashier: Desk) -> None:
    press(cashier.presenter, "refund")
    cashier.enter(f"{cashier.shop.till.shop.code}-000001")
    cashier.presenter.back.void()
    tasks = slow(cashier)
    cashier.enter("")
    tasks.waiting.popleft()()  # it is refused; who may approve is looked up next
    cashier.presenter.on_locked()
    tasks.catch_up()
    assert not cashier.presenter.staff.asking, "nobody stands here"
    assert cashier.screen.shown.get("pin") is None
    cashier.presenter.open()
    tasks.catch_up()
    cashier.presenter.on_cashier_wanted()
    tasks.catch_up()
    assert cashier.shown("pin").purpose == "switch", "who comes next asks as ever"


def test_a_pin_that_was_right_after_the_lock_approves_nothing(
    cashier: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    void(cashier)
    recorded = cashier.screen.shown.get("recorded")
    tasks, released = slow(cashier), []
    approve(cashier)
    cashier.presenter.on_locked()
    monkeypatch.setattr(cashier.shop.counter, "release", released.append, raising=False)
    tasks.catch_up()
    assert [one.staff_id for one in released] == ["owner"], "their key is forgotten"
    assert (cashier.screen.shown.get("recorded"), cashier.shown("pin")) == (recorded, None)


def test_a_key_of_the_pad_opens_no_question_that_nobody_asked(cashier: Desk) -> None:
    for act in (
        lambda staff: staff.press("7"),
        lambda staff: staff.erase(),
        lambda staff: staff.choose("owner"),
    ):
        act(cashier.presenter.staff)
    assert cashier.screen.shown.get("pin") is None
