"""The program from its first pixel to its last: a shop that opens, one that does not, one that is not there yet."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget

from desktop.app.run import end_room, run_window, start_room
from desktop.models.settings import set_setting
from desktop.ui.sale.shown import ShownRecorded
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.values import PrinterState
from desktop.usecases.selling.shifts import shift_now
from desktop.usecases.settings import set_settings
from desktop.usecases.sign_in import sign_in
from desktop.usecases.staff import NewStaff, add_staff
from loyalty.errors import LoyaltyError
from loyalty.problems import say
from tests.app.patience import PATIENCE
from tests.conftest import OWNER_PIN, STAFF_PIN


@pytest.fixture
def made(make_shop, keys, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a shop whose keys are where the program looks for them."""
    monkeypatch.setenv("BASHGAH_KEY_DIR", str(keys.folder))
    make_shop()


def close_when_shown(seen: list[str]) -> QTimer:
    """Close the first window that stands, after noting what it says."""
    timer = QTimer()

    def look() -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, QMainWindow) and window.isVisible() and isinstance(window, MainWindow):
                seen.append(window.current())
                timer.stop()
                window.close()
                return

    timer.timeout.connect(look)
    timer.start(900)
    return timer


def test_a_shop_opens_and_closes(app: QApplication, made: None, folder: Path) -> None:
    seen: list[str] = []
    timer = close_when_shown(seen)
    assert run_window(folder) == 0
    timer.stop()
    assert seen == ["login"]


def test_a_folder_without_its_key_says_so_and_leads_to_recovery(
    app: QApplication, made: None, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BASHGAH_KEY_DIR", str(tmp_path / "another-machine"))
    seen: list[str] = []
    timer = close_when_shown(seen)
    assert run_window(folder) == 1
    timer.stop()
    assert seen == ["recovery"]


def test_an_empty_folder_begins_with_the_wizard(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BASHGAH_KEY_DIR", str(tmp_path / "keys"))
    seen: list[str] = []
    timer = close_when_shown(seen)
    assert run_window(tmp_path / "nothing") == 0
    timer.stop()
    assert seen == ["wizard"]
    assert not (tmp_path / "nothing").exists()


def test_the_sign_in_leads_to_every_screen_a_person_may_use(
    app: QApplication, made: None, folder: Path
) -> None:
    room = start_room(folder)
    try:
        room.furnish()
        room.seat.take(_owner(room.till))
        room._signed_in(None)
        for page in room.pages:
            room.go(page.key)
            assert room.window.current() == page.key
        room.lock_up()
        assert room.window.current() == "login"
        assert room.seat.person is None
    finally:
        end_room(room)


def test_where_the_key_lies_is_said_to_who_answers_for_the_shop_and_not_to_a_cashier(
    app: QApplication, made: None, folder: Path
) -> None:
    room = start_room(folder)
    try:
        assert "key_in_file" in room.till.warnings
        said: list[str] = []
        add_staff(room.till, _owner(room.till), NewStaff("ثنا", "cashier", "sana", STAFF_PIN))
        room.furnish().warn = lambda text: said.append(text())
        for staff, pin in (("sana", STAFF_PIN), ("owner", OWNER_PIN), ("owner", OWNER_PIN)):
            room.seat.take(sign_in(room.till, staff, pin))
            room._signed_in(None)
            assert bool(said) == (staff == "owner")
        assert [say(LoyaltyError("key_in_file"), "fa")] == said
    finally:
        end_room(room)


def _owner(till):
    return sign_in(till, "owner", OWNER_PIN)


def test_the_foot_tells_what_was_heard_and_done_and_the_sign_in_keeps_time(
    app: QApplication, made: None, folder: Path, qtbot
) -> None:
    room = start_room(folder)

    def foot() -> str:
        return " ".join(room.window.state_line.words())

    try:
        with socket.socket() as nobody, room.till.transaction("") as tx:
            nobody.bind(("127.0.0.1", 0))
            set_setting(tx, "printer_kind", "network")
            set_setting(tx, "printer_address", f"127.0.0.1:{nobody.getsockname()[1]}")
        desk = room.furnish()
        assert room._printer_state() is PrinterState.UNKNOWN
        desk.view.recorded.show_recorded(ShownRecorded("sale", "A-1", 1, printing=True))
        assert "به چاپگر فرستاده شد" in _words(desk.view.recorded)
        qtbot.waitUntil(lambda: "چاپگر پاسخ نمی‌دهد" in foot(), timeout=1_000 * PATIENCE)
        assert "منتظر چاپگر" in _words(desk.view.recorded)
        for timer in room.keeping._timers:
            timer.stop()  # nothing looks by itself any more
        room.seat.take(_owner(room.till))
        room._signed_in(None)
        desk._join()[0].begin_shift(100_000)
        qtbot.waitUntil(lambda: "شیفت" in foot(), timeout=1_000 * PATIENCE)
        room.lock_up()
        refreshed: list[int] = []
        room.entrance.refresh = lambda: refreshed.append(1)
        room._minute = 0
        room.keeping.look()
        room.keeping.look()
        qtbot.waitUntil(lambda: bool(refreshed), timeout=1_000 * PATIENCE)
        assert len(refreshed) == 1
    finally:
        end_room(room)


def _words(page: QWidget) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel))


def test_what_was_half_typed_goes_with_who_typed_it_and_the_basket_stays(
    app: QApplication, made: None, folder: Path, qtbot
) -> None:
    room = start_room(folder)
    try:
        desk = room.furnish()

        def settle() -> None:
            qtbot.waitUntil(
                lambda: desk.presenter is not None and not desk.presenter.flow.busy,
                timeout=1_000 * PATIENCE,
            )

        def come_back() -> None:
            room.seat.take(_owner(room.till))
            room._signed_in(None)
            settle()

        come_back()
        desk.view.field.set_text("5000000")
        room.lock_up()
        assert desk.view.field.text() == ""
        come_back()
        for digit in "5000000":
            desk.view.field.edit.insert(digit)
        desk.view.submitted.emit(desk.view.field.text())
        settle()
        shift = shift_now(room.till)
        assert shift is not None
        assert shift.opened_with == 5_000_000
        desk.view.submitted.emit("+250000")
        settle()
        desk.view.field.set_text("77")
        room.lock_up()
        come_back()
        assert desk.presenter is not None
        assert desk.view.field.text() == ""
        assert [line.gross for line in desk.presenter.state.lines] == [250_000]
    finally:
        end_room(room)


class Boom(Exception):
    pass


def _fail(*_: object, **__: object) -> None:
    raise Boom


def test_a_counter_that_cannot_be_built_says_so_each_time_and_stands_once_it_can(
    app: QApplication, made: None, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = start_room(folder)
    try:
        with monkeypatch.context() as broken:
            broken.setattr("desktop.app.desk.Desk.__init__", _fail)
            for _ in range(2):
                with pytest.raises(Boom):
                    room.counter()
        assert room.counter() is room.desk
    finally:
        end_room(room)


def test_a_page_that_fails_takes_no_other_with_it(
    app: QApplication, made: None, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.app.pages._segments", _fail)
    room = start_room(folder)
    try:
        with pytest.raises(Boom):
            room.furnish()
        room.furnish()
        assert [page.key for page in room.pages][1:3] == ["offers", "reports"]
        assert room.pages[-1].key == "settings"
        assert room.watch is not None
    finally:
        end_room(room)


def test_who_signs_in_at_once_gets_all_screens_and_the_customer_sees_the_shop(
    app: QApplication, made: None, folder: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    monkeypatch.setattr("desktop.app.window.Room._read_in", _fail)
    room = start_room(folder)
    try:
        session = _owner(room.till)
        set_settings(room.till, session, {"customer_display": "true"})
        room.seat.take(session)
        room._signed_in(None)
        qtbot.waitUntil(lambda: room.customer is not None, timeout=1_000 * PATIENCE)
        assert len(room.pages) == 7
        assert room.customer._display == room._display is not None
    finally:
        end_room(room)
