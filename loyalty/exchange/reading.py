"""Reads what a fact says, at the centre and at every till alike: what it is to be folded to, or why it is not folded.

Both ends must come to the same answer, or their figures part for ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from loyalty.errors import LoyaltyError, require
from loyalty.facts import Fact
from loyalty.kinds import (
    Body,
    OpeningsSettled,
    OverspendRecognised,
    RightsGranted,
    RightsOpened,
    RightsReturned,
    SaleRecorded,
    StampsBounded,
    TillEnrolled,
    TillRetired,
    UsesReturned,
    read_body,
)
from loyalty.ledger import Postings, postings
from loyalty.money import MAX_AMOUNT
from loyalty.soundness import is_sound
from loyalty.uses import use_lots

OK = "ok"
FOLDED = (OK, "late", "unsound")
"""The classes of facts that are folded."""

_CENTRES_OWN = (
    RightsGranted,
    RightsOpened,
    OpeningsSettled,
    OverspendRecognised,
    TillEnrolled,
    TillRetired,
    StampsBounded,
)
_OF_RIGHTS = (RightsReturned, RightsGranted, RightsOpened, UsesReturned, TillRetired, OverspendRecognised)
_MAYBE_WIDE = re.compile(rb"[\s,:\[-][0-9]{16}")
"""Every number of JSON stands behind one of these, a digit within a text seldom; most of a fact is passed over."""
_MOST_BITS = 63
LONGEST_NAME = 120
"""How many characters the id of something may have, so that every table can look it up."""


class Told(NamedTuple):
    """What a fact says. `kind` is `ok`, `unsound` (folded all the same), `deferred` or `poison` (not folded)."""

    kind: str
    body: Body | None
    postings: Postings


def read_told(
    fact: Fact, raw: bytes, by_centre: bool, read: Callable[[str, int, list[Any]], Body] = read_body
) -> Told:
    """Return what a fact says; `by_centre`: it stands in the centre's own chain.

    `poison` is what cannot be read, numbers and names no table can hold, amounts of rights that are not above zero, and
    what only the centre may say in the mouth of a till.
    """
    try:
        body = read(fact.kind, fact.version, fact.body)
        check_body(body, fact, raw, by_centre)
        return told_by(fact, body)
    except LoyaltyError as problem:
        newer = problem.code in ("fact_from_newer_version", "fact_kind_unknown")
        return Told("deferred" if newer else "poison", None, Postings())


def told_by(fact: Fact, body: Body) -> Told:
    """Return what a fact says whose body may be folded."""
    told = postings(fact.fact_id, fact.at, fact.branch_id, body)
    return Told(OK if is_sound(body) else "unsound", body, told)


def check_body(body: Body, fact: Fact, raw: bytes, by_centre: bool) -> None:
    """Raise `fact_unreadable` for a body that can be read and must not be folded."""
    require(by_centre or not isinstance(body, _CENTRES_OWN), "fact_unreadable")
    if isinstance(body, _OF_RIGHTS):
        parts = (*body.lots, *body.closed) if isinstance(body, RightsOpened) else body.lots
        require(all(0 < part.amount <= MAX_AMOUNT for part in parts), "fact_unreadable")
    # The body is the last of the fact's array: it begins at the second bracket or behind it.
    if _MAYBE_WIDE.search(raw, raw.find(b"[", 1)):
        require(all(number.bit_length() <= _MOST_BITS for number in _numbers(fact.body)), "fact_unreadable")
        told = postings(fact.fact_id, fact.at, fact.branch_id, body)
        require(all(abs(move.delta) <= MAX_AMOUNT for move in told.moves), "fact_unreadable")
    # Between two quotes stands a text or what is no text; only where something is long there can be a long name.
    if b"\\u0000" in raw or max(map(len, raw.split(b'"'))) > LONGEST_NAME:
        require(all(map(is_name, _names(fact, body))), "fact_unreadable")


def is_name(text: str) -> bool:
    """Say whether a text may be the id of something: every table can hold it and look it up."""
    return len(text) <= LONGEST_NAME and "\0" not in text


def _names(fact: Fact, body: Body) -> Iterator[str]:
    yield fact.fact_id
    told = postings(fact.fact_id, fact.at, fact.branch_id, body)
    for move in told.moves:
        yield move.lot_id
    for lot in told.lots:
        yield from (lot.member_id, lot.unit, lot.scope, lot.cause, lot.branch_id)
    if isinstance(body, RightsReturned | UsesReturned):
        yield from (part.lot_id for part in body.lots)
    if isinstance(body, SaleRecorded):
        yield from (part.lot_id for part in body.drawn)
    for lot in use_lots(fact.fact_id, fact.at, fact.branch_id, body):
        yield from (lot.lot_id, lot.member_id)


def _numbers(row: Any) -> Iterator[int]:
    if isinstance(row, list):
        for item in row:
            yield from _numbers(item)
    elif isinstance(row, int):
        yield row
