"""Money kept in hundredths is written and read with its decimals."""

from __future__ import annotations

import pytest

from loyalty.money import exponent_of
from loyalty.words import format_amount, format_money, scale_of


@pytest.mark.parametrize(
    ("amount", "lang", "currency", "text"),
    [
        (1_250, "en", "USD", "12.50"),
        (123_456_705, "en", "EUR", "1,234,567.05"),
        (1_250, "fa", "USD", "۱۲٫۵۰"),
        (5, "en", "USD", "0.05"),
        (0, "en", "USD", "0.00"),
        (-1_250, "en", "USD", "\u200e-12.50"),
        (1_250, "en", "IRT", "1,250"),
        (-1_250, "fa", "IRT", "\u200e-۱٬۲۵۰"),
    ],
)
def test_an_amount_has_the_decimals_of_its_currency(amount: int, lang: str, currency: str, text: str) -> None:
    assert format_amount(amount, lang, currency) == text


def test_signs_and_units_stand_where_they_belong() -> None:
    assert format_amount(1_250, "en", "USD", signed=True) == "\u200e+12.50"
    assert format_amount(0, "en", "USD", signed=True) == "0.00"
    assert format_money(1_250, "en", "USD") == "12.50 USD"
    assert (exponent_of("USD"), exponent_of("IRT"), exponent_of("XXX")) == (2, 0, 0)


@pytest.mark.parametrize(
    ("amount", "size", "word"), [(999, 1, ""), (-1_000, 1_000, "thousand"), (2.5e9, 10**9, "billion")]
)
def test_a_large_number_is_told_in_words(amount: float, size: int, word: str) -> None:
    assert scale_of(amount, "en") == (size, word)


def test_an_amount_kept_in_cents_is_told_in_dollars() -> None:
    assert scale_of(99_999, "en", "USD") == (100, "")
    assert scale_of(100_000, "en", "USD") == (100_000, "thousand")
