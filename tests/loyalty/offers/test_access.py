"""Levels × acts: the defaults, an owner's edits, and no way to lock the owner out."""

from __future__ import annotations

from typing import Any

import pytest

from loyalty.access import ACTS, DEFAULT_ACCESS, OWNER, levels_for, may, parse_access
from loyalty.errors import LoyaltyError


@pytest.mark.parametrize(
    ("act", "from_level"),
    [
        ("sell", "cashier"),
        ("enrol", "cashier"),
        ("spend_credit", "cashier"),
        ("refund", "cashier"),
        ("see_phone", "operator"),
        ("void", "branch_manager"),
        ("refund_beyond_limit", "branch_manager"),
        ("adjust", "branch_manager"),
        ("override_margin", "branch_manager"),
        ("publish_offer", "branch_manager"),
        ("manage_products", "branch_manager"),
        ("close_day", "branch_manager"),
        ("see_figures", "branch_manager"),
        ("export", "branch_manager"),
        ("merge_members", "branch_manager"),
        ("manage_staff", "manager_of_branches"),
        ("erase_member", "manager_of_branches"),
        ("set_policy", "owner"),
        ("backup", "owner"),
        ("restore", "owner"),
    ],
)
def test_who_may_do_what_by_default(act: str, from_level: str) -> None:
    levels = [level.level for level in DEFAULT_ACCESS.levels]
    allowed = [level.level for level in levels_for(DEFAULT_ACCESS, act)]
    assert allowed == levels[levels.index(from_level) :]


def test_acts_are_named_once_and_the_owner_has_them_all() -> None:
    assert len(set(ACTS)) == len(ACTS)
    assert all(may(DEFAULT_ACCESS, OWNER, act) for act in ACTS)


def test_an_unknown_level_may_do_nothing_and_an_unknown_act_is_a_mistake() -> None:
    assert not may(DEFAULT_ACCESS, "ghost", "sell")
    with pytest.raises(LoyaltyError, match="act_unknown"):
        may(DEFAULT_ACCESS, OWNER, "fly")
    with pytest.raises(LoyaltyError, match="level_unknown"):
        DEFAULT_ACCESS.level("ghost")
    assert DEFAULT_ACCESS.level("cashier").name.fa == "صندوق‌دار"


def test_an_owner_edits_the_table() -> None:
    trainee = {"id": "trainee", "name": {"fa": "کارآموز", "en": "Trainee"}, "acts": ["sell"]}
    access = parse_access({"levels": [trainee, {"id": "cashier", "acts": ["sell", "void"]}]})
    assert may(access, "trainee", "sell")
    assert not may(access, "trainee", "enrol")
    assert may(access, "cashier", "void")
    assert access.level("cashier").name.en == "Cashier"
    assert access.level("trainee").name.en == "Trainee"
    assert all(may(access, OWNER, act) for act in ACTS)
    assert parse_access({"levels": [{"id": OWNER, "acts": list(ACTS)}]}).level(OWNER).acts == set(ACTS)


@pytest.mark.parametrize(
    ("levels", "code"),
    [
        ([{"id": "owner", "acts": [act for act in ACTS if act != "set_policy"]}], "access_owner_locked_out"),
        ([{"id": "a", "acts": ["fly"]}], "act_unknown"),
        ([{"id": "a", "acts": []}, {"id": "a", "acts": []}], "level_twice"),
        ([{"id": "a"}], "document_key_missing"),
    ],
)
def test_refusals(levels: list[Any], code: str) -> None:
    with pytest.raises(LoyaltyError) as caught:
        parse_access({"levels": levels})
    assert caught.value.code == code


def test_a_table_from_before_an_act_came_locks_nobody_out() -> None:
    before = [act for act in ACTS if act != "vouch_member"]
    access = parse_access({"levels": [{"id": "owner", "acts": before}, {"id": "cashier", "acts": ["sell"]}]})
    assert may(access, "owner", "vouch_member")
    assert not may(access, "cashier", "vouch_member")
