"""Stopping an offer is asked for once, at the same button, and says what becomes of what it gave."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from desktop.ui import language
from desktop.ui.snapshots import settle
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.offers import list_offers, publish
from tests.ui.offers.hands import Manager, at_the_screen
from tests.ui.typing import press

LASTING = {"id": "ten", "name": {"fa": "ده", "en": "Ten"}, "benefits": [{"discount": {"percent": 10}}]}
CODED = {**LASTING, "code": {"unique": True}}


def at_the_page(app: Any, seat: Any, qtbot: Any, lang: Any, document: dict[str, Any]) -> Manager:
    """Open the page of a published offer."""
    publish(seat.till, seat.session, document)
    language.use(app, lang)
    manager = at_the_screen(ImmediateTasks(), seat, qtbot)
    manager.presenter.on_picked("ten")
    settle()
    return manager


def states(seat: Any) -> list[str]:
    return [one.status for one in list_offers(seat.till)]


@pytest.mark.parametrize(
    ("lang", "first", "yes", "stays"),
    [
        ("fa", "توقف", "بله، متوقف شود", "اعتبار و امتیازی که داده است می‌ماند"),
        ("en", "Stop it", "Yes, stop it", "Credit and points that it gave stay."),
    ],
)
def test_one_press_asks_and_the_next_stops(
    app, seat, qtbot, lang: str, first: str, yes: str, stays: str
) -> None:
    manager = at_the_page(app, seat, qtbot, lang, LASTING)
    screen = manager.screen
    assert screen.result.stop.text() == first
    press(screen.result.stop, Qt.Key.Key_Return)
    settle()
    assert (screen.result.stop.text(), states(seat)) == (yes, ["live"])
    assert stays in screen.verdict.text()
    press(screen.result.stop, Qt.Key.Key_Return)
    settle()
    assert (states(seat), screen.page()) == (["stopped"], "list")


def test_esc_lets_it_go_on_and_stays_at_its_page(app, seat, qtbot) -> None:
    screen = at_the_page(app, seat, qtbot, "en", LASTING).screen
    press(screen.result.stop, Qt.Key.Key_Return)
    press(screen.result, Qt.Key.Key_Escape)
    settle()
    assert (screen.result.stop.text(), screen.page(), states(seat)) == ("Stop it", "result", ["live"])
    assert screen.verdict.text() == ""
    press(screen.result, Qt.Key.Key_Escape)
    settle()
    assert screen.page() == "list"


@pytest.mark.parametrize(("document", "told"), [(LASTING, False), (CODED, True)], ids=["lasting", "codes"])
def test_what_becomes_of_codes_is_said_where_there_are_some(app, seat, qtbot, document, told: bool) -> None:
    screen = at_the_page(app, seat, qtbot, "en", document).screen
    press(screen.result.stop, Qt.Key.Key_Return)
    settle()
    assert ("codes of it that are out, cannot use it while it is stopped" in screen.verdict.text()) is told


def test_who_locks_the_till_is_asked_anew(app, seat, qtbot) -> None:
    manager = at_the_page(app, seat, qtbot, "en", LASTING)
    press(manager.screen.result.stop, Qt.Key.Key_Return)
    manager.presenter.on_locked()
    press(manager.screen.result.stop, Qt.Key.Key_Return)
    settle()
    assert states(seat) == ["live"]
