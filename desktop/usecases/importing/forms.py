"""The files of the import form and their columns: what each may hold and what it must."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """One file: its columns in the product's own order, and those that must be there."""

    name: str
    columns: tuple[str, ...]
    required: frozenset[str]


def _form(name: str, columns: str, required: str) -> Form:
    return Form(name, tuple(columns.split()), frozenset(required.split()))


BRANCHES = _form("branches", "branch_id name first_sale", "branch_id")
PRODUCTS = _form(
    "products",
    "product_id barcode name product_group price vat_percent divisible",
    "product_id name product_group price",
)
MEMBERS = _form(
    "members",
    "member_id card_no phone name joined_at joined_branch birth_date age_band merged_into",
    "member_id joined_at",
)
LOTS = _form(
    "lots",
    "member_id unit amount granted_at vests_at expires_at branch_id scope",
    "member_id unit amount granted_at",
)
PURCHASES = _form(
    "purchases",
    "purchase_id kind refund_of member_id card_no phone branch_id till at gross discount coupon amount",
    "purchase_id branch_id at amount",
)
LINES = _form(
    "lines",
    "purchase_id line_no product_id product_group quantity gross discount coupon amount",
    "purchase_id amount",
)
CAMPAIGNS = _form("campaigns", "campaign_id kind start_date end_date", "campaign_id start_date end_date")
CAMPAIGN_MEMBERS = _form("campaign_members", "campaign_id member_id", "campaign_id member_id")
REDEMPTIONS = _form(
    "redemptions", "campaign_id member_id code date purchase_id", "campaign_id member_id date"
)

FORMS = (
    BRANCHES,
    PRODUCTS,
    MEMBERS,
    LOTS,
    PURCHASES,
    LINES,
    CAMPAIGNS,
    CAMPAIGN_MEMBERS,
    REDEMPTIONS,
)
"""All files, in the order they are taken."""
