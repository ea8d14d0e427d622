"""RFM: scores from 1 to 5 by quintile, and the eleven classes of their grid. Whole numbers alone.

Equal values always get equal scores and the order of rows never matters. Members without a purchase in the window
have no scores and belong to no class.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from loyalty.documents import Text

CHAMPIONS, LOYAL, POTENTIAL_LOYALIST = "champions", "loyal", "potential_loyalist"
NEW, PROMISING, NEED_ATTENTION = "new", "promising", "need_attention"
ABOUT_TO_SLEEP, AT_RISK, CANNOT_LOSE = "about_to_sleep", "at_risk", "cant_lose"
HIBERNATING, LOST = "hibernating", "lost"

SEGMENTS = (
    CHAMPIONS,
    LOYAL,
    POTENTIAL_LOYALIST,
    NEW,
    PROMISING,
    NEED_ATTENTION,
    ABOUT_TO_SLEEP,
    AT_RISK,
    CANNOT_LOSE,
    HIBERNATING,
    LOST,
)
"""The classes from the best down."""

SEGMENT_NAMES = {
    CHAMPIONS: Text("قهرمانان", "Champions"),
    LOYAL: Text("مشتریان وفادار", "Loyal"),
    POTENTIAL_LOYALIST: Text("وفاداران بالقوه", "Potential loyalists"),
    NEW: Text("مشتریان جدید", "New"),
    PROMISING: Text("به سمت وفاداری", "Promising"),
    NEED_ATTENTION: Text("نیازمند توجه", "Need attention"),
    ABOUT_TO_SLEEP: Text("در حال اتمام فعالیت", "About to sleep"),
    AT_RISK: Text("در معرض خطر", "At risk"),
    CANNOT_LOSE: Text("وفاداران سابق", "Cannot lose"),
    HIBERNATING: Text("غیرفعال", "Hibernating"),
    LOST: Text("از دست رفته", "Lost"),
}

WINDOW_DAYS = 365
"""Purchases of so many days before the day the classes are of; a setting of the business."""

_CELLS = {
    CHAMPIONS: (55, 54, 45),
    LOYAL: (53, 44, 35, 34),
    POTENTIAL_LOYALIST: (52, 42, 33, 43),
    NEW: (51,),
    PROMISING: (41, 31),
    NEED_ATTENTION: (32, 23, 22),
    ABOUT_TO_SLEEP: (21,),
    AT_RISK: (25, 24, 13),
    CANNOT_LOSE: (15, 14),
    HIBERNATING: (12,),
    LOST: (11,),
}
GRID = {divmod(cell, 10): segment for segment, cells in _CELLS.items() for cell in cells}
"""The class of each (R, FM); all 25 cells."""


def scores(values: Sequence[int], reverse: bool = False) -> list[int]:
    """Return the score of each value, 1 (lowest fifth) to 5; `reverse` where fewer is better, as days since a visit.

    The cut points are those of linear interpolation (PERCENTILE.INC), without ever computing one: a value lies above
    the cut at j/5 exactly when more than ⌊(n−1)·j/5⌋ values are strictly smaller.
    """
    ordered = sorted(values)
    known = {value: _above(bisect_left(ordered, value), len(ordered)) for value in set(values)}
    return [5 - known[value] if reverse else 1 + known[value] for value in values]


def _above(smaller: int, count: int) -> int:
    return sum(smaller > (count - 1) * cut // 5 for cut in (1, 2, 3, 4))


def combined(f: int, m: int) -> int:
    """Return FM, the mean of two scores with halves rounded up."""
    return (f + m + 1) // 2


def segment_of(r: int, f: int, m: int) -> str:
    """Return the class of three scores."""
    return GRID[r, combined(f, m)]
