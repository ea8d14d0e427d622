"""The sign-in screen: the keyboard, the pad and a card reader reach the same PIN, in both languages."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from desktop.ui import language, theme
from desktop.ui.login.values import Doorway, Opening, ShiftBefore, StaffChoice
from desktop.ui.login.view import LoginScreen
from desktop.ui.snapshots import settle
from desktop.ui.widgets import Button, Label, PinDots, PinPad, Row, VerdictBar, WarnBox
from loyalty.documents import Text
from tests.ui.accessibility import assert_all_named, assert_large_enough, spoken_name
from tests.ui.typing import press, type_text

CASHIER = Text("صندوق‌دار", "Cashier")
PEOPLE = (StaffChoice("sana", "ثنا کریمی", CASHIER), StaffChoice("mehdi", "مهدی احمدی", CASHIER, locked=True))
AT = 1_795_269_360_000


@pytest.fixture
def screen(app: QApplication, qtbot) -> LoginScreen:
    screen = LoginScreen()
    qtbot.addWidget(screen)
    screen.resize(1440, 864)
    screen.show_doorway(Doorway("آریا", "شعبهٔ ونک", "صندوق ۲", dt.date(2026, 11, 21), AT))
    screen.show_people(PEOPLE, "sana")
    before = ShiftBefore("شیفت صبح", "مهدی احمدی", AT, 4_350_000, 1)
    screen.show_opening(Opening("شیفت عصر", False, before=before))
    screen.show()
    settle()
    return screen


def texts(screen: LoginScreen) -> set[str]:
    return {label.text() for label in screen.findChildren(QLabel) if label.isVisible()}


def primary(screen: LoginScreen) -> Button:
    return next(b for b in screen.findChildren(Button) if b.height() == 56)


def test_keys_type_choose_and_submit(screen: LoginScreen) -> None:
    told: list[object] = []
    screen.typed.connect(told.append)
    screen.moved.connect(told.append)
    for name in ("erased", "cleared", "submitted", "training_pressed"):
        getattr(screen, name).connect(lambda name=name: told.append(name))
    type_text(screen, "۴5")
    for key in ("Down", "Up", "Backspace", "Escape", "Return", "F11"):
        press(screen, getattr(Qt.Key, f"Key_{key}"))
    assert told == ["۴", "5", 1, -1, "erased", "cleared", "submitted", "training_pressed"]


def test_the_pad_types_too(screen: LoginScreen, qtbot) -> None:
    told: list[str] = []
    screen.typed.connect(told.append)
    pad = screen.findChild(PinPad)
    qtbot.mouseClick(pad.key("7"), Qt.MouseButton.LeftButton)
    assert told == ["7"]


def test_a_name_is_chosen_with_a_finger(screen: LoginScreen, qtbot) -> None:
    rows = [r for r in screen.findChildren(Row) if r.isVisible()]
    assert [r.is_chosen() for r in rows] == [True, False]
    with qtbot.waitSignal(screen.chosen) as told:
        qtbot.mouseClick(rows[1], Qt.MouseButton.LeftButton)
    assert told.args == ["mehdi"]
    settle()
    rows = [r for r in screen.findChildren(Row) if r.isVisible()]
    assert [r.is_chosen() for r in rows] == [False, True]
    assert "رمز از کار افتاده" in rows[1].note.text()


def test_a_wait_counts_down_and_holds_the_keys(screen: LoginScreen, qtbot) -> None:
    told: list[str] = []
    screen.typed.connect(told.append)
    screen.submitted.connect(lambda: told.append("submitted"))
    screen.show_wait(2)
    box = screen.findChild(WarnBox)
    assert box.isVisible()
    assert "۲ ثانیه" in spoken_name(box)
    type_text(screen, "5")
    press(screen, Qt.Key.Key_Return)
    assert told == []
    assert not primary(screen).isEnabled()
    screen._tick()
    assert "۱ ثانیه" in spoken_name(box)
    screen._tick()
    assert not box.isVisible()
    assert primary(screen).isEnabled()
    type_text(screen, "5")
    assert told == ["5"]


def test_the_first_of_a_shift_sees_what_the_last_left(screen: LoginScreen) -> None:
    assert primary(screen).text() == "ورود و باز کردن شیفت"
    seen = texts(screen)
    assert {"شیفت عصر هنوز باز نشده است", "از شیفت صبح", "۴٬۳۵۰٬۰۰۰ تومان", "۱ سبد"} <= seen
    screen.show_opening(Opening("شیفت عصر", True, "مهدی احمدی", AT))
    assert primary(screen).text() == "ورود"
    assert "از شیفت صبح" not in texts(screen)


def test_training_says_so(screen: LoginScreen) -> None:
    screen.show_training(True)
    assert primary(screen).text() == "ورود به آموزش"
    screen.show_training(False)
    assert primary(screen).text() == "ورود و باز کردن شیفت"


def test_training_over_a_basket_that_was_left_open_says_what_becomes_of_it(screen: LoginScreen) -> None:
    def said() -> list[str]:
        return [one.text() for one in screen.findChildren(Label) if one.isVisible() and "سبد" in one.text()]

    screen.show()
    screen.show_opening(Opening("شیفت عصر", left_open=True))
    assert said() == []
    screen.show_training(True)
    assert said() == ["سبدی که باز مانده سر جایش می‌ماند و با پایان آموزش برمی‌گردد."]
    language.use(QApplication.instance(), "en")
    (english,) = [one for one in screen.findChildren(Label) if "left open" in one.text() and one.isVisible()]
    assert english.text().endswith("comes back when training ends.")
    screen.show_opening(Opening("شیفت عصر"))
    assert not english.isVisible()


def test_the_pin_is_never_on_the_screen(screen: LoginScreen) -> None:
    screen.show_typed(4)
    assert screen.findChild(PinDots).typed() == 4
    assert spoken_name(screen.findChild(PinDots)) == "۴"


def test_the_field_of_the_pin_says_what_to_do_first(screen: LoginScreen) -> None:
    screen.show_people(screen._people, "")
    assert screen.findChild(PinDots).accessibleDescription() == "نخست نام خود را برگزینید"


def test_a_problem_is_a_line_and_goes(screen: LoginScreen) -> None:
    screen.show_problem(lambda: "رمز درست نیست.\n۷ بار دیگر")
    bar = screen.findChild(VerdictBar)
    assert (bar.isVisible(), bar.text()) == (True, "رمز درست نیست.\n۷ بار دیگر")
    screen.show_problem(None)
    assert not bar.isVisible()
    screen.show_card_unknown()
    assert bar.isVisible()


def test_an_empty_shop_says_what_to_do(screen: LoginScreen) -> None:
    screen.show_people((), "")
    assert "هنوز کسی نمی‌تواند وارد شود" in texts(screen)


@pytest.mark.parametrize("lang", language.LANGUAGES)
@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_every_control_has_a_name_and_a_size(
    app: QApplication, screen: LoginScreen, lang: str, look: str
) -> None:
    language.use(app, lang)
    theme.use(app, look)  # type: ignore[arg-type]
    screen.show_problem(lambda: "x")
    assert_all_named(screen)
    assert_large_enough(screen)


def test_the_switch_writes_all_words_anew(app: QApplication, screen: LoginScreen) -> None:
    persian = texts(screen)
    language.use(app, "en")
    settle()
    english = texts(screen)
    assert {"Who is at the till?", "Saturday", "21 Nov 2026", "Cashier", "1 basket"} <= english
    language.use(app, "fa")
    settle()
    assert texts(screen) == persian


@pytest.mark.parametrize("height", [684, 864])
def test_nothing_overlaps_on_a_small_window(screen: LoginScreen, qtbot, height: int) -> None:
    screen.show_wait(8)
    screen.show_problem(lambda: "رمز درست نیست.\n۷ بار دیگر می‌توانید امتحان کنید.")
    screen.resize(1280, height)
    qtbot.wait(1)
    pad = screen.findChild(PinPad)
    tops = [pad.key(d).geometry() for d in "1470"]
    assert all(a.bottom() < b.top() for a, b in pairwise(tops))
    bottom = pad.mapTo(screen, pad.rect().bottomLeft()).y()
    assert bottom < primary(screen).mapTo(screen, primary(screen).rect().topLeft()).y()
    assert screen.findChild(VerdictBar).geometry().bottom() <= screen.height()
