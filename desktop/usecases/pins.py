"""What a PIN may be: digits of any script, six by default, and none of the usual ones.

A PIN is folded to 0-9 before anything else touches it, so that ۱۲۳۴۵۶ and 123456 are the same keys pressed.
"""

from __future__ import annotations

from loyalty.errors import LoyaltyError, require
from loyalty.words import fold_digits

FULL_LENGTH = 6
SHORT_LENGTH = 4
"""Accepted only where the shop's settings say so."""

LONGEST = 12

_USUAL = """
    1004 2580 0852 1379 9731 1397 1400 1399 2000 5683 0007 110110 112233 121314
    123654 142536 147258 147852 147896 159357 159753 198964 246810 258456 314159 321654 357159 369258
    456852 520131 741852 753159 789456 852456 963852 987456 998877 101112 010203 102030 110120 131415
    159951 212223 665544 445566 778899
"""
_CENTURIES = ("13", "14", "19", "20")
"""The first digits of the years people were born or wed in, Jalali and Gregorian."""
_DATE_LENGTH = 8
_UP, _DOWN = "01234567890123456789", "98765432109876543210"


def read_pin(text: str) -> str:
    """Return a typed PIN as 0-9; raises `pin_not_digits`."""
    pin = fold_digits(text.strip())
    if not (pin.isascii() and pin.isdigit()):
        raise LoyaltyError("pin_not_digits")
    return pin


def check_new_pin(text: str, least: int = FULL_LENGTH) -> str:
    """Return a PIN someone wants to have, if it is long enough and not a usual one."""
    require(text.strip(), "pin_too_short", least=least)
    pin = read_pin(text)
    require(len(pin) >= least, "pin_too_short", least=least)
    require(len(pin) <= LONGEST, "pin_too_long", most=LONGEST)
    require(not is_usual(pin), "pin_usual")
    return pin


def is_usual(pin: str) -> bool:
    """Say whether a PIN is among the first ones a stranger would try."""
    told = pin in _USUAL.split() or _runs(pin) or _repeats(pin) or _mirrors(pin)
    return told or _is_year(pin) or _is_date(pin)


def _runs(pin: str) -> bool:
    return pin in _UP or pin in _DOWN


def _repeats(pin: str) -> bool:
    sizes = (size for size in (1, 2, 3) if size < len(pin) and len(pin) % size == 0)
    return any(pin == pin[:size] * (len(pin) // size) for size in sizes)


def _mirrors(pin: str) -> bool:
    half = len(pin) // 2
    return pin[:half] == pin[::-1][:half] and len(set(pin)) <= 3


def _is_year(pin: str) -> bool:
    return len(pin) == SHORT_LENGTH and pin[:2] in _CENTURIES


def _is_date(pin: str) -> bool:
    # Of eight digits only: one in twelve of all six-digit PINs reads as some date without its century.
    if len(pin) != _DATE_LENGTH:
        return False
    written = ((pin[:4], pin[4:6], pin[6:]), (pin[4:], pin[2:4], pin[:2]), (pin[4:], pin[:2], pin[2:4]))
    return any(
        year[:2] in _CENTURIES and 1 <= int(month) <= 12 and 1 <= int(day) <= 31
        for year, month, day in written
    )
