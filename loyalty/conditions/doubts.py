"""What is worth saying about a condition before anybody relies on it: names nobody knows, and what can never hold.

The document is walked, so that each doubt names its place. A doubt is no refusal: who publishes decides; only
`never` says that the condition, as a whole or in that part, cannot be met by anybody at any time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from loyalty.conditions import atoms
from loyalty.conditions.atoms import EVERYONE, Condition, Not
from loyalty.conditions.bounds import Key, Room, Span, days_left, room_of
from loyalty.conditions.parse import parse_condition
from loyalty.errors import LoyaltyError
from loyalty.segments import SEGMENTS

Known = Collection[str] | None
"""Names there are; None where nobody looked, and nothing is doubted."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known around a condition: the shop's names, tiers from the lowest up, and today.

    `products` were ever sold, `on_sale` can be rung up today: a basket never holds what was taken out of the catalogue.
    """

    today: dt.date
    groups: Known = None
    products: Known = None
    on_sale: Known = None
    tiers: tuple[str, ...] = ()
    branches: Known = None
    tills: Known = None
    segments: Known = None
    offers: Known = None
    tags: Known = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt about the part of a document at `where`; `never` when that part cannot be met."""

    where: str
    code: str
    values: tuple[tuple[str, object], ...] = ()
    never: bool = False

    def at(self, place: Callable[[str], str]) -> Doubt:
        """Return it with every place it names put as `place` says."""
        values = tuple((key, place(str(value)) if key == "other" else value) for key, value in self.values)
        return replace(self, where=place(self.where), values=values)

    def error(self) -> LoyaltyError:
        """Return it as an error, for `loyalty.problems.say`."""
        return LoyaltyError(self.code, where=self.where, **dict(self.values))


@dataclass(slots=True)
class _Walk:
    around: Surroundings
    doubts: list[Doubt] = field(default_factory=list)

    def add(self, where: str, code: str, *, never: bool = False, **values: object) -> bool:
        self.doubts.append(Doubt(where, code, tuple(values.items()), never))
        return never


def doubts(document: object, around: Surroundings, where: str = "condition") -> tuple[Doubt, ...]:
    """Return the doubts about a condition's document, in the order of its places; raises what the parser raises."""
    parse_condition(document, where)
    walk = _Walk(around)
    _doubt(document or {}, where, walk)
    return tuple(walk.doubts)


def _doubt(document: Any, where: str, walk: _Walk) -> bool:
    """Doubt a part; say whether it can never hold."""
    if not document:
        return False
    ((name, body),) = document.items()
    here = f"{where}.{name}"
    if name == "all":
        return _doubt_all(body, here, walk)
    if name == "any":
        return _doubt_any(body, here, walk)
    if name == "not":
        return _doubt_not(body, here, walk)
    return _doubt_atom(parse_condition(document, where), here, walk)


def _doubt_any(body: Any, here: str, walk: _Walk) -> bool:
    inner = _Walk(walk.around)
    never = [_doubt(part, f"{here}[{place}]", inner) for place, part in enumerate(body)]
    if not all(never):
        # A branch that can never hold leaves the others: it is doubted alone.
        walk.doubts += [replace(one, never=False) for one in inner.doubts]
        return False
    walk.doubts += inner.doubts
    return len(never) == 1 or walk.add(here, "condition_never", never=True)


def _doubt_not(body: Any, here: str, walk: _Walk) -> bool:
    part = parse_condition(body, here)
    if part in (EVERYONE, atoms.IsMember()):
        return walk.add(here, "condition_never", never=True)
    inner = _Walk(walk.around)
    _doubt(body, here, inner)
    # What never holds holds always where it is denied; names stay unknown.
    walk.doubts += [one for one in inner.doubts if not one.never]
    return False


def _doubt_all(body: Any, here: str, walk: _Walk) -> bool:
    never = False
    for place, part in enumerate(body):
        never = _doubt(part, f"{here}[{place}]", walk) or never
    return never or _contradict(list(_together(body, here)), walk)


def _together(body: Any, here: str) -> Iterator[tuple[str, Condition]]:
    """Yield the parts that must hold together, with those of an `all` inside and of a denied `any`, each with its place."""
    for place, part in enumerate(body):
        where = f"{here}[{place}]"
        if part and "all" in part:
            yield from _together(part["all"], f"{where}.all")
        elif part and "any" in (part.get("not") or {}):
            inside = f"{where}.not.any"
            parts = [parse_condition(one, inside) for one in part["not"]["any"]]
            yield from ((f"{inside}[{number}]", Not(one)) for number, one in enumerate(parts))
        elif part:
            yield f"{where}.{next(iter(part))}", parse_condition(part, where)


def _contradict(parts: list[tuple[str, Condition]], walk: _Walk) -> bool:
    rooms: dict[Key, tuple[str, Room]] = {}
    told: dict[Condition, str] = {}
    for where, condition in parts:
        other = told.get(condition.part if isinstance(condition, Not) else Not(condition))
        found = room_of(condition, walk.around.tiers)
        if other is None and found is not None:
            other = _narrow(rooms, where, *found)
        if other is not None:
            return walk.add(where, "condition_contradicts", never=True, other=other)
        told.setdefault(condition, where)
    spans = [(where, one.span) for where, one in parts if isinstance(one, atoms.Dates)]
    since, until = days_left([span for _, span in spans])
    return since > until and walk.add(spans[-1][0], "condition_contradicts", never=True, other=spans[0][0])


def _narrow(rooms: dict[Key, tuple[str, Room]], where: str, key: Key, room: Any) -> str | None:
    """Narrow the room of a key; return the place of what is contradicted where nothing is left."""
    if key not in rooms:
        rooms[key] = where, room
        return None
    first, before = rooms[key]
    rooms[key] = first, before.within(room)
    return first if rooms[key][1].empty else None


def _doubt_atom(atom: Any, where: str, walk: _Walk) -> bool:
    part = atom.part if isinstance(atom, atoms.Reaches | Not) else atom
    for code, known, name in _named(part, walk.around):
        if name and known is not None and name not in known:
            walk.add(where, code, name=name)
    if isinstance(atom, atoms.Dates) and atom.span.until is not None and atom.span.until < walk.around.today:
        return walk.add(where, "condition_window_passed", never=True, until=atom.span.until)
    return _doubt_number(atom, where, walk)


def _doubt_number(atom: Any, where: str, walk: _Walk) -> bool:
    found = room_of(atom, walk.around.tiers)
    if found is None or not isinstance(found[1], Span):
        return False
    if found[1].empty:
        return walk.add(where, "condition_never", never=True)
    return found[1].low == 0 and found[1].high >= 10**17 and walk.add(where, "condition_always")


def _named(atom: Any, around: Surroundings) -> Iterator[tuple[str, Known, str]]:
    for code, kinds, known, names in _NAMES:
        if isinstance(atom, kinds):
            yield from ((code, known(around), name) for name in names(atom))


def _one(field: str) -> Callable[[Any], tuple[str, ...]]:
    return lambda atom: (getattr(atom, field),)


_THINGS = (atoms.Visits, atoms.Spent, atoms.Bought, atoms.BasketTotal, atoms.BasketHas, atoms.BasketQuantity)
_IN_BASKET = (atoms.BasketHas, atoms.BasketQuantity)
_NAMES: tuple[tuple[str, Any, Callable[[Surroundings], Known], Callable[[Any], tuple[str, ...]]], ...] = (
    ("condition_group_unknown", _THINGS, lambda around: around.groups, _one("group")),
    ("condition_product_unknown", atoms.Bought, lambda around: around.products, _one("product_id")),
    ("condition_product_unknown", _IN_BASKET, lambda around: around.on_sale, _one("product_id")),
    (
        "condition_tier_unknown",
        (atoms.TierIs, atoms.TierAtLeast),
        lambda around: around.tiers or None,
        _one("tier"),
    ),
    (
        "condition_segment_unknown",
        atoms.InSegment,
        lambda around: None if around.segments is None else {*around.segments, *SEGMENTS},
        _one("segment"),
    ),
    (
        "condition_offer_unknown",
        (atoms.UsedOffer, atoms.HoldsGrant),
        lambda around: around.offers,
        _one("offer_id"),
    ),
    ("condition_tag_unknown", atoms.InGroup, lambda around: around.tags, _one("group")),
    ("condition_branch_unknown", atoms.Branch, lambda around: around.branches, lambda atom: atom.branch_ids),
    ("condition_till_unknown", atoms.AtTill, lambda around: around.tills, lambda atom: atom.till_ids),
)
