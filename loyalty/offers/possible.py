"""What a condition asks at least, and whether it can be met at all: read off the condition, without a member.

Whatever is not known here (a past, a day, a tag) may be so: only tiers and the basket decide.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from itertools import chain
from typing import NamedTuple, TypeAlias

from loyalty.basket import UNIT_QUANTITY
from loyalty.conditions.atoms import (
    AT_LEAST,
    AT_MOST,
    EQUAL,
    LESS,
    MORE,
    All,
    AnyOf,
    BasketHas,
    BasketQuantity,
    BasketTotal,
    Condition,
    IsMember,
    Not,
    TierIs,
)
from loyalty.conditions.opposite import opposite
from loyalty.conditions.situation import Contents

_COMPARE: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}


class Want(NamedTuple):
    """The least of something a basket must hold: an amount, and a quantity in thousandths."""

    amount: int = 0
    quantity: int = 0


Wants: TypeAlias = dict[tuple[str, str], Want]
"""By (group, product); both empty: of everything together."""


def wants_of(condition: Condition) -> Wants:
    """Return what the smallest basket holds that meets a condition."""
    if isinstance(condition, All):
        return together([wants_of(part) for part in condition.parts])
    if isinstance(condition, AnyOf):
        return min((wants_of(part) for part in condition.parts), key=_size)
    if isinstance(condition, Not):
        turned = opposite(condition.part)
        return wants_of(turned) if turned is not None else {}
    return _wants_of_atom(condition)


def _wants_of_atom(atom: Condition) -> Wants:
    if isinstance(atom, BasketTotal) and atom.op in (AT_LEAST, MORE, EQUAL):
        return {(atom.group, ""): Want(atom.amount + (atom.op == MORE), 0)}
    if isinstance(atom, BasketQuantity) and atom.op in (AT_LEAST, MORE, EQUAL):
        return {(atom.group, atom.product_id): Want(0, atom.quantity + UNIT_QUANTITY * (atom.op == MORE))}
    return {(atom.group, atom.product_id): Want(0, UNIT_QUANTITY)} if isinstance(atom, BasketHas) else {}


def together(parts: Iterable[Wants]) -> Wants:
    """Return what meets several wants at once."""
    found: Wants = {}
    for name, want in chain.from_iterable(part.items() for part in parts):
        held = found.get(name, Want())
        found[name] = Want(max(held.amount, want.amount), max(held.quantity, want.quantity))
    return found


def _size(wants: Wants) -> tuple[int, int]:
    return sum(want.amount for want in wants.values()), sum(want.quantity for want in wants.values())


def most_of(condition: Condition, group: str) -> int | None:
    """Return the largest purchase of a group with which a condition may be met, None without an end."""
    if isinstance(condition, All | AnyOf):
        found = [most_of(part, group) for part in condition.parts]
        ends = [most for most in found if most is not None]
        if isinstance(condition, All):
            return min(ends, default=None)
        return max(ends) if ends and len(ends) == len(found) else None
    if isinstance(condition, Not):
        turned = opposite(condition.part)
        return most_of(turned, group) if turned is not None else None
    if isinstance(condition, BasketTotal) and condition.group in ("", group) and condition.op in _ENDS:
        return condition.amount + _ENDS[condition.op]
    return None


_ENDS = {LESS: -1, AT_MOST: 0, EQUAL: 0}


def tiers_asked(condition: Condition) -> tuple[str, ...]:
    """Return the tiers a condition names with `tier_is`, where everybody it is for must stand on one of them."""
    if isinstance(condition, TierIs):
        return (condition.tier,)
    if isinstance(condition, All):
        return next((found for part in condition.parts if (found := tiers_asked(part))), ())
    return ()


def could_hold(condition: Condition, tier: str, contents: Contents) -> bool:
    """Say whether some member of a tier may meet a condition with a basket."""
    return _outcomes(condition, tier, contents)[0]


def must_hold(condition: Condition, tier: str, contents: Contents) -> bool:
    """Say whether every member of a tier meets a condition with a basket, whatever else they are and whenever it is."""
    return not _outcomes(condition, tier, contents)[1]


def _outcomes(condition: Condition, tier: str, contents: Contents) -> tuple[bool, bool]:
    """Return whether a condition may hold, and whether it may fail."""
    if isinstance(condition, All | AnyOf):
        parts = [_outcomes(part, tier, contents) for part in condition.parts]
        holds, fails = [part[0] for part in parts], [part[1] for part in parts]
        return (all(holds), any(fails)) if isinstance(condition, All) else (any(holds), all(fails))
    if isinstance(condition, Not):
        holds_too, fails_too = _outcomes(condition.part, tier, contents)
        return fails_too, holds_too
    known = _known(condition, tier, contents)
    return (True, True) if known is None else (known, not known)


def _known(condition: Condition, tier: str, contents: Contents) -> bool | None:
    if isinstance(condition, TierIs):
        return condition.tier == tier
    if isinstance(condition, IsMember):
        return True
    if isinstance(condition, BasketTotal):
        return _COMPARE[condition.op](contents.amount(condition.group), condition.amount)
    if isinstance(condition, BasketQuantity):
        have = contents.quantity(condition.group, condition.product_id)
        return _COMPARE[condition.op](have, condition.quantity)
    return None
