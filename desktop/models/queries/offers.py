"""Reads what offers gave and cost: counters, rights of members, unique codes."""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.models.queries.members import ids_json
from desktop.models.sources import Row, Source
from loyalty.uses import count_holder, count_of, one_of

OPENED = ""
"""In `offer_right`, in place of a holder: that a count was opened, so that only who was given it has it."""

_UNREAD_SALE = (
    "SELECT 1 FROM fact_deferred AS d JOIN fact AS f USING (fact_id) "
    "WHERE d.code = 'deferred' AND f.kind = 'sale.recorded' LIMIT 1"
)

_STANDS = "(g.sale_id = '' OR EXISTS (SELECT 1 FROM sale AS b WHERE b.sale_id = g.sale_id AND b.state IN ('sold', 'partly_refunded')))"
"""A grant that a sale brought falls with it."""

_AFTER = (
    "SELECT s.sale_no FROM sale AS s WHERE s.member_id IN ({}) AND s.origin = 'till' "
    "AND s.at >= g.at AND s.sale_id <> g.sale_id AND (NOT ?2 OR s.state IN ('sold', 'partly_refunded'))"
)
_GRANTS = (
    "SELECT g.offer_id, g.version, g.at, g.on_day, g.until_on, g.gives, g.till_id, g.member_id, g.turn, g.sale_id, EXISTS (SELECT 1 FROM offer_use AS u "
    f"WHERE u.offer_id = g.offer_id AND u.sale_no IN ({_AFTER})), EXISTS ({_AFTER}) {{}} FROM offer_grant AS g "
    f"{{}} WHERE {_STANDS} AND {{}} ORDER BY g.offer_id, g.gives, g.at, g.fact_id"
)
_OF_ONE = "SELECT value FROM json_each(?1)"
_OF_EACH = "SELECT o.member_id FROM member AS o WHERE o.survivor_id = m.survivor_id"
_OWN = _GRANTS.format(_OF_ONE, _OF_ONE, "", "", f"g.member_id IN ({_OF_ONE})")
_THEIRS = _GRANTS.format(
    _OF_EACH, _OF_EACH, ", m.survivor_id", "JOIN member AS m USING (member_id)", f"g.member_id IN ({_OF_ONE})"
)
_OF_AN_OFFER = _GRANTS.format(
    _OF_EACH,
    _OF_EACH,
    ", m.survivor_id",
    "JOIN member AS m USING (member_id)",
    "g.offer_id = ?1 AND g.gives = ''",
)


@dataclass(frozen=True, slots=True)
class CountRow:
    """How often an offer was used and what its uses that stand cost; `taken` counts those that came back too."""

    offer_id: str
    taken: int
    uses: int
    taken_today: int
    uses_today: int
    discount: int
    credit: int
    points: int


@dataclass(frozen=True, slots=True)
class GrantRow:
    """The newest grant of an offer to a person; `used` and `passed` say what sales since did to it."""

    offer_id: str
    version: int
    at: int
    on: dt.date
    until_on: dt.date | None
    gives: str
    till_id: str
    member_id: str
    turn: int
    sale_id: str
    used: bool
    passed: bool

    @property
    def name(self) -> str:
        """Return the use it gives."""
        return one_of(self.offer_id, self.member_id, self.turn, self.sale_id)


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A unique code that was issued."""

    offer_id: str
    version: int
    until_on: dt.date | None
    till_id: str
    used: bool
    stands: bool


def offer_counts(db: Source, on: dt.date) -> dict[str, CountRow]:
    """Return the counters of every offer that was used; `on` is today."""
    rows = db.rows(
        "SELECT offer_id, sum(taken), sum(uses), sum(CASE on_day WHEN ?1 THEN taken ELSE 0 END), "
        "sum(CASE on_day WHEN ?1 THEN uses ELSE 0 END), sum(discount), sum(credit), sum(points) "
        "FROM offer_count GROUP BY offer_id",
        (on.isoformat(),),
    )
    return {row[0]: CountRow(*row) for row in rows}


def grants_of(db: Source, member_id: str, *, uses_return: bool = True) -> tuple[GrantRow, ...]:
    """Return the newest grant of each offer to a person, the oldest offer first."""
    return _newest(db.rows(_OWN, (ids_json(db, member_id), int(uses_return))))


def grants_by_id(db: Source, ids: str, *, uses_return: bool = True) -> dict[str, tuple[GrantRow, ...]]:
    """Return `grants_of` of several people by the id they go by; `ids` names all their ids as JSON."""
    return _by_person(db.rows(_THEIRS, (ids, int(uses_return))))


def grants_of_offer(db: Source, offer_id: str, *, uses_return: bool = True) -> dict[str, GrantRow]:
    """Return the newest grant of an offer to each person who was ever given it, by the id they go by."""
    found = _by_person(db.rows(_OF_AN_OFFER, (offer_id, int(uses_return))))
    return {one: rows[0] for one, rows in found.items()}


def _by_person(rows: Iterable[Row]) -> dict[str, tuple[GrantRow, ...]]:
    each: dict[str, list[Row]] = {}
    for row in rows:
        each.setdefault(row[-1], []).append(row[:-1])
    return {one: _newest(theirs) for one, theirs in each.items()}


def _newest(rows: Iterable[Row]) -> tuple[GrantRow, ...]:
    newest = {(row[0], row[5]): row for row in rows}
    return tuple(map(_grant_row, newest.values()))


def _grant_row(row: Row) -> GrantRow:
    offer_id, version, at, on, until, gives, till_id, member_id, turn, sale_id, used, passed = row
    days = _day(on), _day_or_none(until)
    given = gives, till_id, member_id, turn, sale_id
    return GrantRow(offer_id, version, at, *days, *given, bool(used), bool(passed))


def tiers_lifted(db: Source, member_id: str, on: dt.date) -> tuple[str, ...]:
    """Return the tiers a person is lifted to on a day."""
    rows = db.rows(
        f"SELECT DISTINCT substr(g.gives, 6) FROM offer_grant AS g WHERE g.member_id IN (SELECT value FROM json_each(?)) "
        f"AND g.gives GLOB 'tier:*' AND g.on_day <= ? AND g.until_on >= ? AND {_STANDS}",
        (ids_json(db, member_id), on.isoformat(), on.isoformat()),
    )
    return tuple(row[0] for row in rows)


def members_granted(db: Source, offer_id: str) -> tuple[tuple[str, str, str], ...]:
    """Return (member, day, last day or '') of every newest grant of an offer, the newest first."""
    rows = db.rows(
        f"SELECT member_id, max(on_day), until_on FROM offer_grant AS g WHERE offer_id = ? AND gives = '' AND {_STANDS} "
        "GROUP BY member_id ORDER BY 2 DESC, 1",
        (offer_id,),
    )
    return tuple((row[0], row[1], row[2]) for row in rows)


def code_issued(db: Source, digest: str) -> tuple[CodeRow, ...]:
    """Return what a digest was issued for, and whether a sale that stands has spent it."""
    rows = db.rows(
        "SELECT c.offer_id, c.version, c.until_on, c.till_id, EXISTS (SELECT 1 FROM code_use AS u JOIN offer_use AS o "
        "USING (sale_no, offer_id) WHERE u.digest = c.digest AND u.offer_id = c.offer_id), EXISTS (SELECT 1 FROM "
        "code_use AS u JOIN offer_use AS o USING (sale_no, offer_id) WHERE u.digest = c.digest "
        "AND u.offer_id = c.offer_id AND o.stands) FROM offer_code AS c WHERE c.digest = ? AND (c.sale_id = '' OR "
        "EXISTS (SELECT 1 FROM sale AS b WHERE b.sale_id = c.sale_id AND b.state IN ('sold', 'partly_refunded'))) "
        "ORDER BY c.offer_id",
        (digest,),
    )
    return tuple(
        CodeRow(row[0], row[1], _day_or_none(row[2]), row[3], bool(row[4]), bool(row[5])) for row in rows
    )


def codes_of(db: Source, offer_id: str) -> tuple[int, int]:
    """Return how many unique codes of an offer were issued, and how many are spent."""
    row = db.row(
        "SELECT count(*), count(u.digest) FROM offer_code AS c LEFT JOIN (SELECT DISTINCT digest, offer_id FROM "
        "code_use JOIN offer_use USING (sale_no, offer_id) WHERE stands) AS u USING (digest, offer_id) "
        "WHERE c.offer_id = ?",
        (offer_id,),
    )
    return (row[0], row[1]) if row else (0, 0)


def uses_held(db: Source, holder: str, names: Iterable[str]) -> dict[str, int]:
    """Return what a till holds of uses, where that is more than nothing."""
    rows = db.rows(
        "SELECT name, amount FROM offer_right WHERE holder = ? AND amount > 0 AND name IN (SELECT value FROM json_each(?))",
        (holder, json.dumps(list(names))),
    )
    return dict(rows)


def counts_of(db: Source, ids: Sequence[str]) -> tuple[str, ...]:
    """Return the rights to count the uses of a person, one for each of these ids of theirs."""
    rows = db.rows(
        "SELECT member_id, till_id FROM member WHERE member_id IN (SELECT value FROM json_each(?)) ORDER BY member_id",
        (json.dumps(list(ids)),),
    )
    return tuple(count_of(*row) for row in rows)


def holder_of_count(db: Source, name: str) -> str | None:
    """Return the till that has a count: who was given it, and before it was opened the till it began at.

    Empty where no till has it, None where that may not be known here: a sale is not read yet that may have used it.
    """
    held = dict(db.rows("SELECT holder, amount FROM offer_right WHERE name = ?", (name,)))
    opened = bool(held.pop(OPENED, 0))
    return None if opened and db.value(_UNREAD_SALE) else count_holder(name, opened, held)


def uses_to_return(db: Source, sale_ids: Iterable[str]) -> dict[str, dict[str, int]]:
    """Return what sales of this till drew of which all has come back: sale → use → amount."""
    found: dict[str, dict[str, int]] = {}
    for sale_id, name, amount in db.rows(
        "SELECT u.sale_id, u.name, u.amount FROM use_drawn AS u JOIN sale AS s USING (sale_id) "
        "WHERE u.sale_id IN (SELECT value FROM json_each(?)) AND s.state IN ('refunded', 'voided') ORDER BY 1, 2",
        (json.dumps(list(sale_ids)),),
    ):
        found.setdefault(sale_id, {})[name] = amount
    return found


def turns_of(db: Source, offer_id: str, members: Sequence[str]) -> dict[str, int]:
    """Return how many times each of these people was given an offer by itself, not by a sale; 0 is left out."""
    rows = db.rows(
        "SELECT member_id, max(turn) FROM offer_grant WHERE offer_id = ? AND gives = '' AND sale_id = '' "
        "AND member_id IN (SELECT value FROM json_each(?)) GROUP BY member_id",
        (offer_id, json.dumps(list(members))),
    )
    return dict(rows)


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _day_or_none(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
