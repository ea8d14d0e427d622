"""Settings of this machine: its printer, its look, its counter. Passive."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui import language, theme
from desktop.ui.parts.printer_form import PrinterForm
from desktop.ui.parts.values import PrinterDraft
from desktop.ui.settings.values import Kept
from desktop.ui.widgets import AmountEdit, Button, Field, Label, Segmented, Toggle, column, row


class PrinterPanel(QWidget):
    """The printer's form, its test and the button that keeps it."""

    kept = Signal(object)
    test_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.form, self.keep = PrinterForm(), Button("", "primary")
        self.keep.clicked.connect(lambda: self.kept.emit(self.form.printer()))
        self.form.test_wanted.connect(lambda: self.test_wanted.emit(self.form.printer()))
        self.setLayout(column(self.form, 12, row(self.keep, None), None, gap=8))
        language.on_change(self, lambda: self.keep.setText(self.tr("Keep this printer")))

    def show_kept(self, kept: Kept) -> None:
        """Fill the form with what is kept."""
        self.form.show_problem("")
        self.form.show_printer(
            PrinterDraft(
                str(kept["printer_kind"]),
                str(kept["printer_address"]),
                str(kept["printer_width"]),
                str(kept["printer_drawer"]),
                str(kept["printer_cut"]),
                bool(kept["printer_answers"]),
            )
        )

    def first_focus(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.form.kind


class MachinePanel(QWidget):
    """Language, look, counter: each choice is kept at once. `changed(name, value)`."""

    changed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.choices = {
            name: Segmented()
            for name in ("language", "theme", "digits", "calendar", "print_receipts", "paper_language")
        }
        self._labels = {name: Label("", 13, tone="text2") for name in self.choices}
        self.toggles = {name: Toggle() for name in ("customer_display", "training", "short_pins")}
        self.minutes = AmountEdit(most=60)
        self._minutes_field = Field("", self.minutes)
        self._minutes_field.setFixedWidth(280)
        self._look, self._counter = Label("", 16, theme.SEMIBOLD), Label("", 16, theme.SEMIBOLD)
        self._lay_out()
        for name, choice in self.choices.items():
            choice.picked.connect(lambda value, name=name: self.changed.emit(name, value))
        for name, toggle in self.toggles.items():
            toggle.clicked.connect(lambda on, name=name: self.changed.emit(name, "on" if on else "off"))
        self.minutes.editingFinished.connect(self._minutes_typed)
        self._kept_minutes = 0
        language.on_change(self, self._retranslate)

    def show_kept(self, kept: Kept) -> None:
        """Mark what is kept."""
        for name, choice in self.choices.items():
            choice.choose(str(kept[name]))
        for name, toggle in self.toggles.items():
            toggle.setChecked(bool(kept[name]))
        self._kept_minutes = int(kept["auto_lock_minutes"])
        self.minutes.set_amount(self._kept_minutes)

    def first_focus(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.choices["language"]

    def _minutes_typed(self) -> None:
        minutes = self.minutes.amount()
        if minutes is not None and minutes != self._kept_minutes:
            self.changed.emit("auto_lock_minutes", str(minutes))

    def _lay_out(self) -> None:
        def part(name: str) -> QWidget:
            holder = QWidget()
            holder.setLayout(column(self._labels[name], row(self.choices[name], None), gap=2))
            return holder

        look = column(
            self._look, 4, row(part("language"), part("theme"), None, gap=32),
            row(part("digits"), part("calendar"), None, gap=32), gap=12,
        )  # fmt: skip
        counter = column(
            self._counter, 4, row(part("print_receipts"), part("paper_language"), None, gap=32), *(row(t, None) for t in self.toggles.values()),
            row(self._minutes_field, None), gap=10,
        )  # fmt: skip
        self.setLayout(column(look, 28, counter, None, gap=0))

    def _retranslate(self) -> None:
        follow = ("follow", self.tr("As the language"))
        words = {
            "language": (self.tr("Language"), [("fa", "فارسی"), ("en", "English")]),
            "theme": (
                self.tr("Look"),
                [
                    ("light", self.tr("Light")),
                    ("dark", self.tr("Dark")),
                    ("contrast", self.tr("High contrast")),
                ],
            ),
            "digits": (self.tr("Digits"), [follow, ("fa", "۱۲۳"), ("latin", "123")]),
            "calendar": (
                self.tr("Calendar"),
                [follow, ("jalali", self.tr("Jalali")), ("gregorian", self.tr("Gregorian"))],
            ),
            "paper_language": (
                self.tr("Language of the receipts"),
                [("follow", self.tr("As the window")), ("fa", "فارسی"), ("en", "English")],
            ),
            "print_receipts": (
                self.tr("Receipts"),
                [
                    ("always", self.tr("Always print")),
                    ("ask", self.tr("Ask")),
                    ("never", self.tr("Never")),
                ],
            ),
        }
        for name, (label, options) in words.items():
            self._labels[name].setText(label)
            self.choices[name].setAccessibleName(label)
            self.choices[name].set_options(options)
        self._look.setText(self.tr("Language and look"))
        self._counter.setText(self.tr("At the counter"))
        self.toggles["customer_display"].setText(self.tr("Show the customer's window on a second screen"))
        self.toggles["training"].setText(
            self.tr("Begin every sign-in in training, where nothing is recorded")
        )
        self.toggles["short_pins"].setText(
            language.formats().numerals(self.tr("Allow PINs of 4 digits (less safe)"))
        )
        self._minutes_field.set_label(self.tr("Lock after so many minutes without a touch"))
