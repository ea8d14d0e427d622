"""Groups within ranked groups: each decides by its own mode among those of its members that give something."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from loyalty.basket import Basket, Line
from loyalty.offers.parse import parse_offer
from loyalty.pricing import choices
from loyalty.pricing.kind_deal import Bench
from loyalty.quote import Quote
from tests.loyalty.offers.shop import credit, member, off, offer, quote, rules, verdict
from tests.loyalty.offers.test_best_deal import (
    BATCHES,
    MODES,
    SOAK,
    Deal,
    draw_benefit,
    draw_deal,
    is_above_floors,
    is_best,
    rate,
)

CASES = 300
ONCE_WRONG = (160, 961, 1_442)
"""Seeds at which a bound left the best deal out, or a member chosen that could not work stood for its group."""
PLACES = ("item", "basket", "credit", "points", "codes")


def draw_tree(source: random.Random) -> dict[str, Any]:
    """Return a ranked group around groups of any mode, up to three deep."""

    def group(name: str, modes: tuple[str, ...] = MODES, **more: Any) -> dict[str, Any]:
        return {"id": name, "mode": source.choice(modes), "per": source.choice(["unit", "basket"]), **more}

    places = source.sample(PLACES, 5)
    one, two = sorted(source.sample(range(6), 2))
    named = {"offers": ["o1"]} if source.random() < 0.3 else {}
    inner = [group("a", places=places[one:two], **named), group("b", places=places[two:])]
    if source.random() < 0.4:
        inner = [group("between", MODES[1:], groups=inner[:1]), inner[1]]
    return {"groups": [group("top", MODES[1:], places=places[:one], groups=inner)]}


def draw_few(source: random.Random) -> dict[str, Any]:
    """Return a benefit of any kind, most often one that a line, its floor or base earning leaves nothing of."""
    reach = source.choice(["basket", {"group": "A"}, {"product": "p"}])
    usual = (
        {"discount": {"percent": rate(source, 30), "of": reach}},
        credit(rate(source, 20), mode=source.choice(["plus", "instead"])),
        {"points": {"plus": 3}},
    )
    return draw_benefit(source) if source.random() < 0.4 else source.choice(usual)


def draw_nested(source: random.Random) -> Deal:
    """Return a small basket with offers in groups within groups, often with points that are worth nothing."""
    lines = tuple(
        Line(no, source.choice("AB"), source.randrange(1_000, 9_000), 1_000, source.choice([None, "p"]))
        for no in range(1, source.choice([1, 1, 2]) + 1)
    )
    offers = tuple(
        parse_offer(
            {
                "id": f"o{number}",
                "benefits": [draw_few(source)],
                "place": source.choice(PLACES[:4]),
                "priority": source.randrange(2),
                **source.choice([{}, {}, {}, {"code": {"shared": "NOWRUZ"}}]),
            }
        )
        for number in range(source.randrange(2, 6))
    )
    by = rules(
        source.choice([0, 10]),
        margin={group: source.choice([10, 20, 40, 60]) for group in "AB" if source.random() < 0.9},
        floor=source.choice([0, 5]),
        costs={
            "redeemed_percent": source.choice([0, 50, 100]),
            "credit_value_percent": source.choice([50, 100]),
            "point_cost": source.choice([0, 0, 3]),
            "point_value": source.choice([0, 0, 2]),
        },
        points={"kinds": [{"id": "main", "name": "main", "money_each": 100}]},
        stacking=draw_tree(source),
    )
    return Basket(lines), offers, by


def all_are_best(first: int, last: int) -> None:
    for seed in range(first, last):
        deal = draw_nested(random.Random(seed))
        is_best(deal)
        is_above_floors(deal)
        is_best(without_value(deal))


def without_value(deal: Deal) -> Deal:
    """Return a deal in which credit is worth nothing to whoever gets it, and still costs the shop something."""
    basket, offers, by = deal
    return basket, offers, replace(by, costs=replace(by.costs, credit_value=0))


def test_groups_within_ranked_groups_equal_trying_everything() -> None:
    all_are_best(0, CASES)
    for seed in ONCE_WRONG:
        all_are_best(seed, seed + 1)


def test_a_rate_below_base_earning_does_not_stand_for_its_group() -> None:
    is_best(draw_deal(random.Random(15_289)))


@pytest.mark.soak
@pytest.mark.parametrize("batch", range(BATCHES))
def test_many_more_groups_within_groups_equal_trying_everything(batch: int) -> None:
    all_are_best(CASES + batch * SOAK // BATCHES, CASES + (batch + 1) * SOAK // BATCHES)


def test_a_member_that_gives_nothing_but_stops_others_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Bench, "gives", lambda _bench, acts, _works: acts != 0)
    with pytest.raises(AssertionError):
        all_are_best(0, CASES)


def test_a_choice_for_the_basket_that_goes_by_worth_alone_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choices, "_around", lambda *_: ())
    with pytest.raises(AssertionError):
        all_are_best(0, CASES)


def test_without_the_way_of_a_group_in_one_that_is_best_for_the_member_a_deal_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(choices, "_ways", lambda *_: ())
    with pytest.raises(AssertionError):
        all_are_best(0, 3 * CASES)


def in_group(mode: str, *offers: Any, margin: dict[str, int] | None = None, **more: Any) -> Quote:
    group = {"id": "one", "mode": mode, "per": more.pop("per", "unit"), "offers": ["early", "late"], **more}
    by = rules(
        10,
        margin=margin,
        stacking={"groups": [group]},
        points={"kinds": [{"id": "main", "name": "main", "money_each": 100}]},
    )
    return quote(Basket((Line(1, "A", 100_000),)), *offers, who=member(), by=by)


@pytest.mark.parametrize("mode", ["first", "keep_most_margin"])
@pytest.mark.parametrize("per", ["unit", "basket"])
def test_an_offer_that_gives_nothing_stops_no_other(mode: str, per: str) -> None:
    early, late = offer("early", credit(9, mode="instead"), priority=2), offer("late", credit(5))
    found = in_group(mode, early, late, per=per)
    assert found.totals.credit_earned == 15_000
    assert (verdict(found, "early").because.code, verdict(found, "late").verdict) == (
        "base_no_less",
        "applied",
    )


def test_what_gives_nothing_beside_another_group_stops_no_other() -> None:
    more = offer("more", credit(15, mode="instead"))
    early, late = offer("early", credit(12, mode="instead"), priority=2), offer("late", credit(5))
    assert in_group("first", more, early, late).totals.credit_earned == 20_000


@pytest.mark.parametrize(
    "benefit",
    [{"points": {"plus": 3}}, {"code": {"offer": "later"}}, {"tier": {"lift": "silver", "days": 3}}],
)
def test_what_no_deal_weighs_is_something_given(benefit: dict[str, Any]) -> None:
    found = in_group("first", offer("early", benefit, priority=2), offer("late", off(5)), per="basket")
    assert (found.totals.discount, verdict(found, "early").verdict) == (0, "applied")


@pytest.mark.parametrize("mode", ["first", "keep_most_margin"])
def test_who_makes_way_by_the_mode_of_a_group_is_not_said_to_be_held_off_by_a_floor(mode: str) -> None:
    early, late = offer("early", off(1), priority=2), offer("late", off(10))
    found = in_group(mode, early, late, per="basket", margin={"A": 90})
    assert found.totals.discount == 1_000
    assert (verdict(found, "late").verdict, verdict(found, "late").because.other) == ("beaten", "early")


def test_points_of_a_kind_there_is_not_stop_no_other() -> None:
    early = offer("early", {"points": {"plus": 3, "kind": "gone"}}, priority=2)
    found = in_group("first", early, offer("late", off(5)))
    assert (found.totals.discount, verdict(found, "early").because.code) == (5_000, "no_effect")


TWO_LINES = Basket((Line(1, "A", 100_000), Line(2, "B", 50_000)))
SHOES = {"group": "A"}


def drawn(group: dict[str, Any], *offers: Any, **more: Any) -> Quote:
    """Return the quote of two lines, one of 100,000 in A and one of 50,000 in B, under a tree of one group."""
    by = rules(more.pop("earn", 0), stacking={"groups": [group]}, **{"margin": {"A": 90, "B": 90}, **more})
    return quote(TWO_LINES, *offers, who=member(), by=by)


@pytest.mark.parametrize(
    "early", [{"discount": {"amount": 5_000, "of": SHOES}}, off(20, of=SHOES, cap=5_000)]
)
@pytest.mark.parametrize(
    ("mode", "late", "total"),
    [("first", 10, 10_000), ("keep_most_margin", 10, 10_000), ("keep_most_margin", 4, 6_000)],
)
def test_an_amount_or_a_cap_has_its_turn_by_the_mode_of_its_group(
    mode: str, late: int, total: int, early: dict[str, Any]
) -> None:
    group = {"id": "one", "mode": mode, "per": "unit", "offers": ["early", "late"]}
    found = drawn(group, offer("early", early, priority=2), offer("late", off(late)))
    assert found.totals.discount == total
    assert verdict(found, "late").verdict == "applied"
    assert (verdict(found, "early").verdict == "applied") == (late == 10)


def test_an_amount_does_not_push_out_who_goes_before_it() -> None:
    group = {"id": "one", "mode": "first", "per": "unit", "offers": ["early", "late"]}
    early, late = (
        offer("early", off(2, of=SHOES), priority=2),
        offer("late", {"discount": {"amount": 30_000}}),
    )
    assert drawn(group, early, late).totals.discount == 2_000
    assert verdict(drawn(group, early, late), "late").because.other == "early"


def test_a_group_per_basket_does_not_make_way_for_who_comes_after_it() -> None:
    inner = [
        {"id": "pair", "mode": "best_for_member", "per": "basket", "offers": ["five", "six"]},
        {"id": "last", "offers": ["twenty"]},
    ]
    group = {"id": "one", "mode": "first", "per": "unit", "groups": inner}
    offers = [offer("five", off(5)), offer("six", off(6)), offer("twenty", off(20))]
    found = drawn(group, *offers)
    assert (found.totals.discount, verdict(found, "twenty").because.other) == (9_000, "six")


def test_a_group_with_an_order_works_or_makes_way_within_the_best_for_the_member() -> None:
    order = {"id": "order", "mode": "first", "per": "unit", "offers": ["ten", "twenty"]}
    group = {"id": "one", "mode": "best_for_member", "per": "unit", "offers": ["lone"], "groups": [order]}
    ten = offer("ten", {"discount": {"amount": 10_000, "of": SHOES}}, priority=2)
    offers = [ten, offer("twenty", off(20, of=SHOES))]
    assert drawn(group, *offers).totals.discount == 10_000
    assert drawn(group, *offers, offer("lone", off(15, of=SHOES))).totals.discount == 15_000


@pytest.mark.parametrize("value", [0, 100])
def test_credit_of_no_value_works_as_far_as_the_floor_allows_in_its_turn(value: int) -> None:
    costs = {"redeemed_percent": 100, "credit_value_percent": value}
    names = {"a": 20, "b": 19, "c": 5}
    found = quote(
        Basket((Line(1, "A", 100_000),)),
        *[offer(name, credit(share)) for name, share in names.items()],
        who=member(),
        by=rules(0, margin={"A": 30}, costs=costs),
    )
    assert (found.totals.credit_earned, found.gap) == (25_000, 0)
    assert [verdict(found, name).verdict for name in names] == ["applied", "margin", "applied"]
