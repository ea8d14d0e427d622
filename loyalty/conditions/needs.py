"""What must be read of a member before some conditions can be judged, so that nothing else is read.

A condition that asks for something not named here would find it empty: every atom about a member stands here, and a
test holds that each is judged alike on what was read for it and on everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loyalty.conditions import atoms
from loyalty.conditions.atoms import All, AnyOf, Condition, Not, Reaches
from loyalty.member import Asked


@dataclass(frozen=True, slots=True)
class Needs:
    """What to read: sums over purchases in windows, the member's habits, words, tier, uses of offers, segments.

    The totals of all purchases and the day of joining are always there.
    """

    sums: frozenset[Asked] = frozenset()
    habits: bool = False
    words: bool = False
    tier: bool = False
    uses: bool = False
    grants: bool = False
    segments: frozenset[str] = frozenset()

    @property
    def history(self) -> bool:
        """Say whether purchases must be looked at one by one."""
        return bool(self.sums) or self.habits


NOTHING = Needs()


def needs_of(conditions: Iterable[Condition]) -> Needs:
    """Return what some conditions need together."""
    return together(_need_of(atom) for condition in conditions for atom in atoms_of(condition))


def together(all_needs: Iterable[Needs]) -> Needs:
    """Return what several need together."""
    some = {need for need in all_needs if need is not NOTHING}
    return Needs(
        frozenset().union(*(need.sums for need in some)),
        any(need.habits for need in some),
        any(need.words for need in some),
        any(need.tier for need in some),
        any(need.uses for need in some),
        any(need.grants for need in some),
        frozenset().union(*(need.segments for need in some)),
    )


def atoms_of(condition: Condition) -> Iterator[Condition]:
    """Yield the atoms of a condition; one that is reached is given as itself."""
    if isinstance(condition, All | AnyOf):
        for part in condition.parts:
            yield from atoms_of(part)
    elif isinstance(condition, Not | Reaches):
        yield from atoms_of(condition.part)
    else:
        yield condition


def _need_of(atom: Condition) -> Needs:
    if isinstance(atom, atoms.PastAtom):
        asked = Asked(atom.window, getattr(atom, "group", ""), getattr(atom, "product_id", ""))
        return NOTHING if asked == Asked() else Needs(sums=frozenset((asked,)))
    if isinstance(atom, atoms.InSegment):
        return Needs(segments=frozenset((atom.segment,)))
    return _NEEDS.get(type(atom), NOTHING)


_WORDS, _TIER, _HABITS = Needs(words=True), Needs(tier=True), Needs(habits=True)
_NEEDS: dict[type, Needs] = {
    atoms.InGroup: _WORDS,
    atoms.Gender: _WORDS,
    atoms.Age: _WORDS,
    atoms.Birthday: _WORDS,
    atoms.TierIs: _TIER,
    atoms.TierAtLeast: _TIER,
    atoms.PreferredHours: _HABITS,
    atoms.PreferredWeekdays: _HABITS,
    atoms.UsedOffer: Needs(uses=True),
    atoms.HoldsGrant: Needs(grants=True),
}
