"""Reads what people of the staff did in a period: sales, what came back, who joined, entries by hand, approvals.

Imported rows are nobody's work here. Days are business days; amounts are whole money units, positive where given back.
"""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.models.sources import Row, Source
from loyalty.facts import parse_fact
from loyalty.kinds import CREDIT, EntryAdjusted, read_body

_INSIDE = "{0} >= ?1 AND {0} < ?2 AND (?3 = '[]' OR {1} IN (SELECT value FROM json_each(?3)))"
_HERE = _INSIDE.format("on_day", "branch_id")


@dataclass(frozen=True, slots=True)
class ByHand:
    """An entry by hand: who gave (or took, below zero) how much credit to whom, and who approved it."""

    fact_id: str
    at: int
    staff_id: str
    member_id: str
    credit: int
    approved_by: str


def _values(since: dt.date, until: dt.date, branches: tuple[str, ...]) -> tuple[str, str, str]:
    return since.isoformat(), until.isoformat(), json.dumps(branches)


def given_by_staff(db: Source, since: dt.date, until: dt.date, branches: tuple[str, ...]) -> list[Row]:
    """Return (staff, discount, credit spent) of the sales of each person."""
    sql = (
        "SELECT staff_id, sum(discount), sum(credit_paid) FROM sale"
        f" WHERE {_HERE} AND origin = 'till' GROUP BY staff_id"
    )
    return db.rows(sql, _values(since, until, branches))


def returns_of_staff(db: Source, since: dt.date, until: dt.date, branches: tuple[str, ...]) -> list[Row]:
    """Return (staff, voids, their net, refunds, their net) of each person."""
    sql = (
        "SELECT staff_id, sum(kind = 'void'), sum(iif(kind = 'void', net, 0)), sum(kind = 'refund'),"
        f" sum(iif(kind = 'refund', net, 0)) FROM reversal WHERE {_HERE} AND kind <> 'import' GROUP BY staff_id"
    )
    return db.rows(sql, _values(since, until, branches))


def enrolments_of_staff(db: Source, since: dt.date, until: dt.date, branches: tuple[str, ...]) -> list[Row]:
    """Return (staff, members enrolled) of each person."""
    inside = _INSIDE.format("joined_on", "joined_branch")
    sql = f"SELECT enrolled_by, count(*) FROM member WHERE origin = 'till' AND {inside} GROUP BY enrolled_by"
    return db.rows(sql, _values(since, until, branches))


def approvals(db: Source, since_at: int, until_at: int, branches: tuple[str, ...]) -> list[Row]:
    """Return (approver, kind of fact, count) of what somebody signed for that another did in a span of time.

    Signing one's own act, as an owner does who sets up a shop, approves of nobody.
    """
    sql = (
        "SELECT s.staff_id, f.kind, f.raw FROM act_signature AS s JOIN fact AS f ON f.fact_id = s.fact_id"
        " WHERE f.at >= ? AND f.at < ?"
    )
    rows = db.rows(sql, (since_at, until_at))
    facts = [(signer, kind, parse_fact(raw)) for signer, kind, raw in rows]
    told = Counter(
        (signer, kind)
        for signer, kind, fact in facts
        if fact.staff_id != signer and (not branches or fact.branch_id in branches)
    )
    return [(signer, kind, count) for (signer, kind), count in sorted(told.items())]


def entries_by_hand(db: Source, since_at: int, until_at: int, branches: tuple[str, ...]) -> Iterator[ByHand]:
    """Yield the entries by hand of a span of time; each carries a signature, which is where they are found."""
    sql = (
        "SELECT DISTINCT f.raw FROM act_signature AS s JOIN fact AS f ON f.fact_id = s.fact_id"
        " WHERE f.kind = 'entry.adjusted' AND f.at >= ? AND f.at < ? ORDER BY f.pos"
    )
    signed = "SELECT staff_id FROM act_signature WHERE fact_id = ? AND staff_id <> ? LIMIT 1"
    for (raw,) in db.rows(sql, (since_at, until_at)):
        fact = parse_fact(raw)
        if branches and fact.branch_id not in branches:
            continue
        body = read_body(fact.kind, fact.version, fact.body)
        assert isinstance(body, EntryAdjusted)
        given = sum(grant.amount for grant in body.grants if grant.unit == CREDIT)
        credit = given or -sum(part.amount for part in body.taken)
        other = db.value(signed, (fact.fact_id, fact.staff_id)) or ""
        yield ByHand(fact.fact_id, fact.at, fact.staff_id, body.member_id, credit, other)


def redeemed_by(db: Source, staff_id: str, member_id: str, since_at: int, until_at: int) -> tuple[int, int]:
    """Return how often, and how much, a member's credit was spent with one person between two instants."""
    sql = (
        "SELECT count(*), coalesce(sum(credit_paid), 0) FROM sale WHERE member_id = ? AND staff_id = ?"
        " AND credit_paid > 0 AND at >= ? AND at < ?"
    )
    found = db.row(sql, (member_id, staff_id, since_at, until_at))
    return (0, 0) if found is None else (found[0], found[1])


def voids_after_print(db: Source, since: dt.date, until: dt.date, branches: tuple[str, ...]) -> list[Row]:
    """Return (staff, voids of sales whose receipt had been printed) of each person."""
    sql = (
        "SELECT r.staff_id, count(DISTINCT r.reversal_id) FROM reversal AS r JOIN sale AS s USING (sale_id)"
        " JOIN print_job AS p ON p.state = 'printed' AND p.made_at BETWEEN s.at AND r.at AND p.fact_id = r.sale_id"
        " AND p.moved_at <= r.at"
        f" WHERE {_INSIDE.format('r.on_day', 'r.branch_id')} AND r.kind = 'void' GROUP BY r.staff_id"
    )
    return db.rows(sql, _values(since, until, branches))
