"""The whole first start through the real window, offscreen, by keys, ending in a shop that opens."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app.first_run import WIZARD, FirstStart
from desktop.printing.raster import prepare_drawing
from desktop.sync import client
from desktop.ui import language, theme
from desktop.ui.lanes import Lanes
from desktop.ui.snapshots import settle
from desktop.ui.widgets import VerdictBar
from desktop.ui.wizard import shop_maker
from desktop.ui.wizard.view import WizardScreen
from desktop.usecases.abandon_shop import holds_shop
from desktop.usecases.exchange.joining import join
from desktop.usecases.open_till import open_till
from desktop.usecases.sign_in import sign_in
from desktop.usecases.staff_keys import LIGHT
from tests.printing.fake_printer import FakePrinter
from tests.sync.centre import new_centre
from tests.sync.conftest import URL, Machine
from tests.ui.accessibility import assert_all_named, assert_large_enough
from tests.ui.typing import press, type_text


@pytest.fixture
def start(app: QApplication, folder: Path, keys, fixed_clock) -> Iterator[FirstStart]:
    prepare_drawing()
    lanes = Lanes()
    first = FirstStart(app, folder, lanes, keys, fixed_clock, LIGHT, demo_members=25, demo_months=1)
    first.open()
    first.gate.window.resize(1440, 900)
    settle()
    yield first
    lanes.close()
    first.close()
    settle()


@pytest.fixture
def screen(start: FirstStart) -> WizardScreen:
    return start.gate.window.page(WIZARD)


def here(screen: WizardScreen) -> QWidget:
    """Where the keyboard is."""
    focused = screen.window().focusWidget()
    assert focused is not None
    return focused


def enter(screen: WizardScreen) -> None:
    press(here(screen), Qt.Key.Key_Return)
    settle()


def write(edit: QWidget, text: str) -> None:
    edit.setFocus()
    type_text(edit, text)


def answer(screen: WizardScreen) -> None:
    """Everything up to the printer, by keys."""
    screen.take_focus()
    enter(screen)
    press(screen.begin.new, Qt.Key.Key_Return)
    settle()
    write(screen.shop.name, "کفش و کیف آریا")
    enter(screen)
    write(screen.place.branch, "ونک")
    enter(screen)
    write(screen.owner.owner, "رضا توکلی")
    write(screen.owner.pin, "۷۳۰۶۱۴")
    write(screen.owner.again, "730614")
    enter(screen)


def test_from_nothing_to_an_open_shop(start, screen, folder, keys, fixed_clock, qtbot) -> None:
    answer(screen)
    with FakePrinter() as printer:
        form = screen.printer.form
        form.kind.choose("network")
        form.kind.picked.emit("network")
        write(form.address, printer.address)
        press(screen, Qt.Key.Key_F5)
        qtbot.waitUntil(lambda: "چاپ شد" in form._outcome.text(), timeout=10_000)
        assert printer.tape.sheets
    enter(screen)
    screen.earning.percent.clear()
    write(screen.earning.percent, "۱۰")
    assert "۲۰۰٬۰۰۰ تومانی ۲۰٬۰۰۰ تومان" in screen.earning._sentence.text()
    assert not holds_shop(folder)
    enter(screen)
    qtbot.waitUntil(lambda: screen.sheet.isVisible(), timeout=20_000)
    made = start.presenter._made
    write(screen.sheet.typed, made.sheet.groups[start.presenter._asked].lower())
    press(screen.sheet.typed, Qt.Key.Key_Return)
    assert start.wait() is True
    till = open_till(folder, clock=fixed_clock, keys=keys, key_cost=LIGHT)
    try:
        assert till.shop.shop_name == "کفش و کیف آریا"
        assert sign_in(till, "owner", "730614").level == "owner"
    finally:
        till.close()


def test_closing_the_window_makes_nothing(start, screen, folder) -> None:
    answer(screen)
    start.gate.window.close()
    assert start.wait() is False
    assert not holds_shop(folder)


def test_enter_held_down_runs_through_no_page(screen) -> None:
    screen.take_focus()
    press(here(screen), Qt.Key.Key_Return, held=True)
    settle()
    assert screen.look.isVisible()
    enter(screen)
    assert not screen.look.isVisible()


def test_a_wrong_pin_is_said_beside_it_and_the_cursor_goes_there(screen) -> None:
    answer(screen)
    screen.step_picked.emit("owner")
    settle()
    screen.owner.again.clear()
    write(screen.owner.again, "730615")
    screen.owner.owner.setFocus()
    enter(screen)
    assert screen.owner.isVisible()
    assert here(screen) is screen.owner.again
    assert screen.owner.again.accessibleDescription().startswith("این همان رمز نیست")


def test_language_and_theme_switch_at_once_and_keep_the_words(screen, app) -> None:
    screen.look.language_picked.emit("en")
    settle()
    assert language.formats().lang == "en"
    assert screen.next.text() == "Next"
    screen.look.theme_picked.emit("dark")
    assert theme.name() == "dark"
    answer(screen)
    screen.look.language_picked.emit("fa")
    settle()
    assert screen.next.text() == "بعدی"
    assert screen.shop.name.text() == "کفش و کیف آریا"
    theme.use(app, "light")


def test_the_group_is_covered_while_it_is_typed(start, screen, qtbot) -> None:
    answer(screen)
    enter(screen)
    enter(screen)
    qtbot.waitUntil(lambda: screen.sheet.isVisible(), timeout=20_000)
    group = start.presenter._made.sheet.groups[start.presenter._asked]
    settle()
    assert group in shown_groups(screen)
    screen.sheet.typed.setFocus()
    settle()
    assert group not in shown_groups(screen)
    write(screen.sheet.typed, "ABCD-12")
    press(screen.sheet.typed, Qt.Key.Key_Return)
    assert "این گروه نیست" in screen.sheet.typed.accessibleDescription()
    screen.sheet.save.setFocus()
    settle()
    assert group in shown_groups(screen)


def shown_groups(screen: WizardScreen) -> set[str]:
    from desktop.ui.widgets import Label

    return {label.text() for label in screen.sheet.sheet.findChildren(Label) if label.isVisible()}


def test_the_demo_is_made_and_entered(start, screen, qtbot) -> None:
    screen.take_focus()
    press(screen, Qt.Key.Key_Return)
    settle()
    press(screen.begin.demo, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: screen.begin.enter.isVisible(), timeout=60_000)
    assert "۷۳۰۶۱۴" in screen.begin._demo_pin.text()
    press(screen.begin.enter, Qt.Key.Key_Return)
    assert start.wait() is True


def test_the_demo_can_be_stopped(start, screen, folder, qtbot) -> None:
    screen.take_focus()
    press(screen, Qt.Key.Key_Return)
    press(screen.begin.demo, Qt.Key.Key_Space)
    screen.begin.progress.cancelled.emit()
    qtbot.waitUntil(lambda: screen.begin.new.isEnabled(), timeout=60_000)
    assert not holds_shop(folder)


@pytest.mark.parametrize("step", ["look", "begin", "shop", "place", "owner", "printer", "earning"])
def test_every_control_has_a_name_and_room(screen, step) -> None:
    answer(screen)
    form = screen.printer.form
    form.kind.choose("serial")
    form.kind.picked.emit("serial")
    enter(screen) if step == "earning" else screen.step_picked.emit(step)
    settle()
    assert_all_named(screen)
    assert_large_enough(screen, 28)


def test_nothing_is_said_before_anything_is_wrong(screen) -> None:
    answer(screen)
    assert not screen.findChild(VerdictBar).isVisible()


def test_a_defect_is_said_and_nobody_stays_busy(start, screen) -> None:
    answer(screen)
    start.presenter._set_busy(True)
    try:
        raise ZeroDivisionError("secret words")
    except ZeroDivisionError as defect:
        start.show_defect(defect)
    said = screen.verdict.text()
    assert "ZeroDivisionError" in said
    assert "secret" not in said
    assert screen.next.isEnabled()


def test_an_empty_till_joins_a_shop(
    start: FirstStart, screen: WizardScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre = new_centre()
    first = Machine(tmp_path, "first", centre.line())
    shop = first.begin()
    own = centre.invite("own", "", "", shop.shop.business_id)
    join(shop, first.owner, first.line, lambda _: first.line, URL, own)
    member = first.member()
    first.settle()
    first.close()
    line = centre.line()
    monkeypatch.setattr(client, "HttpWire", lambda _, authority: line)
    monkeypatch.setattr(shop_maker, "open_line", lambda _: line)
    code = centre.invite("new", "branch-far", "تجریش", shop.shop.business_id)

    go_to_joining(screen)
    form = screen.begin.join
    press(form.join, Qt.Key.Key_Space)
    settle()
    assert here(screen) is form.url
    for edit, text in zip(
        (form.url, form.code, form.owner, form.pin), (URL, code, "owner", PIN), strict=True
    ):
        write(edit, text)
    write(form.pin_again, "111111")
    press(form.join, Qt.Key.Key_Space)
    settle()
    assert here(screen) is form.pin_again
    form.pin_again.clear()
    write(form.pin_again, PIN)
    # The line goes in the middle: the till stands half made, and the next start goes on with the same code.
    line.lose = 1
    press(form.join, Qt.Key.Key_Space)
    wait_for(lambda: screen.verdict.text() != "" and form.join.isEnabled())
    assert start.presenter.joining._maker.is_half_joined()
    assert form.back.isHidden()
    press(form.join, Qt.Key.Key_Space)
    wait_for(lambda: form.join.isEnabled() or not start.gate._open)
    assert start.gate._passed, screen.verdict.text()
    till = open_till(start.folder, clock=start.clock, keys=start.keys, key_cost=LIGHT)
    try:
        assert sign_in(till, "owner", PIN).name
        with till.read() as db:
            assert db.value("SELECT count(*) FROM member WHERE member_id = ?", (member,)) == 1
    finally:
        till.close()


@pytest.mark.parametrize("owners", [{}, {"owner": "سارا"}])
def test_a_name_that_is_no_owners_uses_no_code_up(
    start: FirstStart, screen: WizardScreen, monkeypatch: pytest.MonkeyPatch, owners: dict[str, str]
) -> None:
    centre = new_centre()
    line = centre.line()
    monkeypatch.setattr(client, "HttpWire", lambda _, authority: line)
    code = centre.invite("new", "branch-far", "تجریش", owners=owners)
    go_to_joining(screen)
    form = screen.begin.join
    texts = (URL, code, "mina", PIN, PIN)
    for edit, text in zip((form.url, form.code, form.owner, form.pin, form.pin_again), texts, strict=True):
        write(edit, text)
    press(form.join, Qt.Key.Key_Space)
    wait_for(lambda: screen.verdict.text() != "" and form.join.isEnabled())
    assert all(name in screen.verdict.text() for name in owners.values())
    assert (code in centre.codes, start.folder.exists()) == (True, False)
    assert not form.back.isHidden()
    assert not owners or here(screen) is form.owner


PIN = "730614"


def go_to_joining(screen: WizardScreen) -> None:
    screen.take_focus()
    press(screen, Qt.Key.Key_Return)
    settle()
    press(screen.begin.another, Qt.Key.Key_Return)
    settle()


def wait_for(done: Callable[[], bool]) -> None:
    for _ in range(400):
        if done():
            return
        time.sleep(0.02)
        settle()
    raise AssertionError("it did not come")
