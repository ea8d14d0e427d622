"""What may be told beside an answer: the way a defect came, for who mends it, and sentences without phones.

What an exception says may hold a phone, a name or a PIN; the places in the code and the kinds of defects hold none.
"""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Iterator

from loyalty.errors import LoyaltyError
from loyalty.words import fold_digits

_PHONE = re.compile(r"(?<!\d)((?:\+|00)?98|0)?(9\d\d)[ -]?\d{3}[ -]?(\d{4})(?!\d)")
"""An Iranian mobile in any digits and spelling; what is hidden of it is its middle."""

DEEPEST = 8
"""Causes shown behind a defect."""


def without_phones(text: str) -> str:
    """Return a sentence with the middle of every phone in it hidden: where it goes, others may keep it."""
    shown, last = [], 0
    for found in _PHONE.finditer(fold_digits(text)):
        shown += [text[last : found.end(2)], " ••• "]
        last = found.start(3)
    return "".join(shown) + text[last:]


def trace_of(defect: BaseException) -> Iterator[str]:
    """Yield the lines of a defect and of what caused it, the first cause last."""
    last: BaseException | None = defect
    for _ in range(DEEPEST):
        if last is None:
            return
        yield from traceback.format_tb(last.__traceback__)
        yield f"{type(last).__qualname__}\n"
        last = last.__cause__ or last.__context__


def unexpected(defect: BaseException) -> LoyaltyError:
    """Return a defect as a refusal that names its kind and place, and nothing of a person."""
    last = traceback.extract_tb(defect.__traceback__)[-1:]
    place = f"{os.path.basename(last[0].filename)}:{last[0].lineno}" if last else "?"
    return LoyaltyError("unexpected", kind=type(defect).__name__, place=place)
