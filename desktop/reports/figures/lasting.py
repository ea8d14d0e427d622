"""What was told of days that are over, kept from one reading to the next while everything it was told from is the same.

A sale of today changes nothing of last month. What a figure of earlier days hangs on is told by the very things it was
worked out of: the weeks before its end, all that ever came back, the members and who of them is who, the settings.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from operator import is_
from typing import Any, TypeVar

from desktop.reports.figures.settings import Settings
from desktop.reports.figures.weeks import DAYS, Kept, Week

T = TypeVar("T")
MOST = 500
"""Figures kept: a page asks for some dozens."""


@dataclass(frozen=True, slots=True, eq=False)
class Grounds:
    """What something was told from."""

    things: tuple[object, ...]
    """Columns and weeks: these very ones."""
    values: tuple[object, ...]

    def are(self, others: Grounds) -> bool:
        """Say whether others are the same."""
        return (
            len(self.things) == len(others.things)
            and all(map(is_, self.things, others.things))
            and self.values == others.values
        )


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What was told, and from what."""

    grounds: Grounds
    value: Any


def lasting(kept: Kept, settings: Settings, key: Hashable, end: int, work: Callable[[], T]) -> T:
    """Return what nothing on or behind the day `end` changes, worked out now if it never was or no longer holds."""
    if not kept.numbers or end > kept.numbers[-1] * DAYS:
        return work()  # the last week goes on
    grounds, past = _grounds(kept, settings, end), kept.columns.past
    old: Told | None = past.get((key, settings.as_of))
    if old is None or not old.grounds.are(grounds):
        old = Told(grounds, work())
        while len(past) >= MOST:
            # Two pages may be told at once: what the other drops meanwhile is looked for anew.
            with suppress(RuntimeError, StopIteration):
                past.pop(next(iter(past)), None)
        past[key, settings.as_of] = old
    found: T = old.value
    return found


def _grounds(kept: Kept, settings: Settings, end: int) -> Grounds:
    # Not the columns whole: these would keep all earlier ones.
    told = kept.columns
    things = told.members, told.backs, *_weeks_before(kept, end)
    return Grounds(things, (told.pairs, told.branches, told.zones, kept.lists, settings))


def that_may_hold(past: Mapping[Hashable, Told], members: object, backs: object) -> dict[Hashable, Told]:
    """Return what was told from these very members and returns: the rest holds never again, and keeps theirs alive."""
    return {key: told for key, told in past.items() if told.grounds.things[:2] == (members, backs)}


def _weeks_before(kept: Kept, end: int) -> tuple[Week, ...]:
    told = kept.told
    key = "before", end
    if key not in told:
        told[key] = kept.weeks_before(-(-end // DAYS))
    found: tuple[Week, ...] = told[key]
    return found
