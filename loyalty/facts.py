"""Facts: written once, chained by hash, signed at the head, never changed.

A fact is stored and shipped as its **canonical bytes**: the JSON of one positional array of integers and
strings. Its hash is SHA-256 over the previous hash and those bytes, so a chain stands or falls as a whole;
`loyalty` signs nothing itself, it is given a `Signer` and a `Verifier`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Protocol

from loyalty.errors import LoyaltyError, require

GENESIS = bytes(32)
"""The hash before the first fact of the first epoch."""

MAX_FACT_BYTES = 1 << 20


class Signer(Protocol):
    """Signs the head of a chain (Ed25519 in the product)."""

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message."""


class Verifier(Protocol):
    """Checks a signature against a known public key."""

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Say whether the signature is this key's."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact with its envelope; `body` is the positional array of its kind (see `loyalty.kinds`)."""

    fact_id: str
    business_id: str
    branch_id: str
    till_id: str
    epoch: str
    seq: int
    kind: str
    version: int
    staff_id: str
    policy_hash: str
    wall_at: int
    steady: int
    boot_id: str
    at: int
    suspect: bool
    body: list[Any]


_TYPES = (str, str, str, str, str, int, str, int, str, str, int, int, str, int, int, list)
"""What the array of a fact holds, in the order of `Fact`; a flag is 0 or 1."""
_SUSPECT = 14
_numbers = itemgetter(*(place for place, kind in enumerate(_TYPES) if kind is int))
_MOST_BITS = 63
"""No number of an envelope is wider: no database could keep the fact, and nobody could refuse it any more."""
_JSON = json.JSONDecoder()
_WRITTEN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def canonical_bytes(fact: Fact) -> bytes:
    """Return the bytes that are hashed, stored and shipped; the same fact always gives the same bytes."""
    row = [
        fact.fact_id,
        fact.business_id,
        fact.branch_id,
        fact.till_id,
        fact.epoch,
        fact.seq,
        fact.kind,
        fact.version,
        fact.staff_id,
        fact.policy_hash,
        fact.wall_at,
        fact.steady,
        fact.boot_id,
        fact.at,
        int(fact.suspect),
        fact.body,
    ]
    return _WRITTEN.encode(row).encode()


def parse_fact(raw: bytes) -> Fact:
    """Return the fact of canonical bytes; raises `fact_unreadable` for anything else."""
    if len(raw) > MAX_FACT_BYTES:
        raise LoyaltyError("fact_too_large", size=len(raw), most=MAX_FACT_BYTES)
    try:
        text = raw.decode()
        row, end = _JSON.raw_decode(text)
    except (ValueError, RecursionError) as problem:
        raise LoyaltyError("fact_unreadable") from problem
    require(end == len(text) and type(row) is list and tuple(map(type, row)) == _TYPES, "fact_unreadable")
    require(b"\\u" not in raw or _is_text(row), "fact_unreadable")
    require(row[_SUSPECT] in (0, 1), "fact_unreadable")
    require(max(map(int.bit_length, _numbers(row))) <= _MOST_BITS, "fact_unreadable")
    row[_SUSPECT] = bool(row[_SUSPECT])
    return Fact(*row)


def _is_text(row: list[Any]) -> bool:
    # Half a surrogate has no UTF-8: nobody can have written it, and no table takes it.
    try:
        json.dumps(row, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def chain_hash(previous: bytes, raw: bytes) -> bytes:
    """Return the hash of a fact's bytes standing after `previous`."""
    return hashlib.sha256(previous + raw).digest()


def chain_onward(previous: bytes, raws: Iterable[bytes]) -> bytes:
    """Return the head after a run of facts."""
    for raw in raws:
        previous = hashlib.sha256(previous + raw).digest()
    return previous


def head_message(epoch: str, seq: int, head: bytes) -> bytes:
    """Return what a till signs at each commit."""
    return b"bashgah/head/1\x00" + f"{epoch}\x00{seq}\x00".encode() + head


def act_message(fact_id: str, raw: bytes) -> bytes:
    """Return what a person signs for a privileged fact: bound to its id and its whole content."""
    return b"bashgah/act/1\x00" + fact_id.encode() + b"\x00" + hashlib.sha256(raw).digest()
