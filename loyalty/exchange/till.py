"""What a till does in an exchange: choose what to send, prove what came, and give back what was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from loyalty.errors import LoyaltyError, require
from loyalty.exchange.judging import STARTS, ChainHead, ChainView, Linked, Run, parent_of
from loyalty.exchange.wire import Recall, Reply
from loyalty.facts import GENESIS, chain_hash, parse_fact
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
    """What came down, proven: new facts in the order of the feed, and where each chain stands after them."""

    fresh: tuple[Linked, ...]
    heads: Mapping[str, ChainHead]


def read_page(view: ChainView, raws: Iterable[bytes]) -> Page:
    """Prove that facts that came down join the chains known here; those known already are passed over.

    Raises `feed_broken` where a fact stands in no chain: nothing of the page may be kept then.
    """
    heads: dict[str, ChainHead] = {}
    fresh = [linked for raw in raws if (linked := _link(view, heads, raw))]
    return Page(tuple(fresh), heads)


def _link(view: ChainView, heads: dict[str, ChainHead], raw: bytes) -> Linked | None:
    fact = parse_fact(raw)
    head = heads.get(fact.epoch) or view.chain_head(fact.epoch) or _beginning(fact.epoch, raw)
    if fact.seq <= head.seq:
        before = view.hash_at(fact.epoch, fact.seq - 1) if fact.seq > 1 else _beginning(fact.epoch, raw).hash
        known = view.hash_at(fact.epoch, fact.seq)
        require(known is None or (before is not None and chain_hash(before, raw) == known), "feed_broken")
        return None
    require(fact.seq == head.seq + 1, "feed_broken")
    linked = Linked(fact, raw, chain_hash(head.hash, raw))
    heads[fact.epoch] = ChainHead(fact.epoch, fact.seq, linked.hash)
    return linked


def _beginning(epoch: str, raw: bytes) -> ChainHead:
    fact = parse_fact(raw)
    if fact.seq != 1 or fact.kind not in STARTS:
        return ChainHead(epoch, 0, GENESIS)
    try:
        return ChainHead(epoch, 0, parent_of(fact).hash)
    except LoyaltyError as problem:
        raise LoyaltyError("feed_broken") from problem


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
