"""What the centre does in one exchange: keep a till's facts, account for rights, answer wishes, send rights home.

The centre accepts every fact whose chain and signature hold and classes it; only wishes are refused. It takes
nothing back by itself: it asks (`Recall`), and only the holder gives. An account below zero is covered from what
the centre holds, then by recall, and by the house as soon as the lot itself is below zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from loyalty.clock import DAY
from loyalty.exchange import caps, counts
from loyalty.exchange.judging import Judged, Linked
from loyalty.exchange.known import CentreView, Debt, EnrolledTill
from loyalty.exchange.reading import FOLDED, read_told
from loyalty.exchange.turn import Kept, Turn
from loyalty.exchange.wire import Granted, Recall, Wish
from loyalty.facts import Fact
from loyalty.kinds import (
    Body,
    LotAmount,
    LotExpired,
    OpeningsSettled,
    OverspendRecognised,
    RightsGranted,
    SaleRecorded,
    SettledOpening,
    TillRetired,
)
from loyalty.last_words import bound_ahead
from loyalty.ledger import Lot, Postings
from loyalty.lots import is_expired, scope_allows
from loyalty.rights import CENTRE, RightMove, right_moves
from loyalty.uses import once

__all__ = [
    "CAUSES",
    "EXPIRY_GRACE",
    "MOST_LOTS",
    "CentreView",
    "Debt",
    "EnrolledTill",
    "Kept",
    "Turn",
    "answer",
    "changed",
    "expire",
    "keep",
    "keep_again",
    "own_business",
    "retire",
    "send_home",
    "settle",
    "settle_all",
    "still_doubtful",
]

MOST_LOTS = 500
"""How many lots travel home, or are asked home, in one exchange."""

EXPIRY_GRACE = 7 * DAY
"""How long the centre keeps what it holds of an expired lot, for spends that were in time and are told late."""

UNEXPLAINED = "unexplained"
CAUSES = ("trust", "late", "restored", "copied", UNEXPLAINED)
"""Why an account may stand below zero, from the least to the worst."""

_OF_DOUBT = {"behind": "restored", "fork": "copied"}
"""What a till's doubtful past makes the cause: it was put back, or two of it are at work."""


# -- facts ------------------------------------------------------------------------------------------------


def keep(turn: Turn, judged: Judged) -> None:
    """Keep a run of new facts, each with its class, and settle what they left below zero."""
    if judged.doubt and judged.doubt != turn.till.doubt:
        worse = "fork" if "fork" in (judged.doubt, turn.till.doubt) else judged.doubt
        turn.till = replace(turn.till, doubt=worse)
    known = turn.view.told([linked.fact.fact_id for linked in judged.fresh])
    read = []
    for linked in judged.fresh:
        twin = linked.fact.fact_id in known
        known.add(linked.fact.fact_id)
        read.append(Kept(linked, "twin", None, Postings()) if twin else _read(turn, linked))
    _fold(turn, read)


def keep_again(turn: Turn, deferred: Sequence[Linked]) -> None:
    """Fold facts of one till that were deferred, after an update, in the order of the feed."""
    _fold(turn, [_read(turn, linked) for linked in deferred])


def _read(turn: Turn, linked: Linked) -> Kept:
    told = turn.read.get(linked.hash)
    if told is None:
        told = read_told(linked.fact, linked.raw, by_centre=turn.till.till_id == CENTRE)
    late = turn.till.retired and told.kind in FOLDED
    return Kept(linked, "late" if late else told.kind, told.body, told.postings)


def _fold(turn: Turn, read: Sequence[Kept]) -> None:
    turn.waiting = turn.waiting or any(one.kind == "deferred" for one in read)
    author = turn.till.till_id
    moved = [(one, right_moves(author, one.body, one.told)) for one in read]
    turn.load([move.lot_id for _, moves in moved for move in moves])
    known = turn.view.lots(_openings(read))
    opened = set(known)
    for one, moves in moved:
        if moves:
            _account(turn, one, moves, opened)
    turn.kept += read
    _bound_stamps(turn, read)
    _settle_openings(turn, read, {lot_id: lot.amount for lot_id, lot in known.items()})
    caps.learn(turn, read)
    caps.open_caps(turn, turn.capped.values())
    settle(turn)


def _bound_stamps(turn: Turn, read: Sequence[Kept]) -> None:
    # Said at once, while the centre waits, too: it gives nothing to anybody.
    ahead = bound_ahead(
        [(one.linked.fact, one.body) for one in _but_sales(read) if one.kind in FOLDED], turn.at
    )
    if ahead:
        turn.mint("stamps.bounded", ahead)


def _settle_openings(turn: Turn, read: Sequence[Kept], stands: dict[str, int]) -> None:
    """Tell every till which amount of an opening stands, where a fact told it otherwise than one before."""
    found = []
    for one in _but_sales(read):
        moves = one.told.moves if one.kind in FOLDED else ()
        for move in (move for move in moves if move.kind == "opening"):
            amount = stands.setdefault(move.lot_id, move.delta)
            if amount != move.delta:
                found.append(SettledOpening(move.lot_id, amount, one.linked.fact.fact_id, move.delta))
    if found:
        turn.mint("openings.settled", OpeningsSettled(tuple(found)))


def _openings(read: Sequence[Kept]) -> list[str]:
    return [name for one in _but_sales(read) for name in _opens(one)]


def _but_sales(read: Sequence[Kept]) -> list[Kept]:
    # By far the most facts are sales, which open nothing and are no last word on anything.
    return [one for one in read if type(one.body) is not SaleRecorded]


def _opens(one: Kept) -> frozenset[str]:
    return once(one.body).union(move.lot_id for move in one.told.moves if move.kind == "opening")


def _account(turn: Turn, one: Kept, moves: Sequence[RightMove], opened: set[str]) -> None:
    first = _opens(one) if type(one.body) is not SaleRecorded else ()
    turn.book.post(
        [move for move in moves if not (move.lot_id in first and move.lot_id in opened)] if first else moves
    )
    # The first to use a name has it: what a fact granted is not opened once more by another that names it as its source.
    opened.update(first, [lot.lot_id for lot in one.told.lots])
    spent = [(move.lot_id, move.holder) for move in moves if move.delta < 0]
    for account in sorted(set(spent)) if spent else ():
        if turn.book.held(*account) < 0:
            _owe(turn, one, account, moves)


def _owe(turn: Turn, one: Kept, account: tuple[str, str], moves: Iterable[RightMove]) -> None:
    # Of several causes the worst stands, so that a loan hides nothing behind it. What seems to have none while the
    # centre waits is left open: what explains it may be on its way.
    spent = -sum(move.delta for move in moves if (move.lot_id, move.holder) == account)
    after = turn.book.held(*account)
    debt = Debt(_cause(turn, one.body, account[0], min(spent, -after)), one.linked.fact.fact_id)
    if after + spent >= 0:
        turn.debts.pop(account, None)
    known = turn.debts.get(account)
    if debt.cause == UNEXPLAINED and turn.waiting:
        return
    if known is None or CAUSES.index(debt.cause) > CAUSES.index(known.cause):
        turn.debts[account] = debt


def _cause(turn: Turn, body: Body, lot_id: str, fell: int) -> str:
    trusted = body.trusted if isinstance(body, SaleRecorded) else ()
    if fell <= sum(part.amount for part in trusted if part.lot_id == lot_id):
        return "trust"
    if turn.till.retired:
        return "late"
    return _OF_DOUBT.get(turn.till.doubt, UNEXPLAINED)


def settle(turn: Turn) -> None:
    """Cover every account below zero: the house where the lot is spent twice, the centre's rights, then recall.

    What a retired till holds, because a fact of it came late, is the centre's again.
    """
    if turn.waiting:
        return
    if turn.till.retired:
        _take_over(turn)
    short = sorted(lot_id for lot_id in turn.book.touched if turn.book.below_zero(lot_id))
    for lot_id in short:
        for holder, _ in turn.book.below_zero(lot_id):
            turn.debts.setdefault((lot_id, holder), Debt(UNEXPLAINED, ""))
        _put_on_house(turn, lot_id)
        _cover(turn, lot_id)
    for lot_id, holder in [key for key in turn.debts if turn.book.held(*key) >= 0]:
        del turn.debts[lot_id, holder]


def settle_all(turn: Turn, lot_ids: Iterable[str]) -> None:
    """Settle lots when the wait is over: all that have an account below zero, or that `turn.till` holds, retired."""
    caps.open_caps(turn, turn.view.capped())
    waited = sorted(set(lot_ids))
    turn.load(waited)
    turn.book.touched.update(waited)
    settle(turn)


def _take_over(turn: Turn) -> None:
    who = turn.till.till_id
    held = {lot_id: turn.book.held(lot_id, who) for lot_id in sorted(turn.book.touched)}
    lots = tuple(LotAmount(lot_id, amount) for lot_id, amount in held.items() if amount > 0)
    if lots:
        turn.mint("till.retired", TillRetired(who, lots, "late"))


def _put_on_house(turn: Turn, lot_id: str) -> None:
    over = -turn.book.total(lot_id)
    for holder, below in turn.book.below_zero(lot_id):
        part = min(over, below)
        if part > 0:
            debt = turn.debts[lot_id, holder]
            lots = (LotAmount(lot_id, part),)
            turn.mint("overspend.recognised", OverspendRecognised(holder, lots, debt.cause, debt.fact_id))
            over -= part


def _cover(turn: Turn, lot_id: str) -> None:
    for holder, below in turn.book.below_zero(lot_id):
        part = min(below, turn.book.held(lot_id, CENTRE))
        if part > 0:
            turn.mint("rights.granted", RightsGranted(holder, (LotAmount(lot_id, part),), "cover", ""))
        _recall(turn, lot_id, below - max(part, 0), holder, "cover")


def _recall(turn: Turn, lot_id: str, amount: int, but: str, why: str) -> tuple[str, ...]:
    """Ask those who hold a lot, the largest holder first, for an amount; return whom."""
    asked = []
    for holder, left in turn.book.above_zero(lot_id, but):
        part = min(amount, left)
        if part > 0:
            turn.ask(holder, Recall(lot_id, part, why))
            asked.append(holder)
            amount -= part
    return tuple(asked)


# -- wishes -----------------------------------------------------------------------------------------------


def answer(turn: Turn, wish: Wish) -> Granted:
    """Grant a till what the centre holds of the lots it wishes for, and ask the holders for the rest.

    Asked again with the same id, a wish is given only what it still lacks.
    """
    reason = _why_not(turn)
    if reason:
        return Granted(wish.claim_id, "refused", reason=reason)
    before = dict(turn.view.granted(wish.claim_id))
    opened = counts.open_counts(turn, (lot_id for lot_id, _ in wish.lots))
    lots = turn.view.lots(lot_id for lot_id, _ in wish.lots) | opened
    turn.load(lot_id for lot_id, _ in wish.lots)
    wanted = {
        lot_id: amount - before.get(lot_id, 0)
        for lot_id, amount in wish.lots
        if _may_hold(turn, lots, lot_id)
    }
    given = _give(turn, wish.claim_id, wanted)
    asked = sorted(
        {
            holder
            for lot_id, amount in wanted.items()
            for holder in _recall(turn, lot_id, amount - given.get(lot_id, 0), turn.till.till_id, "claim")
        }
    )
    now = {lot_id: before.get(lot_id, 0) + given.get(lot_id, 0) for lot_id, _ in wish.lots}
    state = "granted" if all(now[lot_id] >= amount for lot_id, amount in wish.lots) else "asked"
    if state == "asked" and not asked:
        state = "refused"
    held = tuple((lot_id, amount) for lot_id, amount in sorted(now.items()) if amount)
    return Granted(wish.claim_id, state, held, tuple(asked), "" if state != "refused" else "rights_nowhere")


def _why_not(turn: Turn) -> str:
    if turn.till.retired:
        return "till_retired"
    if turn.till.doubt:
        return "till_doubtful"
    return "centre_waits" if turn.waiting else ""


def _may_hold(turn: Turn, lots: Mapping[str, Lot], lot_id: str) -> bool:
    lot = lots.get(lot_id)
    return lot is not None and scope_allows(lot.scope, turn.till.branch_id) and not is_expired(lot, turn.at)


def _give(turn: Turn, claim_id: str, wanted: Mapping[str, int]) -> dict[str, int]:
    given = {lot_id: min(amount, turn.book.held(lot_id, CENTRE)) for lot_id, amount in sorted(wanted.items())}
    given = {lot_id: amount for lot_id, amount in given.items() if amount > 0}
    if given:
        lots = tuple(LotAmount(lot_id, amount) for lot_id, amount in given.items())
        turn.mint("rights.granted", RightsGranted(turn.till.till_id, lots, "claim", claim_id))
    return given


# -- home -------------------------------------------------------------------------------------------------


def send_home(turn: Turn) -> None:
    """Give a branch's hub, now that it is here, what the centre keeps for it and its shares of caps; ask a till for what
    belongs elsewhere.
    """
    till = turn.till
    if _why_not(turn):
        return
    if turn.view.hub(till.branch_id) == till.till_id:
        home = [lot_id for lot_id, _ in turn.view.at_home(till.branch_id, MOST_LOTS)]
        turn.load(home)
        known = turn.view.lots(home)
        lots = tuple(
            LotAmount(lot_id, left)
            for lot_id in home
            if _may_hold(turn, known, lot_id) and (left := turn.book.held(lot_id, CENTRE)) > 0
        )
        if lots:
            turn.mint("rights.granted", RightsGranted(till.till_id, lots, "home", ""))
    for lot_id, amount in turn.view.away(till.till_id, MOST_LOTS):
        turn.ask(till.till_id, Recall(lot_id, amount, "home"))
    caps.open_caps(turn, turn.view.capped())
    caps.share_out(turn)


def expire(turn: Turn, lot_ids: Iterable[str]) -> None:
    """Post what the centre itself holds of lots that are over; what tills hold of them they post themselves.

    A spend that is told late may still lean on them, so they stay for `EXPIRY_GRACE` longer.
    """
    known = turn.view.lots(lot_ids)
    over = sorted(lot_id for lot_id, lot in known.items() if is_expired(lot, turn.at - EXPIRY_GRACE))
    turn.load(over)
    lots = tuple(LotAmount(name, left) for name in over if (left := turn.book.held(name, CENTRE)) > 0)
    if lots and not turn.waiting:
        turn.mint("lot.expired", LotExpired(lots))


def still_doubtful(till: EnrolledTill, same_tally: bool, waiting: bool = False) -> str:
    """Return what stays of a till's doubt: one that was put back is sound again once it holds every fact the centre
    holds; where two are at work with one key, only the owner can end it. While the centre waits every doubt stays:
    what it folds later was written in doubt.
    """
    return "" if till.doubt == "behind" and same_tally and not waiting else till.doubt


def retire(turn: Turn, held: Mapping[str, int], reason: str) -> None:
    """Take back what a dead till held, at the house's risk; `turn.till` is that till."""
    lots = tuple(LotAmount(lot_id, amount) for lot_id, amount in sorted(held.items()) if amount > 0)
    turn.till = replace(turn.till, retired=True)
    turn.mint("till.retired", TillRetired(turn.till.till_id, lots, reason))
    settle(turn)


def changed(turn: Turn) -> dict[tuple[str, str], int]:
    """Return the accounts (lot, holder) as they stand after the turn, for every lot that was touched.

    Holders who were in a lot before and hold nothing now are told with 0.
    """
    touched = sorted(turn.book.touched)
    before = turn.view.held(touched)
    after: dict[tuple[str, str], int] = {}
    for lot_id in touched:
        for holder in before.get(lot_id, ()):
            after[lot_id, holder] = 0
        for holder, left in turn.book.holders(lot_id).items():
            after[lot_id, holder] = left
    return after


def own_business(fact: Fact, aliases: frozenset[str], till: EnrolledTill) -> bool:
    """Say whether a fact names the business and branch its till belongs to."""
    return fact.business_id in aliases and fact.branch_id == till.branch_id
