"""Posts what the rules say one fact does to lots, entries and owed accounts, and keeps their sums."""

from __future__ import annotations

import json

from desktop.models.projections.fold import Fold
from loyalty.facts import Fact
from loyalty.kinds import Body
from loyalty.ledger import Postings, postings


def post(fold: Fold, fact: Fact, body: Body) -> None:
    """Write a fact's lots and entries."""
    told = postings(fact.fact_id, fact.at, fact.branch_id, body)
    opened = _already_opened(fold, told)
    _grant(fold, told)
    _move(fold, fact, told, opened)
    _owe(fold, fact, told)


def _already_opened(fold: Fold, told: Postings) -> frozenset[str]:
    # Opening lots are named by their source: the same opening told twice counts once.
    names = [move.lot_id for move in told.moves if move.kind == "opening"]
    if not names:
        return frozenset()
    known = fold.sink.rows(
        "SELECT lot_id FROM lot WHERE lot_id IN (SELECT value FROM json_each(?))", (json.dumps(names),)
    )
    return frozenset(row[0] for row in known)


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


def _move(fold: Fold, fact: Fact, told: Postings, opened: frozenset[str]) -> None:
    for place, move in enumerate(told.moves):
        if move.lot_id in opened:
            continue
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
