"""Opening balances: what members held in the club before, each row of a file counted once for ever."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop.models.log import Tx
from desktop.models.queries.known import lots_held, members_known
from desktop.usecases.importing.forms import LOTS
from desktop.usecases.importing.job import Job, in_batches
from desktop.usecases.importing.rows import LotRow, read_lot, typed
from desktop.usecases.importing.table import Caps, read_rows
from loyalty.ids import fixed_id
from loyalty.kinds import BUSINESS_SCOPE, Grant, LotsOpened, branch_scope

CAUSE = "opening"


def import_lots(job: Job, path: Path, caps: Caps) -> None:
    """Take the opening balances of a file; two rows alike in everything are one."""
    ours: set[str] = set()
    for batch in in_batches(_firsts(job, path, caps)):
        with job.open() as tx:
            _open_lots(job, tx, batch, ours)
        job.tell(LOTS.name)


def _firsts(job: Job, path: Path, caps: Caps) -> Iterator[tuple[str, LotRow]]:
    tally = job.tallies[LOTS.name]
    seen: set[str] = set()
    for row in typed(read_rows(path, LOTS, tally, caps), read_lot, tally):
        source = _source(job, row)
        if source in seen:
            tally.duplicates += 1
        else:
            seen.add(source)
            yield source, row


def _source(job: Job, row: LotRow) -> str:
    parts = (row.unit, row.amount, row.granted_at, row.vests_at, row.expires_at, row.branch_id, row.here_only)
    return fixed_id(job.id_of("member", row.member_id), "lot", *map(str, parts))


def _open_lots(job: Job, tx: Tx, batch: list[tuple[str, LotRow]], ours: set[str]) -> None:
    tally = job.tallies[LOTS.name]
    ids = [job.id_of("member", row.member_id) for _, row in batch]
    members = members_known(tx, ids)
    held = _held(tx, ids, ours)
    for (source, row), member_id in zip(batch, ids, strict=True):
        opening = _opening(job, source, row, member_id)
        if member_id not in members:
            tally.refuse(row.line, "row_member_unknown", row.member_id)
        elif _likeness(opening) in held:
            tally.duplicates += 1
        else:
            job.record(tx, "lots.opened", opening)
            ours.add(f"{source}.0")
            tally.added += 1


def _held(tx: Tx, member_ids: list[str], ours: set[str]) -> set[tuple[Any, ...]]:
    # A lot the member holds already, however much of it is left, is not opened a second time: so an export
    # brought back into its own shop gives nobody anything.
    return {
        (*row[1:7], row[3].removeprefix("branch:") if row[3].startswith("branch:") else row[7])
        for row in lots_held(tx, member_ids)
        if row[0] not in ours
    }


def _likeness(opening: LotsOpened) -> tuple[Any, ...]:
    grant = opening.grants[0]
    when = (opening.granted_at, grant.vests_at, grant.expires_at)
    return (opening.member_id, grant.unit, grant.scope, *when, opening.branch_id)


def _opening(job: Job, source: str, row: LotRow, member_id: str) -> LotsOpened:
    branch_id = row.branch_id or job.till.shop.branch_id
    scope = branch_scope(branch_id) if row.here_only else BUSINESS_SCOPE
    grant = Grant(row.unit, scope, row.amount, row.vests_at, row.expires_at, CAUSE)
    return LotsOpened(member_id, row.granted_at, branch_id, (grant,), source)
