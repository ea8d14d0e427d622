"""A small catalogue over the real encrypted file."""

from __future__ import annotations

import pytest

from desktop.ui.products.presenter import ProductsPresenter
from desktop.ui.products.till_products import TillProducts
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.policies import publish_policy
from desktop.usecases.products import set_products
from loyalty.kinds import Product
from tests.ui.seats import OneSeat, Remembering

GROUPS = {
    "groups": [
        {"id": "SHOES", "name": {"fa": "کفش", "en": "Shoes"}, "margin": "34", "floor": "6", "vat": "10"},
        {"id": "CARE", "name": {"fa": "نگهداری", "en": "Care"}, "vat": "10"},
    ]
}
GOODS = (
    Product("1001", "4006381333931", "کفش اسپرت آریا", "SHOES", 1_280_000, 100_000, divisible=False),
    Product("1002", "2101000000019", "واکس بی‌رنگ", "CARE", 68_000, 100_000, divisible=False),
    Product("1003", "", "بند کفش متری", "CARE", 9_000, 0, divisible=True),
    Product("1004", "", "چکمهٔ پارسال", "SHOES", 900_000, 100_000, divisible=False, active=False),
)


@pytest.fixture
def seat(till, session) -> OneSeat:
    publish_policy(till, session, "groups", GROUPS)
    set_products(till, session, GOODS)
    return OneSeat(till, session)


@pytest.fixture
def view() -> Remembering:
    return Remembering()


@pytest.fixture
def presenter(seat: OneSeat, view: Remembering) -> ProductsPresenter:
    made = ProductsPresenter(view, ImmediateTasks(), TillProducts(seat), lang=lambda: "en")
    made.entered()
    return made
