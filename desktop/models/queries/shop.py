"""Reads the shop itself: branches, tills, staff, policies, goods, shifts and the day's totals."""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.models.folding import fold_card
from desktop.models.sources import Row, Source
from loyalty.basket import Tender
from loyalty.clock import business_day
from loyalty.drawer import brought_in
from loyalty.facts import Fact, parse_fact
from loyalty.kinds import (
    BranchSet,
    PolicyPublished,
    Product,
    Reversal,
    SaleRecorded,
    StaffSet,
    TillClosed,
    read_body,
)


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A person who works here, with the public half of their key and when they were last seen or locked."""

    staff: StaffSet
    public_key: bytes | None
    seen_at: int | None
    locked_at: int | None


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A shift; `closed_at` is None while it is open."""

    shift_id: str
    till_id: str
    branch_id: str
    staff_id: str
    opened_at: int
    opened_with: int
    closed_at: int | None
    closed_by: str | None
    expected: int | None
    counted: int | None


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """A published version of a document."""

    policy: PolicyPublished
    fact_id: str
    staff_id: str
    at: int


def branches(db: Source) -> tuple[BranchSet, ...]:
    """Return all branches by name."""
    rows = db.rows("SELECT branch_id, name, address, zone FROM branch ORDER BY name, branch_id")
    return tuple(BranchSet(*row) for row in rows)


def all_staff(db: Source) -> tuple[StaffRow, ...]:
    """Return everyone who works or worked here, active ones first."""
    return tuple(map(_staff, db.rows(f"{_STAFF} ORDER BY active DESC, name, staff_id")))


def staff(db: Source, staff_id: str) -> StaffRow | None:
    """Return one person."""
    row = db.row(f"{_STAFF} WHERE staff_id = ?", (staff_id,))
    return None if row is None else _staff(row)


_STAFF = "SELECT staff_id, name, level, branch_id, active, public_key, seen_at, locked_at FROM staff"


def _staff(row: Row) -> StaffRow:
    return StaffRow(StaffSet(*row[:4], *map(bool, row[4:5])), *row[5:])


def policy(db: Source, name: str, number: int | None = None) -> PolicyVersion | None:
    """Return the version of a document that stands, or the one of a number."""
    row = db.row(
        f"{_POLICY} WHERE name = ?1 AND (?2 IS NULL OR number = ?2) ORDER BY number DESC LIMIT 1",
        (name, number),
    )
    return None if row is None else _policy(row)


def policies(db: Source) -> dict[str, PolicyVersion]:
    """Return the version of each document that stands now, by name."""
    rows = db.rows(
        f"{_POLICY} AS p WHERE number = (SELECT max(number) FROM policy WHERE name = p.name) ORDER BY name"
    )
    return {row[0]: _policy(row) for row in rows}


def policy_versions(db: Source, name: str) -> tuple[PolicyVersion, ...]:
    """Return all versions of a document, newest first."""
    return tuple(map(_policy, db.rows(f"{_POLICY} WHERE name = ? ORDER BY number DESC", (name,))))


_POLICY = "SELECT name, number, document, hash, parent, fact_id, staff_id, at FROM policy"


def _policy(row: Row) -> PolicyVersion:
    return PolicyVersion(PolicyPublished(*row[:5]), *row[5:])


def product(db: Source, product_id: str) -> Product | None:
    """Return a product by id."""
    return _product(db.row(f"{_PRODUCT} WHERE product_id = ?", (product_id,)))


def product_by_code(db: Source, text: str) -> Product | None:
    """Return the active product of a barcode, else of an id, in any digit script."""
    return _product(db.row(_BY_CODE, (fold_card(text), text.strip())))


def products(
    db: Source, *, limit: int = 100, offset: int = 0, active_only: bool = True
) -> tuple[Product, ...]:
    """Return products by name, a page at a time."""
    rows = db.rows(
        f"{_PRODUCT} WHERE active >= ? ORDER BY folded, product_no LIMIT ? OFFSET ?",
        (int(active_only), limit, offset),
    )
    return tuple(found for found in map(_product, rows) if found)


_PRODUCT = "SELECT product_id, barcode, name, product_group, price, vat_rate, divisible, active FROM product"
_BY_CODE = f"{_PRODUCT} WHERE barcode = ? AND barcode <> '' AND active UNION ALL {_PRODUCT} WHERE product_id = ? LIMIT 1"


def _product(row: Row | None) -> Product | None:
    return None if row is None else Product(*row[:6], *map(bool, row[6:]))


def open_shift(db: Source, till_id: str) -> ShiftRow | None:
    """Return the till's open shift, or None."""
    row = db.row(
        f"{_SHIFT} WHERE till_id = ? AND closed_at IS NULL ORDER BY opened_at DESC LIMIT 1", (till_id,)
    )
    return None if row is None else ShiftRow(*row)


def shift(db: Source, shift_id: str) -> ShiftRow | None:
    """Return a shift by id."""
    row = db.row(f"{_SHIFT} WHERE shift_id = ?", (shift_id,))
    return None if row is None else ShiftRow(*row)


_SHIFT = (
    "SELECT shift_id, till_id, branch_id, staff_id, opened_at, opened_with, closed_at, closed_by, expected, counted "
    "FROM shift"
)


def shift_tenders(db: Source, shift_id: str) -> dict[str, int]:
    """Return what a shift took by kind of tender, refunds and change subtracted; `credit` stands beside money."""
    rows = db.rows("SELECT kind, amount FROM shift_tender WHERE shift_id = ? ORDER BY kind", (shift_id,))
    return dict(rows)


def shift_brought_in(db: Source, shift_id: str, opened_with: int, paid_out: int = 0) -> int:
    """Return the cash that came from elsewhere in a shift, as `loyalty.drawer.brought_in` has it.

    `paid_out` is cash that is about to go out as well. The sales are read only where the cash that went out could have emptied the drawer.
    """
    back = _cash_moves(db, _REVERSALS, shift_id)
    if paid_out - sum(cash for _, cash in back) <= opened_with:
        return 0
    moves = sorted(_cash_moves(db, _SALES, shift_id) + back)
    return brought_in(opened_with, [*(cash for _, cash in moves), -paid_out])


_SALES = "SELECT sale_id FROM sale WHERE shift_id = ?"
_REVERSALS = "SELECT reversal_id FROM reversal WHERE shift_id = ?"


def _cash_moves(db: Source, acts: str, shift_id: str) -> list[tuple[int, int]]:
    """Return (place in the log, cash that came in) of a shift's sales or reversals."""
    rows = db.rows(f"SELECT pos, raw FROM fact WHERE fact_id IN ({acts})", (shift_id,))
    return [(pos, _cash_of(parse_fact(raw))) for pos, raw in rows]


def _cash_of(fact: Fact) -> int:
    body = read_body(fact.kind, fact.version, fact.body)
    if isinstance(body, SaleRecorded):
        return _cash(body.tenders) - body.change
    return -_cash(body.money_back) if isinstance(body, Reversal) else 0


def _cash(tenders: tuple[Tender, ...]) -> int:
    return sum(one.amount for one in tenders if one.kind == "cash")


def first_day(db: Source, zone: str) -> dt.date:
    """Return the day this shop's records begin: of its first fact, or of a sale that was brought in from before."""
    began = business_day(db.value("SELECT at FROM fact ORDER BY pos LIMIT 1"), zone)
    sold: str | None = db.value("SELECT min(on_day) FROM sale")
    return min(began, dt.date.fromisoformat(sold)) if sold else began


def control_totals(db: Source, till_id: str, on: dt.date) -> TillClosed:
    """Return a till's totals of a day: what `till.closed` records and `verify` holds against the fold."""
    day = (till_id, on.isoformat())
    sales, sold, earned, paid = db.row(
        "SELECT count(*), coalesce(sum(net), 0), coalesce(sum(credit_earned), 0), coalesce(sum(credit_paid), 0) "
        "FROM sale WHERE till_id = ? AND on_day = ?",
        day,
    ) or (0, 0, 0, 0)
    refunds, back = db.row(
        "SELECT count(*), coalesce(sum(net), 0) FROM reversal WHERE till_id = ? AND on_day = ?", day
    ) or (0, 0)
    tenders = db.rows(
        "SELECT kind, sum(amount) FROM day_tender WHERE till_id = ? AND on_day = ? AND kind <> 'credit' "
        "GROUP BY kind ORDER BY kind",
        day,
    )
    money = tuple(Tender(kind, amount) for kind, amount in tenders)
    return TillClosed(on.isoformat(), sales, refunds, sold - back, money, earned, paid)
