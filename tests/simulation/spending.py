"""What spending offline costs and allows: branches, members, outages and people who tour the branches in one.

`python -m tests.simulation.spending` prints what is approved, and why the rest is refused. Rights are moved by the core alone (`keep`, `answer`,
`send_home`, `give_back`, `backed_trust`); chains and wires are left out, so that months run in seconds.
"""

from __future__ import annotations

import heapq
import random
from collections import Counter
from dataclasses import dataclass, field

from loyalty.basket import Tender
from loyalty.clock import DAY, HOUR
from loyalty.exchange import centre as core
from loyalty.exchange.centre import EnrolledTill, Turn
from loyalty.exchange.judging import ChainHead, Judged, Linked
from loyalty.exchange.till import backed_trust, give_back
from loyalty.exchange.wire import Recall, Wish
from loyalty.facts import GENESIS, Fact
from loyalty.kinds import (
    BASE_CAUSE,
    BUSINESS_SCOPE,
    CREDIT,
    Body,
    Grant,
    LotAmount,
    OverspendRecognised,
    RightsGranted,
    SaleRecorded,
    SoldLine,
    lot_id,
    pack_body,
)
from loyalty.ledger import postings
from loyalty.rights import CENTRE, Book, right_moves
from tests.simulation.spending_view import View
from tests.simulation.spending_why import at_most, table, why

HEAD = ChainHead("e", 1, GENESIS)
OUTAGE = 3 * HOUR
MALL_WIDE = 0.3
AT_HOME = 0.7
"""In how many visits a member goes home; in the others to any branch, home or not."""
TOUR = 5
PLACES = ("online", "home cut", "home cut from away", "away cut")
"""Where a member spends: at a till with a line to a home with a line; at home, without one; at a till with a line while
home has none; elsewhere without a line."""
REACHED = ("online", "home cut")
"""Where placing a member's rest at home promises that every spend is approved."""
EARNED = 5
"""Percent of a purchase that comes back as credit."""


@dataclass(frozen=True, slots=True)
class Model:
    """The size of a shop and its bad days; `limit` and `pool` are what the owner lends."""

    branches: int = 20
    members: int = 3_000
    days: int = 30
    visits: int = 30_000
    offline: float = 0.05
    adversaries: float = 0.01
    limit: int = 0
    pool: int = 0
    earns_first: float = 0.5
    """In how many visits the purchase is paid before credit is spent: what was just earned may be spent then."""
    seed: int = 1


@dataclass(slots=True)
class Branch:
    """A branch's till: what it holds, what it has not told yet, and what it knew when the line broke."""

    name: str
    own: Book = field(default_factory=Book)
    untold: list[Linked] = field(default_factory=list)
    recalls: dict[tuple[str, str], Recall] = field(default_factory=dict)
    online: bool = True
    knew: dict[str, dict[str, int]] = field(default_factory=dict)
    overspent: set[str] = field(default_factory=set)
    lent: Counter[str] = field(default_factory=Counter)

    def own_left(self) -> dict[str, int]:
        """Return what it may be asked for."""
        return {lot: self.own.held(lot, self.name) for lot, _ in self.recalls}


@dataclass(slots=True)
class Shop:
    """The run of a model."""

    model: Model
    rng: random.Random = field(init=False)
    view: View = field(init=False)
    usual: dict[str, str] = field(init=False)
    """Where members really come most, whatever the centre takes for their home."""
    branches: dict[str, Branch] = field(init=False)
    lots_of: dict[str, list[str]] = field(default_factory=dict)
    burnt: set[str] = field(default_factory=set)
    now: int = 0
    made: int = 0
    left: Counter[str] = field(default_factory=Counter)
    """What each member truly has, whoever knows of it."""
    asked: Counter[str] = field(default_factory=Counter)
    """How often somebody wished to spend: by `PLACES`, `tour` of those who try the same credit at many branches, and
    `beyond` what a member truly had, which it is right to refuse."""
    approved: Counter[str] = field(default_factory=Counter)
    refused: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Why honest spends were refused: `why`."""
    refused_tourists: int = 0
    hoped: float = 0.0
    """How many honest spends could be approved at the very best, wherever rights lay: `at_most`."""
    told: Counter[str] = field(default_factory=Counter)
    """How many facts of each kind were written."""
    spent: int = 0
    lent: int = 0
    house: Counter[str] = field(default_factory=Counter)
    outages: int = 0

    def __post_init__(self) -> None:
        self.rng = random.Random(self.model.seed)
        self.branches = {f"b{n}": Branch(f"b{n}") for n in range(self.model.branches)}
        homes = {f"m{n}": self.rng.choice(list(self.branches)) for n in range(self.model.members)}
        self.view, self.usual = View(dict(homes)), homes

    @property
    def bound(self) -> int:
        """Return what may be lost at most: the pool of every outage of every branch."""
        return self.outages * self.model.pool

    # -- time ---------------------------------------------------------------------------------------------

    def plan(self) -> list[tuple[int, int, str, str]]:
        """Return everything that will happen: (when, order, what, whom)."""
        length, tell = self.model.days * DAY, []
        each = round(length * self.model.offline / OUTAGE)
        wide = round(each * MALL_WIDE)
        for starts, names in [
            *((self.rng.randrange(length), list(self.branches)) for _ in range(wide)),
            *((self.rng.randrange(length), [name]) for name in self.branches for _ in range(each - wide)),
        ]:
            self.outages += len(names)
            for name in names:
                tell += [(starts, 0, "off", name), (starts + OUTAGE, 1, "on", name)]
            if len(names) > 1:
                tell += [(starts + OUTAGE // 2, 2, "tour", "")]
        for _ in range(self.model.visits):
            tell.append((self.rng.randrange(length), 3, "visit", self.rng.choice(list(self.usual))))
        heapq.heapify(tell)
        return tell

    def run(self) -> Shop:
        """Let everything happen, then let all come home."""
        plan = self.plan()
        while plan:
            self.now, _, what, whom = heapq.heappop(plan)
            self._happen(what, whom)
            self._idle()
        for _ in range(3):
            for branch in self.branches.values():
                branch.online = True
                self.exchange(branch)
        return self

    def _happen(self, what: str, whom: str) -> None:
        if what == "visit":
            self.visit(self.branches[self.place(whom)], whom)
        elif what == "tour":
            self._tour()
        elif what == "off":
            branch = self.branches[whom]
            branch.online, branch.knew = False, {lot: dict(held) for lot, held in self.view.accounts.items()}
            branch.overspent = set(self.burnt)
        else:
            self.branches[whom].online = True
            self.exchange(self.branches[whom])

    def place(self, member: str) -> str:
        """Return where a member comes this time."""
        home = self.usual[member]
        return home if self.rng.random() < AT_HOME else self.rng.choice(list(self.branches))

    def chances(self, member: str) -> list[tuple[str, float]]:
        """Return how likely a member comes to each branch."""
        each = (1 - AT_HOME) / len(self.branches)
        return [(name, each + AT_HOME * (name == self.usual[member])) for name in self.branches]

    def _idle(self) -> None:
        # Tills with a line speak every few seconds, and at once when there is news: all is at rest before the next visit.
        for _ in range(4):
            due = [branch for branch in self.branches.values() if branch.online and self._has_news(branch)]
            for branch in due:
                self.exchange(branch)
            if not due:
                return

    def _has_news(self, branch: Branch) -> bool:
        view = self.view
        return bool(branch.recalls or view.resting.get(branch.name) or view.strayed.get(branch.name))

    def _tour(self) -> None:
        for n in range(self.tourists):
            for name in self.rng.sample(list(self.branches), min(TOUR, len(self.branches))):
                branch, member = self.branches[name], f"m{n}"
                self.spend(branch, member, self._shown(branch, member), tours=True)

    # -- the counter --------------------------------------------------------------------------------------

    def visit(self, branch: Branch, member: str) -> None:
        """A purchase that earns; in half of them the member spends some of what the till shows."""
        first = self.rng.random() < self.model.earns_first
        if first:
            self._buy(branch, member)
        shown = self._shown(branch, member)
        if shown and self.rng.random() < 0.5:
            self.spend(branch, member, self.rng.randint(1, shown))
        if not first:
            self._buy(branch, member)

    def _buy(self, branch: Branch, member: str) -> None:
        amount = self.rng.randint(20, 400)
        grant = Grant(CREDIT, BUSINESS_SCOPE, amount * EARNED // 100, self.now, None, BASE_CAUSE)
        self._sell(branch, member, amount, (), (), (grant,))

    def _shown(self, branch: Branch, member: str) -> int:
        lots = self.lots_of.get(member, ())
        if branch.online:
            return sum(max(0, sum(self.view.accounts.get(lot, {}).values())) for lot in lots)
        return sum(max(0, branch.own.held(lot, branch.name)) + self._elsewhere(branch, lot) for lot in lots)

    def _elsewhere(self, branch: Branch, lot: str) -> int:
        held = branch.knew.get(lot, {})
        short = -sum(left for left in held.values() if left < 0)
        return max(0, sum(left for who, left in held.items() if who != branch.name and left > 0) - short)

    def spend(self, branch: Branch, member: str, amount: int, *, tours: bool = False) -> None:
        """Try to spend an amount: own right, a wish, trust."""
        if amount <= 0:
            return
        where = "tour" if tours else self._where(branch, member, amount)
        self.asked[where] += 1
        self.hoped += at_most(self, self.chances(member)) if where in PLACES else 0
        lots = self.lots_of.get(member, [])
        parts = self._own(branch, lots, amount)
        if branch.online and sum(parts.values()) < amount:
            self._wish(branch, lots)
            parts = self._own(branch, lots, amount)
        loans = {} if branch.online else self._lend(branch, member, lots, amount - sum(parts.values()))
        if sum(parts.values()) + sum(loans.values()) < amount:
            if where in PLACES:
                self._note_refusal(branch, member)
            return
        self.approved[where] += 1
        self.spent += amount
        self.lent += sum(loans.values())
        branch.lent[member] += sum(loans.values())
        spends = Counter(parts) + Counter(loans)
        self._sell(branch, member, amount, _amounts(spends), _amounts(loans), ())

    def _note_refusal(self, branch: Branch, member: str) -> None:
        self.refused[why(self, branch, member)] += 1
        self.refused_tourists += int(member[1:]) < self.tourists

    @property
    def tourists(self) -> int:
        """Return how many members tour the branches when all are cut off."""
        return round(self.model.members * self.model.adversaries)

    def _where(self, branch: Branch, member: str, amount: int) -> str:
        if amount > self.left[member]:
            return "beyond"
        home = self.branches[self.usual[member]]
        if not branch.online:
            return "home cut" if home is branch else "away cut"
        return "online" if home.online else "home cut from away"

    def _own(self, branch: Branch, lots: list[str], amount: int) -> dict[str, int]:
        parts = {}
        for lot in lots:
            part = min(amount, branch.own.held(lot, branch.name))
            if part > 0:
                parts[lot] = part
                amount -= part
        return parts

    def _lend(self, branch: Branch, member: str, lots: list[str], missing: int) -> dict[str, int]:
        there = {lot: self._elsewhere(branch, lot) for lot in lots}
        lent = branch.lent[member]
        most = backed_trust(
            self.model.limit,
            sum(there.values()),
            lent,
            self.model.pool - branch.lent.total(),
            member in branch.overspent,
        )
        if missing <= 0 or missing > most:
            return {}
        parts = {}
        for lot, left in there.items():
            free = left + min(0, branch.own.held(lot, branch.name))
            part = min(missing, free)
            if part > 0:
                parts[lot] = part
                missing -= part
        return {} if missing else parts

    def _wish(self, branch: Branch, lots: list[str]) -> None:
        # Whoever holds the rest and has a line is told at once, and gives when it next speaks.
        wanted = tuple((lot, left) for lot in lots if (left := self._free(branch, lot)) > 0)
        self.made += 1
        wish = Wish(f"c{self.made}", wanted)
        # What the basket counts on is not given back meanwhile.
        busy = frozenset(lots)
        holders = self.exchange(branch, wish, busy=busy)
        self.view.sought.update(lot for lot, _ in wanted)
        for holder in holders:
            if self.branches[holder].online:
                self.exchange(self.branches[holder])
        self.exchange(branch, wish, busy=busy)
        self.view.sought.clear()

    def _free(self, branch: Branch, lot: str) -> int:
        return sum(
            left for who, left in self.view.accounts.get(lot, {}).items() if who != branch.name and left > 0
        )

    def _sell(
        self,
        branch: Branch,
        member: str,
        amount: int,
        spends: tuple[LotAmount, ...],
        trusted: tuple[LotAmount, ...],
        grants: tuple[Grant, ...],
    ) -> None:
        credit = sum(part.amount for part in spends)
        self.left[member] += sum(given.amount for given in grants) - credit
        line = SoldLine(1, "g", None, 1000, amount, 0, credit, 0)
        cash = (Tender("cash", amount - credit),) if amount > credit else ()
        body = SaleRecorded(1, "s", member, (line,), cash, 0, spends, grants, (), trusted=trusted)
        sale_id = self._record(branch, "sale.recorded", body)
        # What a till grants it may spend at once; at others, whatever they are told of it yet, there is none to take.
        self.lots_of.setdefault(member, []).extend(lot_id(sale_id, place) for place in range(len(grants)))
        if branch.online:
            self.exchange(branch)

    def _record(self, branch: Branch, kind: str, body: Body) -> str:
        self.made += 1
        self.told[kind] += 1
        fact = Fact(
            f"f{self.made:06d}", "shop", branch.name, branch.name, "e", 1, kind, 1, "", "", self.now, 0, "",
            self.now, False, pack_body(kind, body),
        )  # fmt: skip
        told = postings(fact.fact_id, self.now, branch.name, body)
        branch.own.post(m for m in right_moves(branch.name, body, told) if m.holder == branch.name)
        branch.untold.append(Linked(fact, b"", GENESIS))
        return fact.fact_id

    # -- the centre ---------------------------------------------------------------------------------------

    def exchange(self, branch: Branch, *wishes: Wish, busy: frozenset[str] = frozenset()) -> list[str]:
        """Tell everything, hear what was granted, give back what was asked; return who was asked for wishes."""
        for body in give_back(branch.recalls.values(), branch.own_left(), busy):
            self._record(branch, "rights.returned", body)
        branch.recalls.clear()
        turn = Turn(self.view, EnrolledTill(branch.name, branch.name, b"", 0), self.now)
        untold, branch.untold = branch.untold, []
        core.keep(turn, Judged("ok", HEAD, tuple(untold)))
        self._commit(turn)
        turn = Turn(self.view, turn.till, self.now)
        asked = [core.answer(turn, wish) for wish in wishes]
        if not wishes:
            core.send_home(turn)
        self._commit(turn)
        if not branch.untold:
            branch.lent.clear()
        return sorted({holder for one in asked for holder in one.asked})

    def _commit(self, turn: Turn) -> None:
        self.view.known.update({lot.lot_id: lot for kept in turn.kept for lot in kept.told.lots})
        for (lot, holder), amount in core.changed(turn).items():
            self.view.set(lot, holder, amount)
        for account in [a for a in self.view.owed if a[0] in turn.book.accounts and a not in turn.debts]:
            del self.view.owed[account]
        self.view.owed.update(turn.debts)
        for holder, recall in turn.recalls:
            self.branches[holder].recalls[recall.lot_id, recall.why] = recall
        for _, body in turn.minted:
            self._hear(body)

    def _hear(self, body: Body) -> None:
        # What the centre writes reaches its till with the next reply; in this model, at once.
        self.told[type(body).__name__] += 1
        told = postings("", self.now, "", body)
        branch = self.branches[body.till_id]
        branch.own.post(m for m in right_moves(CENTRE, body, told) if m.holder == branch.name)
        if isinstance(body, RightsGranted) and body.claim_id:
            claim = self.view.claims.setdefault(body.claim_id, {})
            for part in body.lots:
                claim[part.lot_id] = claim.get(part.lot_id, 0) + part.amount
        if isinstance(body, OverspendRecognised):
            for part in body.lots:
                self.house[body.cause] += part.amount
                self.burnt.add(self.view.known[part.lot_id].member_id)


def _amounts(parts: dict[str, int]) -> tuple[LotAmount, ...]:
    return tuple(LotAmount(lot, amount) for lot, amount in parts.items())


def share(shop: Shop, *where: str) -> float:
    """Return the percent of honest wishes to spend that were granted; of some kinds, or of all."""
    kinds = where or PLACES
    asked = sum(shop.asked[kind] for kind in kinds)
    return 100 * sum(shop.approved[kind] for kind in kinds) / asked if asked else 100.0


def asked_at(shop: Shop, *where: str) -> float:
    """Return the percent of honest wishes that are of some kinds."""
    return 100 * sum(shop.asked[kind] for kind in where) / sum(shop.asked[kind] for kind in PLACES)


def main() -> None:
    """Print the table for the whole model."""
    print(
        "earns   limit   pool    all %   "
        + "".join(f"{place} % (of all)   " for place in PLACES)
        + " lent  bound   lost"
    )
    for first in (0, 0.5, 1):
        for limit, pool in ((0, 0), (20, 200), (50, 500), (200, 2_000)):
            shop = Shop(Model(limit=limit, pool=pool, earns_first=first)).run()
            places = (f"{share(shop, place):12.1f} ({asked_at(shop, place):5.2f})" for place in PLACES)
            print(
                f"{first:7.1f} {limit:6} {pool:6} {share(shop):8.2f}",
                *places,
                f"{shop.lent:6} {shop.bound:6} {shop.house.total():6}",
            )
    for first in (0, 0.5, 1):
        print(f"\nrefused at trust 0, earns first {first}")
        print("\n".join(table(Shop(Model(earns_first=first)).run())))


if __name__ == "__main__":
    main()
