"""What a text at the counter brings: goods and people, out of one moment of the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.models.search import find_products
from desktop.models.sources import Source
from desktop.usecases.members.find import FoundMember, find_within
from desktop.usecases.members.words import mask_name
from desktop.usecases.products import product_within
from desktop.usecases.selling import smart_field as sf
from desktop.usecases.selling.smart_field import Typed
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError
from loyalty.kinds import Product

MEMBER_KINDS = frozenset({sf.PHONE, sf.LAST_DIGITS, sf.CARD, sf.NAME})
"""Readings that may mean a member."""


@dataclass(frozen=True, slots=True)
class Brought:
    """Products by kind of reading, and people with the kind of the reading they were looked up by ('' where none was).

    `blocked` says that the text is a card that works no more, where nobody else fits.
    """

    products: Mapping[str, tuple[Product, ...]]
    people: tuple[FoundMember, ...] = ()
    people_by: str = ""
    blocked: LoyaltyError | None = None


def look_up(till: Till, session: Session, readings: Sequence[Typed], limit: int) -> Brought:
    """Return products, and members where the text may first of all mean one; raises `look_ups_too_many`."""
    with till.read() as db:
        goods = _goods(db, readings, limit)
        member = _member_meant(readings, goods)
        if member is None:
            return Brought(goods)
        people = find_within(db, till, session, member.text, limit)
        return Brought(goods, people, member.kind, _blocked(people, member.text))


def _goods(db: Source, readings: Sequence[Typed], limit: int) -> dict[str, tuple[Product, ...]]:
    """Return the products that a text is the code of, and those of its name."""
    goods: dict[str, tuple[Product, ...]] = {}
    for reading in readings:
        if reading.kind == sf.BARCODE:
            product = product_within(db, reading.text)
            goods[sf.BARCODE] = (product,) if product else ()
        elif reading.kind == sf.NAME:
            goods[sf.NAME] = find_products(db, reading.text, limit)
    return goods


def _member_meant(readings: Sequence[Typed], goods: Mapping[str, Sequence[Product]]) -> Typed | None:
    """Return the reading that members are looked up by; none where the text is first of all something else."""
    first = readings[0].kind if readings else ""
    if first in MEMBER_KINDS or (first == sf.BARCODE and not goods[sf.BARCODE]):
        return next((one for one in readings if one.kind in MEMBER_KINDS), None)
    return None


def _blocked(people: Sequence[FoundMember], card: str) -> LoyaltyError | None:
    """Return that a card names somebody and works no more, where it names nobody else."""
    if not people or not all(one.blocked for one in people):
        return None
    return LoyaltyError("card_blocked", card=card[-4:], name=mask_name(people[0].name))
