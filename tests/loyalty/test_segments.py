"""Scores by quintile and the eleven classes, against hand-worked cases, a slow reference and the law of ties."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.segments import GRID, SEGMENT_NAMES, SEGMENTS, combined, scores, segment_of


def by_interpolation(values: list[int]) -> list[int]:
    """Score against cut points of linear interpolation, as a spreadsheet does, in exact fractions."""
    ordered = sorted(values)

    def cut(j: int) -> Fraction:
        place = Fraction((len(ordered) - 1) * j, 5)
        low = int(place)
        high = min(low + 1, len(ordered) - 1)
        return ordered[low] + (place - low) * (ordered[high] - ordered[low])

    return [1 + sum(value > cut(j) for j in (1, 2, 3, 4)) for value in values]


@given(st.lists(st.integers(0, 12) | st.integers(0, 2**60), min_size=1, max_size=40))
def test_scores_are_those_of_interpolated_quintiles(values: list[int]) -> None:
    assert scores(values) == by_interpolation(values)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=30), st.randoms())
def test_ties_score_alike_and_order_never_matters(values: list[int], chance) -> None:
    known = dict(zip(values, scores(values), strict=True))
    mixed = values[:]
    chance.shuffle(mixed)
    assert scores(mixed) == [known[value] for value in mixed]


def test_reversed_scores_count_down() -> None:
    assert scores([1, 2, 3, 4, 5], reverse=True) == [5, 4, 3, 2, 1]
    assert scores([1, 2, 3, 4, 5]) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("values", [[7], [7, 7, 7]])
def test_one_member_or_all_equal(values: list[int]) -> None:
    assert set(scores(values)) == {1}
    assert set(scores(values, reverse=True)) == {5}


def test_nobody() -> None:
    assert scores([]) == []


def test_halves_of_the_mean_go_up() -> None:
    assert [combined(2, 3), combined(1, 4), combined(5, 5), combined(1, 1)] == [3, 3, 5, 1]


def test_every_cell_has_one_class() -> None:
    assert set(GRID) == {(r, fm) for r in range(1, 6) for fm in range(1, 6)}
    assert set(GRID.values()) == set(SEGMENTS) == set(SEGMENT_NAMES)


@pytest.mark.parametrize(
    ("cells", "segment"),
    [
        ((5, 5, 5), "champions"),
        ((4, 5, 4), "champions"),
        ((3, 4, 4), "loyal"),
        ((4, 2, 3), "potential_loyalist"),
        ((5, 1, 1), "new"),
        ((3, 1, 1), "promising"),
        ((2, 2, 2), "need_attention"),
        ((2, 1, 1), "about_to_sleep"),
        ((1, 3, 3), "at_risk"),
        ((1, 4, 5), "cant_lose"),
        ((1, 2, 1), "hibernating"),
        ((1, 1, 1), "lost"),
    ],
)
def test_classes_of_the_grid(cells: tuple[int, int, int], segment: str) -> None:
    assert segment_of(*cells) == segment
