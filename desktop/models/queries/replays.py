"""Reads the shop's past purchases, a person at a time, for replaying them: memory stays flat however many there are."""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from desktop.models.sources import Reader, Row
from loyalty.offers.replay import PastPerson, PastSale

_COLUMNS = (
    "s.member_id, s.sale_no, s.at, s.branch_id, s.till_id, s.net_now, l.product_group, l.product_id, l.quantity, "
    "l.gross, l.vat_rate, l.divisible"
)
_OWN = (
    f"SELECT {_COLUMNS} FROM sale AS s INDEXED BY sale_by_member CROSS JOIN sale_line AS l USING (sale_no) "
    "WHERE s.member_id IS NOT NULL AND s.net_now > 0 ORDER BY s.member_id, s.at, s.sale_no, l.line_no"
)
_OF_MANY = (
    f"SELECT {_COLUMNS} FROM sale AS s JOIN sale_line AS l USING (sale_no) WHERE s.member_id IN "
    "(SELECT value FROM json_each(?)) AND s.net_now > 0 ORDER BY s.at, s.sale_no, l.line_no"
)
_WALK_IN = (
    f"SELECT {_COLUMNS} FROM sale AS s CROSS JOIN sale_line AS l USING (sale_no) WHERE s.member_id IS NULL "
    "AND s.net_now > 0 AND s.at >= ? ORDER BY s.sale_no, l.line_no"
)
WALK_INS = 500
"""Purchases of walk-ins handed on at a time."""


def past_people(db: Reader, since: int) -> Iterator[PastPerson]:
    """Give every member with all their purchases, then walk-ins with those since an instant."""
    joined = {row[0]: row[1] for row in db.rows("SELECT member_id, joined_on FROM member")}
    merged = _merged(db)
    zones = dict(db.rows("SELECT branch_id, zone FROM branch"))
    for member_id, rows in groupby(db.stream(_OWN), key=itemgetter(0)):
        if member_id not in merged:
            yield _person(member_id, joined, rows, zones)
    for survivor, ids in _sets(merged).items():
        yield _person(survivor, joined, db.rows(_OF_MANY, (json.dumps(ids),)), zones)
    part: list[PastSale] = []
    for _, rows in groupby(db.stream(_WALK_IN, (since,)), key=itemgetter(1)):
        part.append(_sale(list(rows), zones))
        if len(part) >= WALK_INS:
            yield PastPerson("", None, tuple(part))
            part = []
    if part:
        yield PastPerson("", None, tuple(part))


def count_past(db: Reader, since: int) -> int:
    """Return how many purchases there are since an instant."""
    found: int = db.value("SELECT count(*) FROM sale WHERE net_now > 0 AND at >= ?", (since,))
    return found


def _merged(db: Reader) -> dict[str, str]:
    pairs = db.rows(
        "SELECT member_id, survivor_id FROM member WHERE survivor_id IN "
        "(SELECT survivor_id FROM member WHERE survivor_id <> member_id)"
    )
    return dict(pairs)


def _sets(merged: dict[str, str]) -> dict[str, list[str]]:
    sets: dict[str, list[str]] = {}
    for member_id, survivor in merged.items():
        sets.setdefault(survivor, []).append(member_id)
    return sets


def _person(member_id: str, joined: dict[str, str], rows: Iterable[Row], zones: dict[str, str]) -> PastPerson:
    on = joined.get(member_id)
    sales = tuple(_sale(list(lines), zones) for _, lines in groupby(rows, key=itemgetter(1)))
    return PastPerson(member_id, dt.date.fromisoformat(on) if on else None, sales)


def _sale(rows: list[Row], zones: dict[str, str]) -> PastSale:
    _, _, at, branch_id, till_id, net = rows[0][:6]
    lines = tuple((*row[6:11], bool(row[11])) for row in rows)
    return PastSale(at, branch_id, till_id, zones.get(branch_id, "Asia/Tehran"), net, lines)
