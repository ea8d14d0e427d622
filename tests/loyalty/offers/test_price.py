"""How offers work together on a basket, and the verdict of every one of them."""

from __future__ import annotations

import datetime as dt
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from loyalty.basket import Basket, Line
from loyalty.clock import instant_text
from loyalty.errors import LoyaltyError
from loyalty.kinds import OfferUse
from loyalty.member import Moment
from loyalty.offers.offer import Offer
from loyalty.pricing.price import price
from loyalty.quote import Because, Effect, Quote
from tests.loyalty.offers.shop import (
    TODAY,
    at,
    basket,
    credit,
    granted,
    member,
    off,
    offer,
    quote,
    rules,
    silver,
    verdict,
    verdicts,
    visits,
)

SHOE = {"of": {"group": "SHOES"}}
MIXED = basket(("SHOES", 300_000), ("SOCKS", 100_000))


def discounts(result: Quote) -> list[int]:
    return [line.discount for line in result.lines]


# Discounts


def test_a_group_discount_works_on_its_lines_alone() -> None:
    result = quote(MIXED, offer("shoe", off(10, **SHOE)))
    assert discounts(result) == [30_000, 0]
    assert result.uses == (OfferUse("shoe", 1, (30_000, 0)),)
    assert result.lines[0].effects == (Effect("shoe", 30_000),)
    assert (result.totals.gross, result.totals.discount, result.totals.net) == (400_000, 30_000, 370_000)


def test_a_product_discount_works_on_that_product_alone() -> None:
    what = Basket((Line(1, "A", 1_000, product_id="p1"), Line(2, "A", 1_000, product_id="p2")))
    assert discounts(quote(what, offer("p", off(50, of={"product": "p2"})))) == [0, 500]


def test_amounts_off_never_exceed_what_is_there() -> None:
    gift = offer("gift", {"discount": {"amount": 500_000, **SHOE}})
    assert discounts(quote(MIXED, gift)) == [300_000, 0]
    assert discounts(quote(MIXED, offer("gift", {"discount": {"amount": 40_000}}))) == [30_000, 10_000]


def test_a_cap_holds_for_the_purchase() -> None:
    assert discounts(quote(MIXED, offer("ten", off(10, cap=10_000)))) == [7_500, 2_500]


def test_one_floor_then_largest_remainder() -> None:
    result = quote(basket(("A", 333), ("A", 333), ("A", 334)), offer("ten", off("12.5")))
    assert result.totals.discount == 125
    assert sorted(discounts(result)) == [41, 42, 42]


@pytest.mark.parametrize(("base", "second"), [("initial", 40_000), ("remaining", 37_000)])
def test_the_base_of_a_percent_is_said(base: str, second: int) -> None:
    result = quote(MIXED, offer("shoe", off(10, **SHOE)), offer("all", off(10, base=base)))
    assert verdict(result, "all").effect == Effect("all", second)


def test_a_discount_on_the_initial_amount_never_takes_more_than_is_left() -> None:
    first = offer("first", {"discount": {"amount": 290_000, **SHOE}})
    result = quote(MIXED, first, offer("all", off(25, base="initial")))
    assert verdict(result, "all").effect == Effect("all", 100_000)
    assert [line.net for line in result.lines] == [909, 9_091]


def test_the_better_of_two_discounts_works_and_the_other_says_so() -> None:
    result = quote(MIXED, offer("five", off(5)), offer("ten", off(10)))
    assert verdicts(result) == {"five": "beaten", "ten": "applied"}
    assert verdict(result, "five").because == Because("beaten", other="ten", number=20_000)


def test_priority_goes_before_what_gives_more() -> None:
    five, ten = offer("five", off(5), priority=1), offer("ten", off(10))
    first = rules(stacking={"basket": "first"})
    assert verdicts(quote(MIXED, five, ten, by=first)) == {"five": "applied", "ten": "beaten"}
    assert verdicts(quote(MIXED, five, ten)) == {"five": "beaten", "ten": "applied"}


def test_equal_offers_go_by_id() -> None:
    assert verdicts(quote(MIXED, offer("b", off(5)), offer("a", off(5)))) == {"a": "applied", "b": "beaten"}


def test_an_item_discount_takes_its_lines_and_leaves_the_others() -> None:
    shoe, both = (
        offer("shoe", off(20, **SHOE)),
        offer("both", off(10, **SHOE), off(10, of={"group": "SOCKS"})),
    )
    result = quote(MIXED, shoe, both)
    assert discounts(result) == [60_000, 10_000]
    assert verdict(result, "both").verdict == "applied"
    assert verdict(result, "both").because == Because("beaten", other="shoe", number=30_000)


def test_a_group_discount_leaves_the_line_another_has_taken() -> None:
    what = Basket((Line(1, "A", 1_000, product_id="p1"), Line(2, "A", 1_000, product_id="p2")))
    product = offer("product", off(50, of={"product": "p1"}), priority=1)
    result = quote(what, product, offer("group", off(10, of={"group": "A"})))
    assert discounts(result) == [500, 100]
    assert verdict(result, "group").because == Because("beaten", other="product", number=400)


def test_all_lets_discounts_stack() -> None:
    by = rules(stacking={"basket": "all", "item": "all"})
    result = quote(MIXED, offer("five", off(5)), offer("ten", off(10)), offer("shoe", off(10, **SHOE)), by=by)
    assert discounts(result) == [30_000 + 27_000 + 12_150, 10_000 + 4_500]


def test_item_discounts_come_before_basket_discounts_whatever_their_place() -> None:
    result = quote(MIXED, offer("all", off(10), priority=9), offer("shoe", off(10, **SHOE)))
    assert discounts(result) == [30_000 + 27_000, 10_000]


def test_one_of_an_exclusive_name_works() -> None:
    first = offer("a", credit(1), exclusive="season")
    second = offer("b", credit(2), exclusive="season")
    third = offer("c", credit(3))
    result = quote(MIXED, first, second, third, who=member())
    assert verdicts(result) == {"a": "beaten", "b": "applied", "c": "applied"}
    assert verdict(result, "a").because.other == "b"


def test_an_exclusive_offer_that_does_nothing_makes_way() -> None:
    top = offer("top", off(10), priority=5)
    idle = offer("idle", off(5), exclusive="season", priority=4)
    gives = offer("gives", credit(1), exclusive="season")
    result = quote(MIXED, top, idle, gives, offer("late", credit(1), exclusive="season"), who=member())
    assert verdicts(result) == {"top": "applied", "idle": "beaten", "gives": "applied", "late": "beaten"}
    assert verdict(result, "idle").because.other == "top"
    assert verdict(result, "late").because.other == "gives"


def test_an_offer_that_a_later_discount_leaves_nothing_to_earn_on_did_not_work() -> None:
    early, free = offer("early", {"credit": {"amount": 5}}, priority=1), offer("free", off(100))
    season = (
        offer("idle", off(1, of={"group": "HATS"}), exclusive="x", priority=2),
        offer("last", {"points": {"plus": 1}}, exclusive="x"),
    )
    for extra in ((), season):
        result = quote(MIXED, early, free, *extra, who=member())
        assert verdicts(result)["early"] == "not_basket"
        assert [use.offer_id for use in result.uses] == ["free"]


# Credit and points


def test_base_earning_goes_by_group_then_tier_then_rate() -> None:
    by = rules(5, earning={"credit": {"percent": 5}, "by_group": {"FUEL": 1}, "by_tier": {"silver": 7}})
    what = basket(("FUEL", 10_000), ("SHOES", 10_000))
    assert [line.credit_earned for line in quote(what, who=silver(), by=by).lines] == [100, 700]
    assert [line.credit_earned for line in quote(what, who=member(), by=by).lines] == [100, 500]


def test_only_the_part_not_paid_with_credit_earns() -> None:
    result = quote(basket(("A", 100_000)), offer("plus", credit(10)), who=member(), paying=40_000)
    assert result.totals.credit_earned == 12_000
    assert (result.totals.credit_paid, result.totals.to_pay) == (40_000, 60_000)
    paid = quote(
        basket(("A", 100_000)),
        offer("plus", credit(10)),
        offer("fixed", {"credit": {"amount": 500}}),
        offer("instead", credit(20, mode="instead")),
        who=member(),
        paying=100_000,
    )
    assert paid.totals.credit_earned == 0
    assert set(verdicts(paid).values()) == {"not_basket"}
    assert paid.totals.points_earned == 10


def test_instead_takes_the_place_of_the_base_and_plus_is_added() -> None:
    result = quote(MIXED, offer("i", credit(20, mode="instead", **SHOE)), offer("p", credit(5)), who=member())
    assert {g.cause: g.amount for g in result.grants if g.unit == "credit"} == {
        "i": 60_000,
        "p": 20_000,
        "base": 10_000,
    }
    assert result.lines[0].rates == (("i", 200_000), ("p", 50_000))
    assert result.lines[1].rates == (("base", 100_000), ("p", 50_000))


def test_two_instead_share_what_the_first_has_left() -> None:
    shoe, every = (
        offer("shoe", credit(30, mode="instead", **SHOE), priority=1),
        offer("all", credit(20, mode="instead")),
    )
    result = quote(MIXED, shoe, every, who=member())
    assert [line.credit_earned for line in result.lines] == [90_000, 20_000]
    assert verdict(result, "all").because == Because("beaten", other="shoe")
    only = quote(basket(("SHOES", 100)), shoe, every, who=member())
    assert verdicts(only) == {"shoe": "applied", "all": "beaten"}


@pytest.mark.parametrize("fields", [{"percent": 10}, {"percent": 20, "cap": 100}])
def test_instead_never_gives_less_than_the_base(fields: dict[str, int]) -> None:
    result = quote(MIXED, offer("i", {"credit": {"mode": "instead", **fields}}), who=member())
    assert result.totals.credit_earned == 40_000
    assert verdict(result, "i").verdict == "beaten"
    assert verdict(result, "i").because == Because("base_no_less")


def test_caps_of_credit_and_fixed_credit() -> None:
    result = quote(
        MIXED, offer("p", credit(10, cap=5_000)), offer("f", {"credit": {"amount": 7_000}}), who=member()
    )
    assert granted(result, "p").by_line == (3_750, 1_250)
    assert granted(result, "f").by_line == (5_250, 1_750)


def test_terms_of_credit() -> None:
    by = rules(earning={"credit": {"percent": 10, "scope": "branch", "vests_days": 1, "expires_days": 180}})
    own = offer("own", credit(5, scope="branch:b9", vests_days=0, expires_days=7))
    same = offer("same", credit(5))
    never = offer("never", {"credit": {"amount": 5, "expires_days": None}})
    result = quote(basket(("A", 1_000)), own, same, never, who=member(), by=by)
    text = {
        g.cause: [instant_text(i, "Asia/Tehran") if i else "" for i in (g.vests_at, g.expires_at)]
        for g in result.grants
    }
    assert granted(result, "base").scope == granted(result, "same").scope == "branch:b1"
    assert granted(result, "own").scope == "branch:b9"
    assert text["base"] == text["same"] == ["2026-11-22T00:00:00+03:30", "2027-05-21T00:00:00+03:30"]
    assert text["own"] == ["2026-11-21T18:00:00+03:30", "2026-11-29T00:00:00+03:30"]
    assert text["never"] == ["2026-11-21T18:00:00+03:30", ""]


def test_grants_that_agree_in_all_are_one() -> None:
    twice = offer("twice", credit(5), credit(5), credit(5, expires_days=9))
    result = quote(basket(("A", 1_000)), twice, who=member())
    assert [g.amount for g in result.grants if g.cause == "twice"] == [100, 50]
    assert verdict(result, "twice").effect == Effect("twice", 0, 150, 0)


def test_points_times_plus_and_kinds() -> None:
    by = rules(
        points={
            "kinds": [
                {"id": "main", "money_each": 10_000},
                {"id": "star", "money_each": 100_000, "expires_days": 30},
            ]
        }
    )
    result = quote(
        MIXED,
        offer("double", {"points": {"times": 2}}),
        offer("shoe", {"points": {"times": "1.5", **SHOE}}),
        offer("five", {"points": {"plus": 5, "kind": "star"}}),
        offer("none", {"points": {"plus": 5, "kind": "gone"}}),
        who=member(),
        by=by,
    )
    assert {(g.unit, g.cause): g.amount for g in result.grants if g.unit != "credit"} == {
        ("points:main", "base"): 40,
        ("points:main", "double"): 40,
        ("points:main", "shoe"): 15,
        ("points:star", "base"): 4,
        ("points:star", "five"): 5,
    }
    assert result.totals.points_by_kind == (("main", 95), ("star", 9))
    assert result.totals.points_earned == 104
    assert granted(result, "base", "points:main").expires_at is None
    assert granted(result, "five", "points:star").expires_at is not None
    assert verdict(result, "none").verdict == "not_basket"


def test_points_of_a_free_purchase() -> None:
    result = quote(
        basket(("A", 1_000)), offer("free", off(100)), offer("p", {"points": {"plus": 5}}), who=member()
    )
    assert result.totals.net == 0
    assert result.grants == ()


def test_a_walk_in_gets_discounts_and_earns_nothing() -> None:
    both = offer("both", off(10), credit(10))
    result = quote(
        MIXED, both, offer("credit", credit(10)), offer("vip", off(50), audience={"in_group": "vip"})
    )
    assert result.totals.net == 360_000
    assert result.grants == ()
    assert verdicts(result) == {"both": "applied", "credit": "not_member", "vip": "not_member"}
    assert verdict(result, "vip").because.code == "no_member"


def test_vat_is_inside_the_net() -> None:
    what = Basket((Line(1, "A", 110_000, vat_rate=100_000),))
    assert quote(what, offer("ten", off(10))).totals.vat == 9_000


# Verdicts


def test_dates_and_branch_of_an_offer() -> None:
    offers = (
        offer("soon", off(1), since="2026-11-22"),
        offer("over", off(1), until="2026-11-20"),
        offer("other", off(1), scope="branch:b2"),
        offer("today", off(1), since="2026-11-21", until="2026-11-21", scope="branch:b1"),
    )
    result = quote(MIXED, *offers)
    assert verdicts(result) == {"soon": "not_now", "over": "not_now", "other": "not_now", "today": "applied"}
    assert verdict(result, "soon").because == Because("before", on="2026-11-22")
    assert verdict(result, "over").because == Because("after", on="2026-11-20")
    assert verdict(result, "other").because == Because("other_branch", other="b2")


@pytest.mark.parametrize(("text", "outcome"), [("23:59:59+03:30", "applied"), ("20:30:00+00:00", "not_now")])
def test_the_last_day_ends_at_local_midnight(text: str, outcome: str) -> None:
    last: Offer = offer("last", off(1), until="2026-11-21")
    when: Moment = at(f"2026-11-21T{text}")
    assert verdict(quote(MIXED, last, when=when), "last").verdict == outcome


def test_hours_in_either_condition_mean_not_now() -> None:
    early = {"hours": {"from": "08:00", "until": "09:00"}}
    result = quote(MIXED, offer("a", off(1), audience=early), offer("b", off(1), basket=early))
    assert verdicts(result) == {"a": "not_now", "b": "not_now"}


def test_caps_per_member() -> None:
    once = offer("once", off(10), caps={"per_member": 2})
    assert verdicts(quote(MIXED, once, who=member(uses=(("once", 1),)))) == {"once": "applied"}
    used = quote(MIXED, once, who=member(uses=(("once", 2),)))
    assert verdicts(used) == {"once": "capped"}
    assert verdict(used, "once").because == Because("cap", number=2)
    assert verdicts(quote(MIXED, once)) == {"once": "not_member"}


def test_nearly_needs_the_rest_to_be_met_or_near() -> None:
    def judged(least: int, group: str) -> tuple[str, list[int]]:
        each = offer(
            "o",
            credit(1),
            audience={"visits": {"op": ">=", "value": 12}},
            basket={"basket_total": {"op": ">=", "amount": least, "group": group}},
        )
        found = verdict(quote(MIXED, each, who=member(*visits(10))), "o")
        return found.verdict, [missing.more for missing in found.missing]

    assert judged(100, "SHOES") == ("nearly", [2])
    assert judged(350_000, "SHOES") == ("nearly", [2, 50_000])
    assert judged(1, "HATS") == ("not_member", [2, 1])


def test_not_basket_and_not_member() -> None:
    offers = (
        offer("hats", off(1), basket={"basket_has": {"group": "HATS"}}),
        offer("far", off(1), audience={"visits": {"op": ">=", "value": 100}}),
        offer("reach", off(1, of={"group": "HATS"})),
        offer("mixed", off(1), audience={"all": [{"member": True}, {"basket_has": {"group": "SHOES"}}]}),
    )
    result = quote(MIXED, *offers, who=member(*visits(2)))
    assert verdicts(result) == {
        "hats": "not_basket",
        "far": "not_member",
        "reach": "not_basket",
        "mixed": "applied",
    }
    assert verdict(result, "reach").because == Because("no_effect")
    assert verdict(result, "far").missing[0].more == 98


# The margin floor


def test_an_offer_under_the_floor_is_refused_and_a_smaller_one_may_still_work() -> None:
    by = rules(0, margin={"SHOES": 20}, floor=10)
    what = basket(("SHOES", 100_000))
    eleven, twelve = offer("eleven", off(11)), offer("twelve", off(12))
    result = quote(what, twelve, eleven, by=by)
    assert verdicts(result) == {"eleven": "applied", "twelve": "margin"}
    assert verdict(result, "twelve").because == Because("floor", other="SHOES", number=100_000)


def test_the_floor_is_a_share_of_what_is_paid() -> None:
    by = rules(0, margin={"SHOES": 20}, floor=10)
    kept = {
        n: verdicts(quote(basket(("SHOES", 900)), offer("o", {"discount": {"amount": n}}), by=by))
        for n in (100, 101)
    }
    assert kept == {100: {"o": "applied"}, 101: {"o": "margin"}}


def test_unknown_margins_are_not_checked_and_other_groups_do_not_suffer() -> None:
    by = rules(0, margin={"SHOES": 5})
    result = quote(
        MIXED, offer("shoe", off(10, **SHOE)), offer("sock", off(90, of={"group": "SOCKS"})), by=by
    )
    assert verdicts(result) == {"shoe": "margin", "sock": "applied"}


def test_points_cost_and_redeemed_share_count() -> None:
    plus = offer("plus", {"points": {"plus": 100}})
    what = basket(("SHOES", 100_000))
    for cost, outcome in ((199, "applied"), (201, "margin")):
        by = rules(
            0,
            margin={"SHOES": 20},
            costs={"point_cost": cost},
            points={"kinds": [{"id": "main", "money_each": 10**6}]},
        )
        assert verdicts(quote(what, plus, who=member(), by=by)) == {"plus": outcome}
    half = rules(0, margin={"SHOES": 20}, costs={"redeemed_percent": 50})
    assert verdicts(quote(what, offer("c", credit(40)), who=member(), by=half)) == {"c": "applied"}
    assert verdicts(quote(what, offer("c", credit("40.01")), who=member(), by=half)) == {"c": "margin"}


def test_margins_are_net_of_vat() -> None:
    what = Basket((Line(1, "SHOES", 110_000, vat_rate=100_000),))
    by = rules(0, margin={"SHOES": 20})
    assert verdicts(quote(what, offer("o", {"discount": {"amount": 22_000}}), by=by)) == {"o": "applied"}
    assert verdicts(quote(what, offer("o", {"discount": {"amount": 22_002}}), by=by)) == {"o": "margin"}


def test_base_earning_under_the_floor_blocks_only_what_costs_more() -> None:
    by = rules(10, margin={"SHOES": 5})
    points = offer("points", {"points": {"plus": 1}})
    result = quote(basket(("SHOES", 1_000)), points, offer("more", credit(1)), who=member(), by=by)
    assert verdicts(result) == {"points": "applied", "more": "margin"}


# Refusals


def refusal(**fields: object) -> str:
    with pytest.raises(LoyaltyError) as caught:
        quote(**fields)  # type: ignore[arg-type]
    return caught.value.code


def test_refusals() -> None:
    assert refusal(what=Basket()) == "basket_empty"
    assert refusal(what=MIXED, paying=1) == "credit_without_member"
    assert refusal(what=MIXED, who=member(), paying=400_001) == "credit_over_net"
    assert refusal(what=MIXED, who=member(), paying=-1) == "credit_over_net"
    with pytest.raises(LoyaltyError, match="offer_twice"):
        quote(MIXED, offer("o", off(1)), offer("o", off(2)))


def test_offers_with_one_audience_are_judged_as_if_each_had_its_own() -> None:
    audiences: list[dict[str, Any]] = [
        {"visits": {"op": ">", "value": 3, "window": {"days": 90}}},
        {"visits": {"op": ">", "value": 9, "window": {"days": 90}}},
        {"in_group": "vip"},
        {"all": [{"member": True}, {"basket_total": {"op": ">=", "amount": 1}}]},
        {},
    ]
    offers = [offer(f"o{n}", off(5), audience=audiences[n % 5]) for n in range(15)]
    assert offers[0].audience is offers[5].audience
    apart = [replace(one, audience=deepcopy(one.audience)) for one in offers]
    assert apart[0].audience is not apart[5].audience
    for buyer in (member(*visits(5)), silver(), None):
        together = price(basket(("SHOES", 100_000)), buyer, iter(offers), rules(), at())
        assert together == price(basket(("SHOES", 100_000)), buyer, iter(apart), rules(), at())
        alone = [price(basket(("SHOES", 100_000)), buyer, [one], rules(), at()).verdicts[0] for one in offers]
        judged = {one.offer_id: one for one in together.verdicts}
        refused = [one for one in alone if one.verdict != "applied"]
        assert refused
        assert all(judged[one.offer_id] == one for one in refused)


def test_credit_is_bounded_by_the_net_after_discounts() -> None:
    ten = offer("ten", off(10))
    assert quote(MIXED, ten, who=member(), paying=360_000).totals.to_pay == 0
    with pytest.raises(LoyaltyError, match="credit_over_net"):
        quote(MIXED, ten, who=member(), paying=360_001)


def test_today_is_the_day_the_tests_say() -> None:
    assert at().on == TODAY == dt.date(2026, 11, 21)
