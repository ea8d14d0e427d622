"""Campaigns of the club before: whom they were sent to and who used them, kept as documents for the figures.

A document never changes: what a later import brings beyond it goes into a further one. Members are named by the
product's ids, so that nothing personal stands in them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.models.log import Tx
from desktop.models.queries.known import members_known
from desktop.models.queries.policies import all_under
from desktop.models.sources import Source
from desktop.usecases.importing.forms import CAMPAIGN_MEMBERS, CAMPAIGNS, REDEMPTIONS
from desktop.usecases.importing.job import Job, in_batches
from desktop.usecases.importing.rows import CampaignRow, read_campaign, read_sent, read_use, typed
from desktop.usecases.importing.table import Caps, read_rows
from desktop.usecases.policies import policy_hash, policy_text
from loyalty.kinds import PolicyPublished

PREFIX = "import:campaign:"
_PART = 5_000
"""Rows one document holds; a fact ends at a mebibyte."""


@dataclass(slots=True)
class Campaign:
    """A campaign with everyone it was sent to and every use: (member, code, day, purchase)."""

    campaign_id: str
    kind: str
    start_on: str
    end_on: str
    sent: set[str] = field(default_factory=set)
    uses: set[tuple[str, str, str, str]] = field(default_factory=set)
    parts: int = 0


def imported_campaigns(db: Source) -> dict[str, Campaign]:
    """Return the campaigns of earlier imports by the id their source gave them."""
    found: dict[str, Campaign] = {}
    for row in all_under(db, PREFIX):
        told = json.loads(row.document)
        key = told["campaign_id"]
        campaign = found.setdefault(key, Campaign(key, told["kind"], told["start"], told["end"]))
        campaign.sent.update(told["sent"])
        campaign.uses.update(tuple(use) for use in told["uses"])
        campaign.parts += 1
    return found


def import_campaigns(job: Job, paths: dict[str, Path], caps: Caps) -> None:
    """Take campaigns, their audience and their uses."""
    with job.open() as tx:
        known = imported_campaigns(tx)
        fresh = _read_headers(job, paths.get(CAMPAIGNS.name), caps, known)
        _read_sent(job, tx, paths.get(CAMPAIGN_MEMBERS.name), caps, known, fresh)
        _read_uses(job, tx, paths.get(REDEMPTIONS.name), caps, known, fresh)
        for campaign in fresh.values():
            _publish(job, tx, campaign, known)
    job.tell(CAMPAIGNS.name)


def _read_headers(job: Job, path: Path | None, caps: Caps, known: dict[str, Campaign]) -> dict[str, Campaign]:
    tally = job.tallies.get(CAMPAIGNS.name)
    fresh: dict[str, Campaign] = {}
    if path is None or tally is None:
        return fresh
    for row in typed(read_rows(path, CAMPAIGNS, tally, caps), read_campaign, tally):
        told = known.get(row.campaign_id) or fresh.get(row.campaign_id)
        if told is None:
            fresh[row.campaign_id] = _header(row)
            tally.added += 1
        elif (told.kind, told.start_on, told.end_on) == (row.kind, str(row.start_on), str(row.end_on)):
            tally.duplicates += 1
        else:
            tally.conflict(row.line)
    return fresh


def _header(row: CampaignRow) -> Campaign:
    return Campaign(row.campaign_id, row.kind, str(row.start_on), str(row.end_on))


def _read_sent(
    job: Job, tx: Tx, path: Path | None, caps: Caps, known: dict[str, Campaign], fresh: dict[str, Campaign]
) -> None:
    tally = job.tallies.get(CAMPAIGN_MEMBERS.name)
    if path is None or tally is None:
        return
    rows = typed(read_rows(path, CAMPAIGN_MEMBERS, tally, caps), read_sent, tally)
    for row, member_id, campaign in _of_members(job, tx, rows, tally, known, fresh):
        told = known.get(row.campaign_id)
        if member_id in campaign.sent or (told and member_id in told.sent):
            tally.duplicates += 1
        else:
            campaign.sent.add(member_id)
            tally.added += 1


def _read_uses(
    job: Job, tx: Tx, path: Path | None, caps: Caps, known: dict[str, Campaign], fresh: dict[str, Campaign]
) -> None:
    tally = job.tallies.get(REDEMPTIONS.name)
    if path is None or tally is None:
        return
    rows = typed(read_rows(path, REDEMPTIONS, tally, caps), read_use, tally)
    for row, member_id, campaign in _of_members(job, tx, rows, tally, known, fresh):
        purchase = job.id_of("purchase", row.purchase_id) if row.purchase_id else ""
        use = (member_id, row.code, row.on.isoformat(), purchase)
        told = known.get(row.campaign_id)
        if use in campaign.uses or (told and use in told.uses):
            tally.duplicates += 1
        else:
            campaign.uses.add(use)
            tally.added += 1


def _of_members(
    job: Job,
    tx: Tx,
    rows: Iterator[Any],
    tally: Any,
    known: dict[str, Campaign],
    fresh: dict[str, Campaign],
) -> Iterator[tuple[Any, str, Campaign]]:
    for batch in in_batches(rows):
        ids = [job.id_of("member", row.member_id) for row in batch]
        there = members_known(tx, ids)
        for row, member_id in zip(batch, ids, strict=True):
            campaign = _further(row.campaign_id, known, fresh)
            if member_id not in there:
                tally.refuse(row.line, "row_member_unknown", row.member_id)
            elif campaign is None:
                tally.refuse(row.line, "row_campaign_unknown", row.campaign_id)
            else:
                yield row, member_id, campaign


def _further(key: str, known: dict[str, Campaign], fresh: dict[str, Campaign]) -> Campaign | None:
    told = known.get(key)
    if key not in fresh and told is not None:
        fresh[key] = Campaign(key, told.kind, told.start_on, told.end_on)
    return fresh.get(key)


def _publish(job: Job, tx: Tx, campaign: Campaign, known: dict[str, Campaign]) -> None:
    told = known.get(campaign.campaign_id)
    if told and not campaign.sent and not campaign.uses:
        return
    part = told.parts if told else 0
    for sent, uses in _parts(sorted(campaign.sent), sorted(campaign.uses)):
        document = {
            "campaign_id": campaign.campaign_id,
            "kind": campaign.kind,
            "start": campaign.start_on,
            "end": campaign.end_on,
            "sent": sent,
            "uses": uses,
        }
        text = policy_text(document)
        name = f"{PREFIX}{job.id_of('campaign', campaign.campaign_id)}:{part:04d}"
        job.record(tx, "policy.published", PolicyPublished(name, 1, text, policy_hash(text), ""))
        part += 1


def _parts(sent: list[str], uses: list[Any]) -> Iterable[tuple[list[str], list[Any]]]:
    if len(sent) + len(uses) <= _PART:
        return [(sent, uses)]
    parts: list[tuple[list[str], list[Any]]] = [
        (sent[start : start + _PART], []) for start in range(0, len(sent), _PART)
    ]
    return parts + [([], uses[start : start + _PART]) for start in range(0, len(uses), _PART)]
