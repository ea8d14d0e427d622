"""One cell at a time: text of any digit script to ids, amounts, quantities, instants, days and phones.

Each function returns the value or raises `LoyaltyError` whose code is the reason a row is refused for.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from desktop.models.folding import fold_phone, looks_like_number
from loyalty import jalali
from loyalty.clock import parse_instant
from loyalty.errors import LoyaltyError
from loyalty.money import MAX_AMOUNT, parse_percent
from loyalty.words import fold_digits

LONGEST_ID = 64
LONGEST_NAME = 120

_WHOLE = re.compile(r"[+-]?[0-9]{1,16}\Z")
_QUANTITY = re.compile(r"([+-]?)([0-9]{1,6})(?:\.([0-9]{1,3})0*)?\Z")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_FIRST, _LAST = parse_instant("1900-01-01T00:00:00Z"), parse_instant("2200-01-01T00:00:00Z")


def read_id(text: str) -> str:
    """Return the id a source gave; raises `row_id_missing` and `row_id_too_long`."""
    if not text:
        raise LoyaltyError("row_id_missing", value=text)
    return read_code(text)


def read_code(text: str) -> str:
    """Return a short code, empty where unknown; raises `row_id_too_long`."""
    text = _bare(text)
    if len(text) > LONGEST_ID:
        raise LoyaltyError("row_id_too_long", value=text)
    return text if text.isascii() else _BIDI.sub("", fold_digits(text)).strip()


def read_name(text: str) -> str:
    """Return a name without marks that would turn the text around it; raises `row_name_too_long`."""
    text = _bare(text)
    name = text if text.isascii() else " ".join(_BIDI.sub("", unicodedata.normalize("NFC", text)).split())
    if len(name) > LONGEST_NAME:
        raise LoyaltyError("row_name_too_long", value=name)
    return name


def _bare(text: str) -> str:
    # An export puts an apostrophe before what a sheet would run as a formula.
    return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@'") else text


def read_whole(text: str) -> int:
    """Return whole money units; raises `amount_not_whole` and `row_amount_too_large`."""
    if not _WHOLE.match(text):
        text = fold_digits(text).replace("٬", "").replace("\u2212", "-").replace("\u200e", "")
        if not _WHOLE.match(text):
            raise LoyaltyError("amount_not_whole", value=text)
    amount = int(text)
    if abs(amount) > MAX_AMOUNT:
        raise LoyaltyError("row_amount_too_large", value=text)
    return amount


def read_maybe(text: str) -> int | None:
    """Return whole money units, None where the cell is empty."""
    return read_whole(text) if text else None


def read_quantity(text: str) -> int:
    """Return thousandths of a decimal quantity, one piece where it is empty; raises `row_quantity_not_decimal`."""
    if not text:
        return 1_000
    found = _QUANTITY.match(text) or _QUANTITY.match(fold_digits(text).replace("٫", "."))
    if found is None:
        raise LoyaltyError("row_quantity_not_decimal", value=text)
    sign, whole, part = found.groups()
    thousandths = int(whole) * 1_000 + int((part or "").ljust(3, "0"))
    return -thousandths if sign == "-" else thousandths


def read_instant(text: str) -> int:
    """Return the instant of ISO 8601 text with an offset; raises `instant_invalid`, `instant_without_zone`."""
    at = parse_instant(text if text.isascii() else fold_digits(text))
    if not _FIRST <= at < _LAST:
        raise LoyaltyError("instant_invalid", value=text)
    return at


def read_day(text: str) -> dt.date | None:
    """Return a day, Gregorian or Jalali by its year, None where unknown; raises `date_invalid`."""
    if not text:
        return None
    return jalali.written_day(fold_digits(text))


def read_phone(text: str) -> str:
    """Return a phone in the one form it is kept in; empty stays empty; raises `row_phone_invalid`."""
    if not text:
        return ""
    text = _bare(text)
    phone = fold_phone(text)
    if not looks_like_number(_BIDI.sub("", text)) or not 4 <= len(phone) <= 17:
        raise LoyaltyError("row_phone_invalid", value=text)
    return phone


def read_yes(text: str) -> bool:
    """Return whether a cell says yes; empty is no; raises `row_yes_or_no`."""
    word = fold_digits(text).lower()
    if word in ("", "0", "no", "false", "n", "نه", "خیر"):
        return False
    if word in ("1", "yes", "true", "y", "بله"):
        return True
    raise LoyaltyError("row_yes_or_no", value=text)


def read_vat(text: str) -> int:
    """Return parts per million of a percent, 0 where empty; raises `percent_invalid`."""
    rate = parse_percent(fold_digits(text).replace("٫", ".") or 0)
    if rate > 1_000_000:
        raise LoyaltyError("percent_invalid", value=text)
    return rate
