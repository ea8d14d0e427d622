"""Folds who may spend a lot: only what others than this till hold is written down.

A lone till holds all it granted, so for it this table stays empty and costs nothing.
"""

from __future__ import annotations

from desktop.models.projections.fold import Fold
from desktop.models.queries.offers import OPENED
from desktop.models.sinks import Sink
from loyalty.facts import Fact
from loyalty.kinds import (
    Body,
    OverspendRecognised,
    RightsGranted,
    RightsOpened,
    RightsReturned,
    TillRetired,
    UsesReturned,
)
from loyalty.ledger import Postings
from loyalty.rights import CENTRE, right_moves
from loyalty.uses import is_count, is_use, use_moves

_CARRIED = (RightsReturned, RightsGranted, TillRetired, OverspendRecognised)
"""Bodies that change what others hold, whoever tells them."""


def move_uses(fold: Fold, fact: Fact, body: Body) -> None:
    """Write what a fact does to what tills hold of uses; what the centre holds of them is not written down."""
    author = CENTRE if fact.till_id == fold.centre else fact.till_id
    for name, holder, delta in use_moves(author, body):
        if holder != CENTRE:
            fold.sink.add("offer_right", (name, holder), (delta,))


def return_uses(fold: Fold, fact: Fact, body: UsesReturned) -> None:
    """Write that a sale gave its uses back."""
    move_uses(fold, fact, body)
    fold.sink.put("DELETE FROM use_drawn WHERE sale_id = ?", (body.sale_id,))


def carry_rights(fold: Fold, fact: Fact, body: Body) -> None:
    """Move rights between holders; the ledger is not touched."""
    move_rights(fold, fact, body, Postings())


def move_rights(fold: Fold, fact: Fact, body: Body, told: Postings) -> None:
    """Write what a fact does to the rights of others."""
    if fact.till_id == fold.own and not isinstance(body, _CARRIED):
        move_uses(fold, fact, body)
        return
    author = CENTRE if fact.till_id == fold.centre else fact.till_id
    for move in right_moves(author, body, told):
        if not is_use(move.lot_id):
            _add(fold, move.lot_id, move.holder, move.delta)
        elif type(body) is RightsOpened and is_count(move.lot_id):
            fold.sink.add("offer_right", (move.lot_id, OPENED), (move.delta,))
        elif move.holder != CENTRE:
            fold.sink.add("offer_right", (move.lot_id, move.holder), (move.delta,))


def hold_opening(fold: Fold, lot_id: str, amount: int) -> None:
    """Give what an opening brings to the centre, whichever till told it; in a shop without one, to its one till."""
    if fold.centre:
        _add(fold, lot_id, CENTRE, amount)


def give_openings(sink: Sink) -> None:
    """Give what openings brought to the centre that this till joins now: as if they had been folded with it."""
    for lot_id, amount in sink.rows("SELECT lot_id, delta FROM entry WHERE kind = 'opening'"):
        sink.add("right_elsewhere", (lot_id, CENTRE), (amount,))


def _add(fold: Fold, lot_id: str, holder: str, delta: int) -> None:
    if holder != fold.own:
        fold.sink.add("right_elsewhere", (lot_id, holder), (delta,))
