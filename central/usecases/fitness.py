"""What can be kept in tables as the name of something, and how large numbers may be.

Both ends leave facts with other names and numbers unfolded (`loyalty.exchange.reading`); here is what comes beside them.
"""

from __future__ import annotations

from loyalty.exchange.judging import Linked
from loyalty.exchange.reading import is_name
from loyalty.money import MAX_AMOUNT
from loyalty.words import fold_digits

LARGEST = MAX_AMOUNT
"""No amount is larger; a thousand of them still fit where sums are kept."""
MOST_IN_ACCOUNT = 10**18
_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "\u200c": " ", "\u0640": None})
"""Letters that other keyboards write for the same, and what joins or parts letters and is no sign of its own."""
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u2066\u2067\u2068\u2069"))
"""Marks of direction: what is copied out of a sentence brings them along, and nobody sees them."""


def kept_id(linked: Linked) -> str:
    """Return a fact's id as it can be kept: nothing for a text no table takes."""
    return linked.fact.fact_id if is_name(linked.fact.fact_id) else ""


def fits_name(name: str) -> bool:
    """Say whether a text may be the id of something."""
    return len(name) > 0 and is_name(name) and _has_bytes(name)


def _has_bytes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def fold_name(name: str) -> str:
    """Return a name as it is compared: case, blanks, digits of any script and Arabic letters for Persian ones aside."""
    return " ".join(fold_digits(unmarked(name)).translate(_LETTERS).casefold().split())


def unmarked(typed: str) -> str:
    """Return what somebody typed or copied without marks of direction and blanks around it."""
    return typed.translate(_MARKS).strip()
