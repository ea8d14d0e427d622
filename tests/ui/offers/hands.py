"""A manager at the offers screen, by keys alone: adds rows, fills them, publishes. Nothing but what is on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop.ui.offers.painted import Ticks
from desktop.ui.offers.presenter import OffersPresenter
from desktop.ui.offers.rows_view import Control, RowView
from desktop.ui.offers.screen import build_offers
from desktop.ui.offers.till_offers import TillOffers
from desktop.ui.offers.view import OffersScreen
from desktop.ui.snapshots import settle
from desktop.ui.tasks import Tasks
from tests.ui.seats import OneSeat
from tests.ui.typing import press, type_text

SIZE = (1356, 864)


@dataclass(slots=True)
class Manager:
    """Hands on the keys, eyes on the screen."""

    screen: OffersScreen
    presenter: OffersPresenter

    def begin(self, fa: str, en: str, kind: str = "lasting") -> None:
        """Begin a new offer and name it."""
        press(self.screen.list.new, Qt.Key.Key_Return)
        settle()
        self.write("name.fa", fa)
        self.write("name.en", en)
        if kind != "lasting":
            self.choose("kind?", kind)

    def add(self, part: str, words: str, **values: str) -> RowView:
        """Add a row by its words, and fill its controls by the ends of their places (`?` written as `__`)."""
        page = self.screen.editor.form
        button = page.parts[part].add if part in page.parts else page.row_at(part)._add
        press(button, Qt.Key.Key_Return)
        settle()
        assert self.screen.sheet.isVisible()
        type_text(self.screen.chooser.search, words)
        settle()
        press(self.screen.chooser.search, Qt.Key.Key_Return)
        settle()
        place = self._row_of_focus().shown.place if values else self._last_row().shown.place
        for key, text in values.items():
            self.fill(place, key, text)
        return page.row_at(place)

    def fill(self, row: str, key: str, text: str) -> None:
        """Fill a control of a row; one that is not shown is taken from the row's menu."""
        view = self.screen.editor.form.row_at(row)
        ending = key.replace("__", "?")
        field = next(one for one in view.shown.fields if one.place.endswith(ending))
        if field.place not in view.controls:
            view.reveal(field.place)
            settle()
        self.put(field.place, text)

    def put(self, place: str, text: str) -> None:
        """Type or choose in the control of a place."""
        editor = self.control(place).editor
        if isinstance(editor, QComboBox):
            self.choose(place, text)
        elif isinstance(editor, Ticks):
            for tick in editor.ticks():
                if tick.isChecked() != (tick.key in text.split(",")):
                    press(tick, Qt.Key.Key_Space)
        else:
            self.write(place, text)

    def write(self, place: str, text: str) -> None:
        """Type a text over what stands there."""
        editor = self.control(place).editor
        assert isinstance(editor, QLineEdit)
        editor.setFocus(Qt.FocusReason.TabFocusReason)
        editor.selectAll()
        press(editor, Qt.Key.Key_Delete)
        type_text(editor, text)
        self.rest()

    def choose(self, place: str, key: str) -> None:
        """Go down (or up) a list until the wanted words stand there."""
        box = self._box(place)
        keys = [box.itemData(number) for number in range(box.count())]
        assert key in keys, (key, keys)
        while self._box(place).value() != key:
            down = keys.index(key) > keys.index(self._box(place).value() or keys[0])
            press(self._box(place), Qt.Key.Key_Down if down else Qt.Key.Key_Up)
            self.rest()

    def rest(self) -> None:
        """Let what was typed be told, and the screen come to rest."""
        self.screen.editor.form.flush()
        settle()

    def publish(self) -> None:
        """Ctrl+Enter, and Enter in the panel."""
        self.screen.editor.want_publish()
        settle()
        assert self.screen.sheet.isVisible(), self.screen.verdict.text()
        press(self.screen.asking.publish, Qt.Key.Key_Return)
        settle()

    def control(self, place: str) -> Control:
        """Return the control of a place."""
        for view in self.screen.editor.form.row_views():
            if place in view.controls:
                return view.controls[place]
        raise AssertionError(place, [list(view.controls) for view in self.screen.editor.form.row_views()])

    def _box(self, place: str) -> Any:
        editor = self.control(place).editor
        assert isinstance(editor, QComboBox)
        return editor

    def _row_of_focus(self) -> RowView:
        here: QWidget | None = self.screen.focusWidget()
        while here is not None and not isinstance(here, RowView):
            here = here.parentWidget()
        assert here is not None, "the new row has the focus"
        return here

    def _last_row(self) -> RowView:
        return self.screen.editor.form.row_views()[-1]


def at_the_screen(tasks: Tasks, seat: OneSeat, qtbot: Any) -> Manager:
    """Return a manager at a screen of the usual size."""
    screen, presenter = build_offers(tasks, TillOffers(seat))
    qtbot.addWidget(screen)
    screen.resize(*SIZE)
    screen.show()
    presenter.entered()
    settle()
    return Manager(screen, presenter)
