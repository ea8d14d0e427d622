"""Past the margin floor at the counter: a reason from the verdict, a manager's PIN at recording, both in the sale."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from desktop.models.counter import stored_sale
from desktop.ui.sale.sheets import WhySheet
from desktop.ui.sale.shown import ShownVerdict, ShownWhy
from desktop.ui.snapshots import settle
from desktop.usecases.policies import publish_policy
from tests.ui.accessibility import assert_all_named
from tests.ui.sale.conftest import Shop
from tests.ui.sale.test_presenter import Desk

GROUPS = {"groups": [{"id": "SHOES", "name": {"fa": "کفش", "en": "Shoes"}, "margin": 30, "floor": 5}]}
DEEP = {
    "id": "deep",
    "name": {"fa": "حراج", "en": "Deep"},
    "benefits": [{"discount": {"percent": 40, "of": {"group": "SHOES"}}}],
}
REASON = "به مشتری قول داده‌ایم"


@pytest.fixture
def counter(shop: Shop, publish: Callable[[dict], None], make_staff: Callable[..., Any]) -> Desk:
    publish_policy(shop.till, shop.session, "groups", GROUPS)
    publish(DEEP)
    shop.counter.take_session(make_staff("cashier"))
    return Desk(shop)


def rung(desk: Desk) -> int:
    desk.enter("62601105")
    return int(desk.presenter.state.served.quote.totals.net)


def stored(desk: Desk) -> Any:
    with desk.shop.till.read() as db:
        sale_id = db.value("SELECT sale_id FROM sale ORDER BY sale_no DESC LIMIT 1")
        found = stored_sale(db, str(sale_id))
    assert found is not None
    return found.sale


def verdicts(desk: Desk) -> list[ShownVerdict]:
    desk.presenter.on_why_wanted()
    return list(desk.shown("why").verdicts)


def test_a_manager_lets_it_through_with_a_reason(counter: Desk) -> None:
    assert rung(counter) == 1_280_000
    assert [one.verdict for one in verdicts(counter)] == ["margin"]
    counter.presenter.on_overridden(REASON)
    assert counter.presenter.state.served.quote.totals.net == 768_000
    assert [(one.verdict, one.override) for one in verdicts(counter)] == [("applied", REASON)]
    counter.enter("")
    pin = counter.shown("pin")
    assert pin.purpose == "approve"
    for digit in "730614":
        counter.presenter.staff.press(digit)
    counter.presenter.staff.submit()
    assert counter.shown("recorded").net == 768_000
    sale = stored(counter)
    assert (sale.net, sale.override) == (768_000, REASON)
    # The next customer's basket is held by the floor again.
    assert rung(counter) == 1_280_000


def test_the_managers_key_is_forgotten_once_the_sale_is_recorded(
    counter: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Any] = []
    approve = counter.shop.counter.approve
    monkeypatch.setattr(
        counter.shop.counter, "approve", lambda *who: given.append(approve(*who)) or given[-1]
    )
    rung(counter)
    counter.presenter.on_overridden(REASON)
    counter.enter("")
    for digit in "730614":
        counter.presenter.staff.press(digit)
    counter.presenter.staff.submit()
    assert stored(counter).override == REASON
    assert [one.signer.open for one in given] == [False]


def test_it_may_be_taken_back_before_anything_is_recorded(counter: Desk) -> None:
    rung(counter)
    counter.presenter.on_overridden(REASON)
    counter.presenter.on_overridden("")
    counter.enter("")
    sale = stored(counter)
    assert (sale.net, sale.override) == (1_280_000, "")


def test_the_reason_is_put_aside_and_taken_up_with_the_basket(counter: Desk) -> None:
    rung(counter)
    counter.presenter.on_overridden(REASON)
    counter.presenter.on_parked()
    assert counter.presenter.state.override == ""
    counter.presenter.on_parked_wanted()
    (waiting,) = counter.shown("parked")
    counter.presenter.on_recalled(waiting.key)
    assert counter.presenter.state.override == REASON
    assert counter.presenter.state.served.quote.totals.net == 768_000


def test_without_a_pin_nothing_is_recorded(counter: Desk) -> None:
    rung(counter)
    counter.presenter.on_overridden(REASON)
    counter.enter("")
    counter.presenter.staff.leave()
    with counter.shop.till.read() as db:
        assert db.value("SELECT count(*) FROM sale") == 0


def test_the_sheet_offers_reasons_where_the_floor_holds_and_says_what_was_let_through(app, qtbot) -> None:
    sheet = WhySheet()
    qtbot.addWidget(sheet)
    told: list[str] = []
    sheet.overridden.connect(told.append)
    sheet.show_why(ShownWhy(verdicts=(ShownVerdict("حراج", "margin", "زیر کف"),)))
    sheet.show()
    settle()
    assert_all_named(sheet)
    (button,) = list(sheet.findChildren(type(sheet._let_button(ShownVerdict("", "", "")))))
    button.pick(button.keys()[0])
    assert told == [REASON]
    sheet.show_why(ShownWhy(verdicts=(ShownVerdict("حراج", "applied", "اعمال شد", override=REASON),)))
    settle()
    assert_all_named(sheet)
    assert not sheet.findChildren(type(button)) or all(
        not one.isVisible() for one in sheet.findChildren(type(button))
    )
