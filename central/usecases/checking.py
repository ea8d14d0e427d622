"""Checks everything from zero: every chain and signature, the feed's positions, and every account of rights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from central.signing import KeyVerifier, SeedSigner
from central.store import accounts, businesses, feed
from central.store.db import Db
from central.store.places import Place
from loyalty.exchange.judging import parent_of
from loyalty.exchange.reading import FOLDED
from loyalty.exchange.wire import HeadSigned
from loyalty.facts import GENESIS, Fact, chain_hash, head_message, parse_fact
from loyalty.kinds import read_body
from loyalty.ledger import postings
from loyalty.rights import CENTRE, Book, right_moves
from loyalty.uses import once

COUNTED = frozenset({*FOLDED, "foreign"})
"""Classes of facts that count."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found; `problems` are codes with where they stand, empty for a sound business."""

    business_id: str
    facts: int
    problems: tuple[str, ...]


@dataclass(slots=True)
class _Walk:
    """A walk along the feed: where each chain stands, and the accounts so far."""

    facts: int = 0
    xor: int = 0
    heads: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    hashes: dict[tuple[str, int], bytes] = field(default_factory=dict)
    book: Book = field(default_factory=Book)
    opened: set[str] = field(default_factory=set)


def check_business(place: Place, business_id: str) -> Checked:
    """Check a business from zero."""
    with place.business(business_id) as db:
        walk = _Walk()
        problems = [*_walk(db, walk), *_ends(db, walk), *_signatures(db, walk), *_accounts(db, walk)]
    return Checked(business_id, walk.facts, tuple(problems))


def check_chains(db: Db) -> tuple[str, ...]:
    """Check chains alone."""
    walk = _Walk()
    return (*_walk(db, walk), *_ends(db, walk))


def _walk(db: Db, walk: _Walk) -> Iterator[str]:
    centre = businesses.read_business(db).centre_id
    signed = {(one.epoch, one.seq) for one in _heads(db)}
    for pos, till_id, kept, raw, kind in feed.walk(db):
        walk.facts += 1
        if pos != walk.facts:
            yield f"position_missing {walk.facts}"
            walk.facts = pos
        fact = parse_fact(raw)
        if not _joins(walk, fact, raw, kept) or fact.till_id != till_id:
            yield f"chain_broken {fact.epoch} {fact.seq}"
        walk.heads[fact.epoch] = (fact.seq, kept)
        if (fact.epoch, fact.seq) in signed:
            walk.hashes[fact.epoch, fact.seq] = kept
        walk.xor ^= int.from_bytes(kept[:8], "big")
        if kind in COUNTED:
            _fold(walk, fact, CENTRE if till_id == centre else till_id)


def _joins(walk: _Walk, fact: Fact, raw: bytes, kept: bytes) -> bool:
    seq, previous = walk.heads.get(fact.epoch, (0, GENESIS))
    if fact.seq != seq + 1:
        return False
    if seq == 0:
        parent = parent_of(fact)
        if parent is None:
            return False
        previous = parent.hash
    return chain_hash(previous, raw) == kept


def _fold(walk: _Walk, fact: Fact, holder: str) -> None:
    body = read_body(fact.kind, fact.version, fact.body)
    told = postings(fact.fact_id, fact.at, fact.branch_id, body)
    first = {move.lot_id for move in told.moves if move.kind == "opening"} | once(body)
    moves = right_moves(holder, body, told)
    walk.book.post(move for move in moves if not (move.lot_id in first and move.lot_id in walk.opened))
    walk.opened |= first


def _ends(db: Db, walk: _Walk) -> Iterator[str]:
    business = businesses.read_business(db)
    if (business.last_pos, business.tally) != (walk.facts, walk.xor.to_bytes(8, "big")):
        yield "tally_differs"
    for epoch, _, head in feed.chain_heads(db):
        if walk.heads.pop(epoch, None) != (head.seq, head.hash):
            yield f"head_differs {epoch}"
    yield from (f"chain_unknown {epoch}" for epoch in walk.heads)


def _heads(db: Db) -> list[HeadSigned]:
    rows = db.rows("SELECT epoch, seq, signature FROM head WHERE business_id = :b")
    return [HeadSigned(row[0], row[1], bytes(row[2])) for row in rows]


def _signatures(db: Db, walk: _Walk) -> Iterator[str]:
    business = businesses.read_business(db)
    keys = {till.till_id: till.public_key for till in businesses.tills(db)}
    keys[business.centre_id] = SeedSigner(business.seed).public_key
    authors = {epoch: till_id for epoch, till_id, _ in feed.chain_heads(db)}
    for one in _heads(db):
        key = keys.get(authors.get(one.epoch, ""))
        message = head_message(one.epoch, one.seq, walk.hashes.get((one.epoch, one.seq), b""))
        if key is None or not KeyVerifier(key).verify(message, one.signature):
            yield f"signature_wrong {one.epoch} {one.seq}"


def _accounts(db: Db, walk: _Walk) -> Iterator[str]:
    kept = accounts.all_accounts(db)
    folded = {
        (lot, holder): left for lot, held in walk.book.accounts.items() for holder, left in held.items()
    }
    for lot_id, holder in sorted(kept.keys() | folded.keys()):
        if kept.get((lot_id, holder)) != folded.get((lot_id, holder)):
            yield f"account_differs {lot_id} {holder}"
