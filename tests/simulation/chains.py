"""Chains of facts in memory, as a till and the centre keep them, and keys that cost nothing."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from loyalty.exchange.judging import ChainHead, Linked, parent_of
from loyalty.exchange.wire import HeadSigned
from loyalty.facts import GENESIS
from loyalty.kinds import registry

NEWER = "sale.recorded"
"""The kind that has a second version in worlds where versions part."""

NOWHERE = ChainHead("", 0, GENESIS)


@dataclass(frozen=True, slots=True)
class Key:
    """Signs and verifies with a keyed hash."""

    secret: bytes

    def sign(self, message: bytes) -> bytes:
        """Return the signature."""
        return hmac.digest(self.secret, message, "sha256")

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Say whether it is this key's."""
        return hmac.compare_digest(self.sign(message), signature)


@contextmanager
def speaking(version: int) -> Iterator[None]:
    """Let a node read and write kinds in its own version of the program."""
    known = registry.KINDS[NEWER]
    registry.KINDS[NEWER] = (version, known[1])
    try:
        yield
    finally:
        registry.KINDS[NEWER] = known


@dataclass(slots=True)
class Chains:
    """All chains a node knows: the hashes of each epoch in order, and every fact in the order it came."""

    hashes: dict[str, list[bytes]] = field(default_factory=dict)
    starts: dict[str, bytes] = field(default_factory=dict)
    owners: dict[str, list[str]] = field(default_factory=dict)
    facts: list[Linked] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    signed: dict[str, HeadSigned] = field(default_factory=dict)
    xor: int = 0

    def copy(self) -> Chains:
        """Return a copy that goes its own way."""
        return Chains(
            {epoch: list(told) for epoch, told in self.hashes.items()},
            dict(self.starts),
            {till: list(told) for till, told in self.owners.items()},
            list(self.facts),
            set(self.ids),
            dict(self.signed),
            self.xor,
        )

    def chain_head(self, epoch: str) -> ChainHead | None:
        """Return where an epoch stands."""
        told = self.hashes.get(epoch)
        return ChainHead(epoch, len(told), told[-1]) if told else None

    def hash_at(self, epoch: str, seq: int) -> bytes | None:
        """Return the hash of a fact."""
        told = self.hashes.get(epoch, [])
        return told[seq - 1] if 1 <= seq <= len(told) else None

    def epochs(self, till_id: str) -> list[str]:
        """Return a till's epochs in the order they came."""
        return self.owners.get(till_id, [])

    def add(self, linked: Linked) -> bool:
        """Keep a fact; say whether its id is new."""
        fact = linked.fact
        told = self.hashes.setdefault(fact.epoch, [])
        assert fact.seq == len(told) + 1, "a chain has a hole"
        if not told:
            parent = parent_of(fact)
            assert parent is not None
            self.starts[fact.epoch] = parent.hash
            self.owners.setdefault(fact.till_id, []).append(fact.epoch)
        told.append(linked.hash)
        self.xor ^= int.from_bytes(linked.hash[:8], "big")
        self.facts.append(linked)
        new = fact.fact_id not in self.ids
        self.ids.add(fact.fact_id)
        return new

    def sign(self, head: HeadSigned) -> None:
        """Remember a signature where it is the furthest."""
        known = self.signed.get(head.epoch)
        if known is None or head.seq > known.seq:
            self.signed[head.epoch] = head

    def tally(self) -> tuple[int, str]:
        """Return the number of all facts and the xor of their hashes."""
        return len(self.facts), f"{self.xor:016x}"

    def drop(self, linked: Linked) -> None:
        """Forget the last fact of an epoch: a twin went there, and it is told again elsewhere."""
        told = self.hashes[linked.fact.epoch]
        assert told.pop() == linked.hash
        if not told:
            del self.hashes[linked.fact.epoch]
            self.owners[linked.fact.till_id].remove(linked.fact.epoch)
        self.facts.remove(linked)
        self.ids.discard(linked.fact.fact_id)
        self.xor ^= int.from_bytes(linked.hash[:8], "big")


def digest(*parts: object) -> str:
    """Return a short text that is the same for the same parts."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
