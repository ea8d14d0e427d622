"""From the first key to the refund: the real view over the real till and its encrypted file, on real lanes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.ui import language
from desktop.ui.lanes import Lanes
from desktop.ui.sale.presenter import SalePresenter
from desktop.ui.sale.view import SaleView
from desktop.ui.sale.wiring import join
from desktop.ui.snapshots import settle
from desktop.ui.widgets import Label
from desktop.usecases.offers.guessing import FREE, wrong_codes
from desktop.usecases.selling.shifts import shift_now
from loyalty.errors import LoyaltyError
from loyalty.words import fold_digits
from tests.ui.front import to_front
from tests.ui.sale.conftest import TEN_OFF, Shop
from tests.ui.typing import press, type_text


class Counter:
    """A cashier at the screen: types, presses, waits only where a person would look."""

    def __init__(self, shop: Shop, qtbot: Any) -> None:
        self.shop, self.qtbot = shop, qtbot
        self.crashes: list[BaseException] = []
        self.lanes = Lanes(self.crashes.append)
        self.view = SaleView()
        self.view.resize(1356, 864)
        self.presenter = SalePresenter(
            self.view, self.lanes, shop.counter, lang=lambda: language.formats().lang
        )
        join(self.view, self.presenter)
        self.view.show()
        self.presenter.open()
        self.rest()

    def rest(self) -> None:
        """Wait until nothing is under way."""
        self.qtbot.waitUntil(lambda: not self.lanes.busy and not self.presenter.flow.busy, timeout=10_000)
        assert not self.crashes, self.crashes

    def type(self, *texts: str) -> None:
        """Type each text and press Enter, as fast as a scanner."""
        for text in texts:
            type_text(self.view.field.edit, text)
            press(self.view.field.edit, Qt.Key.Key_Return)

    def press(self, key: Qt.Key) -> None:
        press(self.view.field.edit, key)

    def close(self) -> None:
        self.lanes.close()
        self.view.close()
        self.view.deleteLater()
        settle()


@pytest.fixture
def counter(app: QApplication, shop: Shop, qtbot: Any) -> Iterator[Counter]:
    made = Counter(shop, qtbot)
    yield made
    made.close()


@pytest.mark.parametrize("phone", ["09123454567", "۰۹۱۲۳۴۵۴۵۶۷", "٠٩١٢٣٤٥٤٥٦٧"])
def test_phone_sale_credit_and_refund_in_three_digit_scripts(counter: Counter, phone: str) -> None:
    counter.type(phone, "1000000", "")
    counter.rest()
    recorded = counter.view.recorded.recorded()
    assert (recorded.net, recorded.credit_after) == (1_000_000, 100_000)

    counter.type(phone, "62607730")
    counter.rest()
    counter.press(Qt.Key.Key_F2)
    counter.rest()
    assert counter.presenter.state.credit == 100_000
    counter.press(Qt.Key.Key_F3)
    counter.type("")
    counter.rest()
    second = counter.view.recorded.recorded()
    assert (second.net, second.credit_after) == (860_000, 76_000)

    counter.press(Qt.Key.Key_F9)
    counter.type(second.number)
    counter.rest()
    counter.type("")
    counter.rest()
    preview = counter.view.back.sums_text()
    assert "۱۰۰٬۰۰۰" in preview
    counter.type("")
    counter.rest()
    back = counter.view.recorded.recorded()
    assert (back.kind, back.money_back, back.credit_back, back.credit_after) == (
        "refund",
        760_000,
        100_000,
        100_000,
    )
    shift = shift_now(counter.shop.till)
    assert shift is not None
    assert (shift.sales, shift.reversals) == (2, 1)


def test_a_hand_faster_than_the_till_loses_no_key(counter: Counter) -> None:
    """Everything is sent before the first answer can come back."""
    counter.type("09123454567", "250000", "کفش ۱۰۰٬۰۰۰", "5901234123457", "")
    counter.rest()
    recorded = counter.view.recorded.recorded()
    assert recorded.net == 250_000 + 100_000 + 1_280_000
    assert recorded.member == "سارا رضایی‌نژاد"
    assert counter.view.field.text() == ""


def test_a_name_with_several_members_opens_a_list_and_arrows_choose(counter: Counter) -> None:
    from desktop.usecases.members.enrol import NewMember, enrol

    other = enrol(
        counter.shop.till, counter.shop.session, NewMember("09351112233", "رضا رضایی", card_no=None)
    )
    type_text(counter.view.field.edit, "رضا")
    counter.rest()
    assert counter.view.choices.isVisible()
    names = [choice.title for choice in counter.view.choices.choices()]
    assert set(names) >= {"سارا رضایی‌نژاد", "رضا رضایی"}
    for _ in range(names.index("رضا رضایی")):
        counter.press(Qt.Key.Key_Down)
    counter.press(Qt.Key.Key_Return)
    counter.rest()
    assert counter.presenter.state.member_id == other.member_id
    assert not counter.view.choices.isVisible()


def test_an_unknown_phone_is_enrolled_without_leaving_the_sale(counter: Counter) -> None:
    counter.type("+100000")
    counter.rest()
    counter.type("09351112233")
    counter.rest()
    form = counter.view.enrolment
    assert form.isVisible()
    assert counter.view.basket.lines().rows()
    type_text(form._name.editor, "علی")
    type_text(form._birthday.editor, "1399/13/45")
    press(form._birthday.editor, Qt.Key.Key_Return)
    counter.rest()
    assert form._birthday.problem()
    press(form._birthday.editor, Qt.Key.Key_Backspace)
    assert not form._birthday.problem()
    form._birthday.editor.clear()
    press(form._name.editor, Qt.Key.Key_Return)
    counter.rest()
    assert counter.view.member.isVisible()
    assert counter.view.field.edit.hasFocus()
    counter.type("")
    counter.rest()
    assert counter.view.recorded.recorded().member == "علی"


def test_a_refusal_is_a_sentence_and_the_sale_stays(counter: Counter) -> None:
    counter.type("09123454567", "100000")
    counter.rest()
    type_text(counter.view.field.edit, "50000")
    counter.press(Qt.Key.Key_F2)
    counter.rest()
    assert counter.view.verdict.isVisible()
    assert counter.view.verdict.text()
    assert len(counter.presenter.state.lines) == 1
    counter.type("")
    counter.rest()
    assert counter.view.recorded.recorded().net == 100_000


def test_what_is_typed_after_a_button_was_clicked_is_for_the_field(counter: Counter, qtbot) -> None:
    to_front(counter.view, qtbot)
    counter.type("09123454567", "250000")
    counter.rest()
    QTest.mouseClick(counter.view.basket._park, Qt.MouseButton.LeftButton)
    counter.rest()
    assert not counter.presenter.state.lines
    for figure in "1900":
        QTest.keyClicks(QApplication.focusWidget(), figure)
    assert fold_digits(counter.view.field.text()) == "1900"
    assert counter.view.field.edit.hasFocus()
    # While a panel asks for something, what is typed is for that.
    counter.press(Qt.Key.Key_F7)
    counter.rest()
    (row,) = counter.view.parked.rows()
    QTest.keyClicks(row, "5")
    assert fold_digits(counter.view.field.text()) == "1900"


def test_a_parked_basket_is_taken_up_from_its_sheet_with_the_keyboard(counter: Counter) -> None:
    counter.type("09123454567", "250000")
    counter.rest()
    counter.press(Qt.Key.Key_F6)
    counter.rest()
    assert not counter.presenter.state.lines
    counter.press(Qt.Key.Key_F7)
    counter.rest()
    (row,) = counter.view.parked.rows()
    assert "سارا" in row.title.text()
    press(row, Qt.Key.Key_Return)
    counter.rest()
    assert counter.presenter.state.to_pay == 250_000
    assert counter.view.field.edit.hasFocus()


def test_what_is_said_turns_with_the_language_at_once(app: QApplication, counter: Counter) -> None:
    """A refusal in the bar, a wrong PIN in its sheet, and the points of the page after a sale."""
    view = counter.view

    def said() -> tuple[str, ...]:
        page = [label.text() for label in view.recorded.findChildren(Label) if label.isVisible()]
        return (view.verdict.text(), view.pin._problem.text(), *page)

    counter.type("09123454567", "100000", "")
    counter.rest()
    counter.press(Qt.Key.Key_F12)
    counter.rest()
    counter.presenter.staff._wrong(LoyaltyError("pin_wrong", left=7))
    counter.presenter._fail(LoyaltyError("tender_short", missing=50_000))
    persian = said()
    language.use(app, "en")
    assert len(said()) > 8
    assert all(text and not re.search("[آ-ی]", text.replace("سارا رضایی‌نژاد", "")) for text in said())
    language.use(app, "fa")
    assert said() == persian


def test_codes_guessed_at_the_counter_each_are_named_and_soon_have_to_wait(
    counter: Counter, publish: Callable[[dict[str, Any]], None]
) -> None:
    publish({**TEN_OFF, "id": "coded", "code": {"shared": "NOWRUZ"}})
    counter.type("09123454567", "62601105", "#NOWRUZ")
    counter.rest()
    for number in range(FREE - 1):
        counter.type(f"#WRONG{number}")
        counter.rest()
        assert f"WRONG{number}" in counter.view.verdict.text()
        # What was right stays, and what was wrong is not tried again with the next line.
        assert counter.presenter.state.codes == ("NOWRUZ",)
    counter.type("62607730", "#WRONG9")
    counter.rest()
    # Codes have to wait now, the right one too; the sale has not.
    assert "۵ کد نادرست" in counter.view.verdict.text()
    assert counter.presenter.state.codes == ()
    counter.type("")
    counter.rest()
    assert counter.view.recorded.recorded().net == 1_280_000 + 860_000


def test_a_wrong_code_typed_with_its_dashes_is_tried_once_and_taken_out(
    counter: Counter, publish: Callable[[dict[str, Any]], None]
) -> None:
    publish({**TEN_OFF, "id": "coded", "code": {"shared": "NOWRUZ"}})
    counter.type("62601105", "#NOWRUZ")
    counter.rest()
    counter.type("#WRON-GCOD-E23")
    counter.rest()
    assert (wrong_codes(counter.shop.till)[0], counter.presenter.state.codes) == (1, ("NOWRUZ",))


def test_a_code_that_brings_this_basket_nothing_is_said_to(
    counter: Counter, publish: Callable[[dict[str, Any]], None]
) -> None:
    publish({**TEN_OFF, "id": "coded", "code": {"shared": "NOWRUZ"}})
    counter.type("09123454567", "62607730", "#NOWRUZ")
    counter.rest()
    column = counter.view.basket
    assert (column._codes.text(), "NOWRUZ" in column._idle.text()) == ("", True)
    counter.type("62601105")
    counter.rest()
    assert ("NOWRUZ" in column._codes.text(), column._idle.text()) == (True, "")
