"""What pricing knows of a member and of the moment: frozen snapshots, read from the store once per purchase.

History holds recorded purchases with a net above zero; the purchase being priced is never in it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from loyalty.clock import local_time


@dataclass(frozen=True, slots=True)
class Visit:
    """A purchase of the past: its day, instant, net (after refunds, above zero) and net by product group."""

    on: dt.date
    at: int
    net: int
    by_group: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class MemberSnapshot:
    """A member as conditions see them.

    `tiers_reached` are the tiers up to and including `tier` (`Ladder.reached`); `tags` are the groups of members
    they belong to; `history` is in order of time; `uses` counts, by offer, purchases that used it.
    """

    member_id: str
    joined_on: dt.date
    birth_on: dt.date | None = None
    tier: str = ""
    tiers_reached: tuple[str, ...] = ()
    tags: frozenset[str] = frozenset()
    history: tuple[Visit, ...] = ()
    uses: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """Where and when a basket is priced. `weekday` counts from Monday = 0; `calendar` is jalali or gregorian."""

    at: int
    on: dt.date
    weekday: int
    minute_of_day: int
    branch_id: str
    till_id: str
    zone: str
    calendar: str = "jalali"


def moment_at(at: int, zone: str, branch_id: str, till_id: str, *, calendar: str = "jalali") -> Moment:
    """Return the moment of an instant at a till of a branch."""
    local = local_time(at, zone)
    minute = local.hour * 60 + local.minute
    return Moment(at, local.date(), local.weekday(), minute, branch_id, till_id, zone, calendar)
