"""Imports a folder of the import form: files in an order in which everything named is there before it is named.

Nothing begins while a header is wrong. Batches are committed as they go, so an import cut off or cancelled goes
on from where it stood when it is run again, and running it once more adds nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.models.queries.policies import latest_version
from desktop.usecases.authority import authorise
from desktop.usecases.classes import refresh_classes
from desktop.usecases.importing.branches import import_branches
from desktop.usecases.importing.campaigns import import_campaigns
from desktop.usecases.importing.club import Club, keep_club, read_club
from desktop.usecases.importing.forms import (
    BRANCHES,
    CAMPAIGN_MEMBERS,
    CAMPAIGNS,
    FORMS,
    LINES,
    LOTS,
    MEMBERS,
    PRODUCTS,
    PURCHASES,
    REDEMPTIONS,
)
from desktop.usecases.importing.goods import import_goods
from desktop.usecases.importing.job import DEFAULT_SOURCE, Cancelled, Job, Meter, batches
from desktop.usecases.importing.lots import import_lots
from desktop.usecases.importing.members import import_members
from desktop.usecases.importing.report import ImportReport, OnProgress, Tally
from desktop.usecases.importing.sales import import_purchases
from desktop.usecases.importing.table import CAPS, Caps, check_header, count_rows, find_table
from desktop.usecases.policies import policy_hash, policy_text
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.clock import zone as check_zone
from loyalty.errors import LoyaltyError, require
from loyalty.kinds import PolicyPublished

RECORD_PREFIX = "import:counts:"
_LARGEST_CONFIG = 1 << 20


@dataclass(frozen=True, slots=True)
class Config:
    """What `config.json` says of the source: its name, the zone its branches live in, and the club it was."""

    source: str
    zone: str
    club: Club


def import_folder(
    till: Till,
    session: Session,
    folder: Path,
    *,
    dry_run: bool = False,
    progress: OnProgress | None = None,
    approval: Session | None = None,
    caps: Caps = CAPS,
) -> ImportReport:
    """Take the files of a folder and return what became of every row; with `dry_run` nothing is kept.

    Raises `import_no_folder`, `import_nothing`, `not_allowed` and what is wrong with a file as a whole.
    """
    authority = authorise(till, session, "import_sales", approval)
    paths = _find(folder)
    config = _read_config(folder, till.shop.zone)
    tallies = {name: Tally(name) for name in paths}
    for form in FORMS:
        if form.name in paths:
            check_header(paths[form.name], form, tallies[form.name])
    if any(tally.refused for tally in tallies.values()):
        return _report(tallies, 0, dry_run=dry_run, started=False)
    if PURCHASES.name in tallies:
        tallies.setdefault(LINES.name, Tally(LINES.name))
    meter = Meter(sum(count_rows(path, caps) for path in paths.values()), till.clock, progress)
    with batches(till, session.staff_id, dry_run=dry_run) as open_batch:
        job = Job(till, authority, config.source, config.zone, open_batch, meter, tallies)
        cancelled = _run(job, paths, caps)
        if not cancelled:
            keep_club(job, config.club)
    if LINES.name not in paths:
        tallies.pop(LINES.name, None)
    if not dry_run:
        refresh_classes(till, anew=True)
    return _report(tallies, job.unmatched, dry_run=dry_run, started=True, cancelled=cancelled)


def import_products(
    till: Till,
    session: Session,
    path: Path,
    *,
    dry_run: bool = False,
    progress: OnProgress | None = None,
    approval: Session | None = None,
    caps: Caps = CAPS,
) -> ImportReport:
    """Take one file of products, plain or gzip, whatever its name; as `import_folder`."""
    authority = authorise(till, session, "manage_products", approval)
    require(path.is_file(), "import_not_a_file", file=path.name)
    tally = Tally(PRODUCTS.name)
    tallies = {PRODUCTS.name: tally}
    check_header(path, PRODUCTS, tally, caps)
    if tally.refused:
        return _report(tallies, 0, dry_run=dry_run, started=False)
    meter = Meter(count_rows(path, caps), till.clock, progress)
    with batches(till, session.staff_id, dry_run=dry_run) as open_batch:
        job = Job(till, authority, DEFAULT_SOURCE, till.shop.zone, open_batch, meter, tallies)
        cancelled = _run(job, {PRODUCTS.name: path}, caps)
    return _report(tallies, 0, dry_run=dry_run, started=True, cancelled=cancelled)


def _find(folder: Path) -> dict[str, Path]:
    require(folder.is_dir(), "import_no_folder", folder=str(folder))
    paths = {form.name: path for form in FORMS if (path := find_table(folder, form.name))}
    require(paths, "import_nothing", folder=str(folder))
    return paths


def _run(job: Job, paths: dict[str, Path], caps: Caps) -> bool:
    try:
        _take_all(job, paths, caps)
    except Cancelled:
        return True
    _keep_counts(job)
    return False


def _take_all(job: Job, paths: dict[str, Path], caps: Caps) -> None:
    for form, take in ((BRANCHES, import_branches), (PRODUCTS, import_goods), (MEMBERS, import_members)):
        if form.name in paths:
            take(job, paths[form.name], caps)
    if LOTS.name in paths:
        import_lots(job, paths[LOTS.name], caps)
    if PURCHASES.name in paths:
        import_purchases(job, paths[PURCHASES.name], paths.get(LINES.name), caps)
    if any(form.name in paths for form in (CAMPAIGNS, CAMPAIGN_MEMBERS, REDEMPTIONS)):
        import_campaigns(job, paths, caps)


def _keep_counts(job: Job) -> None:
    """Keep what the figures say of the files themselves: ids told twice, in conflict, and unmatched rows."""
    if PURCHASES.name not in job.tallies:
        return
    counts = {"duplicate_ids": job.repeats, "conflicting_ids": job.clashes, "unmatched_rows": job.unmatched}
    text = policy_text(counts)
    name = RECORD_PREFIX + job.source
    with job.open() as tx:
        last = latest_version(tx, name)
        number, parent = (last.number, last.hash) if last else (0, "")
        if parent != policy_hash(text):
            job.record(
                tx, "policy.published", PolicyPublished(name, number + 1, text, policy_hash(text), parent)
            )


def _read_config(folder: Path, zone: str) -> Config:
    path = folder / "config.json"
    if not path.is_file():
        return Config(DEFAULT_SOURCE, zone, read_club({}))
    require(path.stat().st_size <= _LARGEST_CONFIG, "import_config_broken", value=path.name)
    try:
        told: Any = json.loads(path.read_bytes().decode("utf-8-sig"))
        source, named = told.get("source", DEFAULT_SOURCE), told.get("timezone", zone)
    except (ValueError, AttributeError, RecursionError) as problem:
        raise LoyaltyError("import_config_broken", value=str(problem)) from problem
    words = isinstance(source, str) and isinstance(named, str) and 0 < len(source) <= 64
    require(words and source.isprintable(), "import_config_broken", value="source, timezone")
    check_zone(named)
    return Config(source, named, read_club(told))


def _report(
    tallies: dict[str, Tally], unmatched: int, *, dry_run: bool, started: bool, cancelled: bool = False
) -> ImportReport:
    files = {form.name: tallies[form.name].close() for form in FORMS if form.name in tallies}
    return ImportReport(files, unmatched, dry_run, started, cancelled)
