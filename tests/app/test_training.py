"""Training in the whole window: every page holds to it, and a basket left open is told of before it and kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from desktop.app.run import end_room, start_room
from desktop.app.window import Room
from desktop.ui.sale.wiring import press
from desktop.usecases.sign_in import sign_in
from loyalty.errors import LoyaltyError
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


def come(room: Room, qtbot, *, training: bool = False) -> None:
    room.seat.take(sign_in(room.till, "owner", OWNER_PIN), training=training)
    room._signed_in(None)
    rest(room, qtbot)


def rest(room: Room, qtbot) -> None:
    desk = room.counter()
    qtbot.waitUntil(lambda: not desk.presenter.flow.busy and not room.tasks.busy, timeout=1_000 * PATIENCE)


def words(page) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if not label.isHidden())


def test_the_key_of_the_counter_trains_every_page(room: Room, qtbot) -> None:
    come(room, qtbot)
    room.counter()._join()[0].begin_shift(100_000)
    room.counter().presenter.open()
    rest(room, qtbot)
    press(room.counter().presenter, "training")
    rest(room, qtbot)
    assert room.seat.training
    with pytest.raises(LoyaltyError, match="training_writes_nothing"):
        room.seat.refuse_training()
    qtbot.waitUntil(lambda: "آموزش" in room.window.state_line._training.text(), timeout=1_000 * PATIENCE)
    press(room.counter().presenter, "training")
    rest(room, qtbot)
    room.seat.refuse_training()
    qtbot.waitUntil(lambda: not room.window.state_line._training.text(), timeout=1_000 * PATIENCE)


def test_the_sign_in_tells_of_a_basket_before_it_trains_over_it(room: Room, qtbot) -> None:
    come(room, qtbot)
    desk = room.counter()
    desk._join()[0].begin_shift(100_000)
    desk.presenter.open()
    rest(room, qtbot)
    desk.presenter.on_submitted("+850000")
    rest(room, qtbot)
    lines = desk.presenter.state.lines
    assert lines
    room.lock_up()
    rest(room, qtbot)
    room.entrance.on_training()
    assert "سبدی که باز مانده" in words(room.login)
    come(room, qtbot, training=True)
    assert desk.presenter.state.lines == ()
    assert "سبد باز تا پایان آموزش می‌ماند" in desk.view.verdict.text()
    room.lock_up()
    come(room, qtbot)
    assert desk.presenter.state.lines == lines
