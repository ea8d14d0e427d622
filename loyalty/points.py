"""Kinds of points a business defines, and how many a purchase brings: ⌊net ÷ money_each⌋ per purchase.

Points are counted on the whole purchase, never line by line: two half points in two lines are one point.
"""

from __future__ import annotations

from dataclasses import dataclass

from loyalty.documents import Text, read_days, read_list, read_object, read_text, read_whole, read_word
from loyalty.errors import require

MAIN = "main"


@dataclass(frozen=True, slots=True)
class PointKind:
    """A kind of points: one for each `money_each` of net; they end `expires_days` later, None: never."""

    kind: str
    name: Text
    money_each: int
    expires_days: int | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """The kinds of a shop in their order; the first is the one shown where there is room for one."""

    kinds: tuple[PointKind, ...]

    def has(self, kind: str) -> bool:
        """Say whether a kind exists."""
        return any(known.kind == kind for known in self.kinds)


DEFAULT_POINTS = Points((PointKind(MAIN, Text("امتیاز", "Points"), 10_000),))


def points_for(net: int, kind: PointKind) -> int:
    """Return the points of a purchase of `net` (below zero counts as nothing)."""
    return max(net, 0) // kind.money_each


def parse_points(document: object) -> Points:
    """Return the kinds of a `points` document; raises `document_*` and `points_kind_twice`."""
    rows = read_list(read_object(document, "points", needs=("kinds",))["kinds"], "points.kinds")
    kinds = tuple(_parse_kind(row, f"points.kinds[{place}]") for place, row in enumerate(rows))
    for place, kind in enumerate(kinds):
        twice = any(kind.kind == earlier.kind for earlier in kinds[:place])
        require(not twice, "points_kind_twice", kind=kind.kind)
    return Points(kinds)


def _parse_kind(row: object, where: str) -> PointKind:
    fields = read_object(row, where, needs=("id", "money_each"), may=("name", "expires_days"))
    kind = read_word(fields["id"], f"{where}.id")
    expires = fields.get("expires_days")
    return PointKind(
        kind=kind,
        name=read_text(fields.get("name", kind), f"{where}.name"),
        money_each=read_whole(fields["money_each"], f"{where}.money_each", least=1),
        expires_days=None if expires is None else read_days(expires, f"{where}.expires_days"),
    )
