"""A small honest till for the centre's tests: real facts, real keys, and the exchange's own code at its end."""

from __future__ import annotations

import base64
import json
import os
import secrets
import time
from dataclasses import asdict, dataclass, field

import httpx
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from loyalty.basket import Tender
from loyalty.errors import LoyaltyError
from loyalty.exchange.enrolling import Enrolled, Enrolment
from loyalty.exchange.judging import ChainHead
from loyalty.exchange.signing import reply_message, request_message
from loyalty.exchange.till import give_back, read_page
from loyalty.exchange.wire import (
    HeadSigned,
    Lines,
    MemberKey,
    Recall,
    Reply,
    Request,
    Wish,
    read_reply,
    write_message,
)
from loyalty.facts import GENESIS, Fact, canonical_bytes, chain_hash, head_message
from loyalty.ids import new_id
from loyalty.kinds import (
    CREDIT,
    EpochOpened,
    Grant,
    LotAmount,
    MemberEnrolled,
    SaleRecorded,
    SoldLine,
    TillOpened,
    kind_version,
    lot_id,
    pack_body,
    read_body,
)
from loyalty.ledger import postings
from loyalty.rights import CENTRE, Book, right_moves

MEDIA = "application/vnd.bashgah.lines"
BOOTED = 1_790_000_000_000
"""When this till's machine was started."""


class Refused(Exception):
    """The centre answered with a problem."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(status, code)
        self.status, self.code = status, code


@dataclass
class OwnFact:
    """A fact of this till, with where it stands."""

    raw: bytes
    after: ChainHead
    head: ChainHead
    fact_id: str


@dataclass
class Till:
    """A till in memory: its chain, what it read of the feed, and the accounts of rights folded from both."""

    http: httpx.Client
    till_id: str = ""
    business_id: str = ""
    branch_id: str = ""
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    epoch: str = field(default_factory=lambda: secrets.token_hex(8))
    seq: int = 0
    head: bytes = GENESIS
    own: list[OwnFact] = field(default_factory=list)
    acked: int = 0
    generation: str = ""
    pos: int = 0
    keys_pos: int = 0
    feed: list[Fact] = field(default_factory=list)
    raws: list[bytes] = field(default_factory=list)
    signatures: dict[tuple[str, int], bytes] = field(default_factory=dict)
    chains: dict[str, list[bytes]] = field(default_factory=dict)
    keys: dict[str, bytes | None] = field(default_factory=dict)
    new_keys: list[MemberKey] = field(default_factory=list)
    book: Book = field(default_factory=Book)
    recalls: tuple[Recall, ...] = ()
    enrolled: Enrolled | None = None
    at: int = 0
    shop_name: str = "shop"
    called: str = "1"
    """What its receipts begin with."""

    def __post_init__(self) -> None:
        self.till_id = self.till_id or new_id(now(), os.urandom)
        self.business_id = self.business_id or new_id(now(), os.urandom)
        self.branch_id = self.branch_id or new_id(now(), os.urandom)

    # -- joining

    def look(self, code: str) -> dict:
        return checked(self.http.post("/v1/invitation", json={"code": code})).json()

    def take_place(self, code: str) -> None:
        """Be the till a code is for, before anything is recorded."""
        told = self.look(code)
        self.business_id, self.branch_id, self.called = (
            told["business_id"],
            told["branch_id"],
            told["till_code"],
        )

    def enrolment(self, code: str, nonce: str = "") -> Enrolment:
        return Enrolment(
            nonce or secrets.token_hex(8),
            code,
            self.till_id,
            self.business_id,
            self.branch_id,
            "شعبهٔ خود",
            "Asia/Tehran",
            self.shop_name,
            "IRT",
            0,
            self.called,
            base64.b64encode(self.public_key).decode(),
        )

    def join(self, code: str) -> Enrolled:
        told = self.look(code)
        if told["branch_id"]:
            self.business_id, self.branch_id = told["business_id"], told["branch_id"]
            self.called = self.called if self.own else told["till_code"]
        if not self.own:
            self.open()
        self.enrolled = Enrolled(
            **checked(self.http.post("/v1/enroll", json=asdict(self.enrolment(code)))).json()
        )
        return self.enrolled

    @property
    def public_key(self) -> bytes:
        return self.key.public_key().public_bytes_raw()

    # -- recording

    def open(self) -> None:
        self.record(
            "till.opened", TillOpened(self.called, self.public_key, self.shop_name, "IRT", 0, "general", True)
        )

    def record(self, kind: str, body: object, *, fact_id: str = "", at: int | None = None) -> str:
        return self.record_row(kind, pack_body(kind, body), kind_version(kind), fact_id=fact_id, at=at)

    def record_row(
        self, kind: str, row: list, version: int = 1, *, fact_id: str = "", at: int | None = None
    ) -> str:
        after = ChainHead(self.epoch, self.seq, self.head)
        instant = now() if at is None else at
        fact = Fact(
            fact_id or new_id(now(), os.urandom), self.business_id, self.branch_id, self.till_id, self.epoch,
            self.seq + 1, kind, version, "owner", "", instant, instant - BOOTED, "boot", instant, False, row,
        )  # fmt: skip
        return self.chain(canonical_bytes(fact), fact, after)

    def chain(self, raw: bytes, fact: Fact, after: ChainHead) -> str:
        self.seq, self.head = after.seq + 1, chain_hash(after.hash, raw)
        self.own.append(OwnFact(raw, after, ChainHead(self.epoch, self.seq, self.head), fact.fact_id))
        self._fold(fact, self.till_id)
        return fact.fact_id

    def new_epoch(self, cause: str = "behind") -> None:
        """Begin a new epoch where this till believes it stands."""
        parent = ChainHead(self.epoch, self.seq, self.head)
        self.epoch, self.seq = secrets.token_hex(8), 0
        body = EpochOpened(parent.epoch, parent.seq, parent.hash, cause)
        self.record("epoch.opened", body)

    def enrol(self, member_id: str = "") -> str:
        member_id = member_id or new_id(now(), os.urandom)
        self.record("member.enrolled", MemberEnrolled(member_id, None))
        self.new_keys.append(MemberKey(member_id, os.urandom(32)))
        return member_id

    def sell(
        self, member_id: str | None, net: int = 50_000, earn: int = 0, spends: dict[str, int] | None = None,
        scope: str = "business", trusted: dict[str, int] | None = None,
    ) -> str:  # fmt: skip
        """Record a sale of one line; return its id."""
        spent = tuple(LotAmount(*one) for one in (spends or {}).items())
        credit = sum(part.amount for part in spent)
        line = SoldLine(1, "G1", None, 1_000, net, 0, credit, 0)
        grants = (Grant(CREDIT, scope, earn, now(), None, "base"),) if earn else ()
        tenders = (Tender("cash", net - credit),) if net > credit else ()
        lent = tuple(LotAmount(*one) for one in (trusted or {}).items())
        body = SaleRecorded(
            self.seq + 1, "s", member_id, (line,), tenders, 0, spent, grants, (), trusted=lent
        )
        return self.record("sale.recorded", body)

    def give(self, member_id: str, amount: int, scope: str = "business") -> str:
        """Sell something that grants credit; return the lot."""
        return lot_id(self.sell(member_id, earn=amount, scope=scope), 0)

    def held(self, lot: str) -> int:
        return self.book.held(lot, self.till_id)

    # -- exchanging

    def exchange(self, *wishes: Wish, most: int = 1_000, limit: int = 1_000, own: bool = False) -> Reply:
        """Hold one exchange and take in what came."""
        run = [one for one in self.own[self.acked :] if one.after.epoch == self._first().epoch][:most]
        after = run[0].after if run else self._first()
        heads = [self.head_line(run[-1].head)] if run else []
        request = Request(
            after.epoch, after.seq, after.hash.hex(), self.generation, self.pos, self.keys_pos, limit, own,
            len(self.own) - self.acked - len(run), wishes, version="test",
        )  # fmt: skip
        lines = Lines(tuple(one.raw for one in run), (), tuple(heads), tuple(self.new_keys))
        reply, down = self.send(request, lines)
        if reply.verdict == "ok":
            self.acked += len(run)
            self.new_keys.clear()
        self.take(reply, down)
        return reply

    def _first(self) -> ChainHead:
        return (
            self.own[self.acked].after
            if self.acked < len(self.own)
            else ChainHead(self.epoch, self.seq, self.head)
        )

    def catch_up(self) -> Reply:
        """Exchange until nothing waits on either side."""
        for _ in range(200):
            reply = self.exchange()
            assert reply.verdict == "ok", reply
            if reply.caught_up and self.acked == len(self.own):
                return reply
        raise AssertionError("never caught up")

    def head_line(self, head: ChainHead) -> HeadSigned:
        return HeadSigned(head.epoch, head.seq, self.key.sign(head_message(head.epoch, head.seq, head.hash)))

    def send(self, request: Request, lines: Lines) -> tuple[Reply, Lines]:
        return self.post(zstandard.compress(write_message(request, lines)))

    def post(self, body: bytes, **headers: str) -> tuple[Reply, Lines]:
        """Send a body as it is; the reply must carry the centre's signature under this very request."""
        told, signature = self.headers("POST", "/v1/exchange", body)
        asked = self.http.build_request("POST", "/v1/exchange", content=body, headers={**told, **headers})
        answer = self.http.send(asked, stream=True)
        try:
            raw = b"".join(answer.iter_raw())
        finally:
            answer.close()
        if answer.status_code != 200:
            raise Refused(answer.status_code, json.loads(raw)["error"]["code"])
        assert answer.headers["content-type"] == MEDIA
        assert answer.headers["content-encoding"] == "zstd"
        seal = base64.b64decode(answer.headers["bashgah-signature"])
        Ed25519PublicKey.from_public_bytes(self.centre_key).verify(seal, reply_message(signature, raw))
        return read_reply(zstandard.ZstdDecompressor().decompress(raw, max_output_size=1 << 28))

    @property
    def centre_key(self) -> bytes:
        assert self.enrolled is not None
        return base64.b64decode(self.enrolled.centre_key)

    def headers(self, method: str, path: str, body: bytes) -> tuple[dict[str, str], bytes]:
        signature = self.key.sign(request_message(method, path, body))
        told = {
            "Bashgah-Till": self.till_id,
            "Bashgah-Signature": base64.b64encode(signature).decode(),
            "Content-Type": MEDIA,
            "Content-Encoding": "zstd",
        }
        return told, signature

    def poke(self, pos: int) -> dict:
        path = f"/v1/poke?pos={pos}"
        told, _ = self.headers("GET", path, b"")
        return checked(
            self.http.get(path, headers={k: told[k] for k in ("Bashgah-Till", "Bashgah-Signature")})
        ).json()

    # -- what came down

    def take(self, reply: Reply, down: Lines) -> None:
        """Prove a page and fold it."""
        if reply.generation != self.generation:
            self.forget(reply.generation)
        page = read_page(self, down.facts)
        own = {one.raw for one in self.own}
        for linked in page.fresh:
            self.chains.setdefault(linked.fact.epoch, []).append(linked.hash)
            self.feed.append(linked.fact)
            self.raws.append(linked.raw)
            if linked.raw not in own:
                self._fold(linked.fact, linked.fact.till_id)
        self.signatures.update({(one.epoch, one.seq): one.signature for one in down.heads})
        self.keys.update({one.member_id: one.key for one in down.keys})
        self.pos, self.keys_pos, self.at, self.recalls = reply.pos, reply.keys_pos, reply.at, reply.recalls
        if reply.tally is not None and not reply.retired and self.acked == len(self.own):
            self.last_tally = reply.tally

    last_tally: tuple[int, str] | None = None

    def forget(self, generation: str) -> None:
        """Read a restored centre's feed from its beginning; what is known is known."""
        self.generation, self.pos, self.keys_pos = generation, 0, 0

    def chain_head(self, epoch: str) -> ChainHead | None:
        hashes = self.chains.get(epoch)
        return ChainHead(epoch, len(hashes), hashes[-1]) if hashes else None

    def hash_at(self, epoch: str, seq: int) -> bytes | None:
        hashes = self.chains.get(epoch, [])
        return hashes[seq - 1] if 0 < seq <= len(hashes) else None

    def _fold(self, fact: Fact, author: str) -> None:
        try:
            body = read_body(fact.kind, fact.version, fact.body)
        except LoyaltyError:
            return
        centre = self.enrolled is not None and author == self.enrolled.centre_id
        told = postings(fact.fact_id, fact.at, fact.branch_id, body)
        self.book.post(right_moves(CENTRE if centre else author, body, told))

    def return_rights(self) -> int:
        """Give back what was asked for; return how many lots."""
        held = {lot: left for lot in self.book.accounts if (left := self.held(lot)) > 0}
        bodies = give_back(self.recalls, held, frozenset())
        for body in bodies:
            self.record("rights.returned", body)
        self.recalls = ()
        return sum(len(body.lots) for body in bodies)

    def tally(self) -> tuple[int, str]:
        """Return the count and xor of all facts this till holds."""
        hashes = {one.head.hash for one in self.own} | {
            one for chain in self.chains.values() for one in chain
        }
        xor = 0
        for one in hashes:
            xor ^= int.from_bytes(one[:8], "big")
        return len(hashes), f"{xor:016x}"


def now() -> int:
    """Return the machine's time in milliseconds."""
    return time.time_ns() // 1_000_000


def checked(answer: httpx.Response) -> httpx.Response:
    """Return an answer that is no refusal."""
    if answer.status_code != 200:
        raise Refused(answer.status_code, answer.json()["error"]["code"])
    return answer
