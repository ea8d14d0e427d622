"""One exchange: judge a till's run, keep it, answer its wishes, send rights home, and give it the next page.

All of it is one transaction; the reply says what is durable when it is sent.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from central.signing import SIGNATURE_BYTES, KeyVerifier
from central.store import asking, businesses, feed, member_keys
from central.store.businesses import TillRow
from central.store.catalogue import TillKey
from central.store.places import Place
from central.usecases.fitness import LARGEST, Objections, fits_name
from central.usecases.sitting import Sitting, add_member_keys, note_old_grants, sit, write_turn
from loyalty.clock import MINUTE, Clock
from loyalty.errors import LoyaltyError, require
from loyalty.exchange.centre import EnrolledTill, Turn, answer, keep, own_business, send_home
from loyalty.exchange.judging import ChainHead, Judged, Run, judge_run
from loyalty.exchange.wire import Granted, HeadSigned, Lines, Recall, Reply, Request, Wish
from loyalty.facts import GENESIS, parse_fact
from loyalty.ids import IdMaker

MOST_FACTS_DOWN = 5_000
MOST_KEYS_DOWN = 20_000
MOST_WISHES = 100
MOST_LOTS_WISHED = 500
MOST_QUARANTINED = 100
"""How many runs of one till are kept aside; more say nothing new."""

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
    with sit(place, key.business_id, clock, ids) as sitting:
        till = businesses.find_till(sitting.db, key.till_id)
        if till is None:
            raise LoyaltyError("till_unknown")
        judged, classes = _take_run(sitting, till, run, lines)
        till = _note_visit(sitting, till, request, judged)
        claims, recalls = _hold_turn(sitting, till, request, judged.verdict == "ok")
        told = tuple((fact_id, kind) for fact_id, kind in classes if kind != "ok")
        reply, down = _reply(sitting, till, request, judged)
        reply = replace(reply, notes=told, claims=claims, recalls=recalls)
        return Exchanged(
            reply, down, sitting.business.seed, len(judged.fresh), tuple(kind for _, kind in classes)
        )


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


def _take_run(
    sitting: Sitting, till: TillRow, run: Run, lines: Lines
) -> tuple[Judged, Sequence[tuple[str, str]]]:
    author = _author(sitting, till, run)
    if author is None:
        return Judged("unreadable", ChainHead(run.after.epoch, 0, GENESIS)), ()
    view = sitting.view(author.till_id)
    signature = _head_signature(run, lines.heads)
    judged = judge_run(view, author.till_id, run, KeyVerifier(author.public_key), signature)
    own = author.till_id == sitting.business.centre_id
    if judged.verdict == "fork" and not own:
        _set_aside(sitting, till, run, judged)
    if judged.verdict == "ok":
        add_member_keys(sitting, lines.keys)
    if not judged.fresh:
        return judged, ()
    known = view.known_facts(one.fact.fact_id for one in judged.fresh if fits_name(one.fact.fact_id))
    turn = Turn(view, author, sitting.at)
    keep(turn, judged, Objections(own, known))
    _mark_foreign(sitting, turn)
    write_turn(sitting, turn)
    if own:
        note_old_grants(sitting, turn.kept)
    _keep_signatures(sitting, judged, signature, lines)
    return judged, [(one.linked.fact.fact_id, one.kind) for one in turn.kept]


def _author(sitting: Sitting, till: TillRow, run: Run) -> EnrolledTill | None:
    """Return whose chain a run belongs to: the till's own, or the centre's that it gives back; None for another's."""
    author = feed.author_of(sitting.db, run.after.epoch)
    if author == sitting.business.centre_id:
        return sitting.centre
    if author not in (None, till.till_id):
        return None
    if author is None and run.raws and _is_centres(sitting, run):
        return sitting.centre
    doubt = till.doubt or ("restored" if businesses.anyone_awaited(sitting.db) else "")
    return replace(till.enrolled, doubt=doubt)


def _is_centres(sitting: Sitting, run: Run) -> bool:
    # A centre restored twice may have lost a whole epoch of its own; the signature still proves it.
    try:
        return parse_fact(run.raws[0]).till_id == sitting.business.centre_id
    except LoyaltyError:
        return False


def _head_signature(run: Run, heads: Sequence[HeadSigned]) -> bytes:
    last = run.after.seq + len(run.raws)
    found = [one.signature for one in heads if (one.epoch, one.seq) == (run.after.epoch, last)]
    return found[0] if found and len(found[0]) == SIGNATURE_BYTES else b""


def _set_aside(sitting: Sitting, till: TillRow, run: Run, judged: Judged) -> None:
    if till.doubt != "fork":
        businesses.set_till(sitting.db, replace(till, doubt="fork"))
    if feed.quarantined(sitting.db, till.till_id) < MOST_QUARANTINED:
        content = b"\n".join(run.raws)
        digest = hashlib.sha256(content).digest()
        feed.quarantine(sitting.db, digest, till.till_id, run.after, judged.verdict, sitting.at, content)


def _mark_foreign(sitting: Sitting, turn: Turn) -> None:
    if turn.till.till_id == sitting.business.centre_id:
        return
    aliases = businesses.aliases(sitting.db)
    turn.kept = [
        replace(one, kind="foreign")
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
            if act.fact_id in fresh and fits_name(act.staff_id) and len(act.signature) == SIGNATURE_BYTES
        ],
    )


# -- the till ---------------------------------------------------------------------------------------------


def _note_visit(sitting: Sitting, till: TillRow, request: Request, judged: Judged) -> TillRow:
    """Note that a till was here, what its past looks like, and whether it has given back all it had."""
    now = businesses.find_till(sitting.db, till.till_id) or till
    doubt = judged.doubt or now.doubt
    if doubt not in ("", "fork") and _agrees(sitting, request, judged):
        doubt = ""
    known = request.generation == sitting.business.generation
    whole = known and judged.verdict == "ok" and request.waiting <= 0 and not judged.fresh
    awaited = now.awaited and not whole
    waiting = min(max(request.waiting, 0), LARGEST)
    version = "".join(sign for sign in request.version[:40] if sign.isascii() and sign.isprintable())
    later = replace(now, doubt=doubt, awaited=awaited, waiting=waiting, version=version)
    if later != now or sitting.at - now.seen_at > MINUTE:
        later = replace(later, seen_at=sitting.at)
        businesses.set_till(sitting.db, later)
    return later


def _agrees(sitting: Sitting, request: Request, judged: Judged) -> bool:
    # A till that holds exactly what the centre holds, its own facts of this run included, knows its whole past.
    return (
        judged.verdict == "ok"
        and request.waiting == 0
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
    frozen = businesses.anyone_awaited(sitting.db)
    turn = Turn(sitting.view(till.till_id), till.enrolled, sitting.at)
    if frozen:
        claims = tuple(Granted(wish.claim_id, "refused", reason="centre_restored") for wish in request.claims)
    else:
        claims = tuple(_grant(sitting, turn, wish) for wish in request.claims)
        if request.waiting <= 0:
            send_home(turn)
    home = [recall for holder, recall in turn.recalls if holder == till.till_id and recall.why == "home"]
    if turn.minted:
        write_turn(sitting, turn)
    asked = () if till.retired_at else asking.due(sitting.db, till.till_id, sitting.at)
    urgent = {recall.lot_id for recall in asked}
    return claims, (*asked, *(recall for recall in home if recall.lot_id not in urgent))


def _grant(sitting: Sitting, turn: Turn, wish: Wish) -> Granted:
    before = len(turn.recalls)
    granted = answer(turn, wish)
    if granted.reason in ("till_retired", "till_doubtful"):
        return granted
    asking.note_wish(sitting.db, turn.till.till_id, wish, granted, sitting.at)
    asked = [one for one in turn.recalls[before:] if one[1].why == "claim"]
    asking.ask(sitting.db, turn.till.till_id, "claim", [lot for lot, _ in wish.lots], asked, sitting.at)
    return granted


# -- the page ---------------------------------------------------------------------------------------------


def _reply(sitting: Sitting, till: TillRow, request: Request, judged: Judged) -> tuple[Reply, Lines]:
    generation = sitting.business.generation
    known = request.generation == generation
    pos = min(max(request.pos, 0), sitting.pos) if known else 0
    after_key = min(max(request.keys_pos, 0), sitting.key_pos) if known else 0
    head = judged.head
    sealed = feed.sealed_seq(sitting.db, request.epoch)
    reply = Reply(
        judged.verdict, head.epoch, head.seq, head.hash.hex(), generation, pos, sitting.pos, after_key, sitting.at,
        sealed_seq=sealed, retired=till.retired_at is not None,
    )  # fmt: skip
    if till.retired_at is not None:
        # It may be in wrong hands: it is told nothing more of the business.
        return replace(reply, last_pos=pos), Lines()
    but = "" if request.own else till.till_id
    page = feed.read_page(sitting.db, but, pos, min(max(request.limit, 0), MOST_FACTS_DOWN), sitting.pos)
    keys, keys_pos = member_keys.read_keys(sitting.db, after_key, MOST_KEYS_DOWN)
    tally = (sitting.pos, sitting.tally.hex()) if page.pos == sitting.pos else None
    reply = replace(reply, pos=page.pos, keys_pos=keys_pos, tally=tally)
    return reply, Lines(page.facts, page.acts, page.heads, keys)
