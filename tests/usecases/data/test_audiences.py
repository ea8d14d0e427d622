"""A count over everyone says what the counter would say of each: two ways of reading the same file, generated facts."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import HealthCheck, given, settings

from desktop.models.people import Person
from desktop.models.verify import verify
from desktop.usecases import pictures
from desktop.usecases.audiences import audience, brief_for, count_audience
from desktop.usecases.policies import publish_policy, rules_now
from desktop.usecases.segments import segments_now, set_segment
from desktop.usecases.selling.counter_member import load_member
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.basket import Basket
from loyalty.clock import DAY, HOUR
from loyalty.conditions.atoms import Condition
from loyalty.conditions.evaluate import is_met
from loyalty.conditions.parse import parse_condition
from loyalty.conditions.segments import in_order, placed
from loyalty.conditions.verdict import Met
from loyalty.errors import LoyaltyError
from loyalty.kinds import (
    ImportedMembers,
    ImportedSales,
    MemberGone,
    MemberImported,
    MemberPair,
    SaleImported,
    SoldLine,
)
from loyalty.member import moment_at
from tests.loyalty.conditions.documents import ABOUT_MEMBERS, ABOUT_MOMENTS, conditions

MEMBERS, SALES = 40, 260


def line(dice: random.Random, place: int) -> SoldLine:
    product_id = dice.choice((None, "p1", "p2"))
    return SoldLine(place, dice.choice("AB"), product_id, 1_000, dice.choice((100, 150, 300)), 0, 0, 0)


def sale(dice: random.Random, number: int, now: int, branch: str) -> SaleImported:
    lines = tuple(line(dice, place) for place in range(1, dice.choice((2, 2, 3))))
    ago = (
        dice.choice((0, 1, 7, 29, 30, 31, 90, 91, 92, 93, 400))
        if dice.random() < 0.4
        else dice.randrange(420)
    )
    at = now - ago * DAY - dice.randrange(12) * HOUR
    net = sum(one.gross for one in lines)
    return SaleImported(f"s{number}", None, f"m{dice.randrange(MEMBERS)}", branch, at, net, 0, 0, net, lines)


def back(dice: random.Random, sold: SaleImported) -> SaleImported:
    whole = dice.random() < 0.5
    part = tuple(
        SoldLine(one.line_no, one.group, one.product_id, -one.quantity, -one.gross, 0, 0, 0)
        for one in (sold.lines if whole else sold.lines[:1])
    )
    net = sum(one.gross for one in part)
    return SaleImported(
        f"r-{sold.sale_id}",
        sold.sale_id,
        sold.member_id,
        sold.branch_id,
        sold.at + HOUR,
        net,
        0,
        0,
        net,
        part,
    )


@pytest.fixture
def club(till: Till, session: Session) -> Till:
    """Return a shop with forty members, merged, left and erased ones among them, and their purchases."""
    dice, now, branch = random.Random(7), till.now(), till.shop.branch_id
    joined = [MemberImported(f"m{n}", now - dice.randrange(500) * DAY, branch) for n in range(MEMBERS)]
    sales = [sale(dice, number, now, branch) for number in range(SALES)]
    backs = [back(dice, one) for one in sales if dice.random() < 0.2]
    with till.transaction(session.staff_id) as tx:
        tx.record("member.imported", ImportedMembers(tuple(joined)))
        people = {}
        for n in range(MEMBERS):
            birth = dt.date(
                dice.choice((1990, 2008)), *dice.choice(((11, 20), (11, 21), (11, 24), (3, 20), (2, 28)))
            )
            tags = tuple(tag for tag in ("vip", "staff") if dice.random() < 0.3)
            gender = dice.choice(("", "female", "male"))
            people[f"m{n}"] = Person(birth_on=birth if n % 3 else None, gender=gender, tags=tags)
        tx.set_people(people)
        tx.record("sale.imported", ImportedSales(tuple(sales)))
        tx.record("sale.imported", ImportedSales(tuple(backs)))
        for one, other in (("m0", "m1"), ("m1", "m2"), ("m5", "m9")):
            tx.record("member.merged", MemberPair(one, other))
        tx.record("member.left", MemberGone("m20"))
        for n in range(MEMBERS):
            segment = ("champions", "lost", "new")[n % 3]
            tx.run("INSERT INTO member_class (member_id, segment) VALUES (?, ?)", (f"m{n}", segment))
    publish_policy(till, session, "tiers", {"tiers": [["bronze", 0], ["silver", 20]], "window_days": 365})
    publish_policy(till, session, "points", {"kinds": [{"id": "main", "name": "x", "money_each": 50}]})
    set_segment(till, session, {"id": "drawn", "condition": {"visits": {"op": ">=", "value": 4}}})
    return till


def at_the_counter(till: Till, condition: Condition) -> set[str]:
    """Return whom the counter would say meets a condition, one by one, on the whole history."""
    shop = till.shop
    moment = moment_at(till.now(), shop.zone, shop.branch_id, shop.till_id)
    met = set()
    with till.read() as db:
        rules, segments = rules_now(db), segments_now(db)
        classes = dict(db.rows("SELECT member_id, segment FROM member_class"))
        brief = brief_for(db, condition, moment)
        chiefs = db.rows("SELECT DISTINCT survivor_id FROM member WHERE state = 'active'")
        for (member_id,) in chiefs:
            whole = load_member(db, member_id, rules, moment.at, shop.zone).snapshot
            whole = placed(whole, in_order(segments, segments), moment, classes.get(member_id, ""))
            quick = load_member(db, member_id, rules, moment.at, shop.zone, brief).snapshot
            slow, fast = (isinstance(is_met(condition, who, Basket(), moment), Met) for who in (whole, quick))
            assert slow is fast
            if slow:
                met.add(member_id)
    return met


MEMBERLY = {
    name: body for name, body in {**ABOUT_MEMBERS, **ABOUT_MOMENTS}.items() if name not in ("branch", "till")
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(condition=conditions(MEMBERLY, leaves=3).map(parse_condition))
def test_everyone_is_judged_as_at_the_counter(club: Till, condition: Condition) -> None:
    found = audience(club, condition)
    assert set(found) == at_the_counter(club, condition)
    assert list(found) == sorted(set(found))
    assert count_audience(club, condition) == len(found)


def test_pages_do_not_show(club: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    condition = parse_condition({"spent": {"op": ">=", "amount": 300, "window": {"days": 90}}})
    whole = audience(club, condition)
    monkeypatch.setattr(pictures, "PAGE", 3)
    told: list[tuple[int, int]] = []
    assert audience(club, condition, lambda done, of: told.append((done, of))) == whole
    assert told[-1][0] == told[-1][1] == MEMBERS - 4
    assert len(told) == 12


class _Enough(Exception):
    pass


def test_a_count_can_be_stopped(club: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "PAGE", 3)

    def stop(done: int, whole: int) -> None:
        if done > 5:
            raise _Enough

    with pytest.raises(_Enough):
        count_audience(club, parse_condition({"member": True}), stop)
    assert count_audience(club, parse_condition({"member": True})) == MEMBERS - 4


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({"basket_total": {"op": ">", "amount": 1}}, "audience_about_basket"),
        ({"reaches": {"visits": {"op": ">", "value": 1}}}, "audience_about_basket"),
        ({"in_segment": "nobody"}, "segment_unknown"),
    ],
)
def test_what_cannot_be_counted_is_refused(club: Till, document: dict[str, object], code: str) -> None:
    with pytest.raises(LoyaltyError) as problem:
        count_audience(club, parse_condition(document))
    assert problem.value.code == code


def test_the_kept_days_stand_the_check_from_zero(club: Till) -> None:
    with club.read() as db:
        assert verify(db).problems == ()
        kept = db.rows("SELECT member_id, first_on, last_on FROM member_stat WHERE visits > 0")
        again = db.rows(
            "SELECT member_id, min(on_day), max(on_day) FROM sale WHERE net_now > 0 GROUP BY member_id"
        )
    assert sorted(kept) == sorted(again)
    with club.transaction("owner") as tx:
        tx.run("UPDATE member_stat SET first_on = '2020-01-01' WHERE member_id = 'm3'")
    with club.read() as db:
        (problem,) = verify(db).problems
    assert dict(problem.values)["key"] == "m3"
