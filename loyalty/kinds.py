"""The kinds of facts and the frozen body of each: the outcome of a decision, taken once where the member stood.

A body never holds a phone, card number, name or free text: those live in `PersonSet` ciphertext and in erasable
tables. Amounts are positive unless named a delta. Ids of lots are derived (`lot_id`), not stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from loyalty.basket import Tender
from loyalty.codec import pack, unpack
from loyalty.errors import LoyaltyError

BUSINESS_SCOPE = "business"
CREDIT = "credit"
BASE_CAUSE = "base"
"""Cause of what the base earning grants; an offer's grant names the offer."""


def branch_scope(branch_id: str) -> str:
    """Return the scope of what may be spent at one branch only."""
    return f"branch:{branch_id}"


def points_unit(kind: str) -> str:
    """Return the unit of one kind of points."""
    return f"points:{kind}"


def lot_id(fact_id: str, place: int) -> str:
    """Return the id of the lot a fact grants at a place (from 0)."""
    return f"{fact_id}.{place}"


@dataclass(frozen=True, slots=True)
class LotAmount:
    """An amount drawn from, or given back to, a lot."""

    lot_id: str
    amount: int


@dataclass(frozen=True, slots=True)
class Grant:
    """A lot that a fact grants; `by_line` says what each line of a sale brought (empty elsewhere).

    `expires_at` is None for what never expires; `cause` is `base`, an offer id or a word such as `opening`.
    """

    unit: str
    scope: str
    amount: int
    vests_at: int
    expires_at: int | None
    cause: str
    by_line: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferUse:
    """An offer that was applied, at its version, with its discount on each line."""

    offer_id: str
    version: int
    discounts: tuple[int, ...]


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
class GraceLot:
    """Spent credit that comes back after its lot expired: a new lot, once per origin lot."""

    origin_lot_id: str
    scope: str
    amount: int
    expires_at: int


@dataclass(frozen=True, slots=True)
class Owed:
    """What could not be taken back, written to the member's owed account of a unit."""

    unit: str
    amount: int


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


@dataclass(frozen=True, slots=True)
class MemberEnrolled:
    """A person joined here; the personal part follows in `PersonSet`."""

    member_id: str
    referrer_id: str | None


@dataclass(frozen=True, slots=True)
class MemberImported:
    """A member of the club before; joined then and there."""

    member_id: str
    joined_at: int
    joined_branch: str


@dataclass(frozen=True, slots=True)
class ImportedMembers:
    """A run of imported members: one fact carries up to 1,000."""

    members: tuple[MemberImported, ...]


@dataclass(frozen=True, slots=True)
class PersonSet:
    """A person's own words as ciphertext under the member's key; `stamp` orders writers (hybrid clock)."""

    member_id: str
    stamp: int
    sealed: bytes


@dataclass(frozen=True, slots=True)
class PeopleSet:
    """A run of sealed persons: one fact carries up to 500."""

    people: tuple[PersonSet, ...]


@dataclass(frozen=True, slots=True)
class Consent:
    """Consent given or withdrawn for a channel: sms_service, sms_promo, messenger."""

    member_id: str
    channel: str


@dataclass(frozen=True, slots=True)
class CardChange:
    """A card issued to or blocked for a member; the number is in the person's sealed words."""

    member_id: str
    card_id: str


@dataclass(frozen=True, slots=True)
class MemberPair:
    """Two members found to be one person (merged) or not (split); order does not matter to the fold."""

    member_id: str
    other_id: str


@dataclass(frozen=True, slots=True)
class MemberGone:
    """A member left the club, or was erased."""

    member_id: str


@dataclass(frozen=True, slots=True)
class LotsOpened:
    """Opening balances: what a member held in the club before."""

    member_id: str
    granted_at: int
    branch_id: str
    grants: tuple[Grant, ...]
    source: str = ""
    """Fixed id of the opening row, so that importing twice adds nothing."""


@dataclass(frozen=True, slots=True)
class EntryAdjusted:
    """A manager's entry: grants give, `taken` takes. `reason` is a code; words stand in an erasable note."""

    member_id: str
    grants: tuple[Grant, ...]
    taken: tuple[LotAmount, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class LotExpired:
    """What was left in lots when their time had passed, posted at day close."""

    lots: tuple[LotAmount, ...]


@dataclass(frozen=True, slots=True)
class ShiftOpened:
    """A shift begins with counted cash; its id is the fact's."""

    counted: int


@dataclass(frozen=True, slots=True)
class ShiftClosed:
    """A shift ends: expected and counted cash, and totals by tender (refunds subtracted)."""

    shift_id: str
    expected: int
    counted: int
    tenders: tuple[Tender, ...]


@dataclass(frozen=True, slots=True)
class StaffSet:
    """A person who works here: display name, access level, whether still active."""

    staff_id: str
    name: str
    level: str
    branch_id: str | None
    active: bool


@dataclass(frozen=True, slots=True)
class StaffKeyed:
    """The public half of a person's key on this till."""

    staff_id: str
    public_key: bytes


@dataclass(frozen=True, slots=True)
class StaffSeen:
    """A person signed in, or was locked out after wrong PINs."""

    staff_id: str


@dataclass(frozen=True, slots=True)
class BranchSet:
    """A branch of the business: its name, address and time zone."""

    branch_id: str
    name: str
    address: str
    zone: str


@dataclass(frozen=True, slots=True)
class Product:
    """A thing sold: price with VAT in money units, VAT and group, divisible (weighed) or counted."""

    product_id: str
    barcode: str
    name: str
    group: str
    price: int
    vat_rate: int
    divisible: bool
    active: bool = True


@dataclass(frozen=True, slots=True)
class ProductsSet:
    """Products added or changed: one fact carries up to 500."""

    products: tuple[Product, ...]


@dataclass(frozen=True, slots=True)
class PolicyPublished:
    """A policy document as a whole; `parent` is the hash of the one it follows, empty for the first."""

    name: str
    number: int
    document: str
    hash: str
    parent: str


@dataclass(frozen=True, slots=True)
class TillOpened:
    """The first fact of a till: its code on receipts, its public key, the shop's currency and exponent."""

    code: str
    public_key: bytes
    shop_name: str
    currency: str
    exponent: int
    trade: str
    test: bool


@dataclass(frozen=True, slots=True)
class TillClosed:
    """A day's control totals: facts, sales and money, so that nothing can be cut off unseen."""

    on: str
    sales: int
    refunds: int
    net: int
    tenders: tuple[Tender, ...]
    credit_granted: int
    credit_spent: int


@dataclass(frozen=True, slots=True)
class EpochOpened:
    """A till whose past is doubtful starts a new epoch and names where it believes it stood."""

    parent_epoch: str
    parent_seq: int
    parent_hash: bytes
    cause: str


Body = Any
"""Any of the bodies above."""

KINDS: dict[str, tuple[int, type[Any]]] = {
    "till.opened": (1, TillOpened),
    "till.closed": (1, TillClosed),
    "epoch.opened": (1, EpochOpened),
    "branch.set": (1, BranchSet),
    "staff.set": (1, StaffSet),
    "staff.keyed": (1, StaffKeyed),
    "staff.signed_in": (1, StaffSeen),
    "staff.locked": (1, StaffSeen),
    "policy.published": (1, PolicyPublished),
    "product.set": (1, ProductsSet),
    "member.enrolled": (1, MemberEnrolled),
    "member.imported": (1, ImportedMembers),
    "member.merged": (1, MemberPair),
    "member.split": (1, MemberPair),
    "member.left": (1, MemberGone),
    "member.erased": (1, MemberGone),
    "person.set": (1, PeopleSet),
    "consent.given": (1, Consent),
    "consent.withdrawn": (1, Consent),
    "card.issued": (1, CardChange),
    "card.blocked": (1, CardChange),
    "sale.recorded": (1, SaleRecorded),
    "sale.refunded": (1, Reversal),
    "sale.voided": (1, Reversal),
    "sale.imported": (1, ImportedSales),
    "lots.opened": (1, LotsOpened),
    "entry.adjusted": (1, EntryAdjusted),
    "lot.expired": (1, LotExpired),
    "shift.opened": (1, ShiftOpened),
    "shift.closed": (1, ShiftClosed),
}
"""Kind → (version written today, body). A later version adds an upcast in `read_body`."""


def pack_body(kind: str, body: Body) -> list[Any]:
    """Return the positional array of a body of a kind; a body of another kind is refused."""
    _, cls = _known(kind)
    if type(body) is not cls:
        raise LoyaltyError("fact_body_mismatch", kind=kind)
    packed: list[Any] = pack(body)
    return packed


def read_body(kind: str, version: int, row: list[Any]) -> Body:
    """Return the body of a stored array; raises `fact_from_newer_version` and `fact_kind_unknown`."""
    current, cls = _known(kind)
    if version > current:
        raise LoyaltyError("fact_from_newer_version", kind=kind, version=version)
    return unpack(cls, row)


def kind_version(kind: str) -> int:
    """Return the version written today for a kind."""
    return _known(kind)[0]


def _known(kind: str) -> tuple[int, type[Any]]:
    try:
        return KINDS[kind]
    except KeyError as problem:
        raise LoyaltyError("fact_kind_unknown", kind=kind) from problem
