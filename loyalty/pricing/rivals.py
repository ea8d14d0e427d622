"""Which offers stand in each other's way: groups of the stacking tree of which one member works, and exclusive names.

Sets of offers are whole numbers, a bit for each act: to take the others away is one operation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from loyalty.stacking import ALL, BEST, FIRST, KEEP_MOST, WHOLE_BASKET, Stacking

if TYPE_CHECKING:
    from loyalty.pricing.lineup import Act


class Fork(NamedTuple):
    """A group of which one member works: an offer (these are `leaves`), or all of a group within it.

    `path` leads to it from the outermost group; an exclusive name stands after all groups. `whole`: one in the whole basket.
    """

    path: tuple[int, ...]
    mode: str
    whole: bool
    members: tuple[int, ...]
    everyone: int
    leaves: int

    @property
    def ranked(self) -> bool:
        """Say whether the order of the members, or what they leave the shop, goes before what they are worth."""
        return self.mode in (FIRST, KEEP_MOST)

    def others(self, member: int) -> int:
        """Return everyone but a member."""
        return self.everyone & ~member


def forks_of(acts: Sequence[Act], stacking: Stacking) -> list[Fork]:
    """Return the forks of the tree from the outermost on, then those of exclusive names."""
    groups: dict[int, dict[int, int]] = {}
    names: dict[str, list[int]] = {}
    for act in acts:
        path = stacking.paths[act.group]
        for above, member in zip(path, (*path[1:], -1 - act.number), strict=True):
            if stacking.group(above).mode != ALL:
                members = groups.setdefault(above, {})
                members[member] = members.get(member, 0) | act.bit
        if act.offer.exclusive:
            names.setdefault(act.offer.exclusive, []).append(act.bit)
    found = []
    for number, members in sorted(groups.items()):
        group = stacking.group(number)
        path, whole = stacking.paths[number], group.per == WHOLE_BASKET
        found.append(_fork(path, group.mode, tuple(members.values()), whole=whole))
    last = len(stacking.paths)
    for at, (_, bits) in enumerate(sorted(names.items()), last):
        if len(bits) > 1:
            found.append(_fork((at,), BEST, tuple(bits), whole=True))
    # Where no order goes before worth, a group with one offer decides nothing.
    ranked = any(fork.ranked for fork in found)
    return [fork for fork in found if ranked or len(fork.members) > 1]


def _fork(path: tuple[int, ...], mode: str, members: tuple[int, ...], *, whole: bool) -> Fork:
    leaves = sum([member for member in members if not member & (member - 1)])
    return Fork(path, mode, whole, members, sum(members), leaves)


def rivals_by_act(acts: Sequence[Act], forks: Sequence[Fork]) -> list[int]:
    """Return for each act those that never work where it does."""
    rivals = [0] * len(acts)
    for fork in forks:
        for member in fork.members:
            for number in numbers_in(member):
                rivals[number] |= fork.others(member)
    return rivals


def numbers_in(bits: int) -> Iterator[int]:
    """Give the numbers of the acts of a set, the lowest first."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low
