"""The shop's offers: each one a document with its versions, published, read for pricing, stopped.

A published version never changes; a sale names the version it used. A stopped offer keeps its history.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from desktop.models.sources import Source
from desktop.usecases.authority import authorise
from desktop.usecases.policies import next_version, policy_text, rules_now
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.documents import Text
from loyalty.earning import Terms
from loyalty.errors import LoyaltyError
from loyalty.kinds import PolicyPublished
from loyalty.offers.offer import Offer
from loyalty.offers.parse import check_offer, parse_offer

PREFIX = "offer:"
STOPPED = "stopped"

_LATEST = (
    "SELECT p.name, p.number, p.document FROM policy p WHERE p.name GLOB 'offer:*'"
    " AND p.number = (SELECT max(number) FROM policy WHERE name = p.name) ORDER BY p.name"
)


@dataclass(frozen=True, slots=True)
class PublishedOffer:
    """An offer with its document; `running` unless it was stopped."""

    offer: Offer
    document: dict[str, Any]
    running: bool


def offers_now(db: Source) -> tuple[Offer, ...]:
    """Return the offers that run, for pricing; reading them again costs one query."""
    return tuple(published.offer for published in all_offers(db) if published.running)


def all_offers(db: Source) -> tuple[PublishedOffer, ...]:
    """Return every offer at its newest version, stopped ones too."""
    return _read(tuple(db.rows(_LATEST)), rules_now(db).earning.terms)


def offer_names(db: Source, offer_ids: Sequence[str]) -> dict[str, Text]:
    """Return the names of offers by id; one nobody published here stands for itself."""
    known = {published.offer.offer_id: published.offer.name for published in all_offers(db)}
    return {offer_id: known.get(offer_id, Text(offer_id, offer_id)) for offer_id in offer_ids}


def publish_offer(
    till: Till, session: Session, document: Mapping[str, Any], approval: Session | None = None
) -> PublishedOffer:
    """Publish an offer or its next version; the same document again changes nothing.

    Raises what `parse_offer` and `check_offer` raise, and `not_allowed`.
    """
    authority = authorise(till, session, "publish_offer", approval)
    with till.transaction(session.staff_id) as tx:
        rules = rules_now(tx)
        offer = parse_offer(document, terms=rules.earning.terms)
        check_offer(offer, rules)
        name = PREFIX + offer.offer_id
        version = next_version(tx, name, document)
        if version.at is None:
            body = PolicyPublished(name, version.number, policy_text(document), version.hash, version.parent)
            tx.record("policy.published", body, approvals=authority.approvals)
        return next(one for one in all_offers(tx) if one.offer.offer_id == offer.offer_id)


def stop_offer(
    till: Till, session: Session, offer_id: str, approval: Session | None = None
) -> PublishedOffer:
    """Stop an offer: its next version says so; raises `offer_unknown`."""
    with till.read() as db:
        found = next((one for one in all_offers(db) if one.offer.offer_id == offer_id), None)
    if found is None:
        raise LoyaltyError("offer_unknown", offer=offer_id)
    return publish_offer(till, session, {**found.document, "status": STOPPED}, approval)


@lru_cache(maxsize=8)
def _read(rows: tuple[tuple[str, int, str], ...], terms: Terms) -> tuple[PublishedOffer, ...]:
    found = []
    for _, number, text in rows:
        document = json.loads(text)
        offer = parse_offer(document, version=number, terms=terms)
        found.append(PublishedOffer(offer, document, document.get("status") != STOPPED))
    return tuple(found)
