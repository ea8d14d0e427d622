"""What a till does in an exchange: choose what to send, prove what came, and give back what was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from loyalty.errors import LoyaltyError, require
from loyalty.exchange.glancing import Glance, Glanced, Placed
from loyalty.exchange.judging import STARTS, ChainHead, ChainView, Linked, Run, parent_of
from loyalty.exchange.wire import Recall, Reply
from loyalty.facts import Fact, chain_hash, parse_fact
from loyalty.kinds import LotAmount, RightsReturned

BATCH = 1_000
"""How many facts go up in one exchange."""


class Outbox(ChainView, Protocol):
    """A till's own facts that the centre has not acknowledged yet: there is no other outbox."""

    def unsent(self, most: int) -> Sequence[tuple[ChainHead, bytes]]:
        """Return the oldest of them: the place each stands after, and its bytes."""


def next_run(outbox: Outbox, head: ChainHead, most: int = BATCH) -> Run:
    """Return the next run to send: the oldest unsent facts of one epoch; an empty run at the head without any."""
    unsent = outbox.unsent(most)
    if not unsent:
        return Run(head, ())
    first = unsent[0][0]
    return Run(first, tuple(raw for place, raw in unsent if place.epoch == first.epoch))


@dataclass(frozen=True, slots=True)
class Page:
    """What came down, proven: new facts in the order of the feed, where each chain stands after them, and how far the
    page told each chain, what was known included."""

    fresh: tuple[Placed, ...]
    heads: Mapping[str, ChainHead]
    told: Mapping[str, int] = field(default_factory=dict)


def read_page(view: ChainView, raws: Sequence[bytes], facts: Sequence[Fact | Glance] | None = None) -> Page:
    """Prove that facts that came down join the chains known here; those known already are passed over.

    `facts` are those of the bytes where they were read before. Raises `feed_broken` where a fact stands in no chain:
    nothing of the page may be kept then.
    """
    read = _Reading(view)
    told = zip(_parsed(raws) if facts is None else facts, raws, strict=True)
    fresh = [placed for fact, raw in told if (placed := read.link(fact, raw))]
    return Page(tuple(fresh), read.heads, read.told)


def _parsed(raws: Iterable[bytes]) -> Iterator[Fact]:
    try:
        yield from map(parse_fact, raws)
    except LoyaltyError as problem:
        raise LoyaltyError("feed_broken") from problem


@dataclass(slots=True)
class _Reading:
    # A page as it is read: what it brought itself is known to what follows in it.
    view: ChainView
    heads: dict[str, ChainHead] = field(default_factory=dict)
    hashes: dict[tuple[str, int], bytes] = field(default_factory=dict)
    told: dict[str, int] = field(default_factory=dict)

    def link(self, fact: Fact | Glance, raw: bytes) -> Placed | None:
        epoch, seq = fact.epoch, fact.seq
        self.told[epoch] = max(self.told.get(epoch, 0), seq)
        head = self.heads.get(epoch) or self.view.chain_head(epoch) or _beginning(fact)
        if seq <= head.seq:
            self._pass_over(fact, raw)
            return None
        require(seq == head.seq + 1, "feed_broken")
        digest = chain_hash(head.hash, raw)
        self.heads[epoch] = ChainHead(epoch, seq, digest)
        self.hashes[epoch, seq] = digest
        return Glanced(fact, raw, digest) if isinstance(fact, Glance) else Linked(fact, raw, digest)

    def _pass_over(self, fact: Fact | Glance, raw: bytes) -> None:
        # What is too old to be kept here any more cannot be compared.
        known = self._hash_at(fact.epoch, fact.seq)
        before = self._hash_at(fact.epoch, fact.seq - 1) if fact.seq > 1 else _beginning(fact).hash
        require(known is None or before is None or chain_hash(before, raw) == known, "feed_broken")

    def _hash_at(self, epoch: str, seq: int) -> bytes | None:
        return self.hashes.get((epoch, seq)) or self.view.hash_at(epoch, seq)


def _beginning(fact: Fact | Glance) -> ChainHead:
    # What was only glanced at is plain, and begins nothing.
    parent = None
    if isinstance(fact, Fact) and fact.seq == 1 and fact.kind in STARTS:
        parent = parent_of(fact)
    if parent is None:
        raise LoyaltyError("feed_broken")
    return ChainHead(fact.epoch, 0, parent.hash)


def acknowledged(chains: ChainView, reply: Reply) -> ChainHead | None:
    """Return the place up to which a reply says that the centre holds this till's facts; None where it is no place of
    this till's own chain.

    The hash decides, not the number: in a till that was put back the same number is another fact. Where None comes with
    `stale` and the till was not put back, a twin's facts stand there: the till sends the whole epoch, and is told by
    `fork` where the chains part.
    """
    place = ChainHead(reply.epoch, reply.seq, bytes.fromhex(reply.hash))
    if place.seq and chains.hash_at(place.epoch, place.seq) != place.hash:
        return None
    return place


def give_back(
    recalls: Iterable[Recall], held: Mapping[str, int], busy: frozenset[str]
) -> tuple[RightsReturned, ...]:
    """Return the facts by which a till gives back what was asked of it, without lots an open basket counts on."""
    wanted: dict[str, dict[str, int]] = {}
    left = dict(held)
    for recall in recalls:
        part = min(recall.amount, left.get(recall.lot_id, 0))
        if part > 0 and recall.lot_id not in busy:
            left[recall.lot_id] -= part
            lots = wanted.setdefault("home" if recall.why == "home" else "recalled", {})
            lots[recall.lot_id] = lots.get(recall.lot_id, 0) + part
    return tuple(
        RightsReturned(tuple(LotAmount(lot_id, amount) for lot_id, amount in lots.items()), why)
        for why, lots in sorted(wanted.items())
    )


def was_put_back(reply: Reply, own: ChainHead) -> bool:
    """Say whether the centre has more of this till's epoch than the till itself: it was put back to an older state."""
    return reply.epoch == own.epoch and reply.seq > own.seq


def backed_trust(limit: int, held_elsewhere: int, lent: int, pool_left: int, overspent: bool) -> int:
    """Return what may be lent on trust: never more than the owner's limit for a member and outage, than what was last
    known to be held elsewhere, than what is left of the branch's pool; nothing while an overspend is open.
    """
    return 0 if overspent else max(0, min(limit - lent, held_elsewhere - lent, pool_left))
