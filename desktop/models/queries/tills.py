"""Reads how the tills of a business stand: what each may spend, was doubted for, spent twice, and who signed for what."""

# ruff: noqa: S608 - statements are put together from names of the models alone; values are always bound.

from __future__ import annotations

from desktop.models.queries.lots import RIGHT
from desktop.models.sources import Row, Source
from loyalty.rights import CENTRE

_SEEN = (
    "SELECT t.till_id, t.code, coalesce(b.name, ''), (SELECT max((SELECT f.at FROM fact AS f WHERE f.epoch = e.epoch "
    "ORDER BY f.seq DESC LIMIT 1)) FROM epoch AS e WHERE e.till_id = t.till_id), n.retired_at FROM till AS t "
    "LEFT JOIN branch AS b USING (branch_id) LEFT JOIN enrolled_till AS n USING (till_id) "
    "WHERE t.till_id <> ?1 AND (?2 = '' OR t.branch_id = ?2) ORDER BY 3, 2"
)
_OPEN = (
    "SELECT r.holder, b.unit, -sum(r.amount) FROM right_elsewhere AS r JOIN lot_balance AS b USING (lot_id) "
    "WHERE r.amount < 0 AND r.holder <> ? GROUP BY r.holder, b.unit UNION ALL "
    f"SELECT ?, unit, -sum(own) FROM (SELECT b.unit, {RIGHT} AS own FROM lot_balance AS b WHERE b.lot_id IN "
    "(SELECT lot_id FROM right_elsewhere)) WHERE own < 0 GROUP BY unit"
)


def where_this_till_stands(db: Source) -> Row | None:
    """Return (place, hash) of the last fact and what the centre last said of this till, None before the first fact.

    What it said is JSON of its doubt, whether the till is out of use, and its own rights; None without a centre.
    """
    return db.row(
        "SELECT pos, hash, (SELECT json_extract(value, '$.doubt', '$.retired', '$.own') FROM setting WHERE name = 'centre')"
        " FROM fact ORDER BY pos DESC LIMIT 1"
    )


def tills_seen(db: Source, centre_id: str, branch_id: str = "") -> list[Row]:
    """Return (till, code, branch's name, its last fact here, retired at) of all tills but the centre, or of a branch's."""
    return db.rows(_SEEN, (centre_id, branch_id))


def held_elsewhere(db: Source, unit: str) -> dict[str, int]:
    """Return what of a unit each other till may spend without asking, by till."""
    sql = (
        "SELECT r.holder, sum(r.amount) FROM right_elsewhere AS r JOIN lot_balance AS b USING (lot_id) "
        "WHERE b.unit = ? AND r.amount > 0 GROUP BY r.holder"
    )
    return dict(db.rows(sql, (unit,)))


def held_here(db: Source, unit: str) -> int:
    """Return what of a unit this till may spend without asking."""
    sql = (
        f"SELECT coalesce(sum(max(0, coalesce({RIGHT}, b.remaining))), 0) FROM lot_balance AS b "
        "WHERE b.unit = ? AND b.remaining > 0"
    )
    found: int = db.value(sql, (unit,))
    return found


def doubts_of(db: Source, till_id: str) -> tuple[tuple[str, int], ...]:
    """Return (cause, instant) of the epochs a till began because its past was in doubt, the latest first."""
    sql = "SELECT cause, opened_at FROM epoch WHERE till_id = ? AND parent_epoch <> '' ORDER BY opened_at DESC, epoch"
    return tuple((cause, at) for cause, at in db.rows(sql, (till_id,)))


def parted_epochs(db: Source, till_id: str) -> list[str]:
    """Return the epochs a till began because its past was in doubt."""
    return [
        row[0]
        for row in db.rows("SELECT epoch FROM epoch WHERE till_id = ? AND parent_epoch <> ''", (till_id,))
    ]


def open_overspends(db: Source, till_id: str) -> list[Row]:
    """Return (holder, unit, amount) of what was spent beyond a right and is not settled; `till_id` is this till."""
    return db.rows(_OPEN, (CENTRE, till_id))


def recognised_overspends(db: Source, centre_id: str, most: int) -> list[bytes]:
    """Return the newest facts by which the centre took an overspend on the house, the latest first."""
    rows = db.rows(
        "SELECT raw FROM fact WHERE epoch IN (SELECT epoch FROM epoch WHERE till_id = ?) "
        "AND kind = 'overspend.recognised' ORDER BY +pos DESC LIMIT ?",
        (centre_id, most),
    )
    return [raw for (raw,) in rows]


def signed_acts(db: Source, branch_id: str, most: int) -> list[Row]:
    """Return (fact, kind, at, till's code, branch's name, raw, signers between unit separators), the newest first."""
    return db.rows(
        "SELECT f.fact_id, f.kind, f.at, coalesce(t.code, ''), coalesce(b.name, ''), f.raw, "
        "group_concat(coalesce(s.name, a.staff_id), char(31)) FROM act_signature AS a JOIN fact AS f USING (fact_id) "
        "LEFT JOIN staff AS s ON s.staff_id = a.staff_id LEFT JOIN till AS t ON t.till_id = f.till_id "
        "LEFT JOIN branch AS b ON b.branch_id = t.branch_id WHERE ?1 = '' OR t.branch_id = ?1 "
        "GROUP BY f.fact_id ORDER BY f.at DESC, f.epoch, f.seq DESC LIMIT ?2",
        (branch_id, most),
    )


def centre_acts(db: Source, centre_id: str, most: int) -> list[tuple[str, bytes]]:
    """Return (fact, raw) of the newest facts by which the centre let a till in or took one out of use, the latest first."""
    return [
        (fact_id, raw)
        for fact_id, raw in db.rows(
            "SELECT fact_id, raw FROM fact WHERE epoch IN (SELECT epoch FROM epoch WHERE till_id = ?) "
            "AND kind IN ('till.enrolled', 'till.retired') ORDER BY +pos DESC LIMIT ?",
            (centre_id, most),
        )
    ]


def count_deferred(db: Source) -> int:
    """Return how many facts wait here for a newer version of the program."""
    found: int = db.value("SELECT count(*) FROM fact_deferred")
    return found


def beaten_documents(db: Source) -> list[Row]:
    """Return documents another of the same number stands for, the newest first.

    Each is (name, number, who published it, at which till, who published the one that stands, at which till). What was
    published again since is left out: somebody has looked. So is what says the same: two shops began with it, and nobody lost anything.
    """
    return db.rows(
        "SELECT p.name, p.number, coalesce(s.name, p.staff_id), coalesce(t.code, ''), coalesce(os.name, stood.staff_id), "
        "coalesce(ot.code, '') FROM policy_beaten AS p JOIN fact AS f USING (fact_id) "
        "JOIN policy AS stood ON stood.name = p.name AND stood.number = p.number JOIN fact AS told ON told.fact_id = stood.fact_id "
        "LEFT JOIN staff AS s ON s.staff_id = p.staff_id LEFT JOIN till AS t ON t.till_id = f.till_id "
        "LEFT JOIN staff AS os ON os.staff_id = stood.staff_id LEFT JOIN till AS ot ON ot.till_id = told.till_id "
        "WHERE NOT EXISTS (SELECT 1 FROM policy AS later WHERE later.name = p.name AND later.number > p.number) "
        "AND json_extract(CAST(f.raw AS TEXT), '$[15][3]') <> stood.hash "
        "ORDER BY p.at DESC, p.fact_id DESC LIMIT 10"
    )


def openings_otherwise(db: Source) -> list[Row]:
    """Return (member, what stands, what was told otherwise, by which till) of opening balances told twice."""
    return db.rows(
        "SELECT coalesce(nullif(p.external_id, ''), l.member_id), (SELECT sum(e.delta) FROM entry AS e "
        "WHERE e.lot_id = l.lot_id AND e.kind = 'opening'), o.amount, coalesce(t.code, f.till_id) "
        "FROM opening_otherwise AS o JOIN lot AS l USING (lot_id) JOIN fact AS f ON f.fact_id = o.fact_id "
        "LEFT JOIN till AS t ON t.till_id = f.till_id LEFT JOIN person AS p ON p.member_id = l.member_id "
        "ORDER BY o.fact_id DESC, o.lot_id LIMIT 10"
    )
