"""One sitting of the centre over a business: facts kept and facts of its own, with all that follows from them.

A sitting is one transaction. Positions are given in it, under the business's one writer, so the order of the feed is
the order of commits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from central.signing import SeedSigner
from central.store import accounts, asking, businesses, catalogue, feed, member_keys, visits
from central.store.businesses import Business, TillRow
from central.store.catalogue import TillKey
from central.store.db import Db
from central.store.places import Place
from central.store.view import LedgerView
from central.usecases.fitness import MOST_IN_ACCOUNT, fits_name, kept_id
from loyalty.clock import DAY, Clock
from loyalty.errors import require
from loyalty.exchange.centre import EnrolledTill, Kept, Turn, changed
from loyalty.exchange.judging import ChainHead, Linked
from loyalty.exchange.wire import HeadSigned, MemberKey
from loyalty.facts import GENESIS, Fact, canonical_bytes, chain_hash, head_message
from loyalty.ids import IdMaker
from loyalty.kinds import (
    Body,
    EpochOpened,
    ImportedMembers,
    ImportedSales,
    MemberEnrolled,
    MemberGone,
    OverspendRecognised,
    RightsGranted,
    RightsReturned,
    SaleRecorded,
    TillEnrolled,
    TillRetired,
    kind_version,
    pack_body,
)

STAFF = "centre"
"""Who stands under the centre's own facts."""

PAST_LIMIT = visits.WINDOW


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
        """Return the centre as the author of its own chain."""
        return EnrolledTill(self.business.centre_id, "", SeedSigner(self.business.seed).public_key, 0)


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


def add_facts(sitting: Sitting, author: str, facts: Sequence[tuple[Linked, str]]) -> None:
    """Put facts of one author into the feed, each with its class."""
    if not facts:
        return
    rows = [(linked, kept_id(linked), kind) for linked, kind in facts]
    sitting.pos = feed.append(sitting.db, sitting.pos, rows, sitting.at)
    heads = {
        linked.fact.epoch: ChainHead(linked.fact.epoch, linked.fact.seq, linked.hash) for linked, _ in facts
    }
    for head in heads.values():
        feed.set_chain(sitting.db, author, head)
    xor = int.from_bytes(sitting.tally, "big")
    for linked, _ in facts:
        xor ^= int.from_bytes(linked.hash[:8], "big")
    sitting.tally = xor.to_bytes(8, "big")


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
    add_facts(sitting, turn.till.till_id, [(one.linked, one.kind) for one in turn.kept])
    told = [Told(one.linked, one.body, turn.till.till_id) for one in turn.kept if one.body is not None]
    told += mint(sitting, turn.minted)
    homes = _note_members(sitting, turn.kept)
    _write_rights(sitting, turn, homes)
    for one in told:
        effect = _EFFECTS.get(type(one.body))
        if effect is not None:
            effect(sitting, one)


def _write_rights(sitting: Sitting, turn: Turn, homes: dict[str, str]) -> None:
    after = changed(turn)
    require(all(abs(left) <= MOST_IN_ACCOUNT for left in after.values()), "amount_out_of_reach")
    lots = [(lot, _home_of(lot.scope, lot.member_id, homes)) for one in turn.kept for lot in one.told.lots]
    accounts.add_lots(sitting.db, lots)
    known = {lot.lot_id: home for lot, home in lots}
    known |= accounts.homes_of(sitting.db, {lot_id for lot_id, _ in after} - known.keys())
    accounts.set_accounts(sitting.db, after, known)
    before = turn.view.debts(turn.book.touched) if turn.book.touched else {}
    accounts.set_debts(
        sitting.db, before, {key: debt for key, debt in turn.debts.items() if key[0] in turn.book.touched}
    )
    asking.ask(
        sitting.db,
        "",
        "cover",
        turn.book.touched,
        [(holder, recall) for holder, recall in turn.recalls if recall.why == "cover"],
        sitting.at,
    )


def _home_of(scope: str, member_id: str, homes: dict[str, str]) -> str:
    kind, _, branch = scope.partition(":")
    return branch if kind == "branch" else homes.get(member_id, "")


def _note_members(sitting: Sitting, kept: Sequence[Kept]) -> dict[str, str]:
    met: dict[tuple[str, str, int], int] = {}
    joined: dict[str, str] = {}
    for one in kept:
        fact, body = one.linked.fact, one.body
        for lot in one.told.lots:
            joined.setdefault(lot.member_id, fact.branch_id)
        if type(body) is SaleRecorded:
            if body.member_id is not None:
                visit = (body.member_id, fact.branch_id, min(fact.at, sitting.at) // DAY)
                met[visit] = met.get(visit, 0) + 1
        elif isinstance(body, MemberEnrolled):
            joined[body.member_id] = fact.branch_id
        elif isinstance(body, ImportedMembers):
            joined.update((member.member_id, member.joined_branch) for member in body.members)
        elif isinstance(body, ImportedSales):
            for visit in _visits_before(body, sitting.at):
                met[visit] = met.get(visit, 0) + 1
    fitting = {name for visit in met for name in visit[:2] if fits_name(name)}
    return visits.note_visits(
        sitting.db,
        {visit: times for visit, times in met.items() if visit[0] in fitting and visit[1] in fitting},
        {member: branch for member, branch in joined.items() if fits_name(member) and fits_name(branch)},
        sitting.at,
    )


def _visits_before(body: ImportedSales, at: int) -> Iterator[tuple[str, str, int]]:
    for sale in body.sales:
        if sale.member_id is not None and at - PAST_LIMIT < sale.at <= at and not sale.refund:
            yield sale.member_id, sale.branch_id, sale.at // DAY


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
    if known is None:
        at = one.linked.fact.at
        row = TillRow(
            body.till_id, body.branch_id, body.public_key, body.place, "", at, 0, 0, "", None, "", False
        )
        businesses.set_till(sitting.db, row)
    sitting.newcomers.append(TillKey(body.till_id, sitting.business.business_id, body.public_key))


def _note_retired(sitting: Sitting, one: Told) -> None:
    body: TillRetired = one.body
    known = businesses.find_till(sitting.db, body.till_id)
    if known is not None and known.retired_at is None and known.enrolled_at <= one.linked.fact.at:
        businesses.set_till(sitting.db, replace(known, retired_at=one.linked.fact.at, awaited=False))


_EFFECTS = {
    OverspendRecognised: _note_overspend,
    RightsReturned: _note_return,
    MemberGone: _note_gone,
    TillEnrolled: _note_enrolled,
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
