"""The panel of a member's own PIN: the one they have, the one they want, twice. Passive; nothing typed is ever shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui import language, theme
from desktop.ui.member.shown import ShownMemberPin
from desktop.ui.member.words import nameless
from desktop.ui.widgets import Button, CodeEdit, Field, Label, column


class MemberPinSheet(QWidget):
    """`sent(new, old)` when both new ones are the same; `forgotten(old)`."""

    sent = Signal(str, str)
    forgotten = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown = ShownMemberPin("", has_pin=False)
        self._who, self._lead = (
            Label("", 16, theme.SEMIBOLD, wrap=True),
            Label("", 14, tone="text2", wrap=True),
        )
        self.old, self.new, self.again = (Field("", CodeEdit()) for _ in range(3))
        self._old_note = Label("", 13, tone="text2", wrap=True)
        self._problem = Label("", 13, theme.MEDIUM, "red", wrap=True)
        self.send, self.forget = Button("", "primary", cap="Enter"), Button("", "plain")
        for field in self._fields:
            self._edit(field).setEchoMode(QLineEdit.EchoMode.Password)
            self._edit(field).returnPressed.connect(self._send)
        self.send.clicked.connect(self._send)
        self.forget.clicked.connect(lambda: self.forgotten.emit(self._text(self.old)))
        parts = (self._who, self._lead, 8, self.old, self._old_note, self.new, self.again, self._problem)
        self.setLayout(column(*parts, 8, self.send, self.forget, None, gap=10, margins=(24, 16, 24, 20)))
        language.on_change(self, self._retranslate)

    def show_pin(self, shown: ShownMemberPin) -> None:
        """Begin empty."""
        self._shown = shown
        for field in self._fields:
            self._edit(field).clear()
        for part in (self.old, self._old_note, self.forget):
            part.setVisible(shown.has_pin)
        self.show_problem("")
        self._retranslate()
        self._edit(self.old if shown.has_pin else self.new).setFocus()

    def show_problem(self, text: str) -> None:
        """Say what is wrong."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def title(self) -> str:
        """The panel's heading."""
        return self.tr("The member's PIN")

    @property
    def _fields(self) -> tuple[Field, ...]:
        return self.old, self.new, self.again

    def _edit(self, field: Field) -> CodeEdit:
        assert isinstance(field.editor, CodeEdit)
        return field.editor

    def _text(self, field: Field) -> str:
        return self._edit(field).text().strip()

    def _send(self) -> None:
        new = self._text(self.new)
        if new != self._text(self.again):
            self.show_problem(self.tr("The two new PINs are not the same."))
            self._edit(self.again).setFocus()
            return
        self.sent.emit(new, self._text(self.old))

    def _retranslate(self) -> None:
        self._who.setText(self._shown.name or nameless())
        self._lead.setText(
            self.tr(
                "The member types it, nobody else sees it. It is asked when much credit is spent in a day."
            )
        )
        self.old.set_label(self.tr("Present PIN"))
        self._old_note.setText(
            self.tr("Forgotten? Leave it empty: somebody who may vouch for members approves.")
        )
        self.new.set_label(self.tr("New PIN, four digits or more"))
        self.again.set_label(self.tr("New PIN once more"))
        self.send.setText(self.tr("Change the PIN") if self._shown.has_pin else self.tr("Set the PIN"))
        self.forget.setText(self.tr("Take the PIN away"))
