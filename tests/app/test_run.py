"""The program from its first pixel to its last: a shop that opens, one that does not, one that is not there yet."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from desktop.app.run import end_room, run_window, start_room
from desktop.ui.shell.main_window import MainWindow
from desktop.usecases.selling.shifts import shift_now
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
