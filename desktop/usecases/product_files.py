"""The catalogue as a list to look through, and as a file of the import form that a sheet opens rightly."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from desktop.models.folding import fold_card, fold_text
from desktop.models.private import write_whole
from desktop.usecases.authority import authorise
from desktop.usecases.exporting import guard
from desktop.usecases.importing.forms import PRODUCTS
from desktop.usecases.products import list_products
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.kinds import Product
from loyalty.money import percent_text


def matching_products(products: Sequence[Product], text: str) -> tuple[Product, ...]:
    """Return the products whose name, code or barcode holds every word of a text, in any digits and letters."""
    words = fold_text(text).split()
    code = fold_card(text)
    if not words:
        return tuple(products)
    return tuple(
        one
        for one in products
        if all(word in fold_text(one.name) for word in words)
        or (code and (code in fold_card(one.barcode) or code in fold_card(one.product_id)))
    )


def export_products(till: Till, session: Session, path: Path, approval: Session | None = None) -> int:
    """Write the active products into a file and return how many; raises `file_unwritable`, `file_no_room`, `not_allowed`.

    The file begins with the mark that sheets need to read Persian; the import passes it over.
    """
    authorise(till, session, "export", approval)
    products = list_products(till)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(PRODUCTS.columns)
    writer.writerows([guard(cell) for cell in _cells(one)] for one in products)
    write_whole(path, text.getvalue().encode("utf-8-sig"))
    return len(products)


def _cells(one: Product) -> tuple[object, ...]:
    vat = percent_text(one.vat_rate)
    return (one.product_id, one.barcode, one.name, one.group, one.price, vat, int(one.divisible))
