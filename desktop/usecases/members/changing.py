"""A member's words are changed: name, phone, birth, note and the rest, each checked as at enrolment.

What is not named stays. Of a merged person the survivor's words are changed; the same old word under another of
their ids goes too, so that what was changed is not seen again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop.models.people import Person, person
from desktop.models.queries.members import set_of
from desktop.models.sources import Source
from desktop.usecases.authority import authorise
from desktop.usecases.members.enrol import refuse_taken
from desktop.usecases.members.naming import active_member, words_of
from desktop.usecases.members.words import (
    check_phone,
    clean_line,
    clean_name,
    clean_note,
    read_birth,
    read_gender,
    read_tags,
)
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.errors import require

_EMAIL = re.compile(r"[^\s@<>\"']{1,64}@[^\s@<>\"'.]+(\.[^\s@<>\"'.]+)+\Z")
LONGEST_EMAIL = 120


@dataclass(frozen=True, slots=True)
class Changes:
    """What changes, as typed; None stays as it is, an empty text takes a word away (a phone cannot be taken)."""

    name: str | None = None
    phone: str | None = None
    birth: str | None = None
    email: str | None = None
    gender: str | None = None
    note: str | None = None
    tags: Sequence[str] | None = None
    shares_phone: bool = False


def change_member(
    till: Till, session: Session, member_id: str, changes: Changes, *, approval: Session | None = None
) -> str:
    """Change a member's words and return the id they go by.

    Raises `change_empty`, `phone_impossible`, `phone_taken`, `name_too_long`, `note_too_long`, `date_invalid`,
    `birth_impossible`, `email_impossible`, `member_unknown`, `member_left`, `member_erased`.
    """
    authorise(till, session, "change_member", approval)
    told = _read(till, changes)
    require(told, "change_empty")
    with till.transaction(session.staff_id) as tx:
        chief = active_member(tx, member_id).member_id
        if "phone" in told:
            refuse_taken(tx, told["phone"], shared=changes.shares_phone, besides=chief)
        tx.set_people(_changed(tx, chief, told))
        return chief


def _read(till: Till, changes: Changes) -> dict[str, Any]:
    """Return the new words by field, each fit to keep."""
    readers = {
        "name": clean_name,
        "phone": lambda text: check_phone(text, till.shop.currency),
        "birth": lambda text: read_birth(text, till.today()),
        "email": _email,
        "gender": read_gender,
        "note": clean_note,
        "tags": read_tags,
    }
    given = {field: getattr(changes, field) for field in readers}
    read = {field: readers[field](value) for field, value in given.items() if value is not None}
    return {"birth_on" if field == "birth" else field: value for field, value in read.items()}


def _changed(db: Source, chief: str, told: dict[str, Any]) -> dict[str, Person]:
    seen = words_of(db, chief)
    people = {chief: replace(person(db, chief) or Person(), **told)}
    for other in set_of(db, chief)[1:]:
        before = person(db, other)
        if before is None:
            continue
        gone = [
            field
            for field in told
            if _hides(field, getattr(before, field), getattr(seen, field), told[field])
        ]
        if gone:
            people[other] = replace(before, **{field: getattr(Person(), field) for field in gone})
    return people


def _hides(field: str, old: Any, seen: Any, new: Any) -> bool:
    """Say whether a word under a merged id would still show what was changed."""
    if field in ("note", "tags"):  # These are shown together, so the whole of them was changed.
        return bool(old)
    return bool(old) and (old == seen or not new)


def _email(text: str) -> str:
    email = clean_line(text)
    fits = not email or (len(email) <= LONGEST_EMAIL and _EMAIL.match(email))
    require(fits, "email_impossible", email=email[:40])
    return email
