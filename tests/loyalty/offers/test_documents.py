"""Policy documents: what they say, their defaults, and a clear refusal by name for everything else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from loyalty.costs import Costs, parse_costs
from loyalty.documents import (
    Text,
    read_choice,
    read_day,
    read_days,
    read_decimal,
    read_list,
    read_object,
    read_rate,
    read_text,
    read_whole,
    read_word,
)
from loyalty.earning import Earning, Terms, parse_earning
from loyalty.errors import LoyaltyError
from loyalty.groups import Group, parse_groups
from loyalty.points import DEFAULT_POINTS, PointKind, parse_points, points_for
from loyalty.policy import RULE_DOCUMENTS, Rules, check_policy, read_rules
from loyalty.refund_rules import RefundRules
from loyalty.stacking import StackGroup, Stacking, parse_stacking
from loyalty.tiers import DEFAULT_LADDER, parse_tiers


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(LoyaltyError) as caught:
        call()
    return caught.value.code


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: read_object([], "x"), "document_not_object"),
        (lambda: read_object({"a": 1}, "x", may=("b",)), "document_key_unknown"),
        (lambda: read_object({}, "x", needs=("b",)), "document_key_missing"),
        (lambda: read_list("ab", "x"), "document_not_list"),
        (lambda: read_word("", "x"), "document_not_word"),
        (lambda: read_word("  ", "x"), "document_not_word"),
        (lambda: read_word("a" * 201, "x"), "document_word_long"),
        (lambda: read_word("a\x00b", "x"), "document_not_word"),
        (lambda: read_word("a\u202eb", "x"), "document_not_word"),
        (lambda: read_word(5, "x"), "document_not_word"),
        (lambda: read_choice("c", "x", ("a", "b")), "document_not_among"),
        (lambda: read_choice(["a"], "x", ("a", "b")), "document_not_among"),
        (lambda: read_whole(1.0, "x"), "document_not_whole"),
        (lambda: read_whole(True, "x"), "document_not_whole"),
        (lambda: read_whole(-1, "x"), "document_not_whole"),
        (lambda: read_whole(11, "x", most=10), "document_not_whole"),
        (lambda: read_rate(12.5, "x"), "document_not_percent"),
        (lambda: read_rate("100.01", "x"), "document_not_percent"),
        (lambda: read_rate(None, "x"), "document_not_percent"),
        (lambda: read_decimal(1.5, "x", 3), "document_not_decimal"),
        (lambda: read_decimal("1.2345", "x", 3), "document_not_decimal"),
        (lambda: read_decimal("abc", "x", 3), "document_not_decimal"),
        (lambda: read_decimal(True, "x", 3), "document_not_decimal"),
        (lambda: read_days(36_501, "x"), "document_not_whole"),
        (lambda: read_text({}, "x"), "document_key_missing"),
        (lambda: read_text({"de": "x"}, "x"), "document_key_unknown"),
        (lambda: read_text(7, "x"), "document_not_object"),
        (lambda: read_day(20261121, "x"), "document_not_day"),
        (lambda: read_day("1405/13/01", "x"), "document_not_day"),
        (lambda: read_day("2026-02-30", "x"), "document_not_day"),
    ],
)
def test_refusals_of_values(call: Callable[[], object], code: str) -> None:
    assert code_of(call) == code


def test_values() -> None:
    assert read_rate("12.5", "x") == 125_000
    assert read_rate("۱۲٫۵", "x") == 125_000
    assert read_decimal("1.5", "x", 3) == 1_500
    assert read_decimal(2, "x", 6) == 2_000_000
    assert read_text({"fa": "کفش"}, "x").of("en") == "کفش"
    assert read_text({"en": "Shoes"}, "x").of("fa") == "Shoes"
    assert read_text({"fa": "کفش", "en": "Shoes"}, "x") == Text("کفش", "Shoes")
    assert read_text("کفش‌ها", "x").of("en") == "کفش‌ها"
    assert read_day("۱۴۰۵/۰۸/۳۰", "x") == read_day("2026-11-21", "x") == dt.date(2026, 11, 21)


def test_a_name_keeps_the_letters_persian_needs() -> None:
    assert read_word(" نیم‌فاصله ", "x") == "نیم‌فاصله"


def test_groups() -> None:
    row = {"id": "SHOES", "name": {"fa": "کفش", "en": "Shoes"}, "margin": 30, "floor": 5, "vat": "9"}
    groups = parse_groups({"groups": [row, {"id": "HATS"}]})
    assert groups.by_id["SHOES"] == Group("SHOES", Text("کفش", "Shoes"), 300_000, 50_000, 90_000)
    assert (groups.margin("SHOES"), groups.floor("SHOES"), groups.vat("SHOES")) == (300_000, 50_000, 90_000)
    assert (groups.margin("HATS"), groups.floor("HATS"), groups.vat("HATS")) == (None, 0, 0)
    assert (groups.margin("GONE"), groups.floor("GONE"), groups.vat("GONE")) == (None, 0, 0)
    assert code_of(lambda: parse_groups({"groups": [row, row]})) == "group_twice"


def test_earning() -> None:
    document = {
        "credit": {"percent": 10, "scope": "business", "vests_days": 0, "expires_days": 180},
        "by_group": {"FUEL": 1},
        "by_tier": {"gold": 12},
    }
    earning = parse_earning(document)
    assert earning == Earning(100_000, Terms("business", 0, 180), {"FUEL": 10_000}, {"gold": 120_000})
    assert [earning.rate_of(*each) for each in (("FUEL", "gold"), ("A", "gold"), ("A", ""))] == [
        10_000,
        120_000,
        100_000,
    ]


@pytest.mark.parametrize(
    ("credit", "code"),
    [
        ({}, "document_key_missing"),
        ({"percent": 10, "scope": "galaxy"}, "scope_unknown"),
        ({"percent": 10, "scope": "branch:"}, "scope_unknown"),
        ({"percent": 10, "vests_days": 10, "expires_days": 9}, "terms_expire_unvested"),
        ({"percent": 101}, "document_not_percent"),
    ],
)
def test_refusals_of_earning(credit: dict[str, Any], code: str) -> None:
    assert code_of(lambda: parse_earning({"credit": credit})) == code


def test_by_group_must_be_an_object() -> None:
    assert code_of(lambda: parse_earning({"credit": {"percent": 1}, "by_group": []})) == "document_not_object"


def test_points() -> None:
    points = parse_points(
        {"kinds": [{"id": "main", "name": "امتیاز", "money_each": 10_000, "expires_days": 365}]}
    )
    kind = points.kinds[0]
    assert kind == PointKind("main", Text("امتیاز", "امتیاز"), 10_000, 365)
    assert [points_for(net, kind) for net in (-1, 0, 9_999, 10_000, 19_999)] == [0, 0, 0, 1, 1]
    assert points.has("main")
    assert not points.has("star")
    row = {"id": "main", "money_each": 1}
    assert code_of(lambda: parse_points({"kinds": [row, row]})) == "points_kind_twice"
    assert code_of(lambda: parse_points({"kinds": [{"id": "main", "money_each": 0}]})) == "document_not_whole"


def test_the_ladder_includes_its_lower_edges() -> None:
    standing = [
        DEFAULT_LADDER.standing(points).tier for points in (-5, 0, 1_999, 2_000, 7_999, 8_000, 20_000)
    ]
    assert standing == ["bronze", "bronze", "bronze", "silver", "silver", "gold", "platinum"]
    above = DEFAULT_LADDER.next_above(1_999)
    assert above is not None
    assert (above.tier.tier, above.missing) == ("silver", 1)
    assert DEFAULT_LADDER.next_above(-5) == DEFAULT_LADDER.next_above(0)
    assert DEFAULT_LADDER.next_above(20_000) is None
    assert DEFAULT_LADDER.reached("gold") == ("bronze", "silver", "gold")
    assert code_of(lambda: DEFAULT_LADDER.reached("steel")) == "tier_unknown"
    assert DEFAULT_LADDER.window_start(dt.date(2018, 1, 1)) == dt.date(2017, 1, 1)


def test_tiers() -> None:
    ladder = parse_tiers(
        {"by": "main", "window_days": 30, "tiers": [["bronze", 0], ["vip", 5, {"fa": "ویژه"}], ["x", 9]]}
    )
    assert [(tier.tier, tier.least, tier.name.of("fa")) for tier in ladder.tiers] == [
        ("bronze", 0, "برنزی"),
        ("vip", 5, "ویژه"),
        ("x", 9, "x"),
    ]
    document = {
        "by": "main",
        "window_days": 365,
        "tiers": [["bronze", 0], ["silver", 2000], ["gold", 8000], ["platinum", 20000]],
    }
    assert parse_tiers(document) == DEFAULT_LADDER


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "tiers_empty"),
        ([["a", 1]], "tiers_out_of_order"),
        ([["a", 0], ["b", 0]], "tiers_out_of_order"),
        ([["a", 0], ["a", 5]], "tier_twice"),
        ([["a"]], "tier_row_broken"),
    ],
)
def test_refusals_of_tiers(rows: list[Any], code: str) -> None:
    assert code_of(lambda: parse_tiers({"tiers": rows})) == code


def test_stacking_and_costs() -> None:
    assert parse_stacking({}) == Stacking()
    assert [group.mode for group in parse_stacking({"item": "all", "basket": "first"}).groups[:2]] == [
        "all",
        "first",
    ]
    assert code_of(lambda: parse_stacking({"item": "some"})) == "document_not_among"
    one = {"id": "one", "mode": "first", "per": "basket", "places": ["item"], "offers": ["x"]}
    assert parse_stacking({"groups": [one]}).groups == (
        StackGroup("one", "first", "basket", ("item",), ("x",)),
    )
    assert code_of(lambda: parse_stacking({"groups": [one, one]})) == "stacking_twice"
    assert (
        code_of(lambda: parse_stacking({"groups": [{"id": "a", "places": ["shelf"]}]}))
        == "document_not_among"
    )
    drawn = parse_stacking({"groups": [one]})
    places = [
        drawn.place_of(*asked, by_code=False) for asked in (("x", "credit"), ("y", "item"), ("y", "credit"))
    ]
    assert places == [0, 0, 1]
    assert Stacking().place_of("y", "item", by_code=True) == 4
    assert drawn.group(1).mode == "all"
    nested = {"id": "a", "groups": [{"id": "b", "groups": [{"id": "c", "places": ["item"]}]}, {"id": "d"}]}
    tree = parse_stacking({"groups": [nested, {"id": "e", "offers": ["x"]}]})
    assert [group.name for group in tree.in_order] == ["a", "b", "c", "d", "e"]
    assert tree.paths == ((0,), (0, 1), (0, 1, 2), (0, 3), (4,), (5,))
    assert [tree.place_of(*asked, by_code=False) for asked in (("y", "item"), ("x", "item"))] == [2, 4]
    assert (
        code_of(lambda: parse_stacking({"groups": [{"id": "o", "groups": [nested]}]})) == "stacking_too_deep"
    )
    within = {"id": "in", "offers": ["x"]}
    assert code_of(lambda: parse_stacking({"groups": [{**one, "groups": [within]}]})) == "stacking_twice"
    assert parse_costs({}) == Costs(1_000_000, 0)
    assert parse_costs({"redeemed_percent": "62.5", "point_cost": 3}) == Costs(625_000, 3)


def test_a_shop_without_documents_has_the_defaults() -> None:
    rules = read_rules({})
    assert rules == Rules()
    assert (rules.points, rules.tiers, rules.refunds) == (DEFAULT_POINTS, DEFAULT_LADDER, RefundRules())
    assert rules.earning.rate_of("ANY", "gold") == 0


def test_documents_of_others_are_passed_over() -> None:
    assert read_rules({"receipt": {"footer": "x"}, "refunds": {"grace_days": 9}}).refunds.grace_days == 9


def test_documents_must_agree() -> None:
    assert (
        code_of(lambda: read_rules({"tiers": {"by": "star", "tiers": [["a", 0]]}})) == "points_kind_unknown"
    )
    earning = {"credit": {"percent": 1}, "by_tier": {"steel": 2}}
    assert code_of(lambda: read_rules({"earning": earning})) == "tier_unknown"


def test_a_document_is_checked_before_it_is_published() -> None:
    assert RULE_DOCUMENTS == (
        "groups",
        "earning",
        "points",
        "tiers",
        "refunds",
        "stacking",
        "costs",
        "access",
        "trust",
    )
    check_policy("stacking", {"item": "all"})
    assert code_of(lambda: check_policy("stacking", {"itm": "all"})) == "document_key_unknown"
    assert code_of(lambda: check_policy("weather", {})) == "policy_unknown"
