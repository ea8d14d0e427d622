"""What a member still holds is ended by an entry when they go, so that the shop owes nothing to nobody."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.log import Approval, Tx
from desktop.models.queries.lots import held
from desktop.models.sources import Source
from loyalty.kinds import CREDIT, EntryAdjusted, LotAmount
from loyalty.ledger import Held, is_expired

MOST_IN_A_FACT = 1_000


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a person holds that has not expired, wherever and whenever it may be spent: credit, points of all kinds."""

    credit: int
    points: int
    lots: tuple[LotAmount, ...]


def holdings(db: Source, member_id: str, at: int) -> Holdings:
    """Return what a person holds over all merged ids; `lots` is the part this till may end itself."""
    live = [one for one in held(db, member_id) if not is_expired(one.lot, at)]
    credit = sum(one.remaining for one in live if one.lot.unit == CREDIT)
    return Holdings(
        credit, sum(one.remaining for one in live) - credit, tuple(_rest(one) for one in live if one.here)
    )


def end_holdings(tx: Tx, member_id: str, reason: str, approvals: tuple[Approval, ...]) -> Holdings:
    """Take everything a person holds out of their lots, under a signed entry; return what it was."""
    ended = holdings(tx, member_id, tx.at)
    for start in range(0, len(ended.lots), MOST_IN_A_FACT):
        taken = ended.lots[start : start + MOST_IN_A_FACT]
        tx.record("entry.adjusted", EntryAdjusted(member_id, (), taken, reason), approvals=approvals)
    return ended


def _rest(one: Held) -> LotAmount:
    return LotAmount(one.lot.lot_id, one.here)
