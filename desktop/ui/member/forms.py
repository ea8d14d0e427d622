"""Forms of the member screen: the profile in its tab, enrolment in the panel. Passive."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui import language, theme
from desktop.ui.member.shown import NewPerson, ShownProfile, TypedProfile
from desktop.ui.member.words import CHANNELS, channel_words
from desktop.ui.widgets import (
    Button,
    CodeEdit,
    Field,
    Label,
    NotesEdit,
    Pair,
    TextEdit,
    Toggle,
    column,
    row,
    scrolling,
)


class ProfilePage(QWidget):
    """`sent(TypedProfile)` on the button or Ctrl+Enter."""

    sent = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._profile: ShownProfile | None = None
        self.fields = {
            "name": Field("", TextEdit()),
            "birth": Field("", CodeEdit()),
            "phone": Field("", CodeEdit()),
            "email": Field("", CodeEdit()),
            "tags": Field("", TextEdit()),
            "note": Field("", NotesEdit(lines=3)),
        }
        self.shared = Toggle()
        self.shared.hide()
        self._referrer = Pair()
        self.save = Button("", "primary", height=48)
        self.save.clicked.connect(self._send)
        for field in self.fields.values():
            if isinstance(field.editor, QLineEdit):
                field.editor.returnPressed.connect(self._send)
        self._lay_out()
        language.on_change(self, self._retranslate)

    def show_profile(self, profile: ShownProfile, *, active: bool) -> None:
        """Show the words; what was typed and not sent is gone."""
        self._profile = profile
        written = language.formats()
        born = written.day_short(profile.birth_on) if profile.birth_on else ""
        self._set("name", profile.name)
        self._set("birth", "".join(c for c in born if c not in "\u2066\u2069"))
        self._set("phone", "")
        self._set("email", profile.email)
        self._set("tags", written.listed(profile.tags))
        note = self.fields["note"].editor
        if isinstance(note, NotesEdit):
            note.setPlainText(profile.note)
        phone = self.fields["phone"].editor
        if isinstance(phone, QLineEdit):
            phone.setPlaceholderText(profile.phone)
        self._referrer.show_pair(self.tr("Invited by"), profile.referrer)
        self._referrer.setVisible(bool(profile.referrer))
        self.shared.hide()
        self.shared.setChecked(False)
        for field in self.fields.values():
            field.show_problem("")
            field.editor.setEnabled(active)
        self.save.setEnabled(active)

    def show_problem(self, name: str, text: str) -> None:
        """Say what is wrong with a field."""
        for known, field in self.fields.items():
            field.show_problem(text if known == name else "")
        if name == "phone":
            self.shared.show()
        if name in self.fields:
            self.fields[name].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_text(self, name: str, text: str) -> None:
        """Type into a field (tests, scanners)."""
        self._set(name, text)

    def _set(self, name: str, text: str) -> None:
        editor = self.fields[name].editor
        if isinstance(editor, QLineEdit):
            editor.setText(text)

    def _text(self, name: str) -> str:
        editor = self.fields[name].editor
        if isinstance(editor, NotesEdit):
            return editor.toPlainText().strip()
        return editor.text().strip() if isinstance(editor, QLineEdit) else ""

    def _send(self) -> None:
        tags = tuple(tag.strip() for tag in self._text("tags").replace("،", ",").split(",") if tag.strip())
        typed = TypedProfile(
            self._text("name"),
            self._text("phone"),
            self._text("birth"),
            self._text("email"),
            self._text("note"),
            tags,
            self.shared.isChecked(),
        )
        self.sent.emit(typed)

    def _lay_out(self) -> None:
        first = row(self.fields["name"], self.fields["birth"], gap=16)
        second = row(self.fields["phone"], self.fields["email"], gap=16)
        for line in (first, second):
            line.setStretch(0, 3)
            line.setStretch(1, 2)
        inside = QWidget()
        inside.setLayout(
            column(
                first,
                second,
                self.shared,
                self.fields["tags"],
                self.fields["note"],
                self._referrer,
                row(self.save, None),
                None,
                gap=14,
                margins=(24, 20, 24, 20),
            )
        )
        inside.setMaximumWidth(820)
        self.setLayout(column(scrolling(inside), gap=0))

    def _retranslate(self) -> None:
        written = language.formats()
        words = {
            "name": self.tr("Name"),
            "birth": self.tr("Birthday"),
            "phone": self.tr("Another phone (empty: it stays)"),
            "email": self.tr("E-mail"),
            "tags": self.tr("Tags, with a comma between them"),
            "note": self.tr("Note"),
        }
        for name, field in self.fields.items():
            field.set_label(words[name])
        birth = self.fields["birth"].editor
        if isinstance(birth, QLineEdit):
            birth.setPlaceholderText(written.numerals(_example()))
        self.shared.setText(self.tr("The family shares this phone"))
        self.save.setText(self.tr("Save the profile"))
        if self._profile is not None:
            self.show_profile(self._profile, active=self.save.isEnabled())


class EnrolSheet(QWidget):
    """`sent(NewPerson)`; the phone is the only thing that must be there."""

    sent = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.fields = {
            "phone": Field("", CodeEdit()),
            "name": Field("", TextEdit()),
            "birth": Field("", CodeEdit()),
            "card": Field("", CodeEdit()),
            "referrer": Field("", CodeEdit()),
        }
        self.shared, self.no_card = Toggle(), Toggle()
        self.consents = {channel: Toggle() for channel in CHANNELS}
        self._problem = Label("", 13, theme.MEDIUM, "red", wrap=True)
        self._asked = Label("", 13, tone="text2", wrap=True)
        self.join = Button("", "primary", cap="Enter")
        self.join.set_cap("Enter", filled=True)
        self.join.clicked.connect(self._send)
        for field in self.fields.values():
            if isinstance(field.editor, QLineEdit):
                field.editor.returnPressed.connect(self._send)
        self.setLayout(
            column(
                *list(self.fields.values())[:1],
                self.shared,
                *list(self.fields.values())[1:],
                self.no_card,
                6,
                self._asked,
                *self.consents.values(),
                self._problem,
                8,
                self.join,
                None,
                gap=8,
                margins=(24, 16, 24, 20),
            )
        )
        language.on_change(self, self._retranslate)

    def start(self, phone: str) -> None:
        """Begin empty, for a phone."""
        for name, field in self.fields.items():
            field.show_problem("")
            if isinstance(field.editor, QLineEdit):
                field.editor.setText(language.formats().numerals(phone) if name == "phone" else "")
        for channel, toggle in self.consents.items():
            toggle.setChecked(channel == "sms_service")
        self.shared.setChecked(False)
        self.no_card.setChecked(False)
        self.shared.hide()
        self._problem.hide()
        first = self.fields["name" if phone else "phone"].editor
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, text: str, name: str = "") -> None:
        """Say what is wrong, at its field where it has one."""
        for known, field in self.fields.items():
            field.show_problem(text if known == name else "")
        self.shared.setVisible(name == "phone" or self.shared.isChecked())
        stray = text if name not in self.fields else ""
        self._problem.setText(stray)
        self._problem.setVisible(bool(stray))
        if name in self.fields:
            self.fields[name].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_text(self, name: str, text: str) -> None:
        """Type into a field (tests, scanners)."""
        editor = self.fields[name].editor
        if isinstance(editor, QLineEdit):
            editor.setText(text)

    def title(self) -> str:
        """The panel's heading."""
        return self.tr("New member")

    def _send(self) -> None:
        said = {
            name: f.editor.text().strip()
            for name, f in self.fields.items()
            if isinstance(f.editor, QLineEdit)
        }
        self.sent.emit(
            NewPerson(
                phone=said["phone"],
                name=said["name"],
                birth=said["birth"],
                card_no=None if self.no_card.isChecked() and not said["card"] else said["card"],
                referrer=said["referrer"],
                consents=tuple(name for name, toggle in self.consents.items() if toggle.isChecked()),
                shares_phone=self.shared.isChecked(),
            )
        )

    def _retranslate(self) -> None:
        words = {
            "phone": self.tr("Phone"),
            "name": self.tr("Name (may be left empty)"),
            "birth": self.tr("Birthday"),
            "card": self.tr("A blank card (scan it)"),
            "referrer": self.tr("Invited by (phone or card)"),
        }
        for name, field in self.fields.items():
            field.set_label(words[name])
        birth = self.fields["birth"].editor
        if isinstance(birth, QLineEdit):
            birth.setPlaceholderText(language.formats().numerals(_example()))
        self.no_card.setText(self.tr("Without a card"))
        self.shared.setText(self.tr("The family shares this phone"))
        self._asked.setText(self.tr("The member agrees to"))
        for channel, toggle in self.consents.items():
            toggle.setText(channel_words(channel))
        self.join.setText(self.tr("Enrol"))


def _example() -> str:
    return "1370/05/24" if language.formats().calendar == "jalali" else "1991-08-15"
