"""A receipt is found by its number and printed again from the window, as a copy that says so."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.models.settings import set_setting
from desktop.ui.sale.presenter import SalePresenter
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.selling.paper_queue import list_jobs
from tests.ui.sale.conftest import PHONE, Shop
from tests.ui.sale.screen_fake import FakeScreen


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def desk(shop: Shop, told: list[str]) -> SalePresenter:
    with shop.till.transaction("owner") as tx:
        set_setting(tx, "printer_kind", "file")
    screen = FakeScreen()
    heard = lambda: told.append("queued")  # noqa: E731
    made = SalePresenter(screen, ImmediateTasks(), shop.counter, lang=lambda: "fa", recorded=heard)
    screen.presenter = made
    made.open()
    return made


def screen_of(desk: SalePresenter) -> Any:
    return desk._view


def copies(shop: Shop) -> list[int]:
    with shop.till.read() as db:
        return sorted(job.copies for job in list_jobs(db) if job.kind == "receipt")


def test_a_receipt_found_by_its_number_is_printed_again(
    desk: SalePresenter, shop: Shop, told: list[str]
) -> None:
    screen = screen_of(desk)
    for text in (PHONE, "250000", ""):
        screen.enter(text)
    number = screen.shown["recorded"].number
    desk.on_refund_pressed()
    screen.enter(number)
    assert screen.shown["refund"].may_copy
    before = len(told)
    desk.back.print_again()
    desk.back.print_again()
    assert copies(shop) == [0, 1, 2]
    assert screen.shown["notice"] == "copied"
    assert len(told) == before + 2


def test_without_a_printer_it_is_said_and_nothing_waits(desk: SalePresenter, shop: Shop) -> None:
    screen = screen_of(desk)
    for text in (PHONE, "250000", ""):
        screen.enter(text)
    number = screen.shown["recorded"].number
    with shop.till.transaction("owner") as tx:
        set_setting(tx, "printer_kind", "none")
    shop.counter.read_stand()
    desk.on_refund_pressed()
    screen.enter(number)
    desk.back.print_again()
    assert copies(shop) == [0]
    assert "چاپگری ندارد" in screen.problems[-1]


def test_training_prints_nothing_again(desk: SalePresenter, shop: Shop) -> None:
    screen = screen_of(desk)
    for text in (PHONE, "250000", ""):
        screen.enter(text)
    number = screen.shown["recorded"].number
    desk.on_refund_pressed()
    screen.enter(number)
    shop.counter.set_training(True)
    desk.back.print_again()
    assert copies(shop) == [0]
    assert screen.problems


def test_the_card_of_who_just_joined_is_printed_while_they_stand_there(
    desk: SalePresenter, shop: Shop, told: list[str]
) -> None:
    screen_of(desk).enter("09351112233")
    assert told == []
    desk.enrol.submit("علی کریمی", "", "", "", ())
    assert told == ["queued"]
    with shop.till.read() as db:
        assert [job.kind for job in list_jobs(db)] == ["card"]
