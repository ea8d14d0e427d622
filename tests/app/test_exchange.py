"""The window of a shop that joins a centre: the state line, the Centre panel and the counter follow by themselves.

Everything is the program's own but the socket: the centre stands within the test.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import exchange
from desktop.app.run import end_room, start_room
from desktop.app.window import Room
from desktop.ui.settings import till_settings
from desktop.ui.settings.values import CENTRE
from desktop.ui.widgets import Label
from desktop.usecases.members.enrol import NewMember, enrol
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.shifts import begin_shift
from desktop.usecases.sign_in import sign_in
from loyalty.errors import require
from tests.app.patience import PATIENCE
from tests.conftest import OWNER_PIN
from tests.sync.centre import InMemory, Line, new_centre
from tests.sync.conftest import URL, Machine
from tests.sync.tls import authority
from tests.ui.typing import press, type_text

PHONE = "09123454567"


@dataclass
class Cut:
    """Whether the line is cut, or the centre busy; every line of the window looks here."""

    cut: bool = False
    busy: bool = False


@dataclass
class WindowLine(Line):
    """A line of the window, which is cut for all its lines at once."""

    net: Cut = field(default_factory=Cut)

    def _cross(self) -> None:
        self.cut = self.net.cut
        require(not self.net.busy, "centre_busy", seconds=0)
        Line._cross(self)


@dataclass
class Desk:
    """The window, its centre, and another till of the shop."""

    room: Room
    centre: InMemory
    net: Cut
    far: Machine
    member: str

    def rest(self, until: Callable[[], bool] = lambda: True) -> None:
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            QApplication.processEvents()
            if not self.room.tasks.busy and until():
                return
            time.sleep(0.004)
        raise AssertionError("the window did not come to rest")

    def says(self, text: str) -> bool:
        return any(text in words for words in self.room.window.state_line.words())

    def panel(self) -> Any:
        page = next(page for page in self.room.pages if page.key == "settings")
        return page.screen.panels[CENTRE]

    def open_panel(self) -> None:
        page = next(page for page in self.room.pages if page.key == "settings")
        self.room.go("settings")
        page.screen.section_picked.emit(CENTRE)
        self.rest()

    def join(self) -> None:
        self.open_panel()
        panel = self.panel()
        business = self.room.till.shop.business_id
        panel.url.setText(URL)
        panel.code.setText(self.centre.invite("OWN", "", "", business))
        panel.join.click()
        self.rest(lambda: (bool(panel.words()) and self.says("برخط")) or self.says("Online"))

    def grow_elsewhere(self, amount: int) -> None:
        """Let another till join and give the member credit."""
        self.far.come(self.centre.invite("NEW", "branch-far", "تجریش", self.room.till.shop.business_id))
        self.far.grant(self.member, amount)
        self.far.settle()
        self.far.settle()
        self.room.exchanges.go()
        self.rest(self._has_read)

    def _has_read(self) -> bool:
        with self.room.till.read() as db:
            return bool(db.value("SELECT 1 FROM right_elsewhere"))

    def serve(self) -> None:
        self.room.go("sale")
        edit = self.room.furnish().view.field.edit
        type_text(edit, PHONE)
        press(edit, Qt.Key.Key_Return)
        self.rest()


def spoken(widget: QWidget) -> str:
    """Return all words that can be seen in a widget."""
    return "\n".join(one.text() for one in widget.findChildren(Label) if one.isVisible() and one.text())


@pytest.fixture
def desk(
    app: QApplication, make_shop, open_it, folder: Path, keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    """Return a window with its owner at the counter; the shop is alone."""
    centre, net = new_centre(), Cut()
    monkeypatch.setenv("BASHGAH_KEY_DIR", str(keys.folder))
    monkeypatch.setattr(till_settings, "HttpWire", lambda _, authority: WindowLine(centre, net=net))
    for module in (till_settings, exchange):
        monkeypatch.setattr(module, "open_line", lambda till: WindowLine(centre, till.shop.till_id, net=net))
    make_shop()
    till = open_it()
    owner = sign_in(till, "owner", OWNER_PIN)
    member = enrol(till, owner, NewMember(PHONE, "سارا رضایی‌نژاد", card_no=None, paper=False)).member_id
    publish_policy(till, owner, "trust", {"per_member": 150_000, "pool": 400_000})
    begin_shift(till, owner, 0)
    till.close()
    with ExitStack() as undo:
        room = start_room(folder)
        undo.callback(end_room, room)
        far = Machine(tmp_path, "far", centre.line())
        undo.callback(far.close)
        made = Desk(room, centre, net, far, member)
        made.rest(lambda: room.watch is not None)
        for digit in OWNER_PIN:
            room.entrance.on_typed(digit)
        room.entrance.on_submitted()
        made.rest(lambda: room.window.current() == "sale")
        # The screens beside the counter are built in steps behind it.
        made.rest(lambda: any(page.key == "settings" for page in room.pages))
        yield made


def test_a_shop_joins_and_hears_of_the_others(desk: Desk) -> None:
    assert desk.says("تک‌صندوق")
    desk.join()
    assert "http://centre.test" in desk.panel().words()[0]
    assert desk.says("همه فرستاده شد")
    assert len(desk.panel().overview.table.rows()) == 1
    desk.grow_elsewhere(500_000)
    desk.rest(lambda: len(desk.panel().overview.table.rows()) == 2)
    assert any("تجریش" in row.key for row in desk.panel().overview.table.rows())


def test_the_panel_and_the_line_follow_while_they_are_open(desk: Desk) -> None:
    desk.join()
    panel = desk.panel()
    panel.certificate.open_file = lambda *_: str(authority(desk.far.root, "باغ").file)
    before = desk.room.exchanges._wire()
    panel.other.click()
    desk.rest(lambda: desk.room.exchanges.lost_at is None and panel._shown.authority == "باغ")
    # A line that works well trusted somebody else: the next exchange takes another one.
    assert desk.room.exchanges._wire() is not before
    well = desk.panel().words()
    desk.net.cut = True
    desk.room.exchanges.go()
    desk.rest(lambda: desk.room.exchanges.lost_at is not None)
    desk.rest(lambda: desk.panel().words() != well)
    assert any("خطی به مرکز نیست" in words for words in desk.panel().words())
    desk.rest(lambda: desk.says("آفلاین از"))
    desk.net.cut = False
    desk.room.exchanges.go()
    desk.rest(lambda: desk.panel().words()[1:] and not any("خطی" in words for words in desk.panel().words()))


def test_a_busy_centre_is_no_cut_line(desk: Desk) -> None:
    desk.join()
    desk.net.cut = True
    desk.room.exchanges.go()
    desk.rest(lambda: desk.says("آفلاین از"))
    desk.net.cut, desk.net.busy = False, True
    desk.room.exchanges.go()
    desk.rest(lambda: desk.says("برخط؛ مرکز سرش شلوغ است"))
    assert not any("بی‌خط" in words for words in desk.panel().words())


def test_the_counter_says_what_is_safe_what_is_lent_and_what_is_elsewhere(desk: Desk) -> None:
    desk.join()
    desk.grow_elsewhere(500_000)
    desk.serve()
    said = spoken(desk.room.furnish().view)
    for words in ("نزد همین صندوق\n۰\n", "با اعتماد\n۱۵۰٬۰۰۰", "۳۵۰٬۰۰۰ تومان نزد صندوقی دیگر"):
        assert words in said
