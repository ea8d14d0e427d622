"""Every generated condition says of every generated situation what the slow reference says; planted bugs are caught."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from loyalty.basket import Basket, Line
from loyalty.clock import to_instant, zone
from loyalty.conditions import meanings, past
from loyalty.conditions.evaluate import is_met
from loyalty.conditions.gates import gate_of
from loyalty.conditions.parse import parse_condition
from loyalty.conditions.situation import situation_of
from loyalty.conditions.verdict import Met, Unmet
from loyalty.member import MemberSnapshot, Moment, Visit, moment_at
from tests.loyalty.conditions.documents import EVERY, conditions
from tests.loyalty.conditions.reference import says

TEHRAN = "Asia/Tehran"


def instant(on: dt.date, minute: int) -> int:
    local = dt.datetime.combine(on, dt.time(minute // 60, minute % 60), zone(TEHRAN))
    return to_instant(local)


# Around Nowruz 1405 and 1404's leap-less end, old summers with their clocks moved, midnight, and today.
DAYS = [
    dt.date(2026, 11, 21), dt.date(2026, 11, 20), dt.date(2026, 11, 22), dt.date(2026, 10, 22), dt.date(2026, 3, 21),
    dt.date(2026, 3, 20), dt.date(2022, 9, 21), dt.date(2022, 3, 22), dt.date(2025, 3, 20), dt.date(2024, 2, 29),
    dt.date(2026, 11, 14), dt.date(2026, 10, 21), dt.date(2026, 8, 23), dt.date(2026, 8, 21),
]  # fmt: skip
days = (
    st.sampled_from(DAYS) | st.sampled_from(DAYS[:4]) | st.dates(dt.date(2025, 6, 1), dt.date(2026, 11, 21))
)
minutes = st.sampled_from((0, 1, 119, 120, 570, 720, 721, 1079, 1080, 1320, 1439))
calendars = st.sampled_from(("jalali", "gregorian"))


@st.composite
def visits(draw: st.DrawFn) -> Visit:
    on, minute = draw(days), draw(minutes)
    by_group = draw(st.dictionaries(st.sampled_from(("A", "B")), st.sampled_from((0, 100, 150, 300))))
    by_product = draw(st.dictionaries(st.sampled_from(("p1", "p2")), st.sampled_from((0, 100))))
    net = sum(by_group.values()) or draw(st.sampled_from((1, 100, 250)))
    return Visit(on, instant(on, minute), net, tuple(by_group.items()), tuple(by_product.items()))


members = st.none() | st.builds(
    MemberSnapshot,
    st.just("m"),
    joined_on=days,
    birth_on=st.none()
    | days
    | st.sampled_from((dt.date(1990, 11, 21), dt.date(2008, 11, 20), dt.date(1992, 2, 29))),
    tier=st.sampled_from(("bronze", "silver")),
    tiers_reached=st.just(("bronze",)),
    tags=st.frozensets(st.sampled_from(("vip", "staff"))),
    history=st.lists(visits(), max_size=6).map(tuple),
    uses=st.sampled_from(((), (("top", 1),), (("top", 2), ("x", 1)))),
    gender=st.sampled_from(("", "female", "male")),
    segments=st.frozensets(st.sampled_from(("champions", "drawn"))),
    grants=st.frozensets(st.just("top")),
)
lines = st.tuples(st.sampled_from(("A", "B")), st.sampled_from((1, 100, 300)), st.sampled_from((None, "p1")))


def basket(told: list[tuple[str, int, str | None]], codes: list[str], tenders: list[str]) -> Basket:
    bought = (Line(no, group, gross, product_id=thing) for no, (group, gross, thing) in enumerate(told, 1))
    return Basket(tuple(bought), tuple(codes), tuple(tenders))


baskets = st.builds(
    basket,
    st.lists(lines, max_size=3),
    st.lists(st.sampled_from(("nowruz", "Y")), max_size=1),
    st.lists(st.sampled_from(("cash", "transfer")), max_size=2),
)
moments = st.builds(
    lambda on, minute, kind: moment_at(instant(on, minute), TEHRAN, "b1", "t1", calendar=kind),
    days,
    minutes,
    calendars,
)
Told = tuple[dict[str, Any], MemberSnapshot | None, Basket, Moment]
situations = st.tuples(conditions(), members, baskets, moments)


def agrees(told: Told) -> bool:
    """Say whether judging, and the gate that only says yes or no, answer as the reference does."""
    document, who, what, when = told
    condition = parse_condition(document)
    answer = is_met(condition, who, what, when)
    open_to_them = gate_of(condition)(situation_of(who, what, when))
    return isinstance(answer, Met) is open_to_them is says(document, who, what, when)


@settings(max_examples=600)
@given(situations)
def test_it_is_what_the_reference_says(told: Told) -> None:
    assert agrees(told)


@settings(max_examples=200)
@given(situations)
def test_what_is_missing_is_a_number_above_zero(told: Told) -> None:
    document, who, what, when = told
    answer = is_met(parse_condition(document), who, what, when)
    for missing in answer.missing if isinstance(answer, Unmet) else ():
        assert missing.more > 0
        assert missing.what in ("amount", "average", "quantity", "visits", "uses", "years", "days")


def utc_day(at: int, name: str, branch_id: str, till_id: str, *, calendar: str) -> Moment:
    told = dt.datetime.fromtimestamp(at / 1000, dt.UTC)
    minute = told.hour * 60 + told.minute
    return Moment(at, told.date(), told.weekday(), minute, branch_id, till_id, name, calendar)


def closed_hours(since: int, until: int, minute: int) -> bool:
    return since <= minute <= until if since < until else minute >= since or minute <= until


def open_window(window: Any, on: dt.date, calendar: str) -> tuple[dt.date | None, dt.date | None]:
    since, until = HONEST_DAYS(window, on, calendar)
    return (since + dt.timedelta(days=1) if since else None), until


HONEST_DAYS = past.days_of


def counting_today(self: past.Past, asked: Any) -> Any:
    found = HONEST_SUM(self, asked)
    return past.Bought(found.visits + 1, found.net)


HONEST_SUM = past.Past._sum_of


EDGES = st.sampled_from((1, 7, 30)).map(
    lambda length: {"visits": {"op": ">=", "value": 1, "window": {"days": length}}}
)


def gregorian_alone(birth_on: dt.date, on: dt.date, _calendar: str) -> int:
    return abs((birth_on.replace(year=on.year, day=min(birth_on.day, 28)) - on).days)


@pytest.mark.parametrize(
    ("owner", "name", "bug", "atom"),
    [
        (meanings, "_within", closed_hours, "hours"),
        (past, "days_of", open_window, "edges"),
        (past.Past, "_sum_of", counting_today, "visits"),
        (meanings, "days_to_birthday", gregorian_alone, "birthday"),
        (meanings, "day_of_month", lambda on, _: on.day, "first_days_of_month"),
        (past, "most_common", lambda numbers: next(iter(numbers), None), "preferred_weekdays"),
    ],
)
def test_a_planted_bug_is_caught(
    monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, bug: Any, atom: str
) -> None:
    monkeypatch.setattr(owner, name, bug)
    asked = EDGES if atom == "edges" else EVERY[atom].map(lambda body: {atom: body})
    told = st.tuples(asked, members, baskets, moments)
    quickly = settings(max_examples=3_000, database=None, phases=[Phase.generate])
    assert find(told, lambda one: not agrees(one), settings=quickly)


def test_a_day_of_utc_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    at = instant(dt.date(2026, 11, 21), 60)
    document = {"dates": {"from": "2026-11-21"}}
    local, utc = moment_at(at, TEHRAN, "b1", "t1"), utc_day(at, TEHRAN, "b1", "t1", calendar="jalali")
    assert isinstance(is_met(parse_condition(document), None, Basket(), local), Met)
    assert isinstance(is_met(parse_condition(document), None, Basket(), utc), Unmet)
