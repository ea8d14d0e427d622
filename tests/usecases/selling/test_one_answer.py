"""One condition gives one answer about a member wherever it is asked: counted, at the counter, on the past, in a segment."""

from __future__ import annotations

import json
from typing import Any

import pytest

from desktop.models.people import Person
from desktop.usecases.audiences import audience, drawn_audiences
from desktop.usecases.offer_reach import reach_of
from desktop.usecases.offers import dry_run, granted_members, publish
from desktop.usecases.offers.granting import grant_to_all
from desktop.usecases.offers.shelf import find_offer
from desktop.usecases.policies import rules_now
from desktop.usecases.segments import set_segment
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.counter_member import load_member
from desktop.usecases.selling.lines import basket_of
from desktop.usecases.selling.pricing import price_basket
from loyalty.basket import Line
from loyalty.conditions.parse import parse_condition
from loyalty.kinds import MemberEnrolled
from loyalty.quote import APPLIED

BASKET = basket_of([Line(1, "SHOES", 100_000)])
RIGHT = {
    "kind": "one_shot",
    "benefits": [{"credit": {"percent": 5}}],
    "basket": {"basket_has": {"group": "HATS"}},
}
DRAFT = {"id": "draft", "benefits": [{"discount": {"percent": 10}}]}


@pytest.fixture
def two(selling, session, sara) -> tuple[str, str]:
    """Sara was given a right, carries a tag and used an offer; another member did none of it. Both bought once."""
    other = selling.new_id()
    with selling.transaction(session.staff_id) as tx:
        tx.record("member.enrolled", MemberEnrolled(other, None))
        tx.set_people({other: Person(name="مینا", phone="09120004568")})
        tx.set_people({sara: Person(name="سارا", phone="09120004567", tags=("vip",), gender="female")})
    publish(
        selling,
        session,
        {"id": "used", "audience": {"has_tag": "vip"}, "benefits": [{"points": {"plus": 1}}]},
    )
    for member in (sara, other):
        checkout(selling, session, BASKET, member, None)
    publish(selling, session, {"id": "right", "audience": {"has_tag": "vip"}, **RIGHT})
    return sara, other


CONDITIONS: list[dict[str, Any]] = [
    {"holds_grant": "right"},
    {"not": {"not": {"holds_grant": "right"}}},
    {"in_segment": "favoured"},
    {"has_tag": "vip"},
    {"gender": "female"},
    {"used_offer": {"offer": "used", "op": ">=", "value": 1}},
]


@pytest.mark.parametrize("condition", CONDITIONS, ids=json.dumps)
def test_every_path_gives_one_answer(selling, session, two, condition) -> None:
    sara, other = two
    set_segment(selling, session, {"id": "favoured", "condition": {"holds_grant": "right"}})
    asked = parse_condition(condition)

    assert audience(selling, asked) == (sara,)
    assert reach_of(selling, asked, lambda _done, _whole: None).reached == 1
    assert drawn_audiences(selling)["favoured"] == (sara,)

    draft = {**DRAFT, "audience": condition}
    past = dry_run(selling, draft, days=30)
    assert (past.uses, past.members) == (1, 1)

    publish(selling, session, draft)
    for member, verdict in ((sara, True), (other, False)):
        quote = price_basket(selling, BASKET, member).quote
        found = next(one.verdict for one in quote.verdicts if one.offer_id == "draft")
        assert (found == APPLIED) is verdict, member


def test_a_right_that_ended_is_held_nowhere(selling, session, two) -> None:
    sara, _ = two
    holds = parse_condition({"holds_grant": "right"})
    hats = basket_of([Line(1, "HATS", 100_000)])
    checkout(selling, session, hats, sara, None)
    assert audience(selling, holds) == ()
    with selling.read() as db:
        member = load_member(db, sara, rules_now(db), selling.now(), selling.shop.zone)
    assert member.snapshot.grants == frozenset()
    assert [one.state for one in granted_members(selling, "right")] == ["used"]


def test_who_was_given_an_offer_is_not_given_it_twice(selling, session, two) -> None:
    with selling.transaction(session.staff_id) as tx:
        assert grant_to_all(tx, selling, find_offer(tx, "right").offer) == 0
