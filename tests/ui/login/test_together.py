"""Keys to session: the screen, the presenter and the real lanes, with a use case that takes its time."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.ui.lanes import Lanes
from desktop.ui.login.screen import build_login
from desktop.ui.login.values import Doorway, Opening, StaffChoice
from desktop.ui.widgets import Button, PinDots, VerdictBar
from loyalty.documents import Text
from loyalty.errors import LoyaltyError
from tests.ui.typing import press, type_text

CASHIER = Text("صندوق‌دار", "Cashier")


class SlowStaff:
    """Two people, one PIN each; the check waits until it is let go, as a costly hash would."""

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.threads: set[int] = set()

    def doorway(self) -> Doorway:
        return Doorway("آریا", "ونک", "صندوق ۲", dt.date(2026, 11, 21), 0)

    def people(self) -> Sequence[StaffChoice]:
        return (StaffChoice("sana", "ثنا", CASHIER), StaffChoice("mehdi", "مهدی", CASHIER))

    def opening(self) -> Opening:
        return Opening("شیفت عصر", False)

    def find_by_card(self, code: str) -> str | None:
        return {"S-1047": "mehdi"}.get(code)

    def sign_in(self, staff_id: str, pin: str, *, training: bool) -> object:
        self.threads.add(threading.get_ident())
        assert self.let_go.wait(10)
        if pin != "482917":
            raise LoyaltyError("pin_wrong", left=9)
        return (staff_id, training)


@pytest.fixture
def lanes(app: QApplication) -> Iterator[Lanes]:
    lanes = Lanes()
    yield lanes
    lanes.close()
    app.processEvents()


def test_from_keys_to_session(lanes: Lanes, qtbot) -> None:
    staff, opened = SlowStaff(), []
    screen, presenter = build_login(lanes, staff, opened.append, lambda: None)
    qtbot.addWidget(screen)
    screen.resize(1440, 860)
    screen.show()
    presenter.start()
    enter = next(b for b in screen.findChildren(Button) if b.sizeHint().height() == 56)
    qtbot.waitUntil(lambda: enter.text() == "ورود و باز کردن شیفت", timeout=5_000)

    press(screen, Qt.Key.Key_Down)
    type_text(screen, "۴۸۲۹")
    presenter.refresh()
    qtbot.waitUntil(lambda: not lanes.busy, timeout=5_000)
    assert screen.findChild(PinDots).typed() == 4
    type_text(screen, "17")
    press(screen, Qt.Key.Key_Return)
    assert enter.text() == "در حال بررسی رمز…"
    assert not enter.isEnabled()
    press(screen, Qt.Key.Key_Return)
    staff.let_go.set()
    qtbot.waitUntil(lambda: bool(opened), timeout=5_000)
    assert opened == [("mehdi", False)]
    assert staff.threads.isdisjoint({threading.get_ident()})


def test_a_card_then_a_wrong_pin(lanes: Lanes, qtbot) -> None:
    staff, opened = SlowStaff(), []
    staff.let_go.set()
    screen, presenter = build_login(lanes, staff, opened.append, lambda: None)
    qtbot.addWidget(screen)
    screen.show()
    presenter.start()
    qtbot.waitUntil(lambda: not lanes.busy, timeout=5_000)
    type_text(screen, "S-1047")
    press(screen, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not lanes.busy, timeout=5_000)
    type_text(screen, "111222")
    press(screen, Qt.Key.Key_Return)
    bar = screen.findChild(VerdictBar)
    qtbot.waitUntil(bar.isVisible, timeout=5_000)
    assert bar.text().startswith("رمز درست نیست.\nفرصت باقی‌مانده: ۹ بار")
    assert opened == []
    assert screen.findChild(PinDots).typed() == 0
