"""An offer with a cap for each member in the world: who may count a member's uses, and what must hold of them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from loyalty.basket import Tender
from loyalty.exchange.wire import Wish
from loyalty.kinds import OfferUse, PolicyPublished, SaleRecorded, SoldLine
from loyalty.uses import count_holder, count_of
from tests.simulation.checks import hold
from tests.simulation.counter import refund
from tests.simulation.till import File, Till

COUNTED = "o-member"
BORN = {"m0": "t0", "m3": ""}
"""Member → the till that enrolled them; the other was imported."""


@dataclass(slots=True)
class Counts:
    """What really happened, told or untold: the truth no node knows."""

    rng: random.Random
    keeps: bool = False
    """Whether a use stays used when its sale comes back, by the policy of this world's shop."""
    most: int = 0
    """The most any version ever allowed."""
    sold: dict[str, str] = field(default_factory=dict)
    """Sale that used the offer → its member."""
    refused: int = 0
    capped: int = 0

    # -- what people do -----------------------------------------------------------------------------------

    def act(self, till: Till, online: Callable[[], None]) -> None:
        """Let one thing happen at a till."""
        roll, member = self.rng.random(), self.rng.choice(tuple(BORN))
        if not self.most or roll < 0.03:
            self._publish(till)
        elif roll < 0.2:
            self._take_back(till)
        else:
            self._use(till, member, online)

    def _publish(self, till: Till) -> None:
        most = self.rng.choice((1, 1, 2))
        self.most = max(self.most, most)
        version = till.file.versions.get(f"offer:{COUNTED}", 0) + 1
        document = json.dumps({"id": COUNTED, "caps": {"per_member": most}})
        till.record("policy.published", PolicyPublished(f"offer:{COUNTED}", version, document, "", ""))

    def _take_back(self, till: Till) -> None:
        sales = sorted(till.file.sales.keys() & self.sold.keys())
        if sales:
            refund(till, self.rng.choice(sales))

    def _use(self, till: Till, member: str, online: Callable[[], None]) -> None:
        name = count_of(member, BORN[member])
        if not counts_here(till, name):
            claim = till.make_id()
            till.file.wishes[claim] = Wish(claim, ((name, 1),))
            till.wished[claim] = ((name, 1),)
            till.busy = frozenset([name])
            online()
            till.busy = frozenset()
        if not counts_here(till, name):
            self.refused += 1
        elif uses_counted(till, member, self.keeps) >= self._cap(till):
            self.capped += 1
        else:
            line = SoldLine(1, "g", None, 1000, 50, 0, 0, 0)
            used = (OfferUse(COUNTED, 1, (0,)),)
            body = SaleRecorded(1, "s", member, (line,), (Tender("cash", 50),), 0, (), (), used)
            self.sold[till.record("sale.recorded", body)] = member

    def _cap(self, till: Till) -> int:
        """Return what the newest version this till knows allows, 0 where it knows of none."""
        told = [
            one.fact
            for one in till.file.chains.facts
            if one.fact.kind == "policy.published" and one.fact.body[0] == f"offer:{COUNTED}"
        ]
        newest = min(told, key=lambda fact: (-int(fact.body[1]), fact.fact_id), default=None)
        return int(json.loads(newest.body[2])["caps"]["per_member"]) if newest else 0

    # -- what must hold -----------------------------------------------------------------------------------

    def check(self, tills: Sequence[Till], faithful: bool) -> None:
        """A member is counted at one till, and used the offer no more often than any version ever allowed: over all tills,
        whoever has heard of it.
        """
        came_back = {sale for till in tills for sale in till.file.accounts.came_back}
        standing = [member for sale, member in self.sold.items() if self.keeps or sale not in came_back]
        for member, till_id in BORN.items() if faithful else ():
            here = [till.name for till in tills if holds_count(till, count_of(member, till_id))]
            hold(len(here) <= 1, "counted at two tills", member, here)
            used = standing.count(member)
            hold(used <= self.most, "used more often than a member may", member, used, self.most)


def uses_counted(till: Till, member: str, keeps: bool) -> int:
    """Return how often a member used the offer, as the till that counts sees it."""
    return till.file.accounts.uses_of(member, came_back=keeps)


def has_unread(file: File) -> bool:
    """Say whether a till keeps facts of a newer version: a use may be among them."""
    return bool(file.deferred)


def counts_here(till: Till, name: str) -> bool:
    """Say whether a till counts the uses of a member: what it does, where the checks ask what it may."""
    return holds_count(till, name)


def holds_count(till: Till, name: str) -> bool:
    """Say whether a till may count the uses of a member: it holds that right, and has read every sale it was told."""
    file = till.file
    if file.retired or file.doubt or file.behind or file.own:
        return False
    opened = name in file.accounts.lots
    if opened and has_unread(file):
        return False
    return count_holder(name, opened, file.accounts.book.holders(name)) == till.till_id
