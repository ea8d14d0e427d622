"""What pricing knows of a member and of the moment: frozen snapshots, read from the store once per purchase.

History holds recorded purchases with a net above zero; the purchase being priced is never in it.

What is kept with a member (`Totals`) and what was summed up in the file (`Read`) stand for purchases that were not
read one by one; they say the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from loyalty.clock import calendar_of, local_time

if TYPE_CHECKING:
    from loyalty.conditions.atoms import Window


@dataclass(frozen=True, slots=True)
class Visit:
    """A purchase of the past: its day, instant, net (after refunds, above zero) and net by product group and product."""

    on: dt.date
    at: int
    net: int
    by_group: tuple[tuple[str, int], ...] = ()
    by_product: tuple[tuple[str, int], ...] = ()


class Bought(NamedTuple):
    """Number of purchases and their sum."""

    visits: int = 0
    net: int = 0


class Asked(NamedTuple):
    """What purchases are summed: those in a window that brought something of a group or a product, or all."""

    window: Window = None
    group: str = ""
    product_id: str = ""


Sums: TypeAlias = Mapping[Asked, Bought]


class Totals(NamedTuple):
    """All purchases of a member: how many, their net, the first and the last day."""

    visits: int = 0
    net: int = 0
    first_on: dt.date | None = None
    last_on: dt.date | None = None


NO_TOTALS = Totals()


@dataclass(frozen=True, slots=True)
class Read:
    """A past that was summed up where it is stored: `totals`, and the `sums` that were asked for.

    `hour` and `weekday` are those of most purchases, where asked for. `whole` says that the history was read too.
    """

    totals: Totals
    sums: Sums | None = None
    hour: int | None = None
    weekday: int | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class MemberSnapshot:
    """A member as conditions see them.

    `tiers_reached` are the tiers up to and including `tier` (`Ladder.reached`); `tags` are the groups of members
    they belong to, `segments` those segments that were asked about; `history` is in order of time, and the whole past
    unless `read` says otherwise; `uses` counts, by offer, purchases that used it; `grants` are the offers granted.
    """

    member_id: str
    joined_on: dt.date
    birth_on: dt.date | None = None
    tier: str = ""
    tiers_reached: tuple[str, ...] = ()
    tags: frozenset[str] = frozenset()
    history: tuple[Visit, ...] = ()
    uses: tuple[tuple[str, int], ...] = ()
    gender: str = ""
    segments: frozenset[str] = frozenset()
    grants: frozenset[str] = frozenset()
    read: Read | None = None


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


def moment_at(at: int, zone: str, branch_id: str, till_id: str, *, calendar: str = "") -> Moment:
    """Return the moment of an instant at a till of a branch; without a calendar by that of the zone."""
    local = local_time(at, zone)
    minute = local.hour * 60 + local.minute
    return Moment(
        at, local.date(), local.weekday(), minute, branch_id, till_id, zone, calendar or calendar_of(zone)
    )
