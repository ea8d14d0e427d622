"""How good a deal is by the mode of a ranked group, before what it is worth: to a line, and to a whole basket."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from loyalty.pricing.rivals import Fork
from loyalty.stacking import FIRST

NOBODY = -(10**40)
"""How a group that asks what is kept is marked where nobody of it works."""


def last_ranked(forks: Sequence[Fork]) -> int:
    """Return how many of the forks, up to the last ranked one, go before what the rest of a deal is worth."""
    return max([at for at, fork in enumerate(forks, 1) if fork.ranked], default=0)


def mark_of(fork: Fork, gives: int, kept: int) -> int:
    """Return how good a deal is by the mode of a fork, before what it is worth; the higher the better.

    `gives` are the acts of those members that give something in it: one that gives nothing stops no other.
    """
    if not fork.ranked:
        return 0
    if not gives:
        return NOBODY
    if fork.mode == FIRST:
        return -next(place for place, member in enumerate(fork.members) if gives & member)
    return kept


class Share(NamedTuple):
    """What a deal does on a kind of lines: their gross, the acts that give something, and what is kept of each price."""

    gross: int
    gives: int
    kept: int


def mark_over(fork: Fork, shares: Sequence[Share]) -> tuple[int, ...]:
    """Return how good a deal of the whole basket is by the mode of a ranked fork; the higher the better.

    To a group per unit: in order, how much of the basket its first member has, then its second and so on; else how much of
    the basket is given something, then what is kept of that.
    """
    if fork.whole:
        gives = 0
        for share in shares:
            gives |= share.gives
        return (mark_of(fork, gives, sum([share.gross * share.kept for share in shares])),)
    given = [share for share in shares if share.gives]
    if fork.mode == FIRST:
        firsts = [(-mark_of(fork, share.gives, 0), share.gross) for share in given]
        return tuple([sum([gross for at, gross in firsts if at == one]) for one in range(len(fork.members))])
    return sum([share.gross for share in given]), sum([share.gross * share.kept for share in given])
