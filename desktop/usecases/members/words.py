"""What people say of themselves, made fit to keep: names, phones, days of birth; and how it is shown masked.

A name that was cleaned holds no control, bidi or unseen character but the joiner Persian needs; a phone is kept in
one form. Nothing here touches the shop's file.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence

from desktop.models.folding import fold_digits, looks_like_number, only_digits
from desktop.usecases.members.phones import international, spellings
from loyalty import jalali
from loyalty.conditions.parse import GENDERS
from loyalty.errors import LoyaltyError, require
from loyalty.words import phone_ends

LONGEST_NAME = 80
LONGEST_NOTE = 500
LONGEST_TEXT = 4_000
"""Nothing longer is even looked at."""

MOST_MARKS = 3
"""Combining marks kept on one letter: more is not writing."""

LONGEST_TAG, MOST_TAGS = 40, 20

OLDEST = 120
"""Years nobody is older than."""

TOMAN_AND_RIAL = ("IRT", "IRR")
_ZWNJ = "\u200c"
_MOBILE = re.compile(r"09\d{9}\Z")
_LANDLINE = re.compile(r"0[1-8]\d{9}\Z")
_ABROAD_LANDLINE = re.compile(r"98(?=[1-8]\d{9}\Z)")
_FOREIGN = re.compile(r"[1-9]\d{6,14}\Z")
_PLAIN = re.compile(r"[\d()+.\- /]+\Z")


def clean_name(text: str) -> str:
    """Return a name fit to keep, perhaps empty; raises `name_too_long` beyond 80 letters."""
    name = clean_line(text)
    require(len(name) <= LONGEST_NAME, "name_too_long", most=LONGEST_NAME)
    return name


def clean_note(text: str) -> str:
    """Return free words in one line; raises `note_too_long`."""
    note = clean_line(text)
    require(len(note) <= LONGEST_NOTE, "note_too_long", most=LONGEST_NOTE)
    return note


def clean_line(text: str) -> str:
    """Return one line of visible letters: NFC, single blanks, joiners only between letters."""
    normal = unicodedata.normalize("NFC", text[:LONGEST_TEXT])
    kept: list[str] = []
    marks = 0
    for sign in normal:
        category = unicodedata.category(sign)
        marks = marks + 1 if category[0] == "M" else 0
        if sign.isspace() or category[0] == "Z":
            kept.append(" ")
        elif sign == _ZWNJ or (category[0] != "C" and marks <= MOST_MARKS):
            kept.append(sign)
    # Letters may only now stand beside their marks: composed again, cleaning twice changes nothing.
    told = unicodedata.normalize("NFC", "".join(kept))
    return " ".join(filter(None, map(_joined_rightly, told.split())))


def _joined_rightly(word: str) -> str:
    return re.sub(f"{_ZWNJ}+", _ZWNJ, word).strip(_ZWNJ)


def check_phone(text: str, currency: str = "IRT") -> str:
    """Return a phone in the form it is kept in; raises `phone_impossible`.

    In a shop of Iran a number without + or 00 is a mobile (09…, eleven digits) or a landline with its area code.
    """
    require(is_phone(text, currency), "phone_impossible", phone=clean_line(text)[:40])
    return keep_phone(text, currency)


def is_phone(text: str, currency: str = "IRT") -> bool:
    """Say whether `check_phone` would take a text."""
    return _is_possible(text, keep_phone(text, currency), currency)


def keep_phone(text: str, currency: str = "IRT") -> str:
    """Return the form a phone is kept and looked up in: landlines of Iran as they are dialled there."""
    return _ABROAD_LANDLINE.sub("0", international(text, currency))


def phone_forms(text: str, currency: str = "IRT") -> tuple[str, ...]:
    """Return the forms a phone may have been kept under, the present one first."""
    return tuple(dict.fromkeys((keep_phone(text, currency), *spellings(text, currency))))


def _is_possible(text: str, phone: str, currency: str) -> bool:
    if not looks_like_number(_bare(text)):
        return False
    if _MOBILE.match(phone) or _LANDLINE.match(phone):
        return len(set(phone[1:])) > 1
    abroad = _bare(text).startswith(("+", "00"))
    spelled = abroad or currency not in TOMAN_AND_RIAL
    return spelled and bool(_FOREIGN.match(phone)) and not phone.startswith("98") and len(set(phone)) > 1


def _bare(text: str) -> str:
    return fold_digits(
        "".join(sign for sign in text if unicodedata.category(sign) not in ("Cf", "Cc"))
    ).strip()


def looks_like_phone(text: str) -> bool:
    """Say whether somebody meant a phone: it begins as phones do, rightly or wrongly."""
    bare = _bare(text)
    return (
        bool(_PLAIN.match(bare)) and bare.startswith(("09", "+", "00", "989")) and len(only_digits(bare)) >= 5
    )


def mask_phone(phone: str) -> str:
    """Return a kept phone with its middle hidden, in plain digits; a short one shows its last two."""
    if len(phone) >= 8:
        return phone_ends(phone)
    return f"••• {phone[-2:]}" if phone else ""


def mask_name(name: str) -> str:
    """Return what tells a person to those who know them: the first name and the next word's first letter."""
    words = name.split()
    return " ".join([words[0][:20], *(f"{word[0]}•" for word in words[1:2])]) if words else "•••"


def read_birth(text: str, today: dt.date) -> dt.date | None:
    """Return a day of birth, Jalali or Gregorian by its year, in any digits; nothing stays nothing.

    Raises `date_invalid`, and `birth_impossible` for a day to come or more than 120 years ago.
    """
    plain = fold_digits(clean_line(text))
    if not plain:
        return None
    born = _day_of(plain, text)
    age = (today - born).days
    require(0 <= age <= OLDEST * 366, "birth_impossible", day=born)
    return born


def _day_of(plain: str, text: str) -> dt.date:
    try:
        return jalali.written_day(plain)
    except LoyaltyError as problem:
        raise LoyaltyError("date_invalid", value=clean_line(text)[:40]) from problem


def read_gender(text: str) -> str:
    """Return a gender as it is kept, empty where none is told; raises `gender_unknown`."""
    word = clean_line(text).lower()
    require(word in ("", *GENDERS), "gender_unknown", gender=word[:40])
    return word


def read_tags(tags: Sequence[str]) -> tuple[str, ...]:
    """Return groups of members, each once; raises `tags_too_many`."""
    clean = tuple(dict.fromkeys(filter(None, map(clean_line, tags))))
    fits = len(clean) <= MOST_TAGS and all(len(tag) <= LONGEST_TAG for tag in clean)
    require(fits, "tags_too_many", most=MOST_TAGS, longest=LONGEST_TAG)
    return clean
