"""Folds who may spend a lot: only what others than this till hold is written down.

A lone till holds all it granted, so for it this table stays empty and costs nothing.
"""

from __future__ import annotations

from desktop.models.projections.fold import Fold
from loyalty.facts import Fact
from loyalty.kinds import Body, OverspendRecognised, RightsGranted, RightsReturned, TillRetired
from loyalty.ledger import Postings
from loyalty.rights import CENTRE, right_moves

_CARRIED = (RightsReturned, RightsGranted, TillRetired, OverspendRecognised)
"""Bodies that change what others hold, whoever tells them."""


def carry_rights(fold: Fold, fact: Fact, body: Body) -> None:
    """Move rights between holders; the ledger is not touched."""
    move_rights(fold, fact, body, Postings())


def move_rights(fold: Fold, fact: Fact, body: Body, told: Postings) -> None:
    """Write what a fact does to the rights of others."""
    if fact.till_id == fold.own and not isinstance(body, _CARRIED):
        return
    author = CENTRE if fact.till_id == fold.centre else fact.till_id
    for move in right_moves(author, body, told):
        _add(fold, move.lot_id, move.holder, move.delta)


def hold_opening(fold: Fold, till_id: str, lot_id: str, amount: int, *, new: bool) -> None:
    """Note who holds an opening lot: the till that told it; of several that did, the one with the smallest id."""
    holder = None if new else _holder(fold, lot_id)
    if holder is not None and holder <= till_id:
        return
    if holder is not None:
        _add(fold, lot_id, holder, -amount)
        fold.sink.put("DELETE FROM opening_holder WHERE lot_id = ?", (lot_id,))
    _add(fold, lot_id, till_id, amount)
    if till_id != fold.own:
        fold.sink.put("INSERT INTO opening_holder (lot_id, till_id) VALUES (?, ?)", (lot_id, till_id))


def _holder(fold: Fold, lot_id: str) -> str:
    told = fold.sink.value("SELECT till_id FROM opening_holder WHERE lot_id = ?", (lot_id,))
    return told or fold.own


def _add(fold: Fold, lot_id: str, holder: str, delta: int) -> None:
    if holder != fold.own:
        fold.sink.add("right_elsewhere", (lot_id, holder), (delta,))
