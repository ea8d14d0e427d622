"""One exchange: judge a till's run, keep it, answer its wishes, send rights home, and give it the next page.

All of it is one transaction; the reply says what is durable when it is sent.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from central.reading import parse_fact, read_run
from central.signing import SIGNATURE_BYTES, KeyVerifier
from central.store import asking, businesses, feed, member_keys
from central.store.businesses import TillRow
from central.store.catalogue import TillKey
from central.store.places import Place
from central.usecases.fitness import LARGEST, fits_name
from central.usecases.sitting import (
    BEHIND,
    NOTHING_READ,
    Sitting,
    add_member_keys,
    note_old_grants,
    settle_waited,
    sit,
    sweep,
    write_turn,
)
from loyalty.clock import MINUTE, Clock
from loyalty.errors import LoyaltyError, require
from loyalty.exchange.centre import EnrolledTill, Turn, answer, keep, own_business, send_home, still_doubtful
from loyalty.exchange.judging import ChainHead, Judged, Run, judge_run
from loyalty.exchange.lending import by_epoch, judge_lent
from loyalty.exchange.reading import Told
from loyalty.exchange.wire import Granted, HeadSigned, Lines, Recall, Reply, Request, Wish
from loyalty.facts import Verifier
from loyalty.ids import IdMaker
from loyalty.rights import CENTRE

MOST_FACTS_DOWN = 20_000
MOST_KEYS_DOWN = 20_000
MOST_WISHES = 100
MOST_LOTS_WISHED = 500
MOST_QUARANTINED = 100
"""How many runs of one till are kept aside; more say nothing new."""

MOST_LENT = 1_000
"""How many chains of others a till may lend facts of at once."""

_EPOCH = re.compile(r"[0-9a-z]{1,64}\Z")
_HASH_BYTES = 32


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What an exchange came to: the reply, and figures for the log and the metrics."""

    reply: Reply
    lines: Lines
    seed: bytes
    fresh: int
    classes: tuple[str, ...]


def exchange(
    place: Place, clock: Clock, ids: IdMaker, key: TillKey, request: Request, lines: Lines
) -> Exchanged:
    """Hold an exchange with a till whose request is proven to be its own.

    Raises `message_unreadable`, `till_unknown`, `amount_out_of_reach`, `centre_store_unavailable`.
    """
    run = _read_run(request, lines)
    _check_wishes(request.claims)
    # All that asks nothing of what is kept here is done before it is this till's turn: others write meanwhile.
    linked, read = read_run(key.till_id, run)
    run = replace(run, linked=linked)
    with sit(place, key.business_id, clock, ids) as sitting:
        sweep(sitting)
        lent = _take_lent(sitting, lines)
        till = businesses.find_till(sitting.db, key.till_id)
        if till is None:
            raise LoyaltyError("till_unknown")
        judged, classes = _take_run(sitting, till, run, lines, read)
        till = _note_visit(sitting, request, judged, key.till_id)
        claims, recalls = _hold_turn(sitting, till, request, judged.verdict == "ok")
        told = tuple((fact_id, kind) for fact_id, kind in classes if kind != "ok")
        reply = replace(_reply(sitting, till, request, judged), notes=told, claims=claims, recalls=recalls)
        tally = sitting.tally
    reply, down = _with_page(place, key, request, reply, tally)
    fresh = len(judged.fresh) + lent
    return Exchanged(reply, down, sitting.business.seed, fresh, tuple(kind for _, kind in classes))


# -- the run ----------------------------------------------------------------------------------------------


def _read_run(request: Request, lines: Lines) -> Run:
    try:
        after_hash = bytes.fromhex(request.after_hash)
    except ValueError as problem:
        raise LoyaltyError("message_unreadable") from problem
    sound = (
        _EPOCH.match(request.epoch) and len(after_hash) == _HASH_BYTES and 0 <= request.after_seq < 1 << 53
    )
    require(sound, "message_unreadable")
    return Run(ChainHead(request.epoch, request.after_seq, after_hash), lines.facts)


def _take_lent(sitting: Sitting, lines: Lines) -> int:
    """Keep what a till lends of others, each chain proven by its own author's signature; return how many facts."""
    if not lines.lent:
        return 0
    signed = {head.epoch: head for head in lines.heads if len(head.signature) == SIGNATURE_BYTES}
    runs = [raws for raws in by_epoch(lines.lent)[:MOST_LENT] if _has_place(raws[0])]
    kept = sum(_take_lent_run(sitting, lines, raws, signed) for raws in runs)
    if kept:
        add_member_keys(sitting, lines.keys)
    return kept


def _has_place(raw: bytes) -> bool:
    try:
        return _EPOCH.match(parse_fact(raw).epoch) is not None
    except LoyaltyError:
        return False


def _take_lent_run(
    sitting: Sitting, lines: Lines, raws: Sequence[bytes], signed: Mapping[str, HeadSigned]
) -> int:
    found = judge_lent(sitting.view(""), raws, signed, lambda author: _key_of(sitting, author))
    author = sitting.author(found[0]) if found else None
    if found is None or author is None or found[1].verdict != "ok" or not found[1].fresh:
        return 0
    judged = found[1]
    own = author.till_id == CENTRE
    turn = _keep_run(sitting, replace(author, doubt=BEHIND) if own else author, judged)
    if own:
        note_old_grants(sitting, turn.kept)
        # What it once gave may have gone to a till that it knows as retired by now.
        settle_waited(sitting)
    _keep_signatures(sitting, judged, signed[judged.head.epoch].signature, lines)
    return len(judged.fresh)


def _key_of(sitting: Sitting, till_id: str) -> Verifier | None:
    author = sitting.author(till_id)
    return None if author is None else KeyVerifier(author.public_key)


def _take_run(
    sitting: Sitting, till: TillRow, run: Run, lines: Lines, read: Mapping[bytes, Told]
) -> tuple[Judged, Sequence[tuple[str, str]]]:
    signature = _head_signature(run, lines.heads)
    judged = judge_run(sitting.view(till.till_id), till.till_id, run, KeyVerifier(till.public_key), signature)
    if judged.verdict == "fork":
        _set_aside(sitting, till, run, judged)
    if judged.verdict == "ok":
        add_member_keys(sitting, lines.keys)
    if not judged.fresh:
        return judged, ()
    turn = _keep_run(sitting, till.enrolled, judged, read)
    _keep_signatures(sitting, judged, signature, lines)
    return judged, [(one.linked.fact.fact_id, one.kind) for one in turn.kept]


def _keep_run(
    sitting: Sitting, author: EnrolledTill, judged: Judged, read: Mapping[bytes, Told] = NOTHING_READ
) -> Turn:
    turn = sitting.turn(author, read)
    keep(turn, judged)
    _mark_foreign(sitting, turn)
    write_turn(sitting, turn)
    return turn


def _head_signature(run: Run, heads: Sequence[HeadSigned]) -> bytes:
    last = run.after.seq + len(run.raws)
    found = [one.signature for one in heads if (one.epoch, one.seq) == (run.after.epoch, last)]
    return found[0] if found and len(found[0]) == SIGNATURE_BYTES else b""


def _set_aside(sitting: Sitting, till: TillRow, run: Run, judged: Judged) -> None:
    # The till tells it again in a new epoch; until then, and should it never come, it lies here for a person.
    if run.raws and feed.quarantined(sitting.db, till.till_id) < MOST_QUARANTINED:
        content = b"\n".join(run.raws)
        digest = hashlib.sha256(content).digest()
        feed.quarantine(sitting.db, digest, till.till_id, run.after, judged.verdict, sitting.at, content)


def _mark_foreign(sitting: Sitting, turn: Turn) -> None:
    if turn.till.till_id == CENTRE:
        return
    aliases = businesses.aliases(sitting.db)
    turn.kept = [
        one._replace(kind="foreign")
        if one.kind == "ok" and not own_business(one.linked.fact, aliases, turn.till)
        else one
        for one in turn.kept
    ]


def _keep_signatures(sitting: Sitting, judged: Judged, signature: bytes, lines: Lines) -> None:
    head = judged.head
    feed.add_head(sitting.db, HeadSigned(head.epoch, head.seq, signature))
    fresh = {one.fact.fact_id for one in judged.fresh}
    feed.add_acts(
        sitting.db,
        [
            act
            for act in lines.acts
            if act.fact_id in fresh
            and fits_name(act.fact_id)
            and fits_name(act.staff_id)
            and len(act.signature) == SIGNATURE_BYTES
        ],
    )


# -- the till ---------------------------------------------------------------------------------------------


def _note_visit(sitting: Sitting, request: Request, judged: Judged, till_id: str) -> TillRow:
    """Note that a till was here, what its past looks like, and whether it has given back all it had."""
    till = businesses.find_till(sitting.db, till_id)
    assert till is not None
    ok = judged.verdict == "ok"
    same = ok and _agrees(sitting, request)
    doubt = still_doubtful(till.enrolled, same, sitting.waiting) if ok else till.doubt
    known = request.generation == sitting.business.generation
    awaited = till.awaited and not (ok and known and request.waiting <= 0)
    waiting = min(max(request.waiting, 0), LARGEST)
    version = "".join(sign for sign in request.version[:40] if sign.isascii() and sign.isprintable())
    later = replace(till, doubt=doubt, awaited=awaited, waiting=waiting, version=version)
    if later != till or sitting.at - till.seen_at > MINUTE:
        later = replace(later, seen_at=sitting.at)
        businesses.set_till(sitting.db, later)
    if till.awaited and not awaited:
        settle_waited(sitting)
    return later


def _agrees(sitting: Sitting, request: Request) -> bool:
    # A till that holds exactly what the centre holds, its own facts of this run included, knows its whole past.
    return (
        request.waiting <= 0
        and request.generation == sitting.business.generation
        and request.tally == (sitting.pos, sitting.tally.hex())
    )


# -- rights -----------------------------------------------------------------------------------------------


def _check_wishes(wishes: Sequence[Wish]) -> None:
    require(len(wishes) <= MOST_WISHES, "message_unreadable")
    for wish in wishes:
        lots = [lot_id for lot_id, _ in wish.lots]
        sound = len(lots) <= MOST_LOTS_WISHED and len(set(lots)) == len(lots) and fits_name(wish.claim_id)
        require(sound and all(map(fits_name, lots)), "message_unreadable")
        require(all(0 < amount <= LARGEST for _, amount in wish.lots), "message_unreadable")


def _hold_turn(
    sitting: Sitting, till: TillRow, request: Request, ok: bool
) -> tuple[tuple[Granted, ...], tuple[Recall, ...]]:
    if not ok:
        return (), ()
    turn = sitting.turn(till.enrolled)
    claims = tuple(_grant(sitting, turn, wish) for wish in request.claims)
    if request.waiting <= 0:
        send_home(turn)
    home = [recall for holder, recall in turn.recalls if holder == till.till_id and recall.why == "home"]
    if turn.minted:
        write_turn(sitting, turn)
    silent = turn.waiting or till.retired_at is not None
    asked = () if silent else asking.due(sitting.db, till.till_id, sitting.at)
    urgent = {recall.lot_id for recall in asked}
    return claims, (*asked, *(recall for recall in home if recall.lot_id not in urgent))


def _grant(sitting: Sitting, turn: Turn, wish: Wish) -> Granted:
    before = len(turn.recalls)
    granted = answer(turn, wish)
    if granted.reason in ("till_retired", "till_doubtful", "centre_waits"):
        return granted
    asking.note_wish(sitting.db, turn.till.till_id, wish, granted, sitting.at)
    asked = [one for one in turn.recalls[before:] if one[1].why == "claim"]
    asking.ask(sitting.db, turn.till.till_id, "claim", [lot for lot, _ in wish.lots], asked, sitting.at)
    return granted


# -- the page ---------------------------------------------------------------------------------------------


def _reply(sitting: Sitting, till: TillRow, request: Request, judged: Judged) -> Reply:
    generation = sitting.business.generation
    known = request.generation == generation
    pos = min(max(request.pos, 0), sitting.pos) if known else 0
    after_key = min(max(request.keys_pos, 0), sitting.key_pos) if known else 0
    head = judged.head
    sealed = feed.sealed_seq(sitting.db, request.epoch)
    return Reply(
        judged.verdict, head.epoch, head.seq, head.hash.hex(), generation, pos, sitting.pos, after_key, sitting.at,
        sealed_seq=sealed, retired=till.retired_at is not None, doubt=till.doubt,
    )  # fmt: skip


def _with_page(
    place: Place, key: TillKey, request: Request, reply: Reply, tally: bytes
) -> tuple[Reply, Lines]:
    """Return a reply with the page it brings.

    What stands in the feed up to `last_pos` never changes, so the page is read when the sitting is over, and others write.
    """
    if reply.retired:
        # It may be in wrong hands: it is told nothing more of the business.
        return replace(reply, last_pos=reply.pos), Lines()
    but, most = "" if request.own else key.till_id, min(max(request.limit, 0), MOST_FACTS_DOWN)
    with place.business(key.business_id) as db:
        page = feed.read_page(db, but, reply.pos, most, reply.last_pos)
        keys, keys_pos = member_keys.read_keys(db, reply.keys_pos, MOST_KEYS_DOWN)
    whole = (reply.last_pos, tally.hex()) if page.pos == reply.last_pos else None
    reply = replace(reply, pos=page.pos, keys_pos=keys_pos, tally=whole)
    return reply, Lines(page.facts, page.acts, page.heads, keys)
