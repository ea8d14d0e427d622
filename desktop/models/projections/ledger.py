"""Posts what the rules say one fact does to lots, entries and owed accounts, and keeps their sums."""

from __future__ import annotations

import json
from dataclasses import replace

from desktop.models.projections.early import count_taken_again
from desktop.models.projections.fold import Fold
from desktop.models.projections.rights import hold_opening, move_rights
from loyalty.facts import Fact
from loyalty.kinds import Body, LotsOpened, OpeningsSettled, SettledOpening
from loyalty.ledger import Postings, postings


def post(fold: Fold, fact: Fact, body: Body) -> None:
    """Write a fact's lots, entries and what it does to rights."""
    told = fold.posted = postings(fact.fact_id, fact.at, fact.branch_id, body)
    if isinstance(body, LotsOpened):
        _open(fold, fact, body, told)
        return
    _grant(fold, told)
    _move(fold, fact, told)
    _owe(fold, fact, told)
    move_rights(fold, fact, body, told)


def _open(fold: Fold, fact: Fact, body: LotsOpened, told: Postings) -> None:
    """Write opening lots: named by their source, so the same opening told twice, by whichever till, counts once.

    Told with another amount, what came here first stands until the centre says which it is (`settle_openings`), and the
    other is named: which of them is right only a person can say. Nobody spends more for it: the right to an opening is
    the centre's, of what came there first.
    """
    names = [move.lot_id for move in told.moves]
    known = fold.sink.rows(
        "SELECT lot_id, amount FROM lot WHERE lot_id IN (SELECT value FROM json_each(?))",
        (json.dumps(names),),
    )
    opened = {row[0]: row[1] for row in known}
    for move in told.moves:
        if opened.get(move.lot_id, move.delta) != move.delta:
            fold.sink.put(
                "INSERT INTO opening_otherwise (lot_id, fact_id, amount) VALUES (?, ?, ?)",
                (move.lot_id, fact.fact_id, move.delta),
            )
    root = body.source or fact.fact_id
    _grant(fold, replace(told, lots=tuple(replace(lot, fact_id=root) for lot in told.lots)))
    for move in told.moves:
        if move.lot_id not in opened:
            row = (move.lot_id, move.lot_id, move.kind, move.delta, body.granted_at, root)
            fold.sink.insert("entry", row)
            fold.sink.add("lot_balance", (move.lot_id,), (move.delta, 0))
            hold_opening(fold, move.lot_id, move.delta)


def settle_openings(fold: Fold, fact: Fact, body: OpeningsSettled) -> None:
    """Let the amount stand that the centre heard first, and name what was told otherwise: the same at every till.

    What the centre says comes in its own order, and after the openings it speaks of, everywhere.
    """
    for place, told in enumerate(body.lots):
        _settle(fold, fact, place, told)


def _settle(fold: Fold, fact: Fact, place: int, told: SettledOpening) -> None:
    lot_id, amount = told.lot_id, told.amount
    standing = fold.sink.value(
        "SELECT sum(delta) FROM entry WHERE lot_id = ? AND kind = 'opening'", (lot_id,)
    )
    if standing is not None and (delta := amount - standing):
        # What was written stays: the difference is an entry of its own.
        entry_id = f"{fact.fact_id}.{place}"
        fold.sink.insert("entry", (entry_id, lot_id, "opening", delta, fact.at, fact.fact_id))
        fold.sink.add("lot_balance", (lot_id,), (delta, 0))
        hold_opening(fold, lot_id, delta)
    fold.sink.put("DELETE FROM opening_otherwise WHERE lot_id = ? AND amount = ?", (lot_id, amount))
    fold.sink.put(
        "INSERT INTO opening_otherwise (lot_id, fact_id, amount) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (lot_id, told.fact_id, told.otherwise),
    )


def _grant(fold: Fold, told: Postings) -> None:
    for lot in told.lots:
        fold.sink.insert(
            "lot",
            (
                lot.lot_id,
                lot.member_id,
                lot.unit,
                lot.scope,
                lot.amount,
                lot.granted_at,
                lot.vests_at,
                lot.expires_at,
                lot.branch_id,
                lot.cause,
                lot.fact_id,
            ),
        )
        fold.sink.insert("lot_known", (lot.lot_id, lot.member_id, lot.unit, lot.expires_at))
        if fold.is_early("lot", lot.lot_id):
            count_taken_again(fold, lot.lot_id)


def _move(fold: Fold, fact: Fact, told: Postings) -> None:
    for place, move in enumerate(told.moves):
        entry_id = f"{fact.fact_id}.{place}"
        fold.sink.insert("entry", (entry_id, move.lot_id, move.kind, move.delta, fact.at, fact.fact_id))
        ended = -move.delta if move.kind == "expire" else 0
        fold.sink.add("lot_balance", (move.lot_id,), (move.delta, ended))


def _owe(fold: Fold, fact: Fact, told: Postings) -> None:
    for place, owed in enumerate(told.owed):
        entry_id = f"{fact.fact_id}.{place}"
        row = (entry_id, owed.member_id, owed.unit, owed.delta, fact.at, fact.fact_id)
        fold.sink.insert("owed_entry", row)
        fold.sink.add("owed", (owed.member_id, owed.unit), (owed.delta,))
