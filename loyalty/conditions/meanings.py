"""What each atom means: one function an atom, in one table."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, TypeAlias

from loyalty.conditions import atoms
from loyalty.conditions.atoms import AT_LEAST, AT_MOST, EQUAL, LESS, MORE
from loyalty.conditions.days import days_to_birthday, months_before
from loyalty.conditions.situation import Situation
from loyalty.conditions.verdict import Missing

_COMPARE: dict[str, Callable[[int, int], bool]] = {
    LESS: operator.lt,
    AT_MOST: operator.le,
    EQUAL: operator.eq,
    AT_LEAST: operator.ge,
    MORE: operator.gt,
}

Answer: TypeAlias = bool | Missing
"""True: met. Missing: not met, and this much more would do. False: not met."""


def _reach(op: str, have: int, value: int, what: str, group: str = "") -> Answer:
    """Compare, and say how much more is needed where more would help."""
    if _COMPARE[op](have, value):
        return True
    need = value + 1 if op == MORE else value
    return Missing(what, have, need, group) if op in (MORE, AT_LEAST, EQUAL) and have < need else False


def _visits(atom: atoms.Visits, situation: Situation) -> Answer:
    have = situation.past.bought(atom.window, atom.group).visits
    return _reach(atom.op, have, atom.value, "visits", atom.group)


def _spent(atom: atoms.Spent, situation: Situation) -> Answer:
    have = situation.past.bought(atom.window, atom.group).net
    return _reach(atom.op, have, atom.amount, "amount", atom.group)


def _average(atom: atoms.Average, situation: Situation) -> Answer:
    bought = situation.past.bought(atom.window, "")
    return bought.visits > 0 and _COMPARE[atom.op](bought.net, atom.amount * bought.visits)


def _last_visit(atom: atoms.LastVisit, situation: Situation) -> Answer:
    last_on = situation.past.last_on
    return last_on is not None and _reach(atom.op, (situation.moment.on - last_on).days, atom.days, "days")


def _no_visit_for(atom: atoms.NoVisitFor, situation: Situation) -> Answer:
    last_on, moment = situation.past.last_on, situation.moment
    return last_on is not None and last_on <= months_before(moment.on, atom.months, moment.calendar)


def _joined(atom: atoms.Joined, situation: Situation) -> Answer:
    return _reach(atom.op, (situation.moment.on - situation.person.joined_on).days, atom.days, "days")


def _birthday(atom: atoms.Birthday, situation: Situation) -> Answer:
    birth_on, moment = situation.person.birth_on, situation.moment
    return birth_on is not None and days_to_birthday(birth_on, moment.on, moment.calendar) <= atom.days


def _tier_at_least(atom: atoms.TierAtLeast, situation: Situation) -> Answer:
    member = situation.person
    return atom.tier == member.tier or atom.tier in member.tiers_reached


def _basket_total(atom: atoms.BasketTotal, situation: Situation) -> Answer:
    return _reach(atom.op, situation.contents.amount(atom.group), atom.amount, "amount", atom.group)


def _basket_has(atom: atoms.BasketHas, situation: Situation) -> Answer:
    return situation.contents.quantity(atom.group, atom.product_id) > 0


def _basket_quantity(atom: atoms.BasketQuantity, situation: Situation) -> Answer:
    have = situation.contents.quantity(atom.group, atom.product_id)
    return _reach(atom.op, have, atom.quantity, "quantity", atom.group)


def _dates(atom: atoms.Dates, situation: Situation) -> Answer:
    since, until, on = atom.span.since, atom.span.until, situation.moment.on
    return (since is None or since <= on) and (until is None or on <= until)


def _hours(atom: atoms.Hours, situation: Situation) -> Answer:
    minute, weekday = situation.moment.minute_of_day, situation.moment.weekday
    if atom.since < atom.until:
        began = weekday if atom.since <= minute < atom.until else None
    elif minute >= atom.since:
        began = weekday
    else:
        began = (weekday - 1) % 7 if minute < atom.until else None
    return began is not None and (not atom.weekdays or began in atom.weekdays)


MEANINGS: dict[type, Callable[[Any, Situation], Answer]] = {
    atoms.IsMember: lambda _, situation: situation.member is not None,
    atoms.InGroup: lambda atom, situation: atom.group in situation.person.tags,
    atoms.TierIs: lambda atom, situation: atom.tier == situation.person.tier,
    atoms.TierAtLeast: _tier_at_least,
    atoms.Visits: _visits,
    atoms.Spent: _spent,
    atoms.Average: _average,
    atoms.LastVisit: _last_visit,
    atoms.NoVisitFor: _no_visit_for,
    atoms.Joined: _joined,
    atoms.Birthday: _birthday,
    atoms.BasketTotal: _basket_total,
    atoms.BasketHas: _basket_has,
    atoms.BasketQuantity: _basket_quantity,
    atoms.Dates: _dates,
    atoms.Weekdays: lambda atom, situation: situation.moment.weekday in atom.days,
    atoms.Hours: _hours,
    atoms.Branch: lambda atom, situation: situation.moment.branch_id in atom.branch_ids,
}
"""Every atom of the language; those about a member are only asked where there is one."""
