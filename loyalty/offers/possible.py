"""What a condition asks at least, and whether it can be met at all: read off the condition, without a member.

Whatever is not known here (a past, a day, a tag) may be so: only tiers and the basket decide.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import NamedTuple

from loyalty.conditions.atoms import (
    AT_LEAST,
    EQUAL,
    MORE,
    All,
    AnyOf,
    BasketHas,
    BasketQuantity,
    BasketTotal,
    Condition,
    Not,
    TierIs,
)
from loyalty.conditions.situation import Contents

_COMPARE: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}


class Needs(NamedTuple):
    """The least basket that meets a condition: an amount (of a group), a quantity in thousandths."""

    amount: int = 0
    quantity: int = 0
    group: str = ""


def needs_of(condition: Condition) -> Needs:
    """Return what a basket needs at least to meet a condition."""
    if isinstance(condition, All):
        return _most([needs_of(part) for part in condition.parts])
    if isinstance(condition, AnyOf):
        return min((needs_of(part) for part in condition.parts), key=lambda needs: needs[:2])
    if isinstance(condition, BasketTotal) and condition.op in (AT_LEAST, MORE, EQUAL):
        return Needs(condition.amount + (condition.op == MORE), 0, condition.group)
    if isinstance(condition, BasketQuantity) and condition.op in (AT_LEAST, MORE, EQUAL):
        return Needs(0, condition.quantity + 1_000 * (condition.op == MORE), condition.group)
    return Needs(group=condition.group) if isinstance(condition, BasketHas) else Needs()


def _most(parts: list[Needs]) -> Needs:
    group = next((part.group for part in parts if part.group), "")
    return Needs(
        max((part.amount for part in parts), default=0),
        max((part.quantity for part in parts), default=0),
        group,
    )


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
    if isinstance(condition, BasketTotal):
        return _COMPARE[condition.op](contents.amount(condition.group), condition.amount)
    if isinstance(condition, BasketQuantity):
        have = contents.quantity(condition.group, condition.product_id)
        return _COMPARE[condition.op](have, condition.quantity)
    return None
