"""The customer's own figures, to the Toman, with their edges."""

from __future__ import annotations

import pytest

from loyalty.basket import Basket, Line
from loyalty.money import WHOLE
from loyalty.offers.trying import Goods
from loyalty.offers.worst_case import check_profit
from loyalty.pricing.bill import lay_out
from loyalty.pricing.floor import kept_by_group
from loyalty.pricing.settle import Table, settle
from loyalty.sentences.offers import say_rates
from tests.loyalty.offers.shop import (
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
    visit,
    visits,
)

INSTEAD = offer(
    "instead-20",
    credit(20, mode="instead"),
    basket={"basket_total": {"op": ">=", "amount": 600_000, "group": "SHOES"}},
    place="credit",
)
OVER_TEN = offer("over-10-visits", credit(10), audience={"visits": {"op": ">", "value": 10}})
BIG = offer("over-5m", off(5), credit(5), audience={"spent": {"op": ">", "amount": 5_000_000}})
SILVER = offer("silver", credit(15), audience={"tier_is": "silver"})
SALON = (OVER_TEN, BIG, SILVER)


@pytest.mark.parametrize(
    ("amount", "earned", "instead"),
    [(200_000, 20_000, False), (599_999, 59_999, False), (600_000, 120_000, True), (600_001, 120_000, True)],
)
def test_shoes_earn_twenty_percent_instead_of_ten_from_600_000(
    amount: int, earned: int, instead: bool
) -> None:
    result = quote(basket(("SHOES", amount)), INSTEAD, who=member())
    assert result.totals.credit_earned == earned
    assert verdict(result, "instead-20").verdict == ("applied" if instead else "nearly")
    assert [grant.cause for grant in result.grants if grant.unit == "credit"] == [
        "instead-20" if instead else "base"
    ]


def test_other_groups_do_not_count_towards_shoes() -> None:
    result = quote(basket(("SHOES", 500_000), ("SOCKS", 100_000)), INSTEAD, who=member())
    assert result.totals.credit_earned == 60_000
    assert [(each.more, each.group) for each in verdict(result, "instead-20").missing] == [(100_000, "SHOES")]


@pytest.mark.parametrize(
    ("amount", "redeemed", "profit"),
    [(200_000, 0, 60_000), (200_000, 100, 40_000), (600_000, 0, 180_000), (600_000, 100, 60_000)],
)
def test_shoes_keep_what_the_customer_says(amount: int, redeemed: int, profit: int) -> None:
    by = rules(margin={"SHOES": 30}, costs={"redeemed_percent": redeemed})
    table = Table(lay_out(basket(("SHOES", amount))), member(), by, at())
    tally = settle(table, [INSTEAD] if amount >= 600_000 else [])
    assert kept_by_group(tally, table.bill, by)["SHOES"].kept == profit * WHOLE


def test_an_offer_that_leaves_just_the_floor_works_at_every_price() -> None:
    """Of 30 % less VAT, 20 % of credit leaves 8 %: what the rounding of VAT takes is no breach."""
    by = rules(5, groups={"groups": [{"id": "SHOES", "margin": 30, "floor": 8, "vat": 10}]})
    for amount in range(600_000, 700_000, 1_000):
        shoes = Basket((Line(1, "SHOES", amount, vat_rate=100_000),))
        assert quote(shoes, INSTEAD, who=member(), by=by).totals.credit_earned == amount // 5
    checks = [
        check_profit(INSTEAD, [], by, at(), Goods(usual={"SHOES": usual}))
        for usual in range(600_000, 620_000, 1_000)
    ]
    assert {row.verdict for check in checks for row in check.groups} == {"pays"}


def test_a_whole_point_too_dear_for_its_line_is_told_as_the_floor() -> None:
    """Half a point on each of two lines fits; the whole one stands on the first and takes all it keeps, and more."""
    doubled = offer("doubled", {"points": {"times": 2}})
    by = rules(0, margin={"SHOES": 20}, costs={"point_cost": 1_000})
    found = quote(basket(("SHOES", 5_000), ("SHOES", 5_000)), doubled, who=member(), by=by)
    assert found.totals.points_earned == 1
    told = verdict(found, "doubled")
    assert (told.verdict, told.because.code, told.because.other) == ("margin", "floor", "SHOES")


def test_salon_with_all_three() -> None:
    who = silver(*visits(11, 500_000))
    result = quote(basket(("NAIL", 1_000_000)), *SALON, who=who)
    assert (result.totals.net, result.totals.credit_earned) == (950_000, 380_000)
    assert {grant.cause: grant.amount for grant in result.grants if grant.unit == "credit"} == {
        "base": 95_000,
        "over-10-visits": 95_000,
        "over-5m": 47_500,
        "silver": 142_500,
    }
    assert say_rates(result.lines[0].rates, "fa") == "۱۰٪ + ۵٪ + ۱۰٪ + ۱۵٪ = ۴۰٪"


def test_salon_at_a_margin_of_30_would_lose_130_000_and_is_stopped() -> None:
    who, what = silver(*visits(11, 500_000)), basket(("NAIL", 1_000_000))
    thin = rules(margin={"NAIL": 30})
    table = Table(lay_out(what), who, thin, at())
    lost = kept_by_group(settle(table, SALON), table.bill, thin)["NAIL"].kept
    assert lost == -130_000 * WHOLE
    result = quote(what, *SALON, who=who, by=thin)
    assert verdicts(result) == {"over-10-visits": "applied", "over-5m": "applied", "silver": "margin"}
    assert result.totals.credit_earned == 237_500


def test_salon_at_a_margin_of_60_passes() -> None:
    who = silver(*visits(11, 500_000))
    result = quote(basket(("NAIL", 1_000_000)), *SALON, who=who, by=rules(margin={"NAIL": 60}))
    assert set(verdicts(result).values()) == {"applied"}
    assert result.totals.credit_earned == 380_000


@pytest.mark.parametrize(("number", "outcome"), [(10, "nearly"), (11, "applied")])
def test_ten_visits_no_eleven_yes(number: int, outcome: str) -> None:
    result = quote(basket(("NAIL", 100_000)), OVER_TEN, who=member(*visits(number)))
    assert verdict(result, "over-10-visits").verdict == outcome
    assert result.totals.credit_earned == (20_000 if outcome == "applied" else 10_000)


@pytest.mark.parametrize(("spent", "outcome"), [(5_000_000, "nearly"), (5_000_001, "applied")])
def test_five_million_no_one_more_yes(spent: int, outcome: str) -> None:
    result = quote(basket(("NAIL", 1_000_000)), BIG, who=member(visit(3, spent)))
    assert verdict(result, "over-5m").verdict == outcome


def test_silver_only_while_silver() -> None:
    gold = member(tier="gold", tiers_reached=("bronze", "silver", "gold"))
    assert verdict(quote(basket(("NAIL", 1)), SILVER, who=gold), "silver").verdict == "not_member"


def test_points_are_counted_on_the_whole_purchase() -> None:
    result = quote(basket(("A", 15_000), ("B", 15_000)), who=member())
    assert granted(result, "base", "points:main").amount == 3
    assert granted(result, "base", "points:main").by_line in ((2, 1), (1, 2))
