"""Strict reading of JSON documents: every refusal names the place and the key, nothing is guessed or ignored.

A place is a dotted path such as `earning.credit.percent`, shown to the person who wrote the document.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loyalty import jalali
from loyalty.clock import parse_day
from loyalty.errors import LoyaltyError, require
from loyalty.money import MAX_AMOUNT, parse_percent
from loyalty.words import Lang, fold_digits

Document = Mapping[str, Any]

MAX_TEXT = 200
MAX_DAYS = 36_500
"""No wait, life or window of a shop is longer than a hundred years."""

_LONGEST_NAME = 64
"""So much of a misspelt name is compared: it may be anything."""

_JALALI_DAY = re.compile(r"(1[2-6]\d\d)[/-](\d{1,2})[/-](\d{1,2})\Z")
_ZWNJ = "\u200c"
_DECIMAL = re.compile(r"(\d{1,16})(?:\.(\d{1,6}))?\Z")


@dataclass(frozen=True, slots=True)
class Text:
    """A name in both languages; one that is missing is stood in for by the other."""

    fa: str
    en: str

    def of(self, lang: Lang) -> str:
        """Return the text of a language."""
        return (self.fa or self.en) if lang == "fa" else (self.en or self.fa)


def read_object(value: object, where: str, *, needs: Sequence[str] = (), may: Sequence[str] = ()) -> Document:
    """Return an object that has all of `needs` and nothing beyond `needs` and `may`."""
    if not isinstance(value, Mapping):
        raise LoyaltyError("document_not_object", where=where)
    for key in value:
        if key not in needs and key not in may:
            raise _unknown_key(key, where, (*needs, *may))
    for key in needs:
        require(key in value, "document_key_missing", key=key, where=where)
    return value


def _unknown_key(key: object, where: str, known: Sequence[str]) -> LoyaltyError:
    """Return the refusal of a key, with those known there and the one of them that is spelt most like it."""
    told = {"near": nearest(str(key), known), "known": ", ".join(known)}
    return LoyaltyError("document_key_unknown", key=key, where=where, **told)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is spelt most like another; empty where none is known."""
    from difflib import SequenceMatcher

    written = word[:_LONGEST_NAME].lower()
    return max(known, key=lambda one: SequenceMatcher(None, written, one.lower()).ratio(), default="")


def read_list(value: object, where: str) -> list[Any]:
    """Return a list."""
    if not isinstance(value, list | tuple):
        raise LoyaltyError("document_not_list", where=where)
    return list(value)


def read_word(value: object, where: str) -> str:
    """Return a non-empty text of at most 200 characters; of invisible ones only Persian's ZWNJ is let in."""
    if isinstance(value, str) and len(value) > MAX_TEXT:
        raise LoyaltyError("document_word_long", where=where, most=MAX_TEXT)
    if not isinstance(value, str) or not value.strip():
        raise LoyaltyError("document_not_word", where=where)
    if not value.replace(_ZWNJ, "").isprintable():
        raise LoyaltyError("document_not_word", where=where)
    return value.strip()


def read_choice(value: object, where: str, among: Sequence[str]) -> str:
    """Return a value that is one of the words allowed."""
    if not isinstance(value, str) or value not in among:
        raise LoyaltyError("document_not_among", where=where, value=value, among=", ".join(among))
    return value


def read_whole(value: object, where: str, *, least: int = 0, most: int = MAX_AMOUNT) -> int:
    """Return a whole number within bounds."""
    fits = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
    if not isinstance(value, int) or not fits:
        raise LoyaltyError("document_not_whole", where=where, value=value, least=least, most=most)
    return value


def read_rate(value: object, where: str, *, most: int = 100) -> int:
    """Return parts per million of a percent from 0 to `most`."""
    written = fold_digits(value).replace("٫", ".") if isinstance(value, str) else value
    try:
        rate = parse_percent(written)
    except LoyaltyError as problem:
        raise LoyaltyError("document_not_percent", where=where, value=value, most=most) from problem
    require(rate <= most * 10_000, "document_not_percent", where=where, value=value, most=most)
    return rate


def read_decimal(value: object, where: str, places: int, digits: int = 9) -> int:
    """Return an integer, or a decimal written as text, in units of 10^-places; more places or digits are refused."""
    found = None if isinstance(value, bool | float) else _DECIMAL.match(str(value))
    part = (found.group(2) or "") if found else ""
    if found is None or len(part) > places or len(found.group(1)) > digits:
        raise LoyaltyError("document_not_decimal", where=where, value=value, places=places)
    return int(found.group(1) + part.ljust(places, "0"))


def read_cap(value: object, where: str) -> int | None:
    """Return a cap, None for no cap; one of nothing is refused in words of its own."""
    require(value != 0 or isinstance(value, bool), "cap_of_nothing", where=where)
    return None if value is None else read_whole(value, where, least=1)


def read_days(value: object, where: str, *, least: int = 0) -> int:
    """Return a number of days."""
    return read_whole(value, where, least=least, most=MAX_DAYS)


def read_text(value: object, where: str) -> Text:
    """Return a name given as text for both languages, or as an object with `fa`, `en` or both."""
    if isinstance(value, str):
        word = read_word(value, where)
        return Text(word, word)
    by_lang = read_object(value, where, may=("fa", "en"))
    require(by_lang, "document_key_missing", key="fa", where=where)
    words = {lang: read_word(word, f"{where}.{lang}") for lang, word in by_lang.items()}
    return Text(words.get("fa", ""), words.get("en", ""))


def read_day(value: object, where: str) -> dt.date:
    """Return a day written as 2026-11-21 or, in the Jalali calendar, as 1405/08/30 (any digits)."""
    if not isinstance(value, str):
        raise LoyaltyError("document_not_day", where=where, value=value)
    text = fold_digits(value).strip()
    found = _JALALI_DAY.match(text)
    try:
        return jalali.to_date(*map(int, found.groups())) if found else parse_day(text)
    except LoyaltyError as problem:
        raise LoyaltyError("document_not_day", where=where, value=value) from problem
