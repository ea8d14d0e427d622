"""Reads what conditions ask of many members at once: a page of people, and for each page only what is needed.

Everything here takes a JSON list of ids, counts purchases as the counter does (net above zero after all refunds),
and says it by the id it was recorded under; who merges ids adds them up.
"""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping

from desktop.models.queries.members import PARTS, day_or_none
from desktop.models.sources import Row, Source, Writer
from loyalty.member import Asked, Bought, Totals

_IN = "IN (SELECT value FROM json_each(?1))"
_DAYS = "AND s.on_day >= ?2 AND s.on_day <= ?3"
_FIRST, _LAST = "0000", "9999"


def people_after(db: Source, member_id: str, limit: int) -> list[tuple[str, dt.date]]:
    """Return the next people of the club by the id they go by, each with the day they joined."""
    rows = db.rows(
        "SELECT member_id, joined_on FROM member WHERE member_id > ? AND state = 'active' "
        "AND survivor_id = member_id ORDER BY member_id LIMIT ?",
        (member_id, limit),
    )
    return [(row[0], dt.date.fromisoformat(row[1])) for row in rows]


def totals_by_id(db: Source, ids: str) -> dict[str, Totals]:
    """Return all purchases in sum, as they are kept."""
    rows = db.rows(
        f"SELECT member_id, visits, spent, first_on, last_on FROM member_stat WHERE member_id {_IN}", (ids,)
    )
    return {row[0]: Totals(row[1], row[2], day_or_none(row[3]), day_or_none(row[4])) for row in rows}


def bought_by_id(
    db: Source, ids: str, asked: Asked, days: tuple[dt.date | None, dt.date | None]
) -> dict[str, Bought]:
    """Return purchases between two days, both included, of a group, a product or anything."""
    since, until = (day.isoformat() if day else end for day, end in zip(days, (_FIRST, _LAST), strict=True))
    if not (asked.group or asked.product_id):
        rows = db.rows(
            f"SELECT s.member_id, count(*), sum(s.net_now) FROM sale AS s WHERE s.member_id {_IN} "
            f"AND s.net_now > 0 {_DAYS} GROUP BY s.member_id",
            (ids, since, until),
        )
    else:
        column, name = (
            ("product_id", asked.product_id) if asked.product_id else ("product_group", asked.group)
        )
        rows = db.rows(
            "SELECT member_id, count(*), sum(net) FROM (SELECT member_id, sum(net) AS net FROM "
            f"({PARTS.format(f'{_DAYS} AND l.{column} = ?4')}) GROUP BY sale_no HAVING sum(net) > 0) "
            "GROUP BY member_id",
            (ids, since, until, name),
        )
    return {member_id: Bought(visits, net) for member_id, visits, net in rows}


def times_of(db: Source, ids: str) -> list[tuple[str, int, dt.date]]:
    """Return the instant and the day of every purchase."""
    rows = db.rows(f"SELECT member_id, at, on_day FROM sale WHERE member_id {_IN} AND net_now > 0", (ids,))
    return [(member_id, at, dt.date.fromisoformat(on)) for member_id, at, on in rows]


def uses_by_id(db: Source, ids: str) -> list[tuple[str, str, int]]:
    """Return how many standing purchases used each offer."""
    return db.rows(
        "SELECT s.member_id, u.offer_id, count(*) FROM sale AS s JOIN offer_use AS u USING (sale_no) "
        f"WHERE s.member_id {_IN} AND u.stands GROUP BY s.member_id, u.offer_id",
        (ids,),
    )


def classes_by_id(db: Source, ids: str) -> dict[str, str]:
    """Return the classes of RFM as they were worked out last, by the id people go by."""
    return dict(db.rows(f"SELECT member_id, segment FROM member_class WHERE member_id {_IN}", (ids,)))


def kept_classes(db: Source) -> dict[str, str]:
    """Return the classes of everyone as they are kept."""
    return dict(db.rows("SELECT member_id, segment FROM member_class"))


def keep_classes(tx: Writer, changed: Mapping[str, str], gone: Iterable[str]) -> None:
    """Keep the classes that changed, and forget those of people who have none any more."""
    tx.run(
        "INSERT INTO member_class (member_id, segment) SELECT key, value FROM json_each(?) WHERE true "
        "ON CONFLICT (member_id) DO UPDATE SET segment = excluded.segment",
        (json.dumps(changed),),
    )
    tx.run(
        "DELETE FROM member_class WHERE member_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(gone)),),
    )


def known_among(db: Source, table: str, names: Iterable[str]) -> frozenset[str]:
    """Return those of some ids that a table of the shop (product, branch, till) holds."""
    key = {"product": "product_id", "branch": "branch_id", "till": "till_id"}[table]
    rows = db.rows(f"SELECT {key} FROM {table} WHERE {key} {_IN}", (json.dumps(list(names)),))
    return frozenset(row[0] for row in rows)


def products_on_sale(db: Source, names: Iterable[str]) -> frozenset[str]:
    """Return those of some products that can be rung up."""
    rows = db.rows(
        f"SELECT product_id FROM product WHERE active AND product_id {_IN}", (json.dumps(list(names)),)
    )
    return frozenset(row[0] for row in rows)


def groups_of_goods(db: Source) -> frozenset[str]:
    """Return the product groups of the catalogue."""
    return frozenset(row[0] for row in db.rows("SELECT DISTINCT product_group FROM product"))


def tags_among(db: Source, tags: Iterable[str]) -> frozenset[str]:
    """Return those of some words that some member carries."""
    wanted = json.dumps(sorted(set(tags)))
    rows = db.rows(
        "SELECT t.value FROM json_each(?) AS t WHERE EXISTS (SELECT 1 FROM person AS p, json_each(p.tags) AS held "
        "WHERE held.value = t.value)",
        (wanted,),
    )
    return frozenset(row[0] for row in rows)


def recency_frequency_money(db: Source, since: dt.date, until: dt.date, as_of: int) -> Iterable[Row]:
    """Return (id people go by, last day, purchases, net) over the days from `since` to before `until`.

    Refunds from the instant `as_of` on are not seen yet, and a purchase is a sale whose net is above zero without them.
    """
    return db.rows(
        "SELECT m.survivor_id, max(p.on_day), count(*), sum(p.net) FROM ("
        "SELECT s.member_id, s.on_day, s.net - coalesce((SELECT sum(r.net) FROM reversal AS r "
        "WHERE r.sale_id = s.sale_id AND r.at < ?3), 0) AS net FROM sale AS s "
        "WHERE s.member_id IS NOT NULL AND s.on_day >= ?1 AND s.on_day < ?2) AS p JOIN member AS m USING (member_id) "
        "WHERE p.net > 0 GROUP BY m.survivor_id",
        (since.isoformat(), until.isoformat(), as_of),
    )
