"""A machine whose clock cannot be believed is told so at the foot of the window, as soon as the shop stands open.

Every shop that sells is told, also one that has not sold yet: its first sale would be marked. A shop for tests writes
down any day it is told, so it says nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from desktop.app.run import end_room, start_room
from desktop.app.window import Room
from desktop.models.queries.shifts import open_shift
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.shifts import begin_shift
from desktop.usecases.settings import set_settings
from desktop.usecases.sign_in import sign_in
from desktop.usecases.till import Till
from loyalty.basket import Tender
from loyalty.clock import DAY
from loyalty.problems import all_problems
from tests.app.patience import PATIENCE
from tests.conftest import OWNER_PIN, FixedClock

DOUBT = all_problems()["clock_suspect"]
DOUBTS = (DOUBT.fa, DOUBT.en)


@contextmanager
def window_of(folder: Path) -> Iterator[Room]:
    """Open the window of a shop and let its state line be read once."""
    room = start_room(folder)
    try:
        let_it_look(room)
        yield room
    finally:
        end_room(room)


def let_it_look(room: Room) -> None:
    """Have the till read its state anew and wait until the line shows it."""
    ends = time.monotonic() + PATIENCE
    while room.tasks.busy and time.monotonic() < ends:
        QApplication.processEvents()
    shown: list[bool] = []
    room.keeping.look()
    room.tasks.local(lambda: None, lambda _: shown.append(True))
    while not shown:
        assert time.monotonic() < ends, "the state line was never read"
        QApplication.processEvents()


def doubts(room: Room) -> list[str]:
    """Return the sentences about the clock that stand in the window."""
    return [words for words in room.window.state_line.words() if words in DOUBTS]


def sell(till: Till) -> None:
    """Sell something in the shift that is open, or else in a new one."""
    session = sign_in(till, "owner", OWNER_PIN)
    with till.read() as db:
        shift = open_shift(db, till.shop.till_id)
    if shift is None:
        begin_shift(till, session, 0)
    checkout(till, session, basket_of([group_line(till, "GENERAL", 50_000)]), None, (Tender("cash", 50_000),))


@pytest.fixture
def made(
    app: QApplication,
    make_shop: Callable[..., object],
    open_it: Callable[..., Any],
    keys: Any,
    fixed_clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., None]:
    """Return what makes a shop, sells in it or not, and starts the machine anew so many days earlier."""
    monkeypatch.setenv("BASHGAH_KEY_DIR", str(keys.folder))
    monkeypatch.setattr("desktop.clocks.SystemClock", lambda: fixed_clock)

    def make(*, test: bool, sold: bool, days_back: int, lang: str = "fa") -> None:
        make_shop(test=test, language=lang)
        till = open_it()
        set_settings(till, sign_in(till, "owner", OWNER_PIN), {"language": lang})
        if sold:
            sell(till)
        till.close()
        fixed_clock.at -= days_back * DAY
        fixed_clock.steadily, fixed_clock.boot = 5_000, "boot-2"

    return make


@pytest.mark.parametrize("sold", [True, False], ids=["sold", "not-sold-yet"])
@pytest.mark.parametrize(("lang", "words"), [("fa", DOUBT.fa), ("en", DOUBT.en)])
def test_a_shop_that_sells_says_that_its_clock_went_back(
    made: Callable[..., None], folder: Path, sold: bool, lang: str, words: str
) -> None:
    made(test=False, sold=sold, days_back=3, lang=lang)
    with window_of(folder) as room:
        assert doubts(room) == [words]


@pytest.mark.parametrize(
    ("test", "sold", "days_back"),
    [(False, True, 0), (False, False, 0), (True, True, 3), (True, False, 3), (True, True, 0)],
)
def test_a_right_clock_and_a_shop_for_tests_say_nothing(
    made: Callable[..., None], folder: Path, test: bool, sold: bool, days_back: int
) -> None:
    made(test=test, sold=sold, days_back=days_back)
    with window_of(folder) as room:
        assert doubts(room) == []


def test_a_clock_that_goes_wrong_while_the_window_stands_is_told_and_one_mended_is_not(
    made: Callable[..., None], folder: Path, fixed_clock: FixedClock
) -> None:
    made(test=False, sold=True, days_back=0)
    with window_of(folder) as room:
        assert doubts(room) == []
        fixed_clock.at += 400 * DAY
        let_it_look(room)
        # So long a time cannot be told from a clock that leapt: somebody is asked, in a sentence with both days.
        assert any("تأیید" in words for words in room.window.state_line.words())
        sell(room.till)
        fixed_clock.at -= 800 * DAY
        let_it_look(room)
        assert doubts(room) == [DOUBT.fa]
        fixed_clock.at += 400 * DAY
        let_it_look(room)
        assert doubts(room) == []
        assert not any("تأیید" in words for words in room.window.state_line.words())


def test_a_window_that_never_doubts_is_caught(
    made: Callable[..., None], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Till, "doubts_clock", False)
    with pytest.raises(AssertionError):
        test_a_shop_that_sells_says_that_its_clock_went_back(made, folder, True, "fa", DOUBT.fa)


def test_a_window_that_doubts_in_every_shop_is_caught(
    made: Callable[..., None], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Till, "doubts_clock", property(lambda till: till.store.now().suspect))
    with pytest.raises(AssertionError):
        test_a_right_clock_and_a_shop_for_tests_say_nothing(made, folder, True, True, 3)
