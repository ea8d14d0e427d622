"""Reads the shop as it is written out whole: rows of each file, in one order."""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

from collections.abc import Iterator

from desktop.models.sources import Reader, Row, Source

_ALIKE = "l.member_id, l.unit, l.granted_at, l.vests_at, l.expires_at, l.branch_id, l.scope"


def ids_from_elsewhere(db: Source) -> list[Row]:
    """Return (member, the id they came with, the id they go by) of members who came from elsewhere."""
    return db.rows(
        "SELECT p.member_id, p.external_id, m.survivor_id FROM person AS p"
        " JOIN member AS m ON m.member_id = p.member_id WHERE p.external_id <> ''"
    )


def branch_rows(db: Source) -> list[Row]:
    """Return (branch, name, its first day) of branches that are no mere place of a till."""
    return db.rows(
        "SELECT b.branch_id, b.name, (SELECT min(on_day) FROM sale AS s WHERE s.branch_id = b.branch_id)"
        " FROM branch AS b WHERE b.branch_id NOT IN (SELECT branch_id FROM till)"
        " OR b.branch_id IN (SELECT branch_id FROM sale UNION SELECT joined_branch FROM member)"
        " ORDER BY b.branch_id"
    )


def product_rows(db: Source) -> list[Row]:
    """Return (product, barcode, name, group, price, VAT, divisible) of what is sold."""
    return db.rows(
        "SELECT product_id, barcode, name, product_group, price, vat_rate, divisible FROM product"
        " WHERE active = 1 ORDER BY product_id"
    )


def member_rows(db: Reader) -> Iterator[Row]:
    """Yield (member, phone, name, joined at, branch, born on, tags, the id they go by, card), the earliest first."""
    return db.stream(
        "SELECT m.member_id, p.phone, p.name, m.joined_at, m.joined_branch, p.birth_on, p.tags, m.survivor_id,"
        " (SELECT c.number FROM card_number AS c LEFT JOIN card AS k ON k.card_id = c.card_id"
        " WHERE c.member_id = m.member_id ORDER BY k.blocked_at IS NOT NULL, c.card_id LIMIT 1)"
        " FROM member AS m LEFT JOIN person AS p ON p.member_id = m.member_id"
        " ORDER BY m.joined_at, coalesce(nullif(p.external_id, ''), m.member_id)"
    )


def lot_rows(db: Reader, at: int) -> Iterator[Row]:
    """Yield (member, unit, granted, vests, expires, branch, scope, left) of lots alive at an instant, alike ones as one."""
    return db.stream(
        f"SELECT {_ALIKE}, sum(b.remaining) FROM lot_balance AS b JOIN lot AS l ON l.lot_id = b.lot_id"
        " WHERE b.remaining > 0 AND (l.expires_at IS NULL OR l.expires_at > ?)"
        f" GROUP BY {_ALIKE} ORDER BY l.granted_at, min(l.lot_id)",
        params=(at,),
    )


def goods_of_sale(db: Source, sale_id: str) -> list[Row]:
    """Return (line, product, group) of a sale."""
    return db.rows(
        "SELECT l.line_no, l.product_id, l.product_group FROM sale_line AS l"
        " JOIN sale AS s ON s.sale_no = l.sale_no WHERE s.sale_id = ?",
        (sale_id,),
    )


def refunded_elsewhere(db: Source) -> set[str]:
    """Return the purchases from elsewhere of which something came back."""
    return {sale_id for (sale_id,) in db.rows("SELECT sale_id FROM reversal WHERE kind = 'import'")}
