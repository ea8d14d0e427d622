"""Conditions, benefits, offers and verdicts as people read them, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from loyalty.conditions.parse import parse_condition
from loyalty.conditions.verdict import Missing
from loyalty.documents import Text
from loyalty.errors import LoyaltyError
from loyalty.offers.parse import parse_offer
from loyalty.problems import all_problems, hint, say
from loyalty.problems.offers import PROBLEMS
from loyalty.quote import Effect
from loyalty.sentences.conditions import say_condition
from loyalty.sentences.names import names_of
from loyalty.sentences.offers import say_benefit, say_offer, say_rates
from loyalty.sentences.verdicts import say_effect, say_missing, say_verdict
from tests.loyalty.conditions.table import NAMES
from tests.loyalty.offers.shop import basket, credit, member, off, offer, quote, rules, verdict, visits


def clauses(condition: dict[str, Any]) -> tuple[str, str]:
    parsed = parse_condition(condition)
    return say_condition(parsed, "fa", NAMES), say_condition(parsed, "en", NAMES)


@pytest.mark.parametrize(
    ("condition", "fa", "en"),
    [
        ({"birthday": {"days": 0}}, "روز تولد عضو باشد", "it is the member's birthday"),
        (
            {"hours": {"from": "9:05", "until": "12:00"}},
            "ساعت از ۰۹:۰۵ تا ۱۲:۰۰ باشد",
            "the time is from 09:05 to 12:00",
        ),
        (
            {"visits": {"op": "=", "value": 1}},
            "عضو درست ۱ بار خرید کرده باشد",
            "the member has bought exactly once",
        ),
        ({"basket_has": {"product": "p1"}}, "چکمه در سبد باشد", "the basket holds Boots"),
        (
            {"basket_quantity": {"op": ">", "value": 3}},
            "بیش از ۳ عدد کالا در سبد باشد",
            "the basket holds more than 3 of anything",
        ),
        (
            {"spent": {"op": ">", "amount": 5, "group": "GONE"}},
            "مجموع خریدهای عضو از \u2068GONE\u2069 بیش از ۵ تومان باشد",
            "the member's purchases of GONE add up to more than 5 Toman",
        ),
        ({"in_group": "ویژه"}, "عضو در گروه «ویژه» باشد", "the member belongs to “\u2068ویژه\u2069”"),
        ({"all": []}, "", ""),
        (
            {"visits": {"op": "=", "value": 0}},
            "عضو تاکنون خرید نکرده باشد",
            "the member has never bought",
        ),
        (
            {"visits": {"op": "<", "value": 1, "group": "SHOES", "window": {"days": 30}}},
            "عضو از کفش در ۳۰ روز گذشته خرید نکرده باشد",
            "the member has not bought Shoes in the last 30 days",
        ),
        (
            {"used_offer": {"offer": "top"}},
            "عضو از آفر «جشنواره» استفاده کرده باشد",
            "the member has used the offer “Festival”",
        ),
        (
            {"used_offer": {"offer": "top", "op": "=", "value": 0}},
            "عضو از آفر «جشنواره» استفاده نکرده باشد",
            "the member has not used the offer “Festival”",
        ),
        (
            {"in_segment": "brides"},
            "عضو در گروه مشتریان «عروس‌ها» باشد",
            "the member is in the segment “Brides”",
        ),
        ({"anniversary": {"days": 0}}, "سالگرد عضویت باشد", "it is an anniversary of joining"),
        ({"first_days_of_month": {"days": 1}}, "روز نخست ماه باشد", "it is the first day of the month"),
        (
            {"reaches": {"spent": {"op": ">", "amount": 10}}},
            "تازه با این خرید مجموع خریدهای عضو بیش از ۱۰ تومان باشد",
            "with this purchase, not before, the member's purchases add up to more than 10 Toman",
        ),
        (
            {"reaches": {"bought": {"group": "SHOES"}}},
            "این نخستین خرید عضو از کفش باشد",
            "this is the member's first purchase of Shoes",
        ),
        (
            {"dates": {"until": "2026-11-21"}},
            "تاریخ تا پایان ۳۰ آبان ۱۴۰۵ باشد",
            "the day is until the end of 21 Nov 2026",
        ),
    ],
)
def test_other_forms(condition: dict[str, Any], fa: str, en: str) -> None:
    assert clauses(condition) == (fa, en)


def test_only_mixed_words_need_brackets() -> None:
    a, b, c = {"member": True}, {"tier_is": "silver"}, {"in_group": "vip"}
    en = "the buyer is a member", "the member's tier is Silver", "the member belongs to “vip”"
    assert clauses({"all": [{"all": [a, b]}, c]})[1] == f"{en[0]} and {en[1]} and {en[2]}"
    assert clauses({"all": [{"any": [a, b]}, c]})[1] == f"({en[0]} or {en[1]}) and {en[2]}"
    assert clauses({"any": [{"all": [a, b]}, c]})[1] == f"({en[0]} and {en[1]}) or {en[2]}"
    assert clauses({"all": [{"any": [a, b]}, {"all": []}]})[1] == f"{en[0]} or {en[1]}"
    assert clauses({"all": [{"any": [a]}, c]})[1] == f"{en[0]} and {en[2]}"


def test_denials_are_said_in_the_shortest_way() -> None:
    a, b, c = {"member": True}, {"tier_is": "silver"}, {"in_group": "vip"}
    no = "the buyer is not a member", "the member's tier is not Silver", "the member belongs to “vip”"
    assert clauses({"not": {"any": [a, b]}})[1] == f"{no[0]} and {no[1]}"
    assert clauses({"any": [{"not": {"any": [a, b]}}, c]})[1] == f"({no[0]} and {no[1]}) or {no[2]}"
    assert clauses({"not": {"all": [a, b]}})[1] == (
        "it is not so that (the buyer is a member and the member's tier is Silver)"
    )
    assert clauses({"not": {"not": c}})[1] == no[2]
    assert clauses({"not": {}}) == ("هیچ خریدی پذیرفته نباشد", "no purchase is accepted")


@pytest.mark.parametrize(
    ("benefit", "fa", "en"),
    [
        (off(5), "۵٪ تخفیف از کل سبد", "5% off the basket"),
        (
            off("12.5", base="initial", cap=9_000, of={"group": "SHOES"}),
            "۱۲٫۵٪ تخفیف از کفش بر مبلغ اولیه (حداکثر ۹٬۰۰۰ تومان)",
            "12.5% off Shoes on the initial amount (at most 9,000 Toman)",
        ),
        (
            {"discount": {"amount": 500, "of": {"product": "p1"}}},
            "۵۰۰ تومان تخفیف از چکمه",
            "500 Toman off Boots",
        ),
        (credit(10), "۱۰٪ اعتبار بیشتر", "10% credit on top of the base rate"),
        (credit(20, mode="instead"), "۲۰٪ اعتبار به‌جای نرخ پایه", "20% credit instead of the base rate"),
        (
            credit(10, of={"group": "SHOES"}, cap=7, scope="branch:b1", vests_days=1, expires_days=30),
            "۱۰٪ اعتبار بیشتر برای کفش (حداکثر ۷ تومان) (تنها در شعبهٔ ونک، پس از ۱ روز، تا ۳۰ روز)",
            "10% credit on top of the base rate on Shoes (at most 7 Toman) (at Vanak only, after 1 day, for 30 days)",
        ),
        (
            {"credit": {"amount": 20_000, "scope": "branch"}},
            "۲۰٬۰۰۰ تومان اعتبار (تنها در همین شعبه)",
            "20,000 Toman of credit (at this branch only)",
        ),
        (
            {"credit": {"amount": 20_000, "scope": "business"}},
            "۲۰٬۰۰۰ تومان اعتبار",
            "20,000 Toman of credit",
        ),
        ({"points": {"times": 2}}, "۲ برابر امتیاز", "2 times the points"),
        (
            {"points": {"times": "2.5", "of": {"group": "SHOES"}}},
            "۲٫۵ برابر امتیاز برای کفش",
            "2.5 times the points on Shoes",
        ),
        ({"points": {"plus": 50}}, "۵۰ امتیاز بیشتر", "50 more points"),
        ({"points": {"plus": 1}}, "۱ امتیاز بیشتر", "1 more point"),
        (
            {"buy_get": {"buy": 3, "get": 2, "percent": 50, "most": 1}},
            "با خرید ۳ واحد از هر کالا، ۲ واحد ارزان‌تر با ۵۰٪ تخفیف (حداکثر ۱ بار)",
            "buy 3 of anything, get the 2 cheapest at 50% off (at most once)",
        ),
    ],
)
def test_benefits(benefit: dict[str, Any], fa: str, en: str) -> None:
    parsed = offer("x", benefit).benefits[0]
    assert (say_benefit(parsed, "fa", NAMES), say_benefit(parsed, "en", NAMES)) == (fa, en)


def test_kinds_of_points_are_named_where_there_are_several() -> None:
    shop = rules(
        points={"kinds": [{"id": "main", "money_each": 1}, {"id": "star", "name": "ستاره", "money_each": 1}]}
    )
    parsed = offer("x", {"points": {"plus": 5, "kind": "star"}}).benefits[0]
    assert say_benefit(parsed, "fa", names_of(shop)) == "۵ امتیاز «ستاره» بیشتر"


def test_an_offer_is_one_sentence() -> None:
    whole = offer(
        "x",
        credit(20, mode="instead"),
        off(5),
        audience={"tier_at_least": "silver"},
        basket={"basket_total": {"op": ">=", "amount": 600_000, "group": "SHOES"}},
        since="2026-11-21",
        until="2026-12-21",
        scope="branch:b1",
        caps={"per_member": 1},
    )
    assert say_offer(whole, "fa", NAMES) == (
        "اگر سطح عضو نقره‌ای یا بالاتر باشد و سبد از کفش دست‌کم ۶۰۰٬۰۰۰ تومان باشد، "
        "۲۰٪ اعتبار به‌جای نرخ پایه و ۵٪ تخفیف از کل سبد، "
        "از ۳۰ آبان ۱۴۰۵ تا پایان ۳۰ آذر ۱۴۰۵، تنها در شعبهٔ ونک، هر عضو ۱ بار."
    )
    assert say_offer(whole, "en", NAMES) == (
        "When the member's tier is Silver or higher and the basket holds at least 600,000 Toman of Shoes: "
        "20% credit instead of the base rate and 5% off the basket, "
        "from 21 Nov 2026 until the end of 21 Dec 2026, at Vanak only, once per member."
    )
    assert (
        say_offer(offer("y", off(5), caps={"per_member": 3}), "en", NAMES)
        == "5% off the basket, 3 times per member."
    )


def test_caps_and_scopes_are_said_only_where_they_bind() -> None:
    assert (
        say_offer(offer("y", off(5), caps={"per_member": 3}), "fa", NAMES)
        == "۵٪ تخفیف از کل سبد، هر عضو ۳ بار."
    )
    assert say_offer(offer("z", off(5)), "fa", NAMES) == "۵٪ تخفیف از کل سبد."


def test_rates_are_shown_as_a_sum() -> None:
    assert say_rates((("base", 100_000), ("x", 100_000)), "fa") == "۱۰٪ + ۱۰٪ = ۲۰٪"
    assert say_rates((("base", 125_000),), "en") == "12.5%"
    assert say_rates((), "en") == ""


VERDICTS = {
    "after": (
        offer("after", off(1), until="2026-01-01"),
        "در پایان ۱۱ دی ۱۴۰۴ تمام شد.",
        "It ended on 1 Jan 2026.",
    ),
    "before": (
        offer("before", off(1), since="2027-01-01"),
        "از ۱۱ دی ۱۴۰۵ آغاز می‌شود.",
        "It begins on 1 Jan 2027.",
    ),
    "branch": (
        offer("branch", off(1), scope="branch:b2"),
        "ویژهٔ شعبهٔ تجریش است.",
        "It holds at Tajrish only.",
    ),
    "beaten": (
        offer("beaten", off(3)),
        "آفر «جشنواره» جای آن را گرفت؛ ۳۵٬۰۰۰ تومان بیشتر می‌دهد.",
        "“Festival” took its place: it gives 35,000 Toman more.",
    ),
    "base": (
        offer("base-no", credit(1, mode="instead")),
        "اعتبار پایه از آن کمتر نیست.",
        "The base credit is no less.",
    ),
    "cap": (
        offer("cap", off(1), caps={"per_member": 1}),
        "این عضو سهم خود (۱ بار) را استفاده کرده است.",
        "This member has used it 1 time, as often as allowed.",
    ),
    "margin": (
        offer("margin", credit(90)),
        "حاشیهٔ سود گروه کفش را به زیر کف ۵٪ می‌برد.",
        "With it Shoes would keep less than its floor of 5%.",
    ),
    "idle": (
        offer("idle", off(1, of={"group": "HATS"})),
        "هیچ کالایی در این سبد مشمول آن نیست.",
        "It applies to nothing in this basket.",
    ),
    "basket": (
        offer("basket", off(1), basket={"basket_has": {"group": "HATS"}}),
        "برای این سبد نیست؛ شرط آن: \u2068HATS\u2069 در سبد باشد.",
        "Not for this basket; it asks that the basket holds HATS.",
    ),
    "person": (
        offer("person", off(1), audience={"tier_is": "silver"}),
        "برای این عضو نیست؛ شرط آن: سطح عضو نقره‌ای باشد.",
        "Not for this member; it asks that the member's tier is Silver.",
    ),
    "now": (
        offer("now", off(1), audience={"weekdays": ["friday"]}),
        "اکنون نه؛ شرط آن: روز جمعه باشد.",
        "Not now; it asks that it is Friday.",
    ),
    "near": (
        offer(
            "near",
            off(1),
            audience={"visits": {"op": ">", "value": 2}},
            basket={"basket_total": {"op": ">=", "amount": 600_000, "group": "SHOES"}},
        ),
        "تا آن مانده است: ۱ مراجعهٔ دیگر و ۱۰۰٬۰۰۰ تومان دیگر از کفش.",
        "Nearly: 1 more visit and 100,000 Toman more of Shoes.",
    ),
    "top": (offer("top", off(10), priority=9), "اعمال شد: ۵۰٬۰۰۰ تومان تخفیف.", "Applied: 50,000 Toman off."),
}


@pytest.mark.parametrize("case", VERDICTS)
def test_every_verdict_has_its_sentence(case: str) -> None:
    each, fa, en = VERDICTS[case]
    who = member(*visits(2), uses=(("cap", 1),))
    result = quote(
        basket(("SHOES", 500_000)),
        *(row[0] for row in VERDICTS.values()),
        who=who,
        by=rules(10, margin={"SHOES": 30}, floor=5),
    )
    found = verdict(result, each.offer_id)
    assert (say_verdict(found, "fa", NAMES), say_verdict(found, "en", NAMES)) == (fa, en)


def test_a_walk_in_hears_that_it_is_for_members() -> None:
    found = verdict(quote(basket(("SHOES", 5)), offer("x", credit(1))), "x")
    assert (say_verdict(found, "fa", NAMES), say_verdict(found, "en", NAMES)) == (
        "ویژهٔ اعضای باشگاه است.",
        "It is for members.",
    )


def test_an_offer_that_gave_way_on_some_lines_says_what_it_gave_and_why_not_more() -> None:
    by = rules(0, margin={"SHOES": 60, "SOCKS": 10}, floor=5)
    what = basket(("SHOES", 100_000), ("SOCKS", 100_000))
    found = verdict(quote(what, offer("fifth", credit(20)), who=member(), by=by), "fifth")
    assert (say_verdict(found, "fa", NAMES), say_verdict(found, "en", NAMES)) == (
        "اعمال شد: ۲۰٬۰۰۰ تومان اعتبار. کف سود آن را از ۱ ردیف کنار گذاشت: حاشیهٔ سود گروه \u2068SOCKS\u2069 را به زیر کف ۵٪ می‌برد.",
        "Applied: 20,000 Toman of credit. A floor held it off 1 line: "
        "With it SOCKS would keep less than its floor of 5%.",
    )


def test_what_gives_something_for_later_alone_says_so() -> None:
    later = offer("top", {"grant": {"offer": "next"}})
    found = verdict(quote(basket(("SHOES", 100_000)), later, who=member()), "top")
    assert (say_verdict(found, "fa", NAMES), say_verdict(found, "en", NAMES)) == (
        "اعمال شد: آنچه برای بعد است پس از ثبت داده می‌شود.",
        "Applied: what is for later is given once the sale is recorded.",
    )


def test_the_ids_of_a_circle_stay_as_they_are_typed() -> None:
    told = LoyaltyError("offers_in_a_circle", offers="c1 → c2 → c1", where="benefits[0]")
    assert "c1 → c2 → c1" in say(told, "fa")


def test_a_rate_instead_of_the_base_gives_way_to_a_higher_one() -> None:
    high, low = offer("top", credit(30, mode="instead")), offer("low", credit(20, mode="instead"))
    found = verdict(quote(basket(("SHOES", 100_000)), low, high, who=member()), "low")
    assert (say_verdict(found, "fa", NAMES), say_verdict(found, "en", NAMES)) == (
        "آفر «جشنواره» جای آن را گرفت.",
        "“Festival” took its place.",
    )


def test_what_is_missing_of_something_is_purchases_of_it() -> None:
    said = [
        (say_missing(one, "fa", NAMES), say_missing(one, "en", NAMES))
        for one in (Missing("visits", 8, 10), Missing("visits", 9, 10, "SHOES"), Missing("uses", 1, 3))
    ]
    assert said == [
        ("۲ مراجعهٔ دیگر", "2 more visits"),
        ("۱ خرید دیگر از کفش", "1 more purchase of Shoes"),
        ("۲ بار دیگر استفاده", "2 more uses"),
    ]


def test_missing_and_effects() -> None:
    average = Missing("average", 50_000, 80_000)
    assert say_missing(average, "fa", NAMES) == "۳۰٬۰۰۰ تومان بیشتر در میانگین هر خرید"
    assert say_missing(average, "en", NAMES) == "30,000 Toman more per purchase on average"
    assert say_missing(Missing("quantity", 1_000, 3_500, "SHOES"), "fa", NAMES) == "۲٫۵ عدد دیگر از کفش"
    assert say_missing(Missing("days", 88, 90), "en", NAMES) == "2 days more"
    assert say_effect(Effect("x", 5, 6, 1), "en", NAMES) == "5 Toman off and 6 Toman of credit and 1 point"
    assert say_effect(Effect("x", 5, 6, 7), "fa", NAMES) == "۵ تومان تخفیف و ۶ تومان اعتبار و ۷ امتیاز"


def test_names_of_a_shop() -> None:
    named = names_of(rules(margin={"SHOES": 1}), offers=[offer("x", off(1), name="ایکس")], currency="IRR")
    assert named.groups["SHOES"] == Text("SHOES", "SHOES")
    assert named.tiers["gold"].fa == "طلایی"
    assert named.offers["x"].fa == "ایکس"
    assert named.money(5, "en") == "5 Rial"


def test_a_refusal_names_the_place_and_the_way_out() -> None:
    with pytest.raises(LoyaltyError) as caught:
        parse_offer({"id": "x", "benefits": [{"wheel": {}}]})
    assert say(caught.value, "en") == "The benefit “wheel” in “benefits[0]” is unknown."
    assert hint(caught.value, "en").startswith("Write one of: discount, price, buy_get")
    assert "\u2068wheel\u2069" in say(caught.value, "fa")


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_refusal_can_be_said_in_both_languages(code: str) -> None:
    problem = all_problems()[code]
    values = dict.fromkeys(
        ("where", "key", "value", "among", "least", "most", "places", "group", "tier"), "x"
    )
    values |= dict.fromkeys(
        ("vests", "expires", "scope", "kind", "name", "known", "act", "acts", "level"), "x"
    )
    values |= dict.fromkeys(("keys", "id", "feature", "offer", "credit", "net"), "x")
    for lang in ("fa", "en"):
        error = LoyaltyError(code, **values)
        assert "{" not in say(error, lang).replace("{ … }", "")
        assert hint(error, lang)
    assert problem.fa != problem.en
