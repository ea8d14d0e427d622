"""The best deal for one kind of lines, given what was chosen for the whole basket: exact, within a budget of steps.

Offers that stack all work where the floor allows it. Where it does not, the set of them that is worth most is searched
for, branch by branch, and a branch is left where even all that is to come could not make it better.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from loyalty.pricing.acts import Act, Gift, Kind
from loyalty.pricing.weigh import Ground, Weighed, add_up, weigh
from loyalty.stacking import ALL, BEST, FIRST, KEEP_MOST, Stacking


@dataclass(slots=True)
class Budget:
    """Steps that are left; `spent` says that they did not suffice."""

    steps: int
    spent: bool = False

    def take(self) -> bool:
        """Take a step; False when there is none left."""
        self.steps -= 1
        self.spent |= self.steps < 0
        return self.steps >= 0


@dataclass(frozen=True, slots=True)
class KindDeal:
    """The offers that work on a kind of lines, what that weighs, and who beat whom by how much (parts of `ONE`)."""

    acts: tuple[Act, ...]
    weighed: Weighed
    beaten: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()
    """Offers that the floor kept away."""
    left_out: tuple[Act, ...] = ()
    """Those of them that would stack."""
    tried: Mapping[str, Weighed] = field(default_factory=dict)
    """The best that was found with others, to say by how much they were beaten."""
    waits: bool = False
    """Whether a group of which one works has none at work."""


Rank = tuple[tuple[int, ...], int]
Slot = list[Act | None]


class Bench:
    """A kind of lines and the offers it decides for itself: what all trials on it share, made once.

    `stacked` work beside each other, `together` is what all of them do; `slots` are, for each group of which one works,
    its offers and nobody, the most promising first.
    """

    __slots__ = ("budget", "ground", "kind", "ranked", "rivals", "slots", "stacked", "stacking", "together")

    def __init__(
        self, kind: Kind, ground: Ground, acts: Sequence[Act], stacking: Stacking, budget: Budget
    ) -> None:
        self.kind, self.ground, self.stacking, self.budget = kind, ground, stacking, budget
        here = [act for act in acts if act.offer.offer_id in kind.gifts]
        modes = {number: stacking.group(number).mode for number in {act.group for act in here}}
        self.stacked = [act for act in here if modes[act.group] == ALL]
        self.rivals = [act for act in here if modes[act.group] != ALL]
        self.together = add_up(_gifts(kind, self.stacked))
        self.slots = _slots(kind, self.rivals, stacking)
        self.ranked = any(modes[number] in (FIRST, KEEP_MOST) for number in self.slots)


def best_for_kind(bench: Bench, forced: Sequence[Act]) -> KindDeal | None:
    """Return the best deal beside forced offers; None when those alone are below the floor."""
    kind, stacking = bench.kind, bench.stacking
    if forced and not weigh(bench.ground, _gifts(kind, forced)).fits:
        return None
    taken = {act.group for act in forced if stacking.group(act.group).mode != ALL}
    slots = [slot for number, slot in bench.slots.items() if number not in taken]
    best: tuple[Rank, KindDeal] | None = None
    tried: dict[str, Weighed] = {}
    waits = False
    for choice in product(*slots):
        chosen = [act for act in choice if act is not None]
        deal = _with_stacked(bench, [*forced, *chosen], best)
        if deal is None:
            continue
        for act in chosen:
            tried.setdefault(act.offer.offer_id, deal.weighed)
        marks = _marks(choice, slots, deal, stacking) if bench.ranked else ()
        rank = marks, deal.weighed.worth
        if best is None or rank > best[0]:
            best, waits = (rank, deal), len(chosen) < len(choice)
    # Where the forced alone fit, nobody beside them does too.
    assert best is not None
    return replace(best[1], tried=tried, waits=waits)


def _gifts(kind: Kind, acts: Sequence[Act]) -> list[Gift]:
    return [kind.gifts[act.offer.offer_id] for act in acts]


def _slots(kind: Kind, rivals: Sequence[Act], stacking: Stacking) -> dict[int, Slot]:
    groups: dict[int, list[Act]] = {}
    for act in rivals:
        groups.setdefault(act.group, []).append(act)
    slots: dict[int, Slot] = {}
    for number, members in sorted(groups.items()):
        mode = stacking.group(number).mode
        if mode == BEST and kind.margin is None:
            members = _undominated(kind, members)
        if mode == BEST:
            members.sort(key=lambda act: (-_promise(kind.gifts[act.offer.offer_id]), act.offer.offer_id))
        slots[number] = [*members, None]
    return slots


def _undominated(kind: Kind, members: list[Act]) -> list[Act]:
    """Return the offers of which none is plainly less than another: where no floor binds, a lower rate never wins."""
    plain: dict[tuple[bool, bool], Act] = {}
    others = []
    for act in members:
        gift = kind.gifts[act.offer.offer_id]
        cut = gift.cuts[0] if len(gift.cuts) == 1 and not any(gift[1:]) else None
        if cut is None or cut.share:
            others.append(act)
            continue
        key = (cut.whole_basket, cut.initial)
        held = plain.get(key)
        if held is None or kind.gifts[held.offer.offer_id].cuts[0].rate < cut.rate:
            plain[key] = act
    return [*plain.values(), *others]


def _promise(gift: Gift) -> int:
    return sum(cut.rate + cut.share for cut in gift.cuts) + gift.plus + gift.instead + gift.credit


def _marks(
    choice: Sequence[Act | None], slots: Sequence[Slot], deal: KindDeal, stacking: Stacking
) -> tuple[int, ...]:
    """Return how good a deal is by the modes of the groups, which goes before its worth."""
    marks = []
    for act, slot in zip(choice, slots, strict=True):
        mode = stacking.group(next(one.group for one in slot if one is not None)).mode
        if mode == FIRST:
            marks.append(-slot.index(act))
        elif mode == KEEP_MOST:
            marks.append(deal.weighed.kept if act is not None else -(10**40))
    return tuple(marks)


def _with_stacked(bench: Bench, base: list[Act], best: tuple[Rank, KindDeal] | None) -> KindDeal | None:
    """Return the best deal of chosen offers with those that stack; None when it cannot be better than the best."""
    if not bench.budget.take() and best is not None:
        return None
    gifts = _gifts(bench.kind, base)
    weighed = weigh(bench.ground, [*gifts, bench.together])
    if weighed.fits:
        return KindDeal((*base, *bench.stacked), weighed)
    if best is not None and not best[0][0] and weighed.worth <= best[0][1]:
        return None
    alone = weigh(bench.ground, gifts)
    if not alone.fits:
        return None
    found = _Search(
        bench.kind, bench.ground, list(bench.stacked), bench.budget, KindDeal(tuple(base), alone)
    ).run()
    kept = {act.offer.offer_id for act in found.acts}
    left_out = tuple(act for act in bench.stacked if act.offer.offer_id not in kept)
    refused = frozenset(act.offer.offer_id for act in left_out)
    return KindDeal(found.acts, found.weighed, refused=refused, left_out=left_out)


@dataclass(slots=True)
class _Search:
    """The set of stacking offers that is worth most above the floor; of offers that do the same the first go first."""

    kind: Kind
    ground: Ground
    stacked: list[Act]
    budget: Budget
    best: KindDeal
    rest: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)
    """Where the next offer stands that does something else."""

    def run(self) -> KindDeal:
        """Return the best set beside the offers that are chosen already."""
        base, alone = list(self.best.acts), self.best.weighed.worth
        gifts, known = self.kind.gifts, dict[Gift, int]()
        gains = {}
        for act in self.stacked:
            gift = gifts[act.offer.offer_id]
            if gift not in known:
                known[gift] = weigh(self.ground, [*_gifts(self.kind, base), gift]).worth - alone
            gains[act.offer.offer_id] = known[gift]
        self.stacked.sort(key=lambda a: (-gains[a.offer.offer_id], gifts[a.offer.offer_id], a.offer.offer_id))
        number = len(self.stacked)
        self.rest, self.after = [0] * (number + 1), [number] * (number + 1)
        for at in range(number - 1, -1, -1):
            name = self.stacked[at].offer.offer_id
            self.rest[at] = self.rest[at + 1] + max(0, gains[name])
            same = at + 1 < number and gifts[self.stacked[at + 1].offer.offer_id] == gifts[name]
            self.after[at] = self.after[at + 1] if same else at + 1
        self._branch(base, alone, 0)
        return self.best

    def _branch(self, acts: list[Act], worth: int, at: int) -> None:
        if at == len(self.stacked) or worth + self.rest[at] <= self.best.weighed.worth:
            return
        if not self.budget.take():
            return
        trial = [*acts, self.stacked[at]]
        weighed = weigh(self.ground, _gifts(self.kind, trial))
        if weighed.fits:
            if weighed.worth > self.best.weighed.worth:
                self.best = KindDeal(tuple(trial), weighed)
            self._branch(trial, weighed.worth, at + 1)
        self._branch(acts, worth, self.after[at])


def with_the_rest(kind: Kind, ground: Ground, deal: KindDeal) -> KindDeal:
    """Return a deal with those of the refused that are worth nothing in money and cost nothing."""
    refused = set(deal.refused)
    for act in sorted(deal.left_out, key=lambda act: act.turn):
        trial = (*deal.acts, act)
        weighed = weigh(ground, _gifts(kind, trial))
        if weighed.fits and weighed.worth >= deal.weighed.worth:
            refused.discard(act.offer.offer_id)
            deal = KindDeal(trial, weighed, deal.beaten)
    return KindDeal(deal.acts, deal.weighed, deal.beaten, frozenset(refused))


def explained(bench: Bench, deal: KindDeal) -> KindDeal:
    """Return a deal with what it says to the offers that do not work in it."""
    kind = bench.kind
    by_group = {act.group: act.offer.offer_id for act in deal.acts}
    working = {act.offer.offer_id for act in deal.acts}
    beaten: dict[str, tuple[str, int]] = {}
    refused = set(deal.refused)
    for act in bench.rivals:
        name = act.offer.offer_id
        if name in working:
            continue
        winner = by_group.get(act.group)
        if winner is None or (
            kind.margin is not None and _promise(kind.gifts[name]) > _promise(kind.gifts[winner])
        ):
            refused.add(name)
        else:
            less = deal.tried.get(name, deal.weighed).worth
            beaten[name] = (winner, max(0, deal.weighed.worth - less))
    return KindDeal(deal.acts, deal.weighed, beaten, frozenset(refused), deal.left_out)
