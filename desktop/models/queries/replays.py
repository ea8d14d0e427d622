"""Reads the shop's past purchases, a person at a time, for replaying them: memory stays flat however many there are."""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from desktop.models.sources import Reader, Row
from loyalty.member import MemberSnapshot
from loyalty.offers.past_people import PastLine, PastPerson, PastSale

_SALE = (
    "SELECT s.member_id, s.at, s.branch_id, s.till_id, s.net_now, (SELECT json_group_array(json_array(l.product_group, "
    "l.product_id, l.quantity, l.gross, l.vat_rate, iif(l.divisible, json('true'), json('false')), l.net - l.back_net)) "
    "FROM sale_line AS l WHERE l.sale_no = s.sale_no) FROM sale AS s"
)
"""A row a purchase, its lines as one text: that is read, and handed to another process, in half the time of a row a line."""
_OWN = (
    f"{_SALE} INDEXED BY sale_by_member WHERE s.member_id IS NOT NULL AND s.net_now > 0 "
    "ORDER BY s.member_id, s.at, s.sale_no"
)
_OF_MANY = f"{_SALE} WHERE s.member_id IN (SELECT value FROM json_each(?)) AND s.net_now > 0 ORDER BY s.at, s.sale_no"
_WALK_IN = f"{_SALE} WHERE s.member_id IS NULL AND s.net_now > 0 AND s.at >= ? ORDER BY s.sale_no"
_JOINED = "SELECT member_id, joined_on FROM member WHERE member_id IN (SELECT value FROM json_each(?))"
WALK_INS = 500
"""Purchases of walk-ins handed on at a time."""


class Packed(NamedTuple):
    """A member (empty id: walk-ins) with their purchases as they were read: to be opened where they are replayed."""

    member_id: str
    joined_on: dt.date | None
    rows: list[Row]
    today: MemberSnapshot | None = None


def parts_of_past(db: Reader, since: int, people: int, purchases: int) -> Iterator[list[Packed]]:
    """Give every member with all their purchases, then walk-ins with those since an instant: some at a time.

    A part ends with so many people or so many purchases, whichever comes first; nobody is divided among two.
    """
    part: list[Packed] = []
    held = 0
    for one in _people(db, since):
        part.append(one)
        held += len(one.rows)
        if len(part) >= people or held >= purchases:
            yield _with_days(db, part)
            part, held = [], 0
    if part:
        yield _with_days(db, part)


def _people(db: Reader, since: int) -> Iterator[Packed]:
    merged = _merged(db)
    for member_id, rows in groupby(db.stream(_OWN), key=itemgetter(0)):
        if member_id not in merged:
            yield Packed(member_id, None, list(rows))
    for survivor, ids in _sets(merged).items():
        yield Packed(survivor, None, db.rows(_OF_MANY, (json.dumps(ids),)))
    for some in db.batches(_WALK_IN, WALK_INS, (since,)):
        yield Packed("", None, some)


def _with_days(db: Reader, people: list[Packed]) -> list[Packed]:
    """Return people with the day each joined; asked for these alone, for the days of all members together are many."""
    joined = dict(db.rows(_JOINED, (json.dumps([one.member_id for one in people]),)))
    return [one._replace(joined_on=_day(joined, one.member_id)) for one in people]


def zones_of(db: Reader) -> dict[str, str]:
    """Return the time zones of the branches."""
    return dict(db.rows("SELECT branch_id, zone FROM branch"))


def unpack(packed: Packed, zones: Mapping[str, str]) -> PastPerson:
    """Return a member with their purchases."""
    sales = tuple([_sale(row, zones) for row in packed.rows])
    return PastPerson(packed.member_id, packed.joined_on, sales, packed.today)


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


def _day(joined: Mapping[str, str], member_id: str) -> dt.date | None:
    on = joined.get(member_id)
    return dt.date.fromisoformat(on) if on else None


def _sale(row: Row, zones: Mapping[str, str]) -> PastSale:
    _, at, branch_id, till_id, net, lines = row
    sold = tuple([PastLine(*line) for line in json.loads(lines)])
    return PastSale(at, branch_id, till_id, zones.get(branch_id, "Asia/Tehran"), net, sold)
