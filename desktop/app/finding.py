"""Looks up what the smart field's readings may mean: members through the counter's search, products by their codes."""

from __future__ import annotations

from desktop.app.seat import Seat
from desktop.ui.sale.counter import FoundMember, Looked
from desktop.usecases.members.find import FoundMember as Person
from desktop.usecases.members.find import find
from desktop.usecases.products import search_products
from desktop.usecases.selling.smart_field import BARCODE, CARD, LAST_DIGITS, NAME, PHONE, Typed
from loyalty.kinds import Product

PEOPLE = (PHONE, LAST_DIGITS, CARD, NAME)
GOODS = (BARCODE, NAME)
MOST = 8


def look_up(seat: Seat, readings: tuple[Typed, ...]) -> Looked:
    """Return what each reading brought; a kind that cannot be looked up is left out."""
    members: dict[str, tuple[FoundMember, ...]] = {}
    products: dict[str, tuple[Product, ...]] = {}
    for reading in readings:
        if reading.kind in PEOPLE:
            members[reading.kind] = tuple(
                _shown(one) for one in find(seat.till, seat.session, reading.text, MOST)
            )
        if reading.kind in GOODS:
            products[reading.kind] = search_products(seat.till, reading.text, MOST)
    return Looked(members, products)


def _shown(one: Person) -> FoundMember:
    return FoundMember(one.member_id, one.name, one.phone or one.phone_masked, one.tier.name, one.credit_here)
