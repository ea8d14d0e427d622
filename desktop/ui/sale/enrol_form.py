"""Enrolment in place: the form that takes the member column's place for a phone nobody has. Passive."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui import language, theme
from desktop.ui.sale.shown_people import ShownFormer
from desktop.ui.widgets import Button, CodeEdit, Field, Label, TextEdit, Toggle, column, row, scrolling

CONSENTS = ("sms_service", "sms_promo", "messenger")


class EnrolForm(QWidget):
    """`submitted(name, birthday, card, referrer, consents)`; `left()` on Esc or the button."""

    submitted = Signal(str, str, str, str, tuple)
    edited = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._phone = ""
        self._former: ShownFormer | None = None
        self._left_once = Label("", 13, theme.MEDIUM, "warn", wrap=True)
        self._title, self._number = Label("", 17, theme.SEMIBOLD), Label("", 15, theme.MEDIUM, "accent")
        self._name = Field("", TextEdit())
        self._birthday = Field("", CodeEdit())
        self._card = Field("", CodeEdit())
        self._referrer = Field("", CodeEdit())
        self._consents = {name: Toggle() for name in CONSENTS}
        self._problem = Label("", 13, theme.MEDIUM, "red", wrap=True)
        self._join, self._leave = (
            Button("", "primary", cap="Enter", height=48),
            Button("", "plain", cap="Esc"),
        )
        self._join.set_cap("Enter", filled=True)
        self._join.clicked.connect(self._submit)
        self._leave.clicked.connect(self.left)
        for field in self._fields().values():
            if isinstance(field.editor, QLineEdit):
                field.editor.returnPressed.connect(self._submit)
                field.editor.textEdited.connect(lambda _: self.edited.emit())
        self._lay_out()
        language.on_change(self, self._retranslate)

    def start(self, phone: str) -> None:
        """Begin empty, for a phone."""
        self._phone = phone
        for field in self._fields().values():
            field.show_problem("")
            if isinstance(field.editor, QLineEdit):
                field.editor.clear()
        for name, toggle in self._consents.items():
            toggle.setChecked(name == "sms_service")
        self._problem.hide()
        self._former = None
        self._retranslate()
        self._name.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_former(self, former: ShownFormer) -> None:
        """Say who left the club with this phone."""
        self._former = former
        self._write_former()

    def _write_former(self) -> None:
        former, text = self._former, ""
        if former is not None:
            written = language.formats()
            name = written.name(former.name) if former.name else self.tr("A member without a name")
            text = self.tr("{name} left the club with this phone, {day}. Joining begins anew, with nothing.")
            text = text.format(name=name, day=written.day(former.left_on))
        self._left_once.setText(text)
        self._left_once.setVisible(bool(text))

    def show_problem(self, field: str, text: str) -> None:
        """Say what is wrong, at its field where it has one."""
        for name, known in self._fields().items():
            known.show_problem(text if name == field else "")
        self._problem.setText("" if field else text)
        self._problem.setVisible(not field and bool(text))
        target = self._fields().get(field)
        if target is not None:
            target.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fields(self) -> dict[str, Field]:
        return {
            "name": self._name,
            "birthday": self._birthday,
            "card": self._card,
            "referrer": self._referrer,
        }

    def _submit(self) -> None:
        said = [f.editor.text() for f in self._fields().values() if isinstance(f.editor, QLineEdit)]
        consents = tuple(name for name, toggle in self._consents.items() if toggle.isChecked())
        self.submitted.emit(*said, consents)

    def _lay_out(self) -> None:
        inside = QWidget()
        toggles = column(*self._consents.values(), gap=0)
        inside.setLayout(
            column(
                row(self._title, None, self._number),
                self._left_once,
                2,
                self._name,
                self._birthday,
                self._card,
                self._referrer,
                toggles,
                self._problem,
                None,
                gap=6,
                margins=(20, 12, 20, 8),
            )
        )
        foot = row(self._join, self._leave, gap=8, margins=(20, 8, 20, 16))
        foot.setStretch(0, 1)
        whole = column(scrolling(inside), foot, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _retranslate(self) -> None:
        written = language.formats()
        self._title.setText(self.tr("New member"))
        self._number.setText(written.phone(self._phone))
        self._name.set_label(self.tr("Name (may be left empty)"))
        self._birthday.set_label(self.tr("Birthday"))
        example = "1370/05/24" if written.calendar == "jalali" else "1991-08-15"
        if isinstance(self._birthday.editor, QLineEdit):
            self._birthday.editor.setPlaceholderText(written.numerals(example))
        self._card.set_label(self.tr("Card (scan it)"))
        self._referrer.set_label(self.tr("Invited by (phone or card)"))
        words = {
            "sms_service": self.tr("Service SMS"),
            "sms_promo": self.tr("Promotional SMS"),
            "messenger": self.tr("Messenger"),
        }
        for name, toggle in self._consents.items():
            toggle.setText(words[name])
        self._join.setText(self.tr("Enrol"))
        self._leave.setText(self.tr("Not now"))
        self._write_former()
