"""Gaps by length in rungs and, on one rung, by whose each is: where some members change class, only theirs are counted anew.

A rung is as wide as a 128th part of the lengths on it. On which rung the middle one of a class stands is told from counts;
only the gaps of that rung are then looked at one by one, and those that were looked at are kept while they are whose they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from desktop.reports.figures.exact import Flags, Ints, chunks, edges_in

_FINE, _MANTISSA = 7, 52
_SHIFT = _MANTISSA - _FINE
_SHORT = 1 << 22
"""Milliseconds, somewhat above an hour: shorter lengths differ by less than a rung's part of it."""
_LOW_BITS, _WIDEST = 32, 63
LONGEST = (1 << 38) - _SHORT
"""Milliseconds, some nine years: up to it the lower half of a length and its rung say how long it is."""
_FIRST = int(np.float64(_SHORT).view(np.int64)) >> _SHIFT
HEIGHT = (64 - 22) << _FINE
"""Rungs for lengths of any size."""
_KEPT_HEIGHT = (38 - 22) << _FINE
"""Rungs for those below the longest."""
_STARTS = ((np.arange(_KEPT_HEIGHT) + _FIRST) << _SHIFT).view(np.float64).astype(np.int64) - _SHORT
_ROOM = 4
"""Rungs of a group that are kept at most as they were looked at, about."""
FEW = 64
"""Members of whom gaps are sought one by one; of more, all are counted."""


def rungs_of(lengths: Ints) -> Ints:
    """Return the rung of each length: none is below that of a shorter one. What is read off are the first bits of a float."""
    found: Ints = (lengths + np.float64(_SHORT)).view(np.int64)
    found >>= _SHIFT
    found -= _FIRST
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Lengths:
    """Gaps below the longest, by rung and, on one rung, by owner: eight bytes a gap.

    `place` is the rung times the number of owners there were, and the owner; `low` the lower half of the length.
    """

    owners: int
    place: Ints
    low: Ints

    @classmethod
    def of(cls, owner: Ints, lengths: Ints, owners: int) -> Lengths:
        """Return gaps in their order."""
        place = rungs_of(lengths) * owners + owner
        place, low = ordered(place, lengths & ((1 << _LOW_BITS) - 1))
        kind = np.uint32 if owners * _KEPT_HEIGHT <= np.iinfo(np.uint32).max else np.uint64
        return cls(owners, place.astype(kind), low.astype(np.uint32))

    def counts(self, codes: Ints, groups: int) -> Ints:
        """Return how many gaps of each group stand on each rung; `codes` says of every owner which group is theirs."""
        found = np.zeros(groups * HEIGHT, dtype=np.int64)
        for some in chunks(len(self.place)):
            rung = self.place[some] // self.place.dtype.type(self.owners)
            owner = self.place[some] - rung * self.place.dtype.type(self.owners)
            found += np.bincount(codes[owner].astype(np.int64) * HEIGHT + rung, minlength=len(found))
        return found.reshape(groups, HEIGHT)

    def counts_of(self, members: Ints) -> Ints:
        """Return how many gaps of some owners, a row each, stand on each rung."""
        found = np.zeros((len(members), _KEPT_HEIGHT), dtype=np.int64)
        wanted = np.arange(_KEPT_HEIGHT) * self.owners + members[:, None]
        if len(self.place):
            first = edges_in(self.place, wanted)
            there = self.place.take(first, mode="clip") == wanted
            found[there] = edges_in(self.place, wanted[there] + 1) - first[there]
        return found

    def on(self, rung: int, chosen: Flags) -> Ints:
        """Return how long the gaps of some owners on a rung are."""
        if rung >= _KEPT_HEIGHT:
            return self.low[:0].astype(np.int64)
        begin = rung * self.owners
        first, end = edges_in(self.place, (begin, begin + self.owners)).tolist()
        theirs = chosen[self.place[first:end] - self.place.dtype.type(begin)]
        start = int(_STARTS[rung])
        over: Ints = self.low[first:end][theirs] - np.uint32(start % (1 << _LOW_BITS))
        return over.astype(np.int64) + start


@dataclass(frozen=True, slots=True, eq=False)
class Loose:
    """Gaps of any length in no order: few of them."""

    owner: Ints
    lengths: Ints

    def counts(self, codes: Ints, groups: int) -> Ints:
        """Return how many gaps of each group stand on each rung."""
        cells = codes[self.owner].astype(np.int64) * HEIGHT + rungs_of(self.lengths)
        return np.bincount(cells, minlength=groups * HEIGHT).reshape(groups, HEIGHT)

    def on(self, rung: int, chosen: Flags) -> Ints:
        """Return how long the gaps of some owners on a rung are."""
        found: Ints = self.lengths[chosen[self.owner] & (rungs_of(self.lengths) == rung)]
        return found


NONE_KEPT = Lengths(1, np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.uint32))
NO_GAPS = Loose(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """Gaps as they were counted: of each list by group and rung, and which group was whose.

    `looked_at` holds how long those of some groups (None: of all) on a rung are.
    """

    lists: tuple[Lengths, ...]
    counts: tuple[Ints, ...]
    codes: Ints
    looked_at: dict[tuple[int | None, int], Ints] = field(default_factory=dict)

    def on(self, rung: int, group: int | None) -> Ints:
        """Return how long the gaps of a group on a rung are, in order; without one those of every group but the last."""
        found = self.looked_at.get((group, rung))
        if found is None:
            chosen = chosen_by(self.codes, group, len(self.counts[0])) if self.lists else _NONE
            found = np.concatenate([_NONE, *(one.on(rung, chosen) for one in self.lists)])
            found.sort()
            self.looked_at[group, rung] = found
        return found


_NONE = np.zeros(0, dtype=np.int64)


def among(many: Ints, few: Ints, place: int) -> int:
    """Return what stands at a place among numbers in order and a few others, without putting all of them in order."""
    few = np.sort(few)
    places = np.searchsorted(many, few) + np.arange(len(few))
    before = int(np.searchsorted(places, place))
    found = few[before] if before < len(few) and places[before] == place else many[place - before]
    return int(found)


def chosen_by(codes: Ints, group: int | None, groups: int) -> Flags:
    """Say who is of a group, without one of any group but the last: theirs are counted elsewhere."""
    chosen: Flags = codes < groups - 1 if group is None else codes == group
    return chosen


def counted(lists: Sequence[Lengths], codes: Ints, groups: int, old: Counted | None) -> Counted:
    """Return gaps counted by group and rung; of lists that were counted before, only who is of another group is counted."""
    moved = None if old is None else np.flatnonzero(old.codes != codes[: len(old.codes)])
    if old is None or moved is None or len(moved) > FEW:
        return Counted(tuple(lists), tuple(one.counts(codes, groups) for one in lists), codes)
    known = {id(one): counts for one, counts in zip(old.lists, old.counts, strict=True)}

    def count(one: Lengths) -> Ints:
        counts = known.get(id(one))
        if counts is None:
            return one.counts(codes, groups)
        theirs = moved[moved < one.owners]
        return (
            _moved(counts, one.counts_of(theirs), old.codes[theirs], codes[theirs]) if len(theirs) else counts
        )

    found = Counted(tuple(lists), tuple(map(count, lists)), codes)
    same = all(id(one) in known for one in lists) and len(lists) == len(known)
    if same and len(old.looked_at) <= _ROOM * groups:
        found.looked_at.update(_that_hold(old, {*old.codes[moved].tolist(), *codes[moved].tolist()}, groups))
    return found


def _that_hold(old: Counted, touched: set[int], groups: int) -> dict[tuple[int | None, int], Ints]:
    """Return what was looked at of groups of which nobody went or came."""
    touched_all = groups - 1 in touched
    told = list(old.looked_at.items())  # two pages may be told at once
    return {
        key: found for key, found in told if (not touched_all if key[0] is None else key[0] not in touched)
    }


def _moved(counts: Ints, theirs: Ints, before: Ints, after: Ints) -> Ints:
    found: Ints = counts.copy()
    np.subtract.at(found[:, :_KEPT_HEIGHT], before, theirs)
    np.add.at(found[:, :_KEPT_HEIGHT], after, theirs)
    return found


def ordered(values: Ints, beside: Ints) -> tuple[Ints, Ints]:
    """Return whole numbers in order, each with the one beside it; neither is below zero, equals come in any order."""
    if not len(values):
        return values, beside
    width = int(beside.max()).bit_length()
    if int(values.max()).bit_length() + width > _WIDEST:
        order = np.argsort(values, kind="stable")
        return values[order], beside[order]
    # As one number they are sorted several times sooner.
    keys = values.astype(np.int64) << width
    keys |= beside
    keys.sort()
    return keys >> width, keys & ((1 << width) - 1)
