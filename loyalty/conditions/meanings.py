"""What each atom means: one function an atom, in one table."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, TypeAlias

from loyalty.basket import UNIT_QUANTITY
from loyalty.conditions import atoms
from loyalty.conditions.atoms import AT_LEAST, AT_MOST, EQUAL, LESS, MORE
from loyalty.conditions.days import (
    anniversaries,
    day_of_month,
    days_to_birthday,
    days_until_birthday,
    months_before,
    whole_years,
)
from loyalty.conditions.past import Past
from loyalty.conditions.situation import Situation
from loyalty.conditions.verdict import Missing

COMPARE: dict[str, Callable[[int, int], bool]] = {
    LESS: operator.lt,
    AT_MOST: operator.le,
    EQUAL: operator.eq,
    AT_LEAST: operator.ge,
    MORE: operator.gt,
}

Answer: TypeAlias = bool | Missing
"""True: met. Missing: not met, and this much more would do. False: not met."""


def _reach(op: str, have: int, value: int, what: str, group: str = "", product_id: str = "") -> Answer:
    """Compare, and say how much more is needed where more would help."""
    return COMPARE[op](have, value) or _lack(op, have, value, what, group, product_id)


def _lack(op: str, have: int, value: int, what: str, group: str = "", product_id: str = "") -> Answer:
    need = value + 1 if op == MORE else value
    if op not in (MORE, AT_LEAST, EQUAL) or have >= need:
        return False
    return Missing(what, have, need, group, product_id)


def _visits(atom: atoms.Visits, past: Past) -> Answer:
    return _reach(atom.op, past.bought(atom.window, atom.group).visits, atom.value, "visits", atom.group)


def _spent(atom: atoms.Spent, past: Past) -> Answer:
    return _reach(atom.op, past.bought(atom.window, atom.group).net, atom.amount, "amount", atom.group)


def _average(atom: atoms.Average, past: Past) -> Answer:
    visits, net = past.bought(atom.window)
    if visits == 0:
        return False
    return COMPARE[atom.op](net, atom.amount * visits) or _lack(
        atom.op, net // visits, atom.amount, "average"
    )


def _bought(atom: atoms.Bought, past: Past) -> Answer:
    visits = past.bought(atom.window, atom.group, atom.product_id).visits
    return _reach(AT_LEAST, visits, 1, "visits", atom.group, atom.product_id)


_OF_THE_PAST: dict[type, Callable[[Any, Past], Answer]] = {
    atoms.Visits: _visits,
    atoms.Spent: _spent,
    atoms.Average: _average,
    atoms.Bought: _bought,
}


def _past(atom: atoms.PastAtom, situation: Situation) -> Answer:
    return _OF_THE_PAST[type(atom)](atom, situation.past)


def _reaches(atom: atoms.Reaches, situation: Situation) -> Answer:
    meaning = _OF_THE_PAST[type(atom.part)]
    if meaning(atom.part, situation.past) is True:
        return False
    return meaning(atom.part, situation.past.after(situation.contents))


def _age(atom: atoms.Age, situation: Situation) -> Answer:
    birth_on, moment = situation.person.birth_on, situation.moment
    if birth_on is None:
        return False
    return _reach(atom.op, whole_years(birth_on, moment.on, moment.calendar), atom.years, "years")


def _used_offer(atom: atoms.UsedOffer, situation: Situation) -> Answer:
    used = next((uses for offer_id, uses in situation.person.uses if offer_id == atom.offer_id), 0)
    return _reach(atom.op, used, atom.value, "uses")


def _preferred_hours(atom: atoms.PreferredHours, situation: Situation) -> Answer:
    hour = situation.past.preferred_hour()
    return hour is not None and _within(atom.since, atom.until, hour * 60)


def _preferred_weekdays(atom: atoms.PreferredWeekdays, situation: Situation) -> Answer:
    return situation.past.preferred_weekday() in atom.days


def _last_visit(atom: atoms.LastVisit, situation: Situation) -> Answer:
    last_on = situation.past.last_on
    return last_on is not None and _reach(atom.op, (situation.moment.on - last_on).days, atom.days, "days")


def _no_visit_for(atom: atoms.NoVisitFor, situation: Situation) -> Answer:
    last_on, moment = situation.past.last_on, situation.moment
    return last_on is not None and last_on <= months_before(moment.on, atom.months, moment.calendar)


def _mean_gap(atom: atoms.MeanGap, situation: Situation) -> Answer:
    gaps, days = _gaps(situation.past)
    return gaps > 0 and COMPARE[atom.op](days, atom.days * gaps)


def _gap_against_usual(atom: atoms.GapAgainstUsual, situation: Situation) -> Answer:
    last_on, (gaps, days) = situation.past.last_on, _gaps(situation.past)
    if last_on is None or days == 0:
        return False
    since = (situation.moment.on - last_on).days
    if COMPARE[atom.op](since * gaps * 1_000, atom.times * days):
        return True
    if atom.op not in (MORE, AT_LEAST, EQUAL):
        return False
    # The first day on which it would hold; `=` may hold on none.
    due = (atom.times * days + (0 if atom.op == MORE else -1)) // (gaps * 1_000) + 1
    exact = atom.op != EQUAL or due * gaps * 1_000 == atom.times * days
    return Missing("days", since, due) if exact and due > since else False


def _gaps(past: Past) -> tuple[int, int]:
    """Return how many gaps lie between purchases, and the days they come to."""
    totals = past.totals
    if totals.first_on is None or totals.last_on is None:
        return 0, 0
    return totals.visits - 1, (totals.last_on - totals.first_on).days


def _joined(atom: atoms.Joined, situation: Situation) -> Answer:
    return _reach(atom.op, (situation.moment.on - situation.person.joined_on).days, atom.days, "days")


def _birthday(atom: atoms.Birthday, situation: Situation) -> Answer:
    birth_on, moment = situation.person.birth_on, situation.moment
    if birth_on is None:
        return False
    if days_to_birthday(birth_on, moment.on, moment.calendar) <= atom.days:
        return True
    return Missing("days", 0, days_until_birthday(birth_on, moment.on, moment.calendar) - atom.days)


def _anniversary(atom: atoms.Anniversary, situation: Situation) -> Answer:
    joined_on, moment = situation.person.joined_on, situation.moment
    around = anniversaries(joined_on, moment.on, moment.calendar)
    if any(abs(days) <= atom.days for days in around):
        return True
    ahead = [days for days in around if days > 0]
    return Missing("days", 0, min(ahead) - atom.days) if ahead else False


def _tier_at_least(atom: atoms.TierAtLeast, situation: Situation) -> Answer:
    member = situation.person
    return atom.tier == member.tier or atom.tier in member.tiers_reached


def _basket_total(atom: atoms.BasketTotal, situation: Situation) -> Answer:
    return _reach(atom.op, situation.contents.amount(atom.group), atom.amount, "amount", atom.group)


def _basket_has(atom: atoms.BasketHas, situation: Situation) -> Answer:
    if situation.contents.quantity(atom.group, atom.product_id) > 0:
        return True
    return Missing("quantity", 0, UNIT_QUANTITY, atom.group, atom.product_id)


def _basket_quantity(atom: atoms.BasketQuantity, situation: Situation) -> Answer:
    have = situation.contents.quantity(atom.group, atom.product_id)
    return _reach(atom.op, have, atom.quantity, "quantity", atom.group, atom.product_id)


def _paid_by(atom: atoms.PaidBy, situation: Situation) -> Answer:
    tenders = situation.contents.tenders
    return bool(tenders) and tenders <= set(atom.kinds)


def _dates(atom: atoms.Dates, situation: Situation) -> Answer:
    since, until, on = atom.span.since, atom.span.until, situation.moment.on
    if until is not None and on > until:
        return False
    return since is None or since <= on or Missing("days", 0, (since - on).days)


def _weekdays(atom: atoms.Weekdays, situation: Situation) -> Answer:
    wait = min((day - situation.moment.weekday) % 7 for day in atom.days)
    return wait == 0 or Missing("days", 0, wait)


def _first_days(atom: atoms.FirstDaysOfMonth, situation: Situation) -> Answer:
    return day_of_month(situation.moment.on, situation.moment.calendar) <= atom.days


def _within(since: int, until: int, minute: int) -> bool:
    """Say whether a minute of the day lies in a span, over midnight where it ends before it begins."""
    return since <= minute < until if since < until else minute >= since or minute < until


def _hours(atom: atoms.Hours, situation: Situation) -> Answer:
    minute, weekday = situation.moment.minute_of_day, situation.moment.weekday
    if not _within(atom.since, atom.until, minute):
        return False
    began = (weekday - 1) % 7 if minute < atom.since else weekday
    return not atom.weekdays or began in atom.weekdays


MEANINGS: dict[type, Callable[[Any, Situation], Answer]] = {
    atoms.IsMember: lambda _, situation: situation.member is not None,
    atoms.InGroup: lambda atom, situation: atom.group in situation.person.tags,
    atoms.InSegment: lambda atom, situation: atom.segment in situation.person.segments,
    atoms.Age: _age,
    atoms.Gender: lambda atom, situation: atom.gender == situation.person.gender,
    atoms.TierIs: lambda atom, situation: atom.tier == situation.person.tier,
    atoms.TierAtLeast: _tier_at_least,
    atoms.Visits: _past,
    atoms.Spent: _past,
    atoms.Average: _past,
    atoms.Bought: _past,
    atoms.UsedOffer: _used_offer,
    atoms.PreferredHours: _preferred_hours,
    atoms.PreferredWeekdays: _preferred_weekdays,
    atoms.LastVisit: _last_visit,
    atoms.NoVisitFor: _no_visit_for,
    atoms.MeanGap: _mean_gap,
    atoms.GapAgainstUsual: _gap_against_usual,
    atoms.Joined: _joined,
    atoms.Birthday: _birthday,
    atoms.Anniversary: _anniversary,
    atoms.HoldsGrant: lambda atom, situation: atom.offer_id in situation.person.grants,
    atoms.Reaches: _reaches,
    atoms.BasketTotal: _basket_total,
    atoms.BasketHas: _basket_has,
    atoms.BasketQuantity: _basket_quantity,
    atoms.HoldsCode: lambda atom, situation: atom.code.upper() in situation.contents.codes,
    atoms.PaidBy: _paid_by,
    atoms.Dates: _dates,
    atoms.Weekdays: _weekdays,
    atoms.Hours: _hours,
    atoms.FirstDaysOfMonth: _first_days,
    atoms.AtTill: lambda atom, situation: situation.moment.till_id in atom.till_ids,
    atoms.Branch: lambda atom, situation: situation.moment.branch_id in atom.branch_ids,
}
"""Every atom of the language; those about a member are only asked where there is one."""
