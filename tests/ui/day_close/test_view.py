"""The day close screen on the real store: counting by keyboard, closing, the queue, days, both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.ui import language
from desktop.ui.day_close.screen import build_day_close
from desktop.ui.day_close.shown import ShownShift, ShownShiftDone
from desktop.ui.day_close.till_days import TillDays
from desktop.ui.day_close.view import DayCloseScreen
from desktop.ui.formats import plain
from desktop.ui.snapshots import settle
from desktop.ui.tasks import ImmediateTasks
from desktop.ui.widgets import Button, Label
from desktop.usecases.selling.paper_queue import list_jobs, move_job
from desktop.usecases.selling.shifts import shift_now
from tests.ui.accessibility import assert_all_named
from tests.ui.front import to_front
from tests.ui.typing import press, type_text


@pytest.fixture
def screen(app: QApplication, seat, qtbot) -> DayCloseScreen:
    desk = TillDays(seat, lang=lambda: language.formats().lang, printed=lambda: None)
    made, presenter = build_day_close(ImmediateTasks(), desk)
    made.presenter = presenter  # kept alive as long as the screen
    qtbot.addWidget(made)
    made.resize(1336, 864)
    made.show()
    presenter.entered()
    settle()
    return made


def test_the_drawer_is_counted_with_the_keyboard(sold, screen, seat) -> None:
    column = screen.shift
    assert not column.end.isVisible()
    words = " ".join(plain(label.text()) for label in column.findChildren(type(column._title)))
    assert "۵۰۰٬۰۰۰" not in words
    type_text(column.count.editor, "480000")
    press(column.count.editor, Qt.Key.Key_Return)
    settle()
    assert plain(column._verdict.text()) == "۲۰٬۰۰۰ تومان کم است"
    column.end.click()
    settle()
    assert shift_now(seat.till) is None
    assert "کم است" in plain(screen.verdict.text())
    assert column.count.isVisible()
    assert column.count.editor.amount() is None


def test_the_count_is_where_one_begins_and_esc_leads_back_to_it(sold, screen, qtbot) -> None:
    to_front(screen, qtbot)
    screen.take_focus()
    edit = screen.shift.count.editor
    assert edit.hasFocus()
    type_text(edit, "499000")
    press(edit, Qt.Key.Key_Return)
    settle()
    assert screen.shift.end.hasFocus()
    press(screen.shift.end, Qt.Key.Key_Escape)
    settle()
    assert edit.isVisible()
    assert edit.hasFocus()
    assert edit.amount() == 499_000
    type_text(edit, "500000")
    assert edit.amount() == 500_000, "another count is typed over the one before"


@pytest.mark.parametrize("counted", ["50000", "950000"])
def test_a_count_far_off_is_looked_at_once_more_before_enter_closes(
    sold, screen, seat, qtbot, counted: str
) -> None:
    to_front(screen, qtbot)
    screen.take_focus()
    edit = screen.shift.count.editor
    type_text(edit, counted)
    press(edit, Qt.Key.Key_Return)
    settle()
    assert "خیلی فرق دارد" in screen.shift._hint.text()
    assert screen.shift.again.hasFocus()
    press(screen.shift.again, Qt.Key.Key_Return)
    settle()
    assert shift_now(seat.till) is not None
    assert edit.hasFocus()
    assert str(edit.amount()) == counted


def test_a_day_that_stays_open_says_why_at_the_count_and_keeps_what_was_typed(sold, screen) -> None:
    type_text(screen.shift.count.editor, "4800")
    screen.close_day.click()
    settle()
    assert "شیفت هنوز باز است" in screen.shift.count.problem()
    assert "شیفت هنوز باز است" in screen.verdict.text()
    screen.tabs.picked.emit("papers")
    screen.presenter.entered()  # somebody looked at another screen meanwhile
    settle()
    assert screen.shift.count.editor.amount() == 4_800


def test_an_amount_half_typed_is_not_left_to_who_comes_next(sold, screen, seat) -> None:
    type_text(screen.shift.count.editor, "4800")
    seat.session = replace(seat.session, staff_id="next")
    # The till was locked, and somebody else comes to this screen.
    screen.presenter.entered()
    settle()
    assert screen.shift.count.editor.amount() is None
    assert screen.shift.count.editor.text() == ""


@pytest.mark.parametrize(("typed", "words"), [("500000", "درست است"), ("510000", "۱۰٬۰۰۰ تومان زیاد است")])
def test_the_difference_is_said_in_words(sold, screen, typed: str, words: str) -> None:
    type_text(screen.shift.count.editor, typed)
    screen.shift.send.click()
    settle()
    assert plain(screen.shift._verdict.text()) == words


def test_an_empty_count_is_said_at_the_field(sold, screen) -> None:
    screen.shift.send.click()
    settle()
    assert screen.shift.count.problem()


def test_closing_changes_the_chip_and_the_button(sold, screen) -> None:
    screen.close_day.click()
    settle()
    assert screen.verdict.tone() == "red"
    type_text(screen.shift.count.editor, "500000")
    screen.shift.send.click()
    screen.shift.end.click()
    screen.close_day.click()
    screen.close_day.click()
    settle()
    assert "بسته" in screen._state.text()
    assert screen.again.isVisible()
    assert screen.close_day.text() == "بستن دوباره"


def test_the_queue_offers_what_may_be_done(sold, screen, seat) -> None:
    with seat.till.read() as db:
        job = list_jobs(db)[0].job_id
    move_job(seat.till, job, "doubtful", "paper_out")
    press(screen, Qt.Key.Key_F5)
    screen.tabs.picked.emit("papers")
    settle()
    buttons = {b.text(): b for b in screen.papers.findChildren(Button) if b.isVisible()}
    buttons["روی کاغذ هست"].click()
    settle()
    with seat.till.read() as db:
        assert next(one.state for one in list_jobs(db) if one.job_id == job) == "printed"
    assert_all_named(screen)


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_everything_is_named(sold, screen, app, lang: str) -> None:
    language.use(app, lang, currency="IRT", zone="Asia/Tehran")
    settle()
    assert_all_named(screen)


def test_pages_turn_the_day_and_never_past_today(sold, screen) -> None:
    today = screen.edit.day()
    assert not screen._after.isEnabled()
    press(screen, Qt.Key.Key_PageUp)
    settle()
    assert (today - screen.edit.day()).days == 1
    assert screen.day._empty.isVisible()
    press(screen, Qt.Key.Key_PageDown)
    press(screen, Qt.Key.Key_PageDown)
    settle()
    assert screen.edit.day() == today


def test_a_switch_of_language_rewrites_the_day(sold, screen, app) -> None:
    assert screen.day.groups.rows()[0].cells[3].text == "۶۰۰٬۰۰۰"
    language.use(app, "en", currency="IRT", zone="Asia/Tehran")
    settle()
    assert [cell.text for cell in screen.day.groups.rows()[0].cells] == ["Shoes", "2", "—", "600,000"]


def tabbed(screen: DayCloseScreen, steps: int) -> list[object]:
    """Return where Tab stops, from the first control on."""
    screen._before.setFocus()
    stops = [screen.window().focusWidget()]
    for _ in range(steps):
        screen.focusNextPrevChild(True)
        stops.append(screen.window().focusWidget())
    return stops


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_tab_follows_the_eye(sold, screen, app, lang: str) -> None:
    language.use(app, lang, currency="IRT", zone="Asia/Tehran")
    settle()
    tabs = list(screen.tabs._group.buttons())
    expected = [
        screen._before,
        screen.edit,
        screen.pdf,
        screen.close_day,
        *tabs,
        screen.day.groups,
        screen.shift.count.editor,
        screen.shift.send,
    ]
    assert tabbed(screen, len(expected) - 1) == expected
    middles = [stop.mapTo(screen, stop.rect().center()).x() for stop in expected[:4]]
    assert middles == sorted(middles, reverse=lang == "fa")


def test_the_drawer_the_shift_and_the_day_are_closed_by_enter_alone(sold, screen, seat) -> None:
    screen.edit.setFocus()
    press(screen.edit, Qt.Key.Key_Return)
    assert screen.window().focusWidget() is screen.pdf
    edit = screen.shift.count.editor
    edit.setFocus()
    type_text(edit, "500000")
    press(edit, Qt.Key.Key_Return)
    settle()
    assert screen.window().focusWidget() is screen.shift.end
    press(screen.shift.end, Qt.Key.Key_Return)
    settle()
    assert screen.window().focusWidget() is screen.close_day
    press(screen.close_day, Qt.Key.Key_Return)
    settle()
    assert screen.window().focusWidget() is screen.close_day, "the second look needs no other key"
    press(screen.close_day, Qt.Key.Key_Return)
    settle()
    assert "بسته" in screen._state.text()


def test_the_second_look_says_what_closing_does_and_esc_leaves_the_day_open(sold, screen, app) -> None:
    type_text(screen.shift.count.editor, "500000")
    screen.shift.send.click()
    screen.shift.end.click()
    screen.close_day.click()
    settle()
    assert (screen.verdict.tone(), screen.close_day.text()) == ("warn", "بله، بسته شود")
    assert "برگهٔ روز" in screen.verdict.text()
    language.use(app, "en")
    assert "cannot be undone" in screen.verdict.text()
    assert screen.close_day.text() == "Yes, close it"
    press(screen.close_day, Qt.Key.Key_Escape)
    settle()
    assert (screen.verdict.text(), screen.close_day.text()) == ("", "Close the day")
    assert "Not closed" in screen._state.text()


def test_a_double_click_does_not_answer_its_own_question(sold, screen) -> None:
    type_text(screen.shift.count.editor, "500000")
    screen.shift.send.click()
    screen.shift.end.click()
    QTest.mouseClick(screen.close_day, Qt.MouseButton.LeftButton)
    settle()
    QTest.mouseDClick(screen.close_day, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(screen.close_day, Qt.MouseButton.LeftButton)
    settle()
    assert screen.close_day.text() == "بله، بسته شود"
    assert "بسته نشده" in screen._state.text()
    QTest.mouseClick(screen.close_day, Qt.MouseButton.LeftButton)
    settle()
    assert "بسته نشده" not in screen._state.text()


def test_a_key_held_down_does_not_answer_its_own_question(sold, screen) -> None:
    type_text(screen.shift.count.editor, "500000")
    screen.shift.send.click()
    screen.shift.end.click()
    screen.close_day.setFocus()
    press(screen.close_day, Qt.Key.Key_Return)
    for _ in range(5):
        held = QKeyEvent(
            QEvent.Type.KeyPress,
            Qt.Key.Key_Return,
            Qt.KeyboardModifier.NoModifier,
            "\r",
            True,
        )
        QApplication.sendEvent(screen.close_day, held)
    settle()
    assert screen.close_day.text() == "بله، بسته شود"


def test_counting_again_returns_to_the_amount(sold, screen) -> None:
    edit = screen.shift.count.editor
    edit.setFocus()
    type_text(edit, "480000")
    press(edit, Qt.Key.Key_Return)
    settle()
    screen.shift.again.setFocus()
    press(screen.shift.again, Qt.Key.Key_Return)
    settle()
    assert screen.window().focusWidget() is edit


@pytest.mark.parametrize(
    ("lang", "withheld", "older", "share"),
    [
        ("fa", "نگه‌داشته بابت اعتبار خرج‌شده", "بی ۹۲٬۵۰۰ برگشتیِ روزهای پیش", "۶۱٪"),
        ("en", "Withheld for spent credit", "without 92,500 back of older days", "61%"),
    ],
)
def test_a_day_explains_what_does_not_add_up_by_itself(
    app: QApplication, screen: DayCloseScreen, lang: str, withheld: str, older: str, share: str
) -> None:
    language.use(app, lang)
    settle()
    shown = screen._day
    assert shown is not None
    day = replace(
        shown, net=10_000, member_net=6_068, purchases=1, average=102_500, withheld=300, older_back=92_500
    )
    two = tuple(
        ShownShiftDone(key, key, 0, 1, 100, difference) for key, difference in (("a", -70), ("b", 20))
    )
    screen.show_day(replace(day, gross=10_000, shifts=two))
    page = screen.day
    texts = {plain(label.text()) for label in page.findChildren(Label)}
    assert {withheld, older} <= texts
    assert plain(page._share._figure.accessibleName()).endswith(plain(share))
    assert screen.shift._together.isVisible()
    assert plain(language.formats().money(50)) in plain(screen.shift._together.value())
    screen.show_day(replace(day, gross=10_000, older_back=0, withheld=0, shifts=two[:1]))
    settle()
    assert not screen.shift._together.isVisible()
    assert withheld not in {plain(label.text()) for label in page.findChildren(Label) if label.isVisible()}


def test_a_shift_counted_by_another_names_both_and_a_start_apart_is_told(app: QApplication, screen) -> None:
    language.use(app, "en")
    settle()
    done = ShownShiftDone("a", "Ali", 0, 1, 100, -70, closed_by="Sara")
    screen.shift.show_done((done, replace(done, closed_by="Ali")))
    screen.shift.show_shift(ShownShift(is_open=True, staff="Ali", opened_at=0, start_apart=-30_000))
    texts = [plain(label.text()) for label in screen.shift.findChildren(Label)]
    assert "Sara" in texts
    assert sum("opened by Ali" in text for text in texts) == 1
    assert any("what was last counted" in text for text in texts)
    assert any("30,000" in text for text in texts)


def test_a_day_without_a_sale_says_so_in_its_tiles(sold, screen, app) -> None:
    press(screen, Qt.Key.Key_PageUp)
    settle()
    for lang, said in (("fa", {"خریدی نبود", "فروشی نبود"}), ("en", {"no purchase", "no sales"})):
        language.use(app, lang, currency="IRT", zone="Asia/Tehran")
        settle()
        tiles = {screen.day._average._figure.figure(), screen.day._share._figure.figure()}
        assert {plain(one) for one in tiles} == said


@pytest.mark.parametrize(
    ("lang", "kept", "told", "shift"),
    [
        ("fa", "خرید پابرجا", "از ۴ فروش، ۱۲٬۰۰۰ برگشته", "فروش این شیفت"),
        ("en", "Purchases kept", "of 4 sales, 12,000 came back", "Sales of this shift"),
    ],
)
def test_the_two_counts_of_a_day_say_what_each_counts(
    app: QApplication, sold: object, screen: DayCloseScreen, lang: str, kept: str, told: str, shift: str
) -> None:
    language.use(app, lang)
    settle()
    assert screen._day is not None
    screen.show_day(replace(screen._day, sales=4, purchases=2, refund_net=12_000, gross=50_000))
    texts = {plain(label.text()) for label in screen.findChildren(Label)}
    assert {kept, told} <= texts
    assert shift in texts
    screen.show_day(replace(screen._day, sales=2, purchases=2, refund_net=0, gross=50_000))
    settle()
    assert kept not in {plain(label.text()) for label in screen.findChildren(Label)}
