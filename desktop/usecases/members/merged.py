"""Who stands behind a merged person: each id with the words it was enrolled under, so that one may be taken out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.models.people import Person, person
from desktop.models.queries.members import member, set_of, survivor
from desktop.usecases.authority import may_do
from desktop.usecases.members.words import mask_phone
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till


@dataclass(frozen=True, slots=True)
class MergedOne:
    """One of the ids of a person; `phone` is whole for those who may see it, else masked."""

    member_id: str
    name: str
    phone: str
    joined_on: dt.date


def merged_people(till: Till, member_id: str, session: Session | None = None) -> tuple[MergedOne, ...]:
    """Return the ids of a person with their own words, the one they go by first."""
    open_phone = may_do(till, session, "see_phone")
    with till.read() as db:
        found = []
        for one in set_of(db, survivor(db, member_id)):
            row, told = member(db, one), person(db, one) or Person()
            if row is not None:
                phone = told.phone if open_phone else mask_phone(told.phone)
                found.append(MergedOne(one, told.name, phone, row.joined_on))
        return tuple(found)
