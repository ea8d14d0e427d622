"""Reads what of a batch that is brought in is here already: members, purchases, lots, by the words a file names them with."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.models.queries.portions import rows_in
from desktop.models.sources import Row, Source

_BY_CARD = (
    "SELECT c.number, c.member_id, m.survivor_id FROM card_number AS c"
    " JOIN member AS m ON m.member_id = c.member_id WHERE c.number IN (?)"
)
_BY_PHONE = (
    "SELECT p.phone, p.member_id, m.survivor_id FROM person AS p"
    " JOIN member AS m ON m.member_id = p.member_id WHERE p.phone IN (?)"
)
_LOTS = (
    "SELECT l.lot_id, l.member_id, l.unit, l.scope, l.granted_at, l.vests_at, l.expires_at, l.branch_id"
    " FROM lot_balance AS b JOIN lot AS l ON l.lot_id = b.lot_id WHERE b.member_id IN (?)"
)


def members_known(db: Source, ids: Sequence[str]) -> set[str]:
    """Return those of some ids that are members."""
    return {one for (one,) in rows_in(db, "SELECT member_id FROM member WHERE member_id IN (?)", ids)}


def joined(db: Source, ids: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Return when and at which branch those of some ids that are members joined."""
    sql = "SELECT member_id, joined_at, joined_branch FROM member WHERE member_id IN (?)"
    return {member_id: (at, branch) for member_id, at, branch in rows_in(db, sql, ids)}


def pairs_known(db: Source) -> set[tuple[str, str]]:
    """Return the pairs of members that were ever found to be one, split again or not."""
    return {(low, high) for low, high in db.rows("SELECT low_id, high_id FROM member_pair")}


def named_by_id(db: Source, ids: Sequence[str]) -> list[Row]:
    """Return (id, member, the id they go by) of those of some ids that are members."""
    return rows_in(db, "SELECT member_id, member_id, survivor_id FROM member WHERE member_id IN (?)", ids)


def named_by_card(db: Source, numbers: Sequence[str]) -> list[Row]:
    """Return (number, member, the id they go by) of those of some cards that are known."""
    return rows_in(db, _BY_CARD, numbers)


def named_by_phone(db: Source, phones: Sequence[str]) -> list[Row]:
    """Return (phone, member, the id they go by) of everyone who has one of some phones."""
    return rows_in(db, _BY_PHONE, phones)


def purchases_known(db: Source, ids: Sequence[str]) -> dict[str, tuple[str, int, int]]:
    """Return (branch, instant, net) of those of some purchases and refunds that are here, by id."""
    sales = rows_in(db, "SELECT sale_id, branch_id, at, net FROM sale WHERE sale_id IN (?)", ids)
    back = rows_in(db, "SELECT reversal_id, branch_id, at, -net FROM reversal WHERE reversal_id IN (?)", ids)
    return {fact_id: (branch, at, net) for fact_id, branch, at, net in (*sales, *back)}


def lots_held(db: Source, member_ids: Sequence[str]) -> list[Row]:
    """Return (lot, member, unit, scope, granted, vests, expires, branch) of every lot some members were given."""
    return rows_in(db, _LOTS, member_ids)
