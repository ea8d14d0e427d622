"""What is said of a condition that can never hold, or that names what is not there: each at its place."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.conditions.doubts import Surroundings, doubts
from loyalty.errors import LoyaltyError
from loyalty.member import moment_at
from loyalty.problems import say
from tests.loyalty.conditions.documents import conditions
from tests.loyalty.conditions.reference import says
from tests.loyalty.conditions.test_reference import TEHRAN, baskets, calendars, instant, members, minutes

AROUND = Surroundings(
    today=dt.date(2026, 11, 21),
    groups={"A", "B"},
    products={"p1", "gone"},
    on_sale={"p1"},
    tiers=("bronze", "silver", "gold"),
    branches={"b1", "b2"},
    tills={"t1"},
    segments={"drawn"},
    offers={"top"},
    tags={"vip"},
)


def of(document: Any) -> list[tuple[str, str]]:
    return [(one.where, one.code) for one in doubts(document, AROUND, "audience")]


def visits(op: str, value: int, **more: Any) -> dict[str, Any]:
    return {"visits": {"op": op, "value": value, **more}}


@pytest.mark.parametrize(
    "parts",
    [
        [visits(">", 10), visits("<", 5)],
        [visits(">", 10), visits("<", 11)],
        [visits("=", 3), {"not": visits(">=", 2)}],
        [{"average": {"op": ">", "amount": 5}}, {"average": {"op": "<", "amount": 5}}],
        [{"tier_is": "silver"}, {"tier_at_least": "gold"}],
        [{"tier_is": "silver"}, {"not": {"tier_at_least": "bronze"}}],
        [{"gender": "female"}, {"gender": "male"}],
        [{"weekdays": ["friday"]}, {"weekdays": ["monday", "sunday"]}],
        [{"weekdays": ["friday"]}, {"hours": {"from": "16:00", "until": "20:00", "weekdays": ["thursday"]}}],
        [{"hours": {"from": "09:00", "until": "12:00"}}, {"hours": {"from": "12:00", "until": "18:00"}}],
        [{"weekdays": ["friday"]}, {"not": {"weekdays": ["friday", "monday"]}}],
        [{"branch": "b1"}, {"branch": ["b2"]}],
        [{"dates": {"until": "2026-12-01"}}, {"dates": {"from": "2026-12-02"}}],
        [{"has_tag": "vip"}, {"not": {"in_group": "vip"}}],
        [{"not": {"bought": {"group": "A"}}}, {"bought": {"group": "A"}}],
    ],
)
def test_a_contradiction_is_found_where_it_arises(parts: list[dict[str, Any]]) -> None:
    (found,) = doubts({"all": parts}, AROUND, "audience")
    assert (found.code, found.never) == ("condition_contradicts", True)
    first, second = (next(iter(part)) for part in parts)
    assert found.where == f"audience.all[1].{second}"
    assert dict(found.values)["other"] == f"audience.all[0].{first}"
    turned = doubts({"all": [{"all": parts[1:]}, {"member": True}, parts[0]]}, AROUND, "audience")
    assert [one.where for one in turned] == [f"audience.all[2].{first}"]


def test_none_of_several_denies_each() -> None:
    denied = {"not": {"any": [visits(">", 90), {"weekdays": ["friday"]}]}}
    (found,) = doubts({"all": [{"weekdays": ["friday"]}, denied]}, AROUND, "basket")
    assert (found.where, found.code) == ("basket.all[1].not.any[1]", "condition_contradicts")


def test_what_is_sold_no_more_may_have_been_bought_and_is_in_no_basket() -> None:
    gone = {"product": "gone"}
    assert of({"bought": gone}) == []
    assert of({"basket_has": gone}) == [("audience.basket_has", "condition_product_unknown")]


@pytest.mark.parametrize(
    "parts",
    [
        [visits(">", 10), visits("<", 12)],
        [visits(">", 10), visits("<", 5, group="A")],
        [visits(">", 10), visits("<", 5, window={"days": 30})],
        [{"average": {"op": ">", "amount": 5}}, {"average": {"op": "<", "amount": 6}}],
        [{"weekdays": ["friday"]}, {"hours": {"from": "22:00", "until": "02:00", "weekdays": ["thursday"]}}],
        [{"weekdays": ["monday"]}, {"hours": {"from": "22:00", "until": "02:00", "weekdays": ["sunday"]}}],
        [{"tier_at_least": "silver"}, {"not": {"tier_is": "silver"}}],
        [{"not": {"weekdays": ["friday"]}}, {"not": {"weekdays": ["monday"]}}],
        [{"not": {"branch": "b1"}}, {"branch": ["b1", "b2"]}],
        [{"branch": ["b1", "b2"]}, {"not": {"branch": "b1"}}],
        [{"not": {"branch": "b1"}}, {"not": {"branch": "b2"}}],
        [{"not": {"average": {"op": "<", "amount": 5}}}, {"average": {"op": ">", "amount": 6}}],
        [{"dates": {"until": "2026-12-01"}}, {"dates": {"from": "2026-12-01"}}],
    ],
)
def test_what_has_room_is_not_doubted(parts: list[dict[str, Any]]) -> None:
    assert of({"all": parts}) == []


@pytest.mark.parametrize(
    ("document", "where", "code"),
    [
        (visits("<", 0), "audience.visits", "condition_never"),
        (visits(">=", 0), "audience.visits", "condition_always"),
        ({"dates": {"until": "2026-11-20"}}, "audience.dates", "condition_window_passed"),
        ({"not": {"member": True}}, "audience.not", "condition_never"),
        ({"not": {}}, "audience.not", "condition_never"),
        ({"basket_has": {"group": "GONE"}}, "audience.basket_has", "condition_group_unknown"),
        ({"bought": {"product": "p9"}}, "audience.bought", "condition_product_unknown"),
        ({"not_bought": {"group": "GONE"}}, "audience.not_bought", "condition_group_unknown"),
        ({"reaches": visits(">", 3, group="GONE")}, "audience.reaches", "condition_group_unknown"),
        ({"not": {"tier_is": "gone"}}, "audience.not.tier_is", "condition_tier_unknown"),
        ({"tier_at_least": "gone"}, "audience.tier_at_least", "condition_tier_unknown"),
        ({"in_segment": "gone"}, "audience.in_segment", "condition_segment_unknown"),
        ({"used_offer": {"offer": "gone"}}, "audience.used_offer", "condition_offer_unknown"),
        ({"has_tag": "gone"}, "audience.has_tag", "condition_tag_unknown"),
        ({"branch": ["b1", "gone"]}, "audience.branch", "condition_branch_unknown"),
        ({"till": "gone"}, "audience.till", "condition_till_unknown"),
    ],
)
def test_each_doubt_is_said_at_its_place(document: Any, where: str, code: str) -> None:
    assert of(document) == [(where, code)]
    (found,) = doubts(document, AROUND, "audience")
    for lang in ("fa", "en"):
        assert where in say(found.error(), lang)


def test_any_never_holds_when_no_part_can() -> None:
    never = visits("<", 0)
    assert of({"any": [never, {"member": True}]}) == [("audience.any[0].visits", "condition_never")]
    assert of({"any": [never, never]})[-1] == ("audience.any", "condition_never")
    assert of({"any": [never]}) == [("audience.any[0].visits", "condition_never")]
    assert of({"all": [never, visits(">", 3)]}) == [("audience.all[0].visits", "condition_never")]
    assert of({"not": {"any": [never, never]}}) == []
    assert of({"all": [{}, visits(">", 3), {"all": []}, {}]}) == []


def test_nothing_is_doubted_where_nobody_looked() -> None:
    bare = Surroundings(today=AROUND.today)
    for document in (
        {"basket_has": {"group": "GONE"}},
        {"tier_is": "x"},
        {"in_segment": "x"},
        {},
        {"in_segment": "lost"},
    ):
        assert doubts(document, bare) == ()
    with pytest.raises(LoyaltyError):
        doubts({"moon": 1}, bare)


# Nobody has joined, bought or been born later than now.
later = st.builds(
    lambda on, minute, kind: moment_at(instant(on, minute), TEHRAN, "b1", "t1", calendar=kind),
    st.dates(dt.date(2026, 11, 22), dt.date(2026, 12, 5)),
    minutes,
    calendars,
)


@settings(max_examples=150)
@given(conditions(leaves=8), members, baskets, later)
def test_what_can_never_hold_never_does(document: Any, who: Any, what: Any, when: Any) -> None:
    around = Surroundings(today=when.on, tiers=("bronze", "silver"))
    found = doubts(document, around)
    top = next(iter(document))
    if any(one.never and one.where == f"condition.{top}" for one in found):
        assert not says(document, who, what, when)
    if top == "all" and any(one.never and one.where.count(".") == 2 for one in found):
        assert not says(document, who, what, when)
