"""What pricing knows before the basket: rules, offers, the member, and which offers only the basket can still decide.

Kept between keys, because a key changes the basket alone. What is kept is named by the head of the log, which stands
for everything recorded, and by the minute: whatever was recorded since, by anybody, is read anew.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from desktop.models.queries.shifts import ShiftRow, open_shift
from desktop.models.queries.tills import where_this_till_stands
from desktop.models.sources import Row, Source
from desktop.usecases.offers.shelf import offers_now
from desktop.usecases.offers.standing import needs_now, offers_for, standing_of
from desktop.usecases.pictures import brief_of
from desktop.usecases.policies import rules_now
from desktop.usecases.segments import segments_now
from desktop.usecases.selling.counter_member import CounterMember, load_member
from desktop.usecases.till import Till, moment_of
from loyalty.member import Moment
from loyalty.offers.offer import Offer
from loyalty.policy import Rules
from loyalty.pricing.shortlist import Shortlist, shortlist

MOST_KEPT = 8
"""Members (and walk-ins) kept at once: the one who is served, and those whose baskets are parked."""

_Name = tuple[Row | None, str, str, str | None, dt.date, int, bool]


@dataclass(frozen=True, slots=True)
class Ready:
    """Rules, member (None: a walk-in) and shortlist as of one moment, and the till's open shift (None between shifts)."""

    rules: Rules
    member: CounterMember | None
    known: Shortlist
    shift: ShiftRow | None
    given: tuple[Offer, ...] = ()
    """One-shot offers the member comes to have by standing here; a sale writes them down."""
    live: tuple[Offer, ...] = ()
    """The offers that run, at their newest version: what a sale may give rights and codes of."""


_kept: dict[_Name, Ready] = {}


def make_ready(db: Source, till: Till, member_id: str | None, at: int, *, as_if_held: bool = False) -> Ready:
    """Return what pricing needs to know, `as_if_held` as if this till held every use; raises what is wrong with the member."""
    moment = moment_of(till, at)
    name = _name(db, till, member_id, moment, as_if_held)
    kept = _kept.get(name)
    if kept is None:
        kept = _read(db, till, member_id, moment, as_if_held)
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[name] = kept
    return replace(kept, known=replace(kept.known, moment=moment))


def _name(db: Source, till: Till, member_id: str | None, moment: Moment, as_if_held: bool) -> _Name:
    # A hash of the chain stands for every fact before it, and a fact that was rolled back never has it again.
    # What the centre says of this till's past is no fact, and decides what it may use.
    stands, shop = where_this_till_stands(db), till.shop
    return stands, shop.till_id, shop.zone, member_id, moment.on, moment.minute_of_day, as_if_held


def _read(db: Source, till: Till, member_id: str | None, moment: Moment, as_if_held: bool) -> Ready:
    rules = rules_now(db)
    member = None
    if member_id:
        brief = brief_of(needs_now(db), segments_now(db), rules, moment)
        member = load_member(db, member_id, rules, moment.at, till.shop.zone, brief)
    snapshot = member.snapshot if member else None
    offers = offers_for(db, member.member_id if member else None)
    standing, given = standing_of(db, till, snapshot, offers, rules, moment, as_if_held=as_if_held)
    known = shortlist(snapshot, offers, rules, moment, standing)
    return Ready(rules, member, known, open_shift(db, till.shop.till_id), given, offers_now(db))
