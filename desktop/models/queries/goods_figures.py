"""Reads what goods and holdings say in a period: product groups by day, new products, what members hold."""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

import datetime as dt
import json

from desktop.models.sources import Row, Source

_HERE = "on_day >= ?1 AND on_day < ?2 AND (?3 = '[]' OR branch_id IN (SELECT value FROM json_each(?3)))"


def _values(since: dt.date, until: dt.date, branches: tuple[str, ...]) -> tuple[str, str, str]:
    return since.isoformat(), until.isoformat(), json.dumps(branches)


def group_days(db: Source, since: dt.date, until: dt.date, branches: tuple[str, ...]) -> list[Row]:
    """Return (day, group, net, discount, quantity) from the sums kept by day, refunds taken out on their own day."""
    sql = (
        "SELECT CAST(julianday(on_day) - 2440587.5 AS INTEGER), product_group, sum(net), sum(discount), sum(quantity)"
        f" FROM day_sale WHERE {_HERE} GROUP BY on_day, product_group"
    )
    return db.rows(sql, _values(since, until, branches))


def new_products(db: Source, since: dt.date, until: dt.date, branches: tuple[str, ...]) -> list[Row]:
    """Return (product, name, first day, net, purchases, buyers, who bought it on two days) of those first sold then."""
    sql = (
        "WITH first AS (SELECT l.product_id AS product, min(s.on_day) AS day FROM sale_line AS l"
        " JOIN sale AS s ON s.sale_no = l.sale_no WHERE l.product_id IS NOT NULL AND s.state <> 'voided' GROUP BY 1),"
        " bought AS (SELECT l.product_id AS product, coalesce(m.survivor_id, s.member_id) AS member,"
        "  count(DISTINCT s.on_day) AS days, count(DISTINCT s.sale_no) AS purchases, sum(l.net - l.back_net) AS net"
        f"  FROM sale_line AS l JOIN sale AS s ON s.sale_no = l.sale_no LEFT JOIN member AS m USING (member_id)"
        f"  WHERE {_HERE} AND s.state <> 'voided' AND l.product_id IN (SELECT product FROM first WHERE day >= ?1 AND day < ?2)"
        "  GROUP BY 1, 2)"
        " SELECT b.product, coalesce(p.name, b.product), f.day, sum(b.net), sum(b.purchases),"
        "  count(b.member), coalesce(sum(b.member IS NOT NULL AND b.days > 1), 0)"
        " FROM bought AS b JOIN first AS f ON f.product = b.product"
        " LEFT JOIN product AS p ON p.product_id = b.product GROUP BY b.product ORDER BY 4 DESC, 1"
    )
    return db.rows(sql, _values(since, until, branches))


def holdings(db: Source, until_at: int, soon_at: int) -> list[Row]:
    """Return (unit, outstanding, of it ending before `soon_at`, granted, ended) as it stood at an instant.

    What a lot still holds when its time is over is ended, whether the day close has written that down or not.
    """
    sql = (
        "SELECT unit, sum(iif(ended, 0, held)), sum(iif(NOT ended AND expires_at < ?2, held, 0)), sum(amount),"
        " sum(expired + iif(ended, held, 0)) FROM ("
        " SELECT l.unit AS unit, l.expires_at AS expires_at, l.amount AS amount,"
        "  coalesce(sum(e.delta), 0) AS held, coalesce(-sum(iif(e.kind = 'expire', e.delta, 0)), 0) AS expired,"
        "  l.expires_at IS NOT NULL AND l.expires_at <= ?1 AS ended"
        " FROM lot AS l LEFT JOIN entry AS e ON e.lot_id = l.lot_id AND e.at < ?1"
        " WHERE l.granted_at < ?1 GROUP BY l.lot_id) GROUP BY unit ORDER BY unit"
    )
    return db.rows(sql, (until_at, soon_at))
