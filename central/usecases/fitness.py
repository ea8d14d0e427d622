"""What of a fact can be kept in tables and folded: a fact that cannot is kept as it came, and never folded.

A till may be in wrong hands. Its facts are never refused, but numbers no database holds, texts none can store, acts
that are the centre's alone and rights given back below nothing must not reach the accounts.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from loyalty.exchange.judging import Linked
from loyalty.kinds import Body, OverspendRecognised, RightsGranted, RightsReturned, TillEnrolled, TillRetired
from loyalty.ledger import Postings

LARGEST = 10**15
"""No amount is larger; a thousand of them still fit where sums are kept."""
LONGEST_NAME = 120
MOST_IN_ACCOUNT = 10**18

_CENTRES_OWN = (RightsGranted, OverspendRecognised, TillEnrolled, TillRetired)
_ALL_DIGITS_ZERO = bytes(48 if 48 <= byte <= 57 else byte for byte in range(256))
_MANY_DIGITS = b"0" * 15


@dataclass(slots=True)
class Objections:
    """Objects to facts that were kept before (`again`) and to those that do not fit (`poison`)."""

    centre: bool
    known: frozenset[str]
    _seen: set[str] = field(default_factory=set)

    def __call__(self, linked: Linked, body: Body, told: Postings) -> str:
        """Return why a fact is not to be folded, or nothing."""
        fact_id = linked.fact.fact_id
        if fact_id in self.known or fact_id in self._seen:
            return "again"
        self._seen.add(fact_id)
        if not self.centre and isinstance(body, _CENTRES_OWN):
            return "poison"
        if isinstance(body, RightsReturned) and any(part.amount <= 0 for part in body.lots):
            return "poison"
        return "" if _fits(linked, body, told) else "poison"


def kept_id(linked: Linked) -> str:
    """Return a fact's id as it can be kept: nothing for a text no table takes."""
    fact_id = linked.fact.fact_id
    return fact_id if len(fact_id) <= LONGEST_NAME and _storable(fact_id) else ""


def fits_name(name: str) -> bool:
    """Say whether a text may be the id of something."""
    return 0 < len(name) <= LONGEST_NAME and _storable(name)


def _fits(linked: Linked, body: Body, told: Postings) -> bool:
    lengths = list(map(len, _names(body, told)))
    if lengths and not 0 < min(lengths) <= max(lengths) <= LONGEST_NAME:
        return False
    # Without an escape no text holds what a table cannot, and without many digits no number is too large.
    raw = linked.raw
    if b"\\u" not in raw and _MANY_DIGITS not in raw.translate(_ALL_DIGITS_ZERO):
        return 0 < len(linked.fact.fact_id) <= LONGEST_NAME
    return fits_name(linked.fact.fact_id) and _is_plain(json.loads(raw))


def _names(body: Body, told: Postings) -> list[str]:
    names = [move.lot_id for move in told.moves]
    for lot in told.lots:
        names += (lot.member_id, lot.unit, lot.scope, lot.cause, lot.branch_id)
    if isinstance(body, RightsReturned):
        names += [part.lot_id for part in body.lots]
    return names


def _is_plain(value: Any) -> bool:
    if type(value) is int:
        return abs(value) <= LARGEST
    if type(value) is str:
        return _storable(value)
    return type(value) is not list or all(map(_is_plain, value))


def _storable(text: str) -> bool:
    if "\0" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
