"""Rows of the import form with meaning: typed, whole in themselves, or refused with the reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from desktop.usecases.importing.cells import (
    read_code,
    read_day,
    read_id,
    read_instant,
    read_maybe,
    read_name,
    read_phone,
    read_quantity,
    read_vat,
    read_whole,
    read_yes,
)
from desktop.usecases.importing.report import Tally
from desktop.usecases.importing.table import Row
from loyalty.basket import DEFAULT_GROUP
from loyalty.errors import LoyaltyError, require
from loyalty.kinds import CREDIT, points_unit
from loyalty.points import MAIN

T = TypeVar("T")

MAX_QUANTITY = 10**9
LONGEST_BRANCH = 40


@dataclass(frozen=True, slots=True)
class BranchRow:
    """A branch of the club before, under the id its source gave it."""

    line: int
    branch_id: str
    name: str
    first_on: dt.date | None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member of the club before; `merged_into` is empty or the source's id of the survivor."""

    line: int
    member_id: str
    card_no: str
    phone: str
    name: str
    joined_at: int
    joined_branch: str
    birth_on: dt.date | None
    age_band: str
    merged_into: str


@dataclass(frozen=True, slots=True)
class PurchaseRow:
    """A purchase or a refund; amounts in money units, negative where money went back."""

    line: int
    purchase_id: str
    refund: bool
    refund_of: str
    member_id: str
    card_no: str
    phone: str
    branch_id: str
    till: str
    at: int
    gross: int
    discount: int
    coupon: int | None
    amount: int

    @property
    def named(self) -> bool:
        """Say whether the row names a member at all."""
        return bool(self.member_id or self.card_no or self.phone)


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of a purchase; `line_no` 0 means the source gave none; quantity in thousandths."""

    line: int
    purchase_id: str
    line_no: int
    product_id: str
    group: str
    quantity: int
    gross: int
    discount: int
    coupon: int
    amount: int


@dataclass(frozen=True, slots=True)
class LotRow:
    """What a member held in the club before."""

    line: int
    member_id: str
    unit: str
    amount: int
    granted_at: int
    vests_at: int
    expires_at: int | None
    branch_id: str
    here_only: bool


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A campaign of the club before; both days count."""

    line: int
    campaign_id: str
    kind: str
    start_on: dt.date
    end_on: dt.date


@dataclass(frozen=True, slots=True)
class SentRow:
    """A member a campaign was sent to."""

    line: int
    campaign_id: str
    member_id: str


@dataclass(frozen=True, slots=True)
class UseRow:
    """A use of a campaign on a day."""

    line: int
    campaign_id: str
    member_id: str
    code: str
    on: dt.date
    purchase_id: str


def typed(rows: Iterator[Row], read: Callable[[Row], T], tally: Tally) -> Iterator[T]:
    """Yield what `read` makes of the rows; rows it refuses go to the tally with their reason."""
    for row in rows:
        try:
            item = read(row)
        except LoyaltyError as problem:
            tally.refuse(row.line, problem.code, str(problem.values.get("value", "")))
            continue
        yield item


def read_branch(row: Row) -> BranchRow:
    """Return a row of `branches`."""
    branch, name, first = row.cells
    return BranchRow(row.line, _branch_id(branch), read_name(name), read_day(first))


def read_member(row: Row) -> MemberRow:
    """Return a row of `members`."""
    member, card, phone, name, joined, branch, birth, band, merged = row.cells
    require(merged == "" or merged != member, "row_merged_into_itself", value=merged)
    return MemberRow(
        row.line,
        read_id(member),
        read_code(card),
        read_phone(phone),
        read_name(name),
        read_instant(joined),
        read_code(branch),
        read_day(birth),
        read_name(band),
        read_code(merged),
    )


def read_purchase(row: Row) -> PurchaseRow:
    """Return a row of `purchases`: amount = gross − discount, a sale not below zero, a refund not above."""
    number, kind, refund_of, member, card, phone, branch, till, at, gross, discount, coupon, total = row.cells
    amount = read_whole(total)
    refund = _is_refund(kind, refund_of, amount)
    whole, off = _gross_and_discount(amount, read_maybe(gross), read_maybe(discount))
    return PurchaseRow(
        row.line,
        read_id(number),
        refund,
        read_code(refund_of),
        read_code(member),
        read_code(card),
        phone,
        _branch_id(branch),
        read_code(till),
        read_instant(at),
        whole,
        off,
        read_maybe(coupon),
        amount,
    )


def _is_refund(kind: str, refund_of: str, amount: int) -> bool:
    require(kind in ("", "sale", "refund"), "row_kind_unknown", value=kind)
    refund = kind == "refund" or (not kind and bool(refund_of or amount < 0))
    require(refund or amount >= 0, "row_sale_below_zero", value=str(amount))
    require(not refund or amount <= 0, "row_refund_above_zero", value=str(amount))
    require(refund or not refund_of, "row_sale_names_refund", value=refund_of)
    return refund


def _gross_and_discount(amount: int, gross: int | None, discount: int | None) -> tuple[int, int]:
    if gross is None:
        off = discount or 0
        return amount + off, off
    off = gross - amount if discount is None else discount
    require(gross - off == amount, "row_amount_broken", value=f"{gross} - {off} ≠ {amount}")
    return gross, off


def read_line(row: Row) -> LineRow:
    """Return a row of `lines`."""
    number, line_no, product, group, quantity, gross, discount, coupon, total = row.cells
    amount = read_whole(total)
    whole, off = _gross_and_discount(amount, read_maybe(gross), read_maybe(discount))
    pieces = read_quantity(quantity)
    require(abs(pieces) <= MAX_QUANTITY, "row_quantity_too_large", value=quantity)
    place = read_whole(line_no) if line_no else 0
    require(place >= 0, "row_line_no_invalid", value=line_no)
    return LineRow(
        row.line,
        read_id(number),
        place,
        read_code(product),
        read_name(group) or DEFAULT_GROUP,
        pieces,
        whole,
        off,
        read_maybe(coupon) or 0,
        amount,
    )


def read_lot(row: Row) -> LotRow:
    """Return a row of `lots`; points without a kind are of the main kind."""
    member, unit, amount, granted, vests, expires, branch, scope = row.cells
    total = read_whole(amount)
    require(total > 0, "row_lot_empty", value=amount)
    granted_at = read_instant(granted)
    vests_at = read_instant(vests) if vests else granted_at
    expires_at = read_instant(expires) if expires else None
    require(scope in ("", "business", "branch"), "row_scope_not_known", value=scope)
    require(scope != "branch" or branch, "row_scope_without_branch", value=scope)
    lives = expires_at is None or expires_at > vests_at >= granted_at
    require(lives and vests_at >= granted_at, "row_lot_ends_before_it_begins", value=expires or vests)
    return LotRow(
        row.line,
        read_id(member),
        _unit(unit),
        total,
        granted_at,
        vests_at,
        expires_at,
        read_code(branch),
        scope == "branch",
    )


def _unit(unit: str) -> str:
    known = unit in (CREDIT, "points") or (unit.startswith("points:") and len(unit) > len("points:"))
    require(known, "row_unit_not_known", value=unit)
    return points_unit(MAIN) if unit == "points" else unit


def read_campaign(row: Row) -> CampaignRow:
    """Return a row of `campaigns`."""
    campaign, kind, start, end = row.cells
    first, last = _day(start), _day(end)
    require(first <= last, "row_campaign_ends_before_it_begins", value=f"{start} – {end}")
    return CampaignRow(row.line, read_id(campaign), read_name(kind), first, last)


def read_sent(row: Row) -> SentRow:
    """Return a row of `campaign_members`."""
    campaign, member = row.cells
    return SentRow(row.line, read_id(campaign), read_id(member))


def read_use(row: Row) -> UseRow:
    """Return a row of `redemptions`."""
    campaign, member, code, date, purchase = row.cells
    return UseRow(
        row.line, read_id(campaign), read_id(member), read_code(code), _day(date), read_code(purchase)
    )


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A row of `products`; the barcode may be empty and is checked by the catalogue."""

    line: int
    product_id: str
    barcode: str
    name: str
    group: str
    price: int
    vat_rate: int
    divisible: bool


def read_product(row: Row) -> ProductRow:
    """Return a row of `products`."""
    product, barcode, name, group, price, vat, divisible = row.cells
    cost = read_whole(price)
    require(cost >= 0, "row_price_below_zero", value=price)
    named = read_name(name)
    require(named, "row_name_missing", value=product)
    return ProductRow(
        row.line,
        read_id(product),
        read_code(barcode),
        named,
        read_name(group) or DEFAULT_GROUP,
        cost,
        read_vat(vat),
        read_yes(divisible),
    )


def _day(text: str) -> dt.date:
    on = read_day(text)
    if on is None:
        raise LoyaltyError("date_invalid", value=text)
    return on


def _branch_id(text: str) -> str:
    require(len(text) <= LONGEST_BRANCH, "row_id_too_long", value=text)
    return read_id(text)
