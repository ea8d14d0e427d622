"""What the centre does in one exchange: keep a till's facts, account for rights, answer wishes, send rights home.

The centre accepts every fact whose chain and signature hold and classes it; only wishes are refused. It takes
nothing back by itself: it asks (`Recall`), and only the holder gives. An account below zero is covered from what
the centre holds, then by recall, and by the house as soon as the lot itself is below zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from loyalty.errors import LoyaltyError
from loyalty.exchange.judging import ChainView, Judged, Linked
from loyalty.exchange.wire import Granted, Recall, Wish
from loyalty.facts import Fact
from loyalty.kinds import (
    Body,
    LotAmount,
    OverspendRecognised,
    RightsGranted,
    SaleRecorded,
    TillRetired,
    read_body,
)
from loyalty.ledger import Lot, Postings, postings
from loyalty.lots import is_expired, scope_allows
from loyalty.rights import CENTRE, Book, right_moves
from loyalty.soundness import is_sound

MOST_LOTS = 500
"""How many lots travel home, or are asked home, in one exchange."""

OK = "ok"


@dataclass(frozen=True, slots=True)
class EnrolledTill:
    """A till as the centre knows it. `doubt` is why its past is doubtful, empty for a sound one."""

    till_id: str
    branch_id: str
    public_key: bytes
    place: int
    retired: bool = False
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Debt:
    """Why an account of rights stands below zero, and by which fact it came there."""

    cause: str
    fact_id: str


class CentreView(ChainView, Protocol):
    """What the centre knows before an exchange."""

    def held(self, lot_ids: Iterable[str]) -> dict[str, dict[str, int]]:
        """Return who holds how much of each lot."""

    def lots(self, lot_ids: Iterable[str]) -> dict[str, Lot]:
        """Return the lots that were granted."""

    def hub(self, branch_id: str) -> str | None:
        """Return the till that hosts a branch's rights: the first in line that is not retired."""

    def granted(self, claim_id: str) -> tuple[tuple[str, int], ...]:
        """Return what a wish has been granted so far."""

    def debts(self, lot_ids: Iterable[str]) -> dict[tuple[str, str], Debt]:
        """Return why accounts (lot, holder) stand below zero."""

    def at_home(self, branch_id: str, most: int) -> tuple[tuple[str, int], ...]:
        """Return what the centre holds of lots whose home is a branch, and nobody waits for."""

    def away(self, till_id: str, most: int) -> tuple[tuple[str, int], ...]:
        """Return what a till holds of lots whose home is another till."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A fact as the centre keeps it: its class, what it did to the ledger, its body where that could be read.

    `kind` is `ok`, `late` (after its till was retired), `deferred` (from a newer version, folded after an
    update), `poison` (unreadable; kept, never folded) or `unsound` (its own numbers do not agree; folded).
    """

    linked: Linked
    kind: str
    body: Body | None
    told: Postings


@dataclass(slots=True)
class Turn:
    """One exchange at the centre, from what is known before to all that is to be written."""

    view: CentreView
    till: EnrolledTill
    at: int
    book: Book = field(default_factory=Book)
    kept: list[Kept] = field(default_factory=list)
    minted: list[tuple[str, Body]] = field(default_factory=list)
    recalls: list[tuple[str, Recall]] = field(default_factory=list)
    debts: dict[tuple[str, str], Debt] = field(default_factory=dict)
    _loaded: set[str] = field(default_factory=set)

    def load(self, lot_ids: Iterable[str]) -> None:
        """Bring the accounts of lots into the book, once."""
        new = sorted(set(lot_ids) - self._loaded)
        if new:
            self._loaded.update(new)
            self.book.accounts.update(self.view.held(new))
            self.debts.update(self.view.debts(new))

    def mint(self, kind: str, body: Body) -> None:
        """Write a fact of the centre's own, and account for it."""
        told = postings("", self.at, "", body)
        moves = right_moves(CENTRE, body, told)
        self.load(move.lot_id for move in moves)
        self.book.post(moves)
        self.minted.append((kind, body))

    def ask(self, holder: str, recall: Recall) -> None:
        """Ask a holder for rights back."""
        self.recalls.append((holder, recall))


# -- facts ------------------------------------------------------------------------------------------------


Objection = Callable[[Linked, Body, Postings], str]
"""Says why a fact that can be read is kept without being folded (a class), or nothing."""


def no_objection(_linked: Linked, _body: Body, _told: Postings) -> str:
    """Fold every fact that can be read."""
    return ""


def keep(turn: Turn, judged: Judged, objection: Objection = no_objection) -> None:
    """Keep a run of new facts, each with its class, and settle what they left below zero."""
    read = [_read(turn, linked, objection) for linked in judged.fresh]
    turn.load(move.lot_id for one in read for move in one.told.moves)
    opened = set(turn.view.lots(_openings(read)))
    for one in read:
        _account(turn, one, opened)
    turn.kept += read
    settle(turn)


def _read(turn: Turn, linked: Linked, objection: Objection) -> Kept:
    fact = linked.fact
    try:
        body = read_body(fact.kind, fact.version, fact.body)
        told = postings(fact.fact_id, fact.at, fact.branch_id, body)
    except LoyaltyError as problem:
        newer = problem.code in ("fact_from_newer_version", "fact_kind_unknown")
        return Kept(linked, "deferred" if newer else "poison", None, Postings())
    against = objection(linked, body, told)
    if against:
        return Kept(linked, against, None, Postings())
    if turn.till.retired:
        return Kept(linked, "late", body, told)
    return Kept(linked, OK if is_sound(body) else "unsound", body, told)


def _openings(read: Sequence[Kept]) -> list[str]:
    return [move.lot_id for one in read for move in one.told.moves if move.kind == "opening"]


def _account(turn: Turn, one: Kept, opened: set[str]) -> None:
    moves = right_moves(turn.till.till_id, one.body, one.told)
    first = {move.lot_id for move in one.told.moves if move.kind == "opening"}
    turn.load(move.lot_id for move in moves)
    turn.book.post(move for move in moves if not (move.lot_id in first and move.lot_id in opened))
    opened |= first
    for lot_id in {move.lot_id for move in moves if move.delta < 0}:
        if turn.book.held(lot_id, turn.till.till_id) < 0:
            turn.debts.setdefault((lot_id, turn.till.till_id), _debt(turn, one, lot_id))


def _debt(turn: Turn, one: Kept, lot_id: str) -> Debt:
    return Debt(_cause(turn.till, one.body, lot_id), one.linked.fact.fact_id)


def _cause(till: EnrolledTill, body: Body, lot_id: str) -> str:
    if isinstance(body, SaleRecorded) and any(part.lot_id == lot_id for part in body.trusted):
        return "trust"
    if till.retired:
        return "late"
    return "restored" if till.doubt else "unexplained"


def settle(turn: Turn) -> None:
    """Cover every account below zero: the house where the lot is spent twice, the centre's rights, then recall."""
    short = sorted(lot_id for lot_id in turn.book.touched if turn.book.below_zero(lot_id))
    for lot_id in short:
        _put_on_house(turn, lot_id)
        _cover(turn, lot_id)
    for lot_id, holder in [key for key in turn.debts if turn.book.held(*key) >= 0]:
        del turn.debts[lot_id, holder]


def _put_on_house(turn: Turn, lot_id: str) -> None:
    over = -turn.book.total(lot_id)
    for holder, below in turn.book.below_zero(lot_id):
        part = min(over, below)
        if part > 0:
            debt = turn.debts.get((lot_id, holder), Debt("unexplained", ""))
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
    reason = _why_not(turn.till)
    if reason:
        return Granted(wish.claim_id, "refused", reason=reason)
    before = dict(turn.view.granted(wish.claim_id))
    lots = turn.view.lots(lot_id for lot_id, _ in wish.lots)
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


def _why_not(till: EnrolledTill) -> str:
    if till.retired:
        return "till_retired"
    return "till_doubtful" if till.doubt else ""


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
    """Give a branch's hub, now that it is here, what the centre keeps for it; ask a till for what belongs elsewhere."""
    till = turn.till
    if _why_not(till):
        return
    if turn.view.hub(till.branch_id) == till.till_id:
        turn.load(lot_id for lot_id, _ in turn.view.at_home(till.branch_id, MOST_LOTS))
        home = turn.view.at_home(till.branch_id, MOST_LOTS)
        lots = tuple(
            LotAmount(lot_id, left) for lot_id, _ in home if (left := turn.book.held(lot_id, CENTRE)) > 0
        )
        if lots:
            turn.mint("rights.granted", RightsGranted(till.till_id, lots, "home", ""))
    for lot_id, amount in turn.view.away(till.till_id, MOST_LOTS):
        turn.ask(till.till_id, Recall(lot_id, amount, "home"))


def retire(turn: Turn, held: Mapping[str, int], reason: str) -> None:
    """Take back what a dead till held, at the house's risk; `turn.till` is that till."""
    lots = tuple(LotAmount(lot_id, amount) for lot_id, amount in sorted(held.items()) if amount > 0)
    turn.mint("till.retired", TillRetired(turn.till.till_id, lots, reason))
    settle(turn)


def changed(turn: Turn) -> dict[tuple[str, str], int]:
    """Return the accounts (lot, holder) as they stand after the turn, for every lot that was touched.

    Holders who were in a lot before and hold nothing now are told with 0.
    """
    before = turn.view.held(sorted(turn.book.touched))
    after: dict[tuple[str, str], int] = {}
    for lot_id in sorted(turn.book.touched):
        for holder in {*before.get(lot_id, {}), *turn.book.holders(lot_id)}:
            after[lot_id, holder] = turn.book.held(lot_id, holder)
    return after


def own_business(fact: Fact, aliases: frozenset[str], till: EnrolledTill) -> bool:
    """Say whether a fact names the business and branch its till belongs to."""
    return fact.business_id in aliases and fact.branch_id == till.branch_id
