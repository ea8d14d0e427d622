"""The form by which an empty till joins a shop: centre, code, and the owner who gets a PIN here. Passive."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui import language
from desktop.ui.parts.certificate_field import CertificateField
from desktop.ui.widgets import Button, CodeEdit, Field, Label, Progress, TextEdit, column, row
from desktop.ui.wizard.values import JoinDraft


class JoinForm(QWidget):
    """`given(JoinDraft)` when all was typed; `left()` back to the choices."""

    given = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._again = False
        self._wrong = ("", "")
        self._lead = Label("", 14, tone="text2", wrap=True)
        self.url, self.code, self.owner = CodeEdit(), CodeEdit(), TextEdit()
        self.pin, self.pin_again = CodeEdit(), CodeEdit()
        for edit in (self.pin, self.pin_again):
            edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._fields = {
            name: Field("", getattr(self, name)) for name in ("url", "code", "owner", "pin", "pin_again")
        }
        self.certificate = CertificateField()
        self.join, self.back, self.progress = Button("", "primary"), Button("", "plain"), Progress()
        pins = row(self._fields["pin"], self._fields["pin_again"], gap=16)
        where = row(self._fields["url"], self._fields["code"], gap=16)
        where.setStretch(0, 3)
        where.setStretch(1, 2)
        self.setLayout(
            column(
                self._lead,
                where,
                self._fields["owner"],
                pins,
                self.certificate,
                8,
                row(self.join, self.back, None, gap=12),
                self.progress,
                gap=8,
            )
        )
        self.join.clicked.connect(self._give)
        self.back.clicked.connect(self.left)
        for typed in (self.url, self.code, self.owner, self.pin, self.pin_again, self.certificate.edit):
            typed.returnPressed.connect(self._give)
        language.on_change(self, self._retranslate)

    def show_form(self, again: bool) -> None:
        """Show the form; `again`: a joining was interrupted here, and is gone on with."""
        self._again = again
        self.back.setVisible(not again)
        self.show()
        self._retranslate()

    def show_joining(self, under_way: bool) -> None:
        """Joining began, or ended without success."""
        texts = (self.url, self.code, self.owner, self.pin, self.pin_again, self.certificate)
        for edit in (*texts, self.join, self.back):
            edit.setEnabled(not under_way)
        if under_way:
            self.progress.start(self.tr("Reading all there is"))
            self.progress.advance(0, 0)
        else:
            self.progress.finish()

    def show_problem(self, field: str, code: str) -> None:
        """Say at a field that it is empty, that the two PINs differ, or that nobody of that name is an owner."""
        self._wrong = (field, code)
        self._write_problem()
        getattr(self, field).setFocus()

    def _write_problem(self) -> None:
        field, code = self._wrong
        words = {
            "pins_differ": self.tr("The two PINs differ"),
            "no_owner": self.tr("Name one owner of the shop"),
        }.get(code, self.tr("Is still empty"))
        for name, one in self._fields.items():
            one.show_problem(words if name == field else "")

    def _give(self) -> None:
        self._wrong = ("", "")
        self._write_problem()
        texts = (self.url, self.code, self.owner, self.pin, self.pin_again, self.certificate)
        self.given.emit(JoinDraft(*(edit.text() for edit in texts)))

    def _retranslate(self) -> None:
        self._lead.setText(
            self.tr("Joining was interrupted. Give the same code again, and it goes on where it stopped.")
            if self._again
            else self.tr(
                "Ask whoever runs the centre for its address and a one-time code. The owner gets a PIN on this till, "
                "and approves the others."
            )
        )
        labels = {
            "url": self.tr("Address of the centre"),
            "code": self.tr("One-time code"),
            "owner": self.tr("Name of an owner"),
            "pin": self.tr("New PIN on this till"),
            "pin_again": self.tr("The PIN once more"),
        }
        for name, words in labels.items():
            self._fields[name].set_label(words)
        self.join.setText(self.tr("Join"))
        self.back.setText(self.tr("Another way"))
        self._write_problem()
