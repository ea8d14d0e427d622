"""The pages of recovery: the ways, the sheet, the backup, the PIN, and what came of it. Passive."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.parts.page_parts import Heading, big_row, page
from desktop.ui.recovery.values import AGAIN, KEY, PIN, RECOVER_CLOSED, RESTORE, Back, SheetRead, Situation
from desktop.ui.widgets import (
    Button,
    CodeEdit,
    Field,
    Hairline,
    Icon,
    Label,
    NotesEdit,
    column,
    empty_layout,
    on_ground,
    row,
)
from loyalty.words import isolate_ltr

PINS_DIFFER = "pins_differ"
_ICONS = {KEY: "key", RESTORE: "upload", PIN: "lock", AGAIN: "sync", RECOVER_CLOSED: "upload"}


class WaysPage(QWidget):
    """What is wrong, and the ways out of it."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._situation, self._heading = Situation(), Heading()
        self._notes, self._rows = QVBoxLayout(), QVBoxLayout()
        self._rows.setSpacing(4)
        self._notes.setSpacing(8)
        self.setLayout(page(self._heading, self._notes, self._rows, None))
        language.on_change(self, self._retranslate)

    def show_situation(self, situation: Situation) -> None:
        """Write the ways anew."""
        self._situation = situation
        self._retranslate()

    def first_focus(self) -> QWidget | None:
        """Return the likeliest way."""
        item = self._rows.itemAt(0)
        return item.widget() if item is not None else None

    def _retranslate(self) -> None:
        told = self._situation
        title = self.tr("The shop does not open") if told.title else self.tr("Recovery")
        lead = self.tr("For bad days: a lost key, a dead disk, a forgotten PIN.")
        self._heading.show_heading(title, "" if told.title else lead)
        empty_layout(self._notes)
        if told.title:
            self._notes.addWidget(_note(told.title, told.hint, "warning", "red"))
        for sentence, hint in told.notes:
            self._notes.addWidget(_note(sentence, hint, "info", "warn"))
        empty_layout(self._rows)
        for place, way in enumerate(told.ways):
            if place:
                self._rows.addWidget(Hairline())
            self._rows.addWidget(self._way(way))

    def _way(self, way: str) -> QWidget:
        line = big_row(_ICONS[way])
        line.show_row(*self._words(way))
        line.clicked.connect(lambda: self.picked.emit(way))
        return line

    def _words(self, way: str) -> tuple[str, str]:
        return {
            KEY: (
                self.tr("Enter the key from the recovery sheet"),
                self.tr("The shop's file is here, its key is not: type the groups or scan the code"),
            ),
            RESTORE: (
                self.tr("Put a backup in place"),
                self.tr("A broken disk, a damaged file or a new computer; what is here now stays beside it"),
            ),
            PIN: (
                self.tr("The owner forgot the PIN"),
                self.tr("With the recovery sheet the owner gets a new one"),
            ),
            AGAIN: (self.tr("Try again"), self.tr("When what was in the way is gone")),
            RECOVER_CLOSED: (
                self.tr("Put a backup in place"),
                self.tr("The till is closed for it first; nothing is put over an open shop"),
            ),
        }[way]


class SheetField(QWidget):
    """Where the groups of a sheet are typed or scanned, with how far they are right."""

    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.edit = NotesEdit(lines=4)
        self.edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.edit.setFont(theme.font(16, theme.MEDIUM, tnum=True))
        self.edit.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._field = Field("", self.edit)
        self._read, self._optional = SheetRead(), False
        self._sign, self._said = Icon("check", 18, "accent"), Label("", 13, theme.MEDIUM)
        said = row(self._sign, self._said, None, gap=8)
        self.setLayout(column(self._field, said, gap=6))
        self.edit.textChanged.connect(lambda: self.typed.emit(self.text()))
        language.on_change(self, self._retranslate)

    def text(self) -> str:
        """Return what is typed."""
        return self.edit.toPlainText()

    def clear(self) -> None:
        """Forget it."""
        self.edit.setPlainText("")

    def show_optional(self) -> None:
        """The sheet is needed only where this machine has no key."""
        self._optional = True
        self._retranslate()

    def show_read(self, read: SheetRead) -> None:
        """Say how far the sheet is right."""
        self._read = read
        self._retranslate()

    def _retranslate(self) -> None:
        written, read = language.formats(), self._read
        label = self.tr("Recovery sheet: type the groups in order, or scan the code")
        if self._optional:
            label = self.tr("Recovery sheet, if this computer never had the shop's key")
        self._field.set_label(label)
        self._sign.setVisible(read.whole or bool(read.wrong))
        if read.wrong:
            self._sign.set_icon("warning", "red")
            self._said.set_tone("red")
            self._said.setText(
                self.tr("Group {number} is not right. Read it once more.").format(
                    number=written.count(read.wrong)
                )
            )
            return
        self._sign.set_icon("check", "accent")
        self._said.set_tone("accent" if read.whole else "text2")
        words = self.tr("{right} of {needed} groups are right")
        if read.whole:
            words = self.tr("All {needed} groups are right")
        shown = words.format(right=written.count(read.right), needed=written.count(read.needed))
        self._said.setText(shown if read.right else "")


class KeyPage(QWidget):
    """The key from its sheet."""

    submitted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._heading, self.sheet = Heading(), SheetField()
        self.go = Button("", "primary")
        self.go.clicked.connect(lambda: self.submitted.emit(self.sheet.text()))
        self.setLayout(page(self._heading, self.sheet, 8, row(self.go, None), None))
        self.go.setEnabled(False)
        language.on_change(self, self._retranslate)

    def show_read(self, read: SheetRead) -> None:
        """A whole sheet opens the button."""
        self.sheet.show_read(read)
        self.go.setEnabled(read.whole)

    def first_focus(self) -> QWidget:
        """Return where typing begins."""
        return self.sheet.edit

    def _retranslate(self) -> None:
        self._heading.show_heading(
            self.tr("The key from the recovery sheet"),
            self.tr("Small and large letters are the same; blanks and dashes do not matter."),
        )
        self.go.setText(self.tr("Give this computer the key"))


class RestorePage(QWidget):
    """A backup file, and the sheet where this machine has no key."""

    submitted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._heading, self.source, self.sheet = Heading(), CodeEdit(), SheetField()
        self._field, self._browse = Field("", self.source), Button("", "plain", icon="folder")
        self.sheet.show_optional()
        self.go = Button("", "primary")
        self._browse.clicked.connect(self._choose)
        self.go.clicked.connect(self._submit)
        self.source.returnPressed.connect(self._submit)
        part = QWidget()
        part.setLayout(column(Label(" ", 13), self._browse, None, gap=2))
        where = row(self._field, part, gap=12)
        where.setStretch(0, 1)
        self.setLayout(page(self._heading, where, 4, self.sheet, 8, row(self.go, None), None))
        language.on_change(self, self._retranslate)

    def show_read(self, read: SheetRead) -> None:
        """Say how far the sheet is right."""
        self.sheet.show_read(read)

    def first_focus(self) -> QWidget:
        """Return where typing begins."""
        return self.source

    def _submit(self) -> None:
        self.submitted.emit(self.source.text(), self.sheet.text())

    def _choose(self) -> None:
        kinds = self.tr("Backups (*.backup);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Backup file"), str(Path.home()), kinds)
        if path:
            self.source.setText(path)

    def _retranslate(self) -> None:
        self._heading.show_heading(
            self.tr("Put a backup in place"),
            self.tr(
                "What is in the shop's folder now is kept beside it. Members erased since the backup are erased "
                "again before anything opens."
            ),
        )
        self._field.set_label(self.tr("Backup file"))
        self._browse.setText(self.tr("Choose…"))
        self.go.setText(self.tr("Put this backup in place"))


class PinPage(QWidget):
    """A new PIN for the owner, by the sheet."""

    submitted = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self._heading, self.sheet = Heading(), SheetField()
        self.pin, self.again = CodeEdit(), CodeEdit()
        for secret in (self.pin, self.again):
            secret.setEchoMode(QLineEdit.EchoMode.Password)
            secret.setMaxLength(16)
            secret.returnPressed.connect(self._submit)
        self._fields = {"pin": Field("", self.pin), "pin_again": Field("", self.again)}
        self.go = Button("", "primary")
        self.go.setEnabled(False)
        self.go.clicked.connect(self._submit)
        pins = row(*self._fields.values(), gap=16)
        self.setLayout(page(self._heading, self.sheet, 4, pins, 8, row(self.go, None), None))
        language.on_change(self, self._retranslate)

    def show_read(self, read: SheetRead) -> None:
        """A whole sheet opens the button."""
        self.sheet.show_read(read)
        self.go.setEnabled(read.whole)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at its field what does not fit."""
        for name, field in self._fields.items():
            text = problems.get(name, "").replace("\n", " ")
            differs = self.tr("This is not the same PIN. Type it once more.")
            field.show_problem(differs if text == PINS_DIFFER else text)

    def clear(self) -> None:
        """Forget what was typed."""
        for edit in (self.pin, self.again):
            edit.clear()
        self.sheet.clear()

    def first_focus(self) -> QWidget:
        """Return where typing begins."""
        return self.sheet.edit

    def _submit(self) -> None:
        if self.go.isEnabled():
            self.submitted.emit(self.sheet.text(), self.pin.text(), self.again.text())

    def _retranslate(self) -> None:
        self._heading.show_heading(
            self.tr("A new PIN for the owner"),
            self.tr("Also after ten wrong tries. The sheet proves that it is the owner who asks."),
        )
        self._fields["pin"].set_label(self.tr("New PIN"))
        self._fields["pin_again"].set_label(self.tr("The same PIN again"))
        self.go.setText(self.tr("Set the new PIN"))


class DonePage(QWidget):
    """What came back, and what comes now."""

    open_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._back, self._heading = Back(KEY), Heading()
        self._then, self._kept = Label("", 14, wrap=True), Label("", 13, tone="text2", wrap=True)
        self._ground = on_ground(column(self._then, self._kept, gap=8, margins=(20, 16, 20, 16)), "soft")
        self.go = Button("", "primary", cap="Enter")
        self.go.clicked.connect(self.open_wanted)
        self.setLayout(page(self._heading, self._ground, 8, row(self.go, None), None))
        language.on_change(self, self._retranslate)

    def show_back(self, back: Back) -> None:
        """Say it."""
        self._back = back
        self._retranslate()

    def first_focus(self) -> QWidget:
        """Return where the keyboard is."""
        return self.go

    def _retranslate(self) -> None:
        back, written = self._back, language.formats()
        if back.way == RESTORE:
            title = self.tr("The backup is in place")
            lead = self.tr("{facts} facts, as the shop stood on {moment}.").format(
                facts=written.count(back.facts), moment=written.moment(back.made_at)
            )
            then = self.tr(
                "The till begins a new epoch: it knows that its past has a gap. Receipts from after the backup "
                "are not in it; compare them and enter what is missing. Selling can go on at once."
            )
        elif back.way == PIN:
            title = self.tr("The new PIN is set")
            lead = self.tr("{name} can sign in with it at once.").format(name=written.name(back.name))
            then = self.tr("The PIN before it opens nothing any more.")
        else:
            title = self.tr("The key is back")
            lead = self.tr("This computer can open the shop again.")
            then = self.tr("Keep the sheet where it was: away from this computer.")
        self._heading.show_heading(title, lead)
        self._then.setText(then)
        kept = self.tr("The file that was there before is kept as {path}.")
        self._kept.setText(kept.format(path=_breakable(back.kept)))
        self._kept.setVisible(bool(back.kept))
        self.go.setText(self.tr("Go to the sign-in") if back.way == PIN else self.tr("Open the shop"))


def _breakable(path: str) -> str:
    """Return a path that reads left to right and may break behind each of its folders."""
    return isolate_ltr(path.replace(os.sep, f"{os.sep}\u200b"))


def _note(sentence: str, hint: str, icon: str, tone: str) -> QWidget:
    words = column(
        Label(sentence, 14, theme.MEDIUM, wrap=True), Label(hint, 13, tone="text2", wrap=True), gap=2
    )
    sign = Icon(icon, 20, tone)
    inside = row(sign, words, gap=12, margins=(16, 12, 16, 12))
    inside.setStretch(1, 1)
    inside.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
    return on_ground(inside, "sunken")
