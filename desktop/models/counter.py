"""What only the counter asks of the shop's file: a sale with all that came back of it, tier points, past balances."""

# ruff: noqa: S608 - only placeholders are put into statements.
from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.models.queries.facts import fact
from desktop.models.queries.lots import RIGHT
from desktop.models.queries.members import Sets, ids_json, ids_of, set_of
from desktop.models.queries.sales import reversals_of, sale_by_receipt, sale_fact
from desktop.models.shops import receipt_code
from desktop.models.sources import Row, Source
from loyalty.kinds import Reversal, SaleRecorded
from loyalty.ledger import Held, Lot
from loyalty.lots import RECENT

_LOT = (
    "SELECT l.lot_id, l.member_id, l.unit, l.scope, l.amount, l.granted_at, l.vests_at, l.expires_at, l.branch_id,"
    " l.cause, l.fact_id"
)
_IDS = "IN (SELECT value FROM json_each(?))"

_OF_REVERSAL = "{0}.entry_id > r.reversal_id || '.' AND {0}.entry_id < r.reversal_id || '/'"
FOR_EVER = 2**62
"""Later than any instant."""

_TAKEN = (
    "SELECT coalesce(sum(-e.delta), 0) FROM entry e JOIN lot l USING (lot_id)"
    f" WHERE {_OF_REVERSAL.format('e')} AND e.kind = 'take' AND l.unit = ?1"
)
_OWED = (
    "SELECT coalesce(sum(o.delta), 0) FROM owed_entry o"
    f" WHERE {_OF_REVERSAL.format('o')} AND o.delta > 0 AND o.unit = ?1"
)


@dataclass(frozen=True, slots=True)
class StoredSale:
    """A sale of a till as it was recorded, with everything that came back of it since."""

    sale_id: str
    code: str
    staff_id: str
    branch_id: str
    at: int
    sale: SaleRecorded
    reversals: tuple[Reversal, ...]
    voided: bool


@dataclass(frozen=True, slots=True)
class StoredReversal:
    """A refund or void of a till as it was recorded."""

    reversal_id: str
    code: str
    staff_id: str
    branch_id: str
    at: int
    body: Reversal


def stored_sale(db: Source, reference: str) -> StoredSale | None:
    """Return a till's sale by its id or its receipt's number, None where there is none."""
    row = sale_by_receipt(db, reference)
    told = sale_fact(db, row.sale_id) if row else None
    if row is None or told is None:
        return None
    back = tuple(body for _, _, body in reversals_of(db, row.sale_id))
    voided = row.state == "voided"
    return StoredSale(row.sale_id, row.code, row.staff_id, row.branch_id, row.at, told.body, back, voided)


def stored_reversal(db: Source, reversal_id: str) -> StoredReversal | None:
    """Return a refund or void as it was recorded, None where there is none of that id."""
    told = fact(db, reversal_id)
    if told is None or not isinstance(told.body, Reversal):
        return None
    code = db.value("SELECT code FROM till WHERE till_id = ?", (told.fact.till_id,))
    envelope = told.fact
    return StoredReversal(
        reversal_id,
        receipt_code(code, told.body.number),
        envelope.staff_id,
        envelope.branch_id,
        envelope.at,
        told.body,
    )


def purse(db: Source, member_id: str, at: int) -> tuple[Held, ...]:
    """Return a person's lots with something left, and those that expired lately: they explain what is missing."""
    return purses(db, {member_id: set_of(db, member_id)}, at)[member_id]


def purses(db: Source, sets: Sets, at: int) -> dict[str, tuple[Held, ...]]:
    """Return the purses of several people, in one statement."""
    rows = db.rows(
        f"{_LOT}, b.remaining, b.expired, {RIGHT} FROM lot_balance b JOIN lot l USING (lot_id) WHERE b.member_id {_IDS}"
        " AND (b.remaining > 0 OR (b.expired > 0 AND b.expires_at > ?))",
        (ids_of(sets), at - RECENT),
    )
    held: dict[str, list[Held]] = {}
    for row in rows:
        held.setdefault(row[1], []).append(_held(row))
    return {one: tuple([lot for name in ids for lot in held.get(name, ())]) for one, ids in sets.items()}


def held_as_of(db: Source, member_id: str, fact_id: str, *, before: bool = False) -> tuple[Held, ...]:
    """Return a person's lots as they stood right after a fact (or right before it), empty ones left out.

    As this till knew it then, so that a copy says what the paper said: an opening the centre settled later counts with
    the amount told here first. `lot.amount` is that one too, always; `queries.lots` reads the one that stands.
    """
    last, at = db.rows("SELECT pos, at FROM fact WHERE fact_id = ?", (fact_id,))[0]
    rows = db.rows(
        f"{_LOT}, sum(e.delta), sum(CASE WHEN e.kind = 'expire' THEN -e.delta ELSE 0 END)"
        " FROM lot_balance b JOIN lot l USING (lot_id) JOIN entry e USING (lot_id)"
        # Openings are named by their source and no fact: they stand from their own instant on.
        f" LEFT JOIN fact f ON f.fact_id = e.fact_id WHERE b.member_id {_IDS} AND coalesce(f.pos <= ?, e.at <= ?)"
        " GROUP BY l.lot_id HAVING sum(e.delta) <> 0",
        (ids_json(db, member_id), last - 1 if before else last, at),
    )
    return tuple(_held(row) for row in rows)


def _held(row: Row) -> Held:
    return Held(Lot(*row[:11]), *row[11:])


def tier_points(
    db: Source, sets: Sets, unit: str, money_each: int, since: dt.date, until: int = FOR_EVER
) -> dict[str, int]:
    """Return the points of a kind that count for tiers since a day, as they stood at an instant, of several people.

    Purchases of a till count the points they brought less what their own refunds took back, from whatever lot, or
    wrote down as owed; so no entry by hand, no expiry and no lot of another purchase changes a tier. Of a purchase
    of which nothing is left nothing counts. Imported purchases, which brought no points, count ⌊net ÷ money_each⌋.
    One statement reads them all.
    """
    where = "s.member_id = j.value AND s.on_day >= ?3 AND s.net_now > 0 AND s.at <= ?5"
    rows = db.rows(
        "SELECT j.value, (SELECT coalesce(sum(l.amount), 0) FROM sale s"
        " JOIN lot l ON l.lot_id > s.sale_id || '.' AND l.lot_id < s.sale_id || '/' AND l.unit = ?1"
        f" WHERE {where} AND s.origin = 'till')"
        f" - (SELECT coalesce(sum(({_TAKEN}) + ({_OWED})), 0) FROM sale s JOIN reversal r ON r.sale_id = s.sale_id"
        " AND r.at <= ?5"
        f" WHERE {where} AND s.origin = 'till')"
        f" + (SELECT coalesce(sum(s.net_now / ?4), 0) FROM sale s WHERE {where} AND s.origin = 'import')"
        " FROM json_each(?2) AS j",
        (unit, ids_of(sets), since.isoformat(), money_each, until),
    )
    points = dict(rows)
    return {one: sum(points[name] for name in ids) for one, ids in sets.items()}


def product_names(db: Source, product_ids: Sequence[str]) -> dict[str, str]:
    """Return the names of products by id."""
    wanted = tuple(dict.fromkeys(product_ids))
    marks = ", ".join("?" * len(wanted))
    return (
        dict(db.rows(f"SELECT product_id, name FROM product WHERE product_id IN ({marks})", wanted))
        if wanted
        else {}
    )
