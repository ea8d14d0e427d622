"""Text on paper: the one gate for what people wrote, and the wording of figures in both languages.

Everything that came from a person or from outside passes `safe_text` before it stands in a row. What the gate
lets through holds no control, format, private or unassigned character, no line end and no bidi control;
the only invisible letter kept is the ZWNJ between two letters, because Persian is misspelled without it.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass

from desktop.printing.paper_words import PAPER_WORDS
from loyalty import words
from loyalty.clock import business_day

LONGEST = 300
"""Characters of a text from outside that are printed; the rest is an ellipsis."""
MOST_MARKS = 3
"""Combining marks kept on one letter: more is not writing."""

ZWNJ = "\u200c"
LRM, RLM, ALM = "\u200e", "\u200f", "\u061c"
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
_SENTENCE_MARKS = frozenset((LRM, RLM, ALM, LRI, RLI, FSI, PDI))


def safe_text(text: str, longest: int = LONGEST) -> str:
    """Return text from outside as it may be printed: one line of visible characters, at most `longest`."""
    return _pass_gate(text, longest, frozenset())


def safe_sentence(text: str, longest: int = LONGEST) -> str:
    """Like `safe_text` for a sentence the product composed: direction marks stay, isolates only if they close."""
    passed = _pass_gate(text, longest, _SENTENCE_MARKS)
    return passed if _isolates_close(passed) else safe_text(passed, longest)


def _pass_gate(text: str, longest: int, marks: frozenset[str]) -> str:
    normal = unicodedata.normalize("NFC", text[: longest * 8])
    kept: list[str] = []
    stacked = 0
    for at, sign in enumerate(normal):
        major = unicodedata.category(sign)[0]
        stacked = stacked + 1 if major == "M" else 0
        if sign.isspace() or major == "Z":
            kept.append(" ")
        elif _may_stay(normal, at, major, stacked, marks):
            kept.append(sign)
    line = " ".join(word for word in "".join(kept).split(" ") if word)
    return line if len(line) <= longest else line[: longest - 1].rstrip(" " + ZWNJ) + "…"


def _may_stay(text: str, at: int, major: str, stacked: int, marks: frozenset[str]) -> bool:
    sign = text[at]
    if sign in marks:
        return True
    if sign == ZWNJ:
        return _between_letters(text, at)
    return major != "C" and stacked <= MOST_MARKS


def _between_letters(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return all(side and unicodedata.category(side)[0] in "LM" for side in (before, after))


def _isolates_close(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign in (LRI, RLI, FSI)) - (sign == PDI)
        if depth < 0:
            return False
    return depth == 0


def name_text(text: str) -> str:
    """Return a name that stands whole beside words of the other direction; empty stays empty.

    The direction is settled here, from the first strong letter, so that it holds when the name is wrapped.
    """
    shown = safe_text(text)
    return f"{_opener(shown)}{words.keep_percent(shown)}{PDI}" if shown else ""


def _opener(text: str) -> str:
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind in ("R", "AL"):
            return RLI
        if kind == "L":
            return LRI
    return LRI


def ltr_text(text: str) -> str:
    """Return a receipt number, phone or card that keeps its left-to-right order."""
    shown = safe_text(text, 64)
    return f"{LRI}{shown}{PDI}" if shown else ""


@dataclass(frozen=True, slots=True)
class Wording:
    """How one slip speaks: language, money unit and the branch's time zone."""

    lang: str
    currency: str
    zone: str

    def say(self, key: str, **values: str) -> str:
        """Return the words of a key; `values` are already safe."""
        return PAPER_WORDS[key][self.lang].format(**values)

    def figure(self, number: int, *, signed: bool = False) -> str:
        """Return a whole number as it stands in the column of figures."""
        return words.format_int(number, self.lang, signed=signed)

    def amount(self, amount: int, *, signed: bool = False) -> str:
        """Return an amount without its unit, as it stands in the column of figures."""
        return words.format_amount(amount, self.lang, self.currency, signed=signed)

    def money(self, amount: int) -> str:
        """Return an amount with its unit."""
        return words.format_money(amount, self.lang, self.currency)

    def quantity(self, thousandths: int, unit: str = "") -> str:
        """Return a quantity with its unit, if it has one."""
        return " ".join(filter(None, (words.format_quantity(thousandths, self.lang), safe_text(unit, 16))))

    def day(self, on: dt.date, *, weekday: bool = False) -> str:
        """Return a day in words."""
        return words.format_day(on, self.lang, weekday=weekday)

    def day_of(self, at: int) -> str:
        """Return the local day of an instant with its weekday."""
        return self.day(business_day(at, self.zone), weekday=True)

    def hour_of(self, at: int) -> str:
        """Return the local hour of an instant."""
        return words.format_hour(at, self.zone, self.lang)

    def code(self, text: str) -> str:
        """Return a receipt number or a till's code in its own order; with a Latin letter in it it keeps its digits."""
        return words.code_text(safe_text(text, 64), self.lang)

    def phone(self, phone: str) -> str:
        """Return a phone with its middle hidden, in the way it is dialled here."""
        plain = "".join(sign for sign in words.fold_digits(phone) if sign in "0123456789+*")
        local = words.dialled("0" + plain[3:] if plain.startswith("+98") else plain)
        if "*" in local:
            return ltr_text(words.digits(local, self.lang))
        hidden = (
            f"{local[: 5 if local.startswith('+') else 4]}***{local[-4:]}"
            if len(local) >= 10
            else "*" * len(local)
        )
        return ltr_text(words.digits(hidden, self.lang))
