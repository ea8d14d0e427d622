"""Folds members: joining, leaving, erasing, merging and splitting, consents and cards.

Merging is a union of sets: everyone of a set has one survivor (earliest joined, then smallest id), so any order
of merges ends the same; splitting takes one pair out again. Sales and lots stay with the id they were made for.
"""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

import json

from desktop.models.projections.fold import Fold
from loyalty.facts import Fact
from loyalty.kinds import (
    CardChange,
    Consent,
    ImportedMembers,
    MemberEnrolled,
    MemberGone,
    MemberPair,
    MemberProved,
    PinSet,
)
from loyalty.last_words import consent_name, pair_name

ERASABLE = (
    "person",
    "card_number",
    "member_key",
    "fact_note",
    "print_job",
    "parked_basket",
    "person_waiting",
    "member_pin_try",
)
"""Tables whose rows about a member go when the member is erased; each has a `member_id`."""


def enrol(fold: Fold, fact: Fact, body: MemberEnrolled) -> None:
    """Write a member who joined here."""
    on = fold.day(fact.at, fact.branch_id)
    origin = (fact.branch_id, fact.staff_id, body.referrer_id, "till", fact.till_id)
    _insert(fold, body.member_id, fact.at, on, origin)


def import_members(fold: Fold, fact: Fact, body: ImportedMembers) -> None:
    """Write members of the club before; of one told twice the least row stands, whoever told it first."""
    ids = json.dumps([member.member_id for member in body.members])
    found = fold.sink.rows(
        "SELECT member_id, joined_at, joined_on, joined_branch, enrolled_by FROM member "
        "WHERE member_id IN (SELECT value FROM json_each(?))",
        (ids,),
    )
    seen = {row[0]: row[1:] for row in found}
    for member in body.members:
        on = fold.day(member.joined_at, member.joined_branch)
        told = (member.joined_at, on, member.joined_branch, fact.staff_id)
        known = seen.get(member.member_id)
        if known is None:
            _insert(fold, member.member_id, member.joined_at, on, (*told[2:], None, "import", ""))
        elif told < known:
            _tell_again(fold, member.member_id, known, told)
        seen[member.member_id] = told if known is None else min(told, known)


def _tell_again(
    fold: Fold, member_id: str, known: tuple[int, str, str, str], told: tuple[int, str, str, str]
) -> None:
    fold.sink.put(
        "UPDATE member SET joined_at = ?, joined_on = ?, joined_branch = ?, enrolled_by = ? WHERE member_id = ?",
        (*told, member_id),
    )
    fold.sink.add("day_branch", known[1:3], (0,) * 13 + (-1,))
    fold.sink.add("day_branch", told[1:3], (0,) * 13 + (1,))
    _name_survivor(fold, member_id)


def _insert(
    fold: Fold, member_id: str, at: int, on: str, origin: tuple[str, str, str | None, str, str]
) -> None:
    branch_id, staff_id, referrer_id, kind, till_id = origin
    row = (member_id, at, on, branch_id, staff_id, referrer_id, kind, "active", None, member_id, till_id)
    fold.sink.insert("member", row)
    fold.sink.add("day_branch", (on, branch_id), (0,) * 13 + (1,))
    if fold.is_early("member", member_id):
        fold.forget_early("member", member_id)
        _end(fold, member_id)
        _name_survivor(fold, member_id)


def leave(fold: Fold, fact: Fact, body: MemberGone) -> None:
    """Mark a member as having left the club."""
    _note_end(fold, body.member_id, "left_at", fact.at)


def erase(fold: Fold, fact: Fact, body: MemberGone) -> None:
    """Forget a person: key and words go, the member stays as a tombstone that figures count."""
    _note_end(fold, body.member_id, "erased_at", fact.at)
    for table in ERASABLE:
        fold.sink.put(f"DELETE FROM {table} WHERE member_id = ?", (body.member_id,))


def _note_end(fold: Fold, member_id: str, column: str, at: int) -> None:
    # An end may be told before the beginning: it is kept, and stands once the member is there.
    fold.sink.put(
        f"INSERT INTO member_end (member_id, {column}) VALUES (?, ?) ON CONFLICT (member_id) DO UPDATE "
        f"SET {column} = min(coalesce({column}, excluded.{column}), excluded.{column})",
        (member_id, at),
    )
    _expect(fold, member_id)
    _end(fold, member_id)


def _expect(fold: Fold, member_id: str) -> None:
    if fold.sink.value("SELECT 1 FROM member WHERE member_id = ?", (member_id,)) is None:
        fold.note_early("member", member_id)


def _end(fold: Fold, member_id: str) -> None:
    found = fold.sink.row("SELECT left_at, erased_at FROM member_end WHERE member_id = ?", (member_id,))
    if found is None:
        return
    state, at = ("left", found[0]) if found[1] is None else ("erased", found[1])
    fold.sink.put("UPDATE member SET state = ?, ended_at = ? WHERE member_id = ?", (state, at, member_id))
    fold.sink.put("UPDATE person SET state = ? WHERE member_id = ?", (state, member_id))


def merge(fold: Fold, fact: Fact, body: MemberPair) -> None:
    """Note that two members are one person."""
    _pair(fold, fact, body, merged=1)


def split(fold: Fold, fact: Fact, body: MemberPair) -> None:
    """Note that two members are not one person after all."""
    _pair(fold, fact, body, merged=0)


def _pair(fold: Fold, fact: Fact, body: MemberPair, merged: int) -> None:
    if not fold.is_last_word("pair", pair_name(body), fact, body.stamp):
        return
    low, high = sorted((body.member_id, body.other_id))
    fold.sink.put(
        "INSERT INTO member_pair (low_id, high_id, merged, at, fact_id) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (low_id, high_id) DO UPDATE SET merged = excluded.merged, at = excluded.at, "
        "fact_id = excluded.fact_id",
        (low, high, merged, fact.at, fact.fact_id),
    )
    for member_id in (low, high):
        _expect(fold, member_id)
        _name_survivor(fold, member_id)


def _name_survivor(fold: Fold, member_id: str) -> None:
    ids = json.dumps(sorted(_set_of(fold, member_id)))
    survivor = fold.sink.value(
        "SELECT member_id FROM member WHERE member_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY joined_at, member_id LIMIT 1",
        (ids,),
    )
    if survivor is None:
        return
    for table in ("member", "person"):
        fold.sink.put(
            f"UPDATE {table} SET survivor_id = ? WHERE member_id IN (SELECT value FROM json_each(?))",
            (survivor, ids),
        )


def _set_of(fold: Fold, member_id: str) -> set[str]:
    found = fold.sink.rows(
        "WITH RECURSIVE one (id) AS (SELECT ?1 UNION "
        "SELECT CASE WHEN pair.low_id = one.id THEN pair.high_id ELSE pair.low_id END "
        "FROM one JOIN member_pair AS pair ON (pair.low_id = one.id OR pair.high_id = one.id) AND pair.merged = 1) "
        "SELECT id FROM one",
        (member_id,),
    )
    return {row[0] for row in found}


def give_consent(fold: Fold, fact: Fact, body: Consent) -> None:
    """Note a consent."""
    _consent(fold, fact, body, 1)


def withdraw_consent(fold: Fold, fact: Fact, body: Consent) -> None:
    """Note that a consent was withdrawn."""
    _consent(fold, fact, body, 0)


def _consent(fold: Fold, fact: Fact, body: Consent, given: int) -> None:
    if not fold.is_last_word("consent", consent_name(body), fact, body.stamp):
        return
    fold.sink.put(
        "INSERT INTO consent (member_id, channel, given, at) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (member_id, channel) DO UPDATE SET given = excluded.given, at = excluded.at",
        (body.member_id, body.channel, given, fact.at),
    )


def set_pin(fold: Fold, fact: Fact, body: PinSet) -> None:
    """Note which fact has the last word on a member's PIN: it stands there, sealed, and nowhere else."""
    fold.is_last_word("pin", body.member_id, fact, body.stamp)


def prove(fold: Fold, fact: Fact, body: MemberProved) -> None:
    """Change nothing: how a payer was known is read from the fact itself."""


def issue_card(fold: Fold, fact: Fact, body: CardChange) -> None:
    """Note a card given to a member."""
    _card(fold, fact, body, "issued_at")


def block_card(fold: Fold, fact: Fact, body: CardChange) -> None:
    """Note a card that opens nothing any more."""
    _card(fold, fact, body, "blocked_at")


def _card(fold: Fold, fact: Fact, body: CardChange, column: str) -> None:
    fold.sink.put(
        f"INSERT INTO card (card_id, member_id, {column}) VALUES (?, ?, ?) "
        f"ON CONFLICT (card_id) DO UPDATE SET {column} = max(coalesce({column}, excluded.{column}), "
        f"excluded.{column})",
        (body.card_id, body.member_id, fact.at),
    )
    if fold.is_last_word("card", body.card_id, fact, body.stamp):
        fold.sink.put("UPDATE card SET member_id = ? WHERE card_id = ?", (body.member_id, body.card_id))
