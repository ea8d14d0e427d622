"""One sitting of the centre over a business: facts kept and facts of its own, with all that follows from them.

A sitting is one transaction. Positions are given in it, under the business's one writer, so the order of the feed is
the order of commits.
"""

from __future__ import annotations

import struct
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import xor
from types import MappingProxyType

from central.signing import SeedSigner
from central.store import accounts, asking, businesses, catalogue, feed, member_keys
from central.store.businesses import Business, TillRow
from central.store.catalogue import TillKey
from central.store.db import Db
from central.store.places import Place
from central.store.view import LedgerView
from central.usecases.belonging import counts_of, home_of, lots_of, note_members, told_by_lots
from central.usecases.fitness import MOST_IN_ACCOUNT, fits_name, kept_id
from loyalty.clock import HOUR, Clock
from loyalty.errors import require
from loyalty.exchange import reading
from loyalty.exchange.centre import (
    EXPIRY_GRACE,
    MOST_LOTS,
    EnrolledTill,
    Kept,
    Turn,
    changed,
    expire,
    settle_all,
)
from loyalty.exchange.judging import ChainHead, Linked
from loyalty.exchange.wire import HeadSigned, MemberKey
from loyalty.facts import GENESIS, Fact, canonical_bytes, chain_hash, head_message
from loyalty.ids import IdMaker
from loyalty.kinds import (
    Body,
    EpochOpened,
    MemberGone,
    OverspendRecognised,
    RightsGranted,
    RightsOpened,
    RightsReturned,
    TillEnrolled,
    TillOpened,
    TillRetired,
    kind_version,
    pack_body,
)
from loyalty.rights import CENTRE
from loyalty.uses import use_lots

BEHIND = "behind"
"""Doubt about a till that has still to learn what the centre knows of it."""

STAFF = "centre"
"""Who stands under the centre's own facts."""

_TALLY_BYTES = 8

NOTHING_READ: Mapping[bytes, reading.Told] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Told:
    """A fact that stands in the feed now, with what it says where that is folded."""

    linked: Linked
    body: Body
    author: str


@dataclass(slots=True)
class Sitting:
    """The open transaction, how far the feed goes, and what is left to tell the catalogue afterwards."""

    db: Db
    business: Business
    clock: Clock
    ids: IdMaker
    at: int
    pos: int
    key_pos: int
    tally: bytes
    newcomers: list[TillKey] = field(default_factory=list)

    def view(self, till_id: str) -> LedgerView:
        """Return what is known now, for a till's turn."""
        return LedgerView(self.db, till_id, self.at)

    @property
    def centre(self) -> EnrolledTill:
        """Return the centre as the author of its own chain: the holder that is no till."""
        return EnrolledTill(CENTRE, "", SeedSigner(self.business.seed).public_key, 0)

    def author(self, till_id: str) -> EnrolledTill | None:
        """Return who writes a chain: the centre, a till, None for nobody known."""
        if till_id == self.business.centre_id:
            return self.centre
        till = businesses.find_till(self.db, till_id) if fits_name(till_id) else None
        return None if till is None else till.enrolled

    def name_of(self, author: EnrolledTill) -> str:
        """Return the id under which an author's facts stand."""
        return self.business.centre_id if author.till_id == CENTRE else author.till_id

    @property
    def waiting(self) -> bool:
        """Say whether the centre knows less than it once did: put back, or with facts of a newer version."""
        return businesses.anyone_awaited(self.db) or feed.any_deferred(self.db)

    def turn(self, till: EnrolledTill, read: Mapping[bytes, reading.Told] = NOTHING_READ) -> Turn:
        """Begin a turn for an author; `read` is what its facts say, by their hash, where they were read before."""
        return Turn(self.view(till.till_id), till, self.at, self.waiting, read)


@contextmanager
def sit(place: Place, business_id: str, clock: Clock, ids: IdMaker) -> Iterator[Sitting]:
    """Open a sitting over a business; what it changed is written when it ends, or nothing is."""
    with place.business(business_id, write=True) as db:
        business = businesses.read_business(db)
        at = max(clock.now(), business.last_at)
        sitting = Sitting(
            db, business, clock, ids, at, business.last_pos, business.last_key_pos, business.tally
        )
        yield sitting
        if (sitting.pos, sitting.key_pos) != (business.last_pos, business.last_key_pos):
            businesses.move_on(db, pos=sitting.pos, key_pos=sitting.key_pos, tally=sitting.tally, at=at)
    if sitting.newcomers:
        with place.catalogue(write=True) as db:
            for key in sitting.newcomers:
                catalogue.add_till_key(db, key)


# -- the feed ---------------------------------------------------------------------------------------------


def add_facts(
    sitting: Sitting, author: str, facts: Sequence[tuple[Linked, str]], granted: Container[int] = frozenset()
) -> None:
    """Put facts of one author into the feed, each with its class; `granted`: the positions of those a lot tells of."""
    if not facts:
        return
    rows = [(linked, kept_id(linked), kind) for linked, kind in facts]
    sitting.pos = feed.append(sitting.db, sitting.pos, rows, sitting.at, granted)
    last = {linked.fact.epoch: linked for linked, _ in facts}
    for epoch, linked in last.items():
        feed.set_chain(sitting.db, author, ChainHead(epoch, linked.fact.seq, linked.hash))
    sitting.tally = _xor([sitting.tally, *(linked.hash[:_TALLY_BYTES] for linked, _ in facts)])


def _xor(tallies: Sequence[bytes]) -> bytes:
    numbers: tuple[int, ...] = struct.unpack(f">{len(tallies)}Q", b"".join(tallies))
    return reduce(xor, numbers).to_bytes(_TALLY_BYTES, "big")


def mint(sitting: Sitting, bodies: Sequence[tuple[str, Body]]) -> list[Told]:
    """Write facts of the centre's own at the end of its chain and sign its head."""
    if not bodies:
        return []
    business = sitting.business
    head = sitting.view(business.centre_id).chain_head(business.epoch) or _beginning(
        business.epoch, bodies[0][1]
    )
    minted = list(_link_own(sitting, head, bodies))
    add_facts(sitting, business.centre_id, [(linked, "ok") for linked in minted])
    last = minted[-1]
    message = head_message(business.epoch, last.fact.seq, last.hash)
    signature = SeedSigner(business.seed).sign(message)
    feed.add_head(sitting.db, HeadSigned(business.epoch, last.fact.seq, signature))
    return [Told(linked, body, business.centre_id) for linked, (_, body) in zip(minted, bodies, strict=True)]


def _beginning(epoch: str, first: Body) -> ChainHead:
    return ChainHead(epoch, 0, first.parent_hash if isinstance(first, EpochOpened) else GENESIS)


def _link_own(sitting: Sitting, head: ChainHead, bodies: Iterable[tuple[str, Body]]) -> Iterator[Linked]:
    seq, previous = head.seq, head.hash
    for kind, body in bodies:
        seq += 1
        fact = Fact(
            sitting.ids.next(sitting.at),
            sitting.business.business_id,
            "",
            sitting.business.centre_id,
            sitting.business.epoch,
            seq,
            kind,
            kind_version(kind),
            STAFF,
            "",
            sitting.clock.now(),
            sitting.clock.steady(),
            sitting.clock.boot_id(),
            sitting.at,
            False,
            pack_body(kind, body),
        )
        raw = canonical_bytes(fact)
        previous = chain_hash(previous, raw)
        yield Linked(fact, raw, previous)


# -- what follows -----------------------------------------------------------------------------------------


def write_turn(sitting: Sitting, turn: Turn) -> None:
    """Write all that came of a turn: facts kept and minted, and what they did."""
    places = told_by_lots(turn.kept, _ledger(turn).authors, sitting.pos)
    kept = [(one.linked, one.kind) for one in turn.kept]
    add_facts(sitting, sitting.name_of(turn.till), kept, frozenset(places.values()))
    write_effects(sitting, turn, places)


def write_effects(sitting: Sitting, turn: Turn, places: Mapping[str, int] = accounts.NOWHERE) -> None:
    """Write what came of a turn whose kept facts stand in the feed already; `places`: of those a lot tells of."""
    author = sitting.name_of(turn.till)
    _note_doubt(sitting, turn.till)
    told = [Told(one.linked, one.body, author) for one in turn.kept if type(one.body) in _EFFECTS]
    told += mint(sitting, turn.minted)
    homes = note_members(sitting.db, turn.kept, sitting.at)
    _write_rights(sitting, turn, homes, places)
    for one in told:
        effect = _EFFECTS.get(type(one.body))
        if effect is not None:
            effect(sitting, one)


def _note_doubt(sitting: Sitting, till: EnrolledTill) -> None:
    known = businesses.find_till(sitting.db, till.till_id)
    if known is not None and known.doubt != till.doubt:
        businesses.set_till(sitting.db, replace(known, doubt=till.doubt))


def _write_rights(sitting: Sitting, turn: Turn, homes: dict[str, str], places: Mapping[str, int]) -> None:
    after = changed(turn)
    require(all(abs(left) <= MOST_IN_ACCOUNT for left in after.values()), "amount_out_of_reach")
    lots = [(lot, home_of(lot, homes)) for one in turn.kept for lot in lots_of(one)]
    bodies = [one.body for one in turn.kept] + [body for _, body in turn.minted]
    authors = {lot.lot_id: turn.till.till_id for lot, _ in lots}
    counts = counts_of(sitting.db, bodies, sitting.at)
    accounts.add_lots(sitting.db, counts, "")
    accounts.add_lots(sitting.db, lots, turn.till.till_id, places)
    lots += counts
    known = {lot.lot_id: home for lot, home in lots}
    known |= accounts.homes_of(sitting.db, {lot_id for lot_id, _ in after} - known.keys())
    authors |= {lot.lot_id: "" for lot, _ in counts}
    authors |= _ledger(turn).authors(lot_id for lot_id, _ in after)
    accounts.set_accounts(sitting.db, after, known, authors)
    accounts.set_capped(sitting.db, turn.capped.values())
    known_lots = turn.book.touched | turn.book.accounts.keys() | {lot_id for lot_id, _ in turn.debts}
    accounts.set_debts(sitting.db, turn.view.debts(known_lots) if known_lots else {}, turn.debts)
    asked = [(holder, recall) for holder, recall in turn.recalls if recall.why == "cover"]
    short = {recall.lot_id for _, recall in asked}
    # What a lot still lacks stays asked for where this turn did not look at it; of one that just came nothing was asked.
    before = turn.view.held(turn.book.touched)
    came = {lot.lot_id for lot, _ in lots} - before.keys()
    settled = [
        lot for lot in turn.book.touched - came | short if lot in short or not turn.book.below_zero(lot)
    ]
    asking.ask(sitting.db, "", "cover", settled, asked, sitting.at)


def _ledger(turn: Turn) -> LedgerView:
    assert isinstance(turn.view, LedgerView)
    return turn.view


# -- what waited ------------------------------------------------------------------------------------------


def settle_waited(sitting: Sitting) -> None:
    """Settle what could not be settled while the centre waited; nothing while it still does."""
    if sitting.waiting:
        return
    _settle(sitting, sitting.centre, accounts.below_zero(sitting.db))
    for till in businesses.tills(sitting.db):
        if till.retired_at is not None:
            held = accounts.held_by(sitting.db, till.till_id)
            _settle(sitting, till.enrolled, [lot_id for lot_id, left in held.items() if left > 0])


def _settle(sitting: Sitting, till: EnrolledTill, lot_ids: Sequence[str]) -> None:
    if lot_ids:
        turn = sitting.turn(till)
        settle_all(turn, lot_ids)
        write_turn(sitting, turn)


def sweep(sitting: Sitting) -> None:
    """Once an hour, post what the centre itself holds of lots that are over."""
    if sitting.at - sitting.business.swept_at < HOUR or sitting.waiting:
        return
    over = accounts.over_in_hand(sitting.db, CENTRE, sitting.at - EXPIRY_GRACE, MOST_LOTS)
    if over:
        turn = sitting.turn(sitting.centre)
        expire(turn, over)
        write_turn(sitting, turn)
    if len(over) < MOST_LOTS:
        businesses.note_sweep(sitting.db, sitting.at)


# -- effects of single kinds ------------------------------------------------------------------------------


def _note_overspend(sitting: Sitting, one: Told) -> None:
    accounts.add_overspend(sitting.db, one.linked.fact.fact_id, one.body, one.linked.fact.at)


def _note_return(sitting: Sitting, one: Told) -> None:
    asking.take_answers(sitting.db, one.author, one.body.lots)


def _note_gone(sitting: Sitting, one: Told) -> None:
    if one.linked.fact.kind == "member.erased" and fits_name(one.body.member_id):
        sitting.key_pos = member_keys.erase_keys(sitting.db, sitting.key_pos, [one.body.member_id])


def _note_enrolled(sitting: Sitting, one: Told) -> None:
    """Learn of a till: the one just let in, or one a restored centre had forgotten."""
    body: TillEnrolled = one.body
    known = businesses.find_till(sitting.db, body.till_id)
    at = one.linked.fact.at
    if known is None:
        # It is at work somewhere, and has to be heard like all others before a restored centre gives anything.
        awaited = businesses.anyone_awaited(sitting.db)
        row = TillRow(
            body.till_id, body.branch_id, body.public_key, body.place, "", at, 0, 0, "", None, "", awaited
        )
        businesses.set_till(sitting.db, row)
    elif known.retired_at is not None and known.retired_at <= at:
        businesses.set_till(sitting.db, replace(known, retired_at=None, doubt=BEHIND, enrolled_at=at))
    sitting.newcomers.append(TillKey(body.till_id, sitting.business.business_id, body.public_key))


def _note_named(sitting: Sitting, one: Told) -> None:
    """Learn what a till is called that a restored centre heard of by others: its name is given to no other."""
    known = businesses.find_till(sitting.db, one.author)
    if known is not None and not known.code and fits_name(one.body.code):
        businesses.set_till(sitting.db, replace(known, code=one.body.code))


def _note_retired(sitting: Sitting, one: Told) -> None:
    body: TillRetired = one.body
    known = businesses.find_till(sitting.db, body.till_id)
    if known is not None and known.retired_at is None and known.enrolled_at <= one.linked.fact.at:
        businesses.set_till(sitting.db, replace(known, retired_at=one.linked.fact.at, awaited=False))
        if one.linked.fact.epoch != sitting.business.epoch:
            # A centre that was put back hears of it from a till, which knows why, not who.
            businesses.note_retirement(sitting.db, body.till_id, one.linked.fact.at, body.reason, ("", ""))


def _note_opened(sitting: Sitting, one: Told) -> None:
    body: RightsOpened = one.body
    fact = one.linked.fact
    accounts.add_opened(sitting.db, use_lots(fact.fact_id, fact.at, "", body))
    less = RightsOpened(body.offer_id, body.scope, body.closed)
    accounts.add_opened(
        sitting.db,
        [replace(lot, amount=-lot.amount) for lot in use_lots(fact.fact_id, fact.at, "", less)],
    )


_EFFECTS = {
    RightsOpened: _note_opened,
    OverspendRecognised: _note_overspend,
    RightsReturned: _note_return,
    MemberGone: _note_gone,
    TillEnrolled: _note_enrolled,
    TillOpened: _note_named,
    TillRetired: _note_retired,
}


def note_old_grants(sitting: Sitting, kept: Sequence[Kept]) -> None:
    """Count grants of the centre's that a till gave back to the wishes they answered."""
    for one in kept:
        if isinstance(one.body, RightsGranted) and one.body.claim_id:
            asking.note_grant(sitting.db, one.body.till_id, one.body.claim_id, one.body.lots)


def add_member_keys(sitting: Sitting, keys: Sequence[MemberKey]) -> None:
    """Keep keys of members a till sent."""
    fitting = [one for one in keys if fits_name(one.member_id) and one.key is not None and len(one.key) <= 64]
    sitting.key_pos = member_keys.add_keys(sitting.db, sitting.key_pos, fitting)
