"""A member's PIN as it is kept: a slow hash keyed by the member's own key, sealed under that key.

Nobody can read a PIN from a fact or from the file, the centre included: what is kept answers one question, whether a
PIN is the right one, and each answer costs a try of Argon2id. It goes with the member to every till that has the
member's key, and is unreadable for ever when that key is erased.
"""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.models.queries.pins import StandingPin
from desktop.usecases.staff_keys import KeyCost, stretch
from loyalty.errors import LoyaltyError, require

_LABEL = b"bashgah/member-pin/1"
_NONCE = 12
_DEAREST = KeyCost(memory=262_144, passes=8, lanes=8)
"""What another till may make this one spend on a try."""


def seal_pin(pin: str, member_id: str, key: bytes, cost: KeyCost, entropy: Callable[[int], bytes]) -> bytes:
    """Return what is kept of a PIN."""
    salt, nonce = entropy(16), entropy(_NONCE)
    check = stretch(pin, salt, cost, key, _LABEL)
    row = [cost.memory, cost.passes, cost.lanes, _text(salt), _text(check)]
    words = json.dumps(row, separators=(",", ":")).encode()
    return nonce + AESGCM(key).encrypt(nonce, words, _bond(member_id))


@dataclass(frozen=True, slots=True)
class Seal:
    """What is kept of a PIN, readable: it answers whether a PIN is the right one, at the cost of a try."""

    cost: KeyCost
    salt: bytes
    check: bytes
    key: bytes

    def is_of(self, pin: str) -> bool:
        """Say whether a PIN is the one that was sealed."""
        return hmac.compare_digest(stretch(pin, self.salt, self.cost, self.key, _LABEL), self.check)


def open_seal(kept: StandingPin) -> Seal:
    """Return what is kept of a PIN; raises `member_pin_unreadable`."""
    if kept.key is None:
        raise LoyaltyError("member_pin_unreadable")
    try:
        words = AESGCM(kept.key).decrypt(kept.sealed[:_NONCE], kept.sealed[_NONCE:], _bond(kept.member_id))
        memory, passes, lanes, salt, check = json.loads(words)
        cost = KeyCost(int(memory), int(passes), int(lanes))
        seal = Seal(cost, base64.b64decode(salt), base64.b64decode(check), kept.key)
    except (InvalidTag, ValueError, TypeError) as problem:
        raise LoyaltyError("member_pin_unreadable") from problem
    require(_is_bearable(cost), "member_pin_unreadable")
    return seal


def _is_bearable(cost: KeyCost) -> bool:
    return (
        0 < cost.memory <= _DEAREST.memory
        and 0 < cost.passes <= _DEAREST.passes
        and 0 < cost.lanes <= _DEAREST.lanes
    )


def _bond(member_id: str) -> bytes:
    return _LABEL + b"\0" + member_id.encode()


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
