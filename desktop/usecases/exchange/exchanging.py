"""One exchange with the centre: send what is new here, take in what is new elsewhere, give back what is asked for.

What must hold: nothing sent is forgotten before the centre named it by its hash, a page is taken in whole with the
position it leads to, and no answer of the centre can undo a sale.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desktop.models.exchanges import (
    Centre,
    Chains,
    Trouble,
    add_to_tally,
    lent_lines,
    lines_of,
    read_centre,
    write_centre,
)
from desktop.models.fold_beside import Beside
from desktop.models.opening import SYSTEM, open_epoch
from desktop.models.parting import part
from desktop.usecases.believing import hear_time
from desktop.usecases.exchange.counting import REFUSED, counted, own_too, trouble_after
from desktop.usecases.exchange.giving import give, give_back_uses
from desktop.usecases.exchange.wire import Wire
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError
from loyalty.exchange.glancing import Glance
from loyalty.exchange.judging import ChainHead, Run
from loyalty.exchange.till import Page, acknowledged, next_run, read_page, was_put_back
from loyalty.exchange.wire import Granted, Lines, Reply, Request, Wish
from loyalty.facts import Fact, chain_onward, parse_fact

PAGE = 2_000
"""How many facts come down at once: a second's work for a small machine."""
MOST_LENT = 1_000
MOST_STILL = 8
"""After how many exchanges in a row that moved nothing the rest is left to a later one."""
NOBODY: frozenset[str] = frozenset()

Progress = Callable[[int, int], None]
"""Called with (facts read, facts in all) while a till reads what there is."""


def quiet(_done: int, _whole: int) -> None:
    """Show nothing."""


def _unread(_: Sequence[bytes]) -> None:
    """Nothing was read before."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How much comes down at once, and the processes that fold it beside this one: as is, beside selling."""

    page: int = PAGE
    beside: Sequence[Beside] = ()
    facts: Callable[[Sequence[bytes]], Sequence[Fact | Glance] | None] = _unread
    """Returns the facts that came down where they were read before."""


BY_THE_WAY = Reading()


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What one exchange did: facts sent and taken in, own facts that still wait, how wishes stand.

    `lending`: a centre that was put back has still to be given what others once told it.
    """

    pushed: int
    pulled: int
    pending: int
    caught_up: bool
    claims: tuple[Granted, ...] = ()
    given_back: int = 0
    lending: bool = False

    @property
    def idle(self) -> bool:
        """Say whether nothing is left to send or to read."""
        return self.caught_up and self.pending == 0 and self.given_back == 0 and not self.lending


@dataclass(frozen=True, slots=True)
class _Message:
    centre: Centre
    run: Run
    request: Request
    lines: Lines
    own_head: ChainHead


def exchange_once(
    till: Till,
    wire: Wire,
    *,
    wishes: tuple[Wish, ...] = (),
    busy: frozenset[str] = NOBODY,
    reading: Reading = BY_THE_WAY,
) -> Exchanged:
    """Hold one exchange and return what it did; `busy` are lots an open basket counts on.

    Raises `not_joined` and whatever went wrong on the line; the trouble is noted, and nothing is lost by it.
    """
    message = _write(till, wishes, reading.page)
    try:
        reply, lines = wire.exchange(message.request, message.lines)
        page = _prove(till, message, lines, reading)
    except LoyaltyError as problem:
        _note_trouble(till, problem)
        raise
    pushed, pulled = _taken(till, message, reply, lines, page, reading.beside)
    given = give(till, reply.recalls, busy)
    give_back_uses(till, page.fresh)
    with till.read() as db:
        centre = read_centre(db)
        assert centre is not None
        pending = Chains(db, till.shop.till_id, centre.acked).waiting()
    caught_up = centre.caught_up and not _has_more(message, centre, pulled)
    return Exchanged(pushed, pulled, pending, caught_up, reply.claims, given, centre.lend)


def exchange_all(
    till: Till, wire: Wire, progress: Progress = quiet, reading: Reading = BY_THE_WAY
) -> Exchanged:
    """Exchange until nothing is left to send or read, or nothing moves any more; return what all of it did."""
    pushed = pulled = still = 0
    while True:
        done = exchange_once(till, wire, reading=reading)
        pushed, pulled = pushed + done.pushed, pulled + done.pulled
        centre = centre_of(till)
        progress(centre.pos, centre.last_pos)
        still = 0 if done.pushed or done.pulled or done.given_back else still + 1
        if done.idle or still >= MOST_STILL:
            return replace(done, pushed=pushed, pulled=pulled)


def _has_more(message: _Message, centre: Centre, pulled: int) -> bool:
    """Say whether one exchange more brings something though nothing is left to read: the centre doubts a till that has
    read its own past again until it hears so, and facts of others are lent once all of them were counted.
    """
    uncounted = centre.tally is None and centre.trouble is None
    return centre.own != message.centre.own or (uncounted and (pulled > 0 or not message.lines.lent))


def centre_of(till: Till) -> Centre:
    """Return the centre of a till; raises `not_joined`."""
    with till.read() as db:
        centre = read_centre(db)
    if centre is None:
        raise LoyaltyError("not_joined")
    return centre


# -- what is sent -----------------------------------------------------------------------------------------


def _write(till: Till, wishes: tuple[Wish, ...], page: int) -> _Message:
    centre = centre_of(till)
    with till.read() as db:
        chains = Chains(db, till.shop.till_id, centre.acked)
        head = till.store.past.head
        own = chains.chain_head(head.epoch) or ChainHead(head.epoch, 0, chains.before(head.epoch, 0))
        run = next_run(chains, own)
        last = chain_onward(run.after.hash, run.raws)
        lines = lines_of(db, run, till.store.signer, last)
        waiting = chains.waiting() - len(run.raws)
        if centre.lend:
            # What the centre lacks is known when all it has was read. Until then this till is not done.
            lent = lent_lines(db, till.shop.till_id, centre.seen, MOST_LENT) if centre.caught_up else Lines()
            lines = _beside(lines, lent)
            waiting += not centre.caught_up or bool(lent.lent)
        tally = add_to_tally(centre.tally, _hashes(run))
    request = Request(
        epoch=run.after.epoch,
        after_seq=run.after.seq,
        after_hash=run.after.hash.hex(),
        generation=centre.generation,
        pos=centre.pos,
        keys_pos=centre.keys_pos,
        limit=page,
        own=centre.own,
        waiting=waiting,
        claims=wishes,
        tally=tally,
        version=_version(),
    )
    return _Message(centre, run, request, lines, own)


def _beside(own: Lines, lent: Lines) -> Lines:
    return Lines(
        own.facts, own.acts + lent.acts, own.heads + lent.heads, own.keys + lent.keys, own.lent + lent.lent
    )


def _version() -> str:
    # Reading what is installed brings half of e-mail along: not before something is sent.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("bashgah")
    except PackageNotFoundError:
        return ""


def _hashes(run: Run) -> list[bytes]:
    hashes, head = [], run.after.hash
    for raw in run.raws:
        head = chain_onward(head, (raw,))
        hashes.append(head)
    return hashes


# -- what came --------------------------------------------------------------------------------------------


def _prove(till: Till, message: _Message, lines: Lines, reading: Reading) -> Page:
    with till.read() as db:
        known = Chains(db, till.shop.till_id, message.centre.acked)
        return read_page(known, lines.facts, reading.facts(lines.facts))


def _taken(
    till: Till, message: _Message, reply: Reply, lines: Lines, page: Page, beside: Sequence[Beside]
) -> tuple[int, int]:
    try:
        return _take(till, message, reply, lines, page, beside)
    except LoyaltyError as problem:
        # A fact that was only glanced at turned out to be none: nothing of the page is kept.
        if problem.code == "feed_broken":
            _note_trouble(till, problem)
        raise


def _take(
    till: Till, message: _Message, reply: Reply, lines: Lines, page: Page, beside: Sequence[Beside]
) -> tuple[int, int]:
    """Take in what came, in one transaction with the position it leads to; return facts sent and taken in."""
    hear_time(till, reply.at)
    before = message.centre
    known = before if reply.generation == before.generation else _anew(before, reply)
    judged = _judged(till, known, message, reply)
    pushed = _newly_acked(before, judged)
    judged = _lent(judged, message, reply)
    centre = replace(
        _came_back(till, judged, page),
        last_pos=reply.last_pos,
        sealed=_sealed(judged, reply),
        doubt=reply.doubt,
        retired=reply.retired,
    )
    if (judged.own, judged.pos) == (known.own, known.pos):
        # A page that was asked for before own facts were missed leads nowhere: reading begins anew.
        centre = replace(
            centre,
            pos=max(centre.pos, reply.pos),
            keys_pos=max(centre.keys_pos, reply.keys_pos),
            seen=_seen(centre, page),
        )
    if before.ok_at is not None and _is_idle(before, centre, page, lines, reply):
        return pushed, 0
    with till.store.transaction(SYSTEM) as tx:
        if page.fresh or lines.keys:
            tx.adopt(page, lines, beside)
        chains = Chains(tx, till.shop.till_id, centre.acked)
        centre = counted(before, centre, chains, page, reply)
        write_centre(
            tx, replace(centre, ok_at=till.store.now().at, trouble=trouble_after(centre, till, reply))
        )
    return pushed, len(page.fresh)


def _is_idle(before: Centre, after: Centre, page: Page, lines: Lines, reply: Reply) -> bool:
    # An exchange without news writes nothing: a till in an empty shop does not wear its disk out.
    return (
        not page.fresh
        and not lines.keys
        and before == replace(after, ok_at=before.ok_at)
        and not (before.trouble or reply.verdict in REFUSED)
        and reply.tally in (None, before.tally)
    )


def _anew(centre: Centre, reply: Reply) -> Centre:
    """Return where reading begins again after the centre was put back to a backup."""
    return replace(
        centre,
        generation=reply.generation,
        pos=0,
        keys_pos=0,
        acked={},
        sealed={},
        seen={},
        tally=None,
        rereads=0,
        lend=True,
    )


def _lent(centre: Centre, message: _Message, reply: Reply) -> Centre:
    """Return what has still to be lent: nothing, once all was lent and the centre has said so."""
    asked = message.centre
    if not asked.lend or reply.verdict != "ok" or reply.generation != asked.generation or not asked.caught_up:
        return centre
    if not message.lines.lent:
        return replace(centre, lend=False)
    given = {fact.epoch: fact.seq for fact in map(parse_fact, message.lines.lent)}
    return replace(centre, seen={**centre.seen, **given})


def _judged(till: Till, centre: Centre, message: _Message, reply: Reply) -> Centre:
    """Return what is acknowledged now, having opened a new epoch where this till's past turned out doubtful."""
    if was_put_back(reply, message.own_head):
        open_epoch(till.store, "behind")
        return own_too(replace(centre, acked=_with(centre, message.own_head)))
    if reply.verdict not in ("ok", "stale", "fork"):
        return centre
    with till.read() as db:
        place = acknowledged(Chains(db, till.shop.till_id, centre.acked), reply)
    if place is None:
        return _from_the_start(centre, reply) if reply.verdict == "stale" else centre
    centre = replace(centre, acked=_with(centre, place))
    if reply.verdict == "fork" and place.seq:
        part(till.store, place, centre.acked)
        return own_too(centre)
    return own_too(centre) if reply.doubt and reply.doubt != message.centre.doubt else centre


def _from_the_start(centre: Centre, reply: Reply) -> Centre:
    # The chains part somewhere: where, the centre can say when it is told the whole epoch.
    return replace(centre, acked={**centre.acked, reply.epoch: (0, "")}, tally=None)


def _with(centre: Centre, place: ChainHead) -> dict[str, tuple[int, str]]:
    return {**centre.acked, place.epoch: (place.seq, place.hash.hex())}


def _came_back(till: Till, centre: Centre, page: Page) -> Centre:
    """Return a centre's acknowledgment of own facts that came from it."""
    own = {one.fact.epoch for one in page.fresh if one.fact.till_id == till.shop.till_id}
    for epoch in sorted(own):
        centre = replace(centre, acked=_with(centre, page.heads[epoch]))
    return centre


def _newly_acked(before: Centre, after: Centre) -> int:
    return sum(max(0, seq - before.acked.get(epoch, (0, ""))[0]) for epoch, (seq, _) in after.acked.items())


def _seen(centre: Centre, page: Page) -> dict[str, int]:
    seen = dict(centre.seen)
    for epoch, seq in page.told.items():
        seen[epoch] = max(seen.get(epoch, 0), seq)
    return seen


def _sealed(centre: Centre, reply: Reply) -> dict[str, int]:
    return {**centre.sealed, reply.epoch: reply.sealed_seq} if reply.sealed_seq else dict(centre.sealed)


# -- what went wrong ---------------------------------------------------------------------------------------


def _note_trouble(till: Till, problem: LoyaltyError) -> None:
    with till.read() as db:
        centre = read_centre(db)
    if centre is None or (centre.trouble and centre.trouble.code == problem.code):
        return
    since = centre.trouble.since if centre.trouble else till.store.now().at
    if problem.code == "feed_broken":
        centre = own_too(centre)
    values = {name: value for name, value in problem.values.items() if isinstance(value, str | int)}
    with till.store.transaction(SYSTEM) as tx:
        write_centre(tx, replace(centre, trouble=Trouble(problem.code, since, values)))
