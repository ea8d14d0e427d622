"""What several atoms that must hold together leave room for: numbers between bounds, one of some names, times of the week.

Each atom narrows one `Room`; where nothing is left, the last one that narrowed it contradicts those before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeAlias

from loyalty.conditions import atoms
from loyalty.conditions.atoms import AT_LEAST, AT_MOST, EQUAL, LESS, MORE, Condition, Not
from loyalty.conditions.opposite import opposite

Key: TypeAlias = object
_WEEK = 7 * 1_440
_ALL_WEEK = (1 << _WEEK) - 1
_FAR = 10**18
_NUMBERS: dict[type, str] = {
    atoms.Visits: "value",
    atoms.Spent: "amount",
    atoms.Average: "amount",
    atoms.LastVisit: "days",
    atoms.Joined: "days",
    atoms.Age: "years",
    atoms.UsedOffer: "value",
    atoms.MeanGap: "days",
    atoms.GapAgainstUsual: "times",
    atoms.BasketTotal: "amount",
    atoms.BasketQuantity: "quantity",
}
_BETWEEN_WHOLE = (atoms.Average, atoms.MeanGap, atoms.GapAgainstUsual)
"""Atoms about a fraction: between 10 and 11 there is room."""


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers from `low` to `high`, both included; in halves, so that "more than" a fraction has room."""

    low: int
    high: int

    @property
    def empty(self) -> bool:
        """Say whether no number is left."""
        return self.low > self.high

    def within(self, other: Span) -> Span:
        """Return what both leave."""
        return Span(max(self.low, other.low), min(self.high, other.high))


@dataclass(frozen=True, slots=True)
class Names:
    """One of some names; `other` says that names not listed are left too."""

    names: frozenset[Any]
    other: bool = False

    @property
    def empty(self) -> bool:
        """Say whether no name is left."""
        return not (self.names or self.other)

    def within(self, other: Names) -> Names:
        """Return what both leave; one of them lists all there are."""
        if self.other:
            return replace(other, names=other.names - self.names) if not other.other else self
        return Names(self.names - other.names if other.other else self.names & other.names)


@dataclass(frozen=True, slots=True)
class Week:
    """Minutes of the week, a bit each."""

    minutes: int

    @property
    def empty(self) -> bool:
        """Say whether no minute is left."""
        return self.minutes == 0

    def within(self, other: Week) -> Week:
        """Return what both leave."""
        return Week(self.minutes & other.minutes)


Room: TypeAlias = Span | Names | Week


def room_of(condition: Condition, tiers: Sequence[str]) -> tuple[Key, Room] | None:
    """Return what a condition is about and the room it leaves; None for what is not compared."""
    denied = isinstance(condition, Not)
    atom: Any = condition.part if isinstance(condition, Not) else condition
    if type(atom) in _NUMBERS:
        atom = opposite(atom) if denied else atom
        return None if atom is None else _span_of(atom)
    found = _week_of(atom) or _names_of(atom, tiers)
    if found is None:
        return None
    key, room = found
    return key, _denied(room) if denied else room


def _denied(room: Room) -> Room:
    if isinstance(room, Week):
        return Week(_ALL_WEEK & ~room.minutes)
    assert isinstance(room, Names)
    return Names(room.names, other=True)


def _span_of(atom: Any) -> tuple[Key, Room]:
    field = _NUMBERS[type(atom)]
    key = replace(atom, op=EQUAL, **{field: 0})
    number, step = 2 * getattr(atom, field), 1 if isinstance(atom, _BETWEEN_WHOLE) else 2
    spans = {
        LESS: Span(0, number - step),
        AT_MOST: Span(0, number),
        EQUAL: Span(number, number),
        AT_LEAST: Span(number, _FAR),
        MORE: Span(number + step, _FAR),
    }
    return key, spans[atom.op]


def _names_of(atom: Any, tiers: Sequence[str]) -> tuple[Key, Room] | None:
    if isinstance(atom, atoms.TierIs):
        return "tier", Names(frozenset((atom.tier,)))
    if isinstance(atom, atoms.TierAtLeast):
        above = tiers[tiers.index(atom.tier) :] if atom.tier in tiers else (atom.tier,)
        return "tier", Names(frozenset(above))
    if isinstance(atom, atoms.Gender):
        return "gender", Names(frozenset((atom.gender,)))
    if isinstance(atom, atoms.PreferredWeekdays | atoms.Branch | atoms.AtTill | atoms.PaidBy):
        listed = getattr(atom, fields(atom)[0].name)
        return type(atom), Names(frozenset(listed))
    return None


def _week_of(atom: Any) -> tuple[Key, Room] | None:
    if isinstance(atom, atoms.Weekdays):
        return "week", Week(_minutes((day, 0, 1_440) for day in atom.days))
    if isinstance(atom, atoms.Hours):
        length = (atom.until - atom.since) % 1_440
        return "week", Week(_minutes((day, atom.since, length) for day in atom.weekdays or range(7)))
    return None


def _minutes(spans: Iterable[tuple[int, int, int]]) -> int:
    found = 0
    for day, since, length in spans:
        span = ((1 << length) - 1) << (day * 1_440 + since)
        # What runs over the end of the week begins it.
        found |= (span & _ALL_WEEK) | (span >> _WEEK)
    return found


def days_left(spans: Iterable[atoms.Between]) -> tuple[dt.date, dt.date]:
    """Return the first and the last day that lie within all of several spans; the last before the first: none."""
    since = [span.since for span in spans if span.since]
    return max(since, default=dt.date.min), min((s.until for s in spans if s.until), default=dt.date.max)
