"""Reads what people type after an option: amounts in any script, quantities, days, instants, words with a sign.

What is not what it should be is refused with a sentence (exit 1), like anywhere else in the product.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

from desktop.models.folding import fold_text
from loyalty.clock import parse_instant
from loyalty.errors import LoyaltyError, require
from loyalty.ids import encode_id, is_id
from loyalty.jalali import written_day
from loyalty.money import check_amount, exponent_of
from loyalty.words import fold_digits

_SEPARATORS = str.maketrans("", "", ",_٬، \u00a0\u202f\u200e\u200f")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,_٬، \u00a0\u202f]\d{3})+(?:[.٫]\d*)?")
"""Thousands told apart. Anything else with such a sign in it may be a decimal comma, and is no number."""
_WHOLE = re.compile(r"[+-]?\d{1,30}")
_MARKS = str.maketrans("", "", "\u200e\u200f")
_DECIMAL = re.compile(r"(\d{1,9})(?:[.٫](\d{1,3}))?\Z")
_MONEY = re.compile(r"([+-]?)(\d{1,15})(?:[.٫](\d+))?")
MINUS = "\u2212"
"""Stands for the hyphen of `-promo` while argparse reads the line (see `shield_words`)."""

_TENDER_WORDS = {
    "cash": ("نقد", "نقدی"),
    "card": ("کارت", "کارت بانکی", "bank card"),
    "transfer": ("انتقال",),
    "coupon": ("بن", "کوپن"),
    "other": ("دیگر", "روشهای دیگر"),
}
"""What the screens and receipts call the tenders, as `fold_text` leaves it."""

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LARGEST_DOCUMENT = 4 << 20


def whole_number(text: str) -> int:
    """Return a whole number written with digits of any script, separators allowed."""
    plain = _ungrouped(text)
    if not _WHOLE.fullmatch(plain):
        raise LoyaltyError("amount_not_whole", value=text)
    return int(plain)


def _ungrouped(text: str) -> str:
    """Return a number without the signs between its thousands, as it is where they stand elsewhere."""
    plain = fold_digits(text).translate(_MARKS).replace(MINUS, "-").strip()
    return plain.translate(_SEPARATORS) if _GROUPED.fullmatch(plain) else plain


def money(text: str, currency: str, *, least: int = 1) -> int:
    """Return an amount in the smallest part of a money unit: `12.50` of USD is 1250; a Toman has no parts."""
    return check_amount(_parts_of_money(text, currency), least=least)


def signed_money(text: str, currency: str) -> int:
    """Return an amount of money with its sign, never zero."""
    number = _parts_of_money(text, currency)
    check_amount(abs(number), least=1)
    return number


def tender(text: str) -> str:
    """Return the tender a person means in either language; a word that means none stays, for the rules to refuse."""
    word = fold_text(text)
    return next((kind for kind, words in _TENDER_WORDS.items() if word in words), word)


def signed_points(text: str) -> int:
    """Return a number of points with its sign, never zero."""
    number = whole_number(text)
    require(number, "points_unreadable", value=text)
    return number


def _parts_of_money(text: str, currency: str) -> int:
    places = exponent_of(currency)
    if not places:
        return whole_number(text)
    found = _MONEY.fullmatch(_ungrouped(text))
    if found is None or len(found[3] or "") > places:
        raise LoyaltyError("amount_unreadable", value=text, places=places, example=f"{12.5:.{places}f}")
    parts = int(found[2] + (found[3] or "").ljust(places, "0"))
    return -parts if found[1] == "-" else parts


def quantity(text: str) -> int:
    """Return thousandths of a decimal such as 2 or 1.250."""
    found = _DECIMAL.match(fold_digits(text.strip()))
    if found is None:
        raise LoyaltyError("quantity_unreadable", value=text)
    return int(found.group(1)) * 1_000 + int((found.group(2) or "").ljust(3, "0"))


def instant(text: str) -> int:
    """Return the instant of ISO 8601 text with an offset."""
    return parse_instant(fold_digits(text.strip()))


def day(text: str) -> dt.date:
    """Return a day such as 2026-11-21 or 1405/08/30, Jalali or Gregorian by its year, in any digits."""
    return written_day(fold_digits(text).translate(_MARKS))


def fact_name(text: str) -> str:
    """Return the id a caller made for an act: 26 letters as the product writes them, or a UUID with its dashes."""
    plain = text.strip().lower()
    if is_id(plain):
        return plain
    found = _UUID.fullmatch(plain)
    if found is None:
        raise LoyaltyError("id_unreadable", value=text[:80])
    return encode_id(bytes.fromhex(plain.replace("-", "")))


def signed_word(text: str) -> str:
    """Return `+word` or `-word` as typed, for a positional argument that takes changes."""
    word = text.replace(MINUS, "-", 1) if text.startswith(MINUS) else text
    require(len(word) > 1 and word[0] in "+-", "sign_missing", value=text)
    return word


def shield_words(arguments: list[str]) -> list[str]:
    """Return the arguments with `-word` kept from looking like an option; no option has one dash and a word."""
    return [MINUS + word[1:] if re.match(r"-[^\W\d][\w-]+\Z", word) else word for word in arguments]


def json_document(path: str) -> dict[str, Any]:
    """Return the JSON object of a file; raises `document_missing`, `document_not_json`."""
    try:
        with open(path, "rb") as file:
            raw = file.read(_LARGEST_DOCUMENT + 1)
    except OSError as problem:
        raise LoyaltyError("document_missing", path=path) from problem
    require(len(raw) <= _LARGEST_DOCUMENT, "document_not_json", path=path, line=1)
    return parse_document(raw, path)


def parse_document(raw: bytes, path: str) -> dict[str, Any]:
    """Return the JSON object of some bytes; a key written twice, a float or NaN is refused."""
    try:
        document = json.loads(
            raw.decode("utf-8-sig"),
            object_pairs_hook=_object_of_pairs,
            parse_float=_refuse_float,
            parse_constant=_refuse_float,
        )
    except json.JSONDecodeError as problem:
        raise LoyaltyError("document_not_json", path=path, line=problem.lineno) from problem
    except (ValueError, RecursionError) as problem:  # no UTF-8, a number of thousands of digits, too deep
        raise LoyaltyError("document_not_json", path=path, line=1) from problem
    if not isinstance(document, dict):
        raise LoyaltyError("document_not_object", where=path)
    return document


def _object_of_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for key, value in pairs:
        require(key not in seen, "document_key_twice", key=key)
        seen[key] = value
    return seen


def _refuse_float(text: str) -> Any:
    raise LoyaltyError("document_float", value=text)
