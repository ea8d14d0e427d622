"""Whom an offer that is being written would reach today, of how many members. Records nothing."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.queries.members import count_members
from desktop.usecases.audiences import Progress, count_audience
from desktop.usecases.till import Till
from loyalty.conditions.atoms import EVERYONE, Condition, IsMember


@dataclass(frozen=True, slots=True)
class Reach:
    """How many members meet a condition now, of how many there are."""

    reached: int
    whole: int


def reach_of(till: Till, audience: Condition, progress: Progress) -> Reach:
    """Return whom a condition reaches; `progress` may raise to stop the count.

    Raises what `count_audience` raises.
    """
    with till.read() as db:
        whole = count_members(db)
    if audience in (EVERYONE, IsMember()):
        return Reach(whole, whole)
    return Reach(count_audience(till, audience, progress), whole)
