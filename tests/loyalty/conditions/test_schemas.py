"""The published schemas and the strict readers accept and refuse the same documents, valid ones and broken ones."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.conditions.parse import ATOM_NAMES, parse_condition
from loyalty.conditions.segments import parse_segment
from loyalty.errors import LoyaltyError
from loyalty.offers.parse import parse_offer
from loyalty.policy import RULE_DOCUMENTS, check_policy
from loyalty.schemas import SCHEMAS, schema_of
from loyalty.schemas.conditions import ATOMS, definitions
from tests.loyalty.conditions.documents import EVERY, conditions
from tests.loyalty.conditions.validator import fits

DOCS = Path(__file__).parents[3] / "docs" / "schemas"
BEYOND = frozenset(
    (
        "stacking_twice", "span_backwards", "hours_empty", "condition_too_deep", "date_invalid", "segment_name_taken",
        "segment_not_of_members", "group_twice", "points_kind_twice", "tiers_out_of_order", "tier_twice", "level_twice",
        "access_owner_locked_out", "trust_pool_small", "offer_feature_later", "terms_expire_unvested",
    )
)  # fmt: skip
"""What no schema can say: two places that do not go together."""
JUNK = [
    None,
    True,
    False,
    0,
    1,
    -1,
    10**16,
    999,
    "",
    " ",
    "x",
    "12.5",
    "-3",
    "2026-11-21",
    "09:00",
    [],
    ["x"],
    {},
    {"x": 1},
]


def reads(name: str) -> Callable[[Any], object]:
    if name == "condition":
        return parse_condition
    if name == "offer":
        return parse_offer
    return parse_segment if name == "segment" else lambda document: check_policy(name, document)


def agree(name: str, document: Any) -> bool:
    schema = schema_of(name)
    try:
        reads(name)(document)
        accepted = True
    except LoyaltyError as problem:
        if problem.code in BEYOND:
            return True
        accepted = False
    return fits(schema, document, schema) is accepted


def places(document: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path]
    parts = (
        document.items()
        if isinstance(document, dict)
        else enumerate(document)
        if isinstance(document, list)
        else ()
    )
    for key, value in parts:
        found += places(value, (*path, key))
    return found


def broken(data: st.DataObject, document: Any) -> Any:
    """Change one place of a document: other words, a key too many, a key too few."""
    document = copy.deepcopy(document)
    path = data.draw(st.sampled_from(places(document)))
    if not path:
        return data.draw(st.sampled_from(JUNK))
    holder = document
    for key in path[:-1]:
        holder = holder[key]
    deed = data.draw(st.sampled_from(("junk", "junk", "gone", "more")))
    if deed == "junk":
        holder[path[-1]] = data.draw(st.sampled_from(JUNK))
    elif deed == "gone":
        del holder[path[-1]]
    elif isinstance(holder, dict):
        holder[data.draw(st.sampled_from(("colour", "op", "group", "window", "product", "name", "days")))] = (
            data.draw(st.sampled_from(JUNK))
        )
    return document


@settings(max_examples=400)
@given(conditions())
def test_every_generated_condition_is_accepted_by_both(document: Any) -> None:
    schema = schema_of("condition")
    parse_condition(document)
    assert fits(schema, document, schema)


@settings(max_examples=600)
@given(conditions(leaves=3), st.data())
def test_broken_conditions_are_refused_by_both(document: Any, data: st.DataObject) -> None:
    assert agree("condition", broken(data, document))


VALID: dict[str, Any] = {
    "segment": {"id": "a-1", "name": {"fa": "الف"}, "condition": {"visits": {"op": ">", "value": 3}}},
    "offer": {
        "id": "two-bags",
        "name": {"fa": "دو کیف", "en": "Two bags"},
        "scope": "branch:b1",
        "audience": {"tier_at_least": "silver"},
        "basket": {"basket_has": {"group": "BAGS"}},
        "benefits": [
            {"discount": {"percent": "12.5", "of": {"group": "BAGS"}, "base": "initial", "cap": 50_000}},
            {"discount": {"amount": 5_000, "of": "basket"}},
            {"credit": {"percent": 20, "mode": "instead", "scope": "branch", "vests_days": 1, "expires_days": 30}},
            {"credit": {"amount": 9}},
            {"points": {"times": "1.5", "kind": "main", "of": {"product": "p1"}}},
            {"points": {"plus": 3}},
        ],
        "caps": {"per_member": 1},
        "place": "basket",
        "priority": 3,
        "exclusive": "x",
        "from": "2026-11-21",
        "until": None,
        "status": "live",
    },
    "groups": {"groups": [{"id": "A", "name": {"fa": "ا", "en": "A"}, "margin": "12.5", "floor": 0, "vat": 9}, {"id": "B", "margin": None}]},
    "earning": {
        "credit": {"percent": 10, "scope": "branch", "vests_days": 1, "expires_days": 180},
        "by_group": {"A": "1.5"},
        "by_tier": {"gold": 12},
    },
    "points": {"kinds": [{"id": "main", "name": "x", "money_each": 10_000, "expires_days": None}]},
    "tiers": {"by": "main", "window_days": 365, "tiers": [["bronze", 0], ["silver", 2_000, {"fa": "نقره"}]]},
    "access": {"levels": [{"id": "cashier", "name": "C", "acts": ["sell"]}]},
    "refunds": {"shortfall": "owe", "grace_days": 3, "return_days": 0},
    "stacking": {"groups": [{"id": "a", "groups": [{"id": "b", "mode": "first", "per": "basket", "places": ["item"], "groups": [{"id": "c", "offers": ["o"]}]}]}]},
    "costs": {"redeemed_percent": "80", "point_cost": 5},
    "trust": {"per_member": 5, "pool": 10, "pin_above": 3},
}  # fmt: skip


def test_every_kind_of_document_has_an_example_and_a_schema() -> None:
    assert {"condition", *VALID} == set(SCHEMAS)
    assert set(RULE_DOCUMENTS) <= set(SCHEMAS)


@pytest.mark.parametrize("name", VALID)
def test_documents_are_accepted_and_broken_ones_refused_by_both(name: str) -> None:
    assert fits(schema_of(name), VALID[name], schema_of(name))
    reads(name)(VALID[name])

    @settings(max_examples=60)
    @given(st.data())
    def check(data: st.DataObject) -> None:
        document = broken(data, VALID[name])
        assert agree(name, document), document

    check()


def test_every_atom_stands_in_the_schema() -> None:
    assert (*ATOMS, "reaches") == ATOM_NAMES
    assert set(ATOMS) == set(EVERY) - {"reaches"}
    assert definitions()["condition"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_files_are_the_schemas(name: str) -> None:
    told = json.dumps(schema_of(name), ensure_ascii=False, indent=2) + "\n"
    assert (DOCS / f"{name}.json").read_text(encoding="utf-8") == told


def test_a_schema_that_says_less_is_caught() -> None:
    schema = schema_of("condition")
    schema["$defs"]["condition"]["anyOf"][1]["properties"]["visits"] = {"type": "object"}
    assert fits(schema, {"visits": {"op": "?"}}, schema)
    assert not fits(schema_of("condition"), {"visits": {"op": "?"}}, schema_of("condition"))


def test_an_unknown_schema_is_named() -> None:
    with pytest.raises(LoyaltyError) as problem:
        schema_of("moon")
    assert problem.value.code == "schema_unknown"
