"""Offers in the world: capped ones, one-shot ones given to members, unique codes; and what must hold of their uses."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from loyalty.basket import Tender
from loyalty.exchange.caps import targets
from loyalty.exchange.known import CappedOffer
from loyalty.exchange.reading import read_told
from loyalty.exchange.wire import Wish
from loyalty.kinds import (
    CodesIssued,
    LotAmount,
    OfferGranted,
    PolicyPublished,
    SaleRecorded,
    SoldLine,
    UsesReturned,
)
from loyalty.rights import CENTRE
from loyalty.uses import (
    COST,
    NUMBER,
    code_of,
    cost_of,
    is_use,
    lacking,
    number_of,
    one_of,
)
from tests.simulation.centre import CENTRE_ID, Centre
from tests.simulation.checks import hold
from tests.simulation.counter import take_back
from tests.simulation.till import Till

CAPPED, BUDGET, GIFT, CODED = "o-number", "o-cost", "o-gift", "o-code"
MOST = {NUMBER: (3, 12), COST: (60, 240)}
"""Between what a published cap lies."""


@dataclass(slots=True)
class Offers:
    """What really happened with offers, told or untold: the truth no node knows, which the rules must respect."""

    rng: random.Random
    most: dict[str, int] = field(default_factory=dict)
    """Cap → the most any version ever allowed."""
    used: dict[str, int] = field(default_factory=dict)
    """Use → how much of it was drawn at tills and not given back."""
    codes: list[str] = field(default_factory=list)
    refused: int = 0
    drawn: int = 0

    # -- what people do -----------------------------------------------------------------------------------

    def act(self, till: Till, members: Iterable[str], online: Callable[[], None]) -> None:
        """Let one thing happen at a till."""
        roll, member = self.rng.random(), self.rng.choice(tuple(members))
        if roll < 0.12:
            self._publish(till)
        elif roll < 0.2:
            self._grant(till, member)
        elif roll < 0.28:
            self._issue(till)
        else:
            self._use(till, member, online)

    def _publish(self, till: Till) -> None:
        kind, offer = self.rng.choice(((NUMBER, CAPPED), (COST, BUDGET)))
        most = self.rng.randint(*MOST[kind])
        name = number_of(offer) if kind == NUMBER else cost_of(offer)
        self.most[name] = max(self.most.get(name, 0), most)
        version = till.file.versions.get(f"offer:{offer}", 0) + 1
        document = json.dumps({"id": offer, "caps": {kind: most}})
        till.record("policy.published", PolicyPublished(f"offer:{offer}", version, document, "", ""))

    def _grant(self, till: Till, member: str) -> None:
        turn = 1 + sum(one_of(GIFT, member, turn) in till.file.given for turn in range(1, 4))
        till.record("offer.granted", OfferGranted(GIFT, 1, (member,), turn=turn))

    def _issue(self, till: Till) -> None:
        digest = f"d{len(self.codes):04d}"
        self.codes.append(digest)
        till.record("code.issued", CodesIssued(CODED, 1, (digest,)))

    def _use(self, till: Till, member: str, online: Callable[[], None]) -> None:
        needed = self._needed(till, member)
        if needed is None:
            return
        if lacking(needed, self._held(till)):
            claim = till.make_id()
            short = tuple((part.lot_id, part.amount) for part in lacking(needed, self._held(till)))
            till.file.wishes[claim] = Wish(claim, short)
            till.wished[claim] = short
            till.busy = frozenset(name for name, _ in short)
            online()
            till.busy = frozenset()
        if lacking(needed, self._held(till)):
            self.refused += 1
            return
        self._sell(till, member, needed)

    def _needed(self, till: Till, member: str) -> tuple[LotAmount, ...] | None:
        """Return the uses of an offer that stands at this till, None where it knows of none."""
        ways = [number_of(CAPPED)] * (f"offer:{CAPPED}" in till.file.versions)
        ways += [cost_of(BUDGET)] * (f"offer:{BUDGET}" in till.file.versions)
        turns = [one_of(GIFT, member, turn) for turn in range(1, 4)]
        ways += [name for name in turns if name in till.file.given][-1:]
        ways += [code_of(CODED, digest) for digest in self.rng.sample(self.codes, min(1, len(self.codes)))]
        if not ways:
            return None
        name = self.rng.choice(ways)
        return (LotAmount(name, self.rng.randint(5, 60) if name.startswith(COST) else 1),)

    def _held(self, till: Till) -> dict[str, int]:
        if till.file.retired or till.file.doubt or till.file.behind:
            return {}
        book = till.file.accounts.book
        return {name: held.get(till.till_id, 0) for name, held in book.accounts.items() if is_use(name)}

    def _sell(self, till: Till, member: str, drawn: tuple[LotAmount, ...]) -> None:
        line = SoldLine(1, "g", None, 1000, 50, 0, 0, 0)
        body = SaleRecorded(1, "s", member, (line,), (Tender("cash", 50),), 0, (), (), (), drawn=drawn)
        sale_id = till.record("sale.recorded", body)
        self.drawn += 1
        self._count(drawn, 1)
        if self.rng.random() < 0.2:
            self._take_back(till, sale_id, body)

    def _take_back(self, till: Till, sale_id: str, sale: SaleRecorded) -> None:
        till.file.sales.pop(sale_id, None)
        take_back(till, sale_id, sale)
        till.record("uses.returned", UsesReturned(sale_id, sale.drawn))
        self._count(sale.drawn, -1)

    def _count(self, parts: Iterable[LotAmount], sign: int) -> None:
        for part in parts:
            self.used[part.lot_id] = self.used.get(part.lot_id, 0) + sign * part.amount

    # -- what must hold -----------------------------------------------------------------------------------

    def check(self, faithful: bool) -> None:
        """No cap is passed, and what is good once was used at most once: over all tills, whoever has heard of it."""
        for name, used in self.used.items() if faithful else ():
            most = self.most.get(name, 0) if name.startswith((NUMBER, COST)) else 1
            hold(used <= most, "used more than there was", name, used, most)

    def check_end(self, centre: Centre) -> None:
        """All is open that the standing version of each cap allows, and no more but what was used under another."""
        standing: dict[str, PolicyPublished] = {}
        ids: dict[str, str] = {}
        for linked in centre.state.chains.facts:
            told = read_told(linked.fact, linked.raw, linked.fact.till_id == CENTRE_ID)
            body, fact_id = told.body, linked.fact.fact_id
            if isinstance(body, PolicyPublished) and (
                body.name not in standing
                or (-body.number, fact_id) < (-standing[body.name].number, ids[body.name])
            ):
                standing[body.name], ids[body.name] = body, fact_id
        for name, body in standing.items():
            caps = json.loads(body.document)["caps"]
            caps.pop("per_member", None)
            offer = CappedOffer(name.removeprefix("offer:"), "business", body.number, ids[name], **caps)
            for use, most in targets(offer, centre.now).items():
                accounts = centre.state.accounts
                opened = accounts.lots[use].amount
                elsewhere = sum(left for who, left in accounts.book.holders(use).items() if who != CENTRE)
                used = opened - accounts.book.total(use)
                hold(most <= opened <= max(most, used + max(0, elsewhere)), "not the cap", use, most, opened)
