"""Every refusal as a sentence: what is wrong and what to do, in Persian and English.

Each topic module holds a `PROBLEMS` table: code → `Problem`. `say` fills it with the error's values, written
the way the language writes them. A place `{missing:money}` is an amount: it is written in the shop's money unit.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from loyalty.errors import LoyaltyError
from loyalty.problems.problem import Problem
from loyalty.words import Lang, digits, format_day, format_int, format_money, isolate, isolate_ltr

TOPICS = (
    "rules",
    "ledger",
    "offers",
    "offering",
    "conditions",
    "store",
    "people",
    "commands",
    "selling",
    "proving",
    "imports",
    "paper",
    "members",
    "screens",
    "exchange",
    "certificates",
    "centre",
    "figures",
)

LONGEST_VALUE = 120
LONGEST_LIST = 2_000
"""For the place `known`: the names to choose from, which are no use when they break off."""
_CODE = re.compile(r"(?=.*[A-Za-z])(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9:._/-]*")
"""Letters and figures without a blank: a receipt, a till, a member. It is typed or copied, so it keeps its own digits."""
KEPT = frozenset({"folder", "offers", "other", "path", "segments", "url", "where"})
"""Places on the disk and in a document, and ids, keep their own digits in every language: somebody has to type or find them."""

MONEY = "credit"
"""The unit of credit among a member's units (`loyalty.kinds.CREDIT`); all others are points."""

_JOINERS = "\u200c\u200d"


@cache
def all_problems() -> dict[str, Problem]:
    """Return the merged table; a code stands in one topic only."""
    merged: dict[str, Problem] = {}
    for topic in TOPICS:
        merged.update(problems_of(topic))
    return merged


def problems_of(topic: str) -> dict[str, Problem]:
    """Return the table of one topic."""
    table: dict[str, Problem] = import_module(f"loyalty.problems.{topic}").PROBLEMS
    return table


def say(error: LoyaltyError, lang: Lang, currency: str = "") -> str:
    """Return the sentence of an error; without a `currency` its amounts are bare numbers of the smallest unit."""
    problem = all_problems().get(error.code)
    if problem is None:
        return error.code
    return _fill(problem.fa if lang == "fa" else problem.en, error, lang, currency)


def hint(error: LoyaltyError, lang: Lang, currency: str = "") -> str:
    """Return what to do about an error, or nothing where the sentence already says it."""
    problem = all_problems().get(error.code)
    if problem is None:
        return ""
    persian, english = problem.hint_fa, problem.hint_en
    if problem.nothing and error.values.get(problem.nothing[0]) == 0:
        persian, english = problem.nothing[1:]
    return _fill(persian if lang == "fa" else english, error, lang, currency)


def typed_hint(error: LoyaltyError, lang: Lang, currency: str = "") -> str:
    """Return what to do about an error for who types commands: the hint, and the option or command that does it."""
    problem = all_problems().get(error.code)
    typed = problem.typed[lang != "fa"] if problem else ""
    return " ".join(filter(None, (hint(error, lang, currency), typed)))


def _fill(template: str, error: LoyaltyError, lang: Lang, currency: str) -> str:
    # What is counted in points is no money, whatever the sentence says of its places.
    unit = currency if error.values.get("unit", MONEY) == MONEY else ""
    return template.format_map(
        _Places({name: _Place(name, v, lang, unit) for name, v in error.values.items()})
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """A value of a refusal in its place of the sentence.

    The place itself says whether it is money, or, in English, what is counted: `{seconds:second}` is 1 second, 2 seconds.
    """

    name: str
    value: object
    lang: Lang
    currency: str

    def __format__(self, spec: str) -> str:
        if spec == "money" and self.currency and isinstance(self.value, int):
            return format_money(self.value, self.lang, self.currency)
        if spec not in ("", "money") and isinstance(self.value, int):
            return f"{format_int(self.value, self.lang)} {spec}{'' if self.value == 1 else 's'}"
        most = LONGEST_LIST if self.name == "known" else LONGEST_VALUE
        return _shown(self.value, self.lang, kept=self.name in KEPT, most=most)


class _Missing:
    def __format__(self, spec: str) -> str:
        return "…"


class _Places(dict[str, _Place]):
    # A refusal must reach the person even when the value of a place is missing.
    def __missing__(self, name: str) -> _Missing:
        return _Missing()


def _shown(value: object, lang: Lang, *, kept: bool = False, most: int = LONGEST_VALUE) -> str:
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, int):
        return format_int(value, lang)
    if isinstance(value, dt.date):
        return format_day(value, lang)
    if isinstance(value, tuple):
        return ("، " if lang == "fa" else ", ").join(_shown(one, lang, kept=kept, most=most) for one in value)
    text = visible(str(value)[:most])
    if lang != "fa":
        return text
    if kept:
        return isolate_ltr(text)
    if _CODE.fullmatch(text):
        return isolate_ltr(text)
    return isolate(digits(text, lang))


def visible(text: str) -> str:
    """Return a text as it may stand on a screen: no control bytes, nothing that turns its surroundings round.

    What was typed comes back in a refusal, so it must not command the terminal or the line it is shown in.
    """
    flat = "".join(" " if sign.isspace() else sign for sign in text)
    return "".join(sign for sign in flat if sign in _JOINERS or unicodedata.category(sign)[0] != "C")
