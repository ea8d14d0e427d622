"""Members as conditions see them: one at the counter, or everyone, page by page; the same picture either way.

Only what some conditions need is read. Whatever is not read cannot be asked: a sum that is missing is an error.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop.models.queries import pictures
from desktop.models.queries.members import Sets, ids_of, sets_of
from desktop.models.sources import Source
from desktop.usecases.members.naming import words_without_cards
from desktop.usecases.offers.held import held_by
from desktop.usecases.selling.counter_member import tiers_now
from loyalty.clock import local_time
from loyalty.conditions.needs import Needs
from loyalty.conditions.past import days_of, most_common
from loyalty.conditions.segments import Segment, Segments, in_order, needs_with, placed
from loyalty.member import NO_TOTALS, Asked, Bought, MemberSnapshot, Moment, Read, Sums, Totals
from loyalty.policy import Rules

PAGE = 2_000
"""People read at once: a million never stand in memory together."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What pictures are taken for: what is needed, the drawn segments that are asked about, rules and moment."""

    needs: Needs
    drawn: tuple[Segment, ...]
    rules: Rules
    moment: Moment


def brief_of(needs: Needs, segments: Segments, rules: Rules, moment: Moment) -> Brief:
    """Return the brief for some needs."""
    whole = needs_with(needs, segments)
    return Brief(whole, in_order(segments, whole.segments), rules, moment)


def everyone(db: Source, brief: Brief) -> Iterator[list[MemberSnapshot]]:
    """Yield the members of the club in the order of their ids, a page at a time."""
    last = ""
    while page := pictures.people_after(db, last, PAGE):
        yield pictures_of(db, dict(page), brief)
        last = page[-1][0]


def pictures_of(db: Source, joined: Mapping[str, dt.date], brief: Brief) -> list[MemberSnapshot]:
    """Return the pictures of people by the id they go by; `joined` says when each joined."""
    sets = sets_of(db, joined)
    read = _read(db, sets, brief)
    needs, moment = brief.needs, brief.moment
    words = words_without_cards(db, sets) if needs.words else {}
    tiers = tiers_now(db, sets, brief.rules, moment.on) if needs.tier else {}
    uses = _uses(db, sets) if needs.uses else {}
    grants = held_by(db, ids_of(sets), brief.rules, moment.on) if needs.grants else {}
    classes = pictures.classes_by_id(db, ids_of(sets)) if needs.segments else {}
    found = []
    for member_id, joined_on in joined.items():
        told, tier = words.get(member_id), tiers.get(member_id)
        member = MemberSnapshot(
            member_id,
            joined_on,
            told.birth_on if told else None,
            tier.tier if tier else "",
            brief.rules.tiers.reached(tier.tier) if tier else (),
            frozenset(told.tags) if told else frozenset(),
            uses=tuple(uses.get(member_id, {}).items()),
            gender=told.gender if told else "",
            grants=grants.get(member_id, frozenset()),
            read=read[member_id],
        )
        if needs.segments:
            member = placed(member, brief.drawn, moment, classes.get(member_id, ""))
        found.append(member)
    return found


def _read(db: Source, sets: Sets, brief: Brief) -> dict[str, Read]:
    """Return the pasts of people, summed up where they are stored."""
    ids = ids_of(sets)
    totals = pictures.totals_by_id(db, ids)
    sums = {asked: _bought(db, ids, asked, brief.moment) for asked in brief.needs.sums}
    habits = _habits(db, ids, brief.moment.zone) if brief.needs.habits else {}
    hours = {one: _preferred(habits, names) for one, names in sets.items()} if habits else {}
    return {
        one: Read(
            totals.get(one, NO_TOTALS) if len(names) == 1 else _together(totals, names),
            _sums_of(sums, names) if sums else None,
            *hours.get(one, (None, None)),
        )
        for one, names in sets.items()
    }


def _bought(db: Source, ids: str, asked: Asked, moment: Moment) -> dict[str, Bought]:
    return pictures.bought_by_id(db, ids, asked, days_of(asked.window, moment.on, moment.calendar))


def _together(totals: Mapping[str, Totals], names: tuple[str, ...]) -> Totals:
    parts = [totals[name] for name in names if name in totals]
    return Totals(
        sum(one.visits for one in parts),
        sum(one.net for one in parts),
        min((one.first_on for one in parts if one.first_on), default=None),
        max((one.last_on for one in parts if one.last_on), default=None),
    )


def _sums_of(sums: Mapping[Asked, Mapping[str, Bought]], names: tuple[str, ...]) -> Sums:
    found = {}
    for asked, by_id in sums.items():
        parts = [by_id[name] for name in names if name in by_id]
        found[asked] = (
            parts[0]
            if len(parts) == 1
            else Bought(*map(sum, zip(*parts, strict=True)))
            if parts
            else Bought()
        )
    return found


Habits = tuple[list[int], list[int]]
"""The hour and the weekday of every purchase."""


def _habits(db: Source, ids: str, zone: str) -> dict[str, Habits]:
    habits: dict[str, Habits] = {}
    for member_id, at, on in pictures.times_of(db, ids):
        hours, weekdays = habits.setdefault(member_id, ([], []))
        hours.append(local_time(at, zone).hour)
        weekdays.append(on.weekday())
    return habits


def _preferred(habits: Mapping[str, Habits], names: tuple[str, ...]) -> tuple[int | None, int | None]:
    each = [habits[name] for name in names if name in habits]
    hours = [hour for one, _ in each for hour in one]
    return most_common(hours), most_common(weekday for _, one in each for weekday in one)


def _uses(db: Source, sets: Sets) -> dict[str, dict[str, int]]:
    goes_by = {name: one for one, names in sets.items() for name in names}
    uses: dict[str, dict[str, int]] = {}
    for member_id, offer_id, number in pictures.uses_by_id(db, ids_of(sets)):
        held = uses.setdefault(goes_by[member_id], {})
        held[offer_id] = held.get(offer_id, 0) + number
    return uses
