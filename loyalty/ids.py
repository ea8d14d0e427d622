"""Ids that any machine can make alone: UUIDv7 as 26 letters that sort by time, and fixed ids for imports."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

Entropy = Callable[[int], bytes]
"""Gives n random bytes: `os.urandom` in the product, a seeded source in simulations."""

ID_LENGTH = 26
_LAST_TAIL = (1 << 72) - 1
_LAST_LOW = (1 << 60) - 1
_LETTERS = "0123456789abcdefghijklmnopqrstuv"
_ALPHABET = frozenset(_LETTERS)
_PAIRS = [first + second for first in _LETTERS for second in _LETTERS]
_PLACES = tuple(range(120, -1, -10))
_FORM = 7 << 76 | 2 << 62
"""Version 7 and its variant, as they stand in the number of an id."""


def encode_id(raw: bytes) -> str:
    """Return the 26-letter form of 16 bytes; its order is the order of the bytes."""
    return _write(int.from_bytes(raw, "big"))


def _write(number: int) -> str:
    # Two letters are ten bits; the last of 26 letters has two bits to spare.
    number <<= 2
    return "".join([_PAIRS[number >> place & 1023] for place in _PLACES])


def looks_like_id(text: str) -> bool:
    """Say whether a text has the form of an id."""
    return len(text) == ID_LENGTH and _ALPHABET.issuperset(text)


def is_id(text: str) -> bool:
    """Say whether a text is the one form of 16 bytes that `encode_id` gives."""
    if not looks_like_id(text):
        return False
    return encode_id(base64.b32hexdecode(text.upper() + "=" * 6)) == text


def _stamp(raw: bytes, version: int) -> bytes:
    marked = bytearray(raw)
    marked[6] = version << 4 | marked[6] & 0x0F
    marked[8] = 0x80 | marked[8] & 0x3F
    return bytes(marked)


def fixed_id(*parts: str) -> str:
    """Return the same id for the same parts everywhere (UUIDv8 of their SHA-256): imports count once."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return encode_id(_stamp(digest[:16], 8))


def new_id(at: int, entropy: Entropy) -> str:
    """Return a UUIDv7 for an instant in milliseconds."""
    return encode_id(_stamp(max(at, 0).to_bytes(6, "big") + entropy(10), 7))


@dataclass(slots=True)
class IdMaker:
    """Makes ids that never go backwards within one run, even when the clock does."""

    entropy: Entropy
    _last: int = field(default=-1, init=False)
    _tail: int = field(default=0, init=False)

    def next(self, at: int) -> str:
        """Return the next id; within one millisecond (or a clock gone back) the random tail counts up."""
        if max(at, 0) > self._last:
            self._begin(max(at, 0))
        elif self._tail == _LAST_TAIL:
            self._begin(self._last + 1)
        else:
            self._tail += 1
        # 72 counted bits laid around the version and variant bits so that order is kept: 12 bits behind the
        # version, 60 behind the variant.
        high, low = self._tail >> 60, self._tail & _LAST_LOW
        return _write(self._last << 80 | _FORM | high << 64 | low)

    def _begin(self, at: int) -> None:
        self._last = at
        self._tail = int.from_bytes(self.entropy(9), "big")
