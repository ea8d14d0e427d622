"""VAT of what was sold and of what came back, so that slips of a span add up to its Z slip.

What came back of a line is taxed by running total: when all of it is back, exactly the line's VAT is.
"""

from __future__ import annotations

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


def vat_of_span(db: Source, where: str, key: tuple[str, ...]) -> int:
    """Return the VAT of the sales of a span less that of what came back in it.

    `where` names columns of `t`, which stands for sales and for refunds alike.
    """
    sold = db.rows(_SOLD.format(where=where), key)
    return sum(vat_in(net, rate) for net, rate in sold) - vat_back(db, where, key)


def vat_back(db: Source, where: str, key: tuple[str, ...]) -> int:
    """Return the VAT of refunds and voids."""
    rows = db.rows(_BACK.format(where=where), key)
    return sum(vat_in(before + net, rate) - vat_in(before, rate) for net, rate, before in rows)
