"""Publish an offer, its next version, or its end. What is on sale changes here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.usecases.authority import authorise
from desktop.usecases.offers.granting import grant_to_all
from desktop.usecases.offers.shelf import LIVE, PREFIX, STOPPED, PublishedOffer, find_offer
from desktop.usecases.policies import next_version, policy_text, rules_now
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.errors import require
from loyalty.kinds import PolicyPublished
from loyalty.offers.parse import check_offer, parse_offer


def publish(
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
        require(offer.grant is None or not offer.asks_basket, "audience_about_basket")
        name = PREFIX + offer.offer_id
        version = next_version(tx, name, document)
        if version.at is None:
            body = PolicyPublished(name, version.number, policy_text(document), version.hash, version.parent)
            tx.record("policy.published", body, approvals=authority.approvals)
            if offer.grant is not None and document.get("status", LIVE) == LIVE:
                grant_to_all(tx, till, find_offer(tx, offer.offer_id).offer)
        return find_offer(tx, offer.offer_id)


def stop(till: Till, session: Session, offer_id: str, approval: Session | None = None) -> PublishedOffer:
    """Stop an offer: its next version says so; raises `offer_unknown`."""
    with till.read() as db:
        found = find_offer(db, offer_id)
    return publish(till, session, {**found.document, "status": STOPPED}, approval)
