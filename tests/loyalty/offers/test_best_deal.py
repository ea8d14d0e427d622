"""The best deal equals trying everything, whatever the order; and proof that a worse solver is caught."""

from __future__ import annotations

import os
import random
from fractions import Fraction
from typing import Any

import pytest

from loyalty.basket import Basket, Line
from loyalty.documents import Text
from loyalty.offers.offer import Offer
from loyalty.offers.parse import parse_offer
from loyalty.policy import Rules
from loyalty.pricing import acts, kind_deal
from loyalty.pricing.acts import ONE, lay_acts
from loyalty.pricing.bill import lay_out
from loyalty.pricing.choose import choose
from loyalty.pricing.deal import best_deal
from loyalty.pricing.floor import kept_by_line
from loyalty.pricing.settle import Table, settle
from loyalty.sentences.names import Names
from loyalty.sentences.verdicts import say_verdict
from tests.loyalty.offers.brute import best_worth
from tests.loyalty.offers.shop import at, credit, member, off, offer, quote, rules, verdict

CASES = 5_000
GROUPS = ("A", "B", "C")
Deal = tuple[Basket, tuple[Offer, ...], Rules]


def draw_reach(source: random.Random) -> Any:
    return source.choice(["basket", {"group": "A"}, {"group": "B"}, {"product": "p"}])


def rate(source: random.Random, most: int) -> str:
    """Return a percent with a broken part, so that few deals are worth the same."""
    return f"{source.randrange(1, most)}.{source.randrange(10_000):04}"


def draw_benefit(source: random.Random) -> dict[str, Any]:
    """Return a benefit of any kind that changes what a sale is worth."""
    reach, most = draw_reach(source), source.choice([None, 1, 2])
    cap = source.choice([None, None, None, source.randrange(1, 4_000)])
    fields = {key: value for key, value in {"of": reach, "cap": cap}.items() if value is not None}
    few = {} if most is None else {"most": most}
    return source.choice(
        [
            {
                "discount": {
                    "percent": rate(source, 30),
                    "base": source.choice(["initial", "remaining"]),
                    **fields,
                }
            },
            {"discount": {"percent": rate(source, 30), **fields}},
            {"discount": {"amount": source.randrange(1, 5_000), "of": reach}},
            {
                "discount": {
                    "percent": rate(source, 60),
                    source.choice(["cheapest", "dearest"]): 1,
                    "of": reach,
                }
            },
            {"credit": {"percent": rate(source, 25), "mode": source.choice(["plus", "instead"]), **fields}},
            {"credit": {"percent": rate(source, 25), **fields}},
            {"credit": {"amount": source.randrange(1, 3_000)}},
            {"points": {"times": source.choice(["1.5", 2, 7]), "of": reach}},
            {"points": {"plus": source.randrange(1, 400)}},
            {
                "price": {
                    "amount": source.randrange(1, 6_000),
                    "of": source.choice([{"group": "A"}, {"product": "p"}]),
                }
            },
            {"buy_get": {"buy": 1, "get": 1, "percent": source.choice([50, 100]), "of": reach, **few}},
            {"gift": {"product": "p", "quantity": source.choice([1, 2])}},
            {
                "bundle": {
                    "price": source.randrange(1, 9_000),
                    "parts": [
                        {"of": {"group": "A"}},
                        {"of": {"group": "B"}, "quantity": source.choice([1, 2])},
                    ],
                    **few,
                }
            },
        ]
    )


MODES = ("all", "first", "best_for_member", "keep_most_margin")


def draw_tree(source: random.Random) -> dict[str, Any]:
    """Return a stacking tree: the usual one, one of any modes, or groups within groups."""

    def group(name: str, **more: Any) -> dict[str, Any]:
        return {"id": name, "mode": source.choice(MODES), "per": source.choice(["unit", "basket"]), **more}

    places = source.sample(["item", "basket", "credit", "points", "codes"], 5)
    shape = source.randrange(4)
    if shape < 2:
        return {} if shape else {"groups": [group(place, places=[place]) for place in places]}
    inner = [group("a", places=places[1:3]), group("b", places=places[3:4], offers=["o3"])]
    if shape == 3:
        inner = [group("between", groups=inner[:1]), inner[1]]
    return {"groups": [group("top", places=places[:1], groups=inner), group("last", places=places[4:])]}


def draw_deal(source: random.Random) -> Deal:
    lines = tuple(
        Line(
            no,
            source.choice(GROUPS),
            source.randrange(100, 20_000),
            source.choice([1, 1, 2, 3]) * 1_000,
            source.choice([None, "p"]),
            vat_rate=source.choice([0, 0, 90_000]),
        )
        for no in range(1, source.randrange(1, 4) + 1)
    )
    offers = tuple(
        parse_offer(
            {
                "id": f"o{number}",
                "benefits": [draw_benefit(source) for _ in range(source.choice([1, 1, 2]))],
                "place": source.choice(["item", "basket", "credit", "points"]),
                "priority": source.randrange(2),
                "exclusive": source.choice(["", "", "", "x"]),
                **source.choice([{}, {}, {"code": {"shared": "NOWRUZ"}}]),
            }
        )
        for number in range(source.randrange(1, 5))
    )
    margins = {group: source.choice([5, 20, 40, 60]) for group in GROUPS if source.random() < 0.7}
    by = rules(
        source.choice([0, 5, 10]),
        margin=margins,
        floor=source.choice([0, 5, 15]),
        costs={
            "redeemed_percent": source.choice([0, 50, 100]),
            "credit_value_percent": source.choice([50, 100, 100]),
            "point_cost": source.choice([0, 0, 3]),
            "point_value": source.choice([0, 0, 2]),
        },
        points={"kinds": [{"id": "main", "name": "main", "money_each": 100}]},
        stacking=draw_tree(source),
    )
    return Basket(lines), offers, by


def found_worth(deal: Deal) -> Fraction:
    """Return what the product's deal is worth."""
    basket, offers, by = deal
    layout = lay_acts(lay_out(basket), offers, by, "bronze")
    best = best_deal(layout, 10**6)
    assert best.gap == 0
    kinds = zip(layout.kinds, best.kinds, strict=True)
    return Fraction(sum(kind.gross * one.weighed.worth for kind, one in kinds), ONE)


def is_best(deal: Deal) -> None:
    """Hold the deal against trying everything; fractions of a Toman are lost to whole millionths of millionths."""
    basket, offers, by = deal
    table = Table(lay_out(basket), member(), by, at())
    assert abs(found_worth(deal) - best_worth(table, offers)) < Fraction(1, 100)


def is_above_floors(deal: Deal) -> None:
    """No line that an offer works on keeps less than it must in whole money, unless base earning takes it there."""
    basket, offers, by = deal
    table = Table(lay_out(basket), member(), by, at())
    base = kept_by_line(settle(table, ()), table.bill, by)
    tally = choose(table, offers).tally
    given = [*tally.discounts.values(), *tally.credit.values(), *tally.points.values()]
    for place, (kept, least) in kept_by_line(tally, table.bill, by).items():
        if any(row[place] for row in given):
            assert kept >= min(base[place][0], least)


def test_the_best_deal_equals_trying_everything() -> None:
    for seed in range(CASES):
        deal = draw_deal(random.Random(seed))
        is_best(deal)
        is_above_floors(deal)


SOAK, BATCHES = int(os.environ.get("BASHGAH_SOAK_DEALS", "100000")), 20
"""A campaign of so many deals goes in batches, so that `-n` spreads it over processes; all of it takes five minutes of one core."""


@pytest.mark.soak
@pytest.mark.parametrize("batch", range(BATCHES))
def test_many_more_deals_equal_trying_everything(batch: int) -> None:
    first = CASES + batch * SOAK // BATCHES
    for seed in range(first, CASES + (batch + 1) * SOAK // BATCHES):
        deal = draw_deal(random.Random(seed))
        is_best(deal)
        is_above_floors(deal)


def test_order_changes_nothing() -> None:
    for seed in range(200):
        source = random.Random(seed)
        basket, offers, by = draw_deal(source)
        straight = quote(basket, *offers, who=member(), by=by)
        turned = list(offers)
        source.shuffle(turned)
        assert quote(basket, *turned, who=member(), by=by) == straight


def all_are_best(cases: int) -> None:
    for seed in range(cases):
        is_best(draw_deal(random.Random(seed)))


def greedy(_bench: object, base: kind_deal.KindDeal, _free: int, _least: int) -> kind_deal.KindDeal:
    """Take nothing but what was chosen first: no search."""
    return base


BUGS = {
    "a greedy solver": lambda patch: patch.setattr(kind_deal, "search", greedy),
    "a float": lambda patch: patch.setattr(acts, "ONE", 1e6),
    "a forgotten cap": lambda patch: patch.setattr(acts, "_capped_rate", lambda benefit, gross: benefit.rate),
}


@pytest.mark.parametrize("bug", BUGS)
def test_a_worse_solver_is_caught(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    BUGS[bug](monkeypatch)
    with pytest.raises((AssertionError, TypeError)):
        all_are_best(CASES)


def test_beyond_its_steps_the_best_found_stands_with_a_bound() -> None:
    offers = [offer(f"o{n}", credit(f"{n}.7")) for n in range(1, 14)]
    table = Table(lay_out(Basket((Line(1, "A", 1_000_000),))), member(), rules(0, margin={"A": 30}), at())
    exact, hasty = choose(table, offers, 10**6), choose(table, offers, 12)
    assert exact.gap == 0
    lacking = sum(grant for row in exact.tally.credit.values() for grant in row) - sum(
        grant for row in hasty.tally.credit.values() for grant in row
    )
    assert 0 <= lacking <= hasty.gap
    assert hasty.gap > 0


def test_of_rates_instead_of_the_base_the_highest_that_the_floor_allows_counts_alone() -> None:
    offers = (credit(15, mode="instead"), credit(12, mode="instead"), credit(20))
    named = [offer(f"o{n}", one) for n, one in enumerate(offers)]
    found = quote(Basket((Line(1, "A", 100_000),)), *named, who=member(), by=rules(0, margin={"A": 18}))
    assert (found.totals.credit_earned, found.gap) == (15_000, 0)
    assert [one.verdict for one in found.verdicts] == ["applied", "beaten", "margin"]


def test_of_offers_that_do_the_same_the_first_works_where_the_floor_allows_one() -> None:
    twins = [offer(name, credit(20)) for name in ("early", "late")]
    found = quote(Basket((Line(1, "A", 100_000),)), *twins, who=member(), by=rules(0, margin={"A": 30}))
    assert (found.totals.credit_earned, found.gap) == (20_000, 0)
    assert [(one.offer_id, one.verdict) for one in found.verdicts] == [
        ("early", "applied"),
        ("late", "margin"),
    ]


def test_beyond_its_steps_a_group_keeps_the_first_discount_that_fits() -> None:
    offers = [offer(f"o{n}", off(20 + n, of={"group": "A"})) for n in range(14)]
    table = Table(lay_out(Basket((Line(1, "A", 1_000_000),))), member(), rules(0, margin={"A": 30}), at())
    exact, hasty = choose(table, offers, 10**6), choose(table, offers, 3)
    assert hasty.tally.discounts == exact.tally.discounts == {"o10": [300_000]}
    assert (exact.gap, hasty.gap > 0) == (0, True)


def test_many_amounts_under_a_tight_floor_end_within_the_steps() -> None:
    gifts = [offer(f"g{n}", {"credit": {"amount": 40_000 + n}}) for n in range(30)]
    by = rules(0, margin={"A": 10})
    found = quote(Basket((Line(1, "A", 1_000_000),)), *gifts, who=member(), by=by)
    assert 0 < found.totals.credit_earned <= 100_000
    assert found.gap >= 100_000 - found.totals.credit_earned - 1


def test_the_first_by_priority_and_what_keeps_most() -> None:
    what = Basket((Line(1, "A", 100_000), Line(2, "B", 50_000)))
    offers = (off(10, of={"group": "A"}), off(20, of={"group": "A"}), off(5))
    named = [offer(f"o{n}", one, priority=3 - n) for n, one in enumerate(offers)]
    for mode, total in (("first", 10_000), ("best_for_member", 20_000), ("keep_most_margin", 10_000)):
        by = rules(0, margin={"A": 90, "B": 90}, stacking={"item": mode, "basket": mode})
        assert quote(what, *named, by=by).totals.discount == total + (150_000 - total) * 5 // 100
    by = rules(0, stacking={"item": "all"})
    assert quote(what, *named, by=by).totals.discount == 28_000 + 6_100


def test_groups_of_one_kind_of_lines_each_keep_their_own_mode() -> None:
    item = {"id": "item", "mode": "first", "per": "unit", "places": ["item"]}
    extra = {"id": "extra", "mode": "best_for_member", "per": "unit", "places": ["credit"]}
    offers = (
        offer("a", off(10, of={"group": "A"}), priority=2),
        offer("b", off(20, of={"group": "A"})),
        offer("c", credit(5), priority=2),
        offer("d", credit(8)),
    )
    by = rules(0, stacking={"groups": [item, extra]})
    found = quote(Basket((Line(1, "A", 100_000),)), *offers, who=member(), by=by)
    assert (found.totals.discount, found.totals.credit_earned) == (10_000, 7_200)


def test_a_shop_draws_its_own_groups() -> None:
    what = Basket((Line(1, "A", 100_000),))
    first, second = offer("first", off(10)), offer("second", off(20))
    groups = [
        {"id": "mine", "mode": "best_for_member", "per": "basket", "offers": ["first"]},
        {"id": "rest", "mode": "best_for_member", "per": "basket", "places": ["basket"]},
    ]
    found = quote(what, first, second, by=rules(0, stacking={"groups": groups}))
    assert found.totals.discount == 28_000
    assert verdict(quote(what, first, second), "first").verdict == "beaten"


def test_a_group_within_a_group_works_or_makes_way_as_one() -> None:
    what = Basket((Line(1, "A", 100_000),))
    pair = {"id": "pair", "mode": "all", "offers": ["ten", "six"]}
    best = {"id": "best", "mode": "best_for_member", "per": "basket", "offers": ["lone"], "groups": [pair]}
    offers = [offer("ten", off(10)), offer("six", off(6)), offer("lone", off(15))]
    found = quote(what, *offers, by=rules(0, stacking={"groups": [best]}))
    assert found.totals.discount == 10_000 + 5_400
    lone = verdict(found, "lone")
    assert (lone.verdict, lone.because.other) == ("beaten", "six")
    more = quote(what, *offers[:2], offer("lone", off(16)), by=rules(0, stacking={"groups": [best]}))
    assert more.totals.discount == 16_000
    assert [verdict(more, name).because.other for name in ("ten", "six")] == ["lone", "lone"]
    first = quote(what, *offers, by=rules(0, stacking={"groups": [{**best, "mode": "first"}]}))
    assert first.totals.discount == 15_000


def test_of_an_exclusive_name_the_best_for_the_member_works_whatever_else_stands_beside_it() -> None:
    what = Basket((Line(1, "A", 100_000),))
    offers = [
        offer("early", off(20), exclusive="x", priority=9, place="basket"),
        offer("late", credit(8), exclusive="x"),
        offer("all", off(15)),
    ]
    found = quote(what, *offers, who=member(), by=rules(0))
    assert (found.totals.discount, found.totals.credit_earned) == (15_000, 6_800)
    assert verdict(found, "early").verdict == "beaten"


def test_a_discount_says_on_how_many_lines_a_floor_held_it_off() -> None:
    what = Basket((Line(1, "A", 100_000), Line(2, "A", 50_000), Line(3, "B", 70_000)))
    found = quote(what, offer("all", off(20)), by=rules(0, margin={"A": 10}))
    assert found.totals.discount == 14_000
    said = verdict(found, "all")
    assert (said.verdict, said.because.code, said.because.other, said.because.lines) == (
        "applied",
        "floor",
        "A",
        2,
    )
    names = Names(groups={"A": Text("کفش", "Shoes")})
    assert say_verdict(said, "en", names) == (
        "Applied: 14,000 Toman off. A floor held it off 2 lines: With it Shoes would keep less than its floor of 0%."
    )
    assert "از ۲ ردیف" in say_verdict(said, "fa", names)


def test_beyond_its_steps_the_first_member_that_fits_stands() -> None:
    offers = [offer(f"o{n}", off(10 + n, of={"group": "A"})) for n in range(5)]
    table = Table(
        lay_out(Basket((Line(1, "A", 100_000),))),
        member(),
        rules(0, stacking={"item": "keep_most_margin"}),
        at(),
    )
    hasty = choose(table, offers, 1)
    assert (hasty.tally.net, hasty.gap > 0) == ([90_000], True)


def test_where_base_earning_costs_more_than_it_keeps_no_room_is_reckoned() -> None:
    by = rules(100, margin={"A": 50})
    found = quote(Basket((Line(1, "A", 100_000),)), offer("off", off(30)), who=member(), by=by)
    assert (found.totals.discount, found.gap) == (30_000, 0)


def test_of_rivals_under_a_floor_the_best_that_fits_works_beside_nobody() -> None:
    item = {"place": "item"}
    offers = [offer("o20", off(20), **item), offer("o19", off(19), **item), offer("more", credit(10))]
    found = quote(Basket((Line(1, "A", 100_000),)), *offers, who=member(), by=rules(0, margin={"A": 25}))
    assert (found.totals.discount, found.totals.credit_earned, found.gap) == (20_000, 0, 0)


def test_an_offer_beaten_on_some_lines_says_that_it_gave_way_in_part() -> None:
    what = Basket((Line(1, "A", 100_000), Line(2, "B", 50_000)))
    narrow, wide = offer("narrow", off(20, of={"group": "A"})), offer("wide", off(10), place="item")
    said = verdict(quote(what, narrow, wide), "wide")
    assert say_verdict(said, "en", Names()) == (
        "Applied: 5,000 Toman off. In part it gave way: “narrow” took its place: it gives 10,000 Toman more."
    )
    assert "بخشی از آن کنار ماند" in say_verdict(said, "fa", Names())
