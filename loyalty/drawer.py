"""When a sum of cash is hardly meant: zeros too many, a card number scanned into the field."""

from __future__ import annotations

from collections.abc import Iterable

TIMES = 10
"""A drawer may be off by ten times what should be in it before anybody asks."""

LARGEST = {"IRT": 100_000_000, "IRR": 1_000_000_000}
"""What a drawer may always be off by, in the money units of Iran; see `slack_of` for the others."""


def slack_of(currency: str, exponent: int) -> int:
    """Return what a drawer may be off by however little should be in it, in the smallest unit of a currency.

    One hundred million Toman; of a currency with decimals ten thousand whole ones, of one without a hundred million.
    """
    return LARGEST.get(currency) or (10_000 * 10**exponent if exponent else 100_000_000)


def is_absurd_count(counted: int, expected: int, slack: int) -> bool:
    """Say whether counted cash is so far from what should be there that a typing error is nearly certain.

    It is when the two differ by more than the larger of ten times the expected cash and `slack`. Money missing within
    that is never doubted here: a difference is kept as it is.
    """
    return abs(counted - expected) > max(TIMES * abs(expected), slack)


def brought_in(opened_with: int, moves: Iterable[int]) -> int:
    """Return the cash that came from elsewhere: what the drawer lacked, move by move, as cash went in and out of it.

    `moves` are signed, in the order they happened. A drawer never holds less than nothing, so what went out beyond
    what was in it was brought in; what comes later stays in the drawer.
    """
    held, brought = opened_with, 0
    for move in moves:
        held += move
        lacked = max(-held, 0)
        held, brought = held + lacked, brought + lacked
    return brought


def is_far_count(counted: int, expected: int, slack: int) -> bool:
    """Say whether counted cash is so far from what should be there that counting again is worth it.

    It is when the two differ by more than a tenth of the expected cash and by more than a thousandth of `slack`.
    """
    return abs(counted - expected) > max(abs(expected) // 10, slack // 1_000)


def is_absurd_opening(counted: int, left: int | None, slack: int) -> bool:
    """Say whether a shift is hardly opened with so much: more than a drawer holds, or ten times what was left in it.

    `left` is the cash the shift before was closed with, None where there was none. Less than that is never doubted:
    the takings go to the bank overnight.
    """
    return counted > slack or (bool(left) and is_absurd_cash(counted, left or 0, slack))


def is_absurd_cash(given: int, to_pay: int, slack: int) -> bool:
    """Say whether cash handed over is so much more than is to be paid that a zero too many is likely.

    It is when it is ten times as much or more, and the change above a thousandth of `slack`: a large note for a small
    thing is not asked about.
    """
    return given >= TIMES * to_pay and given - to_pay > slack // 1_000
