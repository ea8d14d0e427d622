"""The shop's own segments: each one a document with its versions, published like any other, removed by a version.

A segment that another segment or a running offer names is not removed under them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from desktop.models.folding import fold_text
from desktop.models.log import Tx
from desktop.models.queries.policies import PolicyRow, latest_under
from desktop.models.sources import Source
from desktop.usecases.authority import Authority, authorise
from desktop.usecases.offers.shelf import offers_now
from desktop.usecases.policies import next_version, policy_text
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.conditions.segments import Segment, Segments, check_segments, named_in, parse_segment
from loyalty.errors import LoyaltyError, require
from loyalty.kinds import PolicyPublished

PREFIX = "segment:"
REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class PublishedSegment:
    """A segment with its document and version."""

    segment: Segment
    version: int
    document: dict[str, Any]


def segments_now(db: Source) -> Segments:
    """Return the segments that stand, by id."""
    return {one.segment.segment: one.segment for one in all_segments(db)}


def all_segments(db: Source) -> tuple[PublishedSegment, ...]:
    """Return the segments that stand, with their documents."""
    return _read(latest_under(db, PREFIX))


def show_segment(db: Source, segment: str) -> PublishedSegment:
    """Return one segment, by its id or else by its name in either language; raises `segment_unknown`."""
    known, wanted = all_segments(db), fold_text(segment)
    by_id = (one for one in known if one.segment.segment == segment)
    names = [(one, (one.segment.name.fa, one.segment.name.en)) for one in known]
    by_name = (one for one, told in names if wanted in map(fold_text, told))
    found = next(by_id, None) or next(by_name, None)
    if found is None:
        raise LoyaltyError("segment_unknown", segment=segment)
    return found


def set_segment(
    till: Till, session: Session, document: Mapping[str, Any], approval: Session | None = None
) -> PublishedSegment:
    """Publish a segment or its next version; the same document again changes nothing.

    Raises what `parse_segment` raises, `segment_unknown`, `segment_in_a_circle` and `not_allowed`.
    """
    authority = authorise(till, session, "publish_offer", approval, doing="keep_segment")
    segment = parse_segment(document)
    with till.transaction(session.staff_id) as tx:
        check_segments({**segments_now(tx), segment.segment: segment})
        _publish(tx, segment.segment, document, authority)
        return show_segment(tx, segment.segment)


def remove_segment(till: Till, session: Session, segment: str, approval: Session | None = None) -> None:
    """Remove a segment: its next version says so; raises `segment_unknown`, `segment_in_use`, `not_allowed`."""
    authority = authorise(till, session, "publish_offer", approval, doing="keep_segment")
    with till.transaction(session.staff_id) as tx:
        found = show_segment(tx, segment)
        used = users_of(tx, segment)
        require(not used, "segment_in_use", segment=segment, used=", ".join(used))
        _publish(tx, segment, {**found.document, "status": REMOVED}, authority)


def users_of(db: Source, segment: str) -> tuple[str, ...]:
    """Return the segments and running offers that name a segment."""
    drawn = [one.segment.segment for one in all_segments(db) if segment in named_in(one.segment.condition)]
    offers = [
        one.offer_id for one in offers_now(db) if segment in named_in(one.audience) | named_in(one.basket)
    ]
    return (*drawn, *offers)


def _publish(tx: Tx, segment: str, document: Mapping[str, Any], authority: Authority) -> None:
    version = next_version(tx, PREFIX + segment, document)
    if version.at is None:
        body = PolicyPublished(
            PREFIX + segment, version.number, policy_text(document), version.hash, version.parent
        )
        tx.record("policy.published", body, approvals=authority.approvals)


@lru_cache(maxsize=8)
def _read(rows: tuple[PolicyRow, ...]) -> tuple[PublishedSegment, ...]:
    found = []
    for row in rows:
        document = json.loads(row.document)
        if document.get("status") != REMOVED:
            found.append(PublishedSegment(parse_segment(document), row.number, document))
    return tuple(found)
