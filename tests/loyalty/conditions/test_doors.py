"""Gates asked by what a basket holds open as each asked by itself; and proof that a wrong sign at a door is caught."""

from __future__ import annotations

import random
from typing import Any

import pytest

from loyalty.conditions import doors
from loyalty.conditions.doors import Doors, names_asked
from loyalty.conditions.gates import gate_of
from loyalty.conditions.parse import parse_condition
from loyalty.conditions.situation import situation_of
from tests.loyalty.offers.shop import at, basket, silver

OPS = ("<", "<=", "=", ">=", ">")


def draw(source: random.Random, deep: int = 2) -> dict[str, Any]:
    """Return a condition about the basket, some of it about the member."""
    if deep and source.random() < 0.5:
        parts = [draw(source, deep - 1) for _ in range(source.choice([1, 2, 3]))]
        return source.choice([{"all": parts}, {"any": parts}, {"not": parts[0]}])
    of = source.choice([{"group": "A"}, {"group": "B"}, {"product": "p"}, {}])
    in_group = {} if "product" in of else of
    return source.choice(
        [
            {"basket_has": of or {"group": "C"}},
            {"basket_quantity": {"op": source.choice(OPS), "value": source.randrange(3), **of}},
            {"basket_total": {"op": source.choice(OPS), "amount": source.randrange(3) * 100, **in_group}},
            {"member": True},
        ]
    )


def held_apart() -> int:
    """Hold doors against each of their gates by itself; return how many were not asked at all."""
    source, spared = random.Random(11), 0
    for _ in range(150):
        conditions = [parse_condition(draw(source)) for _ in range(6)]
        gates = [(gate_of(one), doors.names_asked(one)) for one in conditions]
        lines = [(source.choice("ABC"), 100 * source.randrange(1, 4)) for _ in range(source.randrange(3))]
        for who in (None, silver()):
            situation = situation_of(who, basket(*lines), at())
            each = tuple(number for number, (gate, _) in enumerate(gates) if gate(situation))
            assert Doors(gates).open_to(situation) == each
            assert Doors(gates).only([1, 3]).open_to(situation) == tuple(n for n in each if n in (1, 3))
        spared += sum(names is not None for _, names in gates)
    return spared


def test_doors_open_as_each_gate_by_itself() -> None:
    assert held_apart() > 200


def test_a_door_that_thinks_every_limit_asks_for_something_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "COMPARE", dict.fromkeys(OPS, lambda _have, _value: False))
    with pytest.raises(AssertionError):
        held_apart()


def test_any_of_several_may_be_in_a_basket_all_of_them_are_asked_by_the_fewest() -> None:
    a, b, c = ({"basket_has": {"group": name}} for name in "ABC")
    named = names_asked(parse_condition({"all": [{"any": [a, b]}, c]}))
    assert named == {("C", "")}
    assert names_asked(parse_condition({"any": [a, b]})) == {("A", ""), ("B", "")}
    assert names_asked(parse_condition({"any": [a, {"member": True}]})) is None
