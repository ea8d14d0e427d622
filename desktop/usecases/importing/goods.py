"""The catalogue's file: products with a barcode of their own and a right check digit, by the catalogue's rules."""

from __future__ import annotations

from pathlib import Path

from desktop.models.log import Tx
from desktop.models.queries.goods import product_by_barcode, products_of
from desktop.usecases.importing.forms import PRODUCTS
from desktop.usecases.importing.job import Job, in_batches
from desktop.usecases.importing.rows import ProductRow, read_product, typed
from desktop.usecases.importing.table import Caps, read_rows
from desktop.usecases.products import barcode_fault
from loyalty.kinds import Product, ProductsSet


def import_goods(job: Job, path: Path, caps: Caps) -> None:
    """Take the products of a file; a product already here keeps what the shop made of it."""
    tally = job.tallies[PRODUCTS.name]
    seen: dict[str, Product] = {}
    barcodes: dict[str, str] = {}
    for batch in in_batches(typed(read_rows(path, PRODUCTS, tally, caps), read_product, tally)):
        with job.open() as tx:
            fresh = _fresh(job, tx, batch, seen, barcodes)
            if fresh:
                job.record(tx, "product.set", ProductsSet(tuple(fresh)))
        tally.added += len(fresh)
        job.tell(PRODUCTS.name)


def _fresh(
    job: Job, tx: Tx, batch: list[ProductRow], seen: dict[str, Product], barcodes: dict[str, str]
) -> list[Product]:
    tally = job.tallies[PRODUCTS.name]
    _learn(tx, batch, seen, barcodes)
    fresh = []
    for row in batch:
        product = _product(row)
        first = seen.get(row.product_id)
        if first is not None:
            _count_again(job, row, first == product)
        elif fault := barcode_fault(product.barcode):
            tally.refuse(row.line, "row_" + fault, row.barcode)
        elif barcodes.get(product.barcode, row.product_id) != row.product_id:
            tally.refuse(row.line, "row_barcode_taken", row.barcode)
        else:
            seen[row.product_id] = product
            if product.barcode:
                barcodes[product.barcode] = row.product_id
            fresh.append(product)
    return fresh


def _count_again(job: Job, row: ProductRow, same: bool) -> None:
    tally = job.tallies[PRODUCTS.name]
    if same:
        tally.duplicates += 1
    else:
        tally.conflict(row.line)


def _learn(tx: Tx, batch: list[ProductRow], seen: dict[str, Product], barcodes: dict[str, str]) -> None:
    ids = [row.product_id for row in batch]
    for product_id, product in products_of(tx, ids).items():
        seen.setdefault(product_id, product)
    codes = [row.barcode for row in batch if row.barcode]
    for barcode, product_id in product_by_barcode(tx, codes):
        barcodes.setdefault(barcode, product_id)


def _product(row: ProductRow) -> Product:
    return Product(
        row.product_id, row.barcode, row.name, row.group, row.price, row.vat_rate, row.divisible, active=True
    )
