"""Finds members and products while people type: phones, cards, ids and fragments of names.

Every way is an index look-up with a small limit; no query reads the member table from end to end. Order: exact
keys, then the ends of phones (how people say them), then beginnings, then names by word and by fragment.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from desktop.models.folding import (
    external_key,
    fold_card,
    fold_phone,
    fold_text,
    looks_like_number,
    phone_prefix,
)
from desktop.models.folding import only_digits as digits_of
from desktop.models.sources import Row, Source
from loyalty.ids import looks_like_id
from loyalty.kinds import Product

LEAST_END = 4
"""Digits a phone's end must have to be looked up: people say the last four or five."""

WHOLE_PHONE = 10
"""From so many digits on a phone that is known is the whole answer."""

LEAST_CARD = 6
"""Digits the beginning of a card must have: cards are scanned, not spelled out."""

LEAST_PART = 3
"""Letters a fragment inside a word must have; shorter ones match the beginnings of words."""

MOST_WORDS = 6
"""Words of a name that are looked for; more are passed over."""

LOOKED_UP = 2
"""Times three letters that are looked up of one word, and one more for each further word."""

LIMIT = 20

SPARE = 4
"""Rows more than people asked for: who is found in two ways would take another's place."""

AT_ONCE = 8
"""People read at once of those whose names match: the sale field shows no more."""


Ways = dict[str, tuple[str, ...]]
"""Ways in which somebody may be found, in their order, each with its keys."""


@dataclass(frozen=True, slots=True)
class Found:
    """A member that matched: the id it was enrolled with, its survivor, and by what it was found.

    `matched_by`: phone, card, external_id, member_id, phone_end, phone_start, card_start, name. `blocked` for
    a blocked card.
    """

    member_id: str
    survivor_id: str
    matched_by: str
    state: str
    name: str
    phone: str
    external_id: str
    blocked: bool = False


# No limit is a bare parameter: SQLite's planner would look at it and prepare the statement anew whenever one is bound,
# be it the same, which takes longer than the looking up.
_HEAD = "SELECT p.member_id, p.survivor_id, '{by}', p.state, p.name, p.phone, p.external_id, {blocked} FROM "
_CARD = "card_number AS n CROSS JOIN person AS p ON p.member_id = n.member_id LEFT JOIN card AS c ON c.card_id = n.card_id "


def _select(by: str, tables: str, where: str, blocked: str = "0") -> str:
    return _HEAD.format(by=by, blocked=blocked) + tables + f"WHERE {where}"


_WAYS = {
    "phone": _select("phone", "person AS p INDEXED BY person_by_phone ", "p.phone = ? AND p.phone <> ''"),
    "card": _select("card", _CARD, "n.number = ?", "c.blocked_at IS NOT NULL"),
    "external_id": _select("external_id", "person AS p ", "p.external_key = ? AND p.external_key <> ''"),
    "member_id": _select("member_id", "person AS p ", "p.member_id = ?"),
    "phone_end": _select(
        "phone_end",
        "person AS p INDEXED BY person_by_phone_end ",
        "p.phone_back >= ? AND p.phone_back < ? AND p.phone_back <> ''",
    ),
    "phone_start": _select(
        "phone_start",
        "person AS p INDEXED BY person_by_phone ",
        "p.phone >= ? AND p.phone < ? AND p.phone <> ''",
    ),
    "card_start": _select("card_start", _CARD, "n.number >= ? AND n.number < ?", "c.blocked_at IS NOT NULL"),
}
"""Each way to be found by a key: one look-up in an index."""
_BY_NO = (
    _select("name", "json_each(?) AS j CROSS JOIN person AS p ON p.person_no = j.value ", "1")
    + " LIMIT ? + 0"
)
# The full-text index leads: its hits come in order of rows, and never more than the limit are taken.
_ROWS = "SELECT rowid, '' FROM person_word WHERE person_word MATCH ? LIMIT ? + 0"
# Many names that have the letters do not have the word: they are told apart in an index of names alone, whose pages are
# few enough to stay in memory, and of the people themselves only those who are shown are read.
_NAMES = (
    "SELECT f.rowid, n.folded FROM {0} AS f CROSS JOIN person AS n INDEXED BY person_by_no ON n.person_no = f.rowid "
    "WHERE f.{0} MATCH ?{1} LIMIT ? + 0"
)
_BY_WORD = _NAMES.format("person_word", "")
_BY_PARTS = tuple(
    _NAMES.format("person_part", " AND instr(n.folded, ?) > 0" * checked) for checked in range(MOST_WORDS + 1)
)
"""By how many words are checked in the name itself."""
_SEEN = "SELECT rowid FROM person_part WHERE person_part MATCH ? LIMIT 1 OFFSET 63"
"""The row in which some letters come for the 64th time: the higher it is, the rarer they are."""


@cache
def _in_turn(ways: Sequence[str]) -> str:
    """Return one statement that looks in several ways, one after another until there are enough."""
    return " UNION ALL ".join(_WAYS[way] for way in ways) + " LIMIT ? + 0"


STATEMENTS = (
    *(_in_turn((way,)) for way in _WAYS),
    _in_turn(tuple(_WAYS)),
    _BY_NO,
    _ROWS,
    _BY_WORD,
    *_BY_PARTS,
    _SEEN,
)
"""Every statement of a search, for the test that no plan scans."""


_WARMED = (
    "SELECT count(*) FROM person INDEXED BY person_by_no WHERE length(folded) > 0",
    "SELECT count(substr(block, -1)) FROM person_part_data",
)


def warm(db: Source) -> None:
    """Read once what every search by name reads, so that nobody waits for its pages to be decrypted.

    48 MB of a million members, in a fifth of a second; of 50,000 a hundredth.
    """
    for statement in _WARMED:
        db.value(statement)


def find_members(db: Source, text: str, limit: int = LIMIT) -> tuple[Found, ...]:
    """Return up to `limit` people for typed text; a person found twice (or merged) stands once."""
    return tuple(each_member(db, text, limit))


def each_member(db: Source, text: str, limit: int = LIMIT) -> Iterator[Found]:
    """Yield the same one after another: who stops asking has the rest not read."""
    seen = set[str]()
    for one in _matches(db, text.strip()[:80], limit):
        if one.survivor_id not in seen:
            seen.add(one.survivor_id)
            yield one
        if len(seen) == limit:
            return


def members_with(db: Source, text: str) -> tuple[Found, ...]:
    """Return the people whose phone, card, external id or member id is exactly this, in any spelling."""
    typed = text.strip()[:80]
    found = {one.survivor_id: one for one in reversed(list(_ask(db, _exact(typed, digits_of(typed)), LIMIT)))}
    return tuple(reversed(found.values()))


def _matches(db: Source, text: str, limit: int) -> Iterator[Found]:
    digits = digits_of(text)
    exact = _exact(text, digits)
    if not looks_like_number(text):
        yield from _ask(db, exact, limit)
        yield from _by_name(db, text, limit)
    elif len(digits) < WHOLE_PHONE:
        yield from _ask(db, exact | _end(text, digits), limit + SPARE)
        yield from _ask(db, _start(text, digits), limit + SPARE)
    else:
        whole = tuple(_ask(db, exact, limit))
        yield from whole or _ask(db, _end(text, digits) | _start(text, digits), limit + SPARE)


def _exact(text: str, digits: str) -> Ways:
    """Return the ways in which a text is a whole key."""
    card = fold_card(text)
    asked: Ways = {}
    if len(digits) >= LEAST_END and looks_like_number(text):
        asked["phone"] = (fold_phone(text),)
    if len(card) >= LEAST_END:
        asked["card"] = (card,)
    if text:
        asked["external_id"] = (external_key(text),)
    if looks_like_id(text.lower()):
        asked["member_id"] = (text.lower(),)
    return asked


def _end(text: str, digits: str) -> Ways:
    """Return the way in which digits are the end of a phone, which is how people say them."""
    # A plus begins a number abroad. Two zeros do so too, but many a phone ends in 0043.
    return {} if len(digits) < LEAST_END or text.startswith("+") else {"phone_end": _range(digits[::-1])}


def _start(text: str, digits: str) -> Ways:
    """Return the ways in which digits are the beginning of a phone or a card."""
    asked: Ways = {}
    start = phone_prefix(text)
    if start:
        asked["phone_start"] = _range(start)
    if len(digits) >= LEAST_CARD:
        asked["card_start"] = _range(fold_card(text))
    return asked


def _by_name(db: Source, text: str, limit: int) -> Iterator[Found]:
    """Yield names by the beginnings of words and by fragments.

    Beginnings are indexed up to three letters; a longer word is a fragment like any other, whose index also
    holds its beginnings, because gathering every word with a long beginning would take longer than the sale.
    """
    words = fold_text(text).split()[:MOST_WORDS]
    if not words:
        return
    short = [word for word in words if len(word) < LEAST_PART]
    if short or (len(words) == 1 and len(words[0]) == LEAST_PART):
        yield from _people(db, _beginning(db, words, limit))
    if not short:
        yield from _people(db, _having_parts(db, words, limit))


def _people(db: Source, numbers: Sequence[int]) -> Iterator[Found]:
    for start in range(0, len(numbers), AT_ONCE):
        some = json.dumps(numbers[start : start + AT_ONCE])
        yield from map(_found, db.rows(_BY_NO, (some, AT_ONCE)))


def _having_parts(db: Source, words: Sequence[str], limit: int) -> list[int]:
    """Return whose names have all words somewhere inside, those first where all are beginnings.

    The index keeps three letters at a time, and of a name which it has, not where. Only the rarest are looked up, which
    passes over the long lists of what half the family names share; words that are more than that are checked in the name.
    """
    asked = _rarest(db, list(dict.fromkeys(three for word in words for three in _threes(word))), len(words))
    checked = [word for word in words if word not in asked]
    found = db.rows(_BY_PARTS[len(checked)], (_parts(asked), *checked, limit))
    return [number for number, _ in sorted(found, key=lambda row: _inside(row[1], words))]


def _threes(word: str) -> list[str]:
    """Return every three letters in a row of a word, in their order."""
    return [word[at : at + LEAST_PART] for at in range(len(word) - LEAST_PART + 1)]


def _rarest(db: Source, threes: Sequence[str], words: int) -> Sequence[str]:
    """Return those of three letters that the fewest names have, as far as a short look tells.

    What many names have has come so many times in few rows: nothing is counted, and nothing kept that could be wrong.
    """
    most = LOOKED_UP + words - 1
    if len(threes) <= most + 1:  # to look which is the one too many would take longer
        return threes
    seen = {part: db.value(_SEEN, (f'"{part}"',)) for part in threes}
    rarest, *others = sorted(threes, key=lambda part: -(seen[part] or sys.maxsize))
    # Two that overlap are nearly always found in the same names: together they tell hardly more than one.
    others.sort(key=lambda part: part[1:] == rarest[:-1] or part[:-1] == rarest[1:])
    return rarest, *others[: most - 1]


def _beginning(db: Source, words: Sequence[str], limit: int) -> list[int]:
    """Return whose names' words begin so; of longer words the index is asked for three letters, the rest is checked."""
    starts = [word[:LEAST_PART] for word in words]
    if starts == list(words):
        return [number for number, _ in db.rows(_ROWS, (_beginnings(starts), limit))]
    found = db.rows(_BY_WORD, (_beginnings(starts), limit * 10))
    return [number for number, folded in found if not _inside(folded, words)]


def _inside(folded: str, words: Sequence[str]) -> bool:
    """Say whether some word is found only inside, not at the beginning of a word of the folded name."""
    told = f" {folded}"
    return not all(f" {word}" in told for word in words)


def _ask(db: Source, asked: Ways, limit: int) -> Iterator[Found]:
    """Yield who is found in several ways, in their order; nothing is read where none is asked for."""
    if asked:
        keys = [key for keys in asked.values() for key in keys]
        yield from map(_found, db.rows(_in_turn(tuple(asked)), (*keys, limit)))


def _found(row: Row) -> Found:
    member_id, survivor_id, by, state, name, phone, external_id, blocked, *_ = row
    return Found(member_id, survivor_id, by, state, name, phone, external_id, bool(blocked))


def _range(start: str) -> tuple[str, str]:
    """Return the half-open range of texts that begin so."""
    return start, start[:-1] + chr(ord(start[-1]) + 1)


def _beginnings(words: Sequence[str]) -> str:
    return " AND ".join(f'"{word}" *' for word in words)


def _parts(words: Sequence[str]) -> str:
    return " AND ".join(f'"{word}"' for word in words)


_PRODUCT = (
    "SELECT p.product_id, p.barcode, p.name, p.product_group, p.price, p.vat_rate, p.divisible, p.active "
    "FROM {tables} WHERE {where} AND p.active"
)
_PRODUCT_WAYS = {
    "barcode": _PRODUCT.format(tables="product AS p", where="p.barcode = ? AND p.barcode <> ''"),
    "id": _PRODUCT.format(tables="product AS p", where="p.product_id = ?"),
    "word": _PRODUCT.format(
        tables="product_word AS f CROSS JOIN product AS p ON p.product_no = f.rowid",
        where="f.product_word MATCH ?",
    ),
    "part": _PRODUCT.format(
        tables="product_part AS f CROSS JOIN product AS p ON p.product_no = f.rowid",
        where="f.product_part MATCH ?",
    ),
}
_PRODUCTS = tuple(
    " UNION ALL ".join(tuple(_PRODUCT_WAYS.values())[:ways]) + " LIMIT ? + 0" for ways in (2, 3, 4)
)
"""By code alone, by the beginnings of words too, and by fragments too."""

PRODUCT_STATEMENTS = _PRODUCTS


def find_products(db: Source, text: str, limit: int = LIMIT) -> tuple[Product, ...]:
    """Return up to `limit` active products by barcode, id, or name as words and fragments."""
    typed = text.strip()[:80]
    words = fold_text(typed).split()[:MOST_WORDS]
    keys = [fold_card(typed), typed]
    if words:
        keys.append(_beginnings(words))
    if words and all(len(word) >= LEAST_PART for word in words):
        keys.append(_parts(words))
    # What begins so has it as a fragment too, and comes twice.
    rows = db.rows(_PRODUCTS[len(keys) - 2], (*keys, 2 * limit + 2))
    found: dict[str, Product] = {}
    for row in rows:
        found.setdefault(row[0], Product(*row[:6], *map(bool, row[6:])))
    return tuple(islice(found.values(), limit))
