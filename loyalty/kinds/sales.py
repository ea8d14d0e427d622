"""Bodies of sales, of what takes them back, and of purchases of the club before."""

from __future__ import annotations

from dataclasses import dataclass

from loyalty.basket import Tender
from loyalty.kinds.lots import DebtPart, GraceLot, Grant, LotAmount, Owed


@dataclass(frozen=True, slots=True)
class OfferUse:
    """An offer that was applied, at its version, with its discount on each line."""

    offer_id: str
    version: int
    discounts: tuple[int, ...]
    code: str = ""
    """Digest of the code that was spent on it."""


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A line as sold: net = gross − discount; `credit_paid` is the part of net paid with credit."""

    line_no: int
    group: str
    product_id: str | None
    quantity: int
    gross: int
    discount: int
    credit_paid: int
    vat_rate: int
    divisible: bool = False

    @property
    def net(self) -> int:
        """Return what the line cost after offers."""
        return self.gross - self.discount


@dataclass(frozen=True, slots=True)
class SaleRecorded:
    """A sale; its id is the fact's. `number` is the till's gapless receipt counter; `spends` are credit lots."""

    number: int
    shift_id: str
    member_id: str | None
    lines: tuple[SoldLine, ...]
    tenders: tuple[Tender, ...]
    change: int
    spends: tuple[LotAmount, ...]
    grants: tuple[Grant, ...]
    uses: tuple[OfferUse, ...]
    settled: tuple[LotAmount, ...] = ()
    """What new lots of this sale paid at once of the member's owed account."""
    debts: tuple[DebtPart, ...] = ()
    """Whose debts that changed, where they are not all the member's own: a person may have joined with others."""
    trusted: tuple[LotAmount, ...] = ()
    """The part of `spends` this till had no right to and lent on trust."""
    gap: int = 0
    """How much more the member might have got at most, where the best deal was not proven."""
    override: str = ""
    """Why somebody who may let offers go below the margin floor; empty: nobody did."""
    drawn: tuple[LotAmount, ...] = ()
    """The uses its offers drew: of caps, of one-shot grants, of unique codes (`loyalty.uses`)."""

    @property
    def net(self) -> int:
        """Return the sum of the lines after offers."""
        return sum(line.net for line in self.lines)

    @property
    def gross(self) -> int:
        """Return the sum of the lines before offers."""
        return sum(line.gross for line in self.lines)


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """Part of a sold line coming back: its quantity (thousandths), net, and the credit that had paid for it."""

    line_no: int
    quantity: int
    net: int
    credit_paid: int


@dataclass(frozen=True, slots=True)
class Reversal:
    """What a refund or void undoes, as deltas. `returned` goes back into lots, `taken` comes out of them.

    `withheld` is kept from the money back for credit that could not be taken; `money_back` is after it.
    """

    sale_id: str
    number: int
    shift_id: str
    member_id: str | None
    lines: tuple[ReturnedLine, ...]
    money_back: tuple[Tender, ...]
    returned: tuple[LotAmount, ...]
    graced: tuple[GraceLot, ...]
    taken: tuple[LotAmount, ...]
    withheld: int
    owed: tuple[Owed, ...]
    reason: str
    settled: tuple[LotAmount, ...] = ()
    """What returned credit paid at once of the member's owed account."""
    ended: tuple[LotAmount, ...] = ()
    """What came back to lots of somebody who has left or was erased: it ends at once, for they can hold nothing."""
    debts: tuple[DebtPart, ...] = ()
    """Whose debts `settled` and `owed` changed, where they are not all the member's own."""

    @property
    def net(self) -> int:
        """Return the net value of what came back."""
        return sum(line.net for line in self.lines)


@dataclass(frozen=True, slots=True)
class SaleImported:
    """A purchase of the club the shop had before; `sale_id` is fixed by its source.

    A refund names its sale in `refund_of` and has negative amounts, as in the source.
    """

    sale_id: str
    refund_of: str | None
    member_id: str | None
    branch_id: str
    at: int
    gross: int
    discount: int
    coupon: int
    net: int
    lines: tuple[SoldLine, ...]
    source_id: str = ""
    """The purchase's id in its source, given back on export."""
    till: str = ""
    refund: bool = False
    """A refund row, also where it names no sale."""
    coupons: tuple[int, ...] = ()
    """What a third party paid of each line (empty where nobody did)."""


@dataclass(frozen=True, slots=True)
class ImportedSales:
    """A run of imported purchases: one fact carries up to 500 of them."""

    sales: tuple[SaleImported, ...]
