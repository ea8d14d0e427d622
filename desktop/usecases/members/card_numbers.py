"""Numbers of members' cards: thirteen digits that every scanner reads, or whatever stands on a blank card.

An issued number is an EAN-13 of the range kept for use inside a shop: 29, two digits of the business, eight at
random, a check digit. Random digits keep one card's number from giving away another's.
"""

from __future__ import annotations

import hashlib

from desktop.models.folding import fold_card
from desktop.models.log import Tx
from desktop.models.queries.goods import is_barcode
from desktop.models.queries.members import owner_of_card
from desktop.models.sources import Source
from desktop.usecases.members.naming import words_of
from desktop.usecases.members.words import check_phone, mask_name
from loyalty.errors import LoyaltyError, require

RANGE = "29"
LEAST_CARD, LONGEST_CARD = 4, 40
_TRIES = 100


def check_digit(twelve: str) -> str:
    """Return the thirteenth digit of an EAN."""
    weighed = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return str(-weighed % 10)


def shop_prefix(business_id: str) -> str:
    """Return the four digits every card of a business begins with."""
    print_ = int.from_bytes(hashlib.sha256(business_id.encode()).digest()[:4], "big")
    return f"{RANGE}{print_ % 100:02d}"


def new_number(tx: Tx) -> str:
    """Return a card number that nobody here has."""
    for _ in range(_TRIES):
        random = int.from_bytes(tx.entropy(8), "big") % 10**8
        twelve = f"{shop_prefix(tx.shop.business_id)}{random:08d}"
        number = twelve + check_digit(twelve)
        if not owner_of_card(tx, number) and not is_barcode(tx, number):
            return number
    raise LoyaltyError("card_numbers_spent")


def read_number(db: Source, text: str) -> str:
    """Return the number of a blank card as it is kept; raises `card_impossible`, `card_taken`, `card_is_product`."""
    number = fold_card(text[:200])
    fits = LEAST_CARD <= len(number) <= LONGEST_CARD and number.isascii() and not _is_phone(number)
    require(fits, "card_impossible", least=LEAST_CARD, most=LONGEST_CARD)
    require(not is_barcode(db, number), "card_is_product", card=number)
    owner = owner_of_card(db, number)
    if owner:
        raise LoyaltyError("card_taken", name=mask_name(words_of(db, owner).name))
    return number


def _is_phone(number: str) -> bool:
    # A card that reads like a mobile would name its owner and the phone's.
    try:
        return check_phone(number).startswith("09")
    except LoyaltyError:
        return False
