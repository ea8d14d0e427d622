"""Other places for a member's rest than home, tried in the model of spending: what each wins, loses and costs.

`python -m tests.simulation.placing` prints the table. Only where rights rest differs; who may spend is the core's as ever.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from statistics import mean, stdev

from tests.simulation.spending import PLACES, Branch, Model, Shop, share
from tests.simulation.spending_view import View


class Known(Shop):
    """What the product does once it knows its members: the rest lies where they come most."""


class AtCentre(Shop):
    """Nothing lies at a branch: the centre keeps all, and whoever has a line asks."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.view = _Nowhere(self.view.homes)


class _Nowhere(View):
    def home(self, lot: str) -> str:
        return ""


class Stays(Shop):
    """Rights lie where they were earned or claimed: nothing goes home."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.view = _Still(self.view.homes)


class _Still(View):
    def _sort(self, lot: str, holder: str, amount: int) -> None:
        """Nothing is ever due to go anywhere."""


class Halves(Shop):
    """Every second lot lies at home, the others at the centre, for whoever has a line."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.view = _Half(self.view.homes)


class _Half(View):
    def home(self, lot: str) -> str:
        return super().home(lot) if random.Random(lot).random() < 0.5 else ""


class ByShare(Shop):
    """A lot lies at the branch that granted it, which splits what members have as they split their visits."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.view = _Granter(self.view.homes)


class _Granter(View):
    def home(self, lot: str) -> str:
        return self.known[lot].branch_id


class LastSeen(Shop):
    """The rest lies where a member was last."""

    def visit(self, branch: Branch, member: str) -> None:
        super().visit(branch, member)
        self.view.move(member, branch.name, self.lots_of.get(member, ()))


class Learnt(Shop):
    """The centre must find out first where members come most: the branch of joining, then the one of most visits."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.met: dict[str, Counter[str]] = {}
        self.view.homes.clear()

    def visit(self, branch: Branch, member: str) -> None:
        self.view.homes.setdefault(member, branch.name)
        super().visit(branch, member)
        met = self.met.setdefault(member, Counter())
        met[branch.name] += 1
        was = self.view.homes[member]
        home = max(met, key=lambda one: (met[one], one == was, one))
        self.view.move(member, home, self.lots_of.get(member, ()))


class Foreseen(Shop):
    """Somebody knows where each member comes next: what no till and no centre knows."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.next = {member: super(Foreseen, self).place(member) for member in self.usual}
        self.view.homes.update(self.next)

    def place(self, member: str) -> str:
        return self.next[member]

    def visit(self, branch: Branch, member: str) -> None:
        super().visit(branch, member)
        self.next[member] = super().place(member)
        self.view.move(member, self.next[member], self.lots_of.get(member, ()))


PLACINGS = (Known, AtCentre, Stays, Halves, ByShare, LastSeen, Learnt, Foreseen)
"""Every placing that was tried; `Foreseen` shows what knowing who comes where would be worth."""


def hope(shop: Shop) -> float:
    """Return the percent of honest spends that the best placing would let through, if nobody knows who comes where."""
    return 100 * shop.hoped / sum(shop.asked[place] for place in PLACES)


def moved(shop: Shop) -> float:
    """Return how many facts moved rights, for each visit."""
    return (shop.told["rights.returned"] + shop.told["RightsGranted"]) / shop.model.visits


def compare(model: Model, seeds: range) -> list[str]:
    """Return a line for every placing: its mean, the spread between seeds, and its cost."""
    lines = []
    for placing in PLACINGS:
        shops = [placing(replace(model, seed=seed)).run() for seed in seeds]
        all_of, home = [share(shop) for shop in shops], [share(shop, "home cut") for shop in shops]
        lost = sum(shop.house.total() for shop in shops)
        lines.append(
            f"{placing.__name__:10} {mean(all_of):7.2f} ± {stdev(all_of):4.2f} {mean(map(hope, shops)):8.2f}"
            f" {mean(home):9.1f} {mean(map(moved, shops)):12.2f} {lost:6}"
        )
    return lines


def main() -> None:
    """Print the table for the whole model, in the hardest reading and in the middle one."""
    for first in (0, 0.5):
        print(f"earns first {first:3}  all %     at most %  home cut %  moves/visit  lost")
        print("\n".join(compare(Model(earns_first=first), range(1, 4))))


if __name__ == "__main__":
    main()
