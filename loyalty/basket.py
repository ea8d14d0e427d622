"""What is being sold: open lines, the tenders that pay for them, and codes the member brought."""

from __future__ import annotations

from dataclasses import dataclass

from loyalty.errors import require
from loyalty.money import check_amount

UNIT_QUANTITY = 1_000
"""One piece; quantities are kept in thousandths."""

MAX_LINES = 500
MAX_QUANTITY = 10**9

MONEY_TENDERS = ("cash", "card", "transfer", "coupon", "other")
"""Ways to pay that are money; credit is not one of them. A coupon is paid by a third party."""

DEFAULT_GROUP = "GENERAL"
"""The product group of a shop that has not named any."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a basket; `gross` is the line's whole amount before offers, `quantity` in thousandths."""

    line_no: int
    group: str
    gross: int
    quantity: int = UNIT_QUANTITY
    product_id: str | None = None
    name: str = ""
    divisible: bool = False
    vat_rate: int = 0

    @property
    def units(self) -> int:
        """Return how many units offers may treat apart: one for divisible things, else the pieces."""
        return 1 if self.divisible else max(1, self.quantity // UNIT_QUANTITY)


@dataclass(frozen=True, slots=True)
class Basket:
    """An open basket: lines numbered from 1 in order, discount codes, and kinds of tender once they are known."""

    lines: tuple[Line, ...] = ()
    codes: tuple[str, ...] = ()
    tenders: tuple[str, ...] = ()

    @property
    def gross(self) -> int:
        """Return the sum of all lines before offers."""
        return sum(line.gross for line in self.lines)


@dataclass(frozen=True, slots=True)
class Tender:
    """A payment (or money given back) of one kind."""

    kind: str
    amount: int


def check_basket(basket: Basket) -> Basket:
    """Return the basket if it can be priced; else say which line is wrong and why."""
    require(basket.lines, "basket_empty")
    require(len(basket.lines) <= MAX_LINES, "basket_too_long", most=MAX_LINES)
    for place, line in enumerate(basket.lines, start=1):
        require(line.line_no == place, "line_numbers_broken", line=line.line_no)
        check_line(line)
    check_amount(basket.gross)
    return basket


def check_line(line: Line) -> Line:
    """Return the line if its amount and quantity can be."""
    check_amount(line.gross, least=1)
    require(line.group, "group_missing", line=line.line_no)
    require(0 < line.quantity <= MAX_QUANTITY, "quantity_invalid", line=line.line_no, quantity=line.quantity)
    whole = line.divisible or line.quantity % UNIT_QUANTITY == 0
    require(whole, "quantity_not_whole", line=line.line_no, quantity=line.quantity)
    return line


def check_tenders(tenders: tuple[Tender, ...], to_pay: int) -> int:
    """Return the change due when the tenders cover `to_pay`; only cash gives change.

    Raises `tender_unknown`, `tender_short` and `change_needs_cash`.
    """
    for tender in tenders:
        require(tender.kind in MONEY_TENDERS, "tender_unknown", kind=tender.kind)
        check_amount(tender.amount, least=1)
    paid = sum(tender.amount for tender in tenders)
    require(paid >= to_pay, "tender_short", missing=to_pay - paid)
    cash = sum(tender.amount for tender in tenders if tender.kind == "cash")
    change = paid - to_pay
    require(change <= cash, "change_needs_cash", change=change)
    return change
