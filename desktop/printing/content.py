"""What slips say, as values: filled by whoever wires till and paper, laid out by `receipt`, `slips`, `day_close`.

Money and points are whole units, quantities thousandths, instants `*_at` and days `*_on`. Texts are as people
wrote them: the layout passes every one of them through `paper_text.safe_text`, so nothing has to be cleaned here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

TenderKind = Literal["card", "cash", "transfer", "cheque", "credit", "other"]
MoveKind = Literal["spent", "earned", "reward", "given_back", "taken_back", "expired"]


@dataclass(frozen=True, slots=True)
class ShopHead:
    """Who sold: the business, the branch with its address, what the law wants named."""

    name: str
    branch: str = ""
    address: str = ""
    phone: str = ""
    tax_id: str = ""
    heading: str = ""
    """The shop's own words above all that is said of a purchase."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where and when a slip was made, and by whom; `number` is the till's code and its gapless counter."""

    shop: ShopHead
    number: str
    at: int
    zone: str
    cashier: str
    till: str
    currency: str = "IRT"
    copy: int = 0
    """0 for the first print, n for copy n."""
    offline: bool = False
    training: bool = False


@dataclass(frozen=True, slots=True)
class Saving:
    """What one offer took off, as a positive amount."""

    offer: str
    amount: int


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A line of the sale; `amount` is quantity × unit price before offers, the price rounded down where it is no whole part."""

    name: str
    quantity: int
    unit_price: int
    amount: int
    savings: tuple[Saving, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PaidTender:
    """One way of paying; `label` only for kind 'other'."""

    kind: TenderKind
    amount: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class CreditMove:
    """A signed change of the member's credit by this slip; `label` names a mission or an offer."""

    kind: MoveKind
    amount: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class LotLeft:
    """Credit that is left and its last day; None for credit without an end."""

    amount: int
    until_on: dt.date | None


@dataclass(frozen=True, slots=True)
class PointsMove:
    """One kind of points: what this slip changed and what is held after it."""

    kind: str
    change: int
    balance: int


@dataclass(frozen=True, slots=True)
class MemberPart:
    """The member as of this slip, never as of a later reprint."""

    name: str
    phone: str
    tier: str = ""
    next_tier: str = ""
    to_next: int = 0
    credit_before: int = 0
    moves: tuple[CreditMove, ...] = ()
    credit_after: int = 0
    lots: tuple[LotLeft, ...] = ()
    waiting: tuple[tuple[int, dt.date], ...] = ()
    """Credit that cannot be spent yet, each part with the first day it can."""
    points: tuple[PointsMove, ...] = ()
    missions: tuple[str, ...] = ()
    """Sentences about missions in progress."""
    trusted: int = 0
    """Credit taken on trust while the centre could not be asked."""
    proved: str = ""
    """How the payer of the credit was known: `pin`, `vouched`, or empty where nobody asked."""
    vouched_by: str = ""


@dataclass(frozen=True, slots=True)
class CodeGiven:
    """A discount code this sale brought, with its offer and its last day (None: without end)."""

    code: str
    offer: str
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ReceiptContent:
    """A recorded sale."""

    stamp: Stamp
    lines: tuple[SoldLine, ...]
    gross: int
    net: int
    to_pay: int
    basket_savings: tuple[Saving, ...] = ()
    credit_paid: int = 0
    vat: int = 0
    tenders: tuple[PaidTender, ...] = ()
    change: int = 0
    member: MemberPart | None = None
    nearly: tuple[str, ...] = ()
    """Sentences on offers that were nearly reached."""
    undone: Literal["", "void", "returned", "part"] = ""
    """What has become of the sale since, as a copy tells it; a first print tells nothing."""
    came_back: tuple[SoldLine, ...] = ()
    """What came back of a sale that was returned in part."""
    codes: tuple[CodeGiven, ...] = ()
    """Codes to bring next time; on the first print alone."""
    return_code: str = ""
    return_days: int | None = None
    footer: str = ""
    """The shop's own words below: of a sale that stands, never of one that is undone."""

    @property
    def saved(self) -> int:
        """What all offers took off together."""
        return self.gross - self.net


@dataclass(frozen=True, slots=True)
class RefundContent:
    """A recorded refund: lines as positive quantities and amounts given back.

    The lines' amounts are `credit_returned` + `withheld` + `total`, the money that goes back.
    """

    stamp: Stamp
    sale_number: str
    sold_at: int
    lines: tuple[SoldLine, ...]
    total: int
    vat: int = 0
    tenders: tuple[PaidTender, ...] = ()
    credit_returned: int = 0
    withheld: int = 0
    member: MemberPart | None = None
    approved_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class VoidContent:
    """A sale that was voided whole."""

    stamp: Stamp
    sale_number: str
    sold_at: int
    total: int
    tenders: tuple[PaidTender, ...] = ()
    member: MemberPart | None = None
    approved_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TenderSum:
    """What came in by one tender: how often (None: not counted) and how much."""

    kind: TenderKind
    count: int | None
    amount: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class DrawerSum:
    """A shift that was closed on a day: who closed it, and its cash."""

    closed_at: int
    staff: str
    expected: int
    counted: int
    brought_in: int = 0


@dataclass(frozen=True, slots=True)
class DayCloseContent:
    """The Z report of a shift (`shift` has its number) or of a branch's day (`shift` is None, and it has `drawers`)."""

    stamp: Stamp
    opened_at: int
    closed_at: int
    sales: int
    gross: int
    discounts: int
    net: int
    shift: int | None = None
    business_on: dt.date | None = None
    vat: int = 0
    refunds: int = 0
    refunded: int = 0
    voids: int = 0
    voided: int = 0
    tenders: tuple[TenderSum, ...] = ()
    withheld: int = 0
    """Kept from money back for credit spent already: the tenders hold it beyond the net."""
    cash_start: int = 0
    start_apart: int = 0
    """What it began with less what the shift before was closed with."""
    opened_by: str = ""
    """Who opened a shift that somebody else closed."""
    cash_in: int = 0
    cash_out: int = 0
    brought_in: int = 0
    """Cash that came from elsewhere, because more went out than the drawer held."""
    cash_expected: int = 0
    cash_counted: int | None = None
    drawers: tuple[DrawerSum, ...] = ()
    club: tuple[tuple[str, int], ...] = ()
    approved_by: str = ""
    enrolments: int = 0
    member_sales: int = 0
    first_number: str = ""
    last_number: str = ""
    facts_waiting: int | None = 0
    """None for a till that has no centre to send to."""
    seal: str = ""
    """The short head of the ledger's chain, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class TestContent:
    """A test of a printer."""

    __test__ = False

    stamp: Stamp
    printer: str


@dataclass(frozen=True, slots=True)
class CardContent:
    """A member's card on paper; `payload` goes into the code, `number` under it."""

    shop: ShopHead
    name: str
    number: str
    payload: str
    tier: str = ""
