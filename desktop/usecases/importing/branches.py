"""Branches of the club before: known by the ids their source gave them, so that figures speak of the same ones."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from desktop.models.log import Tx
from desktop.models.queries.places import branches
from desktop.usecases.importing.forms import BRANCHES
from desktop.usecases.importing.job import Job
from desktop.usecases.importing.rows import read_branch, typed
from desktop.usecases.importing.table import Caps, read_rows
from loyalty.kinds import BranchSet


def import_branches(job: Job, path: Path, caps: Caps) -> None:
    """Take the branches of a file."""
    tally = job.tallies[BRANCHES.name]
    with job.open() as tx:
        known = {one.branch_id: one.name for one in branches(tx)}
        for row in typed(read_rows(path, BRANCHES, tally, caps), read_branch, tally):
            name = row.name or row.branch_id
            if row.branch_id not in known:
                _set(job, tx, row.branch_id, name)
                known[row.branch_id] = name
                tally.added += 1
            elif known[row.branch_id] == name:
                tally.duplicates += 1
            else:
                tally.conflict(row.line)
    job.tell(BRANCHES.name)


def ensure_branches(job: Job, tx: Tx, branch_ids: Iterable[str]) -> None:
    """Make the branches that sold something but stand in no file known, under their id."""
    known = {one.branch_id for one in branches(tx)}
    for branch_id in sorted(set(branch_ids) - known):
        _set(job, tx, branch_id, branch_id)


def _set(job: Job, tx: Tx, branch_id: str, name: str) -> None:
    job.record(tx, "branch.set", BranchSet(branch_id, name, "", job.zone))
