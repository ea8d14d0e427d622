"""Replays parts of a past that were read elsewhere, where it pays in a process of its own.

Such a process starts anew and imports this module: it names nothing that a replay does not need.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.models.queries.replays import Packed, unpack
from loyalty.offers.replay import Play, Replay, Sums


@dataclass(frozen=True, slots=True)
class Past:
    """What the replay of any part of the past goes by: what is tried, and the time zones of the branches."""

    play: Play
    zones: Mapping[str, str]


class Counter:
    """Replays parts of one past, one after the other: what one part was priced for serves the next."""

    def __init__(self, past: Past) -> None:
        self._replay, self._zones = Replay(past.play), past.zones

    def count(self, part: Sequence[Packed]) -> Sums:
        """Return what the draft would have done to the purchases of some people."""
        return self._replay.over(unpack(one, self._zones) for one in part)


_COUNTERS: list[Counter] = []
"""The counter of a process that was started to count; empty everywhere else."""


def begin(past: Past) -> None:
    """Make ready, in a process of its own, for parts to come."""
    # Cycles are looked for less often: a replay makes values by the million and hardly a cycle.
    gc.set_threshold(50_000)
    _COUNTERS.append(Counter(past))


def count_part(part: Sequence[Packed]) -> Sums:
    """Return what `Counter.count` returns, of the counter this process began with."""
    return _COUNTERS[0].count(part)
