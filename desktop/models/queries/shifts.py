"""Reads shifts: the open one, one by id, those of a day, what they took, and what their drawers held."""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.models.sources import Row, Source
from loyalty.drawer import brought_in
from loyalty.facts import Fact, parse_fact

if TYPE_CHECKING:
    from loyalty.basket import Tender


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A shift; `closed_at` is None while it is open."""

    shift_id: str
    till_id: str
    branch_id: str
    staff_id: str
    opened_at: int
    opened_with: int
    closed_at: int | None
    closed_by: str | None
    expected: int | None
    counted: int | None


def open_shift(db: Source, till_id: str) -> ShiftRow | None:
    """Return the till's open shift, or None."""
    row = db.row(
        f"{_SHIFT} WHERE till_id = ? AND closed_at IS NULL ORDER BY opened_at DESC LIMIT 1", (till_id,)
    )
    return None if row is None else ShiftRow(*row)


def shift(db: Source, shift_id: str) -> ShiftRow | None:
    """Return a shift by id."""
    row = db.row(f"{_SHIFT} WHERE shift_id = ?", (shift_id,))
    return None if row is None else ShiftRow(*row)


_SHIFT = (
    "SELECT shift_id, till_id, branch_id, staff_id, opened_at, opened_with, closed_at, closed_by, expected, counted "
    "FROM shift"
)


def shift_tenders(db: Source, shift_id: str) -> dict[str, int]:
    """Return what a shift took by kind of tender, refunds and change subtracted; `credit` stands beside money."""
    rows = db.rows("SELECT kind, amount FROM shift_tender WHERE shift_id = ? ORDER BY kind", (shift_id,))
    return dict(rows)


def shift_brought_in(db: Source, shift_id: str, opened_with: int, paid_out: int = 0) -> int:
    """Return the cash that came from elsewhere in a shift, as `loyalty.drawer.brought_in` has it.

    `paid_out` is cash that is about to go out as well. The sales are read only where the cash that went out could have emptied the drawer.
    """
    back = _cash_moves(db, _REVERSALS, shift_id)
    if paid_out - sum(cash for _, cash in back) <= opened_with:
        return 0
    moves = sorted(_cash_moves(db, _SALES, shift_id) + back)
    return brought_in(opened_with, [*(cash for _, cash in moves), -paid_out])


_SALES = "SELECT sale_id FROM sale WHERE shift_id = ?"
_REVERSALS = "SELECT reversal_id FROM reversal WHERE shift_id = ?"


def _cash_moves(db: Source, acts: str, shift_id: str) -> list[tuple[int, int]]:
    """Return (place in the log, cash that came in) of a shift's sales or reversals."""
    rows = db.rows(f"SELECT pos, raw FROM fact WHERE fact_id IN ({acts})", (shift_id,))
    return [(pos, _cash_of(parse_fact(raw))) for pos, raw in rows]


def _cash_of(fact: Fact) -> int:
    from loyalty.kinds import Reversal, SaleRecorded, read_body

    body = read_body(fact.kind, fact.version, fact.body)
    if isinstance(body, SaleRecorded):
        return _cash(body.tenders) - body.change
    return -_cash(body.money_back) if isinstance(body, Reversal) else 0


def _cash(tenders: tuple[Tender, ...]) -> int:
    return sum(one.amount for one in tenders if one.kind == "cash")


def last_closed(db: Source, till_id: str) -> ShiftRow | None:
    """Return the till's shift that was closed last, or None."""
    row = db.row(
        f"{_SHIFT} WHERE till_id = ? AND closed_at IS NOT NULL ORDER BY closed_at DESC, shift_id DESC LIMIT 1",
        (till_id,),
    )
    return None if row is None else ShiftRow(*row)


def counted_before(db: Source, till_id: str, at: int, besides: str = "") -> int | None:
    """Return what the till's last shift closed by an instant was closed with, None: there was none.

    `besides` is the shift that asks: it may have been opened and closed within one instant.
    """
    found: int | None = db.value(
        "SELECT counted FROM shift WHERE till_id = ? AND closed_at <= ? AND shift_id <> ?"
        " ORDER BY closed_at DESC, shift_id DESC LIMIT 1",
        (till_id, at, besides),
    )
    return found


def shifts_within(db: Source, till_id: str, span: tuple[int, int]) -> tuple[ShiftRow, ...]:
    """Return the shifts of a till that were open in a span of instants, the earliest first."""
    rows = db.rows(
        f"{_SHIFT} WHERE till_id = ? AND opened_at < ? AND (closed_at IS NULL OR closed_at >= ?)"
        " ORDER BY opened_at, shift_id",
        (till_id, span[1], span[0]),
    )
    return tuple(ShiftRow(*row) for row in rows)


def shift_number(db: Source, till_id: str, opened_at: int) -> int:
    """Return which shift of its till the one opened at an instant is, the first being 1."""
    found: int = db.value(
        "SELECT count(*) FROM shift WHERE till_id = ? AND opened_at <= ?", (till_id, opened_at)
    )
    return found


def sales_of_shift(db: Source, shift_id: str) -> int:
    """Return how many sales a shift made."""
    found: int = db.value("SELECT count(*) FROM sale WHERE shift_id = ?", (shift_id,))
    return found


def reversals_of_shift(db: Source, shift_id: str) -> int:
    """Return how many refunds and voids a shift made."""
    found: int = db.value("SELECT count(*) FROM reversal WHERE shift_id = ?", (shift_id,))
    return found


def drawers_counted(db: Source, branch_id: str, span: tuple[int, int]) -> list[Row]:
    """Return (closed at, who closed it, expected, counted, brought in) of a branch's shifts closed in a span."""
    return db.rows(
        # What was brought in stands in no column: it is what was expected beyond the start and the cash taken.
        "SELECT h.closed_at, coalesce(s.name, h.closed_by, ''), h.expected, h.counted,"
        " h.expected - h.opened_with - coalesce(t.amount, 0) FROM shift AS h"
        " LEFT JOIN shift_tender AS t ON t.shift_id = h.shift_id AND t.kind = 'cash'"
        " LEFT JOIN staff AS s ON s.staff_id = h.closed_by"
        " WHERE h.branch_id = ? AND h.closed_at >= ? AND h.closed_at < ? ORDER BY h.closed_at, h.shift_id",
        (branch_id, *span),
    )
