"""Who this till is: ids, code, currency, as its own facts say."""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.settings import setting
from desktop.models.sources import Source

NUMBER_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Shop:
    """This till and its business. `code` is empty until the till has been opened by its first fact."""

    business_id: str
    branch_id: str
    till_id: str
    code: str = ""
    shop_name: str = ""
    currency: str = "IRT"
    exponent: int = 0
    trade: str = ""
    test: bool = False
    zone: str = "Asia/Tehran"


_FIRST_NAME = (
    "(SELECT f.shop_name FROM till AS f LEFT JOIN enrolled_till AS e USING (till_id) WHERE f.branch_id <> '' "
    "AND f.shop_name <> '' ORDER BY e.place IS NULL, e.place, f.opened_at, f.till_id LIMIT 1)"
)


def read_shop(db: Source) -> Shop:
    """Return who this till is.

    The shop's name is that of the first till that joined, so that one name stands on the paper of all; in a shop that is
    alone its own.
    """
    ids = [str(setting(db, name)) for name in ("business_id", "branch_id", "till_id")]
    told = db.row(
        f"SELECT t.code, coalesce({_FIRST_NAME}, t.shop_name), t.currency, t.exponent, t.trade, t.test, coalesce(b.zone, 'Asia/Tehran') "
        "FROM till AS t LEFT JOIN branch AS b ON b.branch_id = t.branch_id WHERE t.till_id = ?",
        (ids[2],),
    )
    if told is None:
        return Shop(ids[0], ids[1], ids[2])
    code, name, currency, exponent, trade, test, zone = told
    return Shop(ids[0], ids[1], ids[2], code, name, currency, exponent, trade, bool(test), zone)


def receipt_code(code: str, number: int) -> str:
    """Return a receipt number as it is printed: `A1-000123`."""
    return f"{code}-{number:0{NUMBER_DIGITS}d}"
