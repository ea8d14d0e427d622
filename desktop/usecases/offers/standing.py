"""Read what this till knows of offers beside their documents, for pricing: counters, rights, who is held out.

What several tills share is used by the till that holds it (`offers.rights`): others refuse, and say so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.models.exchanges import read_centre
from desktop.models.queries.members import set_of
from desktop.models.queries.offers import (
    CodeRow,
    CountRow,
    code_issued,
    counts_of,
    grants_of,
    offer_counts,
)
from desktop.models.queries.sales import uses_of_member
from desktop.models.sources import Source
from desktop.usecases.offers.granting import meets_now
from desktop.usecases.offers.held import at_version, living
from desktop.usecases.offers.rights import counted_where, in_hand, not_here
from desktop.usecases.offers.shelf import offers_now
from desktop.usecases.till import Till
from loyalty.conditions.needs import Needs, together
from loyalty.member import MemberSnapshot, Moment
from loyalty.offers.codes import digest_of, is_unique_code, plain_code
from loyalty.offers.offer import UNIQUE, Offer
from loyalty.offers.standing import Brought, Right, Standing, Used
from loyalty.policy import Rules
from loyalty.quote import Because
from loyalty.uses import code_of

Rights = tuple[dict[str, Right], tuple[Offer, ...]]


def standing_of(
    db: Source,
    till: Till,
    snapshot: MemberSnapshot | None,
    offers: Sequence[Offer],
    rules: Rules,
    moment: Moment,
    *,
    as_if_held: bool = False,
) -> tuple[Standing, tuple[Offer, ...]]:
    """Return what is known of offers for a person (None: a walk-in), and the offers that are given to them just now.

    `as_if_held` leaves out what this till does not hold, to see what would apply if it did.
    """
    bounded = [one for one in offers if one.caps.shared or one.grant is not None]
    counts, taken = _counts(db, snapshot, offers), _taken(db, snapshot, offers, rules)
    if not bounded and not counts and taken is None and not any(one.holdout for one in offers):
        return Standing(key=till.shop.business_id), ()
    used = {}
    if any(one.caps.shared for one in bounded):
        used = {row.offer_id: _used(row, rules) for row in offer_counts(db, moment.on).values()}
    rights, coming = _rights(db, snapshot, bounded, rules, moment) if snapshot else ({}, ())
    known = Standing(used, rights, counts=counts, taken=taken, key=till.shop.business_id)
    if as_if_held:
        return known, coming
    elsewhere, left = not_here(db, till, bounded, rights, moment.on)
    at = counted_where(db, till, counts)
    return replace(known, elsewhere=elsewhere, left=left, counted_at=at), coming


def _counts(db: Source, snapshot: MemberSnapshot | None, offers: Iterable[Offer]) -> tuple[str, ...]:
    """Return the rights to count a member's uses, where an offer is capped for each member and tills share members."""
    if snapshot is None or not _has_member_cap(offers) or read_centre(db) is None:
        return ()
    return counts_of(db, set_of(db, snapshot.member_id))


def _has_member_cap(offers: Iterable[Offer]) -> bool:
    return any(one.caps.per_member is not None for one in offers)


def _taken(
    db: Source, snapshot: MemberSnapshot | None, offers: Iterable[Offer], rules: Rules
) -> dict[str, int] | None:
    """Return how often a member used offers, in sales that came back too, where a cap for each member counts those."""
    if snapshot is None or rules.refunds.uses_return or not _has_member_cap(offers):
        return None
    return dict(uses_of_member(db, snapshot.member_id, uses_return=False))


def needs_now(db: Source) -> Needs:
    """Return what must be read of a member for all offers that run."""
    return together(offer.needs for offer in offers_now(db))


def offers_for(db: Source, member_id: str | None) -> tuple[Offer, ...]:
    """Return the offers that run, a granted one at the version it was granted at: that never changes."""
    live = offers_now(db)
    granted = [one for one in live if one.grant is not None]
    if not member_id or not granted:
        return live
    versions = {row.offer_id: row.version for row in grants_of(db, member_id) if not row.gives}
    return tuple(at_version(db, one, versions.get(one.offer_id)) for one in live)


def _used(row: CountRow, rules: Rules) -> Used:
    cost = row.discount + row.credit + row.points * rules.costs.point_cost
    if rules.refunds.uses_return:
        return Used(row.uses, row.uses_today, cost)
    return Used(row.taken, row.taken_today, cost)


def _rights(
    db: Source, snapshot: MemberSnapshot, offers: Iterable[Offer], rules: Rules, moment: Moment
) -> Rights:
    """Return the rights a member holds, and those they come to have as they stand here."""
    one_shot = [one for one in offers if one.grant is not None]
    if not one_shot:
        return {}, ()
    rows = grants_of(db, snapshot.member_id, uses_return=rules.refunds.uses_return)
    rights: dict[str, Right] = {}
    coming = []
    for offer in one_shot:
        right = living(rows, offer)
        if right is None or not right.lives(moment.on):
            new = meets_now(db, offer, snapshot, moment)
            if new is not None:
                coming.append(offer)
            right = new or right
        if right is not None:
            rights[offer.offer_id] = right
    return rights, tuple(coming)


def codes_brought(
    db: Source, till: Till, codes: Sequence[str], rules: Rules, on: dt.date, *, as_if_held: bool = False
) -> tuple[dict[str, Brought], list[str]]:
    """Return what unique codes stand for, by offer, and the codes that no offer knows; `as_if_held` as `standing_of`."""
    if not codes:  # most baskets, and every key: the offers need not be read for it
        return {}, []
    shared = {one.code for one in offers_now(db) if one.code and one.code != UNIQUE}
    brought: dict[str, Brought] = {}
    unknown = []
    for code in map(plain_code, codes):
        if code in shared:
            continue
        rows = code_issued(db, digest_of(code)) if is_unique_code(code) else ()
        if not rows:
            unknown.append(code)
        for row in rows:
            brought[row.offer_id] = Brought(
                digest_of(code),
                _ended(row, rules, on) or (None if as_if_held else _not_held(db, till, row, code)),
            )
    return brought, unknown


def _ended(row: CodeRow, rules: Rules, on: dt.date) -> Because | None:
    if row.stands if rules.refunds.uses_return else row.used:
        return Because("code_used")
    return Because("code_over") if row.until_on and on > row.until_on else None


def _not_held(db: Source, till: Till, row: CodeRow, code: str) -> Because | None:
    use = code_of(row.offer_id, digest_of(code))
    held = in_hand(db, till, (use,))
    return None if held is None or use in held else Because("code_needs_centre")
