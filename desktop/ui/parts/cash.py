"""A sum of cash that is hardly meant is a slip of the finger: it is asked about once. No Qt."""

from __future__ import annotations

from loyalty.drawer import is_absurd_cash, is_absurd_count, is_absurd_opening, is_far_count, slack_of
from loyalty.errors import LoyaltyError
from loyalty.money import exponent_of


class CountDoubt:
    """Remembers the count that was asked about: the same count again is meant."""

    def __init__(self) -> None:
        self._asked: int | None = None

    def check(self, counted: int, expected: int, currency: str) -> None:
        """Raise `count_far_off` the first time a count (smallest money units) is far from what is expected."""
        meant, self._asked = counted == self._asked, None
        if is_far_off(counted, expected, currency) and not meant:
            self._asked = counted
            raise LoyaltyError("count_far_off", counted=counted)

    def check_opening(self, counted: int, left: int | None, currency: str) -> None:
        """Raise `count_far_off` or `count_above_left` the first time a shift is hardly opened with a count.

        `left` is what the shift before was closed with, None where there was none.
        """
        meant, self._asked = counted == self._asked, None
        slack = slack_of(currency, exponent_of(currency))
        if meant or not is_absurd_opening(counted, left, slack):
            return
        self._asked = counted
        code = "count_far_off" if counted > slack else "count_above_left"
        raise LoyaltyError(code, counted=counted, left=left or 0)

    def forget(self) -> None:
        """Ask again: somebody else counts, or another time."""
        self._asked = None


class CashDoubt:
    """Remembers the cash that was asked about: the same for the same sale again is meant."""

    def __init__(self) -> None:
        self._asked: tuple[int, int] | None = None

    def check(self, given: int, to_pay: int, currency: str) -> None:
        """Raise `cash_large` the first time cash given (smallest money units) is far more than what it pays."""
        meant, self._asked = (given, to_pay) == self._asked, None
        if is_absurd_cash(given, to_pay, slack_of(currency, exponent_of(currency))) and not meant:
            self._asked = given, to_pay
            raise LoyaltyError("cash_large", given=given, change=given - to_pay)


def is_far_off(counted: int, expected: int, currency: str) -> bool:
    """Say whether a count cannot be meant, by the bound of `loyalty.drawer`."""
    return is_absurd_count(counted, expected, slack_of(currency, exponent_of(currency)))


def is_far(counted: int, expected: int, currency: str) -> bool:
    """Say whether counting again is worth it, by the smaller bound of `loyalty.drawer`."""
    return is_far_count(counted, expected, slack_of(currency, exponent_of(currency)))
