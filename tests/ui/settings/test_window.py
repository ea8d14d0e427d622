"""The settings on the screen, offscreen, over the real store: forms to facts, by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from desktop.app.seat import Seat
from desktop.printing.raster import prepare_drawing
from desktop.ui import language
from desktop.ui.approval.till_approvals import TillApprovals
from desktop.ui.settings.screen import build_settings
from desktop.ui.settings.till_settings import TillSettings
from desktop.ui.settings.values import ACCESS, EARNING, RULES, SECTIONS, STAFF, CentreShown, TrustCost
from desktop.ui.snapshots import settle
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.policies import rules_now
from loyalty.access import may
from tests.conftest import OWNER_PIN
from tests.ui.accessibility import assert_all_named, assert_large_enough
from tests.ui.typing import press, type_text


@pytest.fixture
def seat(app, till, session) -> Seat:
    prepare_drawing()
    return Seat(till, session)


class Windows(QObject):
    """Remembers what was shown as a window: it would flash on the screen and take the focus along."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@pytest.fixture
def screen(app, seat, qtbot):
    port = TillSettings(seat, Path(__file__).resolve().parents[3], "1.2.3")
    shown, presenter = build_settings(
        ImmediateTasks(),
        port,
        TillApprovals(seat),
        lang=lambda: language.formats().lang,
        changed=lambda: None,
    )
    qtbot.addWidget(shown)
    shown.presenter = presenter
    shown.resize(1196, 660)
    shown.show()
    presenter.start()
    settle()
    return shown


def test_the_sections_go_by_with_the_arrows(screen) -> None:
    screen.take_focus()
    for section in SECTIONS[1:]:
        press(screen.focusWidget(), Qt.Key.Key_Down)
        settle()
        assert screen.panels[section].isVisible()


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("lang", ["fa", "en"])
def test_every_control_has_a_name_and_room(app, screen, section, lang) -> None:
    language.use(app, lang)
    screen.section_picked.emit(section)
    settle()
    assert_all_named(screen)
    assert_large_enough(screen, 30)


def test_no_control_is_a_window_of_its_own_before_it_has_its_place(app, screen) -> None:
    windows = Windows()
    app.installEventFilter(windows)
    for section in SECTIONS:
        screen.section_picked.emit(section)
        settle()
    app.removeEventFilter(windows)
    assert windows.shown == []


def test_an_act_is_given_and_published(screen, till) -> None:
    screen.section_picked.emit(ACCESS)
    settle()
    box = screen.access.boxes["cashier", "void"]
    assert not box.isChecked()
    press(box, Qt.Key.Key_Space)
    assert box.isChecked()
    assert not screen.access.boxes["owner", "void"].isEnabled()
    screen.access.publish.click()
    with till.read() as db:
        assert may(rules_now(db).access, "cashier", "void")
    assert screen.verdict.tone() == "accent"


def test_a_percent_is_typed_and_published(screen, till) -> None:
    screen.section_picked.emit(RULES)
    screen.rules.percent.clear()
    type_text(screen.rules.percent, "۷٫۵")
    screen.rules.buttons[EARNING].click()
    with till.read() as db:
        assert rules_now(db).earning.rate == 75_000
    assert screen.rules.percent.text() == "۷.۵"


def test_a_cashier_reads_the_rules_and_asks_for_the_rest(screen, seat, make_staff, till) -> None:
    seat.person = make_staff("cashier")
    screen.presenter.start()
    screen.section_picked.emit(RULES)
    settle()
    assert not screen.rules.percent.isEnabled()
    assert not screen.rules.buttons[EARNING].isVisible()
    screen.section_picked.emit(STAFF)
    type_text(screen.staff.name, "علی")
    screen.staff.add.click()
    settle()
    assert screen.approval.isVisible()
    type_text(screen.approval, OWNER_PIN)
    press(screen.approval, Qt.Key.Key_Return)
    settle()
    assert not screen.approval.isVisible()
    assert "علی" in [row.cells[0].text for row in screen.staff.table.rows()]


def test_removing_asks_twice(screen, make_staff, till) -> None:
    make_staff("cashier", staff_id="sana", name="ثنا")
    screen.section_picked.emit(STAFF)
    screen.staff.choose("sana")
    settle()
    screen.staff.remove.click()
    assert "ثنا" in screen.staff.remove.text()
    assert "sana" in [row.key for row in screen.staff.table.rows()]
    screen.staff.remove.click()
    assert "sana" not in [row.key for row in screen.staff.table.rows()]


def test_what_is_typed_stays_and_its_words_turn_when_the_language_does(app, screen) -> None:
    screen.section_picked.emit(RULES)
    rules = screen.rules
    kind, edit = next(iter(rules.ends.items()))
    edit.setText("۹۰")
    rules.percent.setText("۷")
    language.use(app, "en")
    settle()
    assert (rules.ends[kind].text(), rules.percent.text()) == ("90", "7")
    assert "another" in rules.tiers.add.text().lower()
    assert "ends after" in rules.ends[kind].accessibleName().lower()
    language.use(app, "fa")


def test_trust_is_typed_with_its_cost_beneath(app, screen, till) -> None:
    language.use(app, "en")
    screen.section_picked.emit(RULES)
    block = screen.rules.trust
    assert block.words() == [
        "Nothing is lent: without a line a till gives only credit it holds itself, and nothing can be lost."
    ]
    for editor, text in ((block.per_member, "۵۰۰۰۰"), (block.pool, "400000")):
        editor.clear()
        type_text(editor, text)
    assert "400,000" in block.words()[0]
    assert block.words()[1].startswith("Expected: 0")
    type_text(block.per_member, "0")
    assert len(block.words()) == 1, "the pool is smaller than what a member may get: said at the pool"
    assert not screen.rules.branch.isVisible()
    screen.show_trust_cost(
        TrustCost(lends=True, tills=1, worst=300_000, each=300_000, apart=(("Tajrish", 250_000),))
    )
    assert "250,000 Toman more" in block.words()[0]
    language.use(app, "fa")


def test_a_centre_that_gives_no_answer_takes_its_new_address(app, screen, monkeypatch) -> None:
    panel = screen.centre
    went: list[tuple[str, str]] = []
    there = CentreShown(alone=False, url="http://new.test:8440", ok_at=1)

    def follow(_: object, url: str, certificate: str, lang: str, report: object) -> CentreShown:
        went.append((url, certificate))
        return there

    monkeypatch.setattr(TillSettings, "follow", follow)
    lost = CentreShown(alone=False, url="http://old.test:8440", trouble="No line.", answered=False)
    screen.section_picked.emit("centre")
    settle()
    screen.show_centre(lost)
    settle()
    assert not panel.url.isVisible(), "a line that is cut every day is no reason to do anything"
    panel.moved.click()
    settle()
    assert panel.url.isVisible()
    assert not panel.code.isVisible()
    press(panel.url, Qt.Key.Key_Return)
    assert went == [], "an empty address is nowhere to go"
    type_text(panel.url, "http://new.test:8440")
    press(panel.url, Qt.Key.Key_Return)
    settle()
    assert went == [("http://new.test:8440", "")]
    assert not panel.url.isVisible(), "it answers again: nothing is to be done"
    assert "به همان نشانی" in screen.verdict.text()
    assert "http://new.test:8440" in panel.words()
