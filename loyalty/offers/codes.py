"""Discount codes: shared words and unique codes with a check letter, read as people type them.

A code is compared without case, spaces and dashes, in any digit script. A unique code is `LENGTH` letters of
`ALPHABET` and ends in a check letter that catches every single wrong letter and every swap of two neighbours, so a
slip of the finger is told apart from a guess. Only the digest of a unique code is ever written down.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from loyalty.documents import read_choice, read_object, read_word
from loyalty.errors import require
from loyalty.offers.offer import UNIQUE
from loyalty.words import fold_digits

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXY"
"""31 letters that nobody mistakes for one another: a prime number of them, on which the check rests."""

LENGTH = 11
"""Letters of a unique code with its check letter: 31^10 of them are more than can be guessed."""

SHORTEST, LONGEST = 4, 24


def plain_code(text: str) -> str:
    """Return a code as it is compared."""
    return "".join(fold_digits(text).split()).replace("-", "").replace("\u200c", "").upper()


def is_unique_code(text: str) -> bool:
    """Say whether a text is a unique code, typed without a slip."""
    code = plain_code(text)
    return len(code) == LENGTH and all(letter in ALPHABET for letter in code) and _weight(code) == 0


def make_code(entropy: Callable[[int], bytes]) -> str:
    """Return a new unique code from random bytes."""
    number, letters = int.from_bytes(entropy(16), "big"), []
    for _ in range(LENGTH - 1):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    body = "".join(letters)
    return next(code for letter in ALPHABET if _weight(code := body + letter) == 0)


def shown_code(code: str) -> str:
    """Return a unique code in groups, as it is printed."""
    return "-".join((code[:4], code[4:8], code[8:]))


def digest_of(code: str) -> str:
    """Return what stands for a code in facts."""
    return hashlib.sha256(b"bashgah code " + plain_code(code).encode()).hexdigest()[:32]


def parse_code(value: object) -> str:
    """Return the code of an offer's document: `{"shared": "NOWRUZ"}`, `{"unique": true}`, or nothing.

    Raises `document_*` and `code_shape`.
    """
    if value is None:
        return ""
    fields = read_object(value, "code", may=("shared", "unique"))
    require(len(fields) == 1, "benefit_one_of", where="code", keys="shared, unique")
    if "unique" in fields:
        read_choice("true" if fields["unique"] is True else "", "code.unique", ("true",))
        return UNIQUE
    code = plain_code(read_word(fields["shared"], "code.shared"))
    require(SHORTEST <= len(code) <= LONGEST and code.isalnum(), "code_shape", where="code.shared")
    return code


def _weight(code: str) -> int:
    # Weights 1, 2, 3 … modulo a prime greater than the length: the sum changes with any one letter and any swap.
    return sum(place * ALPHABET.index(letter) for place, letter in enumerate(code, 1)) % len(ALPHABET)
