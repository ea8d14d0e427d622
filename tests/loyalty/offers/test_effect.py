"""The effect of an offer against who was held out: whole numbers, an interval, and silence where too few."""

from __future__ import annotations

from loyalty.offers.effect import Difference, measure
from loyalty.offers.standing import is_held_out
from tests.loyalty.offers.shop import credit, offer

SOME = [(100_000, 1), (300_000, 3)] * 50
OTHERS = [(50_000, 1), (150_000, 1), (0, 0), (200_000, 2)] * 25


def test_a_difference_of_means_with_its_interval() -> None:
    found = measure(SOME, OTHERS)
    assert found is not None
    # Means 200,000 and 100,000; variances of the means 10^10 / 99 and 6.25 * 10^9 / 99.
    assert (found.net.mean, found.net.low, found.net.high) == (100_000, 74_890, 125_110)
    assert (found.visits.mean, found.kept.mean) == (1_000, 250_000)
    assert found.net.sure
    assert not Difference(5, -1, 11).sure


def test_below_thirty_on_a_side_nothing_is_said() -> None:
    assert measure(SOME, OTHERS[:29]) is None
    assert measure(SOME[:29], OTHERS) is None


def test_who_is_held_out_is_the_same_everywhere_and_another_for_each_offer() -> None:
    tenth, other = offer("tenth", credit(10), holdout=10), offer("other", credit(10), holdout=10)
    out = [f"m{n}" for n in range(5_000) if is_held_out(tenth, f"m{n}", "shop")]
    assert 400 < len(out) < 600
    assert out == [f"m{n}" for n in range(5_000) if is_held_out(tenth, f"m{n}", "shop")]
    assert len([one for one in out if is_held_out(other, one, "shop")]) < 100
    assert not is_held_out(offer("all", credit(10)), "m1", "shop")
