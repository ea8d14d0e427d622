"""Checks everything from zero: every chain and signature, the feed's positions, and every account of rights.

It holds no more in memory for ten million facts than for ten: what grows with the feed lies in a file meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from central.reading import parse_fact, read_body
from central.signing import KeyVerifier, SeedSigner
from central.store import accounts, businesses, feed
from central.store.db import Db
from central.store.places import Place
from central.store.scratch import Account, Sums, sums
from loyalty.exchange.judging import parent_of
from loyalty.exchange.reading import FOLDED
from loyalty.facts import GENESIS, Fact, chain_hash, head_message
from loyalty.ledger import postings
from loyalty.rights import CENTRE, Book, right_moves
from loyalty.uses import once

COUNTED = frozenset({*FOLDED, "foreign"})
"""Classes of facts that count."""
MOST_LOTS = 20_000
"""How many lots are summed up in memory before they go to the file."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found; `problems` are codes with where they stand, empty for a sound business."""

    business_id: str
    facts: int
    problems: tuple[str, ...]


@dataclass(slots=True)
class _Walk:
    """A walk along the feed: where each chain stands, and the accounts so far; `book` holds what is not in `kept` yet."""

    kept: Sums
    facts: int = 0
    xor: int = 0
    heads: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    book: Book = field(default_factory=Book)
    granted: set[str] = field(default_factory=set)
    """Lots that were granted, and cannot be opened any more: those not in `kept` yet."""

    def put_away(self) -> None:
        """Move what was summed up to the file."""
        self.kept.add(
            (lot_id, holder, amount)
            for lot_id, held in sorted(self.book.accounts.items())
            for holder, amount in held.items()
        )
        self.kept.note_granted(sorted(self.granted))
        self.book, self.granted = Book(), set()


def check_business(place: Place, business_id: str) -> Checked:
    """Check a business from zero."""
    with place.business(business_id) as db, sums() as kept:
        walk = _Walk(kept)
        problems = [*_walk(db, walk, _keys(db)), *_ends(db, walk), *_signatures(db), *_accounts(db, walk)]
    return Checked(business_id, walk.facts, tuple(problems))


def check_chains(db: Db) -> tuple[str, ...]:
    """Check chains alone."""
    with sums() as kept:
        walk = _Walk(kept)
        return (*_walk(db, walk, None), *_ends(db, walk))


def _walk(db: Db, walk: _Walk, keys: Mapping[str, KeyVerifier] | None) -> Iterator[str]:
    """Walk along the feed; `keys` are those of the chains, None where signatures are not looked at."""
    centre = businesses.read_business(db).centre_id
    for pos, till_id, kept, raw, kind, signature in feed.walk(db):
        walk.facts += 1
        if pos != walk.facts:
            yield f"position_missing {walk.facts}"
            walk.facts = pos
        fact = parse_fact(raw)
        if not _joins(walk, fact, raw, kept) or fact.till_id != till_id:
            yield f"chain_broken {fact.epoch} {fact.seq}"
        if keys is not None and signature is not None and not _signed(keys, fact, kept, signature):
            yield f"signature_wrong {fact.epoch} {fact.seq}"
        walk.heads[fact.epoch] = (fact.seq, kept)
        walk.xor ^= int.from_bytes(kept[:8], "big")
        if kind in COUNTED:
            _fold(walk, fact, CENTRE if till_id == centre else till_id)
    walk.put_away()


def _keys(db: Db) -> Mapping[str, KeyVerifier]:
    business = businesses.read_business(db)
    keys = {till.till_id: KeyVerifier(till.public_key) for till in businesses.tills(db)}
    keys[business.centre_id] = KeyVerifier(SeedSigner(business.seed).public_key)
    return {epoch: keys[till_id] for epoch, till_id, _ in feed.chain_heads(db) if till_id in keys}


def _signed(keys: Mapping[str, KeyVerifier], fact: Fact, kept: bytes, signature: bytes) -> bool:
    key = keys.get(fact.epoch)
    return key is not None and key.verify(head_message(fact.epoch, fact.seq, kept), signature)


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
    before = walk.kept.open(sorted(first)) | (first & walk.granted)
    walk.book.post(move for move in right_moves(holder, body, told) if move.lot_id not in before)
    walk.granted.update(lot.lot_id for lot in told.lots)
    if len(walk.book.touched) > MOST_LOTS:
        walk.put_away()


def _ends(db: Db, walk: _Walk) -> Iterator[str]:
    business = businesses.read_business(db)
    if (business.last_pos, business.tally) != (walk.facts, walk.xor.to_bytes(8, "big")):
        yield "tally_differs"
    for epoch, _, head in feed.chain_heads(db):
        if walk.heads.pop(epoch, None) != (head.seq, head.hash):
            yield f"head_differs {epoch}"
    yield from (f"chain_unknown {epoch}" for epoch in walk.heads)


def _signatures(db: Db) -> Iterator[str]:
    yield from (f"signature_wrong {epoch} {seq}" for epoch, seq in feed.heads_of_nothing(db))


def _accounts(db: Db, walk: _Walk) -> Iterator[str]:
    """Hold the accounts that are kept against those that were folded; both come in order."""
    kept, folded = accounts.all_accounts(db), walk.kept.all()
    ours, theirs = next(kept, _END), next(folded, _END)
    while (ours, theirs) != (_END, _END):
        if ours != theirs:
            yield "account_differs {} {}".format(*min(ours[0], theirs[0], key=_holder_first))
        first = min(ours[0], theirs[0], key=_holder_first)
        ours, theirs = (
            next(kept, _END) if ours[0] == first else ours,
            next(folded, _END) if theirs[0] == first else theirs,
        )


def _holder_first(account: Account) -> tuple[str, str]:
    return account[1], account[0]


_END: tuple[Account, int] = (("", "\U0010ffff"), 0)
"""Behind all accounts: no id begins so."""
