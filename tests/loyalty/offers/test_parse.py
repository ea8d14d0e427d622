"""Reading offers and conditions: the published shape, and a refusal by name for everything outside it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from loyalty.conditions.atoms import EVERYONE, All, BasketTotal, TierAtLeast, Visits
from loyalty.conditions.parse import parse_condition
from loyalty.documents import Text
from loyalty.earning import Terms
from loyalty.errors import LoyaltyError
from loyalty.offers.offer import (
    AmountOff,
    Caps,
    ExtraCredit,
    FixedCredit,
    Offer,
    PercentOff,
    PointsPlus,
    PointsTimes,
    Reach,
)
from loyalty.offers.parse import check_offer, parse_offer
from loyalty.policy import Rules

PUBLISHED: dict[str, Any] = {
    "id": "instead-20",
    "name": {"fa": "بیست به‌جای ده", "en": "Twenty instead of ten"},
    "scope": "business",
    "kind": "lasting",
    "audience": {"all": [{"visits": {"op": ">", "value": 10}}, {"tier_at_least": "silver"}]},
    "basket": {"basket_total": {"op": ">=", "amount": 600000, "group": "SHOES"}},
    "benefits": [
        {"credit": {"percent": 20, "mode": "instead"}},
        {"discount": {"percent": 5, "of": "basket", "base": "remaining", "cap": 50000}},
    ],
    "grant": None,
    "caps": {"per_member": 1, "cost": None},
    "place": "credit",
    "from": "2026-11-21",
    "until": None,
    "holdout": 0,
}


def test_the_published_shape() -> None:
    assert parse_offer(PUBLISHED, version=3) == Offer(
        offer_id="instead-20",
        version=3,
        name=Text("بیست به‌جای ده", "Twenty instead of ten"),
        benefits=(ExtraCredit(200_000, "instead"), PercentOff(50_000, cap=50_000)),
        audience=All((Visits(">", 10), TierAtLeast("silver"))),
        basket=BasketTotal(">=", 600_000, "SHOES"),
        place="credit",
        caps=Caps(1),
        since=dt.date(2026, 11, 21),
    )


def test_a_stopped_version_reads_as_the_same_offer() -> None:
    assert parse_offer({**PUBLISHED, "status": "stopped"}) == parse_offer({**PUBLISHED, "status": "live"})


def test_the_least_an_offer_needs() -> None:
    offer = parse_offer({"id": "x", "benefits": [{"discount": {"percent": 5}}]})
    assert (offer.name, offer.audience, offer.basket, offer.place) == (
        Text("x", "x"),
        EVERYONE,
        EVERYONE,
        "basket",
    )


@pytest.mark.parametrize(
    ("row", "benefit", "place"),
    [
        ({"discount": {"percent": "12.5", "of": {"group": "A"}}}, PercentOff(125_000, Reach("A")), "item"),
        ({"discount": {"percent": 5, "base": "initial"}}, PercentOff(50_000, base="initial"), "basket"),
        ({"discount": {"amount": 9, "of": {"product": "p"}}}, AmountOff(9, Reach(product_id="p")), "item"),
        (
            {"credit": {"percent": 5, "of": {"group": "A"}, "cap": 7}},
            ExtraCredit(50_000, "plus", Reach("A"), 7),
            "credit",
        ),
        ({"credit": {"amount": 5}}, FixedCredit(5), "credit"),
        ({"credit": {"amount": 5, "vests_days": 1}}, FixedCredit(5, Terms("business", 1, 90)), "credit"),
        (
            {"credit": {"percent": 5, "scope": "branch", "expires_days": 7}},
            ExtraCredit(50_000, terms=Terms("branch", 0, 7)),
            "credit",
        ),
        ({"points": {"times": "2.5"}}, PointsTimes(2_500_000), "points"),
        (
            {"points": {"times": 2, "kind": "star", "of": {"group": "A"}}},
            PointsTimes(2_000_000, "star", Reach("A")),
            "points",
        ),
        ({"points": {"plus": 50}}, PointsPlus(50), "points"),
    ],
)
def test_benefits(row: dict[str, Any], benefit: object, place: str) -> None:
    offer = parse_offer({"id": "x", "benefits": [row]}, terms=Terms("business", 0, 90))
    assert (offer.benefits, offer.place) == ((benefit,), place)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"id": "base"}, "offer_id_invalid"),
        ({"id": "a b"}, "offer_id_invalid"),
        ({"id": ""}, "document_not_word"),
        ({"colour": "red"}, "document_key_unknown"),
        ({"status": "asleep"}, "document_not_among"),
        ({"version": 3}, "document_key_unknown"),
        ({"kind": "weekly"}, "document_not_among"),
        ({"grant": {"when": "publish"}}, "grant_of_lasting"),
        ({"code": {"shared": "ab"}}, "code_shape"),
        ({"caps": {"number": 0}}, "cap_of_nothing"),
        ({"caps": {"per_member": 0}}, "cap_of_nothing"),
        ({"scope": "partners:x"}, "offer_feature_later"),
        ({"scope": "branch"}, "scope_unknown"),
        ({"scope": "moon"}, "scope_unknown"),
        ({"until": "2026-11-20"}, "span_backwards"),
        ({"from": "someday"}, "document_not_day"),
        ({"place": "shelf"}, "document_not_among"),
        ({"priority": -1}, "document_not_whole"),
        ({"benefits": []}, "benefits_number"),
        ({"benefits": [{"points": {"plus": 1}}] * 11}, "benefits_number"),
        ({"benefits": ["free"]}, "benefit_not_single"),
        ({"benefits": [{"points": {"plus": 1}, "credit": {"amount": 1}}]}, "benefit_not_single"),
        ({"benefits": [{"wheel": {}}]}, "benefit_unknown"),
        ({"benefits": [{"discount": {}}]}, "benefit_one_of"),
        ({"benefits": [{"discount": {"percent": 1, "amount": 1}}]}, "benefit_one_of"),
        ({"benefits": [{"discount": {"percent": 0}}]}, "benefit_empty"),
        ({"benefits": [{"discount": {"percent": 5.5}}]}, "document_not_percent"),
        ({"benefits": [{"discount": {"amount": 5, "cap": 3}}]}, "document_key_unknown"),
        ({"benefits": [{"discount": {"amount": 5, "base": "initial"}}]}, "document_key_unknown"),
        ({"benefits": [{"discount": {"percent": 5, "of": "moon"}}]}, "document_not_object"),
        ({"benefits": [{"discount": {"percent": 5, "of": {}}}]}, "condition_group_or_product"),
        ({"benefits": [{"credit": {"amount": 5, "mode": "plus"}}]}, "document_key_unknown"),
        ({"benefits": [{"credit": {"percent": 5, "mode": "maybe"}}]}, "document_not_among"),
        (
            {"benefits": [{"credit": {"percent": 5, "expires_days": 0, "vests_days": 1}}]},
            "terms_expire_unvested",
        ),
        ({"benefits": [{"points": {"times": 1}}]}, "points_times_invalid"),
        ({"benefits": [{"points": {"times": 101}}]}, "points_times_invalid"),
        ({"benefits": [{"points": {"times": 2, "plus": 1}}]}, "benefit_one_of"),
        ({"benefits": [{"points": {"plus": 1, "of": {"group": "A"}}}]}, "document_key_unknown"),
    ],
)
def test_refusals_of_offers(change: dict[str, Any], code: str) -> None:
    with pytest.raises(LoyaltyError) as caught:
        parse_offer({**PUBLISHED, **change})
    assert caught.value.code == code


def _nested(depth: int) -> dict[str, Any]:
    condition: dict[str, Any] = {"member": True}
    for _ in range(depth):
        condition = {"not": condition}
    return condition


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ({"horoscope": "leo"}, "condition_unknown"),
        ({"all": [{"any": [{"horoscope": "leo"}]}]}, "condition_unknown"),
        ({"member": True, "in_group": "x"}, "condition_not_single"),
        (["member"], "document_not_object"),
        ({"all": {"member": True}}, "document_not_list"),
        ({"any": []}, "condition_any_empty"),
        (_nested(12), "condition_too_deep"),
        ({"member": False}, "document_not_among"),
        ({"visits": {"op": "!=", "value": 1}}, "document_not_among"),
        ({"visits": {"op": ">", "value": 1.5}}, "document_not_whole"),
        ({"visits": {"op": ">"}}, "document_key_missing"),
        ({"visits": {"op": ">", "value": 1, "window": {}}}, "document_key_missing"),
        ({"visits": {"op": ">", "value": 1, "window": {"weeks": 2}}}, "document_key_unknown"),
        ({"visits": {"op": ">", "value": 1, "window": {"days": 1, "months": 1}}}, "document_key_unknown"),
        ({"dates": {"from": "2026-02-01", "until": "2026-01-01"}}, "span_backwards"),
        ({"basket_has": {}}, "condition_group_or_product"),
        ({"basket_has": {"group": "A", "product": "p"}}, "condition_group_or_product"),
        (
            {"basket_quantity": {"op": ">", "value": 1, "group": "A", "product": "p"}},
            "condition_group_or_product",
        ),
        ({"basket_quantity": {"op": ">", "value": "1.2345"}}, "document_not_decimal"),
        ({"weekdays": []}, "document_list_empty"),
        ({"weekdays": ["shanbe"]}, "document_not_among"),
        ({"hours": {"from": "16", "until": "20:00"}}, "document_not_hour"),
        ({"hours": {"from": 16, "until": "20:00"}}, "document_not_hour"),
        ({"hours": {"from": "16:00", "until": "24:30"}}, "document_not_hour"),
        ({"hours": {"from": "16:00", "until": "16:00"}}, "hours_empty"),
        ({"branch": []}, "document_list_empty"),
        ({"birthday": {"days": 183}}, "document_not_whole"),
    ],
)
def test_refusals_of_conditions(condition: Any, code: str) -> None:
    with pytest.raises(LoyaltyError) as caught:
        parse_condition(condition)
    assert caught.value.code == code


def test_eleven_levels_are_still_read() -> None:
    assert parse_condition(_nested(11))


def test_the_place_of_a_refusal_is_named() -> None:
    with pytest.raises(LoyaltyError) as caught:
        parse_offer(
            {**PUBLISHED, "audience": {"all": [{"member": True}, {"visits": {"op": ">", "value": "x"}}]}}
        )
    assert caught.value.values["where"] == "audience.all[1].visits.value"


def test_an_offer_is_checked_against_the_rules() -> None:
    check_offer(parse_offer(PUBLISHED), Rules())
    star = {"id": "x", "benefits": [{"points": {"plus": 1, "kind": "star"}}]}
    with pytest.raises(LoyaltyError, match="points_kind_unknown"):
        check_offer(parse_offer(star), Rules())
    steel = {**PUBLISHED, "basket": {"any": [{"not": {"tier_is": "steel"}}, {"member": True}]}}
    with pytest.raises(LoyaltyError, match="tier_unknown"):
        check_offer(parse_offer(steel), Rules())


@pytest.mark.parametrize(
    ("row", "key", "known"),
    [
        ({"discount": {"amount": 5, "cap": 3}}, "cap", "amount, of"),
        ({"discount": {"percent": 5, "cheapest": 1, "base": "initial"}}, "base", "percent, of, cheapest"),
        ({"credit": {"amount": 5, "mode": "plus"}}, "mode", "amount, scope, vests_days, expires_days"),
    ],
)
def test_a_key_of_another_kind_is_refused_with_those_of_this_one(
    row: dict[str, Any], key: str, known: str
) -> None:
    with pytest.raises(LoyaltyError) as caught:
        parse_offer({"id": "x", "benefits": [row]})
    told = caught.value
    assert (told.code, told.values["key"], told.values["known"]) == ("document_key_unknown", key, known)
