"""Rights to spend: of every lot, what is left is held by somebody, and only its holder may take from it.

A holder is a till, or the centre. What a till grants it holds; what it does not hold it may not spend, whoever
looks at the balance. What must always hold: granted − spent = the sum over all holders, for every lot. An account
below zero is an overspend with a cause, and is covered by rights or by the house, never forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from loyalty.kinds import (
    Body,
    LotAmount,
    LotsOpened,
    OverspendRecognised,
    RightsGranted,
    RightsReturned,
    SaleRecorded,
    TillRetired,
)
from loyalty.ledger import Postings
from loyalty.uses import CENTRE, use_moves

__all__ = ["CENTRE", "Book", "RightMove", "right_moves"]


class RightMove(NamedTuple):
    """A signed change of what a holder may spend of a lot."""

    lot_id: str
    holder: str
    delta: int


def right_moves(till_id: str, body: Body, told: Postings) -> tuple[RightMove, ...]:
    """Return what a fact of a till (or of `CENTRE`) does to rights; `told` is what it does to the ledger.

    What an opening brings the centre holds, whichever till told it: two tills may tell the same opening, and no
    order of arrival decides then whose it is. An opening counts once a lot, as in the ledger: the caller leaves out
    the moves of lots opened before, and of uses that count once (`loyalty.uses.once`).
    """
    kind = type(body)
    if kind is SaleRecorded:
        # By far the most facts are sales, and few of them draw a use.
        spent = [RightMove(move.lot_id, till_id, move.delta) for move in told.moves]
        return tuple(spent + [RightMove(*use) for use in use_moves(till_id, body)] if body.drawn else spent)
    if kind is RightsReturned:
        return _carry(body.lots, till_id, CENTRE)
    if kind is RightsGranted:
        return _carry(body.lots, CENTRE, body.till_id)
    if kind is TillRetired:
        return _carry(body.lots, body.till_id, CENTRE)
    holder = till_id
    if kind is OverspendRecognised:
        holder = body.till_id
    elif kind is LotsOpened:
        holder = CENTRE
    moves = [RightMove(move.lot_id, holder, move.delta) for move in told.moves]
    return tuple(moves + [RightMove(*use) for use in use_moves(till_id, body)])


def _carry(lots: Iterable[LotAmount], giver: str, taker: str) -> tuple[RightMove, ...]:
    return tuple(
        move
        for part in lots
        for move in (RightMove(part.lot_id, giver, -part.amount), RightMove(part.lot_id, taker, part.amount))
    )


@dataclass(slots=True)
class Book:
    """Accounts of rights, lot by lot: (lot → holder → amount). Holders of nothing are left out."""

    accounts: dict[str, dict[str, int]] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)

    def holders(self, lot_id: str) -> Mapping[str, int]:
        """Return who holds how much of a lot."""
        return self.accounts.get(lot_id, {})

    def held(self, lot_id: str, holder: str) -> int:
        """Return what a holder may spend of a lot; below zero where it spent more."""
        return self.holders(lot_id).get(holder, 0)

    def total(self, lot_id: str) -> int:
        """Return what is left of a lot: granted − spent."""
        return sum(self.holders(lot_id).values())

    def post(self, moves: Iterable[RightMove]) -> None:
        """Add moves, and remember which lots they touched."""
        for move in moves:
            lot_id, holder = move.lot_id, move.holder
            lot = self.accounts.setdefault(lot_id, {})
            after = lot.get(holder, 0) + move.delta
            if after:
                lot[holder] = after
            else:
                lot.pop(holder, None)
            self.touched.add(lot_id)

    def below_zero(self, lot_id: str) -> tuple[tuple[str, int], ...]:
        """Return who spent more of a lot than was theirs, and how much (positive)."""
        held = self.accounts.get(lot_id)
        if not held or min(held.values()) >= 0:
            return ()
        return tuple(sorted((who, -left) for who, left in held.items() if left < 0))

    def above_zero(self, lot_id: str, but: str = "") -> tuple[tuple[str, int], ...]:
        """Return the tills that hold something of a lot, the largest holding first; neither `but` nor the centre."""
        found = [
            (who, left) for who, left in self.holders(lot_id).items() if left > 0 and who not in (CENTRE, but)
        ]
        return tuple(sorted(found, key=lambda one: (-one[1], one[0])))
