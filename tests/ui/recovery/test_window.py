"""The window of trouble, offscreen: a shop without its key says so, and a scanned sheet opens it again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.app.gate import RECOVERY
from desktop.app.trouble import recovery_gate
from desktop.ui import language
from desktop.ui.recovery.values import DONE, RESTORE, Back
from desktop.ui.snapshots import settle
from desktop.ui.tasks import ImmediateTasks
from desktop.ui.widgets import Label
from desktop.usecases.recovery import recovery_sheet
from loyalty.errors import LoyaltyError
from tests.ui.accessibility import assert_all_named, assert_large_enough
from tests.ui.typing import press


@pytest.fixture
def gate(app, till, folder, keys, fixed_clock):
    error = LoyaltyError("shop_key_missing")
    window = recovery_gate(app, folder, error, ImmediateTasks(), keys, fixed_clock)
    window.open()
    window.window.resize(1280, 720)
    settle()
    yield window
    window.close()
    settle()


def test_a_scanned_sheet_opens_the_shop(gate, till, session) -> None:
    screen = gate.window.page(RECOVERY)
    sheet = recovery_sheet(till, session).qr_text
    till.close()
    press(screen.ways.first_focus(), Qt.Key.Key_Return)
    settle()
    assert not screen.key.go.isEnabled()
    screen.key.sheet.edit.insertPlainText(sheet + "\n")
    assert screen.key.go.isEnabled()
    press(screen.key.go, Qt.Key.Key_Return)
    settle()
    assert screen.done.isVisible()
    assert screen.key.sheet.text() == ""
    press(screen.done.go, Qt.Key.Key_Return)
    assert gate.wait() is True


def test_closing_tries_nothing(gate) -> None:
    press(gate.window.page(RECOVERY), Qt.Key.Key_Escape)
    assert gate.wait() is False


@pytest.mark.parametrize("page", ["home", "key", "restore", "pin"])
@pytest.mark.parametrize("lang", ["fa", "en"])
def test_every_control_has_a_name(gate, page, lang) -> None:
    screen = gate.window.page(RECOVERY)
    gate.use_language(lang)
    screen.show_page(page)
    settle()
    assert language.formats().lang == lang
    assert_all_named(screen)
    assert_large_enough(screen, 28)


def test_the_sentence_is_said_in_the_language_chosen(gate) -> None:
    gate.use_language("en")
    settle()
    assert "no key" in gate.window.page(RECOVERY)._situation.title


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_it_is_said_where_the_file_of_before_is_kept(gate, lang) -> None:
    screen = gate.window.page(RECOVERY)
    gate.use_language(lang)
    screen.done.show_back(Back(RESTORE, 12, 1_790_000_000_000, kept="/home/till/shop/shop-before-17.db"))
    screen.show_page(DONE)
    settle()
    told = [
        label.text().replace("\u200b", "") for label in screen.done.findChildren(Label) if label.isVisible()
    ]
    assert any("/home/till/shop/shop-before-17.db" in text for text in told)
    screen.done.show_back(Back(RESTORE, 12, 1_790_000_000_000))
    assert not any("shop-before" in one.text() for one in screen.done.findChildren(Label) if one.isVisible())
