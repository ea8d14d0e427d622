"""A day of this till as it is looked at later: its totals, whether it was closed, by whom, and its shifts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.models.queries.facts import facts_within
from desktop.models.queries.names import staff_name
from desktop.models.queries.shifts import shifts_within
from desktop.models.queries.signers import doer
from desktop.models.shops import Shop
from desktop.models.sources import Source
from desktop.usecases.policies import rules_now
from desktop.usecases.selling.day_sums import DayTotals, totals_on
from desktop.usecases.till import Till
from loyalty.clock import DAY, day_end, day_start
from loyalty.documents import Text
from loyalty.kinds import TillClosed, read_body

_ENDLESS = 1 << 62


@dataclass(frozen=True, slots=True)
class Closing:
    """The newest closing of a day: its fact, when, by whom, and who approved it where somebody had to."""

    fact_id: str
    at: int
    staff: str
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class ShiftOfDay:
    """A shift that was open on a day; `expected` and `counted` None while it is open, `closed_by` empty."""

    shift_id: str
    staff: str
    opened_at: int
    opened_with: int
    closed_at: int | None
    expected: int | None
    counted: int | None
    closed_by: str = ""


@dataclass(frozen=True, slots=True)
class DayStory:
    """A day whole; `totals.expired` is credit whose end was posted on it; group names by id."""

    totals: DayTotals
    closing: Closing | None
    shifts: tuple[ShiftOfDay, ...]
    groups: dict[str, Text]


def day_of(till: Till, on: dt.date) -> DayStory:
    """Return a day of this branch and till."""
    span = (day_start(on, till.shop.zone), day_end(on, till.shop.zone))
    with till.read() as db:
        totals = totals_on(db, till.shop, on)
        names = {group.group: group.name for group in rules_now(db).groups.by_id.values()}
        return DayStory(totals, _closing(db, till.shop, on, span[0]), _shifts(db, till, span), names)


def _closing(db: Source, shop: Shop, on: dt.date, since: int) -> Closing | None:
    # A day is closed on itself or soon after, seldom later, and perhaps again: the newest closing stands.
    soon = since + 3 * DAY
    for span in ((since, soon), (soon, _ENDLESS)):
        for fact in reversed(facts_within(db, "till.closed", span, shop.branch_id)):
            body = read_body(fact.kind, fact.version, fact.body)
            if fact.till_id == shop.till_id and isinstance(body, TillClosed) and body.on == on.isoformat():
                told = doer(db, fact.fact_id)
                return Closing(fact.fact_id, fact.at, told.by, told.approved_by)
    return None


def _shifts(db: Source, till: Till, span: tuple[int, int]) -> tuple[ShiftOfDay, ...]:
    return tuple(
        ShiftOfDay(
            one.shift_id,
            staff_name(db, one.staff_id),
            one.opened_at,
            one.opened_with,
            one.closed_at,
            one.expected,
            one.counted,
            staff_name(db, one.closed_by) if one.closed_by else "",
        )
        for one in shifts_within(db, till.shop.till_id, span)
    )
