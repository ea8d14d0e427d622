"""Folds the shop itself: tills and epochs, branches, staff, policies, goods, shifts."""

# ruff: noqa: ARG001, S608 - every projection takes the same three arguments; columns are named in this file alone.

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
    TillEnrolled,
    TillOpened,
    TillRetired,
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
    """Write a branch; its zone never changes once it is told, for business days hang on it."""
    if not fold.is_last_word("branch", body.branch_id, fact, body.stamp):
        return
    fold.zones.pop(body.branch_id, None)
    fold.sink.put(
        "INSERT INTO branch (branch_id, name, address, zone) VALUES (?, ?, ?, ?) ON CONFLICT (branch_id) "
        "DO UPDATE SET name = excluded.name, address = excluded.address, zone = excluded.zone",
        (body.branch_id, body.name, body.address, body.zone),
    )


def set_staff(fold: Fold, fact: Fact, body: StaffSet) -> None:
    """Write a person who works here."""
    if fold.is_last_word("staff", body.staff_id, fact, body.stamp):
        fold.sink.put(
            "INSERT INTO staff (staff_id, name, level, branch_id, active) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (staff_id) DO UPDATE SET name = excluded.name, level = excluded.level, "
            "branch_id = excluded.branch_id, active = excluded.active",
            (body.staff_id, body.name, body.level, body.branch_id, int(body.active)),
        )


def key_staff(fold: Fold, fact: Fact, body: StaffKeyed) -> None:
    """Write the public half of a person's key; a new PIN makes a new key and unlocks."""
    if fold.is_last_word("staff key", body.staff_id, fact, body.stamp):
        _put_staff(fold, body.staff_id, "public_key", body.public_key)
    if fold.is_last_word("staff lock", body.staff_id, fact, body.stamp):
        _put_staff(fold, body.staff_id, "locked_at", None)
    fold.sink.put(
        "INSERT INTO staff_public_key (staff_id, public_key, from_pos_at) VALUES (?, ?, ?) "
        "ON CONFLICT (staff_id, public_key) DO UPDATE SET from_pos_at = min(from_pos_at, excluded.from_pos_at)",
        (body.staff_id, body.public_key, fact.at),
    )


def see_staff(fold: Fold, fact: Fact, body: StaffSeen) -> None:
    """Note that a person signed in."""
    if fold.is_last_word("staff seen", body.staff_id, fact, body.stamp):
        _put_staff(fold, body.staff_id, "seen_at", fact.at)


def lock_staff(fold: Fold, fact: Fact, body: StaffSeen) -> None:
    """Note that a person was locked out."""
    if fold.is_last_word("staff lock", body.staff_id, fact, body.stamp):
        _put_staff(fold, body.staff_id, "locked_at", fact.at)


def _put_staff(fold: Fold, staff_id: str, column: str, value: object) -> None:
    # A person may be named by another till before the fact that brings them has come.
    fold.sink.put(
        f"INSERT INTO staff (staff_id, name, level, active, {column}) VALUES (?, '', '', 0, ?) "
        f"ON CONFLICT (staff_id) DO UPDATE SET {column} = excluded.{column}",
        (staff_id, value),
    )


def publish_policy(fold: Fold, fact: Fact, body: PolicyPublished) -> None:
    """Write a version of a document; the greatest number stands.

    Where two people published the same number unseen by each other, the smallest fact id stands and the other
    version is noted, so that whoever published it is told.
    """
    standing = fold.sink.row(
        "SELECT fact_id, staff_id, at FROM policy WHERE name = ? AND number = ?", (body.name, body.number)
    )
    if standing is not None and standing[0] < fact.fact_id:
        _beat_policy(fold, body, (fact.fact_id, fact.staff_id, fact.at))
        return
    if standing is not None:
        _beat_policy(fold, body, standing)
    fold.sink.put(
        "INSERT INTO policy (name, number, document, hash, parent, fact_id, staff_id, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name, number) DO UPDATE SET document = excluded.document, "
        "hash = excluded.hash, parent = excluded.parent, fact_id = excluded.fact_id, "
        "staff_id = excluded.staff_id, at = excluded.at",
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


def _beat_policy(fold: Fold, body: PolicyPublished, beaten: tuple[str, str, int]) -> None:
    fact_id, staff_id, at = beaten
    fold.sink.put(
        "INSERT INTO policy_beaten (fact_id, name, number, staff_id, at) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (fact_id) DO NOTHING",
        (fact_id, body.name, body.number, staff_id, at),
    )


def set_products(fold: Fold, fact: Fact, body: ProductsSet) -> None:
    """Write goods as they are sold from now on."""
    for product in body.products:
        if fold.is_last_word("product", product.product_id, fact, body.stamp):
            fold.sink.put(
                "INSERT INTO product (product_id, barcode, name, product_group, price, vat_rate, divisible, "
                "active, folded) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (product_id) DO UPDATE SET "
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


def enrol_till(fold: Fold, fact: Fact, body: TillEnrolled) -> None:
    """Write a till as the centre knows it, and its place in the line of its branch's hubs."""
    fold.sink.put(
        "INSERT INTO enrolled_till (till_id, branch_id, public_key, place) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (till_id) DO UPDATE SET branch_id = excluded.branch_id, public_key = excluded.public_key, "
        "place = excluded.place",
        (body.till_id, body.branch_id, body.public_key, body.place),
    )


def retire_till(fold: Fold, fact: Fact, body: TillRetired) -> None:
    """Note that a till is out of use."""
    fold.sink.put(
        "UPDATE enrolled_till SET retired_at = ? WHERE till_id = ?",
        (fact.at, body.till_id),
    )
