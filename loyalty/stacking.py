"""How offers share a basket: a tree of groups in order, each with a mode, working a unit or a basket at a time.

An offer belongs to the group that names it, else to `codes` where it needs a code, else to the group of its place. A group
within a group is one member of it: what works in it works or makes way together. Credit a member spends comes after all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from loyalty.documents import read_choice, read_list, read_object, read_word
from loyalty.errors import require

FIRST, ALL, BEST, KEEP_MOST = MODES = ("first", "all", "best_for_member", "keep_most_margin")
UNIT, WHOLE_BASKET = "unit", "basket"
PLACES = ("item", "basket", "credit", "points", "codes")
"""Where offers belong by what they do; `codes` are those a code brings, whatever they do."""

DEEPEST = 3
"""How deep groups may lie within one another."""


@dataclass(frozen=True, slots=True)
class StackGroup:
    """Offers of some places, or named one by one, and groups within, with the way they share.

    `all` lets each work on what the ones before have left; `first` lets the one of highest priority work (offers before
    the groups within, these as they are drawn), `best_for_member` the one that gives most, `keep_most_margin` the one that
    gives something and leaves the shop most. `per` says whether that is decided for each unit or for the basket; what works
    whole or not at all (an amount, a cap, a group per basket) has its turn by the same modes, but for the whole basket.
    """

    name: str
    mode: str = ALL
    per: str = UNIT
    places: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    groups: tuple[StackGroup, ...] = ()


DEFAULT_GROUPS = (
    StackGroup("item", BEST, UNIT, ("item",)),
    StackGroup("basket", BEST, WHOLE_BASKET, ("basket",)),
    StackGroup("credit", ALL, UNIT, ("credit",)),
    StackGroup("points", ALL, UNIT, ("points",)),
    StackGroup("codes", ALL, UNIT, ("codes",)),
)


@dataclass(frozen=True, slots=True)
class Stacking:
    """The outermost groups in their order; whatever belongs to none of them stacks after the last.

    `in_order` are all groups, each before those within it: a group's number is its place there. `paths` lead to each
    from the outermost group it lies in.
    """

    groups: tuple[StackGroup, ...] = DEFAULT_GROUPS
    in_order: tuple[StackGroup, ...] = field(init=False, compare=False, repr=False)
    paths: tuple[tuple[int, ...], ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        found: list[StackGroup] = []
        paths: list[tuple[int, ...]] = []
        _walk(self.groups, (), found, paths)
        object.__setattr__(self, "in_order", tuple(found))
        object.__setattr__(self, "paths", (*paths, (len(found),)))

    def place_of(self, offer_id: str, place: str, *, by_code: bool) -> int:
        """Return the number of the group an offer belongs to; the number of groups for none."""
        wanted = "codes" if by_code else place
        placed = len(self.in_order)
        for number, group in enumerate(self.in_order):
            if offer_id in group.offers:
                return number
            if placed == len(self.in_order) and wanted in group.places:
                placed = number
        return placed

    def group(self, number: int) -> StackGroup:
        """Return a group by its number."""
        return self.in_order[number] if number < len(self.in_order) else _REST


_REST = StackGroup("rest")


def _walk(
    groups: tuple[StackGroup, ...],
    above: tuple[int, ...],
    found: list[StackGroup],
    paths: list[tuple[int, ...]],
) -> None:
    for group in groups:
        path = (*above, len(found))
        found.append(group)
        paths.append(path)
        _walk(group.groups, path, found, paths)


def parse_stacking(document: object) -> Stacking:
    """Return the stacking of a `stacking` document; raises `document_*`, `stacking_twice`, `stacking_too_deep`.

    Either groups in order, each with those within it, or (as it was written before) the modes of the places item and
    basket alone.
    """
    fields = read_object(document, "stacking", may=("item", "basket", "groups"))
    if "groups" not in fields:
        modes = {
            place: read_choice(fields[place], f"stacking.{place}", MODES)
            for place in ("item", "basket")
            if place in fields
        }
        return Stacking(tuple(_with_mode(group, modes) for group in DEFAULT_GROUPS))
    read_object(document, "stacking", needs=("groups",))
    stacking = Stacking(_parse_groups(fields["groups"], "stacking.groups", 1))
    names = [name for group in stacking.in_order for name in (*group.places, *group.offers)]
    for name in names:
        require(names.count(name) == 1, "stacking_twice", name=name)
    return stacking


def _with_mode(group: StackGroup, modes: Mapping[str, str]) -> StackGroup:
    mode = modes.get(group.name, group.mode)
    return StackGroup(group.name, mode, group.per, group.places, group.offers)


def _parse_groups(rows: object, where: str, depth: int) -> tuple[StackGroup, ...]:
    require(depth <= DEEPEST, "stacking_too_deep", where=where, most=DEEPEST)
    found = read_list(rows, where)
    return tuple(_parse_group(row, f"{where}[{place}]", depth) for place, row in enumerate(found))


def _parse_group(row: object, where: str, depth: int) -> StackGroup:
    fields = read_object(row, where, needs=("id",), may=("mode", "per", "places", "offers", "groups"))
    return StackGroup(
        name=read_word(fields["id"], f"{where}.id"),
        mode=read_choice(fields.get("mode", ALL), f"{where}.mode", MODES),
        per=read_choice(fields.get("per", UNIT), f"{where}.per", (UNIT, WHOLE_BASKET)),
        places=tuple(
            read_choice(one, f"{where}.places", PLACES)
            for one in read_list(fields.get("places", []), f"{where}.places")
        ),
        offers=tuple(
            read_word(one, f"{where}.offers")
            for one in read_list(fields.get("offers", []), f"{where}.offers")
        ),
        groups=_parse_groups(fields["groups"], f"{where}.groups", depth + 1) if "groups" in fields else (),
    )
