"""Goals and costs written by hand: read strictly, spread over their days, reached in the right direction."""

from __future__ import annotations

import datetime as dt

import pytest

from loyalty.errors import LoyaltyError
from loyalty.fixed_costs import MOST_COSTS, FixedCost, fixed_sum, parse_fixed_costs
from loyalty.goals import MOST_GOALS, parse_goals

COST = {"name": {"fa": "پیامک", "en": "Messages"}, "amount": 1_000, "from": "2026-01-01", "to": "2026-01-10"}
GOAL = {"id": "g1", "figure": "net_sales", "target": 500, "every": "month", "from": "2026-01-01"}


def on(day: int, month: int = 1) -> dt.date:
    return dt.date(2026, month, day)


def test_a_cost_is_spread_evenly_over_its_days() -> None:
    (cost,) = parse_fixed_costs({"costs": [COST]})
    assert (cost.name.en, cost.branch, cost.campaign) == ("Messages", "", "")
    assert cost.within(on(1), on(11)) == 1_000
    assert cost.within(on(10), on(1, 2)) == 100
    assert cost.within(on(11), on(1, 2)) == 0
    assert FixedCost(cost.name, 100, on(1), on(3)).within(on(1), on(2)) == 33


def test_costs_are_summed_by_branch_and_campaign() -> None:
    told = parse_fixed_costs({
        "costs": [COST, {**COST, "branch": "B1"}, {**COST, "campaign": "C1", "branch": "B2"}]
    })  # fmt: skip
    whole = (on(1), on(11))
    assert fixed_sum(told, *whole) == 3_000
    assert fixed_sum(told, *whole, branches=["B1"]) == 1_000
    assert fixed_sum(told, *whole, campaign="C1") == 1_000
    assert fixed_sum(told, *whole, campaign="C2") == 0
    assert parse_fixed_costs({}) == ()


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({**COST, "amount": -1}, "document_not_whole"),
        ({**COST, "to": "2025-12-31"}, "days_backwards"),
        ({**COST, "colour": "red"}, "document_key_unknown"),
        ({key: COST[key] for key in ("name", "amount", "from")}, "document_key_missing"),
    ],
)
def test_costs_that_cannot_be(row, code) -> None:
    with pytest.raises(LoyaltyError, match=code):
        parse_fixed_costs({"costs": [row]})


def test_lists_without_end_are_refused() -> None:
    with pytest.raises(LoyaltyError, match="document_too_long"):
        parse_fixed_costs({"costs": [COST] * (MOST_COSTS + 1)})
    with pytest.raises(LoyaltyError, match="document_too_long"):
        parse_goals({"goals": [GOAL] * (MOST_GOALS + 1)})


def test_a_goal_may_be_of_billions() -> None:
    (goal,) = parse_goals({"goals": [{**GOAL, "target": "12000000000.5"}]})
    assert goal.target == 12_000_000_000_500_000
    assert goal.is_reached(12_000_000_000.5)


def test_a_goal_knows_which_way_is_better() -> None:
    churn = {**GOAL, "id": "g2", "figure": "churn_rate", "target": "4.5", "branch": "B1", "to": "2026-12-31"}
    sales, less = parse_goals({"goals": [GOAL, churn]})
    assert (sales.target, sales.branch, sales.until) == (500_000_000, "", None)
    assert (less.branch, less.until) == ("B1", on(31, 12))
    assert [sales.is_reached(value) for value in (499.9, 500)] == [False, True]
    assert [less.is_reached(value) for value in (4.5, 4.6)] == [True, False]
    assert parse_goals({}) == ()


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([GOAL, GOAL], "goal_twice"),
        ([{**GOAL, "id": "a:b"}], "document_not_word"),
        ([{**GOAL, "figure": "luck"}], "document_not_among"),
        ([{**GOAL, "figure": "churn_rate", "target": 101}], "goal_target_beyond"),
        ([{**GOAL, "target": "1.0000001"}], "document_not_decimal"),
        ([{**GOAL, "to": "2025-01-01"}], "days_backwards"),
    ],
)
def test_goals_that_cannot_be(rows, code) -> None:
    with pytest.raises(LoyaltyError, match=code):
        parse_goals({"goals": rows})
