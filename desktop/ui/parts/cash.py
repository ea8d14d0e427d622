"""A counted sum that no drawer holds is a slip of the finger: it is asked about once. No Qt."""

from __future__ import annotations

from loyalty.errors import LoyaltyError
from loyalty.money import exponent_of
from loyalty.words import Lang, format_money

_DRAWERS = {"IRT": 10**9, "IRR": 10**10}
_DRAWER = 100_000
"""What a drawer never holds, in whole money; the shop's own sums pass it where ten times the expected cash does."""


class CountDoubt:
    """Remembers the count that was asked about: the same count again is meant."""

    def __init__(self) -> None:
        self._asked: int | None = None

    def check(self, counted: int, expected: int, currency: str, lang: Lang) -> None:
        """Raise `count_far_off` the first time a count (smallest money units) is far from what is expected."""
        meant, self._asked = counted == self._asked, None
        if is_far_off(counted, expected, currency) and not meant:
            self._asked = counted
            raise LoyaltyError("count_far_off", counted=format_money(counted, lang, currency))

    def forget(self) -> None:
        """Ask again: somebody else counts, or another time."""
        self._asked = None


def is_far_off(counted: int, expected: int, currency: str) -> bool:
    """Say whether a count differs by more than ten times the expected cash and more than a drawer ever holds."""
    drawer: int = _DRAWERS.get(currency, _DRAWER * 10 ** exponent_of(currency))
    return abs(counted - expected) > max(10 * abs(expected), drawer)
