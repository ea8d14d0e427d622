"""What a purchase earns by itself: each part with its rule, adding up to what is granted, said in both languages."""

from __future__ import annotations

from loyalty.base_earning import EACH, GENERAL, GROUP, INSTEAD, TIER, BaseEarned, base_earned
from loyalty.kinds import CREDIT, points_unit
from loyalty.policy import read_rules
from loyalty.sentences.earned import say_base, say_nobody
from loyalty.sentences.names import names_of
from tests.loyalty.offers.shop import basket, credit, offer, quote, silver

RULES = read_rules(
    {
        "earning": {"credit": {"percent": 2}, "by_group": {"SHOES": "1.5"}, "by_tier": {"silver": 5}},
        "groups": {"groups": [{"id": "SHOES", "name": {"fa": "کفش", "en": "Shoes"}}, {"id": "BAGS"}]},
        "tiers": {
            "by": "main",
            "tiers": [
                ["bronze", 0],
                ["silver", 100, {"fa": "نقره‌ای", "en": "Silver"}],
            ],
        },
        "points": {
            "kinds": [
                {"id": "main", "name": {"fa": "امتیاز", "en": "Points"}, "money_each": 10_000},
                {"id": "stars", "name": {"fa": "ستاره", "en": "Stars"}, "money_each": 1_000_000},
            ]
        },
    }
)
NAMES = names_of(RULES)
BOTH = basket(("SHOES", 333_333), ("BAGS", 100_001))


def by_rule(earned: tuple[BaseEarned, ...]) -> dict[str, BaseEarned]:
    return {one.rule: one for one in earned if one.unit == CREDIT}


def test_each_part_names_its_rule_its_rate_and_its_amount() -> None:
    rows = base_earned(quote(BOTH, who=silver(), by=RULES), RULES, "silver")
    shoes, bags, main, stars = rows
    assert (shoes.rule, shoes.key, shoes.rate, shoes.of) == (GROUP, "SHOES", 15_000, 333_333)
    assert (bags.rule, bags.key, bags.rate, bags.of) == (TIER, "silver", 50_000, 100_001)
    assert (main.unit, main.rule, main.amount, main.of) == (points_unit("main"), EACH, 43, 433_334)
    assert (stars.unit, stars.amount, stars.rate) == (points_unit("stars"), 0, 1_000_000)


def test_the_parts_add_up_to_what_is_granted() -> None:
    priced = quote(BOTH, who=silver(), by=RULES)
    rows = base_earned(priced, RULES, "silver")
    assert sum(one.amount for one in rows if one.unit == CREDIT) == priced.totals.credit_earned
    points = {one.key: one.amount for one in rows if one.unit != CREDIT and one.amount}
    assert points == dict(priced.totals.points_by_kind)


def test_a_tier_without_a_rate_has_the_general_one() -> None:
    rows = base_earned(quote(BOTH, who=silver(), by=RULES), RULES, "bronze")
    assert set(by_rule(rows)) == {GROUP, GENERAL}


def test_a_rate_of_nothing_is_told_as_that() -> None:
    none = read_rules({"earning": {"credit": {"percent": 0}}})
    row = base_earned(quote(BOTH, who=silver(), by=none), none, "silver")[0]
    assert (row.rule, row.amount, row.rate) == (GENERAL, 0, 0)
    assert say_base(row, "en", NAMES) == "0% of 433,334 Toman: the general rate."


def test_what_credit_pays_earns_none_and_is_said() -> None:
    bags = basket(("BAGS", 100_000))
    (row,) = by_rule(
        base_earned(quote(bags, who=silver(), by=RULES, paying=40_000), RULES, "silver")
    ).values()
    assert (row.amount, row.of, row.paid) == (3_000, 60_000, 40_000)
    assert say_base(row, "en", NAMES).endswith("The 40,000 Toman paid with credit earns none.")
    assert say_base(row, "fa", NAMES).endswith("۴۰٬۰۰۰ تومان که از اعتبار پرداخت می‌شود اعتبار نمی‌آورد.")
    (whole,) = by_rule(
        base_earned(quote(bags, who=silver(), by=RULES, paying=100_000), RULES, "silver")
    ).values()
    assert whole.amount == 0
    assert say_base(whole, "en", NAMES) == "All of it is paid with credit, which earns none."


def test_where_an_offers_rate_stands_instead_the_base_brings_nothing_there() -> None:
    instead = offer("double", credit(20, mode="instead", of={"group": "SHOES"}))
    rows = by_rule(base_earned(quote(BOTH, instead, who=silver(), by=RULES), RULES, "silver"))
    assert (rows[INSTEAD].amount, rows[INSTEAD].of) == (0, 333_333)
    assert say_base(rows[INSTEAD], "en", NAMES) == "On 333,333 Toman the rate of an offer took its place."
    assert say_base(rows[INSTEAD], "fa", NAMES) == "بر ۳۳۳٬۳۳۳ تومان، نرخ یک آفر جای آن را گرفت."
    assert rows[TIER].amount == 5_000


def test_the_rule_is_said_in_both_languages() -> None:
    shoes, bags, main, _ = base_earned(quote(BOTH, who=silver(), by=RULES), RULES, "silver")
    assert say_base(shoes, "en", NAMES) == "1.5% of 333,333 Toman: the rate of Shoes."
    assert say_base(shoes, "fa", NAMES) == "۱٫۵٪ از ۳۳۳٬۳۳۳ تومان: نرخ گروه کفش."
    assert say_base(bags, "en", NAMES) == "5% of 100,001 Toman: the rate of tier Silver."
    assert say_base(bags, "fa", NAMES) == "۵٪ از ۱۰۰٬۰۰۱ تومان: نرخ سطح نقره‌ای."
    assert say_base(main, "en", NAMES) == "1 point for each 10,000 Toman; this purchase is 433,334 Toman."
    assert say_base(main, "fa", NAMES) == "هر ۱۰٬۰۰۰ تومان، ۱ امتیاز؛ این خرید ۴۳۳٬۳۳۴ تومان است."
    assert say_nobody("en") != say_nobody("fa")
