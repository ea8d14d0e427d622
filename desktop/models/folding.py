"""Folds what people type to what is looked up: letters, digits, phones, cards, ids.

Persian and Arabic forms of a letter, zero-width joiners, diacritics, case and three digit scripts must not
matter; folding twice changes nothing.
"""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {ord(mark): str(place % 10) for place, mark in enumerate("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩")}
_LETTERS = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ئ": "ی",
        "ې": "ی",
        "ك": "ک",
        "ڪ": "ک",
        "ة": "ه",
        "ۀ": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ە": "ه",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ؤ": "و",
        "ء": "",
        "ـ": "",
        "ı": "i",
        "ß": "ss",
        "ø": "o",
        "ł": "l",
        "đ": "d",
    }
)
_LONG_A = "ٹ"
"""Stands for آ while a name is folded for sorting, for it has a place of its own before ا; no Persian name has this sign."""
_ALPHABET = f"{_LONG_A}ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
_IN_ALPHABET = {ord(letter): chr(0xE000 + place) for place, letter in enumerate(_ALPHABET)}
"""Each letter as a sign of private use, so that their order is that of the alphabet."""
_BLANKS = re.compile(r"[\W_]+")
_PLAIN = re.compile("[ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی۰-۹ a-z0-9]*\\Z")
"""Letters that are their own form already, as in nearly every Persian name."""
_NOT_DIGIT = re.compile(r"\D+")
_IRAN_MOBILE = re.compile(r"(?:0{0,2}98|0)?0?(9\d{9})\Z")
_PHONE_SHAPE = re.compile(r"[\d\s+()\-.]+\Z")


def fold_digits(text: str) -> str:
    """Return the text with Persian and Arabic digits as ASCII ones."""
    return text.translate(_DIGITS)


def fold_text(text: str) -> str:
    """Return a name as it is searched: one form per letter, no diacritics, words parted by single blanks.

    A zero-width non-joiner parts nothing, so that «علی‌رضا» and «علیرضا» are the same word.
    """
    if _PLAIN.match(text):
        return " ".join(text.translate(_DIGITS).split())
    # Before decomposition: آ would fall apart into ا and a mark anyway, but ئ and ؤ need their table.
    told = unicodedata.normalize("NFKC", text).translate(_LETTERS).casefold()
    bare = "".join(
        mark
        for mark in unicodedata.normalize("NFD", told)
        if unicodedata.category(mark) not in ("Mn", "Me", "Cf", "Cc")
    )
    plain = unicodedata.normalize("NFC", bare).translate(_LETTERS).translate(_DIGITS)
    return _BLANKS.sub(" ", plain).strip()


def alphabetical(name: str) -> str:
    """Return what names are sorted by: the Persian alphabet (پ after ب, not behind ی as in Unicode), Latin before it."""
    told = unicodedata.normalize("NFC", name).replace("آ", _LONG_A)
    return fold_text(told).translate(_IN_ALPHABET)


def fold_phone(text: str) -> str:
    """Return a phone in the form it is kept: `09…` for Iranian mobiles in any spelling, else digits.

    A foreign number keeps its international digits without + or 00.
    """
    plain = fold_digits(text)
    digits = _NOT_DIGIT.sub("", plain)
    found = _IRAN_MOBILE.match(digits)
    if found:
        return "0" + found[1]
    return digits.lstrip("0") if digits.startswith("00") else digits


def looks_like_number(text: str) -> bool:
    """Say whether a text is digits with the signs people put between them."""
    return _PHONE_SHAPE.match(fold_digits(text).strip()) is not None


def only_digits(text: str) -> str:
    """Return the digits of a text in ASCII."""
    return _NOT_DIGIT.sub("", fold_digits(text))


def phone_prefix(text: str) -> str:
    """Return the beginning of a kept phone that typed digits stand for: `0098912`, `98912`, `912` → `0912`."""
    digits = only_digits(text)
    if digits.startswith("0098"):
        return "0" + digits[4:].removeprefix("0")
    if digits.startswith("98") and (text.strip().startswith("+") or digits.startswith("989")):
        return "0" + digits[2:].removeprefix("0")
    return "0" + digits if digits.startswith("9") else digits


def fold_card(text: str) -> str:
    """Return a card number as it is kept: letters and digits only, capital."""
    return _BLANKS.sub("", fold_digits(unicodedata.normalize("NFKC", text))).upper()


def external_key(text: str) -> str:
    """Return the look-up form of the id a member had in another system."""
    return fold_digits(unicodedata.normalize("NFKC", text)).strip().casefold()
