"""What an offer did, measured against the members who were held out: a difference of means with its interval.

Whole numbers throughout: means and bounds are money units, shares parts per million. The interval is Welch's by the
normal law at 95 %; below `LEAST` members on either side nothing is said, for the law does not hold there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isqrt

from loyalty.money import WHOLE

LEAST = 30
_Z = 1_959_964
"""The 97.5 % point of the normal law, in millionths."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference of two means, and the bounds between which it lies with 95 % confidence."""

    mean: int
    low: int
    high: int

    @property
    def sure(self) -> bool:
        """Say whether it is told apart from nothing."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Effect:
    """Members with the offer against members held out: net, visits (thousandths) and members who bought (share)."""

    treated: int
    held_out: int
    net: Difference
    visits: Difference
    kept: Difference


def measure(treated: Sequence[tuple[int, int]], held_out: Sequence[tuple[int, int]]) -> Effect | None:
    """Return the effect from (net, visits) of each member, also of who bought nothing; None where they are too few."""
    if len(treated) < LEAST or len(held_out) < LEAST:
        return None
    return Effect(
        len(treated),
        len(held_out),
        _differ([net for net, _ in treated], [net for net, _ in held_out]),
        _differ([visits * 1_000 for _, visits in treated], [visits * 1_000 for _, visits in held_out]),
        _differ(
            [WHOLE * (visits > 0) for _, visits in treated], [WHOLE * (visits > 0) for _, visits in held_out]
        ),
    )


def _differ(some: Sequence[int], others: Sequence[int]) -> Difference:
    mean = sum(some) * len(others) - sum(others) * len(some)
    mean = _nearest(mean, len(some) * len(others))
    half = isqrt((_spread(some) + _spread(others)) * _Z * _Z) // (WHOLE * 1_000)
    return Difference(mean, mean - half, mean + half)


def _spread(values: Sequence[int]) -> int:
    """Return the variance of the mean, in millionths."""
    number = len(values)
    squares = number * sum(value * value for value in values) - sum(values) ** 2
    return squares * WHOLE // (number * number * (number - 1))


def _nearest(top: int, bottom: int) -> int:
    return (2 * top + bottom) // (2 * bottom)
