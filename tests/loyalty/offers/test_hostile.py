"""Whatever JSON is thrown at them, the readers of documents give a value or a refusal that can be said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.conditions.parse import ATOM_NAMES, parse_condition
from loyalty.errors import LoyaltyError
from loyalty.offers.parse import parse_offer
from loyalty.policy import RULE_DOCUMENTS, check_policy
from loyalty.problems import all_problems, hint, say

KEYS = st.sampled_from(
    [
        *ATOM_NAMES,
        *RULE_DOCUMENTS,
        *[
            "all",
            "any",
            "not",
            "op",
            "value",
            "amount",
            "window",
            "days",
            "months",
            "group",
            "product",
            "percent",
            "mode",
            "of",
            "base",
            "cap",
            "from",
            "until",
        ],
        *[
            "id",
            "name",
            "benefits",
            "audience",
            "basket",
            "discount",
            "credit",
            "points",
            "times",
            "plus",
            "kinds",
            "money_each",
            "levels",
            "acts",
        ],
        *[
            "by_group",
            "by_tier",
            "window_days",
            "by",
            "scope",
            "vests_days",
            "expires_days",
            "margin",
            "floor",
            "vat",
            "caps",
            "per_member",
        ],
    ]
)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(
        [">", ">=", "business", "branch:x", "basket", "12.5", "2026-11-21", "1405/08/30", "16:00", "friday"]
    ),
)
JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(max_size=4), inner, max_size=4)
    ),
)


def _refusal(read: Callable[[], Any]) -> LoyaltyError | None:
    try:
        read()
    except LoyaltyError as refusal:
        return refusal
    return None


def _read_or_refuse(read: Callable[[], Any]) -> None:
    refusal = _refusal(read)
    if refusal is None:
        return
    assert refusal.code in all_problems()
    for lang in ("fa", "en"):
        assert say(refusal, lang)
        assert hint(refusal, lang)


@settings(max_examples=300, deadline=None)
@given(JSON, KEYS)
def test_conditions(value: Any, name: str) -> None:
    _read_or_refuse(lambda: parse_condition(value))
    _read_or_refuse(lambda: parse_condition({name: value}))


@settings(max_examples=300, deadline=None)
@given(JSON, st.sampled_from(["discount", "credit", "points"]), KEYS)
def test_offers(value: Any, benefit: str, key: str) -> None:
    sound: dict[str, Any] = {"id": "x", "benefits": [{"discount": {"percent": 5}}]}
    _read_or_refuse(lambda: parse_offer(value))
    _read_or_refuse(lambda: parse_offer({**sound, "benefits": [{benefit: value}]}))
    _read_or_refuse(lambda: parse_offer({**sound, key: value}))


@settings(max_examples=200, deadline=None)
@given(JSON, st.sampled_from(RULE_DOCUMENTS), KEYS)
def test_policies(value: Any, name: str, key: str) -> None:
    _read_or_refuse(lambda: check_policy(name, value))
    _read_or_refuse(lambda: check_policy(name, {key: value}))


def test_very_deep_json_is_refused_not_a_crash() -> None:
    deep: Any = {"member": True}
    for _ in range(5_000):
        deep = {"all": [deep]}
    with pytest.raises(LoyaltyError, match="condition_too_deep"):
        parse_condition(deep)
