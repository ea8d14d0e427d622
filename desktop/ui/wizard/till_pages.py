"""The last pages: the printer, what a purchase earns, and the recovery sheet. Passive."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.ui import language, theme
from desktop.ui.parts.page_parts import Heading, page
from desktop.ui.parts.printer_form import PrinterForm
from desktop.ui.parts.sheet_view import SheetView
from desktop.ui.parts.values import Trial
from desktop.ui.widgets import Button, CodeEdit, Field, Icon, Label, column, on_ground, row
from desktop.ui.wizard.values import Draft, Example, MadeShop

PERCENT_WRONG = "percent_wrong"


class PrinterPage(QWidget):
    """The receipt printer; 'no printer' goes on without one."""

    changed = Signal(str, object)
    test_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._heading, self.form = Heading(), PrinterForm()
        self.form.changed.connect(lambda: self.changed.emit("printer", self.form.printer()))
        self.form.test_wanted.connect(self.test_wanted)
        self.setLayout(page(self._heading, self.form, None))
        language.on_change(self, self._retranslate)

    def show_draft(self, draft: Draft) -> None:
        """Fill the form."""
        self.form.show_printer(draft.printer)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is wrong with the address."""
        self.form.show_problem(problems.get("printer", "").replace("\n", " "))

    def show_testing(self, tested: Trial | None) -> None:
        """A test print is under way (None) or came back."""
        if tested is None:
            self.form.show_busy(True)
        else:
            self.form.show_tested(tested)

    def first_focus(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.form.kind

    def _retranslate(self) -> None:
        self._heading.show_heading(
            self.tr("The receipt printer"),
            self.tr("No printer at hand? Go on without one, or print pictures into a folder to try."),
        )


class EarningPage(QWidget):
    """What a purchase brings a member, with an example in money."""

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._heading, self._example = Heading(), Example(0, 0, "IRT")
        self.percent = CodeEdit(figure=True)
        self.percent.setMaxLength(8)
        self._field = Field("", self.percent)
        self._field.setFixedWidth(200)
        self._sentence = Label("", 20, theme.SEMIBOLD, wrap=True)
        self._sentence.setMinimumHeight(64)
        self._terms = Label("", 13, tone="text2", wrap=True)
        self.percent.textEdited.connect(lambda text: self.changed.emit("percent", text))
        told = column(self._sentence, self._terms, gap=6, margins=(20, 16, 20, 16))
        self._ground = on_ground(told, "sunken")
        self.setLayout(page(self._heading, row(self._field, None), 8, self._ground, None))
        language.on_change(self, self._retranslate)

    def show_draft(self, draft: Draft) -> None:
        """Fill the page."""
        shown = language.formats().numerals(draft.percent)
        if self.percent.text() != draft.percent and self.percent.text() != shown:
            self.percent.setText(shown)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is wrong with the percent."""
        wrong = problems.get("percent", "")
        if wrong == PERCENT_WRONG:
            wrong = language.formats().numerals(self.tr("Write a percent from 0 to 100, such as 5 or 2.5."))
        self._field.show_problem(wrong)

    def show_example(self, example: Example | None) -> None:
        """Say what the percent means in money; None: it is no percent yet."""
        self._example = example or Example(0, 0, "")
        self._write_example()

    def first_focus(self) -> QWidget:
        """Return where typing begins."""
        return self.percent

    def _write_example(self) -> None:
        written, example = language.formats(), self._example
        if not example.bought:
            self._sentence.setText("")
        elif not example.credit:
            self._sentence.setText(self.tr("Purchases bring no credit by themselves; offers can."))
        else:
            self._sentence.setText(
                written.sentence(
                    self.tr("A purchase of {bought} brings {credit} of credit.").format(
                        bought=written.money(example.bought), credit=written.money(example.credit)
                    )
                )
            )
        terms = self.tr("It can be spent from the next purchase, in every branch, for 180 days.")
        self._terms.setText(written.numerals(terms) if example.credit else "")

    def _retranslate(self) -> None:
        self._heading.show_heading(
            self.tr("What does a purchase bring?"),
            self.tr(
                "Every member's purchase earns this much credit. Offers, tiers and groups come on top later."
            ),
        )
        self._field.set_label(self.tr("Percent of the purchase"))
        self.percent.setText(language.formats().numerals(self.percent.text()))
        self._write_example()


class SheetPage(QWidget):
    """The recovery sheet: shown, kept on paper, one group typed back."""

    saved = Signal(str)
    print_wanted = Signal()
    confirmed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._heading, self._asked, self._path, self._kept = Heading(), 0, "", False
        self.sheet = SheetView()
        self.save, self.print = Button("", "plain", icon="download"), Button("", "plain", icon="printer")
        self._sign, self._said = Icon("check", 18, "accent"), Label("", 13, wrap=True)
        self.typed = CodeEdit()
        self.typed.setMaxLength(16)
        self._field = Field("", self.typed)
        self._field.setFixedWidth(320)
        self.finish = Button("", "primary", cap="Enter")
        self.save.clicked.connect(self._choose_file)
        self.print.clicked.connect(self.print_wanted)
        self.typed.installEventFilter(self)
        self.typed.textEdited.connect(lambda _: self._field.show_problem(""))
        self.typed.returnPressed.connect(self._confirm)
        self.finish.clicked.connect(self._confirm)
        self._lay_out()
        language.on_change(self, self._retranslate)

    def show_draft(self, draft: Draft) -> None:
        """Nothing is kept of the draft here."""

    def show_sheet(self, made: MadeShop, asked: int, has_printer: bool) -> None:
        """Show the sheet; `asked` is the group (from 0) that is typed back."""
        self._asked = asked
        self.sheet.show_sheet(made.sheet)
        self.print.setVisible(has_printer)
        self._retranslate()

    def show_saved(self, path: str) -> None:
        """The sheet is in a file, or on paper where there is no path."""
        self._path, self._kept = path, True
        self._write_said()

    def show_group_wrong(self) -> None:
        """The group typed back is another one."""
        self._field.show_problem(self.tr("Not this group. Read it from the paper once more."))
        self.typed.selectAll()
        self.typed.setFocus()

    def first_focus(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.save

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While the group is typed it is covered on the screen: it is read from paper."""
        if event.type() == QEvent.Type.FocusIn:
            self.sheet.hide_group(self._asked)
        elif event.type() == QEvent.Type.FocusOut:
            self.sheet.hide_group(-1)
        return super().eventFilter(watched, event)

    def _confirm(self) -> None:
        self.confirmed.emit(self.typed.text())

    def _choose_file(self) -> None:
        start = str(Path.home() / "bashgah-recovery.pdf")
        kinds = self.tr("PDF page (*.pdf);;Picture (*.png)")
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Keep the recovery sheet"), start, kinds)
        if path:
            self.saved.emit(path)

    def _lay_out(self) -> None:
        keep = row(self.save, self.print, 4, self._sign, self._said, gap=10)
        keep.setStretch(5, 1)
        proof = row(self._field, None, self.finish, gap=16)
        proof.setAlignment(self.finish, Qt.AlignmentFlag.AlignTop)
        ground = on_ground(column(self.sheet, gap=0, margins=(20, 16, 20, 16)), "sunken")
        self.setLayout(page(self._heading, ground, keep, 8, proof, None))

    def _write_said(self) -> None:
        self._sign.setVisible(self._kept)
        if not self._kept:
            self._said.setText("")
        elif self._path:
            name = language.formats().path(Path(self._path).name)
            self._said.setText(self.tr("Kept as {file}. Print it, then delete the file.").format(file=name))
        else:
            self._said.setText(self.tr("Printed."))

    def _retranslate(self) -> None:
        written = language.formats()
        self._heading.show_heading(
            self.tr("Your shop stands. Keep its key."),
            self.tr(
                "If this computer breaks or is stolen, this sheet and a backup bring everything back. Nobody "
                "else has it. Print it, keep it away from this computer."
            ),
        )
        self.save.setText(self.tr("Save as PDF or picture"))
        self.print.setText(self.tr("Print on the till's printer"))
        asked = self.tr("Type group {number} back from your paper")
        self._field.set_label(asked.format(number=written.count(self._asked + 1)))
        self.finish.setText(self.tr("Open the shop"))
        self._write_said()
