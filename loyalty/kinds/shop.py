"""Bodies about the shop: shifts, people who work here, branches, goods, policies, tills."""

from __future__ import annotations

from dataclasses import dataclass

from loyalty.basket import Tender
from loyalty.stamps import Stamp


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
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True)
class StaffKeyed:
    """The public half of a person's key on this till."""

    staff_id: str
    public_key: bytes
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True)
class StaffSeen:
    """A person signed in, or was locked out after wrong PINs."""

    staff_id: str
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True)
class BranchSet:
    """A branch of the business: its name, address and time zone."""

    branch_id: str
    name: str
    address: str
    zone: str
    stamp: Stamp | None = None


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
    stamp: Stamp | None = None


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
