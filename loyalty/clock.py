"""Instants, business days and trusted time.

An instant is an `int` of milliseconds since the Unix epoch, UTC. A business day is a `datetime.date` cut at
local midnight of the branch's zone. Time a till gives (expiry, vesting, offers) rests on *trusted* time, which
never goes back and never runs ahead of the machine's own steady clock within one boot.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from loyalty.errors import LoyaltyError, require

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
TOLERANCE = 5 * MINUTE
"""How far wall and steady clock may part before the time is suspect."""
LEAP = 30 * DAY
"""How far a wall clock may be ahead of the last mark when the machine starts anew, and be believed unasked: longer than a
shop is closed for holidays, shorter than most credit lives."""
YEARS = range(1900, 3000)
"""Years an instant that is typed or imported may fall in."""

JALALI_ZONES = frozenset({"Asia/Tehran", "Iran", "Asia/Kabul"})
"""Zones where months and years are those of the Jalali calendar."""

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Clock(Protocol):
    """What the product asks the machine about time."""

    def now(self) -> int:
        """Return the wall clock, milliseconds since the epoch."""

    def steady(self) -> int:
        """Return milliseconds of a clock that only goes forward within one boot."""

    def boot_id(self) -> str:
        """Return a text that changes when the machine starts anew."""


@dataclass(frozen=True, slots=True)
class TimeMark:
    """The last moment a till is sure of."""

    at: int
    steady: int
    boot_id: str


@dataclass(frozen=True, slots=True)
class TrustedTime:
    """The time a till may act on; `suspect` when the wall clock cannot be believed."""

    at: int
    wall: int
    steady: int
    boot_id: str
    suspect: bool

    @property
    def ahead(self) -> bool:
        """Say whether the wall clock claims that it is later than the time that is believed."""
        return self.suspect and self.wall > self.at

    @property
    def mark(self) -> TimeMark:
        """Return what the next judgement leans on."""
        return TimeMark(self.at, self.steady, self.boot_id)


def judge_time(
    wall: int, steady: int, boot_id: str, last: TimeMark | None, leap: int | None = LEAP
) -> TrustedTime:
    """Return trusted time from the clocks and the last mark; `leap`: how far ahead is believed after a new boot (None: any).

    Within one boot the steady clock alone decides (a wall clock nudged again and again within the tolerance
    must not carry time along), and a wall clock that parts from it by more than `TOLERANCE` is suspect; after a
    new boot a wall clock behind the last mark, or ahead of it by more than a leap, is suspect and time stands at the mark:
    what a wrong day ends cannot be begun again.
    """
    if last is None:
        return TrustedTime(wall, wall, steady, boot_id, suspect=False)
    if boot_id == last.boot_id and steady >= last.steady:
        expected = last.at + steady - last.steady
        suspect = abs(wall - expected) > TOLERANCE
        return TrustedTime(expected, wall, steady, boot_id, suspect)
    suspect = wall < last.at or (leap is not None and wall - last.at > leap)
    return TrustedTime(last.at if suspect else wall, wall, steady, boot_id, suspect)


def read_time(clock: Clock, last: TimeMark | None, leap: int | None = LEAP) -> TrustedTime:
    """Judge what a clock says now."""
    return judge_time(clock.now(), clock.steady(), clock.boot_id(), last, leap)


@lru_cache(maxsize=256)
def zone(name: str) -> ZoneInfo:
    """Return the time zone of a name; raises `zone_unknown`."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise LoyaltyError("zone_unknown", zone=name) from problem


def calendar_of(zone_name: str) -> str:
    """Return whose months and years a place reckons by: jalali in Iran and Afghanistan, gregorian elsewhere."""
    return "jalali" if zone_name in JALALI_ZONES else "gregorian"


def local_time(at: int, zone_name: str) -> dt.datetime:
    """Return the local date and time of an instant."""
    return (_EPOCH + dt.timedelta(milliseconds=at)).astimezone(zone(zone_name))


def business_day(at: int, zone_name: str) -> dt.date:
    """Return the local day an instant falls on."""
    return local_time(at, zone_name).date()


def to_instant(moment: dt.datetime) -> int:
    """Return the instant of an aware date and time; raises `instant_without_zone`."""
    if moment.tzinfo is None:
        raise LoyaltyError("instant_without_zone", value=moment.isoformat())
    return (moment - _EPOCH) // dt.timedelta(milliseconds=1)


@lru_cache(maxsize=1_024)
def day_start(on: dt.date, zone_name: str) -> int:
    """Return the instant a local day begins (its midnight, or the first moment after a gap)."""
    return to_instant(dt.datetime.combine(on, dt.time(), zone(zone_name)))


def day_end(on: dt.date, zone_name: str) -> int:
    """Return the instant a local day is over: the start of the next, exclusive."""
    return day_start(on + dt.timedelta(days=1), zone_name)


def parse_instant(text: str) -> int:
    """Return the instant of ISO 8601 text with an offset; raises `instant_invalid`, `instant_without_zone`.

    Years in which days could no longer be reckoned with (terms run on for decades) are no instants of a till.
    """
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError as problem:
        raise LoyaltyError("instant_invalid", value=text) from problem
    require(moment.year in YEARS, "instant_invalid", value=text)
    return to_instant(moment)


def parse_day(text: str) -> dt.date:
    """Return the day of a `YYYY-MM-DD` text; raises `date_invalid`."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as problem:
        raise LoyaltyError("date_invalid", value=text) from problem


def instant_text(at: int, zone_name: str) -> str:
    """Return ISO 8601 with the zone's offset, to the second (milliseconds where there are any)."""
    return local_time(at, zone_name).isoformat(timespec="milliseconds" if at % SECOND else "seconds")
