"""Arithmetic of figures: money is summed in whole numbers of any size, x ÷ 0 is no figure, six decimals are shown.

Sums of money may pass 2**53 and, in principle, 2**63: nothing here goes through a float before the last division.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[Any]
"""Whole numbers of 64 bits, or Python's own where sums may be larger."""
Flags = NDArray[Any]
"""True or false for every entry."""

DIGITS = 6
_SAFE = 1 << 62
_AT_A_TIME = 1 << 17


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with the two numbers behind it; `formula` names its wording in `formulas`.

    `value` is None where there is no figure (the denominator is nothing); `percent` says it is one of a hundred.
    """

    formula: str
    numerator: int
    denominator: int
    value: float | None
    percent: bool = False

    @property
    def rate(self) -> dict[str, float | int | None]:
        """Return the numerator, the denominator and the rate, as the documents write them."""
        return {"numerator": self.numerator, "denominator": self.denominator, "rate": self.value}


def share(formula: str, part: int, whole: int) -> Figure:
    """Return a part of a whole in percent."""
    return Figure(formula, int(part), int(whole), ratio(100 * int(part), whole), percent=True)


def mean(formula: str, total: int, count: int) -> Figure:
    """Return a sum divided by a count."""
    return Figure(formula, int(total), int(count), ratio(total, count))


def ratio(numerator: int | Fraction, denominator: int) -> float | None:
    """Return a quotient to six decimals, None where it is divided by nothing."""
    return float(round(Fraction(numerator) / int(denominator), DIGITS)) if denominator else None


def total(values: Ints) -> int:
    """Return a sum, whatever its size."""
    if not len(values):
        return 0
    if values.dtype == object or may_overflow(values):
        return sum(values.tolist())
    return int(values.sum())


def sums_by(codes: Ints, values: Ints, size: int) -> Ints:
    """Return the sum of the values of each code below `size`; Python integers where 64 bits may not do."""
    wide = values.dtype == object or may_overflow(values)
    found: Ints = np.zeros(size, dtype=object if wide else np.int64)
    for some in chunks(len(codes)):
        np.add.at(found, codes[some], values[some].astype(object) if wide else values[some])
    return found


def added(parts: Sequence[Ints], size: int) -> Ints:
    """Return the sum of columns, of which some may be shorter; Python's own numbers where 64 bits may not do."""
    most = sum(int(abs(part).max()) for part in parts if len(part))
    safe = most < np.iinfo(np.int64).max and all(part.dtype != object for part in parts)
    found = np.zeros(size, dtype=np.int64 if safe else object)
    for part in parts:
        found[: len(part)] += part
    return found


def counts_by(codes: Ints, size: int) -> Ints:
    """Return how often each code below `size` occurs."""
    found: Ints = np.zeros(size, dtype=np.int64)
    for some in chunks(len(codes)):
        found += np.bincount(codes[some], minlength=size)
    return found


def chunks(size: int) -> Iterator[slice]:
    """Yield the places of a long column some at a time: what is worked out of each is then never as long as the column."""
    for start in range(0, size, _AT_A_TIME):
        yield slice(start, min(start + _AT_A_TIME, size))


def edges_in(column: Ints, values: Any) -> Ints:
    """Return where values stand in an ordered column; the column, of millions, is not copied to be as wide as they are."""
    return np.searchsorted(column, np.asarray(values, dtype=column.dtype))


def may_overflow(values: Ints) -> bool:
    """Say whether the sum of whole numbers of 64 bits may need more."""
    largest = max(abs(int(values.max())), abs(int(values.min()))) if len(values) else 0
    return largest * len(values) >= _SAFE


def median(values: Ints, *, in_place: bool = False) -> Fraction | None:
    """Return the middle value (the mean of the two in the middle), exactly; `in_place` may change the values' order."""
    if not len(values):
        return None
    low, high = middle_places(len(values))
    parted = values if in_place else values.copy()
    parted.partition((low, high))
    return Fraction(int(parted[low]) + int(parted[high]), 2)


def middle_places(count: int) -> tuple[int, int]:
    """Return where the middle of so many values in order stands: twice the same place, or the two in the middle."""
    return (count - 1) // 2, count // 2


def cut_points(values: Iterable[int]) -> tuple[float, ...]:
    """Return the 20, 40, 60 and 80 % points by linear interpolation; nothing of nothing."""
    ordered = sorted(values)
    return tuple(_cut(ordered, fifths) for fifths in (1, 2, 3, 4)) if ordered else ()


def _cut(ordered: list[int], fifths: int) -> float:
    place, rest = divmod((len(ordered) - 1) * fifths, 5)
    low = int(ordered[place])
    high = int(ordered[place + 1]) if rest else low
    return float(round(low + Fraction(rest * (high - low), 5), DIGITS))
