"""Reads the sums of days and of shifts: what was sold and came back, how it was paid, what the club gave and took."""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

import datetime as dt
import json

from desktop.models.sources import Row, Source
from loyalty.basket import Tender
from loyalty.clock import business_day
from loyalty.kinds import TillClosed

_KEPT = (
    "gross, discount, net, sales, refunds, refund_net, purchases, purchase_net, member_purchases, member_net,"
    " credit_paid, credit_earned, points_earned, joined"
)
_BACK = "gross, discount, withheld, credit_back, credit_taken, points_taken"
_SOLD = {
    "gross": "sum(gross)",
    "discount": "sum(discount)",
    "net": "sum(net)",
    "sales": "count(*)",
    "purchases": "sum(net_now > 0)",
    "purchase_net": "sum(max(net_now, 0))",
    "member_purchases": "sum(member_id IS NOT NULL)",
    "member_net": "sum(iif(member_id IS NULL, 0, max(net_now, 0)))",
    "credit_paid": "sum(credit_paid)",
    "credit_earned": "sum(credit_earned)",
    "points_earned": "sum(points_earned)",
}
_UNDONE = {
    "refunds": "sum(kind <> 'void')",
    "refund_net": "sum(iif(kind = 'void', 0, net))",
    "voids": "sum(kind = 'void')",
    "voided": "sum(iif(kind = 'void', net, 0))",
    "withheld": "sum(iif(kind = 'void', 0, withheld))",
    "credit_back": "sum(credit_back)",
    "credit_taken": "sum(credit_taken)",
    "points_taken": "sum(points_taken)",
}


def kept_of_day(db: Source, on: dt.date, branch_id: str) -> dict[str, int]:
    """Return a branch's sums of a day as they are kept, by name; a day without anything is all zeros."""
    names = _KEPT.split(", ")
    row = db.row(
        f"SELECT {_KEPT} FROM day_branch WHERE on_day = ? AND branch_id = ?", (on.isoformat(), branch_id)
    )
    return dict(zip(names, row or (0,) * len(names), strict=True))


def back_of_day(db: Source, on: dt.date, branch_id: str) -> dict[str, int]:
    """Return what refunds and voids of a branch brought back on a day, by name."""
    names = _BACK.split(", ")
    sums = ", ".join(f"coalesce(sum({name}), 0)" for name in names)
    row = db.row(
        f"SELECT {sums} FROM reversal WHERE on_day = ? AND branch_id = ?", (on.isoformat(), branch_id)
    )
    return dict(zip(names, row or (0,) * len(names), strict=True))


def tenders_of_day(db: Source, on: dt.date, branch_id: str) -> tuple[Tender, ...]:
    """Return how a branch's day was paid, by kind; `credit` stands beside money."""
    rows = db.rows(
        "SELECT kind, sum(amount) FROM day_tender WHERE on_day = ? AND branch_id = ? GROUP BY kind ORDER BY kind",
        (on.isoformat(), branch_id),
    )
    return tuple(Tender(*row) for row in rows)


def groups_of_day(db: Source, on: dt.date, branch_id: str) -> list[Row]:
    """Return (group, gross, discount, net, purchases) of a branch's day, the largest net first."""
    return db.rows(
        "SELECT product_group, gross, discount, net, purchases FROM day_sale WHERE on_day = ? AND branch_id = ?"
        " ORDER BY net DESC, product_group",
        (on.isoformat(), branch_id),
    )


def changed_later(db: Source, on: dt.date, branch_id: str) -> list[Row]:
    """Return (sale, net now, net at the day's end, of a member) of a day's sales of which something came back later."""
    return db.rows(
        "SELECT s.sale_no, s.net_now, s.net_now + sum(r.net), s.member_id IS NOT NULL FROM sale AS s"
        " JOIN reversal AS r ON r.sale_id = s.sale_id"
        " WHERE s.on_day = ? AND s.branch_id = ? AND r.on_day > s.on_day GROUP BY s.sale_no",
        (on.isoformat(), branch_id),
    )


def purchases_by_group(db: Source, sales: list[int]) -> dict[str, int]:
    """Return in how many of some sales each product group stands."""
    rows = db.rows(
        "SELECT product_group, count(DISTINCT sale_no) FROM sale_line"
        " WHERE sale_no IN (SELECT value FROM json_each(?)) GROUP BY product_group",
        (json.dumps(sales),),
    )
    return dict(rows)


def sold_in_shift(db: Source, shift_id: str) -> tuple[dict[str, int], dt.date | None]:
    """Return the sums of a shift's sales by name, and the day of the first, None where it sold nothing."""
    sums = ", ".join(f"coalesce({told}, 0)" for told in _SOLD.values())
    *found, on = db.rows(f"SELECT {sums}, min(on_day) FROM sale WHERE shift_id = ?", (shift_id,))[0]
    return dict(zip(_SOLD, found, strict=True)), dt.date.fromisoformat(on) if on else None


def undone_in_shift(db: Source, shift_id: str) -> dict[str, int]:
    """Return the sums of what a shift took back by name; money of voids stands apart from that of refunds."""
    return _undone(db, "shift_id = ?", (shift_id,))


def undone_on_day(db: Source, on: dt.date, branch_id: str) -> dict[str, int]:
    """Return the same sums of a branch's day."""
    return _undone(db, "on_day = ? AND branch_id = ?", (on.isoformat(), branch_id))


def _undone(db: Source, where: str, key: tuple[str, ...]) -> dict[str, int]:
    sums = ", ".join(f"coalesce({told}, 0)" for told in _UNDONE.values())
    return dict(zip(_UNDONE, db.rows(f"SELECT {sums} FROM reversal WHERE {where}", key)[0], strict=True))


def numbers_of_shift(db: Source, shift_id: str, till_id: str) -> tuple[int | None, int | None]:
    """Return a till's first and last receipt of a shift; (None, None) without any."""
    sql = "SELECT min(number), max(number) FROM sale WHERE shift_id = ? AND till_id = ?"
    first, last = db.rows(sql, (shift_id, till_id))[0]
    return first, last


def numbers_of_day(db: Source, on: dt.date, branch_id: str, till_id: str) -> tuple[int | None, int | None]:
    """Return a till's first and last receipt of a branch's day; (None, None) without any."""
    sql = "SELECT min(number), max(number) FROM sale WHERE on_day = ? AND branch_id = ? AND till_id = ?"
    first, last = db.rows(sql, (on.isoformat(), branch_id, till_id))[0]
    return first, last


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
