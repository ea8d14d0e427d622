"""A real shop behind the sale screen: the encrypted file, members, products, offers; and the screen over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from desktop.ui.sale.till_counter import TillCounter
from desktop.usecases.members.enrol import NewMember, enrol
from desktop.usecases.offers import publish as publish_offer
from desktop.usecases.policies import publish_policy
from desktop.usecases.products import set_products
from desktop.usecases.selling.shifts import begin_shift
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.kinds import Product

PHONE = "09123454567"
GROUPS = {
    "groups": [
        {"id": "SHOES", "name": {"fa": "کفش", "en": "Shoes"}, "vat": "10"},
        {"id": "BAGS", "name": {"fa": "کیف", "en": "Bags"}, "vat": "10"},
    ]
}
TEN_OFF = {
    "id": "ten-shoes",
    "name": {"fa": "ده درصد کفش", "en": "Ten off shoes"},
    "kind": "lasting",
    "audience": {"member": True},
    "basket": {"basket_total": {"op": ">=", "amount": 500_000, "group": "SHOES"}},
    "benefits": [{"discount": {"percent": "10", "of": {"group": "SHOES"}}}],
}


@dataclass(slots=True)
class Shop:
    """An open shop with an open shift; `sara` is a member."""

    till: Till
    session: Session
    counter: TillCounter
    sara: str


@pytest.fixture
def shop(till: Till, session: Session) -> Shop:
    """Return a shop of shoes and bags that earns ten percent."""
    publish_policy(till, session, "groups", GROUPS)
    publish_policy(till, session, "earning", {"credit": {"percent": 10, "expires_days": 180}})
    trainers = Product("62601105", "5901234123457", "کفش اسپرت آریا، ۴۲", "SHOES", 1_280_000, 100_000, False)
    bag = Product("62607730", "", "کیف دوشی چرم", "BAGS", 860_000, 100_000, False)
    set_products(till, session, (trainers, bag))
    begin_shift(till, session, 100_000)
    new = NewMember(PHONE, "سارا رضایی‌نژاد", "1370/05/24", card_no=None, consents=("sms_service",))
    sara = enrol(till, session, new).member_id
    return Shop(till, session, TillCounter(till, session, lang=lambda: "fa"), sara)


@pytest.fixture
def publish(shop: Shop) -> Callable[[dict], None]:
    """Return what publishes an offer."""
    return lambda document: publish_offer(shop.till, shop.session, document) and None
