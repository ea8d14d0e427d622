"""Where a till stands: its shop, branch and number, as the sign-in and every slip name them."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.queries.names import staff_name
from desktop.models.queries.places import branch
from desktop.models.sources import Source
from desktop.usecases.till import Till


@dataclass(frozen=True, slots=True)
class Place:
    """Where a slip was made and by whom."""

    shop: str
    branch: str
    address: str
    till: str
    staff: str
    zone: str
    currency: str


def place_of(db: Source, till: Till, branch_id: str, staff_id: str) -> Place:
    """Return where and by whom something was done."""
    shop = till.shop
    known = branch(db, branch_id)
    name, address, zone = (known.name, known.address, known.zone) if known else ("", "", shop.zone)
    return Place(shop.shop_name, name, address, shop.code, staff_name(db, staff_id), zone, shop.currency)


def here(till: Till) -> Place:
    """Return this till, with nobody at it."""
    with till.read() as db:
        return place_of(db, till, till.shop.branch_id, "")
