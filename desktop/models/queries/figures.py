"""Reads what figures are made of: every sale and what came back, members with their joins, lines by group.

Rows come in batches and in the order they were written, so that whoever asks can keep them as columns. Days are
counted from 1970-01-01; amounts are whole money units; what came back is positive.
"""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from desktop.models.sources import Reader, Row, Source
from loyalty.facts import parse_fact
from loyalty.kinds import ImportedSales, read_body

BATCH = 500
"""Rows at a time: large batches keep the collector of garbage busy with tuples it cannot free."""
EPOCH = dt.date(1970, 1, 1)
LAST = (1 << 63) - 1
"""Behind every row number there can be."""
LAST_ID = "\U0010ffff"
"""Behind every id of a member."""

_DAY = "CAST(julianday({}) - 2440587.5 AS INTEGER)"
BETWEEN = "\x1f"
"""Stands between the words of a sale that are read as one: few differ, so that they are taken apart once for all."""

_SALES = (
    "SELECT sale_no, at, net, member_id, on_day || char(31) || branch_id || char(31) || staff_id || char(31) || till_id"
    " || char(31) || (origin = 'import') FROM sale WHERE sale_no > ? AND sale_no <= ? ORDER BY sale_no LIMIT ?"
)
_REVERSALS = (
    f"SELECT r.reversal_no, s.sale_no, r.at, {_DAY.format('r.on_day')}, r.branch_id, r.net, r.staff_id, r.kind"
    " FROM reversal AS r LEFT JOIN sale AS s ON s.sale_id = r.sale_id WHERE r.reversal_no > ? AND r.reversal_no <= ?"
    " ORDER BY r.reversal_no LIMIT ?"
)
_MEMBERS = (
    f"SELECT m.member_id, m.joined_at, {_DAY.format('m.joined_on')}, m.joined_branch, m.origin = 'import',"
    " m.ended_at, coalesce(p.external_id, ''), m.enrolled_by FROM member AS m"
    " LEFT JOIN person AS p ON p.member_id = m.member_id WHERE m.member_id > ? AND m.member_id <= ? ORDER BY m.member_id LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two members found to be one person at an instant."""

    low_id: str
    high_id: str
    at: int


@dataclass(frozen=True, slots=True)
class LineCut:
    """The days `[since, until)`, branches (none named: all) and members (None: everybody) whose lines are meant."""

    since: dt.date
    until: dt.date
    branches: tuple[str, ...] = ()
    members: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What the club gave in a period: discounts of offers that stand, and credit that was spent less what came back."""

    discounts: int
    credit: int


@dataclass(frozen=True, slots=True)
class GroupSum:
    """Lines of a product group: how many were sold, and their sums less what came back."""

    lines: int
    amount: int
    discount: int


def sale_rows(db: Reader, after: int = 0, until: int = LAST, most: int = LAST) -> Iterator[list[Row]]:
    """Yield (sale_no, at, net, member, day·branch·staff·till·imported) in batches; `BETWEEN` stands at the points."""
    return db.batches(_SALES, BATCH, (after, until, most))


def reversal_rows(db: Reader, after: int = 0, until: int = LAST, most: int = LAST) -> Iterator[list[Row]]:
    """Yield (reversal_no, sale_no or None, at, day, branch, net, staff, kind) in batches."""
    return db.batches(_REVERSALS, BATCH, (after, until, most))


def member_rows(db: Reader, after: str = "", until: str = LAST_ID, most: int = LAST) -> Iterator[list[Row]]:
    """Yield (member_id, joined_at, joined day, branch, imported, ended_at, external id, enrolled by) in batches."""
    return db.batches(_MEMBERS, BATCH, (after, until, most))


def sale_days(db: Source, until: str, branch_id: str = "") -> tuple[str, str]:
    """Return the last day before `until` something was sold on, and the first from it on; '' where there is none.

    Of one branch, or of all.
    """
    return tuple(
        db.value(
            f"SELECT coalesce({pick}, '') FROM sale WHERE on_day {side} ? AND ? IN ('', branch_id)",
            (until, branch_id),
        )
        for pick, side in (("max(on_day)", "<"), ("min(on_day)", ">="))
    )


def last_sale(db: Source) -> int:
    """Return the highest row number of sales, 0 where there are none."""
    return int(db.value("SELECT coalesce(max(sale_no), 0) FROM sale"))


def last_reversal(db: Source) -> int:
    """Return the highest row number of reversals, 0 where there are none."""
    return int(db.value("SELECT coalesce(max(reversal_no), 0) FROM reversal"))


def count_members(db: Source) -> int:
    """Return how many entries of members there are."""
    return int(db.value("SELECT count(*) FROM member"))


def sales_named_later(db: Source, numbers: list[int]) -> dict[int, int]:
    """Return the sale (by row number) that came after those of some reversals which could not find theirs."""
    sql = (
        "SELECT r.reversal_no, s.sale_no FROM reversal AS r JOIN sale AS s ON s.sale_id = r.sale_id"
        " WHERE r.reversal_no IN (SELECT value FROM json_each(?))"
    )
    return dict(db.rows(sql, (json.dumps(numbers),))) if numbers else {}


def merged_pairs(db: Source) -> tuple[Pair, ...]:
    """Return the pairs that are one person now."""
    rows = db.rows("SELECT low_id, high_id, at FROM member_pair WHERE merged = 1")
    return tuple(Pair(*row) for row in rows)


def branch_names(db: Source) -> dict[str, tuple[str, str]]:
    """Return (name, zone) of every branch by id."""
    return {row[0]: (row[1], row[2]) for row in db.rows("SELECT branch_id, name, zone FROM branch")}


def branches_of_tills(db: Source) -> frozenset[str]:
    """Return the branches in which this product's own tills stand."""
    return frozenset(branch for (branch,) in db.rows("SELECT branch_id FROM till"))


def group_sums(db: Source, cut: LineCut) -> dict[str, GroupSum]:
    """Return the product groups of the lines of a cut; refunds count on their own day and branch."""
    inside = (
        "on_day >= ?1 AND on_day < ?2 AND (?3 = '[]' OR branch_id IN (SELECT value FROM json_each(?3)))"
        " AND (?4 IS NULL OR member_id IN (SELECT value FROM json_each(?4)))"
    )
    sql = (
        "SELECT product_group, sum(lines), sum(amount), sum(discount) FROM ("
        " SELECT l.product_group, count(*) AS lines, sum(l.net) AS amount, sum(l.discount) AS discount"
        f" FROM sale AS s JOIN sale_line AS l ON l.sale_no = s.sale_no WHERE {inside} GROUP BY 1"
        " UNION ALL"
        " SELECT l.product_group, 0, -sum(l.net), 0"
        f" FROM reversal AS s JOIN reversal_line AS l ON l.reversal_no = s.reversal_no WHERE {inside} GROUP BY 1"
        ") GROUP BY product_group"
    )
    members = None if cut.members is None else json.dumps(cut.members)
    rows = db.rows(sql, (cut.since.isoformat(), cut.until.isoformat(), json.dumps(cut.branches), members))
    return {row[0]: GroupSum(*row[1:]) for row in rows}


def member_groups(db: Source, since: dt.date, until: dt.date, branches: tuple[str, ...]) -> dict[str, int]:
    """Return what members bought of each product group in `[since, until)`, less what came back of it by then."""
    inside = "on_day >= ?1 AND on_day < ?2 AND (?3 = '[]' OR branch_id IN (SELECT value FROM json_each(?3)))"
    sql = (
        "SELECT product_group, sum(amount) FROM ("
        " SELECT l.product_group, sum(l.net) AS amount FROM sale AS s JOIN sale_line AS l ON l.sale_no = s.sale_no"
        f" WHERE s.member_id IS NOT NULL AND {inside} GROUP BY 1 UNION ALL"
        " SELECT l.product_group, -sum(l.net) FROM reversal AS s"
        " JOIN reversal_line AS l ON l.reversal_no = s.reversal_no"
        f" WHERE s.member_id IS NOT NULL AND {inside} GROUP BY 1) GROUP BY product_group"
    )
    return dict(db.rows(sql, (since.isoformat(), until.isoformat(), json.dumps(branches))))


def given(db: Source, since: dt.date, until: dt.date, branches: tuple[str, ...]) -> Given:
    """Return what the club's offers and credit cost in `[since, until)`, in money given away."""
    inside = (
        "s.on_day >= ?1 AND s.on_day < ?2 AND (?3 = '[]' OR s.branch_id IN (SELECT value FROM json_each(?3)))"
    )
    values = (since.isoformat(), until.isoformat(), json.dumps(branches))
    if branches:
        discounts = db.value(
            "SELECT coalesce(sum(u.discount), 0) FROM offer_use AS u JOIN sale AS s ON s.sale_no = u.sale_no"
            f" WHERE u.stands = 1 AND {inside}",
            values,
        )
    else:  # the uses alone are gone through, not every sale of the days for those it may have
        told = (
            "SELECT coalesce(sum(discount), 0) FROM offer_use WHERE stands = 1 AND on_day >= ? AND on_day < ?"
        )
        discounts = db.value(told, values[:2])
    spent = db.value(f"SELECT coalesce(sum(s.credit_paid), 0) FROM day_branch AS s WHERE {inside}", values)
    back = db.value(f"SELECT coalesce(sum(s.credit_back), 0) FROM reversal AS s WHERE {inside}", values)
    return Given(discounts, spent - back)


def line_coupons(db: Source, cut: LineCut, since: int, until: int) -> dict[str, int]:
    """Return what third parties paid by product group between two instants, as the imports told it line by line."""
    sums: dict[str, int] = {}
    members = None if cut.members is None else frozenset(cut.members)
    for sale in _coupon_sales(db):
        inside = since <= sale.at < until and (not cut.branches or sale.branch_id in cut.branches)
        inside = inside and (members is None or sale.member_id in members)
        for line, coupon in zip(sale.lines, sale.coupons, strict=False) if inside else ():
            sums[line.group] = sums.get(line.group, 0) + coupon
    return sums


def _coupon_sales(db: Source) -> Iterator[Any]:
    if db.value("SELECT 1 FROM sale WHERE coupon <> 0 AND origin = 'import' LIMIT 1") is None:
        return
    for (raw,) in db.rows("SELECT raw FROM fact WHERE kind = 'sale.imported' ORDER BY pos"):
        fact = parse_fact(raw)
        body = read_body(fact.kind, fact.version, fact.body)
        if isinstance(body, ImportedSales):
            yield from (sale for sale in body.sales if sale.coupons)


def import_records(db: Source) -> list[tuple[str, str]]:
    """Return (name, document) of what imports told of their files and of the club they came from, the last words."""
    sql = (
        "SELECT name, document FROM policy AS p WHERE (name GLOB 'import:counts:*' OR name GLOB 'import:club:*')"
        " AND number = (SELECT max(number) FROM policy WHERE name = p.name) ORDER BY name"
    )
    return [(name, text) for name, text in db.rows(sql)]
