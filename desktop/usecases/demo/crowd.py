"""The people of the demo: who they are, when they joined and where, how often and when they come."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, field
from random import Random

from desktop.usecases.demo.seasons import OPENS, Days, second_of_day
from desktop.usecases.demo.story import card_number, names, phone_number
from loyalty.ledger import Held
from loyalty.lots import Lot
from loyalty.member import Visit

VANAK, TAJRISH = "vanak", "tajrish"

# share of members, visits in an ordinary year, chance of having drifted away since
_HABITS = ((0.07, 15.0, 0.08), (0.26, 6.8, 0.2), (0.42, 3.2, 0.35), (0.25, 0.9, 0.5))
_ALREADY_MEMBERS = 0.3
_OTHER_BRANCH = 0.12


@dataclass(slots=True)
class Someone:
    """A member with what they hold and bought so far, as the till would read it."""

    place: int
    name: str
    phone: str
    card: str
    woman: bool
    birth_on: dt.date | None
    home: str
    joined_on: dt.date
    joined_second: int
    before: bool
    member_id: str = ""
    visits: list[Visit] = field(default_factory=list)
    points: list[tuple[dt.date, int]] = field(default_factory=list)
    uses: dict[str, int] = field(default_factory=dict)
    lots: dict[str, Lot] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)

    def held(self) -> tuple[Held, ...]:
        """Return the lots with something left."""
        return tuple(Held(self.lots[name], left) for name, left in self.left.items() if left > 0)


@dataclass(frozen=True, slots=True, order=True)
class Coming:
    """Somebody comes to a branch; `place` is −1 for a walk-in."""

    on: dt.date
    second: int
    place: int
    branch: str


def make_crowd(dice: Random, count: int, days: Days, until: int) -> list[Someone]:
    """Return the members: three in ten were in the club before, the others join as time goes by.

    `until` is the second of the last day at which the story ends.
    """
    return [_someone(dice, place, days, until) for place in range(count)]


def _someone(dice: Random, place: int, days: Days, until: int) -> Someone:
    woman = dice.random() < 0.62
    first = names("women" if woman else "men").draw(dice)
    before = dice.random() < _ALREADY_MEMBERS
    joined, second = _joining(dice, days, until, before=before)
    return Someone(
        place=place,
        name=f"{first} {names('families').draw(dice)}",
        phone=phone_number(place),
        card=card_number(place) if dice.random() < 0.55 else "",
        woman=woman,
        birth_on=_birthday(dice, days.last) if dice.random() < 0.72 else None,
        home=VANAK if dice.random() < 0.62 else TAJRISH,
        joined_on=joined,
        joined_second=second,
        before=before,
    )


def _joining(dice: Random, days: Days, until: int, *, before: bool) -> tuple[dt.date, int]:
    if before:
        return days.first - dt.timedelta(days=dice.randrange(20, 1_300)), second_of_day(dice)
    on, second = days.draw(dice, days.first, days.last), second_of_day(dice)
    if on == days.last and second >= until:
        # Nobody joins after the story has ended: earlier today, or yesterday where the shop has just opened.
        opened = OPENS * 3_600
        return (
            (on, dice.randrange(opened, until))
            if until > opened + 600
            else (on - dt.timedelta(days=1), second)
        )
    return on, second


def _birthday(dice: Random, today: dt.date) -> dt.date:
    age = min(82.0, 15 + dice.gammavariate(4.2, 5.6))
    return today - dt.timedelta(days=int(age * 365.25) + dice.randrange(365))


def make_comings(dice: Random, crowd: list[Someone], days: Days) -> list[Coming]:
    """Return every visit of members and walk-ins, in order of time."""
    found = [coming for one in crowd for coming in _comings_of(dice, one, days)]
    for _ in range(len(found) * 22 // 100):
        branch = VANAK if dice.random() < 0.58 else TAJRISH
        on = days.draw(dice, days.first, days.last)
        found.append(Coming(on, second_of_day(dice), -1, branch))
    return sorted(found)


def _comings_of(dice: Random, one: Someone, days: Days) -> list[Coming]:
    _, yearly, drift = dice.choices(_HABITS, [habit[0] for habit in _HABITS])[0]
    since = max(one.joined_on, days.first)
    until = days.last
    if dice.random() < drift:
        until = since + dt.timedelta(days=int((days.last - since).days * dice.random()))
    ordinary = days.busyness(since, until)
    count = _poisson(dice, yearly * dice.gammavariate(3.0, 1 / 3) * ordinary / 365)
    found = [] if one.before else [Coming(one.joined_on, one.joined_second, one.place, one.home)]
    for _ in range(count):
        on, second = days.draw(dice, since, until), second_of_day(dice)
        if not one.before and on <= one.joined_on:
            continue
        branch = one.home if dice.random() > _OTHER_BRANCH else (TAJRISH if one.home == VANAK else VANAK)
        found.append(Coming(on, second, one.place, branch))
    return found


def _poisson(dice: Random, mean: float) -> int:
    if mean > 60:
        return max(0, round(dice.gauss(mean, math.sqrt(mean))))
    limit, product, count = math.exp(-mean), dice.random(), 0
    while product > limit:
        product *= dice.random()
        count += 1
    return count
