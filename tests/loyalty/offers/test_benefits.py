"""Benefits that pick units, what they refuse, what they say, and codes: each to the Toman."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from loyalty.basket import Basket, Line
from loyalty.errors import LoyaltyError
from loyalty.offers.codes import (
    ALPHABET,
    LENGTH,
    digest_of,
    is_unique_code,
    make_code,
    parse_code,
    plain_code,
    shown_code,
)
from loyalty.offers.offer import UNIQUE, Offer
from loyalty.offers.standing import Brought, Right, Standing, Used
from loyalty.pricing.price import price, price_shortlist
from loyalty.pricing.shortlist import shortlist
from loyalty.quote import Because, Quote
from loyalty.sentences.offers import say_offer
from loyalty.sentences.verdicts import say_verdict
from tests.loyalty.offers.shop import TODAY, at, credit, member, off, offer, quote, rules, verdict
from tests.loyalty.offers.test_sentences import NAMES

SHOES = {"of": {"group": "SHOES"}}
PAIRS = Basket(
    (
        Line(1, "SHOES", 300_000, 3_000),
        Line(2, "SHOES", 50_000, product_id="lace"),
        Line(3, "SOCKS", 40_001, 2_000),
    )
)
"""Three at 100,000, one at 50,000, two socks at 20,001 and 20,000."""

PICKED: list[tuple[dict[str, Any], list[int]]] = [
    ({"price": {"amount": 60_000, **SHOES}}, [120_000, 0, 0]),
    ({"buy_get": {"buy": 1, "get": 1, **SHOES}}, [100_000, 50_000, 0]),
    ({"buy_get": {"buy": 2, "get": 1, **SHOES}}, [0, 50_000, 0]),
    ({"buy_get": {"buy": 1, "get": 1, "percent": 50, "most": 1, **SHOES}}, [0, 25_000, 0]),
    ({"buy_get": {"buy": 9, "get": 1, **SHOES}}, [0, 0, 0]),
    ({"discount": {"percent": 20, "cheapest": 2, **SHOES}}, [20_000, 10_000, 0]),
    ({"discount": {"percent": 20, "dearest": 2, **SHOES}}, [40_000, 0, 0]),
    (
        {
            "bundle": {
                "price": 100_000,
                "parts": [{"of": {"group": "SHOES"}}, {"of": {"group": "SOCKS"}, "quantity": 2}],
            }
        },
        [28_572, 0, 11_429],
    ),
    (
        {
            "bundle": {
                "price": 100_000,
                "parts": [{"of": {"group": "SHOES"}, "quantity": 2}, {"of": {"product": "lace"}}],
                "most": 1,
            }
        },
        [0, 0, 0],
    ),
    ({"gift": {"product": "lace", "quantity": 2}}, [0, 50_000, 0]),
]


def discounts(result: Quote) -> list[int]:
    return [line.discount for line in result.lines]


@pytest.mark.parametrize(("benefit", "parts"), PICKED)
def test_units_are_picked_to_the_toman(benefit: dict[str, Any], parts: list[int]) -> None:
    result = quote(PAIRS, offer("picked", benefit))
    assert discounts(result) == parts
    assert verdict(result, "picked").verdict == ("applied" if any(parts) else "not_basket")


def test_a_bundle_dearer_than_its_parts_takes_nothing_off() -> None:
    dear = {"bundle": {"price": 10**6, "parts": [{"of": {"group": "SHOES"}, "quantity": 2}]}}
    assert discounts(quote(PAIRS, offer("dear", dear))) == [0, 0, 0]
    free = {"bundle": {"price": 0, "parts": [{"of": {"product": "lace"}}]}}
    assert discounts(quote(PAIRS, offer("free", free))) == [0, 50_000, 0]


def test_the_better_of_picking_offers_works_and_a_percent_takes_the_rest() -> None:
    one = offer("one", {"buy_get": {"buy": 1, "get": 1, **SHOES}})
    sock = offer("sock", off(10, of={"group": "SOCKS"}))
    less = offer("less", off(10, **SHOES))
    result = quote(PAIRS, one, sock, less)
    assert discounts(result) == [100_000, 50_000, 4_000]
    assert verdict(result, "less").because.other == "one"


def test_the_floor_keeps_a_gift_away() -> None:
    thin = rules(0, margin={"SHOES": 10})
    result = quote(PAIRS, offer("gift", {"gift": {"product": "lace"}}), by=thin)
    assert (discounts(result), verdict(result, "gift").verdict) == ([0, 0, 0], "margin")


BROKEN: list[tuple[dict[str, Any], str]] = [
    ({"price": {"amount": 5, "of": "basket"}}, "benefit_needs_reach"),
    ({"discount": {"percent": 5, "cheapest": 1, "dearest": 1}}, "benefit_one_of"),
    ({"discount": {"percent": 5, "cheapest": 1, "cap": 1}}, "document_key_unknown"),
    ({"bundle": {"price": 5, "parts": []}}, "document_list_empty"),
    ({"buy_get": {"buy": 0, "get": 1}}, "document_not_whole"),
    ({"tier": {"lift": "gold", "days": 0}}, "document_not_whole"),
    ({"wheel": {}}, "benefit_unknown"),
]


@pytest.mark.parametrize(("benefit", "code"), BROKEN)
def test_broken_benefits_are_refused(benefit: dict[str, Any], code: str) -> None:
    with pytest.raises(LoyaltyError) as caught:
        offer("broken", benefit)
    assert caught.value.code == code


SAID: list[tuple[Offer, str, str]] = [
    (
        offer("a", {"price": {"amount": 60_000, **SHOES}}),
        "هر واحد کفش به ۶۰٬۰۰۰ تومان.",
        "Each of Shoes at 60,000 Toman.",
    ),
    (
        offer("a", {"buy_get": {"buy": 2, "get": 1, **SHOES}}),
        "با خرید ۲ واحد از کفش، ۱ واحد ارزان‌تر رایگان.",
        "Buy 2 of Shoes, get the cheapest free.",
    ),
    (
        offer("a", {"buy_get": {"buy": 2, "get": 1, "percent": 50, "most": 3, **SHOES}}),
        "با خرید ۲ واحد از کفش، ۱ واحد ارزان‌تر با ۵۰٪ تخفیف (حداکثر ۳ بار).",
        "Buy 2 of Shoes, get the cheapest at 50% off (at most 3 times).",
    ),
    (
        offer("a", {"discount": {"percent": 20, "cheapest": 1, **SHOES}}),
        "۲۰٪ تخفیف برای ارزان‌ترین کفش.",
        "20% off the cheapest of Shoes.",
    ),
    (
        offer("a", {"discount": {"percent": 20, "dearest": 1, **SHOES}}),
        "۲۰٪ تخفیف برای گران‌ترین کفش.",
        "20% off the dearest of Shoes.",
    ),
    (
        offer("a", {"bundle": {"price": 5, "parts": [{"of": {"group": "SHOES"}, "quantity": 2}]}}),
        "۲ کفش با هم به ۵ تومان.",
        "2 Shoes together at 5 Toman.",
    ),
]
LIMITED: list[tuple[dict[str, Any], str, str]] = [
    ({"code": {"unique": True}}, "با کد یکتا", "with a unique code"),
    ({"code": {"shared": "NOWRUZ"}}, "با کد \u2068NOWRUZ\u2069", "with the code NOWRUZ"),
    ({"caps": {"per_day": 1, "number": 9}}, "روزی ۱ بار، در همه ۹ بار", "once a day, 9 times in all"),
    ({"caps": {"cost": 5}}, "با بودجهٔ ۵ تومان", "with a budget of 5 Toman"),
    ({"kind": "one_shot"}, "یک بار", "once"),
    (
        {"kind": "one_shot", "grant": {"days": 7, "ends": "next_purchase"}},
        "یک بار، تنها در خرید بعدی، تا ۷ روز پس از انتشار",
        "once, at the next purchase alone, within 7 days of publishing",
    ),
    (
        {"kind": "one_shot", "grant": {"days": 7, "when": "meeting"}},
        "یک بار، تا ۷ روز پس از رسیدن به شرط",
        "once, within 7 days of meeting it",
    ),
]


@pytest.mark.parametrize(("each", "fa", "en"), SAID)
def test_benefits_say_what_they_give(each: Offer, fa: str, en: str) -> None:
    assert (say_offer(each, "fa", NAMES), say_offer(each, "en", NAMES)) == (fa, en)


@pytest.mark.parametrize(("fields", "fa", "en"), LIMITED)
def test_limits_are_said(fields: dict[str, Any], fa: str, en: str) -> None:
    each = offer("a", credit(10), **fields)
    assert say_offer(each, "fa", NAMES) == f"۱۰٪ اعتبار بیشتر، {fa}."
    assert say_offer(each, "en", NAMES) == f"10% credit on top of the base rate, {en}."


@pytest.mark.parametrize(
    ("benefit", "fa", "en"),
    [
        ({"gift": {"product": "lace"}}, "۱ واحد", "1 of"),
        ({"grant": {"offer": "b"}}, "برای بعد", "for later"),
        ({"code": {"offer": "b"}}, "یک کد", "A code of"),
        ({"tier": {"lift": "gold", "days": 3}}, "تا ۳ روز", "for 3 days"),
    ],
)
def test_what_comes_later_is_said_and_works_without_a_price(
    benefit: dict[str, Any], fa: str, en: str
) -> None:
    each = offer("a", benefit)
    assert fa in say_offer(each, "fa", NAMES)
    assert en in say_offer(each, "en", NAMES)
    if "gift" not in benefit:
        assert verdict(quote(PAIRS, each, who=member()), "a").verdict == "applied"


def test_what_comes_later_may_come_with_a_discount_that_is_capped() -> None:
    each = offer("a", off(10, cap=1_000), {"grant": {"offer": "b"}})
    for who in (member(), None):
        found = quote(PAIRS, each, who=who)
        assert (found.totals.discount, verdict(found, "a").verdict) == (1_000, "applied")


# Codes


def test_a_unique_code_catches_one_wrong_letter_and_two_swapped() -> None:
    code = make_code(lambda number: bytes(range(7, 7 + number)))
    assert len(code) == LENGTH
    assert is_unique_code(shown_code(code).lower())
    assert plain_code(shown_code(code)) == code
    for place, letter in itertools.product(range(LENGTH), ALPHABET):
        changed = code[:place] + letter + code[place + 1 :]
        assert is_unique_code(changed) == (changed == code)
    for place in range(LENGTH - 1):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert is_unique_code(swapped) == (swapped == code)
    assert digest_of(code) == digest_of(shown_code(code).lower())
    assert parse_code({"unique": True}) == UNIQUE
    assert parse_code(None) == ""


def test_codes_are_read_as_they_are_typed() -> None:
    shared = offer("shared", off(10), code={"shared": "nowruz-1405"})
    assert verdict(quote(Basket(PAIRS.lines, ("NOWRUZ ۱۴۰۵",)), shared), "shared").verdict == "applied"
    assert verdict(quote(PAIRS, shared), "shared").because == Because("no_code")
    own = offer("own", off(10), code={"unique": True})
    known = shortlist(None, (own,), rules(), at())
    assert price_shortlist(PAIRS, known).totals.discount == 0
    assert price_shortlist(PAIRS, known, brought={"own": Brought("d")}).totals.discount == 39_000
    refused = {"own": Brought("d", Because("code_used"))}
    assert price_shortlist(PAIRS, known, brought=refused).verdicts[0].verdict == "capped"


# Rights and caps


def stood(each: Offer, standing: Standing) -> tuple[str, str]:
    found = price(PAIRS, member(), (each,), rules(), at(), standing=standing).verdicts[0]
    assert say_verdict(found, "fa", NAMES)
    assert say_verdict(found, "en", NAMES)
    return found.verdict, found.because.code


def test_rights_decide_about_one_shot_offers() -> None:
    shot = offer("shot", credit(10), kind="one_shot")
    assert stood(shot, Standing()) == ("not_member", "no_grant")
    assert stood(shot, Standing(rights={"shot": Right(1)})) == ("applied", "met")
    assert stood(shot, Standing(rights={"shot": Right(1, TODAY)})) == ("applied", "met")
    over = Right(1, TODAY.replace(day=1))
    assert not over.lives(TODAY)
    assert stood(shot, Standing(rights={"shot": over})) == ("not_now", "grant_over")
    for ended in ("used", "passed"):
        assert stood(shot, Standing(rights={"shot": Right(1, None, ended)})) == ("capped", f"grant_{ended}")
    assert verdict(quote(PAIRS, shot), "shot").because == Because("no_member")


@pytest.mark.parametrize(
    ("caps", "used", "code"),
    [
        ({"number": 2}, Used(2), "cap_number"),
        ({"per_day": 2}, Used(5, 2), "cap_day"),
        ({"cost": 20}, Used(1, 1, 20), "cap_cost"),
        ({"cost": 39_019}, Used(1, 1, 20), "cap_cost"),
        ({"cost": 39_020}, Used(1, 1, 20), "met"),
        ({"number": 2, "per_day": 2}, Used(1, 1), "met"),
    ],
)
def test_shared_caps_are_counted(caps: dict[str, int], used: Used, code: str) -> None:
    each = offer("each", off(10), caps=caps)
    assert stood(each, Standing(used={"each": used}))[1] == code


def test_a_share_kept_elsewhere_and_a_member_held_out_are_said() -> None:
    each = offer("each", off(10), caps={"number": 2})
    assert stood(each, Standing(elsewhere={"each": "needs_centre"})) == ("capped", "needs_centre")
    assert stood(offer("out", off(10), holdout=100), Standing()) == ("not_member", "held_out")


def test_a_walk_in_has_no_right_to_a_one_shot_discount_and_no_part_in_a_trial() -> None:
    for each in (offer("shot", off(10), kind="one_shot"), offer("trial", off(10), holdout=10)):
        found = quote(PAIRS, each)
        assert found.totals.discount == 0
        assert (found.verdicts[0].verdict, found.verdicts[0].because.code) == ("not_member", "no_member")
