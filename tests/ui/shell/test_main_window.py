"""The main window: the rail shows what a role may use, keys go everywhere, the state line blocks nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QIcon
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from desktop.ui import language, paths, theme
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.places import KEYS, PLACES
from desktop.ui.shell.state_line import Door
from desktop.ui.shell.values import Corner, PrinterState, StateLine
from desktop.ui.snapshots import settle
from desktop.ui.widgets import TextEdit, column
from tests.ui.accessibility import assert_all_named, assert_large_enough
from tests.ui.front import put_others_away, to_front

AT = 1_795_269_360_000


def page(name: str) -> QWidget:
    made = QWidget()
    made.setLayout(column(TextEdit(name=name), None))
    return made


@pytest.fixture
def window(app: QApplication, qtbot) -> MainWindow:
    put_others_away(app)
    window = MainWindow()
    qtbot.addWidget(window)
    window.add_screen("login", page("login"), whole=True)
    for key in ("sale", "member", "offers", "settings"):
        window.add_screen(key, page(key), corner=key == "sale")
    window.allow(["sale", "member", "settings"])
    window.resize(1440, 900)
    window.show_screen("sale")
    window.show()
    window.activateWindow()
    return window


def test_the_rail_shows_what_the_role_may_use(window: MainWindow) -> None:
    assert window.rail.allowed() == ["sale", "member", "settings"]
    window.allow(["sale", "reports"])
    assert window.rail.allowed() == ["sale"]


def test_a_press_on_the_rail_goes_there(window: MainWindow, qtbot) -> None:
    with qtbot.waitSignal(window.screen_shown) as told:
        qtbot.mouseClick(window.rail.entry("member"), Qt.MouseButton.LeftButton)
    assert told.args == ["member"]
    assert window.current() == "member"
    assert window.page("member").isVisible()
    assert window.rail.entry("member").isChecked()
    assert not window.corner_block.isVisible()


def test_sign_in_has_the_window_to_itself(window: MainWindow) -> None:
    window.show_screen("login")
    assert not window.rail.isVisible()
    assert window.state_line.isVisible()
    window.show_screen("sale")
    assert window.rail.isVisible()
    assert window.corner_block.isVisible()


def test_an_unknown_screen_is_a_defect(window: MainWindow) -> None:
    with pytest.raises(KeyError):
        window.show_screen("nowhere")
    with pytest.raises(KeyError):
        window.add_screen("nowhere", QWidget())


def test_ctrl_and_a_figure_count_the_rail(window: MainWindow, qtbot) -> None:
    to_front(window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.current() == "settings"
    qtbot.keyClick(window, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    assert window.current() == "settings"
    window.show_screen("login")
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.current() == "login"


def test_f1_shows_all_keys_and_puts_them_away(window: MainWindow, qtbot) -> None:
    to_front(window, qtbot)
    edit = window.page("sale").findChild(QLineEdit)
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_F1)
    assert window.sheet.isVisible()
    said = {label.text() for label in window.sheet.findChildren(QLabel)}
    assert {"سبدهای نگه‌داشته", "ثبت بی‌چاپ", "چرا؟ همهٔ آفرها و نتیجهٔ هر کدام"} <= said
    qtbot.keyClick(window.sheet, Qt.Key.Key_F1)
    assert not window.sheet.isVisible()
    assert edit.hasFocus()


def test_another_screen_closes_the_sheet(window: MainWindow) -> None:
    window.toggle_keys()
    window.show_screen("member")
    assert not window.sheet.isVisible()


def test_f12_asks_for_another_cashier_but_not_at_sign_in(window: MainWindow, qtbot) -> None:
    to_front(window, qtbot)
    asked: list[int] = []
    window.cashier_wanted.connect(lambda: asked.append(1))
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert asked == [1]
    window.show_screen("login")
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert asked == [1]


def test_a_key_of_one_screen_is_silent_on_another(window: MainWindow, qtbot) -> None:
    to_front(window, qtbot)
    pressed: list[str] = []
    window.bind("F6", lambda: pressed.append("sale"), screen="sale")
    edit = window.page("sale").findChild(QLineEdit)
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_F6)
    window.show_screen("member")
    other = window.page("member").findChild(QLineEdit)
    other.setFocus()
    qtbot.keyClick(other, Qt.Key.Key_F6)
    assert pressed == ["sale"]


def test_one_key_has_one_meaning_and_every_place_an_icon() -> None:
    assert len({key for key, _ in KEYS}) == len(KEYS)
    assert len({place.key for place in PLACES}) == len(PLACES)
    for place in PLACES:
        icon = paths.resources() / "icons" / f"{place.icon}.svg"
        assert not QIcon(str(icon)).pixmap(24, 24).isNull()


def test_the_state_line_says_what_is(window: MainWindow) -> None:
    window.show_state(
        StateLine(
            offline_since=AT,
            facts_waiting=12,
            printer=PrinterState.READY,
            data_age=37 * 60 + 20,
            shift="شیفت عصر",
            shift_since=AT,
        )
    )
    expected = ["آفلاین از ۱۷:۲۶", "۱۲ رویداد در انتظار ارسال", "چاپگر آماده", "داده‌ها: ۳۷ دقیقه پیش"]
    assert window.state_line.words() == [*expected, "شیفت عصر، از ۱۷:۲۶"]


def test_online_and_all_sent(window: MainWindow) -> None:
    window.show_state(
        StateLine(printer=PrinterState.NO_PAPER, papers_waiting=3, staff="نگار", role="مدیر شعبه")
    )
    expected = ["برخط", "همه فرستاده شد", "چاپگر کاغذ ندارد، ۳ رسید در صف چاپ", "نگار، مدیر شعبه"]
    assert window.state_line.words() == expected


def test_a_centre_that_answered_is_not_called_offline(window: MainWindow) -> None:
    window.show_state(StateLine(busy=True, trouble="مرکز سرش شلوغ است"))
    assert window.state_line.words()[0] == "برخط؛ مرکز سرش شلوغ است"
    window.show_state(StateLine(trouble="این صندوق بازنشسته است"))
    assert window.state_line.words()[0] == "برخط؛ تنظیمات مرکز را ببینید"


def test_before_there_is_a_shop_its_state_is_not_told(window: MainWindow) -> None:
    window.show_state(StateLine(shop=False, alone=True))
    assert window.state_line.words() == []


def test_a_single_till_has_nothing_to_send(window: MainWindow) -> None:
    window.show_state(StateLine(alone=True, facts_waiting=4, data_age=5))
    assert window.state_line.words() == ["تک‌صندوق", "بدون چاپگر"]


@pytest.mark.parametrize("state", PrinterState)
def test_every_state_of_the_printer_has_words(window: MainWindow, state: PrinterState) -> None:
    window.show_state(StateLine(printer=state))
    assert window.state_line.words()[2]


def test_offline_is_never_red_and_an_alarm_is(window: MainWindow) -> None:
    window.show_state(StateLine(offline_since=AT, alarm="دیسک پر است"))
    tones = {label.text(): label.property("tone") for label in window.state_line.findChildren(QLabel)}
    assert tones["آفلاین از ۱۷:۲۶"] == "warn"
    assert tones["دیسک پر است"] == "red"


def test_english_counts_one_and_many(app: QApplication, window: MainWindow) -> None:
    language.use(app, "en")
    window.show_state(StateLine(facts_waiting=1))
    assert "1 fact waiting" in window.state_line.words()
    window.show_state(StateLine(facts_waiting=2))
    assert "2 facts waiting" in window.state_line.words()


def test_doors_open(window: MainWindow) -> None:
    opened: list[str] = []
    window.set_doors((Door(lambda: "English", lambda: opened.append("en")),), keys=False)
    buttons = [b for b in window.state_line.findChildren(QWidget) if getattr(b, "text", str)() == "English"]
    buttons[0].click()  # type: ignore[attr-defined]
    assert opened == ["en"]


def test_the_corner_lies_at_the_end(app: QApplication, window: MainWindow) -> None:
    window.show_corner(Corner("ثنا کریمی", "شعبهٔ ونک", "صندوق ۲", dt.date(2026, 11, 21), AT))
    assert window.corner_block.x() == 20
    texts = {label.text() for label in window.corner_block.findChildren(QLabel)}
    assert texts == {"\u2068شعبهٔ ونک\u2069، \u2068صندوق ۲\u2069", "شنبه ۳۰ آبان ۱۴۰۵، ۱۷:۲۶"}
    language.use(app, "en")
    block = window.corner_block
    assert block.geometry().right() == block.parentWidget().width() - 21


def test_the_corner_never_lies_over_a_sheet(app: QApplication, window: MainWindow) -> None:
    window.show_corner(Corner("ثنا کریمی", "شعبهٔ ونک", "صندوق ۲", dt.date(2026, 11, 21), AT))
    window.toggle_keys()
    language.use(app, "en")
    window.resize(1300, 760)
    QApplication.processEvents()
    seen = window.sheet.parentWidget().childAt(window.corner_block.geometry().center())
    assert window.sheet.isAncestorOf(seen)


def test_the_window_may_be_kept_open(window: MainWindow) -> None:
    asked: list[int] = []
    window.closing.connect(lambda: asked.append(1))
    window.allow_close(False)
    assert not window.close()
    assert asked == [1]
    window.allow_close(True)
    assert window.close()


def test_the_title_names_the_screen(app: QApplication, window: MainWindow) -> None:
    assert window.windowTitle() == "فروش – باشگاه"
    language.use(app, "en")
    assert window.windowTitle() == "Sale – Bashgah"


@pytest.mark.parametrize("lang", language.LANGUAGES)
@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_every_control_has_a_name_and_a_size(
    app: QApplication, window: MainWindow, lang: str, look: str
) -> None:
    language.use(app, lang)
    theme.use(app, look)  # type: ignore[arg-type]
    window.toggle_keys()
    assert_all_named(window)
    assert_large_enough(window)


def test_on_a_full_line_what_matters_most_is_said_in_full(window: MainWindow) -> None:
    window.resize(1280, 720)
    crowd = StateLine(
        offline_since=AT,
        facts_waiting=12_345,
        printer=PrinterState.AWAY,
        papers_waiting=13,
        data_age=10**6,
        shift="شیفت عصر",
        shift_since=AT,
        staff="عبدالرحمان شاه‌محمدی‌نژاد",
        role="مدیر شعبه",
        training=True,
        alarm="دیسک پر است؛ جا باز کنید",
    )
    window.show_state(crowd)
    settle()
    labels = {label.text(): label for label in window.state_line.findChildren(QLabel)}
    for words in (crowd.alarm, "آفلاین از ۱۷:۲۶", "آموزش: چیزی ثبت نمی‌شود"):
        label = labels[words]
        assert label.width() >= QFontMetrics(label.font()).horizontalAdvance(words)
    ends = [label.mapTo(window, label.rect().center()).x() for label in labels.values() if label.isVisible()]
    assert all(0 < x < 1280 for x in ends)


def test_it_fits_the_smallest_screen(window: MainWindow) -> None:
    window.resize(1280, 720)
    assert (window.width(), window.height()) == (1280, 720)
    assert window.state_line.geometry().bottom() == 719


def test_one_key_locks_wherever_somebody_stands(window: MainWindow, qtbot) -> None:
    to_front(window, qtbot)
    for screen in ("sale", "member"):
        window.show_screen(screen)
        with qtbot.waitSignal(window.lock_wanted):
            qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    window.show_screen("login")
    with qtbot.assertNotEmitted(window.lock_wanted):
        qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert "Ctrl+L" in dict(KEYS)
