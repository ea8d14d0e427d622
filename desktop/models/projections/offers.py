"""Folds what offers granted: rights of members and unique codes. Whether a right is used up is read from the sales."""

from __future__ import annotations

from desktop.models.projections import rights
from desktop.models.projections.fold import Fold
from loyalty.facts import Fact
from loyalty.kinds import CodesIssued, OfferGranted


def grant(fold: Fold, fact: Fact, body: OfferGranted) -> None:
    """Write the right of each member."""
    on = fold.day(fact.at, fact.branch_id)
    for member_id in dict.fromkeys(body.member_ids):
        row = (fact.fact_id, body.offer_id, member_id, body.version, fact.at, on, body.until_on)
        fold.sink.insert("offer_grant", (*row, body.sale_id, body.gives, fact.till_id, body.turn))
    rights.move_uses(fold, fact, body)


def issue_codes(fold: Fold, fact: Fact, body: CodesIssued) -> None:
    """Write codes that may be spent once each; a code told twice stays with the smallest fact."""
    on = fold.day(fact.at, fact.branch_id)
    for digest in dict.fromkeys(body.digests):
        fold.sink.put(
            "INSERT INTO offer_code (digest, offer_id, version, on_day, until_on, sale_id, till_id, fact_id) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest, offer_id) DO UPDATE SET version = excluded.version, "
            "on_day = excluded.on_day, until_on = excluded.until_on, sale_id = excluded.sale_id, "
            "till_id = excluded.till_id, fact_id = excluded.fact_id WHERE excluded.fact_id < fact_id",
            (
                digest,
                body.offer_id,
                body.version,
                on,
                body.until_on,
                body.sale_id,
                fact.till_id,
                fact.fact_id,
            ),
        )
    rights.move_uses(fold, fact, body)
