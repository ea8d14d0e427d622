"""What a name of a shop, a branch or a person who works here may be."""

from __future__ import annotations

import unicodedata

from loyalty.errors import require

LONGEST_NAME = 80
_JOINERS = "\u200c\u200d"
"""Letters of Persian need them; every other invisible character is refused."""


def check_name(text: str, *, most: int = LONGEST_NAME) -> str:
    """Return a name without blanks around it; raises `name_missing`, `name_too_long`, `name_not_printable`."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    require(name.strip(_JOINERS), "name_missing")
    require(len(name) <= most, "name_too_long", most=most)
    seen = all(
        letter in _JOINERS or unicodedata.category(letter)[0] not in "CZ" or letter == " " for letter in name
    )
    require(seen, "name_not_printable")
    return name
