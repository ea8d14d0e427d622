"""Reads what happened around an offer: its uses by day, and what members bought before and after their first use."""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

import datetime as dt

from desktop.models.sources import Source
from loyalty.clock import DAY

_BOUGHT = (
    "(SELECT coalesce(sum(s.net_now), 0) FROM sale AS s WHERE s.member_id = f.member_id AND s.net_now > 0 "
    "AND s.at >= f.at + {0} AND s.at < f.at + {1})"
)
_FIRST = (
    "SELECT s.member_id AS member_id, min(s.at) AS at FROM offer_use AS u JOIN sale AS s USING (sale_no) "
    "WHERE u.offer_id = ? AND u.stands AND s.member_id IS NOT NULL GROUP BY s.member_id"
)


def uses_by_day(db: Source, offer_id: str) -> tuple[tuple[str, int, int], ...]:
    """Return (day, uses that stand, their cost) in order."""
    return tuple(
        db.rows(
            "SELECT on_day, uses, discount + credit FROM offer_count WHERE offer_id = ? ORDER BY on_day",
            (offer_id,),
        )
    )


def around_first_use(db: Source, offer_id: str, days: int, until: int) -> tuple[int, int, int]:
    """Return (members, what they bought in the days before, in the days after) of those whose days after are over.

    The purchase of the first use counts to neither side.
    """
    span = days * DAY
    before, after = _BOUGHT.format(-span, 0), _BOUGHT.format(1, span)
    row = db.row(
        f"SELECT count(*), coalesce(sum({before}), 0), coalesce(sum({after}), 0) FROM ({_FIRST}) AS f WHERE f.at <= ?",
        (offer_id, until - span),
    )
    return row or (0, 0, 0)


def touched_lines(
    db: Source, offer_id: str, within: tuple[dt.date, dt.date] | None = None
) -> list[tuple[str, int, int, int, int]]:
    """Return (group, gross, net, VAT rate, lines) of what is left of the sales that used an offer and stand.

    Of all of them, or of those in the days `[since, until)` of `within`.
    """
    days = [day.isoformat() for day in within] if within else [None, None]
    return db.rows(
        "SELECT l.product_group, sum(l.gross), sum(l.net), l.vat_rate, count(*) FROM offer_use AS u "
        "JOIN sale_line AS l USING (sale_no) WHERE u.offer_id = ?1 AND u.stands "
        "AND (?2 IS NULL OR u.on_day >= ?2 AND u.on_day < ?3) GROUP BY l.product_group, l.vat_rate",
        (offer_id, *days),
    )


def bought_since(db: Source, since: int, until: int) -> list[tuple[str, int, int]]:
    """Return (member, purchases, their net) from one instant to another, of members who bought."""
    return db.rows(
        "SELECT member_id, count(*), sum(net_now) FROM sale WHERE member_id IS NOT NULL AND net_now > 0 AND at >= ? "
        "AND at < ? GROUP BY member_id",
        (since, until),
    )
