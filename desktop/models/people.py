"""A person's own words: sealed under the member's key wherever a fact carries them, readable only in this file.

Erasing the key makes every copy of the sealed words unreadable, whoever holds them.
"""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.models.folding import external_key, fold_phone, fold_text
from desktop.models.sources import Row, Source
from loyalty.errors import LoyaltyError

_NONCE = 12
_FIELDS = "name, phone, email, birth_on, gender, note, external_id, tags"


@dataclass(frozen=True, slots=True)
class Person:
    """What a member told us; `cards` are (card id, number) pairs, `tags` the groups the shop put them in."""

    name: str = ""
    phone: str = ""
    email: str = ""
    birth_on: dt.date | None = None
    gender: str = ""
    note: str = ""
    external_id: str = ""
    tags: tuple[str, ...] = ()
    cards: tuple[tuple[str, str], ...] = ()


def seal_person(key: bytes, member_id: str, stamp: int, person: Person, nonce: bytes) -> bytes:
    """Return a person's words as ciphertext, bound to the member and the stamp."""
    row = [
        person.name,
        person.phone,
        person.email,
        person.birth_on.isoformat() if person.birth_on else "",
        person.gender,
        person.note,
        person.external_id,
        list(person.tags),
        [list(card) for card in person.cards],
    ]
    words = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()
    return nonce[:_NONCE] + AESGCM(key).encrypt(nonce[:_NONCE], words, _bond(member_id, stamp))


def open_person(key: bytes, member_id: str, stamp: int, sealed: bytes) -> Person:
    """Return the words of a ciphertext; raises `person_unreadable`."""
    try:
        words = AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], _bond(member_id, stamp))
        name, phone, email, birth, gender, note, external_id, tags, cards = json.loads(words)
        born = dt.date.fromisoformat(birth) if birth else None
        pairs = tuple((str(card_id), str(number)) for card_id, number in cards)
        return Person(name, phone, email, born, gender, note, external_id, tuple(tags), pairs)
    except (InvalidTag, ValueError, TypeError) as problem:
        raise LoyaltyError("person_unreadable", member=member_id) from problem


def _bond(member_id: str, stamp: int) -> bytes:
    return f"{member_id}\x00{stamp}".encode()


def person_row(person: Person) -> tuple[Any, ...]:
    """Return the columns of the `person` table after member and stamp: the words, then their search keys."""
    phone = fold_phone(person.phone)
    return (
        person.name,
        phone,
        person.email,
        person.birth_on.isoformat() if person.birth_on else None,
        person.gender,
        person.note,
        person.external_id,
        json.dumps(person.tags, ensure_ascii=False),
        fold_text(person.name),
        phone[::-1],
        external_key(person.external_id),
    )


def people_without_cards(db: Source, ids: str) -> dict[str, Person]:
    """Return the words of the members of a JSON list of ids, in one statement, without their cards.

    Who has none, or was erased, is left out.
    """
    rows = db.rows(
        f"SELECT member_id, {_FIELDS} FROM person WHERE member_id IN (SELECT value FROM json_each(?))", (ids,)
    )
    return {row[0]: _person(row[1:]) for row in rows}


def person(db: Source, member_id: str) -> Person | None:
    """Return a member's words, or None for one who has none or was erased."""
    row = db.row(f"SELECT {_FIELDS} FROM person WHERE member_id = ?", (member_id,))
    if row is None:
        return None
    cards = db.rows(
        "SELECT card_id, number FROM card_number WHERE member_id = ? ORDER BY card_id", (member_id,)
    )
    return _person(row, tuple((c, n) for c, n in cards))


def _person(row: Row, cards: tuple[tuple[str, str], ...] = ()) -> Person:
    name, phone, email, birth, gender, note, external_id, tags = row
    born = dt.date.fromisoformat(birth) if birth else None
    return Person(name, phone, email, born, gender, note, external_id, tuple(json.loads(tags)), cards)
