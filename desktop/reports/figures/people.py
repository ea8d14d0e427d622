"""Who is who before a day: merged entries are one person, who goes by one of them.

A merge found after the day is not known yet; merges among entries of an import always stand, for the list itself
said so. The person has joined when the entry they go by has: for imported ones the entry the list kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from desktop.models.queries.figures import Pair
from desktop.reports.figures.columns import Codes, MemberColumns
from desktop.reports.figures.exact import Flags

Root = Callable[[str, frozenset[str]], str | None]
"""Says which of a set of entries a list kept under a shown id, None where none did."""


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """`person` leads from each entry to the one its person goes by; `stands` says which entries are such ones.

    `joined_day`, `joined_branch` are those of the person, for the entry they go by; `shown` the id they are shown as.
    `merged` says whether any entry is not a person of its own.
    """

    person: Codes
    stands: Flags
    joined_day: Codes
    joined_branch: Codes
    shown: tuple[str, ...]
    merged: bool


def people(members: MemberColumns, pairs: Iterable[Pair], until: int, root: Root) -> People:
    """Return who is who by what was known before an instant."""
    places = _places(members.ids, pairs)
    person = np.arange(len(members.ids), dtype=np.int32)
    joined_day, joined_branch = members.joined_day.copy(), members.joined_branch.copy()
    groups = _groups(pairs, places, members, until)
    for group in groups:
        first = min(group, key=lambda place: (int(members.joined_at[place]), members.ids[place]))
        person[list(group)] = first
        kept = root(members.shown[first], frozenset(members.ids[place] for place in group))
        if kept is not None:
            joined_day[first], joined_branch[first] = (
                members.joined_day[places[kept]],
                members.joined_branch[places[kept]],
            )
    stands = person == np.arange(len(person))
    return People(person, stands, joined_day, joined_branch, members.shown, bool(groups))


def _places(ids: tuple[str, ...], pairs: Iterable[Pair]) -> dict[str, int]:
    """Return where the entries of pairs stand; ids are in their order."""
    named = {one for pair in pairs for one in (pair.low_id, pair.high_id)}
    found = {one: bisect_left(ids, one) for one in named}
    return {one: place for one, place in found.items() if place < len(ids) and ids[place] == one}


def _groups(
    pairs: Iterable[Pair], places: dict[str, int], members: MemberColumns, until: int
) -> list[set[int]]:
    of: dict[int, set[int]] = {}
    for pair in pairs:
        low, high = places.get(pair.low_id), places.get(pair.high_id)
        if low is None or high is None or not _known(pair, [low, high], members, until):
            continue
        union = of.get(low, {low}) | of.get(high, {high})
        of.update(dict.fromkeys(union, union))
    return list({id(group): group for group in of.values()}.values())


def _known(pair: Pair, ends: list[int], members: MemberColumns, until: int) -> bool:
    return pair.at < until or bool(members.imported[ends].all())
