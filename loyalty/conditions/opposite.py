"""The opposite of a condition, drawn inwards: "not (A and B)" is "not A, or not B"; "not more than 10" is "at most 10".

It serves sentences and what is said to be missing, never a judgement: who has no purchase has neither an average above
an amount nor one below it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from loyalty.conditions import atoms
from loyalty.conditions.atoms import AT_LEAST, AT_MOST, EQUAL, LESS, MORE, All, AnyOf, Condition, Not

_OPPOSITE_OPS = {LESS: AT_LEAST, AT_MOST: MORE, AT_LEAST: LESS, MORE: AT_MOST}

COUNTED = (atoms.Visits, atoms.Spent, atoms.Joined, atoms.UsedOffer, atoms.BasketTotal, atoms.BasketQuantity)
"""Atoms about a number everybody has: of these "not more than" is exactly "at most"."""


def opposite(condition: Condition) -> Condition | None:
    """Return what holds where a condition does not, without a `not` before it; None where there is no such thing."""
    if isinstance(condition, Not):
        return condition.part
    if isinstance(condition, All | AnyOf):
        parts = tuple(Not(part) for part in condition.parts)
        return AnyOf(parts) if isinstance(condition, All) and parts else All(parts) if parts else None
    return _turned(condition)


def _turned(atom: Any) -> Condition | None:
    if isinstance(atom, COUNTED) and atom.op != EQUAL:
        turned: Condition = replace(atom, op=_OPPOSITE_OPS[atom.op])
        return turned
    return None
