"""The pages of the shop itself: its name and trade, where this till stands, whose it is. Passive.

Each page: `changed(field, value)` while typing, `show_draft`, `show_problems`, `first_focus`.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui import language
from desktop.ui.parts.page_parts import Heading, page
from desktop.ui.widgets import ChoiceBox, CodeEdit, Field, Label, Segmented, TextEdit, column, row
from desktop.ui.wizard.values import Choices, Draft

PINS_DIFFER = "pins_differ"


class ShopPage(QWidget):
    """Name, trade, money unit."""

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._choices = Choices((), (), ())
        self._heading = Heading()
        self.name = TextEdit()
        self.trade, self.currency = ChoiceBox(), Segmented()
        self._name_field, self._trade_field = Field("", self.name), Field("", self.trade)
        self._currency_label = Label("", 13, tone="text2")
        self._currency_note = Label("", 12, tone="text3", wrap=True)
        self.name.textEdited.connect(lambda text: self.changed.emit("name", text))
        self.trade.picked.connect(lambda key: self.changed.emit("trade", key))
        self.currency.picked.connect(lambda key: self.changed.emit("currency", key))
        money = column(self._currency_label, row(self.currency, None), self._currency_note, gap=2)
        self.setLayout(page(self._heading, self._name_field, 4, self._trade_field, 4, money, None))
        language.on_change(self, self._retranslate)

    def show_choices(self, choices: Choices) -> None:
        """Show what may be chosen."""
        self._choices = choices
        self._retranslate()

    def show_draft(self, draft: Draft) -> None:
        """Fill the page."""
        _fill(self.name, draft.name)
        self.trade.choose(draft.trade)
        self.currency.choose(draft.currency)
        self._write_trade()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at its field what does not fit."""
        self._name_field.show_problem(problems.get("name", ""))

    def first_focus(self) -> QWidget:
        """Return where typing begins."""
        return self.name

    def _write_trade(self) -> None:
        lang, written = language.formats().lang, language.formats()
        trade = next((one for one in self._choices.trades if one.trade == self.trade.value()), None)
        groups = written.listed([group.of(lang) for group in trade.groups]) if trade else ""
        self._trade_field.set_hint(
            self.tr("Begins with these product groups, all yours to change: {groups}").format(groups=groups)
            if groups
            else ""
        )

    def _retranslate(self) -> None:
        lang = language.formats().lang
        self._heading.show_heading(self.tr("Your shop"), self.tr("Members and receipts will see this name."))
        self._name_field.set_label(self.tr("Name of the shop"))
        self.name.setPlaceholderText(self.tr("e.g. Aria Shoes and Bags"))
        self._trade_field.set_label(self.tr("What does it sell?"))
        self.trade.set_options([(one.trade, one.words.of(lang)) for one in self._choices.trades])
        self._currency_label.setText(self.tr("Money unit"))
        self.currency.setAccessibleName(self.tr("Money unit"))
        self.currency.set_options([(code, words.of(lang)) for code, words in self._choices.currencies])
        self._currency_note.setText(self.tr("Cannot be changed later: every amount is kept in it."))
        self._write_trade()


class PlacePage(QWidget):
    """The branch where this till stands."""

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._choices, self._heading = Choices((), (), ()), Heading()
        self.branch, self.address, self.till_code = TextEdit(), TextEdit(), CodeEdit()
        self.zone = ChoiceBox()
        self.till_code.setMaxLength(8)
        self._fields = {
            "branch": Field("", self.branch),
            "address": Field("", self.address),
            "zone": Field("", self.zone),
            "till_code": Field("", self.till_code),
        }
        for name, edit in (("branch", self.branch), ("address", self.address), ("till_code", self.till_code)):
            edit.textEdited.connect(lambda text, name=name: self.changed.emit(name, text))
        self.zone.picked.connect(lambda key: self.changed.emit("zone", key))
        last = row(self._fields["zone"], self._fields["till_code"], gap=16)
        last.setStretch(0, 3)
        last.setStretch(1, 2)
        self.setLayout(page(self._heading, self._fields["branch"], 4, self._fields["address"], 4, last, None))
        language.on_change(self, self._retranslate)

    def show_choices(self, choices: Choices) -> None:
        """Show the zones."""
        self._choices = choices
        self.zone.set_options([(zone, zone) for zone in choices.zones])

    def show_draft(self, draft: Draft) -> None:
        """Fill the page."""
        for edit, text in (
            (self.branch, draft.branch),
            (self.address, draft.address),
            (self.till_code, draft.till_code),
        ):
            _fill(edit, text)
        self.zone.choose(draft.zone)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at its field what does not fit."""
        _show(self._fields, problems)

    def first_focus(self) -> QWidget:
        """Return where typing begins."""
        return self.branch

    def _retranslate(self) -> None:
        self._heading.show_heading(
            self.tr("The branch where this till stands"),
            self.tr("More branches and tills can join later; each has its own name and address."),
        )
        self._fields["branch"].set_label(self.tr("Name of the branch"))
        self.branch.setPlaceholderText(self.tr("e.g. Vanak"))
        self._fields["address"].set_label(self.tr("Address on the receipt"))
        self.address.setPlaceholderText(self.tr("may stay empty"))
        self._fields["zone"].set_label(self.tr("Time zone"))
        self._fields["till_code"].set_label(self.tr("Code of this till"))
        self._fields["till_code"].set_hint(self.tr("Receipt numbers begin with it."))


class OwnerPage(QWidget):
    """The owner and their PIN, twice."""

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._heading = Heading()
        self.owner, self.pin, self.again = TextEdit(), CodeEdit(), CodeEdit()
        for secret in (self.pin, self.again):
            secret.setEchoMode(QLineEdit.EchoMode.Password)
            secret.setMaxLength(16)
        self._fields = {
            "owner_name": Field("", self.owner),
            "pin": Field("", self.pin),
            "pin_again": Field("", self.again),
        }
        edits: dict[str, QLineEdit] = {"owner_name": self.owner, "pin": self.pin, "pin_again": self.again}
        for name, edit in edits.items():
            edit.textEdited.connect(lambda text, name=name: self.changed.emit(name, text))
        pins = row(self._fields["pin"], self._fields["pin_again"], gap=16)
        self.setLayout(page(self._heading, self._fields["owner_name"], 4, pins, None))
        language.on_change(self, self._retranslate)

    def show_draft(self, draft: Draft) -> None:
        """Fill the page."""
        _fill(self.owner, draft.owner_name)
        _fill(self.pin, draft.pin)
        _fill(self.again, draft.pin_again)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at its field what does not fit."""
        said = dict(problems)
        if said.get("pin_again") == PINS_DIFFER:
            said["pin_again"] = self.tr("This is not the same PIN. Type it once more.")
        _show(self._fields, said)

    def first_focus(self) -> QWidget:
        """Return where typing begins."""
        return self.owner

    def _retranslate(self) -> None:
        self._heading.show_heading(
            self.tr("The owner"),
            self.tr("The owner may do everything, and adds the others. The PIN is theirs alone."),
        )
        self._fields["owner_name"].set_label(self.tr("Name of the owner"))
        self._fields["pin"].set_label(self.tr("PIN"))
        self._fields["pin"].set_hint(
            language.formats().numerals(
                self.tr("At least 6 digits; not a date, a row of keys or one digit repeated.")
            )
        )
        self._fields["pin_again"].set_label(self.tr("The same PIN again"))


def _fill(edit: QLineEdit, text: str) -> None:
    if edit.text() != text:
        edit.setText(text)


def _show(fields: Mapping[str, Field], problems: Mapping[str, str]) -> None:
    for name, field in fields.items():
        field.show_problem(problems.get(name, "").replace("\n", " "))
