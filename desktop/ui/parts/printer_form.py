"""The form of a till's printer: how it is reached, its paper, its drawer, and the test print. Passive.

Only what a kind of printer has is asked: a file printer has no cutter, a till without a printer nothing at all.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.ui import language
from desktop.ui.parts.values import PrinterDraft, Trial
from desktop.ui.widgets import (
    Button,
    ChoiceBox,
    CodeEdit,
    Field,
    Icon,
    Label,
    Segmented,
    Toggle,
    column,
    row,
)

_PORTS = ("network", "usb", "serial")


class PrinterForm(QWidget):
    """`changed()` whenever anything is edited; `test_wanted()`; read it with `printer()`."""

    changed = Signal()
    test_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kind, self.address = ChoiceBox(), CodeEdit()
        self.width_choice, self.drawer, self.cut = Segmented(), ChoiceBox(), ChoiceBox()
        self.answers = Toggle()
        self.test = Button("", "plain", cap="F5", icon="printer")
        self._browse = Button("", "plain", icon="folder")
        self._browse_part = _stacked(Label(" ", 13), self._browse)
        self._kind_field, self._address_field = Field("", self.kind), Field("", self.address)
        self._drawer_field, self._cut_field = Field("", self.drawer), Field("", self.cut)
        self._width_label = Label("", 13, tone="text2")
        self._width_part = _stacked(self._width_label, self.width_choice)
        self._sign, self._outcome = Icon("check", 18, "accent"), Label("", 13, wrap=True)
        self._busy, self._tested = False, Trial("")
        self._lay_out()
        self._connect()
        language.on_change(self, self._retranslate)

    def printer(self) -> PrinterDraft:
        """Return what is filled in."""
        return PrinterDraft(
            self.kind.value(),
            self.address.text().strip() if self.kind.value() == "file" else self.address.folded(),
            self.width_choice.value(),
            self.drawer.value(),
            self.cut.value(),
            self.answers.isChecked(),
        )

    def show_printer(self, printer: PrinterDraft) -> None:
        """Fill the form."""
        self.kind.choose(printer.kind)
        if self.address.text() != printer.address:
            self.address.setText(printer.address)
        self.width_choice.choose(printer.width)
        self.drawer.choose(printer.drawer)
        self.cut.choose(printer.cut)
        self.answers.blockSignals(True)
        self.answers.setChecked(printer.answers)
        self.answers.blockSignals(False)
        self._show_parts()

    def show_problem(self, text: str) -> None:
        """Say under the address what is wrong with it."""
        self._address_field.show_problem(text)

    def show_busy(self, busy: bool) -> None:
        """A test print is under way."""
        self._busy = busy
        if busy:
            self._tested = Trial("")
        self._write_test()

    def show_tested(self, tested: Trial) -> None:
        """Say what became of the test print."""
        self._tested, self._busy = tested, False
        self._write_test()

    def set_enabled(self, may: bool) -> None:
        """Let a person change the form or only read it; testing stays."""
        for widget in (self.kind, self.address, self.width_choice, self.drawer, self.cut, self.answers):
            widget.setEnabled(may)
        self._browse.setEnabled(may)

    def _edited(self) -> None:
        self._tested = Trial("")
        self.show_problem("")
        self._show_parts()
        self.changed.emit()

    def _show_parts(self) -> None:
        kind = self.kind.value()
        real, port = kind not in ("none", ""), kind in _PORTS
        self._address_field.setVisible(real)
        self._browse_part.setVisible(kind == "file")
        self._width_part.setVisible(real)
        self._drawer_field.setVisible(real and kind != "file")
        self._cut_field.setVisible(real and kind != "file")
        self.answers.setVisible(port)
        self.test.setVisible(real)
        self._write_address()
        self._write_test()

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder for printed pictures"))
        if folder:
            self.address.setText(folder)
            self._edited()

    def _lay_out(self) -> None:
        where = row(self._address_field, self._browse_part, gap=12)
        where.setStretch(0, 1)
        paper = row(self._width_part, self._drawer_field, self._cut_field, gap=16)
        paper.setStretch(1, 1)
        paper.setStretch(2, 1)
        said = row(self._sign, self._outcome, gap=10)
        said.setStretch(1, 1)
        test = row(self.test, 8, said, gap=8)
        test.setStretch(2, 1)
        self.setLayout(column(self._kind_field, where, paper, self.answers, 4, test, gap=12))

    def _connect(self) -> None:
        self.kind.picked.connect(lambda _: self._edited())
        self.address.textEdited.connect(lambda _: self._edited())
        self.width_choice.picked.connect(lambda _: self._edited())
        self.drawer.picked.connect(lambda _: self._edited())
        self.cut.picked.connect(lambda _: self._edited())
        self.answers.toggled.connect(lambda _: self._edited())
        self.test.clicked.connect(self.test_wanted)
        self._browse.clicked.connect(self._choose_folder)

    def _write_address(self) -> None:
        label, hint = {
            "network": (self.tr("Address"), self.tr("The printer's IP address, e.g. 192.168.1.50")),
            "usb": (self.tr("Vendor and product"), self.tr("Two numbers in hexadecimal, e.g. 04b8:0e15")),
            "serial": (self.tr("Port"), self.tr("e.g. COM3 or /dev/ttyUSB0@19200")),
            "cups": (self.tr("Queue"), self.tr("The printer's name in the system")),
            "windows": (self.tr("Printer"), self.tr("The printer's name in Windows")),
            "file": (
                self.tr("Folder"),
                self.tr("Every slip becomes a picture here; to try without a printer."),
            ),
        }.get(self.kind.value(), ("", ""))
        self._address_field.set_label(label)
        if not self._address_field.problem():
            self._address_field.set_hint(hint)

    def _write_test(self) -> None:
        self.test.setEnabled(not self._busy)
        self.test.setText(self.tr("Printing…") if self._busy else self.tr("Print a test"))
        icon, tone, words = self._said()
        self._sign.set_icon(icon, tone)
        self._sign.setVisible(bool(words))
        self._outcome.setText(words)
        self._outcome.set_tone("text" if tone == "accent" else tone)

    def _said(self) -> tuple[str, str, str]:
        tested = self._tested
        why = tested.why.of(language.formats().lang)
        if tested.state == "printed" and tested.paper_low:
            return "warning", "warn", self.tr("Printed. The paper is nearly at its end.")
        if tested.state == "printed":
            return "check", "accent", self.tr("Printed. Look at the paper: both edges must be whole.")
        if tested.state == "doubtful":
            start = self.tr("Perhaps not all of it is on paper.")
            return "warning", "warn", f"{start} {why}".strip()
        return ("warning", "red", why) if tested.state else ("", "accent", "")

    def _retranslate(self) -> None:
        self._kind_field.set_label(self.tr("How the printer is connected"))
        self.kind.set_options(
            [
                ("none", self.tr("No printer")),
                ("network", self.tr("Network")),
                ("usb", self.tr("USB")),
                ("serial", self.tr("Serial port")),
                ("cups", self.tr("System queue (CUPS)")),
                ("windows", self.tr("Windows printer")),
                ("file", self.tr("Pictures in a folder")),
            ]
        )
        self._width_label.setText(self.tr("Paper"))
        self.width_choice.setAccessibleName(self.tr("Paper"))
        written = language.formats()
        self.width_choice.set_options(
            [("576", written.numerals(self.tr("80 mm"))), ("384", written.numerals(self.tr("58 mm")))]
        )
        self._drawer_field.set_label(self.tr("Cash drawer"))
        self.drawer.set_options(
            [
                ("none", self.tr("None")),
                ("pin2", written.numerals(self.tr("Pin 2"))),
                ("pin5", written.numerals(self.tr("Pin 5"))),
            ]
        )
        self._cut_field.set_label(self.tr("Cutting"))
        self.cut.set_options(
            [
                ("partial", self.tr("Partly")),
                ("full", self.tr("Whole")),
                ("none", self.tr("No cutter")),
            ]
        )
        self.answers.setText(self.tr("The printer answers (it can say that the paper is out)"))
        self._browse.setText(self.tr("Choose…"))
        self._show_parts()


def _stacked(label: Label, editor: QWidget) -> QWidget:
    """A label over something that is no editor, at the height of a field."""
    part = QWidget()
    part.setLayout(column(label, editor, None, gap=2))
    return part
