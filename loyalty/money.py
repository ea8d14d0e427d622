"""Whole amounts, rates in parts per million, and division that always adds up.

Money and points are `int`; a rate is an `int` of parts per million (12.5 % = 125_000). No float ever
touches an amount.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loyalty.errors import LoyaltyError, require

WHOLE = 1_000_000
"""The rate that means all of it (100 %)."""

MAX_AMOUNT = 10**15
"""No single amount of a shop is larger; beyond it a typing error or an attack is certain."""

_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_PERCENT = re.compile(r"(\d{1,7})(?:\.(\d{1,4}))?\Z")


EXPONENTS = {
    **dict.fromkeys(("USD", "EUR", "GBP", "CHF", "CAD", "AUD", "AED", "SAR", "QAR", "TRY"), 2),
    **dict.fromkeys(("KWD", "BHD", "OMR"), 3),
}
"""Decimal places of the money units that have them; an amount is always a whole number of the smallest unit."""


def check_currency(currency: str) -> str:
    """Return the name of a money unit, three capital letters; raises `currency_unknown`."""
    require(_CURRENCY.match(currency), "currency_unknown", currency=currency)
    return currency


def exponent_of(currency: str) -> int:
    """Return how many decimal places a money unit is written with."""
    return EXPONENTS.get(currency, 0)


def parse_percent(value: object) -> int:
    """Return the rate in parts per million of a percent written as an integer or a decimal string.

    Floats are refused: "12.5" is exact, 12.5 need not be. Raises `percent_invalid`.
    """
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise LoyaltyError("percent_invalid", value=value)
    found = _PERCENT.match(str(value).strip())
    if found is None:
        raise LoyaltyError("percent_invalid", value=value)
    whole, part = found.group(1), found.group(2) or ""
    return int(whole) * 10_000 + int(part.ljust(4, "0"))


def percent_text(rate: int) -> str:
    """Return the percent of a rate as the shortest decimal text: 125_000 -> "12.5"."""
    whole, part = divmod(abs(rate), 10_000)
    text = f"{whole}.{part:04d}".rstrip("0") if part else str(whole)
    return f"-{text}" if rate < 0 else text


def share_of(amount: int, rate: int) -> int:
    """Return ⌊amount × rate⌋, the one rounding of every benefit (amount ≥ 0)."""
    return amount * rate // WHOLE


def allocate(total: int, weights: Sequence[int]) -> list[int]:
    """Divide `total` (≥ 0) over `weights` (≥ 0) by largest remainder; the parts add up exactly.

    Ties go to the earlier place, so the same input gives the same parts on every machine. All weights
    zero with a total left is a programming error (`nothing_to_allocate_over`).
    """
    whole = sum(weights)
    if total == 0:
        return [0] * len(weights)
    if whole <= 0:
        raise LoyaltyError("nothing_to_allocate_over", total=total)
    parts = [total * weight // whole for weight in weights]
    left = total - sum(parts)
    if not left:
        return parts
    if left == 1:
        over = [total * weight % whole for weight in weights]
        parts[over.index(max(over))] += 1
        return parts
    lacking = [-(total * weight % whole) for weight in weights]
    for index in sorted(range(len(weights)), key=lacking.__getitem__)[:left]:
        parts[index] += 1
    return parts


def check_amount(amount: object, *, least: int = 0) -> int:
    """Return `amount` if it is a whole number from `least` to `MAX_AMOUNT`; else say what is wrong with it."""
    if isinstance(amount, bool) or not isinstance(amount, int):
        raise LoyaltyError("amount_not_whole", value=amount)
    require(amount >= least, "amount_too_small", amount=amount, least=least)
    require(amount <= MAX_AMOUNT, "amount_too_large", amount=amount, most=MAX_AMOUNT)
    return amount
