"""Reads a till's run of facts against what is known of its chain: what is new, what was sent before, what cannot be.

A fact whose chain and signature hold is never refused. A run that does not join the known chain changes nothing and
is answered with where the centre stands, so the till sends again from there.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from loyalty.errors import LoyaltyError, require
from loyalty.facts import GENESIS, Fact, Verifier, chain_hash, head_message, parse_fact

STARTS = ("till.opened", "epoch.opened")
"""What the first fact of an epoch may be."""


@dataclass(frozen=True, slots=True)
class ChainHead:
    """How far a chain is known: the number of its last fact, and that fact's hash."""

    epoch: str
    seq: int
    hash: bytes


class ChainView(Protocol):
    """What is known of chains."""

    def chain_head(self, epoch: str) -> ChainHead | None:
        """Return where an epoch stands, None for an unknown one."""

    def hash_at(self, epoch: str, seq: int) -> bytes | None:
        """Return the hash of a fact of an epoch."""


class AuthorView(ChainView, Protocol):
    """What is known of chains and of whose they are."""

    def epochs(self, till_id: str) -> Sequence[str]:
        """Return the epochs of a till in the order they came here; the last is the one it writes in."""


class Linked(NamedTuple):
    """A fact whose place in its chain is proven."""

    fact: Fact
    raw: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Run:
    """A run of facts of one epoch, standing after a place of its chain; `linked` where it was read before."""

    after: ChainHead
    raws: tuple[bytes, ...]
    linked: tuple[Linked, ...] | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What a run is: `ok` with its new facts, or `stale`, `fork`, `unsigned`, `unreadable` with none.

    `head` is how far the till's facts are kept: with `ok` the end of the run (of an empty run: all that is known of
    the chain), with `stale` the place to send from, with `fork` the last place both share, as far as the run shows
    it (at 0: send all of the epoch). `doubt` says what the run tells of its till's past:
    `behind` (facts known here are missing there), `fork` (two of it are at work), or nothing.
    """

    verdict: str
    head: ChainHead
    fresh: tuple[Linked, ...] = ()
    doubt: str = ""


def judge_run(view: AuthorView, till_id: str, run: Run, key: Verifier, signature: bytes) -> Judged:
    """Judge a run of a till's facts whose last head the till has signed."""
    known = view.chain_head(run.after.epoch)
    stands = known or ChainHead(run.after.epoch, 0, GENESIS)
    if known is not None and known.epoch not in view.epochs(till_id):
        # Whoever reads the feed knows where the chains of others stand: nobody may go on with them.
        return Judged("unreadable", stands)
    if run.after.seq > stands.seq:
        return Judged("stale", stands)
    if run.after.seq and view.hash_at(run.after.epoch, run.after.seq) != run.after.hash:
        return Judged("fork", ChainHead(run.after.epoch, 0, GENESIS))
    if not run.raws:
        return Judged("ok", stands)
    linked = run.linked or link(till_id, run)
    if linked is None:
        return Judged("unreadable", stands)
    last = linked[-1]
    if not key.verify(head_message(run.after.epoch, last.fact.seq, last.hash), signature):
        return Judged("unsigned", stands)
    if known is None:
        return _judge_first(view, linked, stands)
    return _judge_later(view, known, run, linked)


def link(till_id: str, run: Run, parse: Callable[[bytes], Fact] = parse_fact) -> tuple[Linked, ...] | None:
    """Return a run's facts, each standing after the one before; None where one cannot be read or is not in its place.

    It asks for nothing but the run, so it can be done before it is anyone's turn.
    """
    linked, epoch, seq, head = [], run.after.epoch, run.after.seq, run.after.hash
    for raw in run.raws:
        try:
            fact = parse(raw)
        except LoyaltyError:
            return None
        seq, head = seq + 1, chain_hash(head, raw)
        if fact.seq != seq or fact.till_id != till_id or fact.epoch != epoch:
            return None
        linked.append(Linked(fact, raw, head))
    return tuple(linked)


def _judge_first(view: AuthorView, linked: Sequence[Linked], stands: ChainHead) -> Judged:
    first = linked[0]
    parent = parent_of(first.fact) if first.fact.kind in STARTS else None
    if parent is None or chain_hash(parent.hash, first.raw) != first.hash:
        return Judged("unreadable", stands)
    doubt = _doubt(view, view.epochs(first.fact.till_id), parent)
    if doubt is None:
        return Judged("stale", view.chain_head(parent.epoch) or ChainHead(parent.epoch, 0, GENESIS))
    return Judged("ok", _head(linked), tuple(linked), doubt)


def parent_of(fact: Fact) -> ChainHead | None:
    """Return where the epoch that a fact begins says it stands: nowhere for a till's first; None if it says nothing.

    The place stands first in the body, in every version of it: whoever is not up to date must still read on.
    """
    if fact.kind == "till.opened":
        return ChainHead("", 0, GENESIS)
    try:
        epoch, seq, text = fact.body[:3]
        parent = base64.b64decode(text, validate=True)
        require(
            type(epoch) is str and type(seq) is int and seq >= 0 and len(parent) == len(GENESIS),
            "feed_broken",
        )
    except (ValueError, TypeError, LoyaltyError):
        return None
    return ChainHead(epoch, seq, parent)


def _doubt(view: ChainView, epochs: Sequence[str], parent: ChainHead) -> str | None:
    # None: the parent itself has not arrived yet, so the till is to send that first.
    if parent.seq == 0:
        return "behind" if epochs else ""
    known = view.chain_head(parent.epoch)
    if known is None or known.seq < parent.seq:
        return None
    if (parent.epoch,) != tuple(epochs[-1:]) or view.hash_at(parent.epoch, parent.seq) != parent.hash:
        return "fork"
    return "behind" if known.seq > parent.seq else ""


def _judge_later(view: AuthorView, known: ChainHead, run: Run, linked: Sequence[Linked]) -> Judged:
    shared = run.after
    # Numbers follow each other in a run: what was known before comes first.
    told_before = max(0, known.seq - run.after.seq)
    for one in linked[:told_before]:
        if view.hash_at(known.epoch, one.fact.seq) != one.hash:
            return Judged("fork", shared)
        shared = ChainHead(known.epoch, one.fact.seq, one.hash)
    fresh = tuple(linked[told_before:])
    if not fresh:
        # Only what this run told: what is known beyond may be a twin's, and no place of this till's own chain.
        return Judged("ok", shared)
    # Its till has left this epoch, and sent all of it before it began the next: a twin goes on here.
    doubt = "" if known.epoch == view.epochs(fresh[0].fact.till_id)[-1] else "fork"
    return Judged("ok", _head(fresh), fresh, doubt)


def _head(linked: Sequence[Linked]) -> ChainHead:
    last = linked[-1]
    return ChainHead(last.fact.epoch, last.fact.seq, last.hash)
