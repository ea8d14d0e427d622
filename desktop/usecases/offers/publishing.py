"""Publish an offer, its next version, or its end. What is on sale changes here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from desktop.usecases.authority import Authority, authorise
from desktop.usecases.offers.checking import find_profit
from desktop.usecases.offers.granting import grant_to_all
from desktop.usecases.offers.shelf import LIVE, PREFIX, STOPPED, PublishedOffer, find_offer
from desktop.usecases.offers.soundness import check_works, read_offer
from desktop.usecases.policies import next_version, policy_text, rules_now
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.costs import ASK, REFUSE, WARN
from loyalty.errors import LoyaltyError
from loyalty.kinds import PolicyPublished
from loyalty.offers.worst_case import LOSES


def publish(
    till: Till,
    session: Session,
    document: Mapping[str, Any],
    approval: Session | None = None,
    given_to: Iterable[str] | None = None,
    over: int | None = None,
) -> PublishedOffer:
    """Publish an offer or its next version; the same document again changes nothing.

    `given_to` are those `who_is_given` found for this document; without it a one-shot offer looks for them itself.
    `over` is the version its writer knew of (0: none); raises `offer_changed` where another was published since.

    One that loses money is published, needs somebody who may override the margin, or is refused, as the policy of costs
    says. Raises what `read_offer` and `check_works` raise, `offer_loses` and `not_allowed`.
    """
    authority = authorise(till, session, "publish_offer", approval)
    running = document.get("status", LIVE) == LIVE
    if running:
        authority = _for_losses(till, session, document, approval) or authority
    with till.transaction(session.staff_id) as tx:
        offer = read_offer(document, rules_now(tx))
        if running:
            check_works(tx, till, offer, document)
        name = PREFIX + offer.offer_id
        version = next_version(tx, name, document)
        if version.at is None:
            _check_over(document, version.number - 1, over)
            body = PolicyPublished(name, version.number, policy_text(document), version.hash, version.parent)
            tx.record("policy.published", body, approvals=authority.approvals)
            if offer.grant is not None and running:
                grant_to_all(tx, till, find_offer(tx, offer.offer_id).offer, given_to)
        return find_offer(tx, offer.offer_id)


def _check_over(document: Mapping[str, Any], newest: int, over: int | None) -> None:
    """Raise `offer_changed` where the newest version is not the one its writer knew of."""
    if over is not None and newest != over:
        raise LoyaltyError("offer_changed", id=str(document["id"]), version=newest)


def stop(till: Till, session: Session, offer_id: str, approval: Session | None = None) -> PublishedOffer:
    """Stop an offer: its next version says so; raises `offer_unknown`."""
    with till.read() as db:
        found = find_offer(db, offer_id)
    return publish(till, session, {**found.document, "status": STOPPED}, approval)


def _for_losses(
    till: Till, session: Session, document: Mapping[str, Any], approval: Session | None
) -> Authority | None:
    """Return the authority for an offer that loses, where the policy asks for one; raises `offer_loses`."""
    with till.read() as db:
        rules = rules_now(db)
        if rules.costs.losing_offers == WARN:
            return None
        found = find_profit(db, till, read_offer(document, rules))
    if found.verdict != LOSES or found.losing is None:
        return None
    if rules.costs.losing_offers == REFUSE:
        raise LoyaltyError("offer_loses", group=found.losing.group, amount=found.losing.at_amount)
    assert rules.costs.losing_offers == ASK
    return authorise(till, session, "override_margin", approval)
