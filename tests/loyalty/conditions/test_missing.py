"""What is said to be missing: a number with its unit, also inside `any` and `not`; and a past that was not read."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from loyalty.basket import Basket, Line
from loyalty.conditions.atoms import LastDays
from loyalty.conditions.parse import parse_condition
from loyalty.conditions.past import NotRead, Past, past_of
from loyalty.conditions.verdict import Met, Missing, Unmet
from loyalty.errors import LoyaltyError
from loyalty.member import Asked, Bought, MemberSnapshot, Read, Totals
from loyalty.sentences.verdicts import say_missing
from tests.loyalty.conditions.table import NAMES, ROWS
from tests.loyalty.offers.shop import TODAY, at, basket, judged, member, visit, visits


def missing(condition: dict[str, Any], who: Any = None, what: Basket = Basket(), when: Any = None) -> Any:
    answer = judged(condition, who, what, when)
    assert isinstance(answer, Unmet)
    return answer.missing


@pytest.mark.parametrize(
    ("condition", "who", "lacks"),
    [
        ({"visits": {"op": ">", "value": 10}}, member(*visits(8)), Missing("visits", 8, 11)),
        ({"bought": {"product": "p1"}}, member(), Missing("visits", 0, 1, "", "p1")),
        ({"average": {"op": ">", "amount": 200}}, member(visit(1, 200)), Missing("average", 200, 201)),
        (
            {"average": {"op": ">=", "amount": 200}},
            member(visit(1, 201), visit(2, 198)),
            Missing("average", 199, 200),
        ),
        ({"used_offer": {"offer": "top"}}, member(), Missing("uses", 0, 1)),
        ({"age": {"op": ">=", "value": 18}}, member(birth_on=dt.date(2010, 1, 1)), Missing("years", 16, 18)),
        ({"joined_days_ago": {"op": ">", "days": 400}}, member(), Missing("days", 400, 401)),
        ({"birthday": {"days": 3}}, member(birth_on=dt.date(1990, 12, 1)), Missing("days", 0, 7)),
        ({"anniversary": {"days": 0}}, member(joined_on=dt.date(2026, 11, 21)), Missing("days", 0, 365)),
        (
            {"gap_against_usual": {"op": ">", "times": 2}},
            member(visit(30), visit(20), visit(10)),
            Missing("days", 10, 21),
        ),
        (
            {"gap_against_usual": {"op": ">=", "times": "1.25"}},
            member(visit(30), visit(20), visit(10)),
            Missing("days", 10, 13),
        ),
        (
            {"gap_against_usual": {"op": "=", "times": 2}},
            member(visit(30), visit(20), visit(10)),
            Missing("days", 10, 20),
        ),
    ],
)
def test_a_member_lacks_a_number(condition: dict[str, Any], who: MemberSnapshot, lacks: Missing) -> None:
    assert missing(condition, who) == (lacks,)
    for lang in ("fa", "en"):
        assert say_missing(lacks, lang, NAMES)


@pytest.mark.parametrize(
    ("condition", "who"),
    [
        ({"average": {"op": "<=", "amount": 200}}, member(visit(1, 201), visit(2, 200))),
        ({"average": {"op": "=", "amount": 200}}, member(visit(1, 201), visit(2, 200))),
        ({"gap_against_usual": {"op": "<", "times": 1}}, member(visit(30), visit(20), visit(10))),
        ({"gap_against_usual": {"op": "=", "times": "1.25"}}, member(visit(30), visit(20), visit(10))),
        ({"gap_against_usual": {"op": "=", "times": "0.5"}}, member(visit(30), visit(20), visit(10))),
        ({"anniversary": {"days": 0}}, member(joined_on=dt.date(2027, 12, 21))),
    ],
)
def test_where_more_would_not_help_nothing_is_said(condition: dict[str, Any], who: MemberSnapshot) -> None:
    assert missing(condition, who) == ()


def test_times_are_waited_for_in_days() -> None:
    assert missing({"weekdays": ["thursday"]}) == (Missing("days", 0, 5),)
    assert missing({"dates": {"from": "2026-11-25"}}) == (Missing("days", 0, 4),)
    assert missing({"dates": {"until": "2026-11-20"}}) == ()
    assert missing({"basket_has": {"product": "p1"}}) == (Missing("quantity", 0, 1_000, "", "p1"),)


def test_not_and_any_say_it_too() -> None:
    few = {"not": {"visits": {"op": "<", "value": 10}}}
    assert missing(few, member(*visits(8))) == (Missing("visits", 8, 10),)
    both = {
        "not": {"any": [{"visits": {"op": "<", "value": 10}}, {"basket_total": {"op": "<", "amount": 500}}]}
    }
    assert missing(both, member(*visits(8)), basket(("A", 100))) == (
        Missing("visits", 8, 10),
        Missing("amount", 100, 500),
    )
    either = {"not": {"all": [{"basket_total": {"op": "<", "amount": 500}}, {"weekdays": ["saturday"]}]}}
    assert missing(either, None, basket(("A", 100))) == (Missing("amount", 100, 500),)
    assert missing(
        {"not": {"not": {"basket_total": {"op": ">", "amount": 500}}}}, None, basket(("A", 100))
    ) == (Missing("amount", 100, 501),)
    assert missing({"not": {"visits": {"op": "=", "value": 8}}}, member(*visits(8))) == ()
    assert missing({"not": {"weekdays": ["saturday"]}}) == ()
    assert missing({"any": [{"in_group": "x"}, few]}, member(*visits(8))) == (Missing("visits", 8, 10),)


def test_a_purchase_reaches_a_condition_once() -> None:
    reach = {"reaches": {"spent": {"op": ">", "amount": 5_000_000}}}
    who = member(visit(3, 4_900_000))
    assert isinstance(judged(reach, who, basket(("A", 100_001))), Met)
    assert missing(reach, who, basket(("A", 100_000))) == (Missing("amount", 5_000_000, 5_000_001),)
    over = judged(reach, member(visit(3, 5_000_001)), basket(("A", 1)))
    assert isinstance(over, Unmet)
    assert (over.about, over.missing) == ("member", ())
    walk_in = judged(reach, None, basket(("A", 9_000_000)))
    assert isinstance(walk_in, Unmet)
    assert walk_in.about == "member"
    first = {"reaches": {"bought": {"product": "p1"}}}
    assert isinstance(judged(first, member(), Basket((Line(1, "A", 5, product_id="p1"),))), Met)
    assert not isinstance(judged(first, member(), basket(("A", 5))), Met)
    closed = {"reaches": {"visits": {"op": ">=", "value": 1, "window": {"until": "2026-11-20"}}}}
    assert not isinstance(judged(closed, member(), basket(("A", 5))), Met)


@pytest.mark.parametrize(
    "body", [{"tier_is": "gold"}, {"all": []}, {"not": {"visits": {"op": ">", "value": 1}}}, {}]
)
def test_only_what_a_purchase_can_reach_is_reached(body: dict[str, Any]) -> None:
    with pytest.raises(LoyaltyError) as problem:
        parse_condition({"reaches": body}, "audience")
    assert (problem.value.code, problem.value.values["where"]) == (
        "condition_not_reachable",
        "audience.reaches",
    )


@pytest.mark.parametrize("times", [0, "0", "1000.001", 1_001])
def test_times_have_bounds(times: Any) -> None:
    with pytest.raises(LoyaltyError) as problem:
        parse_condition({"gap_against_usual": {"op": ">", "times": times}})
    assert problem.value.code == "condition_times_out_of_range"


def test_the_customers_edges() -> None:
    ten, eleven = member(*visits(10)), member(*visits(11))
    more_than_ten = {"visits": {"op": ">", "value": 10}}
    assert not isinstance(judged(more_than_ten, ten, basket(("A", 1))), Met)
    assert isinstance(judged(more_than_ten, eleven, basket(("A", 1))), Met)
    much = {"spent": {"op": ">", "amount": 5_000_000}}
    assert not isinstance(judged(much, member(visit(1, 5_000_000)), basket(("A", 9))), Met)
    assert isinstance(judged(much, member(visit(1, 5_000_001))), Met)
    low = {"average": {"op": "<", "amount": 200_000}}
    assert not isinstance(judged(low, member(visit(1, 200_000))), Met)


def test_what_was_not_read_is_an_error_and_never_an_empty_answer() -> None:
    asked = Asked(LastDays(30), "A")
    read = Read(Totals(3, 900, TODAY, TODAY), {asked: Bought(2, 500)}, 17, 3)
    past = past_of(member(read=read), at())
    assert past.bought() == Bought(3, 900)
    assert past.bought(LastDays(30), "A") == Bought(2, 500)
    assert (past.preferred_hour(), past.preferred_weekday(), past.last_on) == (17, 3, TODAY)
    with pytest.raises(NotRead):
        past.bought(LastDays(31), "A")
    with pytest.raises(NotRead):
        past.after(_Amounts()).bought(LastDays(31))


class _Amounts:
    def amount(self, group: str, product_id: str = "") -> int:
        return 1


def test_a_whole_past_may_have_its_totals_kept() -> None:
    told = member(visit(3), visit(2))
    read = Read(Totals(2, 200_000, TODAY - dt.timedelta(3), TODAY - dt.timedelta(2)), whole=True)
    kept = past_of(MemberSnapshot("m", TODAY, history=told.history, read=read), at())
    plain = Past(told.history, at())
    assert kept.totals == plain.totals
    for window in (None, LastDays(2)):
        assert kept.bought(window, "SHOES") == plain.bought(window, "SHOES")
    assert kept.preferred_weekday() == plain.preferred_weekday()


def test_an_atom_about_a_member_says_nothing_of_a_walk_in() -> None:
    for name, row in ROWS.items():
        answer = judged({name: row.body})
        if isinstance(answer, Unmet) and answer.about == "member":
            assert answer.missing == ()
