"""Reads what goods and holdings say in a period: product groups by day, new products, what members hold."""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

import datetime as dt
import json

from desktop.models.sources import Row, Source

_HERE = "on_day >= ?1 AND on_day < ?2 AND (?3 = '[]' OR branch_id IN (SELECT value FROM json_each(?3)))"


def _values(since: dt.date, until: dt.date, branches: tuple[str, ...]) -> tuple[str, str, str]:
    return since.isoformat(), until.isoformat(), json.dumps(branches)


def group_days(
    db: Source,
    since: dt.date,
    until: dt.date,
    branches: tuple[str, ...],
    members: tuple[str, ...] | None = None,
) -> list[Row]:
    """Return (day, group, net, discount, quantity), refunds taken out on their own day; of some members, or of all.

    What is of all comes from the sums kept by day.
    """
    day = "CAST(julianday(on_day) - 2440587.5 AS INTEGER)"
    sql = f"SELECT {day}, {_GROUP} FROM {_told_of(members)} GROUP BY on_day, product_group"
    return db.rows(sql, _told_by(since, until, branches, members))


def group_totals(
    db: Source,
    since: dt.date,
    until: dt.date,
    branches: tuple[str, ...],
    members: tuple[str, ...] | None = None,
) -> list[Row]:
    """Return (group, net, discount, quantity) of all days together, as `group_days` tells them day by day."""
    sql = f"SELECT {_GROUP} FROM {_told_of(members)} GROUP BY product_group"
    return db.rows(sql, _told_by(since, until, branches, members))


_GROUP = "product_group, sum(net), sum(discount), sum(quantity)"


def _told_by(
    since: dt.date, until: dt.date, branches: tuple[str, ...], members: tuple[str, ...] | None
) -> tuple[str, ...]:
    values = _values(since, until, branches)
    return values if members is None else (*values, json.dumps(members))


def _told_of(members: tuple[str, ...] | None) -> str:
    if members is None:
        return f"day_sale WHERE {_HERE}"
    theirs = f"{_HERE} AND s.member_id IN (SELECT value FROM json_each(?4))"
    return (
        "(SELECT s.on_day AS on_day, l.product_group AS product_group, l.net AS net,"
        " l.discount AS discount, l.quantity AS quantity"
        f" FROM sale AS s JOIN sale_line AS l USING (sale_no) WHERE {theirs} UNION ALL"
        " SELECT s.on_day, l.product_group, -l.net, 0, -l.quantity"
        f" FROM reversal AS s JOIN reversal_line AS l USING (reversal_no) WHERE {theirs})"
    )


def new_products(
    db: Source,
    since: dt.date,
    until: dt.date,
    branches: tuple[str, ...],
    members: tuple[str, ...] | None = None,
) -> list[Row]:
    """Return (product, name, first day, net, purchases, buyers, who bought it on two days) of those first sold then.

    Who bought is of some members, or of everybody.
    """
    new = db.rows(_FIRST_SOLD, (since.isoformat(), until.isoformat()))
    if not new:  # the sales of the days need not be gone through for nothing
        return []
    sql = (
        "WITH first AS (SELECT value ->> 0 AS product, value ->> 1 AS day FROM json_each(?5)),"
        " bought AS (SELECT l.product_id AS product, coalesce(m.survivor_id, s.member_id) AS member,"
        "  count(DISTINCT s.on_day) AS days, count(DISTINCT s.sale_no) AS purchases, sum(l.net - l.back_net) AS net"
        f"  FROM sale_line AS l JOIN sale AS s ON s.sale_no = l.sale_no LEFT JOIN member AS m USING (member_id)"
        f"  WHERE {_HERE} AND (?4 IS NULL OR s.member_id IN (SELECT value FROM json_each(?4)))"
        "  AND s.state <> 'voided' AND l.product_id IN (SELECT product FROM first)"
        "  GROUP BY 1, 2)"
        " SELECT b.product, coalesce(p.name, b.product), f.day, sum(b.net), sum(b.purchases),"
        "  count(b.member), coalesce(sum(b.member IS NOT NULL AND b.days > 1), 0)"
        " FROM bought AS b JOIN first AS f ON f.product = b.product"
        " LEFT JOIN product AS p ON p.product_id = b.product GROUP BY b.product ORDER BY 4 DESC, 1"
    )
    theirs = None if members is None else json.dumps(members)
    return db.rows(sql, (*_values(since, until, branches), theirs, json.dumps(new)))


_FIRST_SOLD = (
    "SELECT l.product_id, min(s.on_day) AS day FROM sale_line AS l JOIN sale AS s ON s.sale_no = l.sale_no"
    " WHERE l.product_id IS NOT NULL AND s.state <> 'voided' GROUP BY 1 HAVING day >= ?1 AND day < ?2"
)


def holders(db: Source, unit: str, until_at: int) -> frozenset[str]:
    """Return the entries of members who held something of a unit at an instant."""
    sql = (
        "SELECT l.member_id FROM lot AS l JOIN entry AS e ON e.lot_id = l.lot_id AND e.at < ?2"
        " WHERE l.unit = ?1 AND l.granted_at < ?2 AND (l.expires_at IS NULL OR l.expires_at > ?2)"
        " GROUP BY l.member_id HAVING sum(e.delta) > 0"
    )
    return frozenset(member for (member,) in db.rows(sql, (unit, until_at)))


def holdings(db: Source, until_at: int, soon_at: int, members: tuple[str, ...] | None = None) -> list[Row]:
    """Return (unit, outstanding, of it ending before `soon_at`, granted, ended) as it stood at an instant.

    What a lot still holds when its time is over is ended, whether the day close has written that down or not.
    """
    sql = (
        "SELECT unit, sum(iif(ended, 0, held)), sum(iif(NOT ended AND expires_at < ?2, held, 0)), sum(amount),"
        " sum(expired + iif(ended, held, 0)) FROM ("
        # Of an opening that was told twice the centre says what stands: its entries, not what came here first.
        " SELECT l.unit AS unit, l.expires_at AS expires_at,"
        "  iif(l.cause = 'opening', coalesce(sum(iif(e.kind = 'opening', e.delta, 0)), 0), l.amount) AS amount,"
        "  coalesce(sum(e.delta), 0) AS held, coalesce(-sum(iif(e.kind = 'expire', e.delta, 0)), 0) AS expired,"
        "  l.expires_at IS NOT NULL AND l.expires_at <= ?1 AS ended"
        " FROM lot AS l LEFT JOIN entry AS e ON e.lot_id = l.lot_id AND e.at < ?1"
        " WHERE l.granted_at < ?1 AND (?3 IS NULL OR l.member_id IN (SELECT value FROM json_each(?3)))"
        " GROUP BY l.lot_id) GROUP BY unit ORDER BY unit"
    )
    return db.rows(sql, (until_at, soon_at, None if members is None else json.dumps(members)))
