"""Every atom at its edges, and how conditions combine."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from loyalty.basket import Basket, Line
from loyalty.conditions.atoms import LastDays, LastMonths
from loyalty.conditions.evaluate import topics
from loyalty.conditions.parse import ATOM_NAMES, parse_condition
from loyalty.conditions.situation import past_of
from loyalty.conditions.verdict import Missing, Unmet
from loyalty.member import Visit
from tests.loyalty.conditions.table import ROWS
from tests.loyalty.offers.shop import TODAY, at, basket, holds, judged, member, silver, visit, visits

WEEK = {"days": 7}


@pytest.mark.parametrize(
    ("op", "at_nine", "at_ten", "at_eleven"),
    [
        ("<", True, False, False),
        ("<=", True, True, False),
        ("=", False, True, False),
        (">=", False, True, True),
        (">", False, False, True),
    ],
)
def test_operators(op: str, at_nine: bool, at_ten: bool, at_eleven: bool) -> None:
    condition = {"visits": {"op": op, "value": 10}}
    assert [holds(condition, member(*visits(number))) for number in (9, 10, 11)] == [
        at_nine,
        at_ten,
        at_eleven,
    ]


@pytest.mark.parametrize(("days_ago", "inside"), [(0, True), (6, True), (7, True), (8, False)])
def test_a_window_of_days_includes_its_last_day(days_ago: int, inside: bool) -> None:
    assert holds({"visits": {"op": ">=", "value": 1, "window": WEEK}}, member(visit(days_ago))) is inside


@pytest.mark.parametrize(("calendar", "inside"), [("jalali", 30), ("gregorian", 31)])
def test_a_window_of_months_is_of_the_branch_calendar(calendar: str, inside: int) -> None:
    condition = {"spent": {"op": ">", "amount": 0, "window": {"months": 1}}}
    when = at(calendar=calendar)
    assert holds(condition, member(visit(inside)), when=when)
    assert not holds(condition, member(visit(inside + 1)), when=when)


def test_a_window_between_days_includes_both() -> None:
    who = member(visit(3), visit(2), visit(1))
    day = dt.date(2026, 11, 21)

    def count(since: int, until: int) -> dict[str, Any]:
        window = {"from": str(day - dt.timedelta(since)), "until": str(day - dt.timedelta(until))}
        return {"visits": {"op": "=", "value": 2, "window": window}}

    assert holds(count(3, 2), who)
    assert holds(count(2, 1), who)
    assert not holds(count(1, 1), who)
    assert holds({"visits": {"op": "=", "value": 1, "window": {"until": str(day - dt.timedelta(3))}}}, who)
    assert holds({"visits": {"op": "=", "value": 0, "window": {"from": "2027-01-01"}}}, who)


def test_history_may_come_in_any_order() -> None:
    who = member(visit(1), visit(30), visit(5))
    assert holds({"visits": {"op": "=", "value": 2, "window": WEEK}}, who)
    assert holds({"days_since_last_visit": {"op": "=", "days": 1}}, who)


def test_sums_of_one_past_do_not_mix() -> None:
    past = past_of(member(visit(200, 7), visit(10, 5, "BAGS"), visit(1, 3)), at())
    asked = [
        (window, group)
        for window in (None, LastDays(30), LastMonths(30), LastDays(5))
        for group in ("", "BAGS")
    ]
    sums = [past.bought(*one) for one in asked]
    assert [(one.visits, one.net) for one in sums] == [
        (3, 15),
        (1, 5),
        (2, 8),
        (1, 5),
        (3, 15),
        (1, 5),
        (1, 3),
        (0, 0),
    ]
    assert [past.bought(*one) for one in asked] == sums


def test_visits_and_spent_of_a_group() -> None:
    who = member(visit(3, 100, "A"), visit(2, 50, "B"), visit(1, 7, "A"))
    assert holds({"visits": {"op": "=", "value": 2, "group": "A"}}, who)
    assert holds({"spent": {"op": "=", "amount": 107, "group": "A"}}, who)
    assert holds({"spent": {"op": "=", "amount": 157}}, who)
    assert holds({"spent": {"op": "=", "amount": 0, "group": "C"}}, who)
    given_back = Visit(TODAY, 0, 50, (("A", 50), ("B", 20), ("B", -20)))
    assert holds({"visits": {"op": "=", "value": 0, "group": "B"}}, member(given_back))


@pytest.mark.parametrize(
    ("nets", "holding"), [((200_000,), False), ((199_999,), True), ((200_000, 199_999), True), ((), False)]
)
def test_average_is_compared_exactly_and_needs_a_purchase(nets: tuple[int, ...], holding: bool) -> None:
    who = member(*(visit(1, net) for net in nets))
    assert holds({"average": {"op": "<", "amount": 200_000}}, who) is holding


def test_average_in_a_window() -> None:
    who = member(visit(20, 900_000), visit(2, 100_000))
    assert holds({"average": {"op": "<", "amount": 200_000, "window": WEEK}}, who)


def test_days_since_the_last_visit() -> None:
    assert holds({"days_since_last_visit": {"op": ">=", "days": 90}}, member(visit(90)))
    answer = judged({"days_since_last_visit": {"op": ">=", "days": 90}}, member(visit(89)))
    assert isinstance(answer, Unmet)
    assert (answer.missing, answer.near) == ((Missing("days", 89, 90),), False)
    assert not holds({"days_since_last_visit": {"op": ">=", "days": 0}}, member())


@pytest.mark.parametrize(
    ("calendar", "months", "days"),
    [("jalali", 3, 92), ("jalali", 1, 30), ("gregorian", 1, 31), ("gregorian", 12, 365)],
)
def test_no_visit_for_calendar_months(calendar: str, months: int, days: int) -> None:
    when = at(calendar=calendar)
    assert holds({"no_visit_for": {"months": months}}, member(visit(days)), when=when)
    assert not holds({"no_visit_for": {"months": months}}, member(visit(days - 1)), when=when)
    assert not holds({"no_visit_for": {"months": months}}, member(), when=when)


def test_joined_days_ago() -> None:
    who = member(joined_on=dt.date(2026, 10, 22))
    assert holds({"joined_days_ago": {"op": "<=", "days": 30}}, who)
    assert not holds({"joined_days_ago": {"op": "<=", "days": 29}}, who)


@pytest.mark.parametrize(
    ("birth_on", "today", "calendar", "days"),
    [
        ("1990-11-21", "2026-11-21", "jalali", 0),
        ("1990-11-22", "2026-11-21", "jalali", 1),
        ("1991-03-19", "2026-03-22", "jalali", 3),
        ("1991-03-23", "2026-03-19", "jalali", 4),
        ("1990-12-30", "2026-01-02", "gregorian", 3),
        ("1990-01-02", "2026-12-30", "gregorian", 3),
        ("1992-02-29", "2026-02-28", "gregorian", 0),
        ("2025-03-20", "2026-03-20", "jalali", 0),
    ],
)
def test_birthday_within_days_over_the_ends_of_years(
    birth_on: str, today: str, calendar: str, days: int
) -> None:
    who = member(birth_on=dt.date.fromisoformat(birth_on))
    when = at(f"{today}T12:00:00+03:30", calendar=calendar)
    assert holds({"birthday": {"days": days}}, who, when=when)
    assert days == 0 or not holds({"birthday": {"days": days - 1}}, who, when=when)


def test_birthday_unknown() -> None:
    assert not holds({"birthday": {"days": 182}}, member())


def test_groups_of_members_and_tiers() -> None:
    who = silver(tags=frozenset({"vip"}))
    assert holds({"in_group": "vip"}, who)
    assert holds({"has_tag": "vip"}, who)
    assert not holds({"in_group": "staff"}, who)
    assert holds({"tier_is": "silver"}, who)
    assert not holds({"tier_is": "bronze"}, who)
    assert holds({"tier_at_least": "bronze"}, who)
    assert holds({"tier_at_least": "silver"}, who)
    assert not holds({"tier_at_least": "gold"}, who)
    assert holds({"tier_at_least": "silver"}, member(tier="silver"))


def test_the_basket() -> None:
    what = basket(("A", 100, 2), ("B", 50), ("A", 30))
    assert holds({"basket_total": {"op": "=", "amount": 180}}, what=what)
    assert holds({"basket_total": {"op": "=", "amount": 130, "group": "A"}}, what=what)
    assert holds({"basket_has": {"group": "B"}}, what=what)
    assert not holds({"basket_has": {"group": "C"}}, what=what)
    assert holds({"basket_quantity": {"op": "=", "value": 4}}, what=what)
    assert holds({"basket_quantity": {"op": ">", "value": "2.5", "group": "A"}}, what=what)


def test_products_in_the_basket() -> None:
    what = Basket((Line(1, "A", 10, 2_000, "p1"), Line(2, "A", 10, 1_000, "p1"), Line(3, "A", 5)))
    assert holds({"basket_has": {"product": "p1"}}, what=what)
    assert holds({"basket_quantity": {"op": "=", "value": 3, "product": "p1"}}, what=what)
    assert not holds({"basket_has": {"product": "p2"}}, what=what)


@pytest.mark.parametrize(
    ("span", "inside"),
    [
        ({"from": "2026-11-21", "until": "2026-11-21"}, True),
        ({"from": "1405/08/30"}, True),
        ({"from": "۱۴۰۵/۰۹/۰۱"}, False),
        ({"until": "1405-08-30"}, True),
        ({"until": "1405/08/29"}, False),
        ({"from": "2026-11-01", "until": None}, True),
    ],
)
def test_dates_of_either_calendar_are_inclusive(span: dict[str, str], inside: bool) -> None:
    assert holds({"dates": span}) is inside


def test_weekdays() -> None:
    assert holds({"weekdays": ["saturday", "friday"]})
    assert not holds({"weekdays": ["sunday"]})


@pytest.mark.parametrize(
    ("time", "hours", "inside"),
    [
        ("16:00", {"from": "16:00", "until": "20:00"}, True),
        ("19:59", {"from": "16:00", "until": "20:00"}, True),
        ("20:00", {"from": "16:00", "until": "20:00"}, False),
        ("15:59", {"from": "16:00", "until": "20:00"}, False),
        ("23:30", {"from": "22:00", "until": "02:00"}, True),
        ("01:59", {"from": "22:00", "until": "02:00"}, True),
        ("02:00", {"from": "22:00", "until": "02:00"}, False),
        ("23:59", {"from": "9:00", "until": "24:00"}, True),
        ("00:00", {"from": "9:00", "until": "24:00"}, False),
        ("23:30", {"from": "22:00", "until": "02:00", "weekdays": ["saturday"]}, True),
        ("01:00", {"from": "22:00", "until": "02:00", "weekdays": ["saturday"]}, False),
        ("01:00", {"from": "22:00", "until": "02:00", "weekdays": ["friday"]}, True),
        ("12:00", {"from": "۰۹:۰۰", "until": "۱۳:۰۰", "weekdays": ["sunday"]}, False),
    ],
)
def test_hours_over_midnight_belong_to_the_day_they_began(
    time: str, hours: dict[str, Any], inside: bool
) -> None:
    assert holds({"hours": hours}, when=at(f"2026-11-21T{time}:00+03:30")) is inside


def test_branch() -> None:
    assert holds({"branch": "b1"})
    assert holds({"branch": ["b2", "b1"]})
    assert not holds({"branch": ["b2"]})


def test_a_walk_in_meets_nothing_about_a_member_nor_its_opposite() -> None:
    for condition in (
        {"member": True},
        {"in_group": "x"},
        {"not": {"in_group": "x"}},
        {"birthday": {"days": 9}},
    ):
        answer = judged(condition)
        assert isinstance(answer, Unmet)
        assert answer.about == "member"
    assert holds({"member": True}, member())


def test_nothing_asked_always_holds() -> None:
    for empty in (None, {}, {"all": []}):
        assert holds(empty)  # type: ignore[arg-type]


def test_not() -> None:
    assert holds({"not": {"in_group": "x"}}, member())
    answer = judged({"not": {"weekdays": ["saturday"]}})
    assert isinstance(answer, Unmet)
    assert (answer.about, answer.missing, answer.near) == ("moment", (), False)
    always = judged({"not": {"all": []}})
    assert isinstance(always, Unmet)
    assert always.about == "basket"


def test_any_names_what_is_nearest() -> None:
    near, far = {"visits": {"op": ">=", "value": 12}}, {"visits": {"op": ">=", "value": 100}}
    answer = judged({"any": [far, near]}, member(*visits(10)))
    assert isinstance(answer, Unmet)
    assert answer.missing == (Missing("visits", 10, 12),)
    assert answer.near
    first = judged({"any": [far, {"in_group": "x"}]}, member(*visits(10)))
    assert isinstance(first, Unmet)
    assert first.missing[0].need == 100
    assert holds({"any": [far, near]}, member(*visits(12)))


def test_all_says_everything_that_is_missing_and_puts_time_first() -> None:
    asked = {
        "all": [
            {"basket_total": {"op": ">=", "amount": 300_000}},
            {"visits": {"op": ">", "value": 10}},
            {"weekdays": ["sunday"]},
        ]
    }
    answer = judged(asked, member(*visits(10)), basket(("A", 250_000)))
    assert isinstance(answer, Unmet)
    assert answer.about == "moment"
    assert not answer.near
    assert [each.more for each in answer.missing] == [50_000, 1, 1]
    asked["all"].pop()
    answer = judged(asked, member(*visits(10)), basket(("A", 250_000)))
    assert isinstance(answer, Unmet)
    assert (answer.about, answer.near) == ("member", True)


@pytest.mark.parametrize(("have", "near"), [(4, False), (5, True), (9, True)])
def test_a_member_is_near_from_half_way(have: int, near: bool) -> None:
    answer = judged({"visits": {"op": ">=", "value": 10}}, member(*visits(have)))
    assert isinstance(answer, Unmet)
    assert answer.near is near


def test_a_basket_is_near_once_it_holds_some() -> None:
    asked = {"basket_total": {"op": ">=", "amount": 600_000, "group": "A"}}
    some, none = judged(asked, what=basket(("A", 1_000))), judged(asked, what=basket(("B", 1_000)))
    assert isinstance(some, Unmet)
    assert isinstance(none, Unmet)
    assert (some.near, none.near) == (True, False)
    assert some.missing[0].more == 599_000


def test_more_would_not_help_a_limit() -> None:
    answer = judged({"basket_total": {"op": "<", "amount": 100}}, what=basket(("A", 100)))
    assert isinstance(answer, Unmet)
    assert (answer.missing, answer.near) == ((), False)
    over = judged({"basket_total": {"op": "=", "amount": 100}}, what=basket(("A", 101)))
    assert isinstance(over, Unmet)
    assert over.missing == ()


def test_topics() -> None:
    def of(condition: dict[str, Any]) -> set[str]:
        return set(topics(parse_condition(condition)))

    assert of({"all": []}) == set()
    assert of({"not": {"any": [{"member": True}, {"weekdays": ["friday"]}]}}) == {"member", "moment"}
    assert of({"basket_has": {"group": "A"}}) == {"basket"}


@pytest.mark.parametrize("name", ATOM_NAMES)
def test_every_atom_can_be_judged(name: str) -> None:
    answer = judged({name: ROWS[name].body}, silver(visit(100)), basket(("SHOES", 10)))
    assert answer == judged({"all": [{name: ROWS[name].body}]}, silver(visit(100)), basket(("SHOES", 10)))
