"""Whom an offer that is being written would reach today, of how many members. Records nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.models.queries.members import count_members
from desktop.usecases.offers.audience import members_who
from desktop.usecases.till import Till, moment_of
from loyalty.conditions.atoms import Condition

Progress = Callable[[int, int], None]
"""Called with (members found, members in all) now and then; may raise to stop."""

_EVERY = 50


@dataclass(frozen=True, slots=True)
class Reach:
    """How many members meet a condition now, of how many there are."""

    reached: int
    whole: int


def reach_of(till: Till, audience: Condition, progress: Progress) -> Reach:
    """Return whom a condition reaches; `progress` may raise to stop the count."""
    with till.read() as db:
        whole, reached = count_members(db), 0
        for _ in members_who(db, audience, moment_of(till, till.now())):
            reached += 1
            if reached % _EVERY == 0:
                progress(reached, whole)
        return Reach(reached, whole)
