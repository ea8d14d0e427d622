"""Unique codes of an offer: how many and for how long, then the codes themselves, once. Passive."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.ui import language, theme
from desktop.ui.choose_file import choose_to_save
from desktop.ui.offers.shown import ShownCodes
from desktop.ui.widgets import AmountEdit, Button, Field, Label, column

_EDGES = (24, 12, 24, 24)


class CodesSheet(QWidget):
    """`wanted(number, days or None)` asks for codes; `save_chosen(path)` says where the made ones go."""

    wanted = Signal(object, object)
    save_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown = ShownCodes("")
        self.save_file = choose_to_save
        self._name, self._lead = (
            Label("", 16, theme.SEMIBOLD, wrap=True),
            Label("", 13, tone="text2", wrap=True),
        )
        self.number, self.days = AmountEdit(10, most=10**9), AmountEdit(most=10**9)
        self._number, self._days = Field("", self.number), Field("", self.days)
        self.make = Button("", "primary", cap="Enter")
        self.made, self._once = QPlainTextEdit(), Label("", 13, theme.MEDIUM, "warn", wrap=True)
        self.made.setReadOnly(True)
        self.made.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.made.setFont(theme.font(16, theme.MEDIUM, tnum=True))
        self.save = Button("", "plain")
        for edit in (self.number, self.days):
            edit.returnPressed.connect(self._want)
        self.make.clicked.connect(self._want)
        self.save.clicked.connect(self._save)
        self.setLayout(
            column(
                self._name, self._lead, 8, self._number, self._days, 8, self.make, self._once, self.made, self.save, None,
                gap=10, margins=_EDGES,
            )
        )  # fmt: skip
        language.on_change(self, self._retranslate)

    def show_codes(self, shown: ShownCodes) -> None:
        """Ask for codes, or show those that were made."""
        begins = shown.offer != self._shown.offer or not shown.codes
        self._shown = shown
        self.made.setPlainText("\n".join(shown.codes))
        for widget in (self._once, self.made, self.save):
            widget.setVisible(bool(shown.codes))
        self._retranslate()
        (self.number if begins else self.save).setFocus(Qt.FocusReason.OtherFocusReason)

    def title(self) -> str:
        """The panel's heading."""
        return self.tr("Make codes")

    def _want(self) -> None:
        number = self.number.amount()
        self._number.show_problem("" if number else self.tr("Write how many, such as 10."))
        if self.days.refusal():
            return
        if number:
            self.wanted.emit(number, self.days.amount())

    def _save(self) -> None:
        where = self.save_file(self, self.tr("Codes into a file"), "codes.csv", "CSV (*.csv)")
        if where:
            self.save_chosen.emit(where if where.lower().endswith(".csv") else f"{where}.csv")

    def _retranslate(self) -> None:
        shown, written = self._shown, language.formats()
        self._name.setText(shown.offer)
        self._lead.setText(self.tr("Each code is good once, for whoever brings it; the till finds it by #."))
        self._number.set_label(self.tr("How many codes"))
        self._days.set_label(self.tr("Good for so many days after today"))
        self._days.set_hint(self.tr("Empty: as long as the offer runs."))
        self.make.setText(self.tr("Make them"))
        self.save.setText(self.tr("Save as CSV…"))
        until = self.tr("Good until {day}.").format(day=written.day(shown.until)) if shown.until else ""
        over = ""
        if shown.unserved:
            count = written.count(shown.unserved)
            over = self.tr(
                "More codes are out than the offer is given, by {count}: who comes late finds nothing left."
            ).format(count=count)
        once = self.tr("They are shown this once: save or copy them now, nobody can read them again.")
        self._once.setText(" ".join(part for part in (over, until, once) if part))
