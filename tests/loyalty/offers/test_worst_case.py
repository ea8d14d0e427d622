"""The check of a draft and the replay of a past: exact sums, contradictions left out, sentences in both languages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from loyalty.conditions.parse import parse_condition
from loyalty.conditions.situation import Contents
from loyalty.errors import LoyaltyError
from loyalty.offers.advice import advise
from loyalty.offers.amount_advice import AmountAdvice
from loyalty.offers.offer import Offer
from loyalty.offers.possible import could_hold, most_of, tiers_asked, wants_of
from loyalty.offers.replay import PastLine, PastPerson, PastSale, Sums, make_play, replay
from loyalty.offers.sound import Around, check_sound
from loyalty.offers.trying import Goods
from loyalty.offers.worst_case import Check, check_profit
from loyalty.policy import Rules
from loyalty.sentences.advices import say_advice
from loyalty.sentences.at_till import say_at_till
from loyalty.sentences.checks import say_check
from tests.loyalty.offers.shop import TODAY, at, basket, credit, off, offer, rules
from tests.loyalty.offers.test_sentences import NAMES

THIN = rules(10, margin={"SHOES": 30, "SOCKS": 50})
HALF = offer("half", off(50))
BARE = rules(0, margin={"SHOES": 30, "SOCKS": 50})
HALF_SPENT = {"costs": {"redeemed_percent": 50}}
"""Half of the credit is expected to be spent: by that a floor lets an offer through which loses once all of it is."""


def check(draft: Offer, *live: Offer, by: Rules = THIN, **known: Any) -> Check:
    return check_profit(draft, live, by, at(), Goods(**known))


def test_a_discount_over_the_margin_loses_and_says_where() -> None:
    found = check(HALF)
    assert [(r.group, r.profit_after_redeemed, r.verdict) for r in found.groups] == [
        ("SHOES", -250_000, "loses"),
        ("SOCKS", -50_000, "loses"),
    ]
    told = say_check(found, NAMES)
    assert told.en == (
        "This offer loses money on Shoes: a purchase of 1,000,000 Toman loses 250,000 Toman once the credit is spent."
        " Nor does it pay on SOCKS."
    )
    assert "زیان می‌دهد" in told.fa


@pytest.mark.parametrize(
    ("others", "english", "persian"),
    [
        ("", "", ""),
        ("B", "Nor does it pay on B.", "روی B هم صرف نمی‌کند."),
        ("BC", "Nor does it pay on B and C.", "روی B و C هم صرف نمی‌کند."),
        ("BCDE", "Nor does it pay on B, C and 2 more.", "روی B، C و ۲ گروه دیگر هم صرف نمی‌کند."),
    ],
)
def test_three_groups_that_lose_are_named_and_the_others_counted(
    others: str, english: str, persian: str
) -> None:
    by = rules(10, margin=dict.fromkeys(("A", *others), 30) | {"WIDE": 90})
    told = say_check(check(HALF, by=by), NAMES)
    plain = {lang: told.of(lang).translate(dict.fromkeys((8294, 8295, 8296, 8297))) for lang in ("en", "fa")}
    assert "WIDE" not in plain["en"] + plain["fa"]
    if others:
        assert (plain["en"].endswith(english), plain["fa"].endswith(persian)) == (True, True), plain
    else:
        assert "Nor does" not in plain["en"]


AMOUNT = {"discount": {"amount": 150_000}}


def test_an_amount_is_told_the_least_basket_that_bears_it_and_the_amount_a_basket_bears() -> None:
    """Goods of 30% margin bear 150,000 off from 500,000 on; of 200,000 they bear 60,000 off."""
    bare = rules(0, margin={"SHOES": 30})
    (found,) = advise(offer("flat", AMOUNT), [], bare, at(), groups=["SHOES"])
    assert isinstance(found, AmountAdvice)
    assert (found.amount, found.least_basket, found.group) == (0, 500_000, "")
    told = say_advice([found], NAMES)
    assert told is not None
    assert told.en == "A discount of 150,000 Toman from a purchase of at least 500,000 Toman would pay."
    assert told.fa == "تخفیف ۱۵۰٬۰۰۰ تومان از خرید دست‌کم ۵۰۰٬۰۰۰ تومان صرف می‌کند."
    least = {"basket_total": {"op": ">=", "amount": 200_000}}
    shoes = {"discount": {"amount": 150_000, "of": {"group": "SHOES"}}}
    (found,) = advise(offer("flat", shoes, basket=least), [], bare, at(), groups=["SHOES"])
    assert isinstance(found, AmountAdvice)
    assert (found.amount, found.least_basket, found.group) == (60_000, 500_000, "SHOES")
    told = say_advice([found], NAMES)
    assert told is not None
    assert told.en.endswith("at least 500,000 Toman of Shoes or a discount of up to 60,000 Toman would pay.")
    for amount, verdict in ((60_000, "pays"), (61_000, "loses")):
        smaller = offer("flat", {"discount": {"amount": amount, "of": {"group": "SHOES"}}}, basket=least)
        assert check(smaller, by=bare).verdict == verdict
    for amount, verdict in ((500_000, "pays"), (490_000, "loses")):
        larger = {"basket_total": {"op": ">=", "amount": amount, "group": "SHOES"}}
        assert check(offer("flat", shoes, basket=larger), by=bare).verdict == verdict


def test_an_amount_no_basket_bears_is_said_so() -> None:
    """Credit of 150,000 beside another offer that loses by itself: nothing helps."""
    bare = rules(0, margin={"SHOES": 30}, **HALF_SPENT)
    draft = offer("flat", {"credit": {"amount": 150_000}})
    (found,) = advise(draft, [offer("half", credit(50))], bare, at(), groups=["SHOES"])
    assert isinstance(found, AmountAdvice)
    assert (found.amount, found.least_basket) == (0, 0)
    told = say_advice([found], NAMES)
    assert told is not None
    assert told.en == "No smaller amount and no larger purchase was found on which this credit would pay."
    assert told.fa == "نه مبلغی کمتر یافت شد و نه خریدی بزرگ‌تر که این اعتبار بر آن صرف کند."


def test_of_a_product_no_least_basket_is_told() -> None:
    lace = offer("lace", {"discount": {"amount": 150_000, "of": {"product": "lace"}}})
    (found,) = advise(
        lace, [], rules(0, margin={"SOCKS": 30}), at(), Goods({"lace": "SOCKS"}), groups=["SOCKS"]
    )
    assert isinstance(found, AmountAdvice)
    assert found.least_basket == 0


def test_an_amount_that_pays_on_a_larger_purchase_says_so() -> None:
    told = say_check(check(offer("gift", {"credit": {"amount": 100_000}}), by=BARE), NAMES)
    assert "loses 70,000 Toman once the credit is spent. On a purchase of 1,000,000 Toman it pays." in told.en
    assert "روی خرید ۱٬۰۰۰٬۰۰۰ تومان صرف می‌کند." in told.fa


def test_three_live_offers_beside_a_draft_are_named_and_the_others_counted() -> None:
    more = [offer(name, {"points": {"plus": 1}}, place="points") for name in ("b", "c", "d")]
    told = say_check(check(offer("ten", credit(15)), offer("five", off(10)), *more), NAMES)
    assert "together with “b”, “c”, “d” and 1 more loses" in told.en
    assert told.fa.translate(dict.fromkeys((8294, 8295, 8296, 8297))).startswith(
        "این آفر همراه با «b»، «c»، «d» و ۱ آفر دیگر روی"
    )


def test_an_offer_that_loses_only_beside_another_says_so() -> None:
    found = check(offer("ten", credit(15)), offer("five", off(10)))
    assert (found.verdict, found.beside) == ("loses", ("five",))
    told = say_check(found, NAMES)
    assert "together with “five”" in told.en
    assert "همراه با" in told.fa


def test_what_the_live_offers_lose_by_themselves_is_not_the_doing_of_a_draft() -> None:
    half, free = offer("half", credit(50)), offer("free", {"points": {"times": 2}}, place="points")
    by = rules(0, margin={"SHOES": 30, "SOCKS": 50}, **HALF_SPENT)
    found = check(free, half, by=by)
    assert (found.verdict, found.groups[0].profit_after_redeemed) == ("pays", -200_000)
    assert [row.verdict for row in found.groups] == ["pays", "pays"]
    told = say_check(check(free, half, by=rules(0, margin={"SHOES": 30}, **HALF_SPENT)), NAMES)
    assert told.en == (
        "It takes nothing from the profit: a purchase of 1,000,000 Toman of Shoes loses 200,000 Toman"
        " once the credit is spent with it and without it, by the live offers."
    )
    more = say_check(check(offer("ten", credit(10)), half, by=by), NAMES)
    assert more.en.endswith("Even without this offer the live ones lose 200,000 Toman on such a purchase.")
    assert more.fa.endswith("بدون این آفر هم آفرهای جاری روی چنین خریدی ۲۰۰٬۰۰۰ تومان زیان می‌دهند.")


def test_what_the_live_offers_leave_below_the_floor_is_said_too() -> None:
    by = rules(0, margin={"SHOES": 30}, floor=10, **HALF_SPENT)
    told = say_check(check(offer("ten", credit(10)), offer("five", credit(25)), by=by), NAMES)
    assert told.en.endswith(
        "the live ones leave only 50,000 Toman of such a purchase, which is below the floor."
    )
    assert told.fa.endswith("تنها ۵۰٬۰۰۰ تومان می‌گذارند که زیر کف است.")


def test_a_live_offer_that_its_floor_keeps_off_at_every_sale_is_not_counted_in() -> None:
    free = offer("free", {"points": {"times": 2}}, place="points")
    found = check(free, HALF, by=rules(0, margin={"SHOES": 30}))
    assert (found.verdict, found.beside) == ("pays", ())
    (row,) = found.groups
    assert (row.profit_after_redeemed, row.without_redeemed) == (300_000, 300_000)
    (wide,) = check(free, HALF, by=rules(0, margin={"SOCKS": 60})).groups
    assert wide.profit_after_redeemed == 100_000, "where its floor lets it through it counts"


def test_what_makes_way_for_a_rarer_offer_is_tried_beside_those_that_reach_everybody() -> None:
    rare = offer("rare", off(20), exclusive="one", audience={"visits": {"op": ">=", "value": 3}})
    draft = offer("draft", off(10), exclusive="one")
    found = check(draft, rare, offer("five", credit(5)))
    assert (found.verdict, found.untried, found.beside) == ("pays", (), ("five",))
    assert found.at_till is not None
    assert found.at_till.discount == 100_000
    for_all = offer("all", off(20), exclusive="one")
    assert check(draft, for_all).verdict == "untried", (
        "it never works where another for everybody takes its place"
    )


def test_only_live_offers_that_share_a_day_with_a_draft_work_beside_it() -> None:
    past = offer("past", off(50), until="2026-11-20")
    spring = offer("spring", off(50), **{"from": "2027-03-21"})
    winter = offer("winter", credit(5), until="2027-03-20")
    assert check(winter, past, spring, by=BARE).verdict == "pays"
    assert check(winter, offer("now", off(50)), by=BARE).beside == ("now",)
    assert check(offer("always", credit(5)), spring, by=BARE).beside == ("spring",)


def test_what_is_given_for_later_is_said_to_be_left_out() -> None:
    told = say_check(check(offer("lift", {"tier": {"lift": "gold", "days": 30}})), NAMES)
    assert told.en.endswith("What it gives for later is not counted here.")
    assert told.fa.endswith("آنچه برای بعد می‌دهد در این حساب نیست.")


def test_below_the_floor_is_no_pay() -> None:
    found = check(offer("ten", credit(15)), by=rules(10, margin={"SHOES": 30}, floor=10))
    assert found.verdict == "loses"
    told = say_check(found, NAMES)
    assert told.en.endswith("below the floor.")
    assert "زیر کف" in told.fa


def said(draft: Offer, by: Rules = THIN) -> tuple[str, str]:
    told = say_check(check(draft, by=by), NAMES)
    return told.en, told.fa


def test_a_loss_begins_where_the_offer_does_and_credit_is_named_where_there_is_some() -> None:
    many = {"basket_total": {"op": ">=", "amount": 600_000}}
    assert said(offer("x", credit(40, mode="instead"), basket=many)) == (
        "This offer loses money on Shoes from 600,000 Toman on: a purchase of just that loses 60,000 Toman"
        " once the credit is spent.",
        "این آفر روی کفش از ۶۰۰٬۰۰۰ تومان زیان می‌دهد: خریدی به همین مبلغ پس از خرج اعتبار ۶۰٬۰۰۰ تومان زیان دارد.",
    )
    bare = rules(0, margin={"SHOES": 30}, floor=10)
    assert said(offer("x", off(40)), bare)[0].endswith("loses 100,000 Toman.")
    assert said(offer("x", off(25)), bare)[0] == (
        "With this offer a purchase of 1,000,000 Toman of Shoes leaves only 50,000 Toman, which is below the floor."
    )
    assert said(offer("x", off(5)), bare)[0].endswith("brings a profit of 250,000 Toman.")


def test_what_would_pay_is_said_for_each_percent_and_group() -> None:
    draft = offer("both", off(50), credit(40), {"points": {"plus": 1}})
    found = advise(draft, [offer("five", off(5))], THIN, at(), groups=["SHOES", "SOCKS"])
    assert [(one.place, one.rate, dict(one.by_group)) for one in found] == [
        (0, 0, {"SHOES": 0, "SOCKS": 0}),
        (1, 0, {"SHOES": 0, "SOCKS": 0}),
    ]
    told = say_advice(found, NAMES)
    assert told is not None
    assert told.en == "No percent of this discount would pay. No percent of this credit would pay."
    assert told.fa == "هیچ درصدی از این تخفیف صرف نمی‌کند. هیچ درصدی از این اعتبار صرف نمی‌کند."
    alone = say_advice(advise(HALF, [], THIN, at(), groups=["SHOES", "SOCKS"]), NAMES)
    assert alone is not None
    assert alone.fa == "تخفیف تا ۲۲٪ به‌جای ۵۰٪ صرف می‌کند (کفش ۲۲٪، \u2068SOCKS\u2069 ۴۴٪)."
    by = rules(10, margin={"SHOES": 30, "SOCKS": 50}, **HALF_SPENT)
    some = say_advice(advise(HALF, [offer("ten", credit(25))], by, at(), groups=["SHOES", "SOCKS"]), NAMES)
    assert some is not None
    assert some.en == "No percent of this discount would pay on Shoes; on the others up to: SOCKS 23%."
    assert some.fa.startswith("روی کفش هیچ درصدی از این تخفیف صرف نمی‌کند؛ روی بقیه تا این اندازه: ")
    assert say_advice((), NAMES) is None


def test_an_offer_that_would_do_nothing_is_no_proposal() -> None:
    instead = offer("instead", credit(60, mode="instead"))
    found = advise(instead, [], rules(10, margin={"SHOES": 5}), at(), groups=["SHOES"])
    assert [one.rate for one in found] == [0]


def test_unknown_margins_are_said() -> None:
    found = check(HALF, by=rules(10, groups={"groups": [{"id": "SHOES"}]}))
    assert (found.verdict, found.groups[0].profit_now) == ("unknown", None)
    told = say_check(found, NAMES)
    assert told.en.startswith("The margin of Shoes")
    assert "نوشته نشده" in told.fa


def test_several_unknown_margins_are_said_together() -> None:
    told = say_check(check(HALF, by=rules(10, groups={"groups": [{"id": "SHOES"}, {"id": "SOCKS"}]})), NAMES)
    assert told.en.startswith("The margins of Shoes, SOCKS are not written down")


def test_tiers_that_contradict_are_never_together() -> None:
    silver = offer("silver", off(20), audience={"tier_is": "silver"})
    gold = offer("gold", credit(20), audience={"tier_is": "gold"}, place="credit")
    assert check(silver, gold).beside == ()
    assert check(gold, silver).beside == ()


def test_what_a_draft_reaches_is_looked_at() -> None:
    lace = offer("lace", off(10, of={"product": "lace"}))
    found = check(lace, groups={"lace": "SOCKS"}, usual={"SOCKS": 70_000})
    assert [(row.group, row.at_amount, row.applies) for row in found.groups] == [("SOCKS", 70_000, True)]
    far = offer("far", off(10, of={"group": "HATS"}), {"discount": {"amount": 5, "of": {"group": "HATS"}}})
    assert {row.group for row in check(far).groups} == {"HATS"}
    other = offer(
        "other",
        off(10, of={"group": "SOCKS"}),
        basket={"basket_quantity": {"op": ">", "value": 1, "group": "SHOES"}},
    )
    assert [row.applies for row in check(other).groups] == [True]
    nothing = rules(10)
    assert [row.group for row in check(HALF, by=nothing).groups] == ["GENERAL"]


def test_two_products_of_two_groups_are_looked_at_each_in_its_own() -> None:
    pair = offer("pair", off(60, of={"product": "boot"}), off(10, of={"product": "lace"}))
    found = check(pair, groups={"boot": "SHOES", "lace": "SOCKS"}, usual={"SOCKS": 70_000})
    assert [(row.group, row.applies, row.verdict) for row in found.groups] == [
        ("SHOES", True, "loses"),
        ("SOCKS", True, "pays"),
    ]


def test_three_groups_on_which_nothing_was_tried_are_named_and_the_others_counted() -> None:
    small = offer("small", credit(1), basket={"basket_total": {"op": "<", "amount": 10}})
    told = say_check(check(small, by=rules(10, margin=dict.fromkeys("ABCDE", 30))), NAMES)
    assert told.en.startswith("Not tried on A, B, C and 2 more: no purchase was found")
    assert "و ۲ گروه دیگر سنجیده نشد" in told.fa


def test_what_works_on_nothing_that_was_tried_is_never_said_to_pay() -> None:
    """One percent of nine is nothing."""
    small = offer("small", credit(1), basket={"basket_total": {"op": "<", "amount": 10}})
    found = check(small)
    assert (found.verdict, found.untried) == ("untried", ("SHOES", "SOCKS"))
    assert [row.at_amount for row in found.groups] == [9, 9]
    told = say_check(found, NAMES)
    assert told.en.startswith("Not tried on Shoes and SOCKS: no purchase was found on which it works")
    assert told.fa.startswith("روی کفش و \u2068SOCKS\u2069 سنجیده نشد")
    beaten = check(offer("less", off(5)), offer("more", off(20)))
    assert beaten.verdict == "untried"
    assert say_check(beaten, NAMES).en.startswith("Not tried: beside the live offers it works on none")


@pytest.mark.parametrize(
    ("op", "amount", "most"), [("<", 500_000, 499_999), ("<=", 500_000, 500_000), ("=", 500_000, 500_000)]
)
def test_a_basket_that_may_not_be_larger_is_tried_as_large_as_it_may_be(
    op: str, amount: int, most: int
) -> None:
    total = {"basket_total": {"op": op, "amount": amount}}
    found = check(offer("few", off(50), basket=total))
    assert max(row.at_amount for row in found.groups) == most
    assert found.verdict == "loses"
    denied = offer("few", off(50), basket={"not": {"basket_total": {"op": ">", "amount": most}}})
    assert {row.at_amount for row in check(denied).groups} == {most}
    either = parse_condition({"any": [total, {"basket_total": {"op": "<", "amount": 7}}]})
    assert most_of(either, "SHOES") == most
    assert most_of(parse_condition({"any": [total, {"member": True}]}), "SHOES") is None


PAIR = {
    "bundle": {
        "price": 420_000,
        "parts": [{"of": {"group": "SHOES"}}, {"of": {"group": "SOCKS"}, "quantity": 2}],
    }
}


def test_a_bundle_is_tried_on_its_dearest_pieces_in_each_group_it_takes_from() -> None:
    """Shoes of 400,000 and two pairs of socks of 100,000 for 420,000: 30 % less, which shoes just bear."""
    found = check(offer("pair", PAIR), by=BARE, dearest={"SHOES": 400_000, "SOCKS": 100_000})
    tried = [(row.group, row.at_amount, row.profit_now, row.verdict) for row in found.groups if row.applies]
    assert tried == [("SHOES", 400_000, 0, "pays"), ("SOCKS", 200_000, 40_000, "pays")]
    assert found.verdict == "pays"
    dearer = check(offer("pair", PAIR), by=BARE, dearest={"SHOES": 500_000, "SOCKS": 100_000})
    assert (dearer.verdict, dearer.losing and dearer.losing.group) == ("loses", "SHOES")
    by_past = check(offer("pair", PAIR), by=BARE, usual={"SHOES": 500_000, "SOCKS": 100_000})
    assert by_past.verdict == "loses"


@pytest.mark.parametrize(
    "known", [{}, {"dearest": {"SHOES": 100_000}}, {"dearest": {"SHOES": 9, "SOCKS": 9}}]
)
def test_a_bundle_of_goods_whose_prices_nobody_knows_is_not_said_to_pay(known: dict[str, Any]) -> None:
    found = check(offer("pair", PAIR), by=BARE, **known)
    assert (found.verdict, found.untried) == ("untried", ("SHOES", "SOCKS"))
    assert "Write the prices of these goods" in say_check(found, NAMES).en


FLAT = {"price": {"amount": 90_000, "of": {"group": "SOCKS"}}}


def test_a_fixed_price_is_tried_on_the_dearest_piece() -> None:
    """At half the margin a piece of 180,000 at 90,000 keeps nothing; a purchase of many cheap ones is none of it."""
    found = check(offer("flat", FLAT), by=BARE, dearest={"SOCKS": 180_000}, usual={"SOCKS": 900_000})
    assert [(row.at_amount, row.profit_now) for row in found.groups if row.applies] == [
        (180_000, 0),
        (900_000, 0),
    ]
    assert found.verdict == "pays"
    assert check(offer("flat", FLAT), by=BARE, dearest={"SOCKS": 181_000}).verdict == "loses"
    assert check(offer("flat", FLAT), by=BARE).verdict == "untried"
    one = {"price": {"amount": 90_000, "of": {"product": "lace"}}}
    product = {"groups": {"lace": "SOCKS"}, "prices": {"lace": 200_000}, "dearest": {"SOCKS": 300_000}}
    assert [row.at_amount for row in check(offer("one", one), by=BARE, **product).groups if row.applies] == [
        200_000,
        1_000_000,
    ]
    beside = check(offer("both", FLAT, off(5, of={"group": "SHOES"})), by=BARE)
    assert (beside.verdict, beside.untried) == ("untried", ("SOCKS",))
    assert say_check(beside, NAMES).en.startswith("It pays: a purchase of 1,000,000 Toman of Shoes")


def test_a_capped_percent_is_tried_where_it_is_whole() -> None:
    """Half off of at most 50,000 takes a purchase of 100,000 below what it cost, one of a million never."""
    capped = check(offer("half", off(50, cap=50_000, of={"group": "SHOES"})), by=BARE)
    assert [(row.at_amount, row.verdict) for row in capped.groups] == [
        (100_000, "loses"),
        (1_000_000, "pays"),
    ]
    assert capped.verdict == "loses"


def test_credit_of_an_amount_is_tried_on_as_small_a_purchase() -> None:
    found = check(offer("gift", {"credit": {"amount": 100_000}}), by=BARE)
    assert [(row.group, row.at_amount, row.profit_after_redeemed) for row in found.groups][:2] == [
        ("SHOES", 100_000, -70_000),
        ("SHOES", 1_000_000, 200_000),
    ]
    assert found.verdict == "loses"


def test_of_the_dearest_of_many_the_others_cost_next_to_nothing() -> None:
    dear = offer(
        "dear",
        {"discount": {"percent": 40, "dearest": 1, "of": {"group": "SHOES"}}},
        basket={"basket_quantity": {"op": ">=", "value": 3, "group": "SHOES"}},
    )
    found = check(dear, by=BARE)
    assert [row.applies for row in found.groups] == [True]
    assert found.verdict == "loses"


def test_what_would_pay_of_caps_prices_and_pieces() -> None:
    def ways(draft: Offer, *groups: str, **known: Any) -> tuple[list[Any], str]:
        found = advise(draft, [], BARE, at(), Goods(**known), groups=groups)
        told = say_advice(found, NAMES)
        return list(found), told.en if told else ""

    many = {"basket_total": {"op": ">=", "amount": 600_000}}
    (rate, cap), told = ways(offer("half", off(50), basket=many), "SHOES")
    assert (rate.rate, cap.cap, cap.least_basket) == (300_000, 180_000, 0)
    assert told == (
        "A discount of up to 30% instead of 50% would pay. A cap of 180,000 Toman in a purchase would pay."
    )
    (_, capped), told = ways(offer("half", off(50, cap=60_000)), "SHOES")
    assert (capped.cap, capped.least_basket) == (0, 200_000)
    assert told.endswith("The cap as it is would pay from a purchase of at least 200,000 Toman.")
    (price,), told = ways(offer("flat", FLAT), "SOCKS", dearest={"SOCKS": 240_000})
    assert price.price == 120_000
    assert told == "A price of 120,000 Toman or more for a piece instead of 90,000 Toman would pay."
    (bundle,), told = ways(
        offer("pair", PAIR), "SHOES", "SOCKS", dearest={"SHOES": 500_000, "SOCKS": 100_000}
    )
    assert bundle.price == 490_000
    assert "for the bundle instead of" in told
    (free,), told = ways(offer("3", {"buy_get": {"buy": 1, "get": 1, "of": {"group": "SHOES"}}}), "SHOES")
    assert free.rate == 600_000
    nothing, told = ways(offer("flat", FLAT), "SHOES", dearest={"SOCKS": 240_000})
    assert nothing[0].price == 0
    assert told.startswith("No price of a piece was found")


def test_three_for_two_is_looked_at_with_three() -> None:
    """Of three pieces for a million one is free: 666,667 for goods of 700,000."""
    thin = rules(0, margin={"SHOES": 30})
    found = check(offer("free", {"buy_get": {"buy": 2, "get": 1, "of": {"group": "SHOES"}}}), by=thin)
    assert [(row.at_amount, row.profit_now, row.applies) for row in found.groups] == [
        (1_000_000, -33_333, True)
    ]
    assert say_check(found, NAMES).en == (
        "This offer loses money on Shoes: a purchase of 1,000,000 Toman loses 33,333 Toman."
    )
    half = offer("half", {"buy_get": {"buy": 1, "get": 1, "percent": 50, "of": {"group": "SHOES"}}})
    assert [(row.profit_now, row.verdict) for row in check(half, by=thin).groups] == [(50_000, "pays")]


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ({"tier_is": "silver"}, True),
        ({"tier_is": "gold"}, False),
        ({"not": {"tier_is": "silver"}}, False),
        ({"not": {"visits": {"op": ">", "value": 3}}}, True),
        ({"any": [{"tier_is": "gold"}, {"visits": {"op": ">", "value": 3}}]}, True),
        ({"all": [{"tier_is": "gold"}, {"visits": {"op": ">", "value": 3}}]}, False),
        ({"basket_total": {"op": ">", "amount": 100}}, False),
        ({"basket_quantity": {"op": "<=", "value": 1}}, True),
    ],
)
def test_what_could_hold(condition: dict[str, Any], holds: bool) -> None:
    contents = Contents(basket(("A", 100)).lines)
    assert could_hold(parse_condition(condition), "silver", contents) is holds


def test_what_a_basket_needs_at_least() -> None:
    asked = parse_condition(
        {
            "all": [
                {"basket_total": {"op": ">", "amount": 99, "group": "A"}},
                {"any": [{"basket_quantity": {"op": ">=", "value": 2}}, {"basket_has": {"group": "B"}}]},
            ]
        }
    )
    assert wants_of(asked) == {("A", ""): (100, 0), ("B", ""): (0, 1_000)}
    assert tiers_asked(parse_condition({"all": [{"member": True}, {"tier_is": "gold"}]})) == ("gold",)
    assert tiers_asked(parse_condition({"member": True})) == ()


# Replay

START = 1_790_000_000_000
DAY = 86_400_000


def sale(day: int, *lines: tuple[str, int]) -> PastSale:
    rows = tuple(
        PastLine(group, None, 1_000, gross, 0, divisible=False, kept=gross) for group, gross in lines
    )
    return PastSale(START + day * DAY, "b1", "t1", "Asia/Tehran", sum(g for _, g in lines), rows)


ANNA = PastPerson("m1", dt.date(2026, 1, 1), tuple(sale(n, ("SHOES", 100_000)) for n in range(5)))
WALK_IN = PastPerson("", None, (sale(1, ("SHOES", 100_000), ("HATS", 50_000)), sale(2)))


def test_a_past_is_replayed_as_it_was_and_parts_add_up() -> None:
    draft = offer("draft", off(10), audience={"visits": {"op": ">=", "value": 2}})
    play = make_play(draft, (offer("idle", credit(1), code={"unique": True}),), THIN, START)
    whole = replay([ANNA, WALK_IN], play)
    assert (whole.baskets, whole.uses, whole.members, whole.discount) == (7, 3, 1, 30_000)
    assert whole.kept_after - whole.kept_before == -27_000 * 10**6
    halves = Sums()
    for person in (ANNA, WALK_IN):
        halves.add(replay([person], play))
    assert halves == whole


def test_a_one_shot_is_given_once_and_what_beats_it_counts_for_nothing() -> None:
    shot = offer("shot", off(10), kind="one_shot")
    assert replay([ANNA, WALK_IN], make_play(shot, (), THIN, START)).uses == 1
    better = offer("better", off(20))
    found = replay([ANNA, WALK_IN], make_play(shot, (better,), THIN, START))
    assert (found.uses, found.by_tier) == (0, {})
    hats = replay([WALK_IN], make_play(offer("all", off(10)), (), THIN, START))
    assert (hats.unknown, hats.by_tier) == (45_000, {"": [1, 15_000, 0]})


def test_what_was_bought_before_the_days_looked_at_is_past_but_no_purchase_of_them() -> None:
    draft = offer("draft", off(10), audience={"visits": {"op": ">=", "value": 2}})
    found = replay([ANNA], make_play(draft, (), THIN, START + 3 * DAY))
    assert (found.baskets, found.uses, found.discount) == (2, 2, 20_000)


def test_a_draft_whose_basket_side_asks_about_the_member_looks_at_their_past() -> None:
    third = {"all": [{"basket_has": {"group": "SHOES"}}, {"visits": {"op": "=", "value": 2}}]}
    found = replay([ANNA, WALK_IN], make_play(offer("third", off(10), basket=third), (), THIN, START))
    assert (found.baskets, found.uses, found.members, found.discount) == (7, 1, 1, 10_000)


def test_what_was_bought_of_a_group_or_a_product_counts_as_at_the_till() -> None:
    # Of 100,000 for the shoes 60,000 stayed: the rest was taken off or came back.
    lines = (
        PastLine("SHOES", "p1", 1_000, 100_000, 0, divisible=False, kept=60_000),
        PastLine("HATS", None, 1_000, 50_000, 0, divisible=False, kept=50_000),
    )
    past = tuple(PastSale(START + n * DAY, "b1", "t1", "Asia/Tehran", 110_000, lines) for n in range(3))
    person = PastPerson("m1", dt.date(2026, 1, 1), past)

    def uses(audience: dict[str, Any]) -> int:
        return replay([person], make_play(offer("d", off(10), audience=audience), (), THIN, START)).uses

    assert uses({"bought": {"product": "p1"}}) == 2
    assert uses({"bought": {"product": "p2"}}) == 0
    assert uses({"spent": {"op": ">=", "amount": 120_000, "group": "SHOES"}}) == 1
    assert uses({"spent": {"op": ">=", "amount": 220_000}}) == 1


# Offers that can never work


def sound(document: dict[str, Any], by: Rules = THIN, **around: Any) -> None:
    whole = {"id": "x", **document}
    renamed = {
        "since" if key == "from" else key: value for key, value in document.items() if key != "benefits"
    }
    around.setdefault("today", TODAY)
    check_sound(offer("x", *document["benefits"], **renamed), whole, by, Around(**around))


SHOT = offer("shot", credit(1), kind="one_shot")
WRONG: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"benefits": [credit(1)], "until": "2026-11-20"}, {}, "offer_never_opens"),
    ({"benefits": [credit(1)], "holdout": 100}, {}, "holdout_of_all"),
    ({"benefits": [off(1, of={"group": "HATS"})]}, {}, "benefit_group_unknown"),
    ({"benefits": [off(1, of={"product": "p"})]}, {"products": {"q"}}, "benefit_product_unknown"),
    ({"benefits": [{"gift": {"product": "p"}}]}, {"products": set()}, "benefit_product_unknown"),
    (
        {"benefits": [{"bundle": {"price": 1, "parts": [{"of": {"group": "HATS"}}]}}]},
        {},
        "benefit_group_unknown",
    ),
    (
        {
            "benefits": [
                {"bundle": {"price": 1, "parts": [{"of": {"group": "SHOES"}}, {"of": {"group": "SHOES"}}]}}
            ]
        },
        {},
        "bundle_part_twice",
    ),
    ({"kind": "one_shot", "benefits": [{"grant": {"offer": "x"}}]}, {}, "offers_in_a_circle"),
    ({"benefits": [{"points": {"plus": 1, "kind": "star"}}]}, {}, "points_kind_unknown"),
    ({"benefits": [{"tier": {"lift": "steel", "days": 1}}]}, {}, "tier_unknown"),
    ({"benefits": [{"grant": {"offer": "shot"}}]}, {}, "later_offer_unknown"),
    ({"benefits": [{"code": {"offer": "shot"}}]}, {"offers": {"shot": SHOT}}, "later_offer_unfit"),
    (
        {"benefits": [{"grant": {"offer": "a"}}]},
        {"offers": {"a": offer("a", {"grant": {"offer": "x"}}, kind="one_shot")}},
        "offers_in_a_circle",
    ),
]


def test_a_bundle_of_two_things_is_sound() -> None:
    sound({"benefits": [PAIR]})


@pytest.mark.parametrize(("document", "around", "code"), WRONG)
def test_what_can_never_work_is_refused(document: dict[str, Any], around: dict[str, Any], code: str) -> None:
    with pytest.raises(LoyaltyError) as caught:
        sound(document, **around)
    assert caught.value.code == code


def test_what_can_work_is_let_by() -> None:
    sound({"benefits": [{"grant": {"offer": "shot"}}, {"grant": {"offer": "shot"}}]}, offers={"shot": SHOT})
    sound({"benefits": [off(1, of={"group": "SHOES"}), off(1, of={"product": "p"})], "until": "2026-11-21"})
    sound({"benefits": [credit(1)], "audience": {"visits": {"op": ">=", "value": 0}}})
    never = {"all": [{"tier_is": "gold"}, {"tier_is": "silver"}]}
    sound({"benefits": [credit(1)], "audience": {"any": [never, {"member": True}]}})
    with pytest.raises(LoyaltyError):
        sound({"benefits": [credit(1)], "audience": never})


def test_a_live_offer_of_another_branch_or_another_time_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draft = offer("draft", off(10))
    live = (
        offer("away", off(50), scope="branch:b2"),
        offer("over", off(50), until="2026-01-01"),
        offer("later", off(50), **{"from": "2030-01-01"}),
    )
    alone = replay([ANNA, WALK_IN], make_play(draft, (), THIN, START))
    for most in ("MOST_KEPT", "MOST_SETS"):
        monkeypatch.setattr(f"loyalty.offers.replay.{most}", 0)
    assert replay([ANNA, WALK_IN], make_play(draft, live, THIN, START)) == alone


def test_two_ways_to_one_offer_are_no_circle() -> None:
    """One gives two that both give a third: it ends there."""

    def right(name: str, *gives: str) -> Offer:
        return offer(name, credit(1), *({"grant": {"offer": one}} for one in gives), kind="one_shot")

    others = {
        one.offer_id: one
        for one in (right("top", "left", "other"), right("left", "end"), right("other", "end"))
    }
    sound({"benefits": [credit(1), {"grant": {"offer": "top"}}]}, offers={**others, "end": right("end")})


def test_a_row_tells_what_the_same_purchase_keeps_without_the_draft() -> None:
    (shoes, _) = check(offer("ten", off(10)), offer("five", off(5))).groups
    (alone, _) = check(offer("five", off(5))).groups
    assert (shoes.without_now, shoes.without_redeemed) == (alone.profit_now, alone.profit_after_redeemed)
    assert (alone.without_now, alone.without_redeemed) == (300_000, 200_000)


@pytest.mark.parametrize(
    ("draft", "en", "fa"),
    [
        (
            offer("ten", off(10)),
            "At the counter, a purchase of 1,000,000 Toman of SOCKS: 100,000 Toman comes off; 900,000 Toman is to pay.",
            "در صندوق، خرید ۱٬۰۰۰٬۰۰۰ تومان از SOCKS: ۱۰۰٬۰۰۰ تومان کم می‌شود؛ ۹۰۰٬۰۰۰ تومان پرداختنی است.",
        ),
        (
            offer("more", credit(5)),
            "At the counter, a purchase of 1,000,000 Toman of SOCKS: the member gets 50,000 Toman of credit; "
            "1,000,000 Toman is to pay.",
            "در صندوق، خرید ۱٬۰۰۰٬۰۰۰ تومان از SOCKS: ۵۰٬۰۰۰ تومان اعتبار به عضو می‌رسد؛ ۱٬۰۰۰٬۰۰۰ تومان پرداختنی است.",
        ),
        (
            offer("points", {"points": {"plus": 5}}, off(10)),
            "At the counter, a purchase of 1,000,000 Toman of SOCKS: 100,000 Toman comes off and the member gets 5 points; "
            "900,000 Toman is to pay.",
            "در صندوق، خرید ۱٬۰۰۰٬۰۰۰ تومان از SOCKS: ۱۰۰٬۰۰۰ تومان کم می‌شود و ۵ امتیاز به عضو می‌رسد؛ ۹۰۰٬۰۰۰ تومان پرداختنی است.",
        ),
        (
            HALF,
            "At the counter, a purchase of 1,000,000 Toman of Shoes: this offer is not given, for the margin floor keeps it "
            "off, unless a manager lets it through with a reason. The figures of profit are of the worst case: a member whom "
            "every live offer reaches, with no floor keeping one off.",
            "در صندوق، خرید ۱٬۰۰۰٬۰۰۰ تومان از کفش: این آفر داده نمی‌شود، چون کف حاشیهٔ سود جلویش را می‌گیرد، مگر مدیری آن را "
            "با دلیل بگذراند. رقم‌های سود از بدترین حالت است: عضوی که همهٔ آفرهای جاری به او برسد و کفی جلوی آن‌ها را نگیرد.",
        ),
    ],
    ids=["off", "credit", "points", "held off by the floor"],
)
def test_what_the_counter_will_do_is_one_sentence(draft: Offer, en: str, fa: str) -> None:
    told = say_at_till(check(draft), NAMES)
    assert told is not None
    assert [one.replace("\u2068", "").replace("\u2069", "") for one in (told.en, told.fa)] == [en, fa]


def test_what_the_counter_will_do_counts_the_live_offers_in() -> None:
    told = say_at_till(check(offer("more", credit(5)), offer("ten", off(10))), NAMES)
    assert told is not None
    assert told.en.endswith(
        "the member gets 45,000 Toman of credit; 900,000 Toman is to pay, with the offers that reach everybody."
    )


def test_what_the_counter_will_do_is_told_of_a_member_whom_only_offers_for_everybody_reach() -> None:
    away = offer("away", off(25), audience={"visits": {"op": ">=", "value": 3}})
    told = say_at_till(check(offer("more", credit(1)), away, offer("ten", off(10))), NAMES)
    assert told is not None
    assert "the member gets 9,000 Toman of credit; 900,000 Toman is to pay" in told.en
    assert told.en.endswith("with no floor keeping one off.")
    for rare in ({"grant": {"when": "publish"}, "kind": "one_shot"}, {"code": {"shared": "FRIEND"}}):
        told = say_at_till(check(offer("more", credit(1)), offer("rare", off(5), **rare)), NAMES)
        assert told is not None
        assert "1,000,000 Toman is to pay" in told.en


def test_what_the_counter_will_do_names_the_tier_where_it_decides_and_what_else_is_bought() -> None:
    asked = {"basket_total": {"op": ">=", "amount": 200_000, "group": "SOCKS"}}
    shoes = {"credit": {"percent": 5, "of": {"group": "SHOES"}}}
    told = say_at_till(check(offer("more", shoes, basket=asked)), NAMES)
    assert told is not None
    assert "a purchase of 1,000,000 Toman of Shoes and 200,000 Toman of other goods:" in told.en
    silver = offer("silver", off(15), audience={"tier_is": "silver"})
    told = say_at_till(check(offer("more", credit(5)), silver), NAMES)
    assert told is not None
    assert told.en.startswith("At the counter, for a member of ")


def test_where_nothing_was_tried_nothing_is_told_of_the_counter() -> None:
    assert (
        say_at_till(check(offer("fixed", {"price": {"amount": 5, "of": {"product": "p-1"}}})), NAMES) is None
    )


def test_what_is_for_later_is_told_of_the_counter_as_such() -> None:
    told = say_at_till(check(offer("lift", off(10), {"tier": {"lift": "gold", "days": 30}})), NAMES)
    assert told is not None
    assert "100,000 Toman comes off and what is for later is given once it is recorded;" in told.en
    assert "آنچه برای بعد است پس از ثبت داده می‌شود" in told.fa
