"""Reads what a fact says, at the centre and at every till alike: what it is to be folded to, or why it is not folded.

Both ends must come to the same answer, or their figures part for ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from loyalty.errors import LoyaltyError, require
from loyalty.facts import Fact
from loyalty.kinds import (
    Body,
    OverspendRecognised,
    RightsGranted,
    RightsReturned,
    TillEnrolled,
    TillRetired,
    read_body,
)
from loyalty.ledger import Postings, postings
from loyalty.money import MAX_AMOUNT
from loyalty.soundness import is_sound

OK = "ok"
FOLDED = (OK, "late", "unsound")
"""The classes of facts that are folded."""

_CENTRES_OWN = (RightsGranted, OverspendRecognised, TillEnrolled, TillRetired)
_MAYBE_WIDE = re.compile(rb"\d{16}")
_MOST_BITS = 63


@dataclass(frozen=True, slots=True)
class Told:
    """What a fact says. `kind` is `ok`, `unsound` (folded all the same), `deferred` or `poison` (not folded)."""

    kind: str
    body: Body | None
    postings: Postings


def read_told(fact: Fact, raw: bytes, by_centre: bool) -> Told:
    """Return what a fact says; `by_centre`: it stands in the centre's own chain.

    `poison` is what cannot be read, numbers no file can hold, amounts of rights that are not above zero, and what
    only the centre may say in the mouth of a till.
    """
    try:
        body = read_body(fact.kind, fact.version, fact.body)
        _check(body, fact, raw, by_centre)
        told = postings(fact.fact_id, fact.at, fact.branch_id, body)
    except LoyaltyError as problem:
        newer = problem.code in ("fact_from_newer_version", "fact_kind_unknown")
        return Told("deferred" if newer else "poison", None, Postings())
    return Told(OK if is_sound(body) else "unsound", body, told)


def _check(body: Body, fact: Fact, raw: bytes, by_centre: bool) -> None:
    require(by_centre or not isinstance(body, _CENTRES_OWN), "fact_unreadable")
    if isinstance(body, RightsReturned | RightsGranted | TillRetired | OverspendRecognised):
        require(all(0 < part.amount <= MAX_AMOUNT for part in body.lots), "fact_unreadable")
    if _MAYBE_WIDE.search(raw):
        require(all(number.bit_length() <= _MOST_BITS for number in _numbers(fact.body)), "fact_unreadable")


def _numbers(row: Any) -> Iterator[int]:
    if isinstance(row, list):
        for item in row:
            yield from _numbers(item)
    elif isinstance(row, int):
        yield row
