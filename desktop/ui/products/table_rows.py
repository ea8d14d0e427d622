"""How a product and a group stand in the tables of the products screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.ui import language, theme
from desktop.ui.products.shown import ShownGroup, ShownProduct
from desktop.ui.widgets import Cell, TableRow


def product_row(one: ShownProduct, gone: str) -> TableRow:
    """Return a product's row; `gone` says that it is not sold any more."""
    written = language.formats()
    tone = "text" if one.active else "text3"
    from_words = _sold_words(one.weighed)
    return TableRow(
        one.product_id,
        (
            Cell(one.name, written.code(one.product_id), weight=theme.MEDIUM, tone=tone),
            Cell(written.code(one.barcode), tone="text2"),
            Cell(one.group, tone="text2"),
            Cell(written.amount(one.price), weight=theme.SEMIBOLD, tone=tone),
            Cell(written.percent(one.vat, alone=True), tone="text2"),
            Cell(gone if not one.active else from_words, tone="warn" if not one.active else "text2"),
        ),
    )


def _sold_words(weighed: bool) -> str:
    if weighed:
        return QCoreApplication.translate("Products", "By weight or length")
    return QCoreApplication.translate("Products", "By the piece")


def group_row(one: ShownGroup, unknown: str) -> TableRow:
    """Return a group's row; `unknown` stands where its margin is."""
    written = language.formats()
    known = one.margin is not None
    margin = unknown if one.margin is None else written.percent(one.margin, alone=True)
    return TableRow(
        one.group,
        (
            Cell(one.name, written.code(one.group), weight=theme.MEDIUM),
            Cell(written.count(one.products), tone="text2"),
            Cell(margin, weight=theme.SEMIBOLD if known else theme.REGULAR, tone="text" if known else "warn"),
            Cell(written.percent(one.floor, alone=True), tone="text2"),
            Cell(written.percent(one.vat, alone=True), tone="text2"),
        ),
    )
