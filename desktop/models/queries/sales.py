"""Reads sales and what came back of them: by id, by receipt, by member; and the uses of offers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.models.folding import fold_digits
from desktop.models.queries.facts import FactRow, fact
from desktop.models.queries.members import ids_json
from desktop.models.queries.receipts import read_number, slip_of
from desktop.models.shops import receipt_code
from desktop.models.sources import Row, Source
from loyalty.kinds import Reversal

_SALE = (
    "SELECT s.sale_id, s.origin, s.number, coalesce(t.code, ''), s.member_id, s.branch_id, s.till_id, s.staff_id, "
    "s.shift_id, s.at, s.on_day, s.gross, s.discount, s.coupon, s.net, s.net_now, s.credit_paid, s.credit_earned, "
    "s.points_earned, s.points_now, s.state FROM sale AS s LEFT JOIN till AS t ON t.till_id = s.till_id WHERE "
)


@dataclass(frozen=True, slots=True)
class SaleRow:
    """A sale as it stands now; `net_now` is after refunds, `code` the printed receipt number ('' for imports)."""

    sale_id: str
    origin: str
    number: int | None
    code: str
    member_id: str | None
    branch_id: str
    till_id: str
    staff_id: str
    shift_id: str | None
    at: int
    on: dt.date
    gross: int
    discount: int
    coupon: int
    net: int
    net_now: int
    credit_paid: int
    credit_earned: int
    points_earned: int
    points_now: int
    state: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """A sold line with what has come back of it."""

    line_no: int
    product_group: str
    product_id: str | None
    quantity: int
    gross: int
    discount: int
    net: int
    credit_paid: int
    vat_rate: int
    divisible: bool
    back_quantity: int
    back_net: int
    back_credit: int


@dataclass(frozen=True, slots=True)
class OfferTotals:
    """What an offer has brought and cost in sales that stand."""

    uses: int
    members: int
    discount: int
    credit: int
    points: int


def sale(db: Source, sale_id: str) -> SaleRow | None:
    """Return a sale by id."""
    return _sale(db.row(f"{_SALE} s.sale_id = ?", (sale_id,)))


def sale_by_receipt(db: Source, text: str) -> SaleRow | None:
    """Return a sale by the printed number `A1-000123` (any digits) or by its id; a refund's number names its sale.

    A branch may stand behind the number. Raises `receipt_of_two_tills` where several tills have printed it.
    """
    named = read_number(text)
    if named is None:
        return sale(db, fold_digits(text).strip().lower())
    slip = slip_of(db, named)
    return sale(db, slip.sale_id) if slip else None


def sale_fact(db: Source, sale_id: str) -> FactRow | None:
    """Return the fact of a till's sale (its body is a SaleRecorded); None for imports."""
    return fact(db, sale_id)


def reversals_of(db: Source, sale_id: str) -> tuple[tuple[str, int, Reversal], ...]:
    """Return (fact id, instant, body) of what a till undid of a sale, in order."""
    rows = db.rows(
        "SELECT reversal_id FROM reversal WHERE sale_id = ? AND kind <> 'import' ORDER BY reversal_no",
        (sale_id,),
    )
    found = [fact(db, row[0]) for row in rows]
    return tuple((one.fact.fact_id, one.fact.at, one.body) for one in found if one)


def sale_undone_by(db: Source, reversal_id: str) -> str | None:
    """Return the sale a refund or void is of, None for what is neither."""
    found: str | None = db.value("SELECT sale_id FROM reversal WHERE reversal_id = ?", (reversal_id,))
    return found


def lines_of(db: Source, sale_id: str) -> tuple[LineRow, ...]:
    """Return the lines of a sale."""
    rows = db.rows(
        "SELECT l.line_no, l.product_group, l.product_id, l.quantity, l.gross, l.discount, l.net, l.credit_paid, "
        "l.vat_rate, l.divisible, l.back_quantity, l.back_net, l.back_credit FROM sale AS s "
        "JOIN sale_line AS l USING (sale_no) WHERE s.sale_id = ? ORDER BY l.line_no",
        (sale_id,),
    )
    return tuple(LineRow(*row[:9], *map(bool, row[9:10]), *row[10:]) for row in rows)


def uses_of_member(db: Source, member_id: str, *, uses_return: bool = True) -> tuple[tuple[str, int], ...]:
    """Return how many sales of a person used each offer: those that stand, or all where uses do not return."""
    rows = db.rows(
        "SELECT u.offer_id, count(*) FROM sale AS s JOIN offer_use AS u USING (sale_no) WHERE s.member_id IN "
        "(SELECT value FROM json_each(?)) AND u.stands >= ? GROUP BY u.offer_id ORDER BY u.offer_id",
        (ids_json(db, member_id), int(uses_return)),
    )
    return tuple((offer_id, uses) for offer_id, uses in rows)


def offer_totals(
    db: Source, offer_id: str, *, on: dt.date | None = None, within: tuple[dt.date, dt.date] | None = None
) -> OfferTotals:
    """Return an offer's uses and cost in all, on one day, or in the days `[since, until)` of `within`."""
    days = (on, on + dt.timedelta(days=1)) if on else within
    row = db.row(
        "SELECT count(*), count(DISTINCT member_id), coalesce(sum(discount), 0), coalesce(sum(credit), 0), "
        "coalesce(sum(points), 0) FROM offer_use WHERE offer_id = ?1 AND stands"
        " AND (?2 IS NULL OR on_day >= ?2 AND on_day < ?3)",
        (offer_id, *(day.isoformat() for day in days)) if days else (offer_id, None, None),
    )
    return OfferTotals(*row) if row else OfferTotals(0, 0, 0, 0, 0)


def _sale(row: Row | None) -> SaleRow | None:
    if row is None:
        return None
    number, code = row[2], row[3]
    printed = receipt_code(code, number) if number is not None else ""
    values = [*row[:3], printed, *row[4:10], dt.date.fromisoformat(row[10]), *row[11:]]
    return SaleRow(*values)
