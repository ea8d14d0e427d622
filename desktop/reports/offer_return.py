"""What an offer of the shop's own brought in return for what it cost (D19), measured against the members held out of it.

Cost is what it took off, the part of its credit that is expected to be spent, its points at their cost, and the fixed
costs that name the offer as their campaign. Extra margin is the margin of what members bought above the held out,
since the offer was first published. Without a hold-out, or with too few members on a side, there is no figure.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from desktop.models.queries import figures as queries
from desktop.models.sources import Source
from desktop.reports.figures.periods import Period
from desktop.reports.figures.profit import Cost, Return, margin_of, return_against_held_out
from desktop.usecases.offers.results import OfferResults
from desktop.usecases.policies import documents_now, rules_now
from loyalty.clock import business_day
from loyalty.costs import Costs
from loyalty.fixed_costs import fixed_sum, parse_fixed_costs
from loyalty.money import WHOLE

TOO_FEW = "too_few_members"


def offer_return(
    db: Source, results: OfferResults, zone: str, today: dt.date, within: Period | None = None
) -> Return:
    """Return what an offer brought up to today, its day not over; extra margin and costs are in money.

    With `within`, the results and what it brought are of those days.
    """
    since = business_day(results.published_at, zone)
    period = Period(since, max(since, today) + dt.timedelta(days=1))
    if within is not None:
        since = min(max(since, within.since), within.until)
        period = Period(since, within.until)
    rules, documents = rules_now(db), documents_now(db)
    fixed = fixed_sum(
        parse_fixed_costs(documents.get("fixed_costs", {})),
        period.since,
        period.until,
        campaign=results.offer_id,
    )
    cost = Cost(results.discount, _credit(results, rules.costs), fixed)
    if results.holdout and results.effect is None:
        return Return(cost, None, TOO_FEW)
    margin = margin_of(queries.member_groups(db, period.since, period.until, ()), rules.groups).rate
    return return_against_held_out(cost, margin, results.offered, results.held_out)


def _credit(results: OfferResults, costs: Costs) -> int:
    """Return what the credit and points of an offer are expected to cost."""
    whole = Fraction(results.credit * costs.redeemed, WHOLE) + results.points * costs.point_cost
    return round(whole)
