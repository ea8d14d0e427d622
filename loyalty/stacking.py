"""How offers share a basket: groups in order, each with a mode, working a unit or a basket at a time.

An offer belongs to the group that names it, else to `codes` where it needs a code, else to the group of its place. Credit
a member spends comes after all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loyalty.documents import read_choice, read_list, read_object, read_word
from loyalty.errors import require

FIRST, ALL, BEST, KEEP_MOST = MODES = ("first", "all", "best_for_member", "keep_most_margin")
UNIT, WHOLE_BASKET = "unit", "basket"
PLACES = ("item", "basket", "credit", "points", "codes")
"""Where offers belong by what they do; `codes` are those a code brings, whatever they do."""


@dataclass(frozen=True, slots=True)
class StackGroup:
    """Offers of some places, or named one by one, with the way they share.

    `all` lets each work on what the ones before have left; `first` lets the one of highest priority work,
    `best_for_member` the one that gives most, `keep_most_margin` the one that gives something and leaves the shop most.
    `per` says whether that is decided for each unit or for the basket.
    """

    name: str
    mode: str = ALL
    per: str = UNIT
    places: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()


DEFAULT_GROUPS = (
    StackGroup("item", BEST, UNIT, ("item",)),
    StackGroup("basket", BEST, WHOLE_BASKET, ("basket",)),
    StackGroup("credit", ALL, UNIT, ("credit",)),
    StackGroup("points", ALL, UNIT, ("points",)),
    StackGroup("codes", ALL, UNIT, ("codes",)),
)


@dataclass(frozen=True, slots=True)
class Stacking:
    """The groups in their order; whatever belongs to none of them stacks after the last."""

    groups: tuple[StackGroup, ...] = DEFAULT_GROUPS

    def place_of(self, offer_id: str, place: str, *, by_code: bool) -> int:
        """Return the number of the group an offer belongs to; the number of groups for none."""
        wanted = "codes" if by_code else place
        placed = len(self.groups)
        for number, group in enumerate(self.groups):
            if offer_id in group.offers:
                return number
            if placed == len(self.groups) and wanted in group.places:
                placed = number
        return placed

    def group(self, number: int) -> StackGroup:
        """Return a group by its number."""
        return self.groups[number] if number < len(self.groups) else StackGroup("rest")


def parse_stacking(document: object) -> Stacking:
    """Return the stacking of a `stacking` document; raises `document_*`, `stacking_twice`.

    Either groups in order, or (as it was written before) the modes of the places item and basket alone.
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
    rows = read_list(fields["groups"], "stacking.groups")
    groups = tuple(_parse_group(row, f"stacking.groups[{place}]") for place, row in enumerate(rows))
    names = [name for group in groups for name in (*group.places, *group.offers)]
    for name in names:
        require(names.count(name) == 1, "stacking_twice", name=name)
    return Stacking(groups)


def _with_mode(group: StackGroup, modes: Mapping[str, str]) -> StackGroup:
    mode = modes.get(group.name, group.mode)
    return StackGroup(group.name, mode, group.per, group.places, group.offers)


def _parse_group(row: object, where: str) -> StackGroup:
    fields = read_object(row, where, needs=("id",), may=("mode", "per", "places", "offers"))
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
    )
