"""Reads the catalogue: products by id and barcode, in lists, and what many of them are called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from desktop.models.folding import alphabetical, fold_card
from desktop.models.queries.portions import rows_in
from desktop.models.sources import Row, Source
from loyalty.kinds import Product


def product(db: Source, product_id: str) -> Product | None:
    """Return a product by id."""
    return _product(db.row(f"{_PRODUCT} WHERE product_id = ?", (product_id,)))


def product_by_code(db: Source, text: str) -> Product | None:
    """Return the active product of a barcode, else of an id, in any digit script."""
    return _product(db.row(_BY_CODE, (fold_card(text), text.strip())))


_PRODUCT = "SELECT product_id, barcode, name, product_group, price, vat_rate, divisible, active FROM product"
_BY_CODE = f"{_PRODUCT} WHERE barcode = ? AND barcode <> '' AND active UNION ALL {_PRODUCT} WHERE product_id = ? LIMIT 1"


def _product(row: Row | None) -> Product | None:
    return None if row is None else Product(*row[:6], *map(bool, row[6:]))


def products(db: Source, group: str | None = None, *, gone: bool = False) -> tuple[Product, ...]:
    """Return the products of the shop, or of a group, by group and name; with `gone` those no longer sold too."""
    rows = db.rows(
        f"{_PRODUCT} WHERE (active = 1 OR ?1) AND (?2 IS NULL OR product_group = ?2) ORDER BY product_id",
        (int(gone), group),
    )
    found = [one for one in map(_product, rows) if one]
    return tuple(sorted(found, key=lambda one: (one.group, alphabetical(one.name))))


def products_of(db: Source, product_ids: Sequence[str]) -> dict[str, Product]:
    """Return those of some products that are known, by id."""
    found = map(_product, rows_in(db, f"{_PRODUCT} WHERE product_id IN (?)", product_ids))
    return {one.product_id: one for one in found if one}


def product_by_barcode(db: Source, barcodes: Sequence[str]) -> list[tuple[str, str]]:
    """Return (barcode, product) of those of some barcodes that products carry, sold still or not."""
    return rows_in(db, "SELECT barcode, product_id FROM product WHERE barcode IN (?)", barcodes)


def sold_under(db: Source, barcode: str) -> list[tuple[str, str]]:
    """Return (product, name) of what is sold under a barcode."""
    return db.rows("SELECT product_id, name FROM product WHERE barcode = ? AND active = 1", (barcode,))


def is_barcode(db: Source, number: str) -> bool:
    """Say whether a product carries a number as its barcode."""
    sql = "SELECT 1 FROM product WHERE barcode = ? AND barcode <> '' LIMIT 1"
    return db.value(sql, (number,)) is not None


def names_of_goods(db: Source) -> dict[str, str]:
    """Return the name of every product, by id."""
    return dict(db.rows("SELECT product_id, name FROM product"))


def group_of_goods(db: Source) -> dict[str, str]:
    """Return the product group of every product, by id."""
    return dict(db.rows("SELECT product_id, product_group FROM product"))


def prices_of_goods(db: Source, product_ids: Sequence[str]) -> dict[str, int]:
    """Return the price of those of some products that have one, by id."""
    return dict(
        rows_in(
            db, "SELECT product_id, price FROM product WHERE product_id IN (?) AND price > 0", product_ids
        )
    )


def dearest_goods(db: Source) -> dict[str, int]:
    """Return the price of the dearest product that is sold in each product group."""
    return dict(
        db.rows(
            "SELECT product_group, max(price) FROM product WHERE active AND price > 0 GROUP BY product_group"
        )
    )


def which_are_sold(db: Source) -> dict[str, bool]:
    """Return of every product whether it is sold still, by id."""
    return {
        product_id: bool(active) for product_id, active in db.rows("SELECT product_id, active FROM product")
    }


def vat_rates(db: Source, product_ids: Sequence[str]) -> dict[str, int]:
    """Return the VAT rate of those of some products that are known, by id."""
    return dict(rows_in(db, "SELECT product_id, vat_rate FROM product WHERE product_id IN (?)", product_ids))


def usual_purchases(db: Source, since: dt.date) -> dict[str, int]:
    """Return the mean net of a purchase in each product group from a day on, by group."""
    sql = (
        "SELECT product_group, sum(net) / sum(purchases) FROM day_sale WHERE on_day >= ? AND purchases > 0 "
        "AND net > 0 GROUP BY product_group"
    )
    return dict(db.rows(sql, (since.isoformat(),)))
