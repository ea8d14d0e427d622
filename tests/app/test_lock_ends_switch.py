"""A till is locked by hand with its basket kept; locked while somebody's PIN to take over is looked up, it stays so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.app.run import end_room, start_room
from desktop.app.window import Room
from desktop.usecases.sign_in import sign_in
from loyalty.basket import Line
from tests.app.patience import PATIENCE
from tests.conftest import OWNER_PIN


@pytest.fixture
def room(app: QApplication, make_shop, keys, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    monkeypatch.setenv("BASHGAH_KEY_DIR", str(keys.folder))
    make_shop()
    made = start_room(folder)
    made.furnish()
    yield made
    end_room(made)


def rest(room: Room, qtbot) -> None:
    desk = room.counter()
    qtbot.waitUntil(lambda: not desk.presenter.flow.busy and not room.tasks.busy, timeout=1_000 * PATIENCE)


def test_a_lock_ends_a_switch_on_its_way(room: Room, qtbot) -> None:
    room.seat.take(sign_in(room.till, "owner", OWNER_PIN))
    room._signed_in(None)
    rest(room, qtbot)
    port, next_one = room.counter()._join()[0], sign_in(room.till, "owner", OWNER_PIN)
    port._session = next_one
    room.lock_up()
    port._tell()
    rest(room, qtbot)
    assert room.seat.person is None
    assert not next_one.open


def test_locked_by_hand_the_basket_waits(room: Room, qtbot) -> None:
    room.seat.take(sign_in(room.till, "owner", OWNER_PIN))
    room._signed_in(None)
    rest(room, qtbot)
    state, who = room.counter().presenter.state, room.seat.session
    state.add(Line(1, "GENERAL", 850_000, 850_000))
    room.window.lock_wanted.emit()
    rest(room, qtbot)
    assert room.window.current() == "login"
    assert room.seat.person is None
    assert not who.open
    assert [line.gross for line in state.lines] == [850_000]


def test_who_signs_in_has_the_whole_time_however_they_came(room: Room, qtbot) -> None:
    lock = room.keeping._lock
    # Nobody touched the till for an hour, and who comes is let in without a key being pressed.
    lock._steady -= 3_600_000
    room.seat.take(sign_in(room.till, "owner", OWNER_PIN))
    room._signed_in(None)
    rest(room, qtbot)
    assert lock.left() > 0
    room.keeping._lock_if_due()
    assert room.seat.person is not None
