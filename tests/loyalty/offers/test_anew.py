"""A one-shot offer comes again only to who fell out of its condition since; who stays in it was given it once."""

from __future__ import annotations

import datetime as dt

import pytest

from loyalty.conditions.parse import parse_condition
from loyalty.member import MemberSnapshot, Moment, Visit
from loyalty.offers.anew import MOST_DAYS, comes_anew, is_told_by_others

TODAY = dt.date(2026, 6, 20)
BORN = dt.date(1990, 6, 20)


def moment(on: dt.date = TODAY) -> Moment:
    return Moment(0, on, on.weekday(), 600, "b", "t", "Asia/Tehran", "gregorian")


def member(*visits: dt.date, born: dt.date | None = BORN) -> MemberSnapshot:
    history = tuple(Visit(on=on, at=number, net=100_000) for number, on in enumerate(sorted(visits)))
    return MemberSnapshot("m", dt.date(2020, 1, 1), birth_on=born, history=history)


def days_ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


@pytest.mark.parametrize(
    ("body", "given_ago", "visits", "anew"),
    [
        # A birthday: within its days it is the same one, a year later another.
        ({"birthday": {"days": 3}}, 2, (1,), False),
        ({"birthday": {"days": 3}}, 365, (365, 1), True),
        ({"birthday": {"days": 3}}, 365, (), True),
        # Away for three months: who never came back was told already, who came and left again was not.
        ({"no_visit_for": {"months": 3}}, 30, (150,), False),
        ({"no_visit_for": {"months": 3}}, 200, (300, 195), True),
        # A day of the week comes every week, and is one all day long.
        ({"weekdays": ["saturday"]}, 7, (7,), True),
        ({"weekdays": ["saturday"]}, 0, (1,), False),
        # What never ends does not come anew, whatever was bought since.
        ({"visits": {"op": ">", "value": 1}}, 100, (90, 60, 30), False),
        ({"member": True}, 100, (90,), False),
        (
            {"all": [{"visits": {"op": ">", "value": 1}}, {"joined_days_ago": {"op": ">=", "days": 30}}]},
            100,
            (9, 8),
            False,
        ),
        # The right of today itself is not of another day.
        ({"birthday": {"days": 3}}, 0, (), False),
    ],
)
def test_only_who_fell_out_since_comes_anew(
    body: object, given_ago: int, visits: tuple[int, ...], anew: bool
) -> None:
    condition = parse_condition(body)
    someone = member(*map(days_ago, visits))
    assert comes_anew(condition, someone, moment(), days_ago(given_ago)) is anew


def test_a_long_time_is_looked_at_in_steps_and_its_first_day_always() -> None:
    """A gap of half a year is never missed, whatever the step."""
    dates = parse_condition({"not": {"dates": {"from": "2021-01-01", "until": "2021-06-30"}}})
    assert comes_anew(dates, member(), moment(), dt.date(2016, 6, 20))
    first = parse_condition({"not": {"dates": {"from": "2016-06-21", "until": "2016-06-21"}}})
    assert comes_anew(first, member(), moment(), dt.date(2016, 6, 20))
    assert MOST_DAYS >= 30


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"in_segment": "champions"}, True),
        ({"tier_is": "silver"}, True),
        ({"any": [{"member": True}, {"not": {"tier_at_least": "gold"}}]}, True),
        ({"spent": {"op": ">", "amount": 1, "window": {"days": 90}}}, True),
        ({"spent": {"op": ">", "amount": 1, "window": {"months": 3}}}, True),
        ({"spent": {"op": ">", "amount": 1}}, False),
        ({"birthday": {"days": 3}}, False),
    ],
)
def test_what_is_known_of_today_alone(body: object, told: bool) -> None:
    assert is_told_by_others(parse_condition(body)) is told
