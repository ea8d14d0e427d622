"""The best deal for one kind of lines, given what was chosen for the whole basket: exact, within a budget of steps.

Offers that stack all work where the floor allows it. Where it does not, the set of them that is worth most is searched
for, branch by branch, and a branch is left where even all that is to come could not make it better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from loyalty.pricing.acts import Gift, Kind
from loyalty.pricing.marks import last_ranked, mark_of
from loyalty.pricing.rivals import Fork, numbers_in
from loyalty.pricing.stack import Stack
from loyalty.pricing.weigh import NOTHING, Ground, Weighed, given_by, join, never_mends, weigh


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


class KindDeal(NamedTuple):
    """The acts that work on a kind of lines, as a set, what that weighs, those that had to work and those that might."""

    works: int
    weighed: Weighed
    forced: int = 0
    free: int = 0


class _Step(NamedTuple):
    """An act as a search takes it: less what it gives alone, so that the most giving is the least; `fork` -1: it stacks."""

    lost: int
    gift: Gift
    fork: int
    number: int


class Bench:
    """A kind of lines with the forks that are decided for it alone: what all trials on it share, made once.

    `room` is the most a deal may be worth here, `rivals` for each act those that never work with it; so many of the forks
    as `ranked` says, the first ones, are decided one by one, each by its mode. What is in the `stack` never
    makes way for others. Of deals worth the same the first stands: of the
    most promising members, or with `in_turn` of the first ones.
    """

    __slots__ = (
        "_best",
        "_falling",
        "_kept",
        "_stack",
        "_steps",
        "_summed",
        "_unfit",
        "_weights",
        "budget",
        "forks",
        "ground",
        "kind",
        "ranked",
        "rivals",
        "room",
    )

    def __init__(
        self,
        kind: Kind,
        ground: Ground,
        forks: Sequence[Fork],
        rivals: Sequence[int],
        room: int,
        budget: Budget,
        *,
        stack: Stack,
        in_turn: bool = False,
    ) -> None:
        self.kind, self.ground, self.rivals, self.room, self.budget = kind, ground, rivals, room, budget
        self.forks = [_here(fork, kind) for fork in forks if fork.everyone & kind.here]
        self.ranked = last_ranked(self.forks)
        if not in_turn:
            self.forks[self.ranked :] = [_promising_first(fork, kind) for fork in self.forks[self.ranked :]]
        self._stack = stack
        self._kept: dict[tuple[int, int, int], KindDeal | None] = {}
        self._summed = {0: NOTHING}
        self._weights: dict[int, Weighed] = {}
        self._steps: list[_Step] | None = None
        self._best: KindDeal | None = None
        self._unfit = -1
        self._falling: bool | None = None

    def solve(self, forced: int, free: int, pick: int = 0) -> KindDeal | None:
        """Return the best deal of forced acts and any of the free; None where the forced alone are below the floor.

        Beside them an act that is `pick` works, where that is no worse.
        """
        if pick and self.rivals[pick.bit_length() - 1] & forced:
            pick = 0
        key = forced, free, pick
        if key not in self._kept:
            plain = self.solve(forced, free) if pick else None
            found = self._solve(forced | pick, free, plain.weighed.worth - 1 if plain else -1)
            if plain and (found is None or found.weighed.worth < plain.weighed.worth):
                found = plain._replace(free=plain.free | pick)
            self._kept[key] = found
        return self._kept[key]

    def weighed(self, acts: int) -> Weighed:
        """Return what acts weigh together."""
        known = self._weights.get(acts)
        if known is None:
            known = self._weights[acts] = weigh(self.ground, self.together(acts))
        return known

    def fits(self, acts: int) -> bool:
        """Say whether acts together stay above the floor."""
        return not self.ground.checked or self.weighed(acts).fits

    def together(self, acts: int) -> Gift:
        """Return what acts do together; sets that end alike share what their end does."""
        summed = self._summed
        missing: list[tuple[int, int]] = []
        while (gift := summed.get(acts)) is None:
            if not acts & self._stack.contested:
                gift = summed[acts] = self._stack.add_up(self.kind, acts)
                break
            low = acts & -acts
            missing.append((acts, low.bit_length() - 1))
            acts ^= low
        while missing:
            whole, number = missing.pop()
            gift = summed[whole] = join(self.kind.gifts[number], gift)
        return gift

    def giving(self, fork: Fork, works: int) -> int:
        """Return the acts of those members of a ranked fork without which acts that work here would give less."""
        mine = [member & works for member in fork.members if fork.ranked]
        return sum([acts for acts in mine if self.gives(acts, works)])

    def gives(self, acts: int, works: int) -> bool:
        """Say whether acts of those that work here give anything beside the others."""
        if acts & self.kind.unweighed:
            return True
        return acts != 0 and self._given(works) != self._given(works & ~acts)

    def gives_alone(self, number: int) -> bool:
        """Say whether an act gives anything where no other works."""
        gift = self.kind.gifts[number]
        given = gift.cuts or gift.plus or gift.credit or gift.instead > self.ground.base_rate
        return bool(given or self.kind.unweighed >> number & 1)

    def _given(self, acts: int) -> tuple[int, int]:
        return given_by(self.ground, self.together(acts))

    def steps(self, free: int) -> list[_Step]:
        """Return those of free acts that are worth something, the most giving first."""
        if self._steps is None:
            nothing, gifts = self.weighed(0).worth, self.kind.gifts
            gains = {gift: weigh(self.ground, gift).worth - nothing for gift in set(gifts.values())}
            steps = [
                _Step(-gains[gift], gift, self._fork_of(1 << number), number)
                for number, gift in gifts.items()
                if gains[gift] > 0
            ]
            self._steps = sorted(steps)
        return [step for step in self._steps if free >> step.number & 1]

    def _fork_of(self, act: int) -> int:
        """Return the fork of which an act is one of several that each stand for themselves; -1: there is none."""
        for place, fork in enumerate(self.forks):
            if act & fork.everyone and not fork.everyone & ~fork.leaves:
                return place
        return -1

    def _solve(self, forced: int, free: int, least: int) -> KindDeal | None:
        """Return the best deal that is worth more than `least`; one that is not, or none, where there is no such deal."""
        if forced:
            if not self.fits(forced):
                return None
            for number in numbers_in(forced):
                free &= ~self.rivals[number]
        if not self.ranked:
            return self._most_worth(forced, free, least)
        return self._resolve(0, forced, free)

    def _resolve(self, at: int, forced: int, free: int) -> KindDeal | None:
        """Decide the forks up to the last ranked one, each by its mode: an offer chosen must work, a group may."""
        if at == self.ranked:
            most = self._most_worth(forced, free, -1) if self.fits(forced) else None
            return most and with_the_rest(self, most)
        fork, best = self.forks[at], None
        others = free & ~fork.everyone
        held = [member for member in fork.members if member & forced]
        for member in held or (*fork.members, 0):
            known = free & member
            if best is not None and not self.budget.take():
                break
            if held or known or not member:
                picked = known & fork.leaves
                deal = self._resolve(at + 1, forced | picked, others | known & ~picked)
                if deal and (best is None or self._rank(fork, deal) > self._rank(fork, best)):
                    best = deal
        return best

    def _rank(self, fork: Fork, deal: KindDeal) -> tuple[int, int]:
        gives = self.giving(fork, deal.works)
        return mark_of(fork, gives, deal.weighed.kept), deal.weighed.worth

    def _most_worth(self, forced: int, free: int, least: int) -> KindDeal:
        """Return the deal that is worth most, whatever the order of members; as `_solve`."""
        self._best, self._unfit = None, -1
        if self._may_fit(forced | free):
            self._decide(self.ranked, forced | free)
        else:
            self._unfit = self.room
        found = self._best or KindDeal(forced, self.weighed(forced))
        least = max(least, self._best.weighed.worth if self._best else -1)
        if self._unfit > least:
            better = search(self, KindDeal(forced, self.weighed(forced)), free, least)
            found = better if better.weighed.worth > least else found
        return KindDeal(found.works, found.weighed, forced, free & ~forced)

    def _may_fit(self, acts: int) -> bool:
        """Say whether all that stacks may fit with more beside it: not where it breaks the floor and more never mends it."""
        for fork in self.forks[self.ranked :]:
            acts &= ~fork.everyone
        if self.fits(acts):
            return True
        if self._falling is None:
            self._falling = never_mends(self.ground, self.kind.gifts.values())
        return not self._falling

    def _decide(self, at: int, acts: int) -> None:
        """Decide one fork after another for each of its members, and for nobody."""
        while at < len(self.forks) and len([1 for one in self.forks[at].members if one & acts]) < 2:
            at += 1
        if at == len(self.forks):
            self._try(acts)
            return
        fork = self.forks[at]
        others = acts & ~fork.everyone
        alone = self.weighed(others).worth
        for member in fork.members:
            known = acts & member
            if known and self._may_win(alone, known):
                self._decide(at + 1, others | known)
        self._decide(at + 1, others)

    def _may_win(self, alone: int, more: int) -> bool:
        promises = self.kind.promises
        most = alone + sum([promises[number] for number in numbers_in(more)])
        return self._best is None or most > self._best.weighed.worth

    def _try(self, acts: int) -> None:
        """Take all that stands on one side of every fork, where it fits and is better than the best so far."""
        best = self._best
        if not self.budget.take() and best is not None:
            return
        deal = KindDeal(acts, self.weighed(acts))
        if best is None or deal.weighed.worth > best.weighed.worth:
            if deal.weighed.fits:
                self._best = deal
            else:
                self._unfit = max(self._unfit, min(deal.weighed.worth, self.room))


def _here(fork: Fork, kind: Kind) -> Fork:
    """Return a fork as it stands on a kind of lines."""
    members = [known for member in fork.members if (known := member & kind.here)]
    return fork._replace(members=tuple(members), everyone=fork.everyone & kind.here)


def _promising_first(fork: Fork, kind: Kind) -> Fork:
    promises = kind.promises

    def least(acts: int) -> int:
        return -sum([promises[number] for number in numbers_in(acts)])

    return fork._replace(members=tuple(sorted(fork.members, key=least)))


def search(bench: Bench, base: KindDeal, free: int, least: int) -> KindDeal:
    """Return the set of free acts beside chosen ones that is worth most above the floor; `base`, where none is.

    Sets worth no more than `least` are not looked for. Beside others no act gives more than alone, which bounds what is
    still to come; of acts that do the same the first go first.
    """
    steps, rivals = bench.steps(free), bench.rivals
    number = len(steps)
    rest, after = _bounds(steps, rivals)
    best, most = base, max(base.weighed.worth, least)

    def branch(works: int, gift: Gift, worth: int, at: int) -> None:
        nonlocal best, most
        while at < number and most < min(worth + rest[at], bench.room):
            step = steps[at]
            if not rivals[step.number] & works:
                if not bench.budget.take():
                    return
                trial, more = join(gift, step.gift), works | 1 << step.number
                weighed = weigh(bench.ground, trial)
                if weighed.fits:
                    if weighed.worth > most:
                        best, most = KindDeal(more, weighed), weighed.worth
                    branch(more, trial, weighed.worth, at + 1)
            at = after[at]

    branch(base.works, bench.together(base.works), base.weighed.worth, 0)
    return best


def _bounds(steps: Sequence[_Step], rivals: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return the most that steps from each one on may give, and where the next stands that does something else."""
    number = len(steps)
    rest, after = [0] * (number + 1), [number] * (number + 1)
    counted: dict[int, int] = {}
    for at in range(number - 1, -1, -1):
        step = steps[at]
        rest[at] = rest[at + 1] - step.lost - (counted.get(step.fork, 0) if step.fork >= 0 else 0)
        counted[step.fork] = -step.lost
        same = at + 1 < number and _alike(step, steps[at + 1], rivals)
        after[at] = after[at + 1] if same else at + 1
    return rest, after


def _alike(one: _Step, other: _Step, rivals: Sequence[int]) -> bool:
    both = 1 << one.number | 1 << other.number
    return one.gift == other.gift and rivals[one.number] | both == rivals[other.number] | both


def with_the_rest(bench: Bench, deal: KindDeal) -> KindDeal:
    """Return a deal with those that are worth nothing in money, as many as the floor allows, the first in turn first.

    The deal that was found takes what is worth something; of what is not it may have left out some to no purpose.
    """
    left_out, gifts, rivals = deal.free & ~deal.works, bench.kind.gifts, bench.rivals
    if not left_out:
        return deal
    none = deal.free & bench.kind.worthless
    works = (
        deal.works & ~none if any(gifts[n] != NOTHING for n in numbers_in(none & left_out)) else deal.works
    )
    together = bench.together(works)
    weighed, most = weigh(bench.ground, together), max(bench.ground.base_rate, together.instead)
    for number in numbers_in((none | left_out) & ~works):
        gift, bit = gifts[number], 1 << number
        if rivals[number] & works or not (none & bit or _is_beaten(gift, most)):
            continue
        trial = weighed if gift == NOTHING else weigh(bench.ground, join(together, gift))
        if trial.fits:
            works, together, weighed = works | bit, join(together, gift), trial
    return deal._replace(works=works, weighed=weighed)


def _is_beaten(gift: Gift, rate: int) -> bool:
    """Say whether a gift is credit instead of the base and no more, where credit is given at a rate already."""
    cuts, plus, instead, credit, worth, _, worth_rate, _ = gift
    return instead > 0 and not (cuts or plus or credit or worth or worth_rate or instead > rate)
