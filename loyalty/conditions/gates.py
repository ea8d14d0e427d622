"""Conditions that only say yes or no: where nobody asks what is missing, many are asked in little time.

A gate says what `judge` says, and asks no further than its answer needs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from loyalty.conditions.atoms import (
    All,
    AnyOf,
    BasketHas,
    BasketQuantity,
    BasketTotal,
    Condition,
    Not,
)
from loyalty.conditions.evaluate import topics
from loyalty.conditions.meanings import COMPARE, MEANINGS
from loyalty.conditions.situation import Situation
from loyalty.conditions.verdict import MEMBER

Gate: TypeAlias = Callable[[Situation], bool]


def gate_of(condition: Condition) -> Gate:
    """Return the gate of a condition."""
    return _MAKERS.get(type(condition), _atom)(condition)


def both(one: Gate, other: Gate) -> Gate:
    """Return the gate that is open where both are."""
    if one is _open or other is _open:
        return other if one is _open else one
    return lambda situation: one(situation) and other(situation)


def _open(_situation: Situation) -> bool:
    return True


def _all(condition: All) -> Gate:
    gate: Gate = _open
    for part in condition.parts:
        gate = both(gate, gate_of(part))
    return gate


def _any(condition: AnyOf) -> Gate:
    gates: Sequence[Gate] = [gate_of(part) for part in condition.parts]
    return lambda situation: any(gate(situation) for gate in gates)


def _not(condition: Not) -> Gate:
    gate = gate_of(condition.part)
    if MEMBER not in topics(condition.part):
        return lambda situation: not gate(situation)
    # Nothing is known of a walk-in, not even the opposite.
    return lambda situation: situation.member is not None and not gate(situation)


def _basket_total(atom: BasketTotal) -> Gate:
    compare, group, amount = COMPARE[atom.op], atom.group, atom.amount
    return lambda situation: compare(situation.contents.amount(group), amount)


def _basket_quantity(atom: BasketQuantity) -> Gate:
    compare, group, product_id, quantity = COMPARE[atom.op], atom.group, atom.product_id, atom.quantity
    return lambda situation: compare(situation.contents.quantity(group, product_id), quantity)


def _basket_has(atom: BasketHas) -> Gate:
    group, product_id = atom.group, atom.product_id
    return lambda situation: situation.contents.quantity(group, product_id) > 0


def _atom(atom: Any) -> Gate:
    meaning = MEANINGS[type(atom)]
    if MEMBER not in topics(atom):
        return lambda situation: meaning(atom, situation) is True
    return lambda situation: situation.member is not None and meaning(atom, situation) is True


_MAKERS: dict[type, Callable[[Any], Gate]] = {
    All: _all,
    AnyOf: _any,
    Not: _not,
    BasketTotal: _basket_total,
    BasketQuantity: _basket_quantity,
    BasketHas: _basket_has,
}
