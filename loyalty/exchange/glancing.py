"""A plain fact at a glance: where it stands and what it is, without what it says.

Who reads a whole feed asks of most facts only their place, before others read them whole, check and fold them. What is
read here stands at the same places of the same bytes, so both readings say the same, or the second refuses the fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from loyalty.errors import LoyaltyError
from loyalty.exchange.judging import Linked
from loyalty.facts import MAX_FACT_BYTES, Fact, parse_fact


class Glance(NamedTuple):
    """What was read of a fact's envelope; its body, and the rest of its envelope, are still to be read and checked."""

    fact_id: str
    till_id: str
    epoch: str
    seq: int
    kind: str
    at: int


class Glanced(NamedTuple):
    """A fact whose place in its chain is proven, and that is still to be read."""

    fact: Glance
    raw: bytes
    hash: bytes


Placed = Linked | Glanced
_WORD, _SAID, _NUMBER, _TOLD = rb'"[^"\\]*"', rb'"([^"\\]*)"', rb"\d{1,15}", rb"(\d{1,15})"
_ENVELOPE = re.compile(
    rb"\["
    + b",".join(
        (
            *(_SAID, _WORD, _WORD, _SAID, _SAID, _TOLD, rb'"(sale\.recorded|member\.enrolled)"'),
            *(_NUMBER, _WORD, _WORD, _NUMBER, _NUMBER, _WORD, _TOLD, rb"[01],\["),
        )
    )
)
"""The envelope of the kinds that nearly all facts are, as every program writes it."""


def glance(raw: bytes) -> Fact | Glance:
    """Return the fact of canonical bytes, the plain ones at a glance; raises what `parse_fact` raises."""
    found = _ENVELOPE.match(raw)
    if found is None or len(raw) > MAX_FACT_BYTES:
        return parse_fact(raw)
    fact_id, till_id, epoch, seq, kind, at = found.groups()
    try:
        return Glance(fact_id.decode(), till_id.decode(), epoch.decode(), int(seq), kind.decode(), int(at))
    except UnicodeDecodeError as problem:
        raise LoyaltyError("fact_unreadable") from problem


def glances(raws: Iterable[bytes]) -> list[Fact | Glance]:
    """Return the facts that came down, the plain ones at a glance; raises `feed_broken`."""
    try:
        return list(map(glance, raws))
    except LoyaltyError as problem:
        raise LoyaltyError("feed_broken") from problem


def whole(fact: Fact | Glance, raw: bytes) -> Fact:
    """Return a fact read whole; raises `feed_broken` where only a glance was good."""
    if isinstance(fact, Fact):
        return fact
    try:
        return parse_fact(raw)
    except LoyaltyError as problem:
        raise LoyaltyError("feed_broken") from problem
