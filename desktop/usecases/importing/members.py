"""Members of the club before, and who of them were found to be one person.

A member already here is left alone, whatever the file says of their words: they may have been changed, merged
or erased since.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from desktop.models.log import Tx
from desktop.models.people import Person, person
from desktop.models.queries.known import joined, members_known, pairs_known
from desktop.models.queries.members import survivor
from desktop.usecases.importing.forms import MEMBERS
from desktop.usecases.importing.job import Job, in_batches
from desktop.usecases.importing.rows import MemberRow, read_member, typed
from desktop.usecases.importing.table import Caps, read_rows
from desktop.usecases.members.words import is_phone, keep_phone
from loyalty.ids import fixed_id, looks_like_id
from loyalty.kinds import CardChange, ImportedMembers, MemberImported, MemberPair

AGE_TAG = "age_band:"


def import_members(job: Job, path: Path, caps: Caps) -> None:
    """Take the members of a file, then join those it calls merged."""
    merged: list[MemberRow] = []
    for batch in in_batches(_new_in_file(job, path, caps)):
        with job.open() as tx:
            added = _add(job, tx, batch)
        job.tallies[MEMBERS.name].added += added
        merged += [row for row in batch if row.merged_into]
        job.tell(MEMBERS.name)
    if merged:
        _merge(job, merged)


def _new_in_file(job: Job, path: Path, caps: Caps) -> Iterator[MemberRow]:
    tally = job.tallies[MEMBERS.name]
    seen: dict[str, int] = {}
    for row in typed(read_rows(path, MEMBERS, tally, caps), read_member, tally):
        content = hash(tuple(getattr(row, name) for name in MemberRow.__slots__ if name != "line"))
        first = seen.get(row.member_id)
        if first is None:
            seen[row.member_id] = content
            yield row
        elif first == content:
            tally.duplicates += 1
        else:
            tally.conflict(row.line)


def _add(job: Job, tx: Tx, batch: list[MemberRow]) -> int:
    ids = [job.id_of("member", row.member_id) for row in batch]
    known = joined(tx, ids)
    fresh = []
    for member_id, row in zip(ids, batch, strict=True):
        if member_id not in known:
            fresh.append((member_id, row))
            _doubt_phone(job, row)
        else:
            _count_known(job, row, known[member_id])
    if fresh:
        members = tuple(MemberImported(m, row.joined_at, row.joined_branch) for m, row in fresh)
        job.record(tx, "member.imported", ImportedMembers(members))
        people = {member_id: _person(job, member_id, row) for member_id, row in fresh}
        tx.set_people(people)
        for member_id, person in people.items():
            for card_id, _ in person.cards:
                job.record(tx, "card.issued", CardChange(member_id, card_id))
    return len(fresh)


def _doubt_phone(job: Job, row: MemberRow) -> None:
    # What the club before wrote down is kept: it may be all that is known of a person.
    if row.phone and not is_phone(row.phone, job.till.shop.currency):
        job.tallies[MEMBERS.name].doubt(row.line, "row_phone_doubtful", row.phone)


def _count_known(job: Job, row: MemberRow, known: tuple[int, str]) -> None:
    tally = job.tallies[MEMBERS.name]
    if known == (row.joined_at, row.joined_branch):
        tally.duplicates += 1
    else:
        tally.conflict(row.line)


def _person(job: Job, member_id: str, row: MemberRow) -> Person:
    return Person(
        name=row.name,
        phone=keep_phone(row.phone, job.till.shop.currency) if row.phone else "",
        birth_on=row.birth_on,
        external_id="" if looks_like_id(row.member_id) else row.member_id,
        tags=(AGE_TAG + row.age_band,) if row.age_band else (),
        cards=((fixed_id(member_id, "card", row.card_no), row.card_no),) if row.card_no else (),
    )


def _merge(job: Job, merged: list[MemberRow]) -> None:
    into = {row.member_id: row.merged_into for row in merged}
    tally = job.tallies[MEMBERS.name]
    with job.open() as tx:
        targets = [job.id_of("member", row.merged_into) for row in merged]
        there = members_known(tx, targets)
        # A pair that was split by hand since counts as known: the file must not join it again.
        pairs = pairs_known(tx)
        roots: set[str] = set()
        for row, target in zip(merged, targets, strict=True):
            if target not in there:
                tally.refuse(row.line, "row_merged_into_nobody", row.merged_into)
            elif _in_circle(row.member_id, into):
                tally.refuse(row.line, "row_merged_in_circle", row.member_id)
            elif _join(job, tx, job.id_of("member", row.member_id), target, pairs):
                roots.add(_root(job, row.member_id, into))
        for root in sorted(roots):
            _speak_as(tx, root)


def _join(job: Job, tx: Tx, member_id: str, target: str, pairs: set[tuple[str, str]]) -> bool:
    """Join two members; say whether that was new."""
    pair = (min(member_id, target), max(member_id, target))
    if pair in pairs:
        return False
    job.record(tx, "member.merged", MemberPair(member_id, target))
    pairs.add(pair)
    return True


def _root(job: Job, member_id: str, into: dict[str, str]) -> str:
    while member_id in into:
        member_id = into[member_id]
    return job.id_of("member", member_id)


def _speak_as(tx: Tx, root: str) -> None:
    """Let the merged person go by the words and the id of the one the file merged the others into.

    Which of them survives is decided by who joined first, the same on every machine; the file may say another.
    """
    known_by = survivor(tx, root)
    told, other = person(tx, root), person(tx, known_by)
    if known_by != root and told and other:
        tx.set_people({known_by: told, root: other})


def _in_circle(member_id: str, into: dict[str, str]) -> bool:
    walked, here = {member_id}, into.get(member_id, "")
    while here:
        if here in walked:
            return True
        walked.add(here)
        here = into.get(here, "")
    return False
