"""Many gates at once: those that only open to baskets holding something are asked where a basket holds it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from loyalty.conditions.atoms import All, AnyOf, BasketHas, BasketQuantity, BasketTotal, Condition
from loyalty.conditions.gates import Gate
from loyalty.conditions.meanings import COMPARE
from loyalty.conditions.situation import Situation

Name: TypeAlias = tuple[str, str]
"""A product group, or (behind an empty one) a product."""
Names: TypeAlias = frozenset[Name]


def names_asked(condition: Condition) -> Names | None:
    """Return names of which a basket must hold one before a condition can be met; None where it need hold none."""
    if isinstance(condition, All):
        found = [names for part in condition.parts if (names := names_asked(part)) is not None]
        return min(found, key=len) if found else None
    if isinstance(condition, AnyOf):
        each = [names_asked(part) for part in condition.parts]
        return None if None in each else frozenset().union(*[names for names in each if names])
    return _names_of(condition)


def _names_of(atom: Condition) -> Names | None:
    if isinstance(atom, BasketHas):
        return frozenset([_name(atom.group, atom.product_id)])
    if isinstance(atom, BasketQuantity) and (atom.group or atom.product_id):
        asked = not COMPARE[atom.op](0, atom.quantity)
        return frozenset([_name(atom.group, atom.product_id)]) if asked else None
    if isinstance(atom, BasketTotal) and atom.group:
        return None if COMPARE[atom.op](0, atom.amount) else frozenset([(atom.group, "")])
    return None


def _name(group: str, product_id: str) -> Name:
    return ("", product_id) if product_id else (group, "")


class Doors:
    """Gates by their numbers."""

    __slots__ = ("_always", "_by_name", "_gates")

    def __init__(
        self, gates: Sequence[tuple[Gate, Names | None]], numbers: Iterable[int] | None = None
    ) -> None:
        self._gates = gates
        self._always: list[tuple[int, Gate]] = []
        self._by_name: dict[Name, list[tuple[int, Gate]]] = {}
        for number in range(len(gates)) if numbers is None else numbers:
            gate, names = gates[number]
            if names is None:
                self._always.append((number, gate))
            for name in names or ():
                self._by_name.setdefault(name, []).append((number, gate))

    def only(self, numbers: Iterable[int]) -> Doors:
        """Return some of them."""
        return Doors(self._gates, numbers)

    def open_to(self, situation: Situation) -> tuple[int, ...]:
        """Return the numbers of the gates that are open, in their order."""
        found = [number for number, gate in self._always if gate(situation)]
        for name in self._held(situation):
            found += [number for number, gate in self._by_name.get(name, ()) if gate(situation)]
        return tuple(sorted(set(found)))

    def _held(self, situation: Situation) -> list[Name]:
        contents = situation.contents
        return [
            *[(group, "") for group in contents.amounts],
            *[("", product_id) for product_id in contents.product_amounts],
        ]
