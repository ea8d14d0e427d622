"""Reads the VAT of what was sold and of what came back, so that slips of a span add up to its Z slip.

What came back of a line is taxed by running total: when all of it is back, exactly the line's VAT is.
"""

from __future__ import annotations

import datetime as dt

from desktop.models.sources import Source
from loyalty.pricing.floor import vat_in

_SOLD = (
    "SELECT l.net, l.vat_rate FROM sale AS t JOIN sale_line AS l USING (sale_no)"
    " WHERE l.vat_rate > 0 AND {where}"
)
_BACK = (
    "SELECT l.net, sold.vat_rate, (SELECT coalesce(sum(earlier.net), 0) FROM reversal AS r"
    " JOIN reversal_line AS earlier USING (reversal_no) WHERE r.sale_id = t.sale_id"
    " AND r.reversal_no < t.reversal_no AND earlier.line_no = l.line_no)"
    " FROM reversal AS t JOIN reversal_line AS l USING (reversal_no) JOIN sale ON sale.sale_id = t.sale_id"
    " JOIN sale_line AS sold ON sold.sale_no = sale.sale_no AND sold.line_no = l.line_no"
    " WHERE sold.vat_rate > 0 AND {where}"
)


_OF_SHIFT = "t.shift_id = ?"
_OF_DAY = "t.on_day = ? AND t.branch_id = ?"
_OF_REVERSAL = "t.reversal_id = ?"


def vat_of_shift(db: Source, shift_id: str) -> int:
    """Return the VAT of a shift's sales less that of what it took back."""
    return _sold(db, _OF_SHIFT, (shift_id,)) - _back(db, _OF_SHIFT, (shift_id,))


def vat_of_day(db: Source, on: dt.date, branch_id: str) -> int:
    """Return the VAT of a branch's day, less that of what came back on it."""
    key = (on.isoformat(), branch_id)
    return _sold(db, _OF_DAY, key) - _back(db, _OF_DAY, key)


def vat_of_reversal(db: Source, reversal_id: str) -> int:
    """Return the VAT of what a refund or a void brought back."""
    return _back(db, _OF_REVERSAL, (reversal_id,))


def _sold(db: Source, where: str, key: tuple[str, ...]) -> int:
    return sum(vat_in(net, rate) for net, rate in db.rows(_SOLD.format(where=where), key))


def _back(db: Source, where: str, key: tuple[str, ...]) -> int:
    rows = db.rows(_BACK.format(where=where), key)
    return sum(vat_in(before + net, rate) - vat_in(before, rate) for net, rate, before in rows)
