"""Whether a member comes to meet a condition anew: a one-shot offer is given again only to who has fallen out of it.

A member who met a condition once and meets it still has not come to meet it. What the calendar and the time since the
last purchase decide is looked up day by day; what never ends (visits, sums of the whole past, words about a person)
never comes anew. Classes, tiers and sums over the last days cannot be known of a day that is gone: whoever asks about
those has to bound the giving in another way (`is_told_by_others`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from loyalty.conditions import atoms
from loyalty.conditions.atoms import Condition
from loyalty.conditions.evaluate import judge
from loyalty.conditions.needs import atoms_of
from loyalty.conditions.situation import without_basket
from loyalty.conditions.verdict import MET
from loyalty.member import MemberSnapshot, Moment

MOST_DAYS = 60
"""As many days are looked at; of a longer time they are as far apart, so that a shorter gap may be overlooked."""

_BY_DAY = (
    atoms.LastVisit,
    atoms.NoVisitFor,
    atoms.GapAgainstUsual,
    atoms.Age,
    atoms.Joined,
    atoms.Birthday,
    atoms.Anniversary,
    atoms.Dates,
    atoms.Weekdays,
    atoms.FirstDaysOfMonth,
)


def is_told_by_others(condition: Condition) -> bool:
    """Say whether a condition asks for what is known of today alone: a class, a tier, a sum over the last days."""
    return any(_is_of_today(atom) for atom in atoms_of(condition))


def comes_anew(condition: Condition, member: MemberSnapshot, moment: Moment, since: dt.date) -> bool:
    """Say whether a member who meets a condition now did not meet it on some day after `since`.

    `member` is as of now: a purchase made since counts on the days before it as well.
    """
    if not any(isinstance(atom, _BY_DAY) for atom in atoms_of(condition)):
        return False
    moments = (replace(moment, on=on, weekday=on.weekday()) for on in _days(since, moment.on))
    return any(judge(condition, without_basket(member, one)) is not MET for one in moments)


def _is_of_today(atom: Condition) -> bool:
    if isinstance(atom, atoms.PastAtom):
        return isinstance(atom.window, atoms.LastDays | atoms.LastMonths)
    return isinstance(atom, atoms.InSegment | atoms.TierIs | atoms.TierAtLeast)


def _days(since: dt.date, until: dt.date) -> Iterator[dt.date]:
    """Yield days between two days, neither of them among them, the first one always."""
    whole = (until - since).days
    step = max(1, -(-(whole - 1) // MOST_DAYS))
    return (since + dt.timedelta(days=away) for away in range(1, whole, step))
