"""What an offer has done since it was published: uptake, cost, profit, before and after, and against the held out.

Before and after is no effect: who uses an offer was about to buy. Only a hold-out tells an effect, and says how sure.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.models.queries.names import in_the_club_before
from desktop.models.queries.offer_results import around_first_use, bought_since, touched_lines, uses_by_day
from desktop.models.queries.offers import members_granted
from desktop.models.queries.sales import OfferTotals, offer_totals
from desktop.models.sources import Source
from desktop.usecases.offers.shelf import PREFIX, cost_of, find_offer
from desktop.usecases.policies import policy_history, rules_now
from desktop.usecases.till import Till
from loyalty.money import WHOLE
from loyalty.offers.effect import Effect, measure
from loyalty.offers.offer import Offer
from loyalty.offers.standing import is_held_out
from loyalty.pricing.floor import without_vat

SPANS = (7, 10, 14, 30)
FOREVER = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Days:
    """The days `[since, until)`, and the instants they begin and end at."""

    since: dt.date
    until: dt.date
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """What members bought in the days before their first use and in those after it, the use itself left out.

    `members` are those whose days after are over.
    """

    days: int
    members: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class UseDay:
    """Uses of a day that stand, and what they cost."""

    on: dt.date
    uses: int
    cost: int


@dataclass(frozen=True, slots=True)
class OfferResults:
    """An offer's results; `granted` and `uptake` (parts per million of the granted) are of one-shot offers.

    `profit` is what the sales with the offer kept by expected costs, None where a margin is unknown. `effect` is
    None without a hold-out or with too few members; `offered` and `held_out` are (net bought since, members), nothing
    without a hold-out.
    """

    offer_id: str
    published_at: int
    uses: int
    members: int
    cost: int
    discount: int
    credit: int
    points: int
    profit: int | None
    granted: int
    uptake: int | None
    by_day: tuple[UseDay, ...]
    around: tuple[BeforeAfter, ...]
    holdout: int
    effect: Effect | None
    offered: tuple[int, int] = (0, 0)
    held_out: tuple[int, int] = (0, 0)


def offer_results(till: Till, offer_id: str) -> OfferResults:
    """Return what an offer has done; raises `offer_unknown`."""
    with till.read() as db:
        return read_results(db, offer_id, till.shop.business_id, till.now())


def read_results(
    db: Source, offer_id: str, business_id: str, now: int, within: Days | None = None
) -> OfferResults:
    """Return what an offer of a business has done up to an instant, or in some days before it; raises `offer_unknown`.

    Of some days only what was used and bought in them counts, as those sales stand now.
    """
    offer = find_offer(db, offer_id).offer
    totals = offer_totals(db, offer_id, within=_days(within))
    granted = len(members_granted(db, offer_id))
    published_at = policy_history(db, PREFIX + offer_id)[0].at or 0
    first, end = (max(published_at, within.first), within.end) if within else (published_at, FOREVER)
    treated, held_out = _sides(db, business_id, offer, published_at, (first, end))
    return OfferResults(
        offer_id=offer_id,
        published_at=published_at,
        uses=totals.uses,
        members=totals.members,
        cost=cost_of(totals),
        discount=totals.discount,
        credit=totals.credit,
        points=totals.points,
        profit=_profit(db, offer, totals, within),
        granted=granted,
        uptake=totals.members * WHOLE // granted if granted else None,
        by_day=_by_day(db, offer_id, within),
        around=tuple(
            BeforeAfter(days, *around_first_use(db, offer_id, days, min(now, end))) for days in SPANS
        ),
        holdout=offer.holdout,
        effect=measure(treated, held_out),
        offered=_sum(treated),
        held_out=_sum(held_out),
    )


def _days(within: Days | None) -> tuple[dt.date, dt.date] | None:
    return (within.since, within.until) if within else None


def _by_day(db: Source, offer_id: str, within: Days | None) -> tuple[UseDay, ...]:
    days = (UseDay(dt.date.fromisoformat(on), uses, cost) for on, uses, cost in uses_by_day(db, offer_id))
    return tuple(day for day in days if within is None or within.since <= day.on < within.until)


def _profit(db: Source, offer: Offer, totals: OfferTotals, within: Days | None) -> int | None:
    kept, rules = 0, rules_now(db)
    lines = touched_lines(db, offer.offer_id, _days(within))
    for group, gross, net, vat_rate, _ in lines:
        margin = rules.groups.margin(group)
        if margin is None:
            return None
        kept += without_vat(net, vat_rate) * WHOLE - without_vat(gross, vat_rate) * (WHOLE - margin)
    credit = totals.credit * rules.costs.redeemed + totals.points * rules.costs.point_cost * WHOLE
    return (kept - credit) // WHOLE


Bought = list[tuple[int, int]]
"""(net, purchases) of each member since an offer was published, also of who bought nothing."""


def _sides(
    db: Source, business_id: str, offer: Offer, published_at: int, between: tuple[int, int]
) -> tuple[Bought, Bought]:
    """Return what members who were there before the offer bought, with it and held out; nothing without a hold-out."""
    sides: tuple[Bought, Bought] = ([], [])
    if not offer.holdout:
        return sides
    bought = {member_id: (net, visits) for member_id, visits, net in bought_since(db, *between)}
    for member_id in in_the_club_before(db, published_at):
        sides[is_held_out(offer, member_id, business_id)].append(bought.get(member_id, (0, 0)))
    return sides


def _sum(side: Bought) -> tuple[int, int]:
    return sum(net for net, _ in side), len(side)
