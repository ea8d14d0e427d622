"""The rows of a form of conditions: typing told after a rest, what is wrong at its row, the focus kept. Passive.

Typing is told after a short rest, so that a count over all members does not run at every letter; whatever else a
person does tells first what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.offers.rows_view import PartView, RowView
from desktop.ui.offers.shown import ADDS, ShownField, ShownForm, ShownRow
from desktop.ui.widgets import column

_REST = 250
"""Milliseconds of rest after which what was typed is told."""


class FormView(QWidget):
    """The parts of a form under one another. Signals carry what a person did; places are those of the document."""

    field_changed = Signal(str, str, str, bool)
    add_wanted = Signal(str)
    removed = Signal(str)
    moved = Signal(str, int)

    def __init__(self, icons: Mapping[str, str]) -> None:
        super().__init__()
        self._revealed = set[str]()
        self._waiting: dict[str, tuple[str, str, str, bool]] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.flush)
        self.parts = {part: PartView(icon) for part, icon in icons.items()}
        for part in self.parts.values():
            part.add_wanted.connect(lambda adds: self.after_flush(self.add_wanted.emit, adds))
        self.setLayout(column(*self.parts.values(), None, gap=0, margins=(24, 4, 20, 16)))

    def show_form(self, shown: ShownForm, focus: str) -> None:
        """Draw the form anew; whoever stood in a control that is still there stands in it again.

        `focus` is the place of a row, or of a row that was taken out behind `ADDS`: its part's button to add takes it.
        """
        before = self._focused()
        for part in shown.parts:
            if part.part in self.parts:
                self.parts[part.part].show_part(part, self._made)
        target = next((one for one in self.row_views() if focus and one.shown.place == focus), None)
        if focus.startswith(ADDS):
            self._focus_add(focus.removeprefix(ADDS))
        elif target is not None:
            target.take_focus()
        elif before:
            self._focus_again(before)

    def show_problems(self, problems: dict[str, str]) -> None:
        """Say what is wrong, each at its place."""
        for view in self.row_views():
            view.clear_problem()
        for part in self.parts.values():
            part.show_problem("")
        for place, text in problems.items():
            self._show_problem(place, text)

    def row_views(self) -> list[RowView]:
        """Return the rows as they are read."""
        return [view for part in self.parts.values() for view in part.rows]

    def row_at(self, place: str) -> RowView:
        """Return the row of a place."""
        return next(view for view in self.row_views() if view.shown.place == place)

    def flush(self) -> None:
        """Tell what was typed."""
        self._rest.stop()
        waiting, self._waiting = self._waiting, {}
        for told in waiting.values():
            self.field_changed.emit(*told)

    def _made(self, shown: ShownRow) -> RowView:
        view = RowView(shown, self._revealed)
        view.changed.connect(self._typed)
        view.removed.connect(lambda place: self.after_flush(self.removed.emit, place))
        view.moved.connect(lambda place, step: self.after_flush(self.moved.emit, place, step))
        view.add_wanted.connect(lambda adds: self.after_flush(self.add_wanted.emit, adds))
        return view

    def _focused(self) -> str:
        """Return the place of the control that has the focus."""
        here = self.focusWidget()
        return next(
            (
                place
                for view in self.row_views()
                for place, control in view.controls.items()
                if here is not None and (here is control.editor or control.editor.isAncestorOf(here))
            ),
            "",
        )

    def _focus_again(self, place: str) -> None:
        for view in self.row_views():
            if place in view.controls:
                view.controls[place].editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _focus_add(self, place: str) -> None:
        part = self.parts.get(re.split(r"[.\[:]", place)[0])
        if part is not None and part.add.isVisibleTo(self):
            part.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, field: ShownField, text: str) -> None:
        told = (field.place, field.kind, text, bool(field.empty))
        self._waiting[field.place] = told
        if field.kind in ("choice", "many"):
            # A choice may draw the row anew: not while it is still telling of itself.
            QTimer.singleShot(0, self, self.flush)
        else:
            self._rest.start()

    def after_flush(self, tell: object, *told: object) -> None:
        """Tell what was typed, then what was done."""
        self.flush()
        # The row that told may go: let it end first.
        QTimer.singleShot(0, self, lambda: tell(*told))  # type: ignore[operator]

    def _show_problem(self, place: str, text: str) -> None:
        views = [view for view in self.row_views() if _belongs(view, place)]
        if views:
            views[-1].show_problem(place, text)
            return
        part = self.parts.get(place.partition(".")[0].partition("[")[0])
        if part is not None:
            part.show_problem(text)


def _belongs(view: RowView, place: str) -> bool:
    known = {*view.controls, *(field.place for field in view.shown.fields)}
    inside = place == view.shown.place or place.startswith((f"{view.shown.place}.", f"{view.shown.place}?"))
    return inside or place in known or any(one.rstrip("?").startswith(f"{place}.") for one in known if place)
