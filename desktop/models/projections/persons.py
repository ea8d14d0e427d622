"""Folds sealed persons into the erasable, searchable rows; the writer with the latest stamp, as one number, stands.

Without the member's key (erased, or not yet here) nothing is written: the sealed words stay closed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from desktop.models.folding import fold_card
from desktop.models.people import Person, open_person, person_row
from desktop.models.projections.fold import Fold
from desktop.models.sinks import Sink
from loyalty.errors import LoyaltyError
from loyalty.facts import Fact
from loyalty.kinds import PeopleSet, PersonSet
from loyalty.stamps import bounded, read_stamp

_UPSERT = (
    "INSERT INTO person (member_id, survivor_id, state, stamp, name, phone, email, birth_on, gender, note, external_id, tags, folded, "
    "phone_back, external_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (member_id) DO UPDATE SET stamp = excluded.stamp, name = excluded.name, phone = excluded.phone, "
    "email = excluded.email, birth_on = excluded.birth_on, gender = excluded.gender, note = excluded.note, "
    "external_id = excluded.external_id, tags = excluded.tags, folded = excluded.folded, "
    "phone_back = excluded.phone_back, external_key = excluded.external_key"
)


_STANDING = (
    "SELECT k.member_id, k.key, coalesce(p.stamp, -1), coalesce(m.survivor_id, k.member_id), "
    "coalesce(m.state, 'active') FROM member_key AS k LEFT JOIN person AS p ON p.member_id = k.member_id "
    "LEFT JOIN member AS m ON m.member_id = k.member_id WHERE k.member_id IN (SELECT value FROM json_each(?))"
)
_WORDS = (
    "SELECT name, phone, email, birth_on, gender, note, external_id, tags, folded, phone_back, external_key "
    "FROM person WHERE member_id = ?"
)
_HERE = "SELECT member_id FROM person WHERE member_id IN (SELECT value FROM json_each(?))"
_FOUND = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = 'person_found'"
_INDEX = (
    "INSERT INTO person_part (rowid, folded) SELECT person_no, folded FROM person WHERE person_no > ?",
    "INSERT INTO person_word (rowid, folded) SELECT person_no, folded FROM person WHERE person_no > ?",
)
MANY = 200
"""So many new people are put into the indexes of names together: a third of the time of one after another."""

_Words = tuple[str, str, int, Person]
"""Who stands for a member, the member's state, the stamp of the words, and the words."""


def set_people(fold: Fold, fact: Fact, body: PeopleSet) -> None:
    """Write the words of people whose keys are here; the others wait for theirs."""
    set_all(fold, [(fact, body)])


def set_all(fold: Fold, facts: Sequence[tuple[Fact, PeopleSet]]) -> None:
    """Write the words of people of many facts in their order, in few statements."""
    said = [(fact, told) for fact, body in facts for told in body.people]
    ids = json.dumps([told.member_id for _, told in said])
    known = {row[0]: row[1:] for row in fold.sink.rows(_STANDING, (ids,))}
    new: dict[str, _Words] = {}
    for fact, told in said:
        if told.member_id not in known:
            _wait(fold, fact, told.member_id)
            continue
        key, before, survivor_id, state = known[told.member_id]
        stamp = bounded(read_stamp(told.stamp, told.count), fold.bound_of(fact)).packed
        if stamp < before:
            continue
        if told.member_id in new:
            # Said of again: what was said before is compared where it stands.
            _write(fold, new)
            new = {}
        words = _open(key, told)
        if words is None:
            _wait(fold, fact, told.member_id)
        elif stamp > before or _is_greater(fold, told.member_id, words):
            known[told.member_id] = (key, stamp, survivor_id, state)
            new[told.member_id] = (survivor_id, state, stamp, words)
    _write(fold, new)


def _open(key: bytes, told: PersonSet) -> Person | None:
    try:
        return open_person(key, told.member_id, told.stamp, told.sealed)
    except LoyaltyError:
        # Sealed under another key, by a till that made one of its own for the same member.
        return None


def _wait(fold: Fold, fact: Fact, member_id: str) -> None:
    fold.sink.put(
        "INSERT INTO person_waiting (member_id, fact_id) SELECT ?1, ?2 WHERE NOT EXISTS "
        "(SELECT 1 FROM member_end WHERE member_id = ?1 AND erased_at IS NOT NULL) "
        "ON CONFLICT (member_id, fact_id) DO NOTHING",
        (member_id, fact.fact_id),
    )


def _is_greater(fold: Fold, member_id: str, words: Person) -> bool:
    """Say whether words of the very same stamp stand before those here: the same answer on every till."""
    found = fold.sink.row(_WORDS, (member_id,))
    if found is None:
        return True
    cards = [
        row[0]
        for row in fold.sink.rows(
            "SELECT number FROM card_number WHERE member_id = ? ORDER BY number", (member_id,)
        )
    ]
    ours, theirs = _comparable(found, cards), _comparable(person_row(words), _numbers(words))
    return theirs > ours


def _comparable(row: Sequence[object], cards: list[str]) -> list[str]:
    return ["" if value is None else str(value) for value in row] + cards


def _numbers(words: Person) -> list[str]:
    return sorted(fold_card(number) for _, number in words.cards)


def _write(fold: Fold, new: Mapping[str, _Words]) -> None:
    sink = fold.sink
    rows = [(one, *told[:3], *person_row(told[3])) for one, told in new.items()]
    here = {row[0] for row in sink.rows(_HERE, (json.dumps([*new]),))} if len(new) >= MANY else set(new)
    sink.put_many(_UPSERT, [row for row in rows if row[0] in here])
    if len(here) < len(new):
        with _indexed_together(sink):
            sink.put_many(_UPSERT, [row for row in rows if row[0] not in here])
    sink.put_many("DELETE FROM card_number WHERE member_id = ?", [(one,) for one in new])
    sink.put_many(
        "INSERT INTO card_number (card_id, member_id, number) VALUES (?, ?, ?) "
        "ON CONFLICT (card_id) DO UPDATE SET member_id = excluded.member_id, number = excluded.number",
        [(card_id, one, fold_card(number)) for one, told in new.items() for card_id, number in told[3].cards],
    )


@contextmanager
def _indexed_together(sink: Sink) -> Iterator[None]:
    """Index the names of people who are added inside when all of them are there.

    What does it one after another is put aside so long, in the same transaction: it is back, or nothing happened. A
    database without it, which only compares, is left without.
    """
    one_by_one = sink.value(_FOUND)
    if one_by_one is None:
        yield
        return
    last = sink.value("SELECT coalesce(max(person_no), 0) FROM person")
    sink.put("DROP TRIGGER person_found")
    yield
    for statement in _INDEX:
        sink.put(statement, (last,))
    sink.put(one_by_one)
