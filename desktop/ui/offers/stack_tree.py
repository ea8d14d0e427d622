"""A tree of stacking under somebody's hands: each change gives another tree, and no group is lost by it. No Qt.

Groups are known by their names; `distinct` gives a tree in which no two share one.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace
from typing import Any

from loyalty.stacking import DEEPEST, StackGroup

Groups = tuple[StackGroup, ...]

TOP = ""
"""In the place of a group's name: beside the outermost groups, within none."""


def walk(groups: Groups, above: Groups = ()) -> Iterator[tuple[StackGroup, Groups]]:
    """Give each group with those it lies in, the outermost first; a group comes before those within it."""
    for group in groups:
        yield group, above
        yield from walk(group.groups, (*above, group))


def find(groups: Groups, name: str) -> StackGroup:
    """Return a group by its name."""
    return next(group for group, _ in walk(groups) if group.name == name)


def beside(groups: Groups, name: str) -> Groups:
    """Return the groups that lie where a group lies, itself among them."""
    above = next(above for group, above in walk(groups) if group.name == name)
    return above[-1].groups if above else groups


def change(groups: Groups, name: str, /, **changed: Any) -> Groups:
    """Return the tree with some fields of a group changed."""
    return tuple(
        replace(group, **changed)
        if group.name == name
        else replace(group, groups=change(group.groups, name, **changed))
        for group in groups
    )


def move(groups: Groups, name: str, step: int) -> Groups:
    """Return the tree with a group so many places later among those beside it."""
    row = list(beside(groups, name))
    at = next(place for place, one in enumerate(row) if one.name == name)
    row.insert(max(0, min(at + step, len(row) - 1)), row.pop(at))
    return _with_row(groups, name, tuple(row))


def put_into(groups: Groups, name: str, home: str) -> Groups:
    """Return the tree with a group as the last within another; at the `TOP` it comes after the one it lay in."""
    group, above = next(found for found in walk(groups) if found[0].name == name)
    rest = without(groups, name)
    if home != TOP:
        return change(rest, home, groups=(*find(rest, home).groups, group))
    after = 1 + next(place for place, one in enumerate(rest) if one.name == above[0].name) if above else 0
    return (*rest[:after], group, *rest[after:])


def homes(groups: Groups, name: str) -> tuple[str, ...]:
    """Return where a group may be put: not where it lies, not within itself, no deeper than groups may lie."""
    group, above = next(found for found in walk(groups) if found[0].name == name)
    here = above[-1].name if above else TOP
    own = {one.name for one, _ in walk((group,))}
    deep = [
        one.name
        for one, over in walk(groups)
        if one.name not in own and len(over) + 1 + _height(group) <= DEEPEST
    ]
    return tuple(home for home in (TOP, *deep) if home != here)


def add(groups: Groups, group: StackGroup, home: str) -> Groups:
    """Return the tree with a new group: the first of all at the `TOP`, the last within another."""
    if home == TOP:
        return (group, *groups)
    return change(groups, home, groups=(*find(groups, home).groups, group))


def without(groups: Groups, name: str) -> Groups:
    """Return the tree without a group and those within it."""
    return tuple(replace(group, groups=without(group.groups, name)) for group in groups if group.name != name)


def unnamed(groups: Groups, offer_id: str) -> Groups:
    """Return the tree in which no group names an offer."""
    return tuple(
        replace(
            group,
            offers=tuple(one for one in group.offers if one != offer_id),
            groups=unnamed(group.groups, offer_id),
        )
        for group in groups
    )


def distinct(groups: Groups) -> Groups:
    """Return the tree with a number added to a name that was borne before."""
    return _distinct(groups, set())


def is_own(group: StackGroup) -> bool:
    """Say whether a group may go: no place stands in it or within it."""
    return not any(one.places for one, _ in walk((group,)))


def write(group: StackGroup) -> dict[str, Any]:
    """Return a group as it stands in the document."""
    row: dict[str, Any] = {"id": group.name, "mode": group.mode, "per": group.per}
    if group.places:
        row["places"] = list(group.places)
    if group.offers:
        row["offers"] = list(group.offers)
    if group.groups:
        row["groups"] = [write(one) for one in group.groups]
    return row


def free_name(groups: Groups, stem: str, taken: Set[str] = frozenset()) -> str:
    """Return the first of stem-1, stem-2, … that no group bears."""
    known = taken | {group.name for group, _ in walk(groups)}
    return next(name for n in range(1, len(known) + 2) if (name := f"{stem}-{n}") not in known)


def _with_row(groups: Groups, name: str, row: Groups) -> Groups:
    if any(group.name == name for group in groups):
        return row
    return tuple(replace(group, groups=_with_row(group.groups, name, row)) for group in groups)


def _height(group: StackGroup) -> int:
    return 1 + max((_height(one) for one in group.groups), default=0)


def _distinct(groups: Groups, taken: set[str]) -> Groups:
    made = []
    for group in groups:
        name = group.name if group.name not in taken else free_name(groups, group.name, taken)
        taken.add(name)
        made.append(replace(group, name=name, groups=_distinct(group.groups, taken)))
    return tuple(made)
