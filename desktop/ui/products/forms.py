"""Forms of the products screen, in the panel: a product, a group, and what an import brought. Passive."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.products.shown import ShownGroup, ShownImport, TypedGroup, TypedProduct
from desktop.ui.widgets import (
    AmountEdit,
    Button,
    ChoiceBox,
    CodeEdit,
    Field,
    Hairline,
    Label,
    Pair,
    Segmented,
    TextEdit,
    Toggle,
    column,
    empty_layout,
    row,
)
from loyalty.groups import UNITS
from loyalty.words import UNIT_WORDS

_EDGES = (24, 16, 24, 20)
_NEEDED = ("name", "price", "vat", "product_id")
"""Fields a product is not saved without, in the order Enter goes through them."""


class ProductForm(QWidget):
    """`sent(TypedProduct)`; the code of a product that exists stands fast."""

    sent = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._form: TypedProduct | None = None
        self.fields = {
            "barcode": Field("", CodeEdit()),
            "name": Field("", TextEdit()),
            "group": Field("", ChoiceBox()),
            "price": Field("", AmountEdit(money=True)),
            "vat": Field("", CodeEdit(figure=True)),
            "product_id": Field("", CodeEdit()),
        }
        self.kind, self.active = Segmented(), Toggle()
        self._kind_label = Label("", 13, tone="text2")
        self._problem = Label("", 13, theme.MEDIUM, "red", wrap=True)
        self.save = Button("", "primary", cap="Enter")
        self.save.set_cap("Enter", filled=True)
        self.save.clicked.connect(self._send)
        for name, field in self.fields.items():
            if isinstance(field.editor, QLineEdit):
                field.editor.returnPressed.connect(partial(self._go_on, name))
        price = row(self.fields["price"], self.fields["vat"], gap=12)
        price.setStretch(0, 3)
        price.setStretch(1, 2)
        kind = column(self._kind_label, row(self.kind, None), gap=4)
        parts = (self.fields["barcode"], self.fields["name"], self.fields["group"], price, kind)
        rest = (self.fields["product_id"], self.active, self._problem, 8, self.save, None)
        self.setLayout(column(*parts, *rest, gap=12, margins=_EDGES))
        language.on_change(self, self._retranslate)

    def show_form(self, form: TypedProduct, groups: Sequence[ShownGroup]) -> None:
        """Fill the form."""
        self._form = form
        self.show_problem("", "")
        self._problem.setText("")
        box = self._box()
        box.set_options([(group.group, group.name) for group in groups])
        box.choose(form.group)
        self.set_text("barcode", form.barcode)
        self.set_text("name", form.name)
        self.set_text("vat", language.formats().numerals(form.vat))
        self.set_text("product_id", form.product_id)
        self._price().set_amount(form.price)
        self.kind.choose("weighed" if form.weighed else "counted")
        self.active.setChecked(form.active)
        self.active.setVisible(not form.is_new)
        self.fields["product_id"].editor.setEnabled(form.is_new)
        first = "name" if form.barcode or not form.is_new else "barcode"
        self.fields[first].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_text(self, name: str, text: str) -> None:
        """Type into a field (tests, scanners)."""
        editor = self.fields[name].editor
        if isinstance(editor, QLineEdit):
            editor.setText(text)

    def show_problem(self, name: str, text: str) -> None:
        """Say what is wrong, at its field where it has one."""
        for known, field in self.fields.items():
            field.show_problem(text if known == name else "")
        self._problem.setText("" if name in self.fields else text)
        self._problem.setVisible(bool(text) and name not in self.fields)
        if name in self.fields and text:
            self.fields[name].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def title(self) -> str:
        """The panel's heading."""
        return self.tr("New product") if self._form is None or self._form.is_new else self.tr("Product")

    def _box(self) -> ChoiceBox:
        box = self.fields["group"].editor
        assert isinstance(box, ChoiceBox)
        return box

    def _price(self) -> AmountEdit:
        edit = self.fields["price"].editor
        assert isinstance(edit, AmountEdit)
        return edit

    def _text(self, name: str) -> str:
        editor = self.fields[name].editor
        return editor.text().strip() if isinstance(editor, QLineEdit) else ""

    def _go_on(self, entered: str) -> None:
        """Enter: on to the next field that is empty, and save with none; a scanner's Enter only leaves the barcode."""
        place = _NEEDED.index(entered) + 1 if entered in _NEEDED else 0
        following = (*_NEEDED[place:], *_NEEDED[:place])
        empty = next((name for name in following if not self._text(name)), "")
        goal = "name" if entered == "barcode" else empty
        if goal:
            self.fields[goal].editor.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._send()

    def _send(self) -> None:
        form = self._form
        if form is None:
            return
        self.sent.emit(
            TypedProduct(
                product_id=self._text("product_id"),
                barcode=self._text("barcode"),
                name=self._text("name"),
                group=self._box().value(),
                price=self._price().amount(),
                vat=self._text("vat"),
                weighed=self.kind.value() == "weighed",
                active=self.active.isChecked() or form.is_new,
                is_new=form.is_new,
            )
        )

    def _retranslate(self) -> None:
        words = {
            "barcode": self.tr("Barcode (scan it)"),
            "name": self.tr("Name"),
            "group": self.tr("Product group"),
            "price": self.tr("Price with VAT, {unit}").format(unit=language.formats().unit()),
            "vat": self.tr("VAT, percent"),
            "product_id": self.tr("The shop's own code (never changes)"),
        }
        for name, field in self.fields.items():
            field.set_label(words[name])
        self._kind_label.setText(self.tr("How it is sold"))
        self.kind.setAccessibleName(self._kind_label.text())
        self.kind.set_options(
            (("counted", self.tr("By the piece")), ("weighed", self.tr("By weight or length")))
        )
        self.active.setText(self.tr("Is sold"))
        self.save.setText(self.tr("Save"))


class GroupForm(QWidget):
    """`sent(TypedGroup)`."""

    sent = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._form: TypedGroup | None = None
        self.fields = {
            "fa": Field("", TextEdit()),
            "en": Field("", TextEdit()),
            "group": Field("", CodeEdit()),
            "margin": Field("", CodeEdit(figure=True)),
            "floor": Field("", CodeEdit(figure=True)),
            "vat": Field("", CodeEdit(figure=True)),
        }
        self.unit = Field("", ChoiceBox())
        self._problem = Label("", 13, theme.MEDIUM, "red", wrap=True)
        self._hint = Label("", 13, tone="text2", wrap=True)
        self.save = Button("", "primary", cap="Enter")
        self.save.set_cap("Enter", filled=True)
        self.save.clicked.connect(self._send)
        for field in self.fields.values():
            if isinstance(field.editor, QLineEdit):
                field.editor.returnPressed.connect(self._send)
        rest = (self._hint, self._problem, 8, self.save, None)
        self.setLayout(column(*self.fields.values(), self.unit, *rest, gap=12, margins=_EDGES))
        language.on_change(self, self._retranslate)

    def show_form(self, form: TypedGroup) -> None:
        """Fill the form."""
        self._form = form
        self.show_problem("", "")
        numerals = language.formats().numerals
        for name, text in (("fa", form.fa), ("en", form.en), ("group", form.group)):
            self.set_text(name, text)
        for name, text in (("margin", form.margin), ("floor", form.floor), ("vat", form.vat)):
            self.set_text(name, numerals(text))
        self._unit_box().choose(form.unit)
        self.fields["group"].editor.setEnabled(form.is_new)
        self.fields["fa" if form.is_new else "margin"].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_text(self, name: str, text: str) -> None:
        """Type into a field."""
        editor = self.fields[name].editor
        if isinstance(editor, QLineEdit):
            editor.setText(text)

    def show_problem(self, name: str, text: str) -> None:
        """Say what is wrong."""
        del name
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def title(self) -> str:
        """The panel's heading."""
        return self.tr("New group") if self._form is None or self._form.is_new else self.tr("Product group")

    def _send(self) -> None:
        said = {
            name: field.editor.text().strip()
            for name, field in self.fields.items()
            if isinstance(field.editor, QLineEdit)
        }
        if self._form is not None:
            unit = self._unit_box().value()
            self.sent.emit(TypedGroup(**said, unit=unit, is_new=self._form.is_new))

    def _unit_box(self) -> ChoiceBox:
        box = self.unit.editor
        assert isinstance(box, ChoiceBox)
        return box

    def _write_units(self) -> None:
        lang = language.formats().lang
        words = [(unit, UNIT_WORDS[unit][lang]) for unit in UNITS]
        self._unit_box().set_options([("", self.tr("No unit")), *words])

    def _retranslate(self) -> None:
        words = {
            "fa": self.tr("Persian name"),
            "en": self.tr("English name"),
            "group": self.tr("Code (never changes)"),
            "margin": self.tr("Margin, percent (empty: unknown)"),
            "floor": self.tr("Floor of the margin, percent"),
            "vat": self.tr("VAT, percent"),
        }
        for name, field in self.fields.items():
            field.set_label(words[name])
        self.unit.set_label(self.tr("Unit of what is sold by weight or length"))
        self._write_units()
        self._hint.setText(self.tr("No offer takes a price below the floor, whatever offers come together."))
        self.save.setText(self.tr("Publish"))


class ImportSheet(QWidget):
    """What became of a file's rows: counts, and each refused row with its line and reason."""

    def __init__(self) -> None:
        super().__init__()
        self._report: ShownImport | None = None
        self._file = Label("", 15, theme.SEMIBOLD, elide=True)
        self._pairs, self._rows = QVBoxLayout(), QVBoxLayout()
        self._pairs.setSpacing(8)
        self._rows.setSpacing(0)
        self._bad = Label("", 13, tone="text2", wrap=True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayout(
            column(
                self._file, self._pairs, 8, Hairline(), 4, self._bad, self._rows, None, gap=8, margins=_EDGES
            )
        )
        language.on_change(self, self._retranslate)

    def show_report(self, report: ShownImport) -> None:
        """Show it."""
        self._report = report
        self._retranslate()

    def title(self) -> str:
        """The panel's heading."""
        return self.tr("From a file")

    def _retranslate(self) -> None:
        report, written = self._report, language.formats()
        if report is None:
            return
        self.setAccessibleName(self.title())
        self._file.setText(report.name)
        told = [
            (self.tr("Rows read"), report.read, "text"),
            (self.tr("Added"), report.added, "accent"),
            (self.tr("Known already"), report.known, "text"),
            (self.tr("Known with other words: kept as they are here"), len(report.conflicts), "text"),
            (self.tr("Not taken"), report.not_taken, "warn" if report.not_taken else "text"),
        ]
        empty_layout(self._pairs)
        for label, count, tone in told:
            self._pairs.addWidget(Pair(label, written.count(count), tone=tone))
        self._bad.setText(
            self.tr("Mend these lines in the file and bring it again: what is here is not taken twice.")
            if report.refused
            else self.tr("Every row is in order.")
        )
        empty_layout(self._rows)
        for one in report.refused:
            line = self.tr("Line {number}").format(number=written.count(one.line))
            words = column(Label(line, 12, tone="text2"), Label(one.reason, 13, wrap=True), gap=2)
            words.setContentsMargins(0, 8, 0, 8)
            self._rows.addLayout(words)
            self._rows.addWidget(Hairline())
