"""Folds the shop itself: tills and epochs, branches, staff, policies, goods, shifts."""

# ruff: noqa: ARG001 - every projection takes the same three arguments.

from __future__ import annotations

from desktop.models.folding import fold_card, fold_text
from desktop.models.projections.fold import Fold
from loyalty.facts import GENESIS, Fact
from loyalty.kinds import (
    BranchSet,
    EpochOpened,
    PolicyPublished,
    Product,
    ProductsSet,
    ShiftClosed,
    ShiftOpened,
    StaffKeyed,
    StaffSeen,
    StaffSet,
    TillClosed,
    TillOpened,
)


def open_till(fold: Fold, fact: Fact, body: TillOpened) -> None:
    """Write a till and its first epoch."""
    fold.sink.put(
        "INSERT INTO till (till_id, branch_id, code, public_key, shop_name, currency, exponent, trade, test, "
        "opened_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            fact.till_id,
            fact.branch_id,
            body.code,
            body.public_key,
            body.shop_name,
            body.currency,
            body.exponent,
            body.trade,
            int(body.test),
            fact.at,
        ),
    )
    fold.sink.insert("epoch", (fact.epoch, fact.till_id, "", 0, GENESIS, "first", fact.at))


def close_till(fold: Fold, fact: Fact, body: TillClosed) -> None:
    """Control totals change nothing; `verify` holds them against the fold."""


def open_epoch(fold: Fold, fact: Fact, body: EpochOpened) -> None:
    """Write an epoch and what it believes to stand on."""
    row = (
        fact.epoch,
        fact.till_id,
        body.parent_epoch,
        body.parent_seq,
        body.parent_hash,
        body.cause,
        fact.at,
    )
    fold.sink.insert("epoch", row)


def set_branch(fold: Fold, fact: Fact, body: BranchSet) -> None:
    """Write a branch; days already folded stay as they were cut."""
    fold.zones.pop(body.branch_id, None)
    fold.sink.put(
        "INSERT INTO branch (branch_id, name, address, zone) VALUES (?, ?, ?, ?) ON CONFLICT (branch_id) "
        "DO UPDATE SET name = excluded.name, address = excluded.address, zone = excluded.zone",
        (body.branch_id, body.name, body.address, body.zone),
    )


def set_staff(fold: Fold, fact: Fact, body: StaffSet) -> None:
    """Write a person who works here."""
    fold.sink.put(
        "INSERT INTO staff (staff_id, name, level, branch_id, active) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (staff_id) DO UPDATE SET name = excluded.name, level = excluded.level, "
        "branch_id = excluded.branch_id, active = excluded.active",
        (body.staff_id, body.name, body.level, body.branch_id, int(body.active)),
    )


def key_staff(fold: Fold, fact: Fact, body: StaffKeyed) -> None:
    """Write the public half of a person's key; a new PIN makes a new key and unlocks."""
    fold.sink.put(
        "UPDATE staff SET public_key = ?, locked_at = NULL WHERE staff_id = ?",
        (body.public_key, body.staff_id),
    )
    fold.sink.put(
        "INSERT INTO staff_public_key (staff_id, public_key, from_pos_at) VALUES (?, ?, ?) "
        "ON CONFLICT (staff_id, public_key) DO NOTHING",
        (body.staff_id, body.public_key, fact.at),
    )


def see_staff(fold: Fold, fact: Fact, body: StaffSeen) -> None:
    """Note that a person signed in."""
    fold.sink.put("UPDATE staff SET seen_at = ? WHERE staff_id = ?", (fact.at, body.staff_id))


def lock_staff(fold: Fold, fact: Fact, body: StaffSeen) -> None:
    """Note that a person was locked out."""
    fold.sink.put("UPDATE staff SET locked_at = ? WHERE staff_id = ?", (fact.at, body.staff_id))


def publish_policy(fold: Fold, fact: Fact, body: PolicyPublished) -> None:
    """Write a version of a document; the greatest number stands."""
    fold.sink.put(
        "INSERT INTO policy (name, number, document, hash, parent, fact_id, staff_id, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name, number) DO NOTHING",
        (
            body.name,
            body.number,
            body.document,
            body.hash,
            body.parent,
            fact.fact_id,
            fact.staff_id,
            fact.at,
        ),
    )


def set_products(fold: Fold, fact: Fact, body: ProductsSet) -> None:
    """Write goods as they are sold from now on."""
    for product in body.products:
        fold.sink.put(
            "INSERT INTO product (product_id, barcode, name, product_group, price, vat_rate, divisible, active, "
            "folded) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (product_id) DO UPDATE SET "
            "barcode = excluded.barcode, name = excluded.name, product_group = excluded.product_group, "
            "price = excluded.price, vat_rate = excluded.vat_rate, divisible = excluded.divisible, "
            "active = excluded.active, folded = excluded.folded",
            _product_row(product),
        )


def _product_row(product: Product) -> tuple[object, ...]:
    return (
        product.product_id,
        fold_card(product.barcode),
        product.name,
        product.group,
        product.price,
        product.vat_rate,
        int(product.divisible),
        int(product.active),
        fold_text(f"{product.name} {product.product_id}"),
    )


def open_shift(fold: Fold, fact: Fact, body: ShiftOpened) -> None:
    """Write a shift; its id is the fact's."""
    fold.sink.put(
        "INSERT INTO shift (shift_id, till_id, branch_id, staff_id, opened_at, opened_with) VALUES (?, ?, ?, ?, ?, ?)",
        (fact.fact_id, fact.till_id, fact.branch_id, fact.staff_id, fact.at, body.counted),
    )


def close_shift(fold: Fold, fact: Fact, body: ShiftClosed) -> None:
    """Write how a shift ended."""
    fold.sink.put(
        "UPDATE shift SET closed_at = ?, closed_by = ?, expected = ?, counted = ? WHERE shift_id = ?",
        (fact.at, fact.staff_id, body.expected, body.counted, body.shift_id),
    )
