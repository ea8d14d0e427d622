"""Which one-shot offers people hold: what they were given, and what became of it. One answer wherever it is asked.

A right counts from the moment it is written down: one a member only comes to have with this purchase is held from then on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from desktop.models.queries.offers import GrantRow, grants_by_id
from desktop.models.sources import Source
from desktop.usecases.offers.shelf import offer_at, offers_now
from loyalty.offers.offer import NEXT_PURCHASE, Offer
from loyalty.offers.standing import Right
from loyalty.policy import Rules


def held_by(db: Source, ids: str, rules: Rules, on: dt.date) -> dict[str, frozenset[str]]:
    """Return the running offers people hold a right to on a day, by the id they go by; `ids` are all of theirs, as JSON."""
    live = [one for one in offers_now(db) if one.grant is not None]
    if not live:
        return {}
    rows = grants_by_id(db, ids, uses_return=rules.refunds.uses_return)
    return {member_id: _living(db, found, live, on) for member_id, found in rows.items()}


def _living(db: Source, rows: Sequence[GrantRow], live: Iterable[Offer], on: dt.date) -> frozenset[str]:
    versions = {row.offer_id: row.version for row in rows if not row.gives}
    offers = (at_version(db, one, versions.get(one.offer_id)) for one in live)
    rights = ((one.offer_id, living(rows, one)) for one in offers)
    return frozenset(name for name, right in rights if right is not None and right.lives(on))


def living(rows: Sequence[GrantRow], offer: Offer) -> Right | None:
    """Return the right of an offer among a member's grants."""
    row = next((one for one in rows if one.offer_id == offer.offer_id and not one.gives), None)
    return None if row is None else Right(row.version, row.until_on, ended(row, offer), row.name)


def ended(row: GrantRow, offer: Offer) -> str:
    """Return what ended a right: `used`, `passed`, or nothing."""
    if row.used:
        return "used"
    return "passed" if row.passed and offer.grant is not None and offer.grant.ends == NEXT_PURCHASE else ""


def at_version(db: Source, offer: Offer, version: int | None) -> Offer:
    """Return an offer as it was granted: that never changes."""
    if offer.grant is None or version in (None, offer.version):
        return offer
    older = offer_at(db, offer.offer_id, version or 0)
    return older.offer if older and older.offer.grant is not None else offer
