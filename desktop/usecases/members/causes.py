"""Where a lot came from, in words a person knows: a sale and its number, an offer, a manager, the club before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.models.queries.sales import SaleRow, sale, sale_undone_by
from desktop.models.sources import Source
from desktop.usecases.offers.shelf import offer_names
from loyalty.documents import Text
from loyalty.kinds import BASE_CAUSE
from loyalty.ledger import GRACE, Lot

KINDS = ("sale", "offer", "adjusted", "opening", "grace", "other")
_WORDS = ("adjusted", "opening")


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a member holds a lot: a kind of `KINDS`, the sale it came with (its number as printed), the offer's name.

    `grace` is credit that came back after its lot had ended.
    """

    kind: str
    sale_id: str | None = None
    number: str = ""
    offer: Text | None = None


def causes_of(db: Source, lots: Sequence[Lot]) -> dict[str, Cause]:
    """Return the causes of lots by lot id."""
    sales = {fact_id: _sale_of(db, fact_id) for fact_id in {lot.fact_id for lot in lots}}
    names = offer_names(db, sorted({lot.cause for lot in lots}))
    return {lot.lot_id: _cause(lot, sales[lot.fact_id], names) for lot in lots}


def _sale_of(db: Source, fact_id: str) -> SaleRow | None:
    # A grace lot is granted by the refund; what people know is the sale it belongs to.
    return sale(db, sale_undone_by(db, fact_id) or fact_id)


def _cause(lot: Lot, row: SaleRow | None, names: dict[str, Text]) -> Cause:
    sale_id, number = (row.sale_id, row.code) if row else (None, "")
    if lot.cause.startswith(GRACE):
        return Cause("grace", sale_id, number)
    if lot.cause in _WORDS:
        return Cause(lot.cause, sale_id, number)
    if lot.cause == BASE_CAUSE:
        return Cause("sale" if row else "other", sale_id, number)
    return Cause("offer", sale_id, number, names.get(lot.cause))
