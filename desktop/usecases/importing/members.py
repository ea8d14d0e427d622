"""Members of the club before, and who of them were found to be one person.

A member already here is left alone, whatever the file says of their words: they may have been changed, merged
or erased since.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from desktop.models.log import Tx
from desktop.models.people import Person
from desktop.usecases.importing.forms import MEMBERS
from desktop.usecases.importing.job import Job, in_batches, rows_in
from desktop.usecases.importing.rows import MemberRow, read_member, typed
from desktop.usecases.importing.table import Caps, read_rows
from loyalty.ids import fixed_id, looks_like_id
from loyalty.kinds import ImportedMembers, MemberImported, MemberPair

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
    sql = "SELECT member_id, joined_at, joined_branch FROM member WHERE member_id IN (?)"
    known = {member_id: (at, branch) for member_id, at, branch in rows_in(tx, sql, ids)}
    fresh = []
    for member_id, row in zip(ids, batch, strict=True):
        if member_id not in known:
            fresh.append((member_id, row))
        else:
            _count_known(job, row, known[member_id])
    if fresh:
        members = tuple(MemberImported(m, row.joined_at, row.joined_branch) for m, row in fresh)
        job.record(tx, "member.imported", ImportedMembers(members))
        tx.set_people({member_id: _person(member_id, row) for member_id, row in fresh})
    return len(fresh)


def _count_known(job: Job, row: MemberRow, known: tuple[int, str]) -> None:
    tally = job.tallies[MEMBERS.name]
    if known == (row.joined_at, row.joined_branch):
        tally.duplicates += 1
    else:
        tally.conflict(row.line)


def _person(member_id: str, row: MemberRow) -> Person:
    return Person(
        name=row.name,
        phone=row.phone,
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
        there = {m for (m,) in rows_in(tx, "SELECT member_id FROM member WHERE member_id IN (?)", targets)}
        pairs = _known_pairs(tx)
        for row, target in zip(merged, targets, strict=True):
            if target not in there:
                tally.refuse(row.line, "row_merged_into_nobody", row.merged_into)
            elif _in_circle(row.member_id, into):
                tally.refuse(row.line, "row_merged_in_circle", row.member_id)
            else:
                _join(job, tx, job.id_of("member", row.member_id), target, pairs)


def _join(job: Job, tx: Tx, member_id: str, target: str, pairs: set[tuple[str, str]]) -> None:
    pair = (min(member_id, target), max(member_id, target))
    if pair not in pairs:
        job.record(tx, "member.merged", MemberPair(member_id, target))
        pairs.add(pair)


def _known_pairs(tx: Tx) -> set[tuple[str, str]]:
    # A pair that was split by hand since counts as known: the file must not join it again.
    return {(low, high) for low, high in tx.rows("SELECT low_id, high_id FROM member_pair")}


def _in_circle(member_id: str, into: dict[str, str]) -> bool:
    walked, here = {member_id}, into.get(member_id, "")
    while here:
        if here in walked:
            return True
        walked.add(here)
        here = into.get(here, "")
    return False
