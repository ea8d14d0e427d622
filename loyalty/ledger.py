"""The fold of facts into lots, entries and owed accounts: what members hold, from facts that are only ever added.

What must always hold: a lot's balance is the sum of its moves and never below zero; a fact folds to the same
moves on every machine, in any order, and counts once. How lots are read and spent stands in `loyalty.lots`,
whose names are given on here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from loyalty.kinds import (
    CREDIT,
    PRIZE,
    DebtPart,
    EntryAdjusted,
    GraceLot,
    Grant,
    LotAmount,
    LotExpired,
    LotsOpened,
    OverspendRecognised,
    Reversal,
    SaleRecorded,
    lot_id,
)
from loyalty.lots import (
    Balance,
    Held,
    Lot,
    balances,
    draw,
    expired,
    in_order,
    is_expired,
    redeem,
    scope_allows,
    spendable,
    standing,
)
from loyalty.uses import is_use

__all__ = [
    "Balance",
    "Held",
    "Holdings",
    "Lot",
    "Move",
    "OwedMove",
    "Postings",
    "balances",
    "draw",
    "expired",
    "fold",
    "grace_origin",
    "held_after",
    "in_order",
    "is_expired",
    "postings",
    "redeem",
    "resolve_lot",
    "scope_allows",
    "settle_owed",
    "share_paid",
    "spendable",
    "standing",
]

GRACE = "grace:"
"""Cause of a grace lot, before the id of its origin lot."""

MOVE_KINDS = ("earn", "redeem", "return", "take", "expire", "adjust", "settle", "grace", "opening", "cover")


class Move(NamedTuple):
    """One entry of a lot: a kind of `MOVE_KINDS` and a signed amount."""

    lot_id: str
    kind: str
    delta: int


@dataclass(frozen=True, slots=True)
class OwedMove:
    """A change of what a member owes in a unit: positive when more is owed."""

    member_id: str
    unit: str
    delta: int


@dataclass(frozen=True, slots=True)
class Postings:
    """Everything one fact does to the ledger. The n-th move's entry id is `f"{fact_id}.{n}"`.

    `by_hand` says which of the moves ended something by hand, for which the member got nothing.
    """

    lots: tuple[Lot, ...] = ()
    moves: tuple[Move, ...] = ()
    owed: tuple[OwedMove, ...] = ()
    by_hand: tuple[LotAmount, ...] = ()


@dataclass(slots=True)
class Holdings:
    """The fold of facts: lots, what is left in each, what ended unspent or by hand, and what members owe by unit."""

    lots: dict[str, Lot] = field(default_factory=dict)
    remaining: dict[str, int] = field(default_factory=dict)
    expired: dict[str, int] = field(default_factory=dict)
    by_hand: dict[str, int] = field(default_factory=dict)
    owed: dict[tuple[str, str], int] = field(default_factory=dict)

    def held(self, member_id: str) -> tuple[Held, ...]:
        """Return all lots of a member, empty ones too."""
        return tuple(
            Held(lot, self.remaining[name], self.expired.get(name, 0), by_hand=self.by_hand.get(name, 0))
            for name, lot in sorted(self.lots.items())
            if lot.member_id == member_id
        )

    def overdrawn(self) -> tuple[str, ...]:
        """Return the lots below zero, and those that moved without having been granted: none in a sound ledger."""
        return tuple(n for n, left in sorted(self.remaining.items()) if left < 0 or n not in self.lots)


class _Told(NamedTuple):
    # Where a body stands: the fact that tells it, its trusted instant and its branch.
    fact_id: str
    at: int
    branch_id: str


def postings(fact_id: str, at: int, branch_id: str, body: Any) -> Postings:
    """Return what one fact does to the ledger; kinds that do nothing give an empty `Postings`."""
    post = _POSTERS.get(type(body))
    return Postings() if post is None else post(body, _Told(fact_id, at, branch_id))


def held_after(held: Iterable[Held], told: Postings) -> tuple[Held, ...]:
    """Return what is held once a fact's postings are counted that move nothing but these lots and new ones."""
    moved: dict[str, int] = {}
    for move in told.moves:
        moved[move.lot_id] = moved.get(move.lot_id, 0) + move.delta
    lots = (*held, *(Held(lot, 0) for lot in told.lots))
    return tuple([one.after(moved[name]) if (name := one.lot.lot_id) in moved else one for one in lots])


def _post_sale(body: SaleRecorded, told: _Told) -> Postings:
    member = body.member_id
    if member is None:
        return Postings()
    lots = _granted(member, body.grants, told)
    moves = [Move(part.lot_id, "redeem", -part.amount) for part in body.spends] if body.spends else []
    moves += [Move(lot.lot_id, "earn", lot.amount) for lot in lots]
    if not body.settled:
        return Postings(lots, tuple(moves))
    settled = [(resolve_lot(told.fact_id, part.lot_id), part.amount) for part in body.settled]
    moves += [Move(name, "settle", -amount) for name, amount in settled]
    units = {lot.lot_id: lot.unit for lot in lots}
    owed = _owed_by(body.debts) or tuple(
        [OwedMove(member, units.get(name, CREDIT), -amount) for name, amount in settled]
    )
    return Postings(lots, tuple(moves), owed)


def _post_reversal(body: Reversal, told: _Told) -> Postings:
    member = body.member_id
    if member is None:
        return Postings()
    lots = tuple(_grace_lot(member, place, grace, told) for place, grace in enumerate(body.graced))
    moves = (
        *(Move(part.lot_id, "return", part.amount) for part in body.returned),
        *(Move(lot.lot_id, "grace", lot.amount) for lot in lots),
        *(Move(resolve_lot(told.fact_id, part.lot_id), "settle", -part.amount) for part in body.settled),
        *(Move(part.lot_id, "take", -part.amount) for part in body.taken),
        *(Move(part.lot_id, "expire", -part.amount) for part in body.ended),
    )
    owed = _owed_by(body.debts) or (
        *(OwedMove(member, CREDIT, -part.amount) for part in body.settled),
        *(OwedMove(member, part.unit, part.amount) for part in body.owed),
    )
    return Postings(lots, moves, owed)


def _owed_by(debts: Sequence[DebtPart]) -> tuple[OwedMove, ...]:
    return tuple([OwedMove(part.member_id, part.unit, part.delta) for part in debts])


def _grace_lot(member_id: str, place: int, grace: GraceLot, told: _Told) -> Lot:
    return Lot(
        lot_id=lot_id(told.fact_id, place),
        member_id=member_id,
        unit=CREDIT,
        scope=grace.scope,
        amount=grace.amount,
        granted_at=told.at,
        vests_at=told.at,
        expires_at=grace.expires_at,
        branch_id=told.branch_id,
        cause=GRACE + grace.origin_lot_id,
        fact_id=told.fact_id,
    )


def grace_origin(lot: Lot) -> str | None:
    """Return the lot a grace lot stands for, or None for any other lot."""
    return lot.cause.removeprefix(GRACE) if lot.cause.startswith(GRACE) else None


def _post_opening(body: LotsOpened, told: _Told) -> Postings:
    # Lots are named by their source, so that the same opening told by two tills is the same lots.
    granted = _Told(told.fact_id, body.granted_at, body.branch_id)
    lots = _granted(body.member_id, body.grants, granted, body.source)
    return Postings(lots, tuple(Move(lot.lot_id, "opening", lot.amount) for lot in lots))


def _post_adjustment(body: EntryAdjusted, told: _Told) -> Postings:
    lots = _granted(body.member_id, body.grants, told)
    given = tuple(Move(lot.lot_id, "adjust", lot.amount) for lot in lots)
    taken = tuple(Move(part.lot_id, "adjust", -part.amount) for part in body.taken)
    return Postings(lots, given + taken, by_hand=() if body.reason == PRIZE else body.taken)


def _post_expiry(body: LotExpired, _: _Told) -> Postings:
    return Postings(moves=tuple(Move(part.lot_id, "expire", -part.amount) for part in _lots_of(body.lots)))


def _post_cover(body: OverspendRecognised, _: _Told) -> Postings:
    return Postings(moves=tuple(Move(part.lot_id, "cover", part.amount) for part in _lots_of(body.lots)))


def _lots_of(parts: Iterable[LotAmount]) -> Iterable[LotAmount]:
    # Uses have the same accounts of rights as lots, and no place in the ledger.
    return (part for part in parts if not is_use(part.lot_id))


_POSTERS: dict[type[Any], Callable[[Any, _Told], Postings]] = {
    SaleRecorded: _post_sale,
    Reversal: _post_reversal,
    LotsOpened: _post_opening,
    EntryAdjusted: _post_adjustment,
    LotExpired: _post_expiry,
    OverspendRecognised: _post_cover,
}


def _granted(member_id: str, grants: Sequence[Grant], told: _Told, root: str = "") -> tuple[Lot, ...]:
    # Facts are folded by the million: the fields of `Lot` stand in their order here, which is twice as fast.
    fact_id, at, branch_id = told.fact_id, told.at, told.branch_id
    source = root or fact_id
    return tuple(
        [
            Lot(
                lot_id(source, place),
                member_id,
                grant.unit,
                grant.scope,
                grant.amount,
                at,
                grant.vests_at,
                grant.expires_at,
                branch_id,
                grant.cause,
                fact_id,
            )
            for place, grant in enumerate(grants)
        ]
    )


def resolve_lot(fact_id: str, name: str) -> str:
    """Return the id of a lot; `.0` names the first lot of the fact itself, whose id its author may not know."""
    return fact_id + name if name.startswith(".") else name


def fold(told: Iterable[tuple[str, Postings]]) -> Holdings:
    """Return the ledger of facts given as (fact id, postings): any order, each fact counted once.

    An opening counts once per lot, whichever tills told it: the one with the smallest fact id stands.
    """
    facts = dict(told)
    holdings = Holdings()
    openings: set[str] = set()
    for fact_id in sorted(facts):
        _apply(facts[fact_id], holdings, openings)
    return holdings


def _apply(post: Postings, holdings: Holdings, openings: set[str]) -> None:
    for lot in post.lots:
        holdings.lots.setdefault(lot.lot_id, lot)
    for move in post.moves:
        if move.kind == "opening":
            if move.lot_id in openings:
                continue
            openings.add(move.lot_id)
        holdings.remaining[move.lot_id] = holdings.remaining.get(move.lot_id, 0) + move.delta
        if move.kind == "expire":
            holdings.expired[move.lot_id] = holdings.expired.get(move.lot_id, 0) - move.delta
    for part in post.by_hand:
        holdings.by_hand[part.lot_id] = holdings.by_hand.get(part.lot_id, 0) + part.amount
    for owed in post.owed:
        account = (owed.member_id, owed.unit)
        holdings.owed[account] = holdings.owed.get(account, 0) + owed.delta


def settle_owed(grants: Sequence[Grant], owed: Mapping[str, int]) -> tuple[LotAmount, ...]:
    """Return what new grants pay at once of a member's owed accounts (unit → amount), in their order.

    The lots are named by place (`.0`, `.1`, …), because the sale's id may not be made yet; `postings` knows.
    """
    left = dict(owed)
    paid: list[LotAmount] = []
    for place, grant in enumerate(grants):
        part = min(grant.amount, max(0, left.get(grant.unit, 0)))
        if part:
            left[grant.unit] -= part
            paid.append(LotAmount(lot_id("", place), part))
    return tuple(paid)


def share_paid(
    paid: Mapping[str, int], debts: Mapping[tuple[str, str], int], member_id: str
) -> tuple[DebtPart, ...]:
    """Return whose debts what was paid (unit → amount) settles: the member's own first, then by id.

    `debts` holds (member id, unit) → amount of all ids of the person. A debt is settled where it stands, so that it
    stays settled when a merge is undone. Nothing is returned where all of it is the member's own.
    """
    left = dict(paid)
    parts: list[DebtPart] = []
    for name, unit in sorted(debts, key=lambda account: (account[0] != member_id, account)):
        part = min(left.get(unit, 0), debts[name, unit])
        if part > 0:
            left[unit] -= part
            parts.append(DebtPart(name, unit, -part))
    return tuple(parts) if any(part.member_id != member_id for part in parts) else ()
