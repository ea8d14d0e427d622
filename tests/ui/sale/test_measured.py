"""Goods by weight: the quantity and its unit as people read them, from the field to the basket, the display, paper and back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from desktop.printing.rows import Block, Pair
from desktop.printing.till_jobs import slip_rows
from desktop.ui import language
from desktop.ui.formats import plain
from desktop.ui.sale.words import reading_words
from desktop.usecases.policies import publish_policy
from desktop.usecases.products import set_products
from desktop.usecases.selling.paper_queue import PrintJob, list_jobs, queue_copy
from loyalty.kinds import Product
from tests.ui.sale.conftest import PHONE, Shop
from tests.ui.sale.test_presenter import Desk

CHEESE = {"groups": [{"id": "CHEESE", "name": {"fa": "پنیر", "en": "Cheese"}, "unit": "kg"}]}


@pytest.fixture
def desk(shop: Shop) -> Desk:
    publish_policy(shop.till, shop.session, "groups", CHEESE)
    set_products(shop.till, shop.session, (Product("700", "", "پنیر لیقوان", "CHEESE", 480_000, 0, True),))
    return Desk(shop)


@pytest.mark.parametrize("typed", ["1.25*700", "۱٫۲۵*۷۰۰", "١٫٢٥×٧٠٠"])
def test_a_weight_is_typed_in_any_digits(desk: Desk, typed: str) -> None:
    desk.enter(PHONE, typed)
    (line,) = desk.shown("basket").lines
    assert (line.quantity, line.gross, line.unit) == (1_250, 600_000, "kg")
    assert desk.displayed[-1].lines[-1].unit == "kg"


def test_the_weight_of_a_line_is_changed_by_a_decimal(desk: Desk) -> None:
    desk.enter(PHONE, "700", "*۰٫۷۵")
    (line,) = desk.shown("basket").lines
    assert (line.quantity, line.gross, line.unit) == (750, 360_000, "kg")


@pytest.mark.parametrize(("lang", "said"), [("fa", "۱٫۲۵ کیلو"), ("en", "1.25 kg")])
def test_the_field_says_how_much_of_what_it_understood(
    app: QApplication, desk: Desk, lang: str, said: str
) -> None:
    language.use(app, lang)
    desk.enter(PHONE)
    desk.screen.type("1.25*700")
    assert said in plain(reading_words(desk.shown("reading").chosen)[1])


def pairs(desk: Desk, job: PrintJob, lang: str) -> list[str]:
    rows = [
        row
        for block in slip_rows(desk.shop.till, job, lang, 576)
        for row in (block.rows if isinstance(block, Block) else (block,))
    ]
    return [plain(row.label) for row in rows if isinstance(row, Pair)]


def test_paper_and_the_refund_say_the_unit(desk: Desk) -> None:
    desk.enter(PHONE, "1.25*700", "")
    number = desk.shown("recorded").number
    found = desk.shop.counter.find_sale(number)
    assert [(line.quantity, line.unit) for line in found.lines] == [(1_250, "kg")]
    queue_copy(desk.shop.till, desk.shop.session, "receipt", found.sale_id, desk.shop.sara)
    with desk.shop.till.read() as db:
        (job,) = list_jobs(db)
    assert any("۱٫۲۵ کیلو" in text for text in pairs(desk, job, "fa"))
    assert any("1.25 kg" in text for text in pairs(desk, job, "en"))
