"""Which counts of a drawer are taken for a slip of the keys."""

from __future__ import annotations

import pytest

from loyalty.drawer import (
    brought_in,
    is_absurd_cash,
    is_absurd_count,
    is_absurd_opening,
    is_far_count,
    slack_of,
)


@pytest.mark.parametrize(
    ("currency", "exponent", "slack"),
    [
        ("IRT", 0, 100_000_000),
        ("IRR", 0, 1_000_000_000),
        ("EUR", 2, 1_000_000),
        ("JPY", 0, 100_000_000),
        ("KWD", 3, 10_000_000),
    ],
)
def test_a_currency_has_its_own_slack(currency: str, exponent: int, slack: int) -> None:
    assert slack_of(currency, exponent) == slack


@pytest.mark.parametrize(
    ("counted", "expected", "absurd"),
    [
        (0, 1_000, False),
        (1_000, 0, False),
        (1_001, 0, True),
        (0, 99_000_000, False),
        (110_000, 10_000, False),
        (110_001, 10_000, True),
        (500, -600, False),
        (7_000, -600, True),
    ],
)
def test_only_what_nobody_can_have_meant_is_absurd(counted: int, expected: int, *, absurd: bool) -> None:
    assert is_absurd_count(counted, expected, 1_000) is absurd


@pytest.mark.parametrize(
    ("opened_with", "moves", "brought"),
    [
        (100, (), 0),
        (100, (-100,), 0),
        (100, (-100_000,), 99_900),
        (100, (-100_000, 100_000), 99_900),
        (100, (100_000, -100_000), 0),
        (100, (-300, 500, -600, 50), 300),
    ],
)
def test_what_the_drawer_lacked_was_brought_in(
    opened_with: int, moves: tuple[int, ...], brought: int
) -> None:
    assert brought_in(opened_with, moves) == brought
    assert opened_with + sum(moves) + brought >= 0


@pytest.mark.parametrize(
    ("given", "to_pay", "absurd"),
    [
        (100_000, 5_000, False),  # a large note for a small thing
        (1_199_999, 120_000, False),
        (1_200_000, 120_000, True),
        (100_000, 0, False),
        (100_001, 0, True),
        (2_000_000, 1_900_000, False),
    ],
)
def test_cash_is_hardly_meant_at_ten_times_what_it_pays(given: int, to_pay: int, *, absurd: bool) -> None:
    assert is_absurd_cash(given, to_pay, 100_000_000) is absurd


@pytest.mark.parametrize(
    ("counted", "left", "absurd"),
    [
        (3_000_000, 3_000_000, False),
        (29_999_999, 3_000_000, False),
        (30_000_000, 3_000_000, True),
        (300_000, 3_000_000, False),  # the takings went to the bank
        (105_000, 5_000, False),  # small money, however many times
        (105_001, 5_000, True),
        (30_000_000, 0, False),
        (30_000_000, None, False),
        (100_000_001, None, True),
        (100_000_001, 90_000_000, True),
    ],
)
def test_a_shift_hardly_opens_with_ten_times_what_was_left(
    counted: int, left: int | None, *, absurd: bool
) -> None:
    assert is_absurd_opening(counted, left, 100_000_000) is absurd


def test_a_count_is_far_by_more_than_a_tenth_and_more_than_small_money() -> None:
    assert not is_far_count(910_000, 1_000_000, 100_000_000)
    assert not is_far_count(100_000, 0, 100_000_000)
    assert not is_far_count(1_800_000, 2_000_000, 100_000_000)
    assert is_far_count(1_799_999, 2_000_000, 100_000_000)
