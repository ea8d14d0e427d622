"""At the counter: an offer whose right is elsewhere is asked for while selling goes on, and the reason is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from desktop.ui.sale.till_counter import TillCounter
from desktop.usecases.exchange.joining import join
from desktop.usecases.exchange.wishing import Wished
from desktop.usecases.exchange.wishing_uses import WishedUses, wish_uses
from loyalty.basket import Basket
from loyalty.errors import LoyaltyError
from tests.sync.centre import InMemory, new_centre
from tests.ui.sale.conftest import PHONE, Shop
from tests.ui.sale.test_presenter import Desk

GIFT = {
    "id": "gift",
    "name": {"fa": "هدیهٔ دیدار دوباره", "en": "Welcome back"},
    "kind": "one_shot",
    "benefits": [{"discount": {"percent": 10, "of": "basket"}}],
    "grant": {"when": "meeting"},
}


@dataclass
class Asking:
    """The centre as the counter asks it, over a line that may be cut."""

    shop: Shop
    centre: InMemory = field(default_factory=new_centre)
    asked: int = 0

    def __post_init__(self) -> None:
        self.line = self.centre.line()
        business = self.shop.till.shop.business_id
        code = self.centre.invite("own", "", "", business)
        join(self.shop.till, self.shop.session, self.line, lambda _: self.line, "http://centre.test", code)

    def can_ask(self) -> bool:
        return True

    def wish(self, member_id: str, amount: int) -> Wished:
        raise AssertionError("nobody spends credit here")

    def wish_uses(self, basket: Basket, member_id: str | None) -> WishedUses:
        self.asked += 1
        return wish_uses(self.shop.till, self.line, "owner", basket, member_id, patience=0.0)


@pytest.fixture
def asking(shop: Shop, publish: Callable[[dict], None]) -> Asking:
    made = Asking(shop)
    publish(GIFT)
    shop.counter = TillCounter(shop.till, shop.session, lang=lambda: "fa", centre=made)
    return made


def verdicts(desk: Desk) -> dict[str, str]:
    desk.presenter.on_why_wanted()
    return {one.name: one.verdict for one in desk.shown("why").verdicts}


def test_the_right_comes_while_selling_goes_on(shop: Shop, asking: Asking) -> None:
    desk = Desk(shop)
    desk.enter(PHONE, "250000")
    assert asking.asked == 1
    assert verdicts(desk) == {"هدیهٔ دیدار دوباره": "applied"}
    desk.enter("")
    assert desk.shown("recorded").net == 225_000


def test_without_a_line_it_is_said_once_and_the_sale_goes_on(shop: Shop, asking: Asking) -> None:
    asking.line.cut = True
    desk = Desk(shop)
    desk.enter(PHONE, "250000")
    assert verdicts(desk) == {"هدیهٔ دیدار دوباره": "centre"}
    (said,) = desk.shown("why").verdicts
    assert "به مرکز نیاز دارد" in said.reason
    assert "مرکز" in desk.shown("problem")
    desk.enter("100000")
    assert asking.asked == 1
    desk.enter("")
    assert desk.shown("recorded").net == 350_000


@pytest.mark.parametrize(("told", "code"), [(("A1 · ونک",), "uses_asked"), ((), "uses_nowhere")])
def test_who_holds_it_is_named(
    shop: Shop, asking: Asking, monkeypatch: pytest.MonkeyPatch, told: tuple[str, ...], code: str
) -> None:
    monkeypatch.setattr(asking, "wish_uses", lambda *_: WishedUses(here=False, asked=told))
    with pytest.raises(LoyaltyError) as refused:
        shop.counter.ask_uses(Basket(()), None)
    assert refused.value.code == code
