"""The best deal for one kind of lines, given what was chosen for the whole basket: exact, within a budget of steps.

Offers that stack all work where the floor allows it. Where it does not, the set of them that is worth most is searched
for, branch by branch, and a branch is left where even all that is to come could not make it better.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from loyalty.pricing.acts import Act, Gift, Kind
from loyalty.pricing.weigh import Ground, Weighed, weigh
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


Rank = tuple[tuple[int, ...], int]


def best_for_kind(
    kind: Kind,
    ground: Ground,
    acts: Sequence[Act],
    forced: frozenset[str],
    stacking: Stacking,
    budget: Budget,
) -> KindDeal | None:
    """Return the best deal among acts that touch the kind; None when the forced ones alone are below the floor."""
    here = [act for act in acts if act.offer.offer_id in kind.gifts]
    fixed = [act for act in here if act.offer.offer_id in forced]
    if fixed and not weigh(ground, _gifts(kind, fixed)).fits:
        return None
    taken = {act.group for act in fixed if stacking.group(act.group).mode != ALL}
    free = [act for act in here if act.offer.offer_id not in forced and not act.single]
    slots = _slots(kind, free, taken, stacking)
    stacked = [act for act in free if stacking.group(act.group).mode == ALL]
    best: tuple[Rank, KindDeal] | None = None
    tried: dict[str, Weighed] = {}
    for choice in product(*slots):
        chosen = [act for act in choice if act is not None]
        deal = _with_stacked(kind, ground, [*fixed, *chosen], stacked, budget, best)
        if deal is None:
            continue
        for act in chosen:
            tried.setdefault(act.offer.offer_id, deal.weighed)
        rank = _rank(choice, slots, deal, stacking)
        if best is None or rank > best[0]:
            best = rank, deal
    return None if best is None else _explained(kind, best[1], here, tried, stacking)


def _gifts(kind: Kind, acts: Sequence[Act]) -> list[Gift]:
    return [kind.gifts[act.offer.offer_id] for act in acts]


def _slots(kind: Kind, free: Sequence[Act], taken: set[int], stacking: Stacking) -> list[list[Act | None]]:
    """Return, for each group of which one works, its offers and nobody, the most promising first."""
    groups: dict[int, list[Act]] = {}
    for act in free:
        if act.group not in taken and stacking.group(act.group).mode != ALL:
            groups.setdefault(act.group, []).append(act)
    slots: list[list[Act | None]] = []
    for number, members in sorted(groups.items()):
        mode = stacking.group(number).mode
        if mode == BEST and kind.margin is None:
            members = _undominated(kind, members)
        if mode == BEST:
            members.sort(key=lambda act: (-_promise(kind.gifts[act.offer.offer_id]), act.offer.offer_id))
        slots.append([*members, None])
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


def _rank(
    choice: Sequence[Act | None], slots: list[list[Act | None]], deal: KindDeal, stacking: Stacking
) -> Rank:
    """Return how good a deal is by the modes of the groups, then by its worth."""
    marks = []
    for act, slot in zip(choice, slots, strict=True):
        mode = stacking.group(next(one.group for one in slot if one is not None)).mode
        if mode == FIRST:
            marks.append(-slot.index(act))
        elif mode == KEEP_MOST:
            marks.append(deal.weighed.kept if act is not None else -(10**40))
    return tuple(marks), deal.weighed.worth


def _with_stacked(
    kind: Kind,
    ground: Ground,
    base: list[Act],
    stacked: list[Act],
    budget: Budget,
    best: tuple[Rank, KindDeal] | None,
) -> KindDeal | None:
    """Return the best deal of chosen offers with those that stack; None when it cannot be better than the best."""
    if not budget.take() and best is not None:
        return None
    every = [*base, *stacked]
    weighed = weigh(ground, _gifts(kind, every))
    if weighed.fits:
        return KindDeal(tuple(every), weighed)
    if best is not None and not best[0][0] and weighed.worth <= best[0][1]:
        return None
    alone = weigh(ground, _gifts(kind, base))
    if not alone.fits:
        return None
    found = _Search(kind, ground, list(stacked), budget, KindDeal(tuple(base), alone)).run()
    kept = frozenset(act.offer.offer_id for act in found.acts)
    return KindDeal(
        found.acts,
        found.weighed,
        refused=frozenset(act.offer.offer_id for act in stacked if act.offer.offer_id not in kept),
        left_out=tuple(act for act in stacked if act.offer.offer_id not in kept),
    )


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


def _explained(
    kind: Kind, deal: KindDeal, here: Sequence[Act], tried: Mapping[str, Weighed], stacking: Stacking
) -> KindDeal:
    """Return a deal with what it says to the offers that do not work in it."""
    by_group = {act.group: act.offer.offer_id for act in deal.acts}
    working = {act.offer.offer_id for act in deal.acts}
    beaten: dict[str, tuple[str, int]] = {}
    refused = set(deal.refused)
    for act in here:
        name = act.offer.offer_id
        if name in working or name in refused or stacking.group(act.group).mode == ALL:
            continue
        winner = by_group.get(act.group)
        if winner is None or (
            kind.margin is not None and _promise(kind.gifts[name]) > _promise(kind.gifts[winner])
        ):
            refused.add(name)
        else:
            less = tried[name].worth if name in tried else deal.weighed.worth
            beaten[name] = (winner, max(0, deal.weighed.worth - less))
    return KindDeal(deal.acts, deal.weighed, beaten, frozenset(refused), deal.left_out)
