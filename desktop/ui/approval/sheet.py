"""The panel that asks for somebody else's PIN: what it is for, who may give it, the pad. Passive."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.approval.shown import Approver, ShownApproval
from desktop.ui.widgets import Button, Label, PinDots, PinPad, Row, column, empty_layout
from loyalty.documents import Text
from loyalty.words import fold_digits

_PERSON = 44
_PAD, _LOW_PAD, _LOW = 356, 220, 760
"""How high the pad may be: lower where the panel is lower than `_LOW`, so that its button needs no scrolling."""


class ApprovalSheet(QWidget):
    """Signals: `pressed(figure)`, `erased(all of it)`, `submitted`, `person_picked(staff_id)`, `moved(step)`."""

    pressed = Signal(str)
    erased = Signal(bool)
    submitted = Signal()
    person_picked = Signal(str)
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._shown = ShownApproval(Text("", ""), (), "")
        self._act, self._hint = (
            Label("", 15, theme.SEMIBOLD, wrap=True),
            Label("", 13, tone="text2", wrap=True),
        )
        self._people = QVBoxLayout()
        self._people.setSpacing(2)
        self._dots, self._pad = PinDots(), PinPad()
        self._pad.setMaximumHeight(_LOW_PAD)
        self._problem = Label("", 13, theme.MEDIUM, "red", wrap=True, align="center")
        self._submit = Button("", "primary", cap="Enter")
        self._submit.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pad.digit_pressed.connect(self.pressed)
        self._pad.erased.connect(lambda: self.erased.emit(False))
        self._pad.cleared.connect(lambda: self.erased.emit(True))
        self._submit.clicked.connect(self.submitted)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        pin = column(self._dots, self._problem, 12, self._pad, 12, self._submit, gap=0)
        words = column(self._act, self._hint, gap=4)
        self.setLayout(column(words, 12, self._people, 16, pin, None, gap=0, margins=(24, 16, 24, 20)))
        language.on_change(self, self._retranslate)

    def show_approval(self, shown: ShownApproval) -> None:
        """Show who is asked and how much was typed."""
        same = (shown.people, shown.chosen, shown.act) == (
            self._shown.people,
            self._shown.chosen,
            self._shown.act,
        )
        self._shown = shown
        if not same or not self._people.count():
            self._retranslate()
        self._dots.show_typed(shown.typed)
        self._problem.setText(shown.problem)
        self._problem.setVisible(bool(shown.problem))
        self._submit.setEnabled(bool(shown.typed and shown.chosen) and not shown.busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, figure = event.key(), fold_digits(event.text())
        if len(figure) == 1 and figure.isdecimal():
            self.pressed.emit(figure)
        elif key == Qt.Key.Key_Backspace:
            self.erased.emit(False)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = event.size().height() < _LOW
        self._dots.set_low(low)
        self._pad.setMaximumHeight(_LOW_PAD if low else _PAD)

    def _person(self, person: Approver) -> Row:
        line = Row(touch=True, rounded=True)
        line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line.show_row(person.name, figure_note=person.level.of(language.formats().lang))
        line.setFixedHeight(_PERSON)
        line.set_chosen(person.staff_id == self._shown.chosen)
        line.clicked.connect(lambda key=person.staff_id: self.person_picked.emit(key))
        return line

    def _retranslate(self) -> None:
        act = self._shown.act.of(language.formats().lang)
        self._act.setText(self.tr("To approve: {act}").format(act=act))
        self._hint.setText(
            self.tr("Somebody who may do this gives their PIN; it is signed with their own key.")
        )
        self._submit.setText(self.tr("Approve"))
        name = next((one.name for one in self._shown.people if one.staff_id == self._shown.chosen), "")
        whose = self.tr("PIN of {name}").format(name=language.formats().name(name)) if name else ""
        self._dots.show_words(self.tr("Type the PIN"), whose=whose)
        self.setAccessibleName(self._act.text())
        empty_layout(self._people)
        for person in self._shown.people:
            self._people.addWidget(self._person(person))

    def title(self) -> str:
        """The panel's heading."""
        return self.tr("Approval")
