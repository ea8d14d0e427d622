"""Folds sealed persons into the erasable, searchable rows; the writer with the latest stamp stands.

Without the member's key (erased, or not yet here) nothing is written: the sealed words stay closed.
"""

# ruff: noqa: ARG001 - every projection takes the same three arguments.

from __future__ import annotations

import json

from desktop.models.folding import fold_card
from desktop.models.people import Person, open_person, person_row
from desktop.models.projections.fold import Fold
from loyalty.facts import Fact
from loyalty.kinds import PeopleSet, PersonSet

_UPSERT = (
    "INSERT INTO person (member_id, survivor_id, state, stamp, name, phone, email, birth_on, gender, note, external_id, tags, folded, "
    "phone_back, external_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (member_id) DO UPDATE SET stamp = excluded.stamp, name = excluded.name, phone = excluded.phone, "
    "email = excluded.email, birth_on = excluded.birth_on, gender = excluded.gender, note = excluded.note, "
    "external_id = excluded.external_id, tags = excluded.tags, folded = excluded.folded, "
    "phone_back = excluded.phone_back, external_key = excluded.external_key"
)


def set_people(fold: Fold, fact: Fact, body: PeopleSet) -> None:
    """Write the words of people whose keys are here."""
    ids = json.dumps([told.member_id for told in body.people])
    found = fold.sink.rows(
        "SELECT k.member_id, k.key, coalesce(p.stamp, -1), coalesce(m.survivor_id, k.member_id), "
        "coalesce(m.state, 'active') FROM member_key AS k LEFT JOIN person AS p ON p.member_id = k.member_id "
        "LEFT JOIN member AS m ON m.member_id = k.member_id "
        "WHERE k.member_id IN (SELECT value FROM json_each(?))",
        (ids,),
    )
    known = {row[0]: row[1:] for row in found}
    for told in body.people:
        key, stamp, survivor_id, state = known.get(told.member_id, (None, 0, "", ""))
        if key is not None and told.stamp > stamp:
            known[told.member_id] = (key, told.stamp, survivor_id, state)
            words = open_person(key, told.member_id, told.stamp, told.sealed)
            _write(fold, told, (survivor_id, state), words)


def _write(fold: Fold, told: PersonSet, standing: tuple[str, str], person: Person) -> None:
    fold.sink.put(_UPSERT, (told.member_id, *standing, told.stamp, *person_row(person)))
    fold.sink.put("DELETE FROM card_number WHERE member_id = ?", (told.member_id,))
    for card_id, number in person.cards:
        fold.sink.put(
            "INSERT INTO card_number (card_id, member_id, number) VALUES (?, ?, ?) "
            "ON CONFLICT (card_id) DO UPDATE SET member_id = excluded.member_id, number = excluded.number",
            (card_id, told.member_id, fold_card(number)),
        )
