"""Product groups: names, VAT, the margin a shop makes and the floor it will not go under.

A margin of None is unknown: nothing is checked against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from loyalty.documents import Text, read_choice, read_list, read_object, read_rate, read_text, read_word
from loyalty.errors import require

UNITS = ("kg", "g", "l", "m", "m2")
"""What goods are measured in that are sold by weight or length; `loyalty.words.UNIT_WORDS` names them."""


@dataclass(frozen=True, slots=True)
class Group:
    """A product group; rates in parts per million, margin as a share of the price without VAT.

    `unit` is one of `UNITS` where its measured goods have one, else empty: pieces have none.
    """

    group: str
    name: Text
    margin: int | None = None
    floor: int = 0
    vat: int = 0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of a shop by id; a group that is not listed has an unknown margin and no VAT."""

    by_id: Mapping[str, Group] = field(default_factory=dict)

    def margin(self, group: str) -> int | None:
        """Return the margin of a group in parts per million, None where unknown."""
        known = self.by_id.get(group)
        return known.margin if known else None

    def floor(self, group: str) -> int:
        """Return the least share of its price a group may keep."""
        known = self.by_id.get(group)
        return known.floor if known else 0

    def vat(self, group: str) -> int:
        """Return the VAT rate of a group."""
        known = self.by_id.get(group)
        return known.vat if known else 0

    def unit(self, group: str, *, divisible: bool) -> str:
        """Return what a line of a group is measured in; empty for pieces and where no unit is named."""
        known = self.by_id.get(group)
        return known.unit if known and divisible else ""


def unchecked(groups: Groups) -> Groups:
    """Return the groups with no margin to check offers against: a manager lets a basket go below its floors."""
    return Groups({key: replace(group, margin=None) for key, group in groups.by_id.items()})


def parse_groups(document: object) -> Groups:
    """Return the groups of a `groups` document; raises `document_*` and `group_twice`."""
    rows = read_list(read_object(document, "groups", needs=("groups",))["groups"], "groups.groups")
    by_id: dict[str, Group] = {}
    for place, row in enumerate(rows):
        group = _parse_group(row, f"groups[{place}]")
        require(group.group not in by_id, "group_twice", group=group.group)
        by_id[group.group] = group
    return Groups(by_id)


def _parse_group(row: object, where: str) -> Group:
    fields = read_object(row, where, needs=("id",), may=("name", "margin", "floor", "vat", "unit"))
    group = read_word(fields["id"], f"{where}.id")
    margin = fields.get("margin")
    return Group(
        group=group,
        name=read_text(fields.get("name", group), f"{where}.name"),
        margin=None if margin is None else read_rate(margin, f"{where}.margin"),
        floor=read_rate(fields.get("floor", 0), f"{where}.floor"),
        vat=read_rate(fields.get("vat", 0), f"{where}.vat"),
        unit=read_choice(fields.get("unit", ""), f"{where}.unit", ("", *UNITS)),
    )
