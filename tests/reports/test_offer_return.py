"""What an offer brought in return, reckoned by hand: half of eighty members are held out of it, and all of them buy."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from desktop.reports.figures.periods import Period
from desktop.reports.offer_return import TOO_FEW, offer_return
from desktop.usecases.members.enrol import NewMember, enrol
from desktop.usecases.offers import offer_results
from desktop.usecases.offers.publishing import publish
from desktop.usecases.offers.results import Days, read_results
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.shifts import begin_shift
from loyalty.clock import DAY, day_start

OFFER = {
    "id": "half",
    "name": {"fa": "نیمه", "en": "Half"},
    "kind": "lasting",
    "audience": {"member": True},
    "benefits": [{"discount": {"percent": 10}}],
    "holdout": 50,
}


def ring_up(till, session, member: str, amount: int, clock) -> None:
    """Sell to a member."""
    checkout(till, session, basket_of([group_line(till, "SHOES", amount, 1_000)]), member, None)
    clock.go(1_000)


def returned(till):
    results = offer_results(till, "half")
    with till.read() as db:
        return results, offer_return(db, results, till.shop.zone, till.today())


@pytest.fixture
def club(till, session, fixed_clock):
    """Return who joined before the offer was published; the margin of shoes is 30 percent, a leaflet cost 100,000."""
    begin_shift(till, session, 0)
    publish_policy(till, session, "groups", {"groups": [{"id": "SHOES", "name": "Shoes", "margin": 30}]})
    today = till.today().isoformat()
    leaflet = {"name": "leaflet", "amount": 100_000, "from": today, "to": today, "campaign": "half"}
    publish_policy(till, session, "fixed_costs", {"costs": [leaflet]})
    found = [enrol(till, session, NewMember(f"0912000{n:04d}")).member_id for n in range(80)]
    fixed_clock.go(1_000)
    publish(till, session, OFFER)
    fixed_clock.go(1_000)
    return found


def test_the_return_is_the_margin_above_the_held_out_less_cost(till, session, club, fixed_clock) -> None:
    for member in club:
        before = offer_results(till, "half").uses
        ring_up(till, session, member, 1_000_000, fixed_clock)
        if offer_results(till, "half").uses > before:
            # Whoever has the offer comes once more: what the held out do not.
            ring_up(till, session, member, 1_000_000, fixed_clock)
    results, back = returned(till)
    with_it, without = results.offered[1], results.held_out[1]
    assert with_it + without == 80
    assert min(with_it, without) >= 30
    assert results.offered == (1_800_000 * with_it, with_it)
    assert results.held_out == (1_000_000 * without, without)
    extra = Fraction(30, 100) * (1_800_000 - 1_000_000) * with_it
    cost = 200_000 * with_it + 100_000
    assert (back.cost.discounts, back.cost.fixed, back.extra_margin) == (200_000 * with_it, 100_000, extra)
    assert back.value == pytest.approx(float(100 * (extra - cost) / cost), abs=1e-6)


def test_days_that_are_over_tell_what_was_told_at_their_end(till, session, club, fixed_clock) -> None:
    for member in club:
        ring_up(till, session, member, 1_000_000, fixed_clock)
    told, back = returned(till)
    first, zone = till.today(), till.shop.zone
    fixed_clock.go(2 * DAY)
    for member in club[:60]:
        ring_up(till, session, member, 500_000, fixed_clock)
    until = first + dt.timedelta(days=1)
    days = Days(first, until, day_start(first, zone), day_start(until, zone))
    with till.read() as db:
        then = read_results(db, "half", till.shop.business_id, till.now(), days)
        back_then = offer_return(db, then, zone, till.today(), Period(first, until))
        later = replace(
            days, since=until, until=till.today(), first=days.end, end=day_start(till.today(), zone)
        )
        between = read_results(db, "half", till.shop.business_id, till.now(), later)
    # Whose days after their first use are over is another question, and its answer has grown since.
    assert replace(then, around=told.around) == told
    assert back_then == back
    assert (between.uses, between.cost, between.by_day, between.profit) == (0, 0, (), 0)
    assert offer_results(till, "half").uses > told.uses


def test_too_few_members_or_no_hold_out_is_no_figure(till, session, club, fixed_clock) -> None:
    publish(till, session, {**OFFER, "holdout": 99})
    _, back = returned(till)
    assert (back.value, back.reason) == (None, TOO_FEW)
    publish(till, session, {key: value for key, value in OFFER.items() if key != "holdout"})
    _, back = returned(till)
    assert (back.value, back.reason) == (None, "no_hold_out")
    assert back.cost.total == 100_000
