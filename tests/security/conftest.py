"""Fixtures: a till with members whose words stand nowhere else, so that finding one of them is finding a leak."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from desktop.usecases.members.changing import Changes, change_member
from desktop.usecases.members.enrol import NewMember, enrol


@dataclass(frozen=True, slots=True)
class Planted:
    """A member made to be looked for: every word that is theirs alone, and the key their words are sealed under."""

    member_id: str
    phone: str
    card_no: str
    words: tuple[str, ...]
    key: bytes


@pytest.fixture
def plant(till, session) -> Callable[[int], Planted]:
    """Return what makes a member of a number, with words in every field."""

    def make(number: int) -> Planted:
        phone, name = f"0912777{number:04d}", f"Zed{number:04d} Canary{number:04d}q"
        made = enrol(till, session, NewMember(phone, name=name, birth="1360/01/02"))
        words = (f"noteful{number:04d}q", f"mail{number:04d}q@example.org", f"tagged{number:04d}q")
        change_member(till, session, made.member_id, Changes(note=words[0], email=words[1], tags=(words[2],)))
        with till.read() as db:
            key = db.value("SELECT key FROM member_key WHERE member_id = ?", (made.member_id,))
        told = (phone, f"Canary{number:04d}q", f"canary{number:04d}q", made.card_no, *words)
        return Planted(made.member_id, phone, made.card_no, told, key)

    return make
