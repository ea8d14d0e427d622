"""The counter in the whole window, shown again after a shift was closed on the page of day close."""

from __future__ import annotations

from desktop.app.window import SALE, Room
from desktop.ui.sale.state import SELLING, SHIFT
from desktop.usecases.selling.shifts import end_shift
from tests.app.test_training import come, rest, room

__all__ = ["room"]


def test_a_shift_closed_on_another_page_is_asked_for_at_the_counter(room: Room, qtbot) -> None:
    come(room, qtbot)
    desk = room.counter()
    desk._join()[0].begin_shift(100_000)
    desk.presenter.open()
    rest(room, qtbot)
    assert desk.presenter.state.mode == SELLING
    room.go("day_close")
    rest(room, qtbot)
    end_shift(room.till, room.seat.session, 100_000)
    room.go(SALE)
    rest(room, qtbot)
    assert desk.presenter.state.mode == SHIFT
