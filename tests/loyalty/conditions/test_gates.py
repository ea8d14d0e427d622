"""Gates beside one another; that each says what judging says is tried with the reference (`test_reference`)."""

from __future__ import annotations

import pytest
from hypothesis import Phase, find, settings

from loyalty.basket import Basket
from loyalty.conditions import gates
from loyalty.conditions.gates import both, gate_of
from loyalty.conditions.parse import parse_condition
from loyalty.conditions.situation import situation_of
from tests.loyalty.conditions.test_reference import Told, agrees, situations
from tests.loyalty.offers.shop import at


def test_a_gate_of_nothing_is_open_beside_any_other() -> None:
    always = gate_of(parse_condition(None))
    large = gate_of(parse_condition({"basket_total": {"op": ">", "amount": 1}}))
    nothing = situation_of(None, Basket(), at())
    assert both(always, always)(nothing)
    assert not both(always, large)(nothing)
    assert not both(large, always)(nothing)


def differs(told: Told) -> bool:
    try:
        return not agrees(told)
    except AssertionError:  # It asked about somebody who is not there.
        return True


def test_a_gate_that_forgets_walk_ins_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gates, "MEMBER", "nobody")
    quickly = settings(max_examples=3_000, database=None, phases=[Phase.generate])
    assert find(situations, differs, settings=quickly)
