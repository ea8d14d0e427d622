"""A member's statement of credit for a span of days: what it began with, everything that moved it, what it ends with.

Figures only; the paper is laid out elsewhere. The running balance is that of the ledger: credit whose time has passed
but was not posted yet stands in it and is named apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from desktop.models.queries.facts import fact
from desktop.models.queries.lots import held
from desktop.models.queries.members import ids_json
from desktop.models.queries.moves import balance_before
from desktop.models.sources import Source
from desktop.usecases.authority import may_do
from desktop.usecases.members.member_card import MemberCard, read_card
from desktop.usecases.members.transactions import CreditMoved, Transaction, transactions
from desktop.usecases.places import Place, place_of
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.clock import day_end, day_start
from loyalty.errors import require
from loyalty.kinds import CREDIT, EntryAdjusted
from loyalty.ledger import is_expired

MOST_ROWS = 5_000
"""Rows that are shown, the newest; sums and balances are of all."""

_ALL = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One transaction, the credit after it, and the code of the reason of an entry by hand."""

    transaction: Transaction
    credit_after: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of the days `first_on` to `last_on`, both counted; rows from the oldest.

    `opening` and `closing` are credit by the ledger; `purchases` and `returns` positive sums of net; `moved` the
    sums of credit, each entry on its own side. `ended_unposted` is in the closing balance though its time has passed.
    `left_out` rows, the oldest, stand in the sums alone.
    """

    place: Place
    member: MemberCard
    made_at: int
    first_on: dt.date
    last_on: dt.date
    opening: int
    rows: tuple[StatementRow, ...]
    closing: int
    purchases: int
    returns: int
    moved: CreditMoved
    ended_unposted: int
    left_out: int = 0


def statement(
    till: Till, member_id: str, first_on: dt.date, last_on: dt.date, session: Session | None = None
) -> Statement:
    """Return a member's statement; raises `member_unknown`, `statement_backwards`."""
    require(first_on <= last_on, "statement_backwards", first=first_on, last=last_on)
    zone, open_phone = till.shop.zone, may_do(till, session, "see_phone")
    since, until = day_start(first_on, zone), day_end(last_on, zone)
    with till.read() as db:
        card = read_card(db, till, member_id, open_phone=open_phone, history_limit=0)
        told = transactions(db, member_id, since=since, until=until, limit=_ALL)
        opening = balance_before(db, ids_json(db, member_id), CREDIT, since)
        rows = tuple(_running(opening, tuple(reversed(told))))
        return Statement(
            place=place_of(db, till, till.shop.branch_id, ""),
            member=card,
            made_at=till.now(),
            first_on=first_on,
            last_on=last_on,
            opening=opening,
            rows=tuple(replace(row, reason=_reason(db, row.transaction)) for row in rows[-MOST_ROWS:]),
            left_out=max(0, len(rows) - MOST_ROWS),
            closing=rows[-1].credit_after if rows else opening,
            purchases=sum(one.net for one in told if one.kind == "sale"),
            returns=sum(one.net for one in told if one.kind in ("refund", "void")),
            moved=sum((one.moved for one in told), CreditMoved()),
            ended_unposted=_unposted(db, member_id, min(until, till.now())),
        )


def _running(opening: int, told: tuple[Transaction, ...]) -> Iterator[StatementRow]:
    balance = opening
    for one in told:
        balance += one.credit
        yield StatementRow(one, balance)


def _reason(db: Source, one: Transaction) -> str:
    told = fact(db, one.fact_id) if one.kind == "adjusted" else None
    return told.body.reason if told and isinstance(told.body, EntryAdjusted) else ""


def _unposted(db: Source, member_id: str, at: int) -> int:
    over = (one for one in held(db, member_id) if one.lot.unit == CREDIT and is_expired(one.lot, at))
    return sum(one.remaining for one in over)
