"""A cost written by hand as its form holds it, and what the form can show. Plain values, no Qt."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

Named = tuple[tuple[str, str], ...]
"""Choices as (id, name)."""

NEW = -1
"""In the place of a cost's place in the list: one that is not written yet."""


@dataclass(frozen=True, slots=True)
class CostTyped:
    """A cost as it stands in the form: `place` in the list, `amount` in the smallest unit, '' for no branch or offer."""

    place: int
    name: str
    amount: int | None
    since: dt.date
    last: dt.date
    branch: str = ""
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class ShownCosts:
    """The costs that stand, the latest first, the one in the form, and what it may belong to."""

    costs: tuple[CostTyped, ...]
    typed: CostTyped
    branches: Named
    campaigns: Named


class CostView(Protocol):
    """The part of the screen costs are written in."""

    def show_costs(self, shown: ShownCosts) -> None:
        """Open the list with the form, or write it anew."""
        ...

    def show_cost_problem(self, field: str, text: str) -> None:
        """Say what is wrong, at a field (name, amount, days) or ('') below them."""
        ...
