"""The catalogue: products with barcode, price, group, VAT, counted or divisible; set, listed, found.

A product's id is the shop's own code for it and never changes. No two active products share a barcode, and an
EAN or UPC barcode carries a right check digit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.models.queries.goods import product_by_code, products_of, sold_under
from desktop.models.queries.goods import products as goods
from desktop.models.search import find_products
from desktop.models.sources import Source
from desktop.usecases.authority import authorise
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError, require
from loyalty.kinds import Product, ProductsSet
from loyalty.money import MAX_AMOUNT, WHOLE
from loyalty.words import fold_digits

BATCH = 500
LONGEST_NAME, LONGEST_CODE = 120, 64
_EAN_LENGTHS = (8, 12, 13, 14)


def barcode_fault(barcode: str) -> str:
    """Return `barcode_wrong` for digits of an EAN's length whose check digit is wrong, else nothing.

    Codes of other shapes are the shop's own and carry no check digit.
    """
    if not barcode.isascii() or not barcode.isdigit() or len(barcode) not in _EAN_LENGTHS:
        return ""
    return "" if ean_check_digit(barcode[:-1]) == barcode[-1] else "barcode_wrong"


def ean_check_digit(digits: str) -> str:
    """Return the check digit of an EAN-8, UPC-A, EAN-13 or GTIN-14 without it."""
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def set_products(
    till: Till, session: Session, products: Sequence[Product], approval: Session | None = None
) -> tuple[Product, ...]:
    """Add or change products and return those that differ from what was there.

    Raises `product_twice`, `product_nameless`, `product_field_broken`, `barcode_wrong`, `barcode_taken`.
    """
    authority = authorise(till, session, "manage_products", approval)
    checked = [_checked(product) for product in products]
    _refuse_twice(checked)
    with till.transaction(session.staff_id) as tx:
        changed = _changed(tx, checked)
        _refuse_taken(tx, checked)
        for start in range(0, len(changed), BATCH):
            part = ProductsSet(tuple(changed[start : start + BATCH]))
            tx.record("product.set", part, approvals=authority.approvals)
    return tuple(changed)


def list_products(till: Till, *, group: str | None = None, gone: bool = False) -> tuple[Product, ...]:
    """Return the products of the shop, or of a group, by group and name; `gone` ones too if asked."""
    with till.read() as db:
        return goods(db, group, gone=gone)


def find_product(till: Till, text: str) -> Product:
    """Return the active product of a barcode or code, in any digit script; raises `product_unknown`."""
    with till.read() as db:
        found = product_within(db, text)
    if found is None:
        raise LoyaltyError("product_unknown", value=text)
    return found


def product_within(db: Source, text: str) -> Product | None:
    """Return the same inside a reading under way, None where there is none."""
    found = product_by_code(db, fold_digits(text).strip())
    return found if found is not None and found.active else None


def search_products(till: Till, text: str, limit: int = 20) -> tuple[Product, ...]:
    """Return active products whose name, code or barcode holds what was typed, the best first."""
    with till.read() as db:
        return find_products(db, text, limit)


def _checked(product: Product) -> Product:
    clean = replace(
        product,
        product_id=fold_digits(product.product_id).strip(),
        barcode=fold_digits(product.barcode).strip(),
        name=" ".join(product.name.split()),
        group=product.group.strip(),
    )
    fits = {
        "code": 0 < len(clean.product_id) <= LONGEST_CODE and clean.product_id.isprintable(),
        "barcode": len(clean.barcode) <= LONGEST_CODE and clean.barcode.isprintable(),
        "name": len(clean.name) <= LONGEST_NAME,
        "group": 0 < len(clean.group) <= LONGEST_CODE,
        "price": 0 <= clean.price <= MAX_AMOUNT,
        "VAT": 0 <= clean.vat_rate <= WHOLE,
    }
    require(clean.name, "product_nameless", product=clean.product_id)
    for field, right in fits.items():
        require(right, "product_field_broken", product=clean.product_id, field=field)
    require(not barcode_fault(clean.barcode), "barcode_wrong", barcode=clean.barcode)
    return clean


def _refuse_twice(products: Iterable[Product]) -> None:
    ids: set[str] = set()
    barcodes: dict[str, Product] = {}
    for product in products:
        require(product.product_id not in ids, "product_twice", product=product.product_id)
        ids.add(product.product_id)
        if product.barcode and product.active:
            other = barcodes.setdefault(product.barcode, product)
            require(other is product, "barcode_taken", barcode=product.barcode, other=other.name)


def _changed(db: Source, products: Iterable[Product]) -> list[Product]:
    told = list(products)
    known = products_of(db, [product.product_id for product in told])
    return [product for product in told if known.get(product.product_id) != product]


def _refuse_taken(db: Source, products: Sequence[Product]) -> None:
    # A list may hand a barcode from one product to another, so what it changes itself does not count.
    changed = {product.product_id for product in products}
    for product in products:
        if not product.barcode or not product.active:
            continue
        for product_id, name in sold_under(db, product.barcode):
            free = product_id in changed
            require(free, "barcode_taken", barcode=product.barcode, other=name)
