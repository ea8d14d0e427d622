"""A centre in memory: what `loyalty.exchange` asks of a store, and the exchange as a centre carries it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from loyalty.exchange import centre as core
from loyalty.exchange import lending, wire
from loyalty.exchange.centre import Debt, EnrolledTill, Turn
from loyalty.exchange.judging import ChainHead, Judged, Linked, Run, judge_run
from loyalty.exchange.known import CappedOffer
from loyalty.exchange.wire import HeadSigned, Lines, Reply, Request
from loyalty.facts import GENESIS, Fact, canonical_bytes, chain_hash, head_message
from loyalty.kinds import (
    Body,
    EpochOpened,
    OverspendRecognised,
    RightsGranted,
    TillEnrolled,
    TillOpened,
    kind_version,
    pack_body,
)
from loyalty.ledger import Lot
from loyalty.rights import CENTRE
from loyalty.uses import USE
from tests.simulation.accounts import Accounts
from tests.simulation.chains import NOWHERE, Chains, Key, digest

CENTRE_ID = "centre-0"
BUSINESS = "shop"


@dataclass(slots=True)
class State:
    """Everything the centre has on its disk, and in its backup."""

    chains: Chains = field(default_factory=Chains)
    accounts: Accounts = field(default_factory=Accounts)
    tills: dict[str, EnrolledTill] = field(default_factory=dict)
    debts: dict[tuple[str, str], Debt] = field(default_factory=dict)
    claims: dict[str, dict[str, int]] = field(default_factory=dict)
    recalls: dict[tuple[str, str, str], int] = field(default_factory=dict)
    deferred: list[Linked] = field(default_factory=list)
    signed: list[tuple[int, HeadSigned]] = field(default_factory=list)
    capped: dict[str, CappedOffer] = field(default_factory=dict)
    head: ChainHead = NOWHERE
    """Where its own chain stands: others may lend it facts of an epoch it has left."""
    heard: dict[str, int] = field(default_factory=dict)
    """When it heard each fact: bounds are held against it."""
    changed: dict[str, int] = field(default_factory=dict)
    """When a till was let in or retired last."""
    moved: dict[str, str] = field(default_factory=dict)
    """Members who come most to another branch by now than where they joined."""

    def copy(self) -> State:
        """Return a backup."""
        return State(
            self.chains.copy(),
            self.accounts.copy(),
            dict(self.tills),
            dict(self.debts),
            {claim: dict(lots) for claim, lots in self.claims.items()},
            dict(self.recalls),
            list(self.deferred),
            list(self.signed),
            dict(self.capped),
            self.head,
            dict(self.heard),
            dict(self.changed),
            dict(self.moved),
        )


@dataclass(slots=True)
class View:
    """`CentreView` over the state in memory."""

    state: State

    def chain_head(self, epoch: str) -> ChainHead | None:
        return self.state.chains.chain_head(epoch)

    def hash_at(self, epoch: str, seq: int) -> bytes | None:
        return self.state.chains.hash_at(epoch, seq)

    def epochs(self, till_id: str) -> list[str]:
        return self.state.chains.epochs(till_id)

    def told(self, fact_ids: Iterable[str]) -> set[str]:
        return {fact_id for fact_id in fact_ids if fact_id in self.state.chains.ids}

    def held(self, lot_ids: Iterable[str]) -> dict[str, dict[str, int]]:
        accounts = self.state.accounts.book.accounts
        return {lot_id: dict(accounts[lot_id]) for lot_id in lot_ids if lot_id in accounts}

    def lots(self, lot_ids: Iterable[str]) -> dict[str, Lot]:
        lots = self.state.accounts.lots
        return {lot_id: lots[lot_id] for lot_id in lot_ids if lot_id in lots}

    def hub(self, branch_id: str) -> str | None:
        line = [t for t in self.state.tills.values() if t.branch_id == branch_id and not t.retired]
        return min(line, key=lambda till: till.place).till_id if line else None

    def works(self, till_id: str) -> bool:
        return till_id in self.state.tills and not self.state.tills[till_id].retired

    def granted(self, claim_id: str) -> tuple[tuple[str, int], ...]:
        return tuple(self.state.claims.get(claim_id, {}).items())

    def debts(self, lot_ids: Iterable[str]) -> dict[tuple[str, str], Debt]:
        wanted = set(lot_ids)
        return {account: debt for account, debt in self.state.debts.items() if account[0] in wanted}

    def home(self, lot: Lot) -> str:
        """Return the branch where a lot belongs: its own where it may be spent nowhere else, else the member's."""
        kind, _, name = lot.scope.partition(":")
        if lot.unit == USE and not lot.member_id:
            # A code is at home where it was issued; the shares of caps are nowhere at home.
            return lot.branch_id
        return name if kind == "branch" else self.home_of(lot.member_id)

    def home_of(self, member_id: str) -> str:
        """Return where a member comes most."""
        return self.state.moved.get(member_id) or f"b{int(digest(member_id), 16) % 2}"

    def at_home(self, branch_id: str, most: int) -> tuple[tuple[str, int], ...]:
        book = self.state.accounts.book
        waited = {lot for who, lot, why in self.state.recalls if why != "home" and book.held(lot, who) > 0}
        found = [
            (lot_id, held[CENTRE])
            for lot_id, held in sorted(self.state.accounts.book.accounts.items())
            if held.get(CENTRE, 0) > 0
            and lot_id in self.state.accounts.lots
            and lot_id not in waited
            and self.home(self.state.accounts.lots[lot_id]) == branch_id
        ]
        return tuple(found[:most])

    def away(self, till_id: str, most: int) -> tuple[tuple[str, int], ...]:
        found = [
            (lot_id, held[till_id])
            for lot_id, held in sorted(self.state.accounts.book.accounts.items())
            if held.get(till_id, 0) > 0
            and lot_id in self.state.accounts.lots
            and self.hub(self.home(self.state.accounts.lots[lot_id])) not in (till_id, None)
        ]
        return tuple(found[:most])

    def capped(self) -> tuple[CappedOffer, ...]:
        return tuple(self.state.capped.values())

    def hubs(self) -> dict[str, str]:
        alive = {till.branch_id for till in self.state.tills.values() if not till.retired}
        return {branch: hub for branch in alive if (hub := self.hub(branch))}

    def waited(self, lot_ids: Iterable[str], but: str) -> set[str]:
        asked = {lot for who, lot, why in self.state.recalls if why == "claim" and who != but}
        return asked & set(lot_ids)


@dataclass(slots=True)
class Centre:
    """The centre: its state, its clock, what it was given to work with."""

    keys: dict[str, Key]
    state: State = field(default_factory=State)
    generation: int = 1
    recovering: bool = False
    heard: set[str] = field(default_factory=set)
    version: int = 1
    now: int = 0
    page: int = 40
    minted: list[tuple[str, Body]] = field(default_factory=list)
    """What it ever wrote of its own: the checks look here."""

    @property
    def view(self) -> View:
        return View(self.state)

    @property
    def waiting(self) -> bool:
        """Say whether the centre knows less than it once did."""
        return self.recovering or bool(self.state.deferred)

    # -- its own chain ------------------------------------------------------------------------------------

    def open(self) -> None:
        """Begin its own chain, or go on in a new epoch after a restore."""
        after = self.state.head
        if after.seq:
            body: Body = EpochOpened(after.epoch, after.seq, after.hash, "restored")
            self.write("epoch.opened", body, ChainHead(f"c-{self.generation}", 0, after.hash))
        else:
            opened = TillOpened("C", b"", "shop", "IRT", 0, "", True)
            self.write("till.opened", opened, ChainHead("c-1", 0, GENESIS))

    def write(self, kind: str, body: Body, after: ChainHead | None = None) -> Linked:
        """Append a fact of its own and fold it."""
        after = after or self.state.head
        fact = Fact(
            fact_id=f"c{self.generation}-{digest(after.hash)}",
            business_id=BUSINESS,
            branch_id="",
            till_id=CENTRE_ID,
            epoch=after.epoch,
            seq=after.seq + 1,
            kind=kind,
            version=kind_version(kind),
            staff_id="",
            policy_hash="",
            wall_at=self.now,
            steady=0,
            boot_id="",
            at=self.now,
            suspect=False,
            body=pack_body(kind, body),
        )
        raw = canonical_bytes(fact)
        linked = Linked(fact, raw, chain_hash(after.hash, raw))
        self.state.head = ChainHead(fact.epoch, fact.seq, linked.hash)
        self._store(linked)
        message = head_message(fact.epoch, fact.seq, linked.hash)
        self.sign(HeadSigned(fact.epoch, fact.seq, self.keys[CENTRE_ID].sign(message)))
        self.state.accounts.fold(linked, CENTRE_ID)
        self._learn(body)
        return linked

    def sign(self, head: HeadSigned) -> None:
        """Keep a signature beside the place of the feed it speaks of."""
        self.state.chains.sign(head)
        self.state.signed.append((len(self.state.chains.facts), head))

    def _store(self, linked: Linked) -> None:
        self.state.chains.add(linked)

    def _learn(self, body: Body | None) -> None:
        if isinstance(body, RightsGranted) and body.claim_id:
            told = self.state.claims.setdefault(body.claim_id, {})
            for part in body.lots:
                told[part.lot_id] = told.get(part.lot_id, 0) + part.amount

    # -- one exchange -------------------------------------------------------------------------------------

    def exchange(self, till_id: str, message: bytes) -> bytes | None:
        """Answer a till's message; a till it does not know is sent away unheard."""
        if till_id not in self.state.tills:
            return None
        request, lines = wire.read_request(message)
        for lent in lending.by_epoch(lines.lent):
            self._take_lent(lent, lines.heads)
        run = Run(ChainHead(request.epoch, request.after_seq, bytes.fromhex(request.after_hash)), lines.facts)
        key = self.keys[till_id]
        signature = self._signature(lines, request.epoch, request.after_seq + len(lines.facts))
        judged = judge_run(self.view, till_id, run, key, signature)
        turn = self.turn(till_id)
        claims = self._attend(turn, judged, request)
        if judged.fresh:
            self._sign_run(judged, signature)
        return self._reply(till_id, request, judged, claims, turn)

    def turn(self, till_id: str) -> Turn:
        """Begin a turn for a till."""
        return Turn(self.view, self.state.tills[till_id], self.now, self.waiting)

    def _signature(self, lines: Lines, epoch: str, seq: int) -> bytes:
        return next((h.signature for h in lines.heads if (h.epoch, h.seq) == (epoch, seq)), b"")

    def _sign_run(self, judged: Judged, signature: bytes) -> None:
        self.sign(HeadSigned(judged.head.epoch, judged.head.seq, signature))

    def _attend(self, turn: Turn, judged: Judged, request: Request) -> list[wire.Granted]:
        claims = []
        if judged.verdict == "ok":
            core.keep(turn, judged)
            self.commit(turn)
            self._hear(turn, request)
            turn = self.turn(turn.till.till_id)
            claims = [core.answer(turn, wish) for wish in request.claims]
            if not request.waiting:
                core.send_home(turn)
            self.commit(turn)
        return claims

    def _hear(self, turn: Turn, request: Request) -> None:
        # A till that was left behind is whole again once it holds the very same facts.
        same = request.tally == self.state.chains.tally()
        till = self.state.tills[turn.till.till_id]
        self.state.tills[till.till_id] = replace(till, doubt=core.still_doubtful(till, same, self.waiting))
        if self.recovering and request.generation == str(self.generation) and not request.waiting:
            self.heard.add(till.till_id)
            self.look_up()

    def look_up(self) -> None:
        """End the wait once every till that is not retired was heard, and settle what was left."""
        alive = {till.till_id for till in self.state.tills.values() if not till.retired}
        if self.recovering and alive <= self.heard:
            self.recovering = False
            self.settle_all()

    def settle_all(self) -> None:
        """Settle all accounts that could not be settled while the centre waited."""
        if self.waiting:
            return
        book = self.state.accounts.book
        below = [lot_id for lot_id in book.accounts if book.below_zero(lot_id)]
        turn = Turn(self.view, EnrolledTill(CENTRE, "", b"", 0), self.now)
        core.settle_all(turn, below)
        self.commit(turn)
        for till in [one for one in self.state.tills.values() if one.retired]:
            turn = self.turn(till.till_id)
            core.settle_all(
                turn, [lot for lot, held in book.accounts.items() if held.get(till.till_id, 0) > 0]
            )
            self.commit(turn)

    def _take_lent(self, raws: list[bytes], heads: tuple[HeadSigned, ...]) -> None:
        signed = {head.epoch: head for head in heads}
        found = lending.judge_lent(self.view, raws, signed, self._key_of)
        if found is None or found[1].verdict != "ok" or not found[1].fresh:
            return
        author, judged = found
        if author == CENTRE_ID:
            till = EnrolledTill(CENTRE, "", b"", 0, doubt="behind")
        else:
            till = self.state.tills[author]
        turn = Turn(self.view, till, self.now, self.waiting)
        core.keep(turn, judged)
        self.commit(turn)
        self._sign_run(judged, signed[judged.head.epoch].signature)
        if author == CENTRE_ID:
            # What it once gave may have gone to a till that it knows as retired by now.
            self.settle_all()

    def _key_of(self, author: str) -> Key | None:
        known = author == CENTRE_ID or author in self.state.tills
        return self.keys.get(author) if known else None

    def commit(self, turn: Turn) -> None:
        """Write what a turn brought, in one transaction."""
        if turn.till.till_id in self.state.tills:
            self.state.tills[turn.till.till_id] = turn.till
        expected = core.changed(turn)
        for kept in turn.kept:
            self._store(kept.linked)
            self._keep(turn, kept)
        for account, debt in [(a, d) for a, d in self.state.debts.items() if a[0] in turn.book.accounts]:
            if account not in turn.debts:
                del self.state.debts[account]
            assert debt
        self.state.debts.update(turn.debts)
        self.state.capped.update(turn.capped)
        self._mint(turn)
        for holder, recall in turn.recalls:
            self.state.recalls[holder, recall.lot_id, recall.why] = recall.amount
        book = self.state.accounts.book
        for (lot_id, holder), amount in expected.items():
            assert book.held(lot_id, holder) == amount, "the turn and the fold do not agree"
        for lot_id in [part.lot_id for body in _house(turn) for part in body.lots]:
            assert book.total(lot_id) == 0, "the house paid more than was missing"

    def _mint(self, turn: Turn) -> None:
        for kind, body in turn.minted:
            self.minted.append((kind, body))
            self.write(kind, body)

    def _keep(self, turn: Turn, kept: core.Kept) -> None:
        fact = kept.linked.fact
        if kept.kind == "deferred":
            self.state.deferred.append(kept.linked)
        elif kept.kind != "twin":
            self.state.accounts.fold(kept.linked, CENTRE_ID)
            self.state.heard[fact.fact_id] = self.now
            self._learn(kept.body)
        if fact.kind == "rights.returned" and kept.body is not None:
            for part in kept.body.lots:
                for why in ("claim", "cover", "home"):
                    self.state.recalls.pop((fact.till_id, part.lot_id, why), None)
        if turn.till.till_id == CENTRE:
            self._learn_till(fact.at, kept.body)

    def _learn_till(self, at: int, body: Body | None) -> None:
        # What it forgot of its tills it hears from others.
        if not isinstance(body, (core.TillRetired, TillEnrolled)):
            return
        known = self.state.tills.get(body.till_id)
        if at < self.state.changed.get(body.till_id, 0):
            return
        if isinstance(body, core.TillRetired) and known is not None:
            self._set_till(replace(known, retired=True), at)
        elif isinstance(body, TillEnrolled) and known is None:
            self._set_till(EnrolledTill(body.till_id, body.branch_id, b"", body.place), at)
        elif isinstance(body, TillEnrolled) and known is not None and known.retired:
            self._set_till(replace(known, retired=False, doubt="behind"), at)

    def _set_till(self, till: EnrolledTill, at: int) -> None:
        self.state.tills[till.till_id] = till
        self.state.changed[till.till_id] = at

    def _reply(
        self, till_id: str, request: Request, judged: Judged, claims: list[wire.Granted], turn: Turn
    ) -> bytes:
        facts = self.state.chains.facts
        start = request.pos if request.generation == str(self.generation) else 0
        end = min(start + min(self.page, request.limit), len(facts))
        till = self.state.tills[till_id]
        rows = [row for row in facts[start:end] if request.own or row.fact.till_id != till_id]
        heads = tuple(head for pos, head in self.state.signed if start < pos <= end)
        book = self.state.accounts.book
        recalls = [
            wire.Recall(lot_id, amount, why)
            for (holder, lot_id, why), amount in self.state.recalls.items()
            if holder == till_id and book.held(lot_id, holder) > 0
        ]
        recalls += [one for who, one in turn.recalls if who == till_id and one.why == "home"]
        reply = Reply(
            verdict=judged.verdict,
            epoch=judged.head.epoch,
            seq=judged.head.seq,
            hash=judged.head.hash.hex(),
            generation=str(self.generation),
            pos=end,
            last_pos=len(facts),
            keys_pos=0,
            at=self.now,
            notes=tuple((k.linked.fact.fact_id, k.kind) for k in turn.kept if k.kind != "ok"),
            claims=tuple(claims),
            recalls=tuple(recalls),
            tally=self.state.chains.tally() if end == len(facts) else None,
            retired=till.retired,
            doubt=till.doubt,
        )
        return wire.write_message(reply, Lines(tuple(row.raw for row in rows), heads=heads))

    # -- its own days -------------------------------------------------------------------------------------

    def let_in(self, till_id: str, branch_id: str) -> None:
        """Let a till in: a new one, one it forgot, or one that was retired and comes back."""
        known = self.state.tills.get(till_id)
        if known is None:
            place = 1 + max((till.place for till in self.state.tills.values()), default=0)
            known = EnrolledTill(till_id, branch_id, b"", place)
        elif known.retired:
            # First it must learn what was taken from it.
            known = replace(known, retired=False, doubt="behind")
        else:
            return
        self._set_till(known, self.now)
        self.heard.discard(till_id)
        self.write("till.enrolled", TillEnrolled(till_id, branch_id, b"", known.place))

    def retire(self, till_id: str) -> None:
        """Retire a till at the house's risk."""
        self.state.changed[till_id] = self.now
        turn = self.turn(till_id)
        book = self.state.accounts.book
        held = {lot: told[till_id] for lot, told in book.accounts.items() if told.get(till_id, 0) > 0}
        core.retire(turn, held, "lost")
        self.commit(turn)
        self.look_up()

    def expire(self) -> None:
        """Post what expired in its own hands."""
        turn = Turn(self.view, EnrolledTill(CENTRE, "", b"", 0), self.now, self.waiting)
        core.expire(turn, list(self.state.accounts.lots))
        self.commit(turn)

    def update(self, version: int) -> None:
        """Update the program: what was deferred is folded now."""
        self.version = version
        deferred, self.state.deferred = self.state.deferred, []
        for linked in deferred:
            turn = Turn(self.view, self.state.tills[linked.fact.till_id], self.now, waiting=True)
            core.keep_again(turn, [linked])
            for kept in turn.kept:
                self._keep(turn, kept)
            self.state.debts.update(turn.debts)
            self.state.capped.update(turn.capped)
            self._mint(turn)
        self.settle_all()

    def put_back(self, backup: State) -> None:
        """Go on from a backup: a new generation of the feed, and nothing is given until every till was heard."""
        self.state = backup.copy()
        self.generation += 1
        self.recovering, self.heard = True, set()
        self.open()

    def overspends(self) -> list[OverspendRecognised]:
        """Return what was put on the house."""
        return [body for _, body in self.minted if isinstance(body, OverspendRecognised)]


def _house(turn: Turn) -> list[OverspendRecognised]:
    return [body for _, body in turn.minted if isinstance(body, OverspendRecognised)]
