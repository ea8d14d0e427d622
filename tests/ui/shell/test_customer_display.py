"""What the customer sees: a greeting, the basket as it grows, change and what was earned."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.ui import language
from desktop.ui.formats import plain
from desktop.ui.shell.customer_display import CustomerWindow
from desktop.ui.shell.values import CustomerDisplay, DisplayLine, Phase
from desktop.ui.widgets import Figure, Table
from tests.ui.accessibility import assert_all_named

OPEN = CustomerDisplay(
    Phase.OPEN,
    "آریا",
    member="سارا",
    lines=(DisplayLine("کفش", 1_000, 1_152_000, "پاییزه", 1_280_000), DisplayLine("جوراب", 2_000, 142_500)),
    saved=175_500,
    to_pay=1_900_000,
    credit=485_000,
    points=1_240,
    expiring=85_000,
    expires_on=dt.date(2026, 11, 28),
)


@pytest.fixture
def window(app: QApplication, qtbot) -> CustomerWindow:
    window = CustomerWindow()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    return window


def texts(window: CustomerWindow) -> set[str]:
    labels = {plain(label.text()) for label in window.findChildren(QLabel) if label.isVisible()}
    return labels | {figure.accessibleName() for figure in window.findChildren(Figure) if figure.isVisible()}


def test_nobody_is_greeted(window: CustomerWindow) -> None:
    window.show_display(CustomerDisplay(shop="آریا", greeting="روز خوش"))
    seen = texts(window)
    assert {"آریا", "روز خوش"} <= seen
    assert not any("قابل پرداخت" in text for text in seen)


def test_the_basket_and_what_is_to_pay(window: CustomerWindow) -> None:
    window.show_display(OPEN)
    rows = window.findChild(Table).rows()
    assert [row.cells[0].text for row in rows] == ["کفش", "جوراب"]
    assert rows[0].cells[2].note == "۱٬۲۸۰٬۰۰۰"
    assert rows[1].cells[1].text == "× ۲"
    seen = texts(window)
    assert {"قابل پرداخت ۱٬۹۰۰٬۰۰۰ تومان", "اعتبار شما ۴۸۵٬۰۰۰ تومان", "امتیاز ۱٬۲۴۰", "۱۷۵٬۵۰۰"} <= seen
    assert "۸۵٬۰۰۰ تومان تا ۷ آذر" in seen


def test_paid_shows_change_and_what_was_earned(window: CustomerWindow) -> None:
    window.show_display(
        replace(OPEN, phase=Phase.PAID, change=100_000, earned_credit=222_250, earned_points=228)
    )
    seen = texts(window)
    assert "باقی پول شما ۱۰۰٬۰۰۰ تومان" in seen
    assert "+۲۲۲٬۲۵۰ تومان، +۲۲۸ امتیاز" in seen
    window.show_display(replace(OPEN, phase=Phase.PAID))
    assert "پرداخت شد، سپاسگزاریم ۱٬۹۰۰٬۰۰۰ تومان" in texts(window)


def test_what_goes_back_is_no_change(window: CustomerWindow) -> None:
    """Money back to a card is not handed over, and two ways of it are told apart."""
    back = CustomerDisplay(Phase.BACK, "آریا", money_back=(("card", 850_000),))
    window.show_display(back)
    assert "به کارت شما برمی‌گردد ۸۵۰٬۰۰۰ تومان" in texts(window)
    window.show_display(replace(back, money_back=(("cash", 850_000),)))
    assert "پولی که به شما برمی‌گردد ۸۵۰٬۰۰۰ تومان" in texts(window)
    window.show_display(replace(back, money_back=(("card", 500_000), ("cash", 350_000)), credit_back=90_000))
    assert {"پولی که به شما برمی‌گردد ۸۵۰٬۰۰۰ تومان", "۵۰۰٬۰۰۰", "۳۵۰٬۰۰۰", "۹۰٬۰۰۰"} <= set(texts(window))
    window.show_display(replace(back, money_back=(), credit_back=90_000))
    assert "به اعتبار شما برمی‌گردد ۹۰٬۰۰۰ تومان" in texts(window)
    assert not any("باقی پول" in text or "پرداخت شد" in text for text in texts(window))


def test_a_stranger_has_no_credit_on_show(window: CustomerWindow) -> None:
    window.show_display(replace(OPEN, credit=None, points=None, expiring=0, member=""))
    assert not any("اعتبار شما" in text or "تا ۷ آذر" in text for text in texts(window))


def test_a_game_takes_the_place_of_the_basket(window: CustomerWindow) -> None:
    wheel = QWidget()
    window.show_display(OPEN)
    window.show_extra(wheel)
    assert wheel.isVisible()
    assert not window.findChild(Table).isVisible()
    window.show_extra(None)
    assert window.findChild(Table).isVisible()


def test_it_speaks_english_too(app: QApplication, window: CustomerWindow) -> None:
    window.show_display(OPEN)
    language.use(app, "en")
    assert "To pay 1,900,000 Toman" in texts(window)
    assert_all_named(window)
