"""Where an axis of values has its marks, and what they are told in; one rule for the screen and for paper. No Qt.

What must hold: marks are round, the first lies at or below the lowest value and the last at or above the highest.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from loyalty.words import Lang, scale_of

_GAPS = (1, 2, 5, 10)


def value_marks(low: float, high: float, most: int = 4) -> list[float]:
    """Return round numbers from at or below the lowest to at or above the highest, about `most` steps of them."""
    if high <= low:
        high = low + (abs(low) or 1)
    rough = (high - low) / most
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(gap * size for gap in _GAPS if gap * size >= rough * 0.999999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(place * step, 10) for place in range(first, last + 1)]


def axis_scale(values: Iterable[float | None], lang: Lang, currency: str = "") -> tuple[int, str]:
    """Return what the marks of an axis of money are divided by, and its word; nothing where they are small.

    With a currency the values are in its smallest part.
    """
    return scale_of(max((abs(one) for one in values if one is not None), default=0), lang, currency)
