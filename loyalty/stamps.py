"""The hybrid clock that orders what people write about people and the shop: who wrote last, whatever clocks say.

A stamp is (wall milliseconds, counter). A writer takes its own time, or the stamp of the word it replaces with the
counter one higher where that is later: whoever has seen a word may replace it, with a clock that is years behind, too.
Words that did not know of each other are ordered by their stamps; a stamp that lies ahead of the moment the centre
heard it is bounded there, so a clock in the future wins over nobody for longer than `TOLERANCE` after it was heard.
Money is never ordered by stamps.
"""

from __future__ import annotations

from dataclasses import dataclass

from loyalty.clock import TOLERANCE

_COUNT_BITS = 16
MOST_COUNT = (1 << _COUNT_BITS) - 1
MOST_AT = (1 << 46) - 1
"""No counter and no instant (of the year 4199) is read as more: any stamp fits into one number of 63 bits, in order."""


@dataclass(frozen=True, order=True, slots=True)
class Stamp:
    """When something was written: `at` in milliseconds since the epoch, then how many words stood at that instant."""

    at: int
    count: int = 0

    @property
    def packed(self) -> int:
        """Return the stamp as one number, in the same order."""
        return self.at << _COUNT_BITS | self.count

    @property
    def next(self) -> Stamp:
        """Return the stamp right after this one."""
        return unpack_stamp(self.packed + 1)


def unpack_stamp(packed: int) -> Stamp:
    """Return the stamp of a number."""
    return Stamp(packed >> _COUNT_BITS, packed & MOST_COUNT)


def read_stamp(at: int, count: int) -> Stamp:
    """Return a stamp as it was told, brought into reach."""
    return Stamp(min(max(at, 0), MOST_AT), min(max(count, 0), MOST_COUNT))


def follow(at: int, before: Stamp | None) -> Stamp:
    """Return the stamp of a word written at an instant in place of another (None: the first of its document)."""
    return Stamp(at) if before is None else max(Stamp(at), before.next)


def limit_at(heard_at: int) -> int:
    """Return the latest instant a word may stand at that was heard at `heard_at`: an honest clock may run ahead a little."""
    return heard_at + TOLERANCE


def bounded(stamp: Stamp, bound: Stamp | None) -> Stamp:
    """Return where a word stands: at its own stamp, and no later than its bound."""
    return stamp if bound is None else min(stamp, bound)
