"""A till in memory: its file (which crashes keep, restores put back and clones copy) and its side of an exchange."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from loyalty.errors import LoyaltyError
from loyalty.exchange import till as core
from loyalty.exchange import wire
from loyalty.exchange.judging import ChainHead, Linked
from loyalty.exchange.wire import HeadSigned, Lines, Reply, Request, Wish
from loyalty.facts import Fact, canonical_bytes, chain_hash, head_message
from loyalty.kinds import Body, EpochOpened, PolicyPublished, SaleRecorded, TillOpened, pack_body
from loyalty.uses import once
from tests.simulation.accounts import Accounts
from tests.simulation.centre import BUSINESS, CENTRE_ID
from tests.simulation.chains import NEWER, NOWHERE, Chains, Key


@dataclass(slots=True)
class File:
    """What a till has on its disk. `log` is what it wrote itself, `acked` how many of it the centre has."""

    chains: Chains = field(default_factory=Chains)
    accounts: Accounts = field(default_factory=Accounts)
    log: list[tuple[ChainHead, Linked]] = field(default_factory=list)
    acked: int = 0
    head: ChainHead = NOWHERE
    generation: str = ""
    pos: int = 0
    own: bool = False
    lend: bool = False
    retired: bool = False
    doubt: str = ""
    behind: bool = False
    sales: dict[str, SaleRecorded] = field(default_factory=dict)
    wishes: dict[str, Wish] = field(default_factory=dict)
    lent: dict[str, int] = field(default_factory=dict)
    deferred: list[Linked] = field(default_factory=list)
    versions: dict[str, int] = field(default_factory=dict)
    """The newest version of each document it knows."""
    given: set[str] = field(default_factory=set)
    """One-shot offers it knows to be given to members."""

    def copy(self) -> File:
        """Return a copy that goes its own way."""
        return replace(
            self,
            chains=self.chains.copy(),
            accounts=self.accounts.copy(),
            log=list(self.log),
            sales=dict(self.sales),
            wishes=dict(self.wishes),
            lent=dict(self.lent),
            deferred=list(self.deferred),
            versions=dict(self.versions),
            given=set(self.given),
        )


@dataclass(slots=True)
class Outbox:
    """The `Outbox` of a till's file."""

    file: File

    def chain_head(self, epoch: str) -> ChainHead | None:
        return self.file.chains.chain_head(epoch)

    def hash_at(self, epoch: str, seq: int) -> bytes | None:
        return self.file.chains.hash_at(epoch, seq)

    def unsent(self, most: int) -> Sequence[tuple[ChainHead, bytes]]:
        return [(place, one.raw) for place, one in self.file.log[self.file.acked :][:most]]


@dataclass(slots=True)
class Till:
    """A machine. A clone is another machine with the same `till_id` and key."""

    name: str
    till_id: str
    branch_id: str
    key: Key
    make_id: Callable[[], str]
    file: File = field(default_factory=File)
    now: int = 0
    skew: int = 0
    version: int = 1
    dead: bool = False
    batch: int = 50
    busy: frozenset[str] = frozenset()
    acked: Callable[[str], None] = lambda fact_id: None
    """Told of every fact the centre has acknowledged."""
    wished: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    """What it ever wished for."""
    alarms: list[str] = field(default_factory=list)
    """What came down and could not be, or did not agree in the end."""

    # -- writing ------------------------------------------------------------------------------------------

    def record(self, kind: str, body: Body, fact_id: str = "") -> str:
        """Write a fact of its own, in one transaction."""
        linked = self._append(self._fact(kind, pack_body(kind, body), fact_id or self.make_id()))
        self._fold(linked)
        return linked.fact.fact_id

    def spoil(self, kind: str, row: list[object]) -> None:
        """Write a body past the program."""
        self._fold(self._append(replace(self._fact(kind, row, self.make_id()), version=1)))

    def open(self, after: ChainHead, cause: str = "") -> None:
        """Begin an epoch: the first one, or another where the past is doubtful."""
        epoch = f"{self.name}-e{self.make_id()}"
        self.file.head = ChainHead(epoch, 0, after.hash)
        if after.seq:
            self.record("epoch.opened", EpochOpened(after.epoch, after.seq, after.hash, cause))
        else:
            self.record("till.opened", TillOpened(self.name, b"", "shop", "IRT", 0, "", True))

    def _fact(self, kind: str, row: list[object], fact_id: str) -> Fact:
        at = self.now + self.skew
        version = self.version if kind == NEWER else 1
        head = self.file.head
        return Fact(
            fact_id, BUSINESS, self.branch_id, self.till_id, head.epoch, head.seq + 1, kind, version,
            "staff", "", at, at, "boot", at, False, row,
        )  # fmt: skip

    def _append(self, fact: Fact) -> Linked:
        after, raw = self.file.head, canonical_bytes(fact)
        linked = Linked(fact, raw, chain_hash(after.hash, raw))
        self.file.head = ChainHead(fact.epoch, fact.seq, linked.hash)
        self.file.log.append((after, linked))
        self.file.chains.add(linked)
        return linked

    def _fold(self, linked: Linked) -> None:
        kind, body = self.file.accounts.fold(linked, CENTRE_ID)
        if kind == "deferred":
            self.file.deferred.append(linked)
        if isinstance(body, PolicyPublished):
            self.file.versions[body.name] = max(self.file.versions.get(body.name, 0), body.number)
        self.file.given |= once(body)
        if isinstance(body, SaleRecorded) and linked.fact.till_id == self.till_id:
            self.file.sales[linked.fact.fact_id] = body

    # -- an exchange --------------------------------------------------------------------------------------

    def ask(self, limit: int) -> bytes:
        """Return the next message to the centre."""
        run = core.next_run(Outbox(self.file), self.file.head, self.batch)
        lent, heads = self._lent() if self.file.lend else ((), ())
        if run.raws:
            head = self._head_after(len(run.raws))
            message = head_message(head.epoch, head.seq, head.hash)
            heads = (*heads, HeadSigned(head.epoch, head.seq, self.key.sign(message)))
        waiting = len(self.file.log) - self.file.acked - len(run.raws)
        request = Request(
            epoch=run.after.epoch,
            after_seq=run.after.seq,
            after_hash=run.after.hash.hex(),
            generation=self.file.generation,
            pos=self.file.pos,
            keys_pos=0,
            limit=limit,
            own=self.file.own or self.file.doubt == "fork",
            waiting=waiting,
            claims=tuple(self.file.wishes.values()),
            tally=self.file.chains.tally(),
        )
        return wire.write_message(request, Lines(run.raws, heads=heads, lent=lent))

    def _head_after(self, count: int) -> ChainHead:
        linked = self.file.log[self.file.acked + count - 1][1]
        return ChainHead(linked.fact.epoch, linked.fact.seq, linked.hash)

    def _lent(self) -> tuple[tuple[bytes, ...], tuple[HeadSigned, ...]]:
        # Of an epoch that the till wrote only in part, because it was put back, it lends the whole.
        signed = self.file.chains.signed
        wrote = Counter(one.fact.epoch for _, one in self.file.log)
        mine = {epoch for epoch, count in wrote.items() if count == len(self.file.chains.hashes[epoch])}
        raws = [
            one.raw
            for one in self.file.chains.facts
            if one.fact.epoch not in mine
            and one.fact.epoch in signed
            and one.fact.seq <= signed[one.fact.epoch].seq
        ]
        return tuple(raws), tuple(head for epoch, head in signed.items() if epoch not in mine)

    def hear(self, message: bytes) -> Reply:
        """Take in a reply, in one transaction; return what it said."""
        reply, lines = wire.read_reply(message)
        asked = self.file.pos
        if reply.doubt == "fork" != self.file.doubt:
            self._read_all_again()
        self.file.retired, self.file.doubt = reply.retired, reply.doubt
        self._hear_verdict(reply)
        if reply.generation != self.file.generation:
            self.file.lend = self.file.generation != ""
            self.file.generation, self.file.pos = reply.generation, 0
            return reply
        self.file.lend = self.file.lend and reply.verdict != "ok"
        if self.file.pos == asked:
            self._hear_page(reply, lines)
        for claim in reply.claims:
            if claim.state != "asked":
                self.file.wishes.pop(claim.claim_id, None)
        for body in core.give_back(reply.recalls, self._held(), self.busy):
            self.record("rights.returned", body)
        return reply

    def _held(self) -> dict[str, int]:
        book = self.file.accounts.book
        return {
            lot: held[self.till_id] for lot, held in book.accounts.items() if held.get(self.till_id, 0) > 0
        }

    def _hear_verdict(self, reply: Reply) -> None:
        place = core.acknowledged(Outbox(self.file), reply)
        if place is not None and reply.verdict in ("ok", "stale", "fork"):
            self._go_on_from(place)
            if reply.verdict == "fork" and place.seq:
                self._part()
        elif core.was_put_back(reply, self.file.head) and not self.file.behind:
            self._read_all_again()
            self.file.behind = True
        elif reply.verdict == "stale":
            self._go_on_from(ChainHead(reply.epoch, 0, NOWHERE.hash))

    def _go_on_from(self, place: ChainHead) -> None:
        # Everything up to the place is the centre's; what it forgot is sent again.
        epochs = [one.fact.epoch for _, one in self.file.log]
        if place.epoch not in epochs:
            return
        first = epochs.index(place.epoch)
        for _, one in self.file.log[self.file.acked : first + place.seq]:
            self.acked(one.fact.fact_id)
        self.file.acked = first + min(place.seq, epochs.count(place.epoch))

    def _part(self) -> None:
        # Somebody with the same key was here first: what they do not share is told again in a new epoch.
        after, again = self.file.log[self.file.acked][0], self.file.log[self.file.acked :]
        del self.file.log[self.file.acked :]
        for _, one in reversed(again):
            self.file.chains.drop(one)
        self._read_all_again()
        self.file.behind = True
        self.open(after, "fork")
        for _, one in again:
            if one.fact.kind != "epoch.opened":
                fact = one.fact
                head = self.file.head
                self._append(replace(fact, epoch=head.epoch, seq=head.seq + 1))

    def _hear_page(self, reply: Reply, lines: Lines) -> None:
        try:
            page = core.read_page(Outbox(self.file), lines.facts)
        except LoyaltyError:
            self.alarms.append("feed broken")
            if self.file.own:
                self._begin_anew()
            self._read_all_again()
            return
        for linked in page.fresh:
            self._keep(linked)
        for head in lines.heads:
            known = self.file.chains.chain_head(head.epoch)
            if known is not None and head.seq <= known.seq:
                self.file.chains.sign(head)
        self.file.pos = reply.pos
        if reply.caught_up:
            self._compare(reply)

    def _keep(self, linked: Linked) -> None:
        new = self.file.chains.add(linked)
        if new:
            self._fold(linked)
        if linked.fact.epoch == self.file.head.epoch:
            # The till's own past, from before it was put back: it goes on from its end.
            after = self.file.head
            self.file.head = ChainHead(linked.fact.epoch, linked.fact.seq, linked.hash)
            self.file.log.insert(self.file.acked, (after, linked))
            self.file.acked += 1

    def _compare(self, reply: Reply) -> None:
        self.file.lent = {}
        if self.file.acked < len(self.file.log):
            return
        if reply.tally == self.file.chains.tally():
            self.file.own = self.file.behind = False
        else:
            self.alarms.append("out of step")
            self._read_all_again()

    def _begin_anew(self) -> None:
        # It read a chain that the centre, put back, now knows as the twin's: only what it wrote itself stays.
        self.file.chains, self.file.accounts, self.file.deferred = Chains(), Accounts(), []
        for _, one in self.file.log:
            self.file.chains.add(one)
            self._fold(one)

    def _read_all_again(self) -> None:
        # What is known is passed over; what is missing, of its own past too, comes.
        self.file.own, self.file.pos = True, 0

    def update(self, version: int) -> None:
        """Update the program: what was deferred is folded now."""
        self.version = version
        deferred, self.file.deferred = self.file.deferred, []
        for linked in deferred:
            self._fold(linked)
