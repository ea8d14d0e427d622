"""Reads what happened with a person's credit and points: purchases, what came back, and every movement of their lots."""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

from desktop.models.sources import Row, Source

_IDS = "IN (SELECT value FROM json_each(?1))"


def moves_of(db: Source, ids: str, since: int, until: int) -> list[Row]:
    """Return (fact, at, kind, unit, delta) of what moved under some ids in a span, by fact, kind, unit and direction.

    `ids` are all ids of a person as JSON, as `members.ids_json` returns them.
    """
    return db.rows(
        "SELECT e.fact_id, e.at, e.kind, b.unit, sum(e.delta) FROM lot_balance AS b JOIN entry AS e USING (lot_id)"
        f" WHERE b.member_id {_IDS} AND e.at >= ?2 AND e.at < ?3"
        " GROUP BY e.fact_id, e.kind, b.unit, e.delta > 0 ORDER BY e.fact_id, e.kind",
        (ids, since, until),
    )


def balance_before(db: Source, ids: str, unit: str, at: int) -> int:
    """Return what was held of a unit under some ids before an instant, what had ended but was not posted included."""
    found: int = db.value(
        "SELECT coalesce(sum(e.delta), 0) FROM lot_balance AS b JOIN entry AS e USING (lot_id)"
        f" WHERE b.member_id {_IDS} AND b.unit = ?2 AND e.at < ?3",
        (ids, unit, at),
    )
    return found


def sales_within(db: Source, ids: str, since: int, until: int, limit: int) -> list[Row]:
    """Return (sale, at, branch, number, till's code, net) of purchases in a span, the newest first."""
    return db.rows(
        "SELECT s.sale_id, s.at, s.branch_id, s.number, coalesce(t.code, ''), s.net FROM sale AS s"
        f" LEFT JOIN till AS t ON t.till_id = s.till_id WHERE s.member_id {_IDS}"
        " AND s.at >= ?2 AND s.at < ?3 ORDER BY s.at DESC, s.sale_no DESC LIMIT ?4",
        (ids, since, until, limit),
    )


def reversals_within(db: Source, ids: str, since: int, until: int, limit: int) -> list[Row]:
    """Return (reversal, kind, at, branch, number, till's code, sale, net) of what came back in a span, newest first."""
    return db.rows(
        "SELECT r.reversal_id, r.kind, r.at, r.branch_id, r.number, coalesce(t.code, ''), r.sale_id, r.net"
        f" FROM reversal AS r LEFT JOIN till AS t ON t.till_id = r.till_id WHERE r.member_id {_IDS}"
        " AND r.at >= ?2 AND r.at < ?3 ORDER BY r.at DESC, r.reversal_no DESC LIMIT ?4",
        (ids, since, until, limit),
    )
