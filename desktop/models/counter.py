"""What the counter asks the shop's file: what a member holds and bought, a sale with what came back of it, the shift.

Members found to be one person are one here: every question about a member is asked for all their ids.
"""

# ruff: noqa: S608 - only placeholders and this file's own column lists are put into statements.
from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.models.sources import Row, Source
from loyalty.facts import parse_fact
from loyalty.kinds import Body, Reversal, SaleRecorded, read_body
from loyalty.ledger import Held, Lot
from loyalty.lots import RECENT
from loyalty.member import Visit

_LOT = (
    "SELECT l.lot_id, l.member_id, l.unit, l.scope, l.amount, l.granted_at, l.vests_at, l.expires_at, l.branch_id,"
    " l.cause, l.fact_id, b.remaining, b.expired FROM lot_balance b JOIN lot l ON l.lot_id = b.lot_id"
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
class OpenShift:
    """The shift a till is in."""

    shift_id: str
    staff_id: str
    opened_at: int
    opened_with: int


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def survivor_of(db: Source, member_id: str) -> str | None:
    """Return the member an id stands for today (itself, or the one it was merged into), None for no member."""
    found: str | None = db.value("SELECT survivor_id FROM member WHERE member_id = ?", (member_id,))
    return found


def ids_of(db: Source, survivor_id: str) -> tuple[str, ...]:
    """Return all ids of one person, the survivor first."""
    rows = db.rows(
        "SELECT member_id FROM member WHERE survivor_id = ? ORDER BY member_id <> ?", (survivor_id,) * 2
    )
    return tuple(row[0] for row in rows)


def held_lots(db: Source, ids: Sequence[str], at: int) -> tuple[Held, ...]:
    """Return the lots with something left, and those that expired lately (they explain what is missing)."""
    rows = db.rows(
        f"{_LOT} WHERE b.member_id IN ({_marks(ids)}) AND (b.remaining <> 0 OR (b.expired > 0 AND b.expires_at > ?))",
        (*ids, at - RECENT),
    )
    return tuple(_held(row) for row in rows)


def lots_named(db: Source, lot_ids: Iterable[str]) -> tuple[Held, ...]:
    """Return lots by their ids, empty ones too."""
    names = tuple(lot_ids)
    rows = db.rows(f"{_LOT} WHERE b.lot_id IN ({_marks(names)})", names) if names else []
    return tuple(_held(row) for row in rows)


def expired_lots(db: Source, at: int) -> tuple[Held, ...]:
    """Return every lot of the shop whose time has passed with something still in it."""
    rows = db.rows(f"{_LOT} WHERE b.remaining > 0 AND b.expires_at IS NOT NULL AND b.expires_at <= ?", (at,))
    return tuple(_held(row) for row in rows)


def _held(row: Row) -> Held:
    return Held(Lot(*row[:11]), row[11], row[12])


def owed_by(db: Source, ids: Sequence[str]) -> dict[str, int]:
    """Return what a member owes, by unit, where it is more than nothing."""
    rows = db.rows(
        f"SELECT unit, sum(amount) FROM owed WHERE member_id IN ({_marks(ids)}) GROUP BY unit",
        ids,
    )
    return {unit: amount for unit, amount in rows if amount > 0}


def visits_of(db: Source, ids: Sequence[str]) -> tuple[Visit, ...]:
    """Return a member's purchases in order of time, each with its net by product group."""
    rows = db.rows(
        "SELECT s.sale_no, s.on_day, s.at, s.net_now, l.product_group, sum(l.net - l.back_net)"
        " FROM sale s LEFT JOIN sale_line l ON l.sale_no = s.sale_no"
        f" WHERE s.member_id IN ({_marks(ids)}) AND s.net_now > 0"
        " GROUP BY s.sale_no, l.product_group ORDER BY s.at, s.sale_no",
        ids,
    )
    return tuple(_visits(rows))


def _visits(rows: Iterable[Row]) -> Iterable[Visit]:
    number, groups = None, list[tuple[str, int]]()
    last: Row = ()
    for row in rows:
        if row[0] != number and number is not None:
            yield _visit(last, groups)
            groups = []
        number, last = row[0], row
        if row[4] is not None:
            groups.append((row[4], row[5]))
    if number is not None:
        yield _visit(last, groups)


def _visit(row: Row, groups: Sequence[tuple[str, int]]) -> Visit:
    return Visit(dt.date.fromisoformat(row[1]), row[2], row[3], tuple(groups))


def tier_points(db: Source, ids: Sequence[str], unit: str, money_each: int, since: dt.date) -> int:
    """Return the points of a kind that count for tiers since a day.

    Purchases of a till count the points they brought less what was taken back of those; imported purchases,
    which brought none, count ⌊net ÷ money_each⌋.
    """
    span = (*ids, since.isoformat())
    where = f"s.member_id IN ({_marks(ids)}) AND s.on_day >= ?"
    brought = db.value(
        "SELECT coalesce(sum(e.delta), 0) FROM sale s"
        " JOIN lot l ON l.lot_id > s.sale_id || '.' AND l.lot_id < s.sale_id || '/' AND l.unit = ?"
        " JOIN entry e ON e.lot_id = l.lot_id AND e.kind IN ('earn', 'take')"
        f" WHERE {where} AND s.origin = 'till'",
        (unit, *span),
    )
    imported = db.value(
        f"SELECT coalesce(sum(s.net_now / ?), 0) FROM sale s WHERE {where} AND s.origin = 'import' AND s.net_now > 0",
        (money_each, *span),
    )
    return int(brought) + int(imported)


def offer_uses(db: Source, ids: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Return how many standing purchases of a member used each offer."""
    rows = db.rows(
        f"SELECT offer_id, count(*) FROM offer_use WHERE member_id IN ({_marks(ids)}) AND stands GROUP BY offer_id",
        ids,
    )
    return tuple((offer_id, count) for offer_id, count in rows)


def sale_id_of(db: Source, reference: str) -> str | None:
    """Return the id of a till's sale by its id or by the code on its receipt."""
    found: str | None = db.value(
        "SELECT sale_id FROM sale WHERE sale_id = ? AND origin = 'till'", (reference,)
    )
    if found is None:
        found = db.value("SELECT sale_id FROM sale WHERE code = ? AND origin = 'till'", (reference,))
    return found


def stored_sale(db: Source, sale_id: str) -> StoredSale | None:
    """Return a till's sale with its reversals, None where there is none of that id."""
    row = db.row(
        "SELECT f.raw, s.code, s.staff_id, s.branch_id, s.at, s.state FROM sale s"
        " JOIN fact f ON f.fact_id = s.sale_id WHERE s.sale_id = ? AND s.origin = 'till'",
        (sale_id,),
    )
    if row is None:
        return None
    back = db.rows(
        "SELECT f.raw FROM reversal r JOIN fact f ON f.fact_id = r.reversal_id WHERE r.sale_id = ? ORDER BY f.pos",
        (sale_id,),
    )
    reversals = tuple(_reversal(raw) for (raw,) in back)
    return StoredSale(sale_id, row[1], row[2], row[3], row[4], _sale(row[0]), reversals, row[5] == "voided")


def stored_reversal(db: Source, reversal_id: str) -> Reversal | None:
    """Return a refund or void as it was recorded, None where there is none of that id."""
    raw = db.value(
        "SELECT f.raw FROM reversal r JOIN fact f ON f.fact_id = r.reversal_id WHERE r.reversal_id = ?",
        (reversal_id,),
    )
    return None if raw is None else _reversal(raw)


def _sale(raw: bytes) -> SaleRecorded:
    body = _body(raw)
    assert isinstance(body, SaleRecorded)
    return body


def _reversal(raw: bytes) -> Reversal:
    body = _body(raw)
    assert isinstance(body, Reversal)
    return body


def _body(raw: bytes) -> Body:
    fact = parse_fact(raw)
    return read_body(fact.kind, fact.version, fact.body)


def open_shift(db: Source, till_id: str) -> OpenShift | None:
    """Return the shift a till is in, None between shifts."""
    row = db.row(
        "SELECT shift_id, staff_id, opened_at, opened_with FROM shift WHERE till_id = ? AND closed_at IS NULL"
        " ORDER BY opened_at DESC LIMIT 1",
        (till_id,),
    )
    return None if row is None else OpenShift(*row)


def shift_tenders(db: Source, shift_id: str) -> dict[str, int]:
    """Return what a shift took by kind of tender: change and money given back are subtracted."""
    return dict(
        db.rows("SELECT kind, amount FROM shift_tender WHERE shift_id = ? ORDER BY kind", (shift_id,))
    )


def held_as_of(db: Source, ids: Sequence[str], fact_id: str, *, before: bool = False) -> tuple[Held, ...]:
    """Return a member's lots as they stood right after a fact (or right before it), empty ones left out."""
    last = db.value("SELECT pos FROM fact WHERE fact_id = ?", (fact_id,))
    rows = db.rows(
        "SELECT l.lot_id, l.member_id, l.unit, l.scope, l.amount, l.granted_at, l.vests_at, l.expires_at,"
        " l.branch_id, l.cause, l.fact_id, sum(e.delta),"
        " sum(CASE WHEN e.kind = 'expire' THEN -e.delta ELSE 0 END)"
        " FROM lot_balance b JOIN lot l ON l.lot_id = b.lot_id JOIN entry e ON e.lot_id = l.lot_id"
        f" JOIN fact f ON f.fact_id = e.fact_id WHERE b.member_id IN ({_marks(ids)}) AND f.pos <= ?"
        " GROUP BY l.lot_id HAVING sum(e.delta) <> 0",
        (*ids, last - 1 if before else last),
    )
    return tuple(_held(row) for row in rows)


def product_names(db: Source, product_ids: Sequence[str]) -> dict[str, str]:
    """Return the names of products by id."""
    wanted = tuple(dict.fromkeys(product_ids))
    if not wanted:
        return {}
    rows = db.rows(f"SELECT product_id, name FROM product WHERE product_id IN ({_marks(wanted)})", wanted)
    return dict(rows)
