"""Reads members: who they are, whom they were merged with, what they bought, how they may be reached.

Sales, lots and consents stay with the id they were made for; a person's figures are those of the whole set of
merged ids, so every reader here takes any id of the set.
"""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.models.sources import Row, Source
from loyalty.member import Totals, Visit


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member of the club; `state` is active, left or erased, `origin` till or import."""

    member_id: str
    joined_at: int
    joined_on: dt.date
    joined_branch: str
    enrolled_by: str
    referrer_id: str | None
    origin: str
    state: str
    ended_at: int | None
    survivor_id: str


@dataclass(frozen=True, slots=True)
class MemberStat:
    """Purchases (net above zero after refunds) of a person: how many, their net, first and last instant and day."""

    visits: int = 0
    spent: int = 0
    discount: int = 0
    first_at: int | None = None
    last_at: int | None = None
    first_on: dt.date | None = None
    last_on: dt.date | None = None

    @property
    def totals(self) -> Totals:
        """Return them as conditions see them."""
        return Totals(self.visits, self.spent, self.first_on, self.last_on)


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card; `number` is None once erased, `blocked_at` None while it works."""

    card_id: str
    member_id: str
    number: str | None
    issued_at: int | None
    blocked_at: int | None


def member(db: Source, member_id: str) -> MemberRow | None:
    """Return a member by id, as enrolled (not its survivor)."""
    row = db.row(
        "SELECT member_id, joined_at, joined_on, joined_branch, enrolled_by, referrer_id, origin, state, ended_at, "
        "survivor_id FROM member WHERE member_id = ?",
        (member_id,),
    )
    if row is None:
        return None
    return MemberRow(row[0], row[1], dt.date.fromisoformat(row[2]), *row[3:])


def survivor(db: Source, member_id: str) -> str:
    """Return the id a person goes by after merges; an unknown id stands for itself."""
    found: str | None = db.value("SELECT survivor_id FROM member WHERE member_id = ?", (member_id,))
    return found or member_id


_SET = (
    "SELECT m.member_id FROM (SELECT coalesce((SELECT survivor_id FROM member WHERE member_id = ?1), ?1) AS id) chief "
    "JOIN member m ON m.survivor_id = chief.id ORDER BY m.member_id <> chief.id, m.member_id"
)
_SETS = (
    "SELECT m.survivor_id, m.member_id FROM json_each(?) AS chief CROSS JOIN member m ON m.survivor_id = chief.value "
    "WHERE EXISTS (SELECT 1 FROM member_pair WHERE low_id = chief.value AND merged = 1) "
    "OR EXISTS (SELECT 1 FROM member_pair WHERE high_id = chief.value AND merged = 1) ORDER BY m.member_id"
)

Sets = Mapping[str, tuple[str, ...]]
"""People by the id they go by, each with all ids of theirs, that one first."""


def set_of(db: Source, member_id: str) -> tuple[str, ...]:
    """Return all ids of a person, the survivor first."""
    rows = db.rows(_SET, (member_id,))
    return tuple([row[0] for row in rows]) or (member_id,)


def sets_of(db: Source, survivor_ids: Iterable[str]) -> Sets:
    """Return `set_of` of several people by the ids they go by, in one statement.

    Of those never merged, nearly all, no page of the members is read: the few pairs there are know.
    """
    sets: dict[str, tuple[str, ...]] = {one: (one,) for one in survivor_ids}
    for survivor_id, member_id in db.rows(_SETS, (json.dumps([*sets]),)):
        if member_id != survivor_id:
            sets[survivor_id] += (member_id,)
    return sets


def ids_of(sets: Sets) -> str:
    """Return every id of several people as JSON, for `json_each(?)`."""
    return json.dumps([member_id for ids in sets.values() for member_id in ids])


def gone_among(db: Source, member_ids: Iterable[str]) -> frozenset[str]:
    """Return those of some ids who have left or were erased."""
    rows = db.rows(
        "SELECT member_id FROM member WHERE state <> 'active' AND member_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(member_ids)),),
    )
    return frozenset(row[0] for row in rows)


def ids_json(db: Source, member_id: str) -> str:
    """Return `set_of` as JSON, for `IN (SELECT value FROM json_each(?))`."""
    return json.dumps(set_of(db, member_id))


def stat(db: Source, member_id: str) -> MemberStat:
    """Return a person's purchases in sum."""
    row = db.row(
        "SELECT coalesce(sum(visits), 0), coalesce(sum(spent), 0), coalesce(sum(discount), 0), min(first_at), "
        "max(last_at), min(first_on), max(last_on) FROM member_stat WHERE member_id IN (SELECT value FROM json_each(?))",
        (ids_json(db, member_id),),
    )
    return MemberStat(*row[:5], *map(day_or_none, row[5:])) if row else MemberStat()


def day_or_none(text: str | None) -> dt.date | None:
    """Return the day of a column, None where it is empty."""
    return None if text is None else dt.date.fromisoformat(text)


def history(db: Source, member_id: str, *, before_on: dt.date | None = None) -> tuple[Visit, ...]:
    """Return a person's purchases in order of time, net of refunds; `before_on` is exclusive."""
    until = before_on.isoformat() if before_on else "9999"
    ids = ids_json(db, member_id)
    parts = _parts(db, ids, until)
    rows = db.rows(
        "SELECT sale_no, on_day, at, net_now FROM sale WHERE member_id IN (SELECT value FROM json_each(?)) "
        "AND net_now > 0 AND on_day < ? ORDER BY at, sale_no",
        (ids, until),
    )
    return tuple(
        Visit(dt.date.fromisoformat(on), at, net, *parts.get(sale_no, _NO_PARTS))
        for sale_no, on, at, net in rows
    )


_NO_PARTS: tuple[tuple[tuple[str, int], ...], ...] = ((), ())
PARTS = (
    "SELECT s.member_id, s.sale_no, l.product_group, l.product_id, l.net FROM sale AS s JOIN sale_line AS l "
    "USING (sale_no) WHERE s.member_id IN (SELECT value FROM json_each(?1)) AND s.net_now > 0 {0} UNION ALL "
    "SELECT s.member_id, s.sale_no, l.product_group, l.product_id, -l.net FROM sale AS s JOIN reversal AS r "
    "USING (sale_id) JOIN reversal_line AS l USING (reversal_no) "
    "WHERE s.member_id IN (SELECT value FROM json_each(?1)) AND s.net_now > 0 {0}"
)
"""Lines of purchases, and what came back of them, of a JSON list of ids; more may be asked of `s`."""


def _parts(db: Source, ids: str, until: str) -> dict[int, tuple[tuple[tuple[str, int], ...], ...]]:
    """Return by purchase its net by product group and by product."""
    rows = db.rows(
        f"SELECT sale_no, product_group, product_id, sum(net) FROM ({PARTS.format('AND s.on_day < ?2')}) "
        "GROUP BY sale_no, product_group, product_id",
        (ids, until),
    )
    nets: dict[int, tuple[dict[str, int], dict[str, int]]] = {}
    for sale_no, group, product_id, net in rows:
        groups, products = nets.setdefault(sale_no, ({}, {}))
        groups[group] = groups.get(group, 0) + net
        if product_id:
            products[product_id] = products.get(product_id, 0) + net
    return {sale_no: tuple(tuple(part.items()) for part in both) for sale_no, both in nets.items()}


def cards(db: Source, member_id: str) -> tuple[CardRow, ...]:
    """Return a person's cards, working ones first."""
    rows = db.rows(
        "SELECT c.card_id, c.member_id, n.number, c.issued_at, c.blocked_at FROM card AS c "
        "LEFT JOIN card_number AS n USING (card_id) WHERE c.member_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY c.blocked_at IS NOT NULL, c.issued_at, c.card_id",
        (ids_json(db, member_id),),
    )
    return tuple(CardRow(*row) for row in rows)


def numbered_cards(db: Source, member_id: str) -> list[Row]:
    """Return (card, number, issued at, blocked at) of one id's cards, those of the club before too."""
    return db.rows(
        "SELECT n.card_id, n.number, c.issued_at, c.blocked_at FROM card_number AS n"
        " LEFT JOIN card AS c USING (card_id) WHERE n.member_id = ?",
        (member_id,),
    )


def owner_of_card(db: Source, number: str) -> str | None:
    """Return the id that holds the card of a number, None where nobody does."""
    found: str | None = db.value("SELECT member_id FROM card_number WHERE number = ? LIMIT 1", (number,))
    return found


def holder_of_card(db: Source, card_id: str) -> str | None:
    """Return the very id that holds a card, which after a merge is not always the one the person goes by."""
    found: str | None = db.value("SELECT member_id FROM card_number WHERE card_id = ?", (card_id,))
    return found


def owners_of_phones(db: Source, phones: Sequence[str]) -> list[str]:
    """Return the ids people of the club go by who have one of some phones."""
    rows = db.rows(
        "SELECT DISTINCT m.survivor_id FROM person AS p JOIN member AS m USING (member_id)"
        " WHERE p.phone IN (SELECT value FROM json_each(?)) AND p.phone <> '' AND m.state = 'active'"
        " ORDER BY m.survivor_id",
        (json.dumps(phones),),
    )
    return [member_id for (member_id,) in rows]


def leavers_of_phones(db: Source, phones: Sequence[str]) -> list[tuple[str, int]]:
    """Return (id, when) of people who left the club and had one of some phones, who left last first."""
    rows = db.rows(
        "SELECT m.survivor_id, max(m.ended_at) FROM person AS p JOIN member AS m USING (member_id)"
        " WHERE p.phone IN (SELECT value FROM json_each(?)) AND p.phone <> '' AND m.state = 'left'"
        " GROUP BY m.survivor_id ORDER BY 2 DESC, 1",
        (json.dumps(phones),),
    )
    return [(member_id, left_at) for member_id, left_at in rows]


def member_key(db: Source, member_id: str) -> bytes | None:
    """Return the key a member's words are sealed under, None where it was never here or is erased."""
    found: bytes | None = db.value("SELECT key FROM member_key WHERE member_id = ?", (member_id,))
    return found


def consents(db: Source, member_id: str) -> dict[str, bool]:
    """Return what a person last said for each channel they were asked about."""
    rows = db.rows(
        "SELECT channel, given FROM consent WHERE member_id IN (SELECT value FROM json_each(?)) "
        # Of words of one moment the one that gives nothing stands.
        "ORDER BY at, given DESC",
        (ids_json(db, member_id),),
    )
    return {channel: bool(given) for channel, given in rows}


def pairs(db: Source, member_id: str) -> tuple[tuple[str, str], ...]:
    """Return the merged pairs within a person's set."""
    rows = db.rows(
        "SELECT low_id, high_id FROM member_pair WHERE merged = 1 AND low_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY low_id, high_id",
        (ids_json(db, member_id),),
    )
    return tuple((low, high) for low, high in rows)


def count_members(db: Source) -> int:
    """Return how many people are in the club now: merged ones once, those who left not."""
    found: int = db.value("SELECT count(*) FROM member WHERE state = 'active' AND survivor_id = member_id")
    return found
