"""Reads what members hold: lots with what is left, owed accounts, entries."""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.models.queries.members import ids_json
from desktop.models.sources import Row, Source
from loyalty.kinds import PRIZE, LotAmount
from loyalty.ledger import GRACE, Held, Lot

RIGHT = "b.remaining - (SELECT sum(amount) FROM right_elsewhere AS r WHERE r.lot_id = b.lot_id)"
"""What this till may take of a lot `b`; null where nobody else holds any of it."""
_OWN = f"coalesce({RIGHT}, b.remaining)"
_HELD = (
    "SELECT l.lot_id, l.member_id, l.unit, l.scope, coalesce((SELECT sum(e.delta) FROM entry AS e "
    "WHERE l.cause = 'opening' AND e.lot_id = l.lot_id AND e.kind = 'opening'), l.amount), l.granted_at, l.vests_at, l.expires_at, l.branch_id, "
    f"l.cause, l.fact_id, b.remaining, b.expired, {RIGHT} FROM lot_balance AS b JOIN lot AS l USING (lot_id) WHERE "
)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One movement of a lot."""

    entry_id: str
    lot_id: str
    kind: str
    delta: int
    at: int
    fact_id: str
    unit: str


def held(db: Source, member_id: str, *, empty: bool = False) -> tuple[Held, ...]:
    """Return a person's lots with something left (with `empty`, all they ever had), by lot id."""
    return _held_under(db, ids_json(db, member_id), "" if empty else "AND b.remaining > 0 ")


def held_under(db: Source, ids: Iterable[str]) -> tuple[Held, ...]:
    """Return the lots with something left under all ids of a person, by lot id."""
    return _held_under(db, json.dumps(list(ids)), "AND b.remaining > 0 ")


def _held_under(db: Source, ids: str, left: str) -> tuple[Held, ...]:
    rows = db.rows(f"{_HELD} b.member_id IN (SELECT value FROM json_each(?)) {left}ORDER BY l.lot_id", (ids,))
    return tuple(map(_held, rows))


def held_lots(db: Source, lot_ids: Iterable[str]) -> dict[str, Held]:
    """Return lots by id, empty ones too; unknown ids are left out."""
    rows = db.rows(f"{_HELD} b.lot_id IN (SELECT value FROM json_each(?))", (json.dumps(list(lot_ids)),))
    return {row[0]: _held(row) for row in rows}


def unit_of(db: Source, lot_id: str) -> str:
    """Return what a lot is of: credit or a kind of points; empty for one nobody has heard of."""
    found: str | None = db.value("SELECT unit FROM lot WHERE lot_id = ?", (lot_id,))
    return found or ""


_REASON = "json_extract(CAST(f.raw AS TEXT), '$[15][3]')"
"""The reason of an entry by hand in its fact: the fourth of the body, which is the last of the envelope."""
_BY_HAND = (
    "(SELECT coalesce(sum(-e.delta), 0) FROM entry AS e JOIN fact AS f USING (fact_id) "
    f"WHERE e.lot_id = l.lot_id AND e.kind = 'adjust' AND e.delta < 0 AND {_REASON} <> '{PRIZE}')"
)


def lots_with_kin(db: Source, member_id: str | None, lot_ids: Iterable[str]) -> dict[str, Held]:
    """Return lots by id with the grace lots of a person that stand for them, empty ones too, and what went by hand."""
    names = list(lot_ids)
    ids = ids_json(db, member_id) if member_id else "[]"
    select = _HELD.replace(" FROM lot_balance", f", {_BY_HAND} FROM lot_balance")
    rows = db.rows(
        f"{select} b.lot_id IN (SELECT value FROM json_each(?1)) OR (b.member_id IN (SELECT value FROM json_each(?2)) "
        "AND l.cause IN (SELECT value FROM json_each(?3)))",
        (json.dumps(names), ids, json.dumps([f"{GRACE}{name}" for name in names])),
    )
    return {row[0]: _held(row) for row in rows}


def owed(db: Source, member_id: str) -> dict[str, int]:
    """Return what a person owes by unit, where it is not zero."""
    rows = db.rows(
        "SELECT unit, sum(amount) FROM owed WHERE member_id IN (SELECT value FROM json_each(?)) "
        "GROUP BY unit HAVING sum(amount) <> 0",
        (ids_json(db, member_id),),
    )
    return dict(rows)


def debts(db: Source, member_id: str) -> dict[tuple[str, str], int]:
    """Return what each id of a person owes, by (id, unit), where it is not zero."""
    rows = db.rows(
        "SELECT member_id, unit, amount FROM owed WHERE member_id IN (SELECT value FROM json_each(?)) "
        "AND amount <> 0",
        (ids_json(db, member_id),),
    )
    return {(name, unit): amount for name, unit, amount in rows}


def expired_lots(db: Source, at: int, limit: int = 5_000) -> tuple[LotAmount, ...]:
    """Return what this till holds of lots whose time has passed: what `lot.expired` is to post at day close."""
    rows = db.rows(
        f"SELECT b.lot_id, min(b.remaining, {_OWN}) FROM lot_balance AS b WHERE b.remaining > 0 "
        f"AND b.expires_at IS NOT NULL AND b.expires_at <= ? AND {_OWN} > 0 ORDER BY b.expires_at, b.lot_id LIMIT ?",
        (at, limit),
    )
    return tuple(LotAmount(lot_id, remaining) for lot_id, remaining in rows)


def entries(db: Source, member_id: str, *, limit: int = 500) -> tuple[EntryRow, ...]:
    """Return a person's latest entries, newest first."""
    rows = db.rows(
        "SELECT e.entry_id, e.lot_id, e.kind, e.delta, e.at, e.fact_id, b.unit FROM lot_balance AS b "
        "JOIN entry AS e USING (lot_id) WHERE b.member_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY e.at DESC, e.entry_id DESC LIMIT ?",
        (ids_json(db, member_id), limit),
    )
    return tuple(EntryRow(*row) for row in rows)


def liability(db: Source) -> dict[str, int]:
    """Return what all members hold by unit, expired but unposted amounts included."""
    return dict(db.rows("SELECT unit, sum(remaining) FROM lot_balance GROUP BY unit"))


def _held(row: Row) -> Held:
    return Held(Lot(*row[:11]), *row[11:])


@dataclass(frozen=True, slots=True)
class Lending:
    """What this till has lent on trust and not got back, and whether an overspend of the member is open elsewhere."""

    member: int
    branch: int
    overspent: bool


def lending(db: Source, member_id: str) -> Lending:
    """Return what stands lent to a person, and by this till to anybody; credit alone is ever lent."""
    own = f"SELECT b.member_id, {RIGHT} AS own FROM lot_balance AS b WHERE b.lot_id IN (SELECT lot_id FROM right_elsewhere)"
    ids = ids_json(db, member_id)
    among = "member_id IN (SELECT value FROM json_each(?))"
    lent = db.value(f"SELECT coalesce(-sum(own), 0) FROM ({own}) WHERE own < 0 AND {among}", (ids,))
    whole = db.value(f"SELECT coalesce(-sum(own), 0) FROM ({own}) WHERE own < 0")
    below = db.value(
        f"SELECT 1 FROM right_elsewhere AS r JOIN lot_balance AS b USING (lot_id) WHERE r.amount < 0 AND b.{among}",
        (ids,),
    )
    return Lending(lent, whole, below is not None)


def holders_of(db: Source, lot_ids: Iterable[str]) -> dict[str, int]:
    """Return how much each other holder has of some lots, the largest first."""
    rows = db.rows(
        "SELECT holder, sum(amount) AS held FROM right_elsewhere WHERE lot_id IN (SELECT value FROM json_each(?)) "
        "GROUP BY holder HAVING held > 0 ORDER BY held DESC, holder",
        (json.dumps(list(lot_ids)),),
    )
    return dict(rows)


def own_rights(db: Source, lot_ids: Iterable[str]) -> dict[str, int]:
    """Return what this till holds of lots, where that is more than nothing."""
    rows = db.rows(
        f"SELECT b.lot_id, min(b.remaining, {_OWN}) AS own FROM lot_balance AS b "
        "WHERE b.lot_id IN (SELECT value FROM json_each(?)) AND own > 0",
        (json.dumps(list(lot_ids)),),
    )
    return dict(rows)


def phone_of_a_holder(db: Source, unit: str, at: int) -> str | None:
    """Return the phone of whoever may spend most of a unit at every branch at an instant, None where nobody may."""
    found: str | None = db.value(
        "SELECT p.phone FROM lot_balance b JOIN lot l USING (lot_id) JOIN person p ON p.member_id = b.member_id"
        " WHERE b.unit = ?1 AND b.remaining > 0 AND l.vests_at <= ?2 AND b.expires_at > ?2"
        " AND l.scope = 'business' GROUP BY p.phone ORDER BY sum(b.remaining) DESC, p.phone LIMIT 1",
        (unit, at),
    )
    return found
