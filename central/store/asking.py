"""Wishes tills have, and what their holders were asked to give back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from central.store.db import Db, unique
from central.store.view import WISH_LIFE
from loyalty.exchange.wire import Granted, Recall, Wish
from loyalty.kinds import LotAmount


def note_wish(db: Db, till_id: str, wish: Wish, granted: Granted, at: int) -> None:
    """Keep how a wish stands."""
    now = dict(granted.lots)
    wanted = dict(wish.lots)
    db.add_many(
        "wish",
        ("till_id", "claim_id", "lot_id", "wanted", "granted", "asked_at"),
        "tttiii",
        [(till_id, wish.claim_id, lot_id, wanted[lot_id], now.get(lot_id, 0), at) for lot_id in wanted],
        "ON CONFLICT (business_id, till_id, claim_id, lot_id) "
        "DO UPDATE SET wanted = excluded.wanted, granted = excluded.granted, asked_at = excluded.asked_at",
    )


def note_grant(db: Db, till_id: str, claim_id: str, lots: Iterable[LotAmount]) -> None:
    """Add to a wish what an older grant, given back by a till, gave it."""
    db.add_many(
        "wish",
        ("till_id", "claim_id", "lot_id", "wanted", "granted", "asked_at"),
        "tttiii",
        [(till_id, claim_id, part.lot_id, part.amount, part.amount, 0) for part in lots],
        "ON CONFLICT (business_id, till_id, claim_id, lot_id) DO UPDATE SET granted = wish.granted + excluded.granted",
    )


def ask(
    db: Db, asker: str, why: str, lot_ids: Iterable[str], recalls: Sequence[tuple[str, Recall]], at: int
) -> None:
    """Put recalls in the place of those the same asker had for these lots and this reason."""
    wanted = unique(lot_ids)
    if not wanted:
        return
    of_these = (
        f"FROM recall WHERE business_id = :b AND asker = :a AND why = :why AND lot_id {db.among('lots')}"
    )
    before = db.rows(f"SELECT holder, lot_id, told {of_these}", a=asker, why=why, lots=wanted)
    known = {(row[0], row[1]) for row in before if row[2]}
    if before:
        db.run(f"DELETE {of_these}", a=asker, why=why, lots=wanted)
    amounts: dict[tuple[str, str], int] = {}
    for holder, recall in recalls:
        amounts[holder, recall.lot_id] = amounts.get((holder, recall.lot_id), 0) + recall.amount
    db.add_many(
        "recall",
        ("holder", "lot_id", "why", "asker", "amount", "asked_at", "told"),
        "ttttiii",
        [(*key, why, asker, amount, at, int(key in known)) for key, amount in amounts.items()],
    )


def take_answers(db: Db, holder: str, lots: Iterable[LotAmount]) -> None:
    """Count what a holder gave back against what it was asked for, oldest first."""
    for part in lots:
        left = part.amount
        for why, asker, amount in db.rows(
            "SELECT why, asker, amount FROM recall WHERE business_id = :b AND holder = :h AND lot_id = :lot "
            "ORDER BY asked_at, why, asker",
            h=holder,
            lot=part.lot_id,
        ):
            _lessen(db, (holder, part.lot_id, why, asker), amount - min(left, amount))
            left -= min(left, amount)


def _lessen(db: Db, key: tuple[str, str, str, str], amount: int) -> None:
    where = "WHERE business_id = :b AND holder = :h AND lot_id = :lot AND why = :why AND asker = :a"
    named = dict(zip(("h", "lot", "why", "a"), key, strict=True))
    if amount:
        db.run(f"UPDATE recall SET amount = :amount {where}", amount=amount, **named)
    else:
        db.run(f"DELETE FROM recall {where}", **named)


_DUE = "business_id = :b AND holder = :h AND (why <> 'claim' OR asked_at > :since)"


def due(db: Db, holder: str, at: int) -> tuple[Recall, ...]:
    """Return what a holder is asked for now; wishes older than two minutes are forgotten."""
    db.run(
        "DELETE FROM recall WHERE business_id = :b AND why = 'claim' AND asked_at <= :since",
        since=at - WISH_LIFE,
    )
    rows = db.rows(
        f"SELECT lot_id, why, sum(amount) FROM recall WHERE {_DUE} GROUP BY lot_id, why ORDER BY lot_id, why",
        h=holder,
        since=at - WISH_LIFE,
    )
    db.run("UPDATE recall SET told = 1 WHERE business_id = :b AND holder = :h AND told = 0", h=holder)
    return tuple(Recall(row[0], int(row[2]), row[1]) for row in rows)


def untold(db: Db, holder: str, at: int) -> bool:
    """Say whether a holder was asked for something it has not been told of."""
    found = db.value(f"SELECT count(*) FROM recall WHERE {_DUE} AND told = 0", h=holder, since=at - WISH_LIFE)
    return bool(found)


def latest(db: Db) -> int:
    """Return when somebody was last asked for something."""
    return int(db.value("SELECT max(asked_at) FROM recall WHERE business_id = :b") or 0)
