"""Panels that ask before something is done to a member: an entry by hand, leaving, erasing, a statement. Passive."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui import language, theme
from desktop.ui.member.shown import ShownEnding, ShownUnits
from desktop.ui.member.words import nameless
from desktop.ui.widgets import (
    AmountEdit,
    Button,
    ChoiceBox,
    DayEdit,
    Field,
    Icon,
    Label,
    NotesEdit,
    Segmented,
    Toggle,
    WarnBox,
    column,
    row,
)

REASONS = ("goodwill", "complaint", "correction", "prize", "other")


class AdjustSheet(QWidget):
    """`sent(unit, signed amount, reason, note)`."""

    sent = Signal(str, int, str, str)

    def __init__(self) -> None:
        super().__init__()
        self._units = ShownUnits(())
        self.way = Segmented()
        self.unit, self.reason = Field("", ChoiceBox()), Field("", ChoiceBox())
        self.amount, self.note = Field("", AmountEdit()), Field("", NotesEdit(lines=2))
        self._held = Label("", 13, tone="text2")
        self._problem = Label("", 13, theme.MEDIUM, "red", wrap=True)
        self._hint = Label("", 12, tone="text2", wrap=True)
        self.send = Button("", "primary", cap="Enter")
        self.send.clicked.connect(self._send)
        self._amount.returnPressed.connect(self._send)
        self._unit.picked.connect(lambda _: self._write_held())
        self.way.picked.connect(lambda _: self._write_held())
        self.setLayout(
            column(
                row(self.way, None),
                4,
                self.unit,
                self.amount,
                self._held,
                self.reason,
                self.note,
                self._problem,
                8,
                self.send,
                self._hint,
                None,
                gap=10,
                margins=(24, 16, 24, 20),
            )
        )
        language.on_change(self, self._retranslate)

    @property
    def _unit(self) -> ChoiceBox:
        assert isinstance(self.unit.editor, ChoiceBox)
        return self.unit.editor

    @property
    def _amount(self) -> AmountEdit:
        assert isinstance(self.amount.editor, AmountEdit)
        return self.amount.editor

    def show_units(self, units: ShownUnits) -> None:
        """Begin empty."""
        self._units = units
        self._amount.set_amount(None)
        self.show_problem("")
        self.way.choose("give")
        if isinstance(self.note.editor, NotesEdit):
            self.note.editor.setPlainText("")
        self._retranslate()
        self._amount.setFocus()

    def show_problem(self, text: str) -> None:
        """Say what is wrong."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def title(self) -> str:
        """The panel's heading."""
        return self.tr("Entry by hand")

    def _send(self) -> None:
        amount = self._amount.amount() or 0
        signed = amount if self.way.value() == "give" else -amount
        reason = self.reason.editor
        note = self.note.editor
        assert isinstance(reason, ChoiceBox)
        assert isinstance(note, NotesEdit)
        self.sent.emit(self._unit.value(), signed, reason.value(), note.toPlainText().strip())

    def _write_held(self) -> None:
        written = language.formats()
        unit = self._unit.value()
        self._amount.set_money(unit == "credit")
        held = next((held for known, _, held in self._units.units if known == unit), 0)
        amount = written.money(held) if unit == "credit" else written.count(held)
        self._held.setText(self.tr("Now to spend here: {amount}").format(amount=amount))
        self.send.setText(self.tr("Give") if self.way.value() == "give" else self.tr("Take"))

    def _retranslate(self) -> None:
        self.way.set_options((("give", self.tr("Give")), ("take", self.tr("Take"))))
        self.way.setAccessibleName(self.tr("Give or take"))
        self.unit.set_label(self.tr("Of what"))
        self._unit.set_options([(key, name or self.tr("Credit")) for key, name, _ in self._units.units])
        self.amount.set_label(self.tr("How much"))
        self.reason.set_label(self.tr("Why"))
        words = {
            "goodwill": self.tr("Goodwill"),
            "complaint": self.tr("Complaint"),
            "correction": self.tr("Correction"),
            "prize": self.tr("Prize"),
            "other": self.tr("Other"),
        }
        if isinstance(self.reason.editor, ChoiceBox):
            self.reason.editor.set_options([(key, words[key]) for key in REASONS])
        self.note.set_label(self.tr("Note"))
        self._hint.setText(
            self.tr("The entry is signed with the key of who may make it, and stands for ever.")
        )
        self._write_held()


class EndingSheet(QWidget):
    """What is lost when a member leaves or is erased; `sent` once it was said to be known."""

    sent = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ending: ShownEnding | None = None
        self._who = Label("", 16, theme.SEMIBOLD, wrap=True)
        self._lead = Label("", 14, tone="text2", wrap=True)
        self._losses = [Label("", 14, wrap=True) for _ in range(5)]
        self._lines = [row(Icon("minus", 16, "text2"), words, gap=10) for words in self._losses]
        self._warn = WarnBox("", icon="warning", tint="red")
        self._needs = Label("", 13, tone="text2", wrap=True)
        self.known = Toggle()
        self._problem = Label("", 13, theme.MEDIUM, "red", wrap=True)
        self.send = Button("", "danger")
        self.known.toggled.connect(self.send.setEnabled)
        self.send.clicked.connect(self.sent)
        for line in self._lines:
            line.setStretch(1, 1)
        losses = column(*self._lines, gap=8)
        whole = column(
            self._who,
            self._lead,
            8,
            losses,
            8,
            self._warn,
            self._needs,
            self.known,
            self._problem,
            self.send,
            None,
        )
        whole.setSpacing(10)
        whole.setContentsMargins(24, 16, 24, 20)
        self.setLayout(whole)
        language.on_change(self, self._retranslate)

    def show_ending(self, ending: ShownEnding) -> None:
        """Say what ends."""
        self._ending = ending
        self.known.setChecked(False)
        self.send.setEnabled(False)
        self.show_problem("")
        self._retranslate()

    def show_problem(self, text: str) -> None:
        """Say what is wrong."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def title(self) -> str:
        """The panel's heading."""
        erases = self._ending is not None and self._ending.kind == "erased"
        return self.tr("Erase for ever") if erases else self.tr("Leaves the club")

    def _told(self, ending: ShownEnding) -> list[str]:
        written = language.formats()
        told = []
        if ending.credit:
            told.append(self.tr("{amount} of credit ends").format(amount=written.money(ending.credit)))
        if ending.points:
            told.append(written.counted(self.tr("%n points end", "", ending.points), ending.points))
        if ending.kind == "erased":
            told.append(self.tr("Name, phone, birthday, notes and consents go, here and at every till"))
            if ending.cards:
                told.append(written.numerals(self.tr("%n cards open nothing any more", "", ending.cards)))
            told.append(self.tr("Purchases stay in the figures, without a name"))
        else:
            told.append(self.tr("Is not found at the counter any more and gets no messages"))
            told.append(self.tr("Name and purchases stay until they ask to be erased"))
        return told

    def _retranslate(self) -> None:
        ending = self._ending
        self.known.setText(self.tr("The member knows this and wants it"))
        if ending is None:
            return
        erases = ending.kind == "erased"
        self._who.setText(ending.name or nameless())
        self._lead.setText(self.tr("This is what goes:"))
        told = self._told(ending)
        for place, (label, line) in enumerate(zip(self._losses, self._lines, strict=True)):
            label.setText(told[place] if place < len(told) else "")
            for part in range(line.count()):
                item = line.itemAt(part)
                widget = item.widget() if item is not None else None
                if widget is not None:
                    widget.setVisible(place < len(told))
        self._warn.show_text(self.tr("Nobody can undo this, and no backup brings it back."))
        self._warn.setVisible(erases)
        self._needs.setText(self.tr("Ending credit takes the PIN of somebody who may make entries by hand."))
        self._needs.setVisible(ending.needs_adjust)
        self.send.setText(self.tr("Erase for ever") if erases else self.tr("Let them leave"))


class StatementSheet(QWidget):
    """The span of a statement; `sent(first day, last day)`."""

    sent = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._today = dt.date(2000, 1, 1)
        self.span = Segmented()
        self.first, self.last = Field("", DayEdit()), Field("", DayEdit())
        self._lead = Label("", 14, tone="text2", wrap=True)
        self._problem = Label("", 13, theme.MEDIUM, "red", wrap=True)
        self.send = Button("", "primary", icon="download")
        self.span.picked.connect(self._take_span)
        self.send.clicked.connect(lambda: self.sent.emit(_day(self.first), _day(self.last)))
        days = row(self.first, self.last, gap=12)
        self.setLayout(
            column(
                self._lead,
                8,
                row(self.span, None),
                4,
                days,
                self._problem,
                8,
                self.send,
                None,
                gap=10,
                margins=(24, 16, 24, 20),
            )
        )
        language.on_change(self, self._retranslate)

    def start(self, today: dt.date) -> None:
        """Begin with the last three months."""
        self._today = today
        self.show_problem("")
        self.span.choose("quarter")
        self._take_span("quarter")
        self.send.setFocus()

    def show_problem(self, text: str) -> None:
        """Say what is wrong."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def title(self) -> str:
        """The panel's heading."""
        return self.tr("Member's statement")

    def _take_span(self, key: str) -> None:
        days = {"month": 30, "quarter": 91, "year": 365}.get(key)
        if days is not None:
            _edit(self.first).set_day(self._today - dt.timedelta(days=days))
            _edit(self.last).set_day(self._today)

    def _retranslate(self) -> None:
        self._lead.setText(
            self.tr("Credit at the start, everything that moved it, credit at the end: a PDF.")
        )
        options = (
            ("month", self.tr("A month")),
            ("quarter", self.tr("Three months")),
            ("year", self.tr("A year")),
        )
        self.span.set_options(options)
        self.span.setAccessibleName(self.tr("How far back"))
        self.first.set_label(self.tr("From"))
        self.last.set_label(self.tr("To"))
        self.send.setText(self.tr("Save as PDF…"))


def _edit(field: Field) -> DayEdit:
    assert isinstance(field.editor, DayEdit)
    return field.editor


def _day(field: Field) -> dt.date:
    return _edit(field).day()
