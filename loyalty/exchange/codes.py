"""One-time codes: how they are read, and how a till and its centre show each other that they know one without saying it.

Whoever stands on the line at a joining hears a name that leads back to no code, and can neither put a key of their own
in the centre's place nor change what is asked: both messages carry a mark that only who knows the code can make.
"""

from __future__ import annotations

import hashlib
import hmac
import re

from loyalty.words import fold_digits

CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters that cannot be mistaken for one another."""
MARK = "Bashgah-Code-Mark"
"""The header both marks go in."""

_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_NAME = re.compile(r"[0-9a-f]{64}\Z")


def hash_code(typed: str) -> bytes:
    """Return what a code is kept as, however it was typed: case, hyphens, look-alikes and digits of any script aside."""
    plain = fold_digits(typed).upper().translate(_LOOKALIKES)
    plain = "".join(sign for sign in plain if sign in CODE_LETTERS)
    return hashlib.sha256(b"bashgah/code/1\x00" + plain.encode()).digest()


def name_code(kept: bytes) -> str:
    """Return what stands on the line for a code that is kept so: 64 hexadecimal digits."""
    return hashlib.sha256(b"bashgah/code-name/1\x00" + kept).hexdigest()


def is_code_name(text: str) -> bool:
    """Say whether a text is a code's name, not a code somebody typed."""
    return bool(_NAME.match(text))


def mark_asked(kept: bytes, path: str, body: bytes) -> str:
    """Return the till's mark under what it asks: where, and the body as it is sent."""
    return _mark(kept, b"bashgah/code-asked/1\x00" + path.encode() + b"\x00", body)


def mark_answered(kept: bytes, asked: str, body: bytes) -> str:
    """Return the centre's mark under its answer to a marked question."""
    return _mark(kept, b"bashgah/code-answered/1\x00" + asked.encode() + b"\x00", body)


def is_mark(told: str, made: str) -> bool:
    """Say whether a mark is the one it should be, in a time that tells nothing."""
    return hmac.compare_digest(told.encode(), made.encode())


def _mark(kept: bytes, about: bytes, body: bytes) -> str:
    return hmac.new(kept, about + hashlib.sha256(body).digest(), hashlib.sha256).hexdigest()
