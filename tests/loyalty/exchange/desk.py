"""A small chain of real facts, a centre's state in memory and short words for both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from loyalty.basket import Tender
from loyalty.exchange import centre as core
from loyalty.exchange.centre import EnrolledTill, Turn
from loyalty.exchange.judging import ChainHead, Judged, Linked, Run, judge_run
from loyalty.facts import GENESIS, Fact, canonical_bytes, chain_hash, head_message
from loyalty.kinds import (
    BUSINESS_SCOPE,
    CREDIT,
    Body,
    EpochOpened,
    Grant,
    LotAmount,
    SaleRecorded,
    SoldLine,
    TillOpened,
    kind_version,
    pack_body,
)
from loyalty.rights import CENTRE
from tests.simulation.centre import State, View
from tests.simulation.chains import Key

NOW = 1_795_250_400_000
START = ChainHead("e1", 0, GENESIS)
KEY = Key(b"t1")
OPENED = TillOpened("T", b"", "shop", "IRT", 0, "", True)


@dataclass(slots=True)
class Desk:
    """A till that writes facts."""

    till_id: str = "t1"
    epoch: str = "e1"
    branch_id: str = "b0"
    head: ChainHead = START
    raws: list[bytes] = field(default_factory=list)
    start: ChainHead = START
    key: Key = KEY

    def write(self, kind: str, row: Body, fact_id: str = "", version: int = 0) -> Linked:
        """Append a fact; `row` is a body, or the bare array of one."""
        body = row if isinstance(row, list) else pack_body(kind, row)
        seq = self.head.seq + 1
        fact = Fact(
            fact_id or f"{self.epoch}-{seq}", "shop", self.branch_id, self.till_id, self.epoch, seq, kind,
            version or kind_version(kind), "", "", NOW, 0, "", NOW, False, body,
        )  # fmt: skip
        raw = canonical_bytes(fact)
        linked = Linked(fact, raw, chain_hash(self.head.hash, raw))
        self.head = ChainHead(self.epoch, seq, linked.hash)
        self.raws.append(raw)
        return linked

    def open(self) -> Desk:
        """Begin the first epoch."""
        self.write("till.opened", OPENED)
        return self

    def leave(self, epoch: str, parent: ChainHead | None = None) -> Desk:
        """Return the same till in a new epoch."""
        after = parent or self.head
        start = ChainHead(epoch, 0, after.hash)
        desk = Desk(self.till_id, epoch, self.branch_id, start, [], start, self.key)
        desk.write("epoch.opened", EpochOpened(after.epoch, after.seq, after.hash, "restored"))
        return desk

    def copy(self) -> Desk:
        """Return a twin."""
        return Desk(
            self.till_id, self.epoch, self.branch_id, self.head, list(self.raws), self.start, self.key
        )

    def run(self, after: ChainHead | None = None, count: int | None = None) -> Run:
        """Return a run of its facts standing after a place."""
        place = after or self.start
        return Run(place, tuple(self.raws[place.seq :][:count]))

    def sign(self, head: ChainHead | None = None) -> bytes:
        """Sign its head."""
        at = head or self.head
        return self.key.sign(head_message(at.epoch, at.seq, at.hash))

    def judged(self, state: State, run: Run | None = None, signature: bytes | None = None) -> Judged:
        """Let a centre judge a run."""
        sign = self.sign() if signature is None else signature
        return judge_run(View(state), self.till_id, run or self.run(), self.key, sign)


def sale(
    spends: Sequence[LotAmount] = (),
    grants: Sequence[int] = (),
    trusted: Sequence[LotAmount] = (),
    **words: object,
) -> SaleRecorded:
    """Return a sale of 100 that agrees with itself."""
    credit = sum(part.amount for part in spends)
    lots = tuple(
        Grant(CREDIT, str(words.get("scope", BUSINESS_SCOPE)), amount, 0, words.get("ends"), "base")  # type: ignore[arg-type]
        for amount in grants
    )
    line = SoldLine(1, "g", None, 1000, 100, 0, credit, 0)
    return SaleRecorded(
        1,
        "s",
        "m1",
        (line,),
        (Tender("cash", 100 - credit),),
        0,
        tuple(spends),
        lots,
        (),
        trusted=tuple(trusted),
    )


def take(lot_id: str, amount: int) -> LotAmount:
    """Return an amount of a lot."""
    return LotAmount(lot_id, amount)


@dataclass(slots=True)
class Office:
    """A centre's state, and turns that are kept in it."""

    state: State = field(default_factory=State)
    waiting: bool = False
    at: int = NOW

    def enrol(self, till_id: str, branch_id: str = "b0", place: int = 0, **words: object) -> EnrolledTill:
        """Add a till."""
        till = EnrolledTill(till_id, branch_id, b"", place, **words)  # type: ignore[arg-type]
        self.state.tills[till_id] = till
        return till

    def turn(self, till_id: str) -> Turn:
        """Begin a turn."""
        till = self.state.tills.get(till_id, EnrolledTill(CENTRE, "", b"", 0))
        return Turn(View(self.state), till, self.at, self.waiting)

    def hold(self, lot_id: str, **held: int) -> None:
        """Set who holds a lot."""
        self.state.accounts.book.accounts[lot_id] = dict(held)

    def keep(self, desk: Desk, *rows: tuple[str, Body]) -> Turn:
        """Let a till tell facts, and keep them; nothing is written to the state."""
        linked = tuple(desk.write(kind, body) for kind, body in rows)
        turn = self.turn(desk.till_id)
        core.keep(turn, Judged("ok", desk.head, linked))
        return turn


def minted(turn: Turn) -> list[tuple[str, Body]]:
    """Return what a turn wrote of the centre's own."""
    return turn.minted
