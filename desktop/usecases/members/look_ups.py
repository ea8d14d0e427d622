"""Slows who looks members up one after another: a counter serves a few people a minute, a harvester hundreds.

Typing one phone is one look-up, whatever was shown on the way. Only look-ups that find somebody count. Over the
limit the till answers again after some seconds, and the burst is noted where a manager sees it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Event
from weakref import WeakKeyDictionary

from desktop.models.settings import set_setting, setting
from desktop.models.sources import Source
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.clock import MINUTE, SECOND
from loyalty.errors import LoyaltyError

MOST_A_MINUTE = 60
MOST_NOTED = 50
NOTES = "look_up_bursts"


@dataclass(slots=True)
class _Pace:
    # What one person looked up in the last minute, by the steady clock nobody can set.
    begun: deque[int] = field(default_factory=deque)
    reach: str = ""
    noted_at: int | None = None


@dataclass(frozen=True, slots=True)
class Burst:
    """Somebody looked up more members than a counter serves: who, and when (trusted time)."""

    staff_id: str
    at: int


_PACES: WeakKeyDictionary[Event, dict[str, _Pace]] = WeakKeyDictionary()
"""By open till and person; gone with the till."""


def check_pace(till: Till, session: Session, text: str) -> None:
    """Refuse a look-up beyond what a counter needs, with the seconds to wait; raises `look_ups_too_many`."""
    pace, now = _pace(till, session.staff_id), till.clock.steady()
    while pace.begun and now - pace.begun[0] >= MINUTE:
        pace.begun.popleft()
    if len(pace.begun) < MOST_A_MINUTE or _same(pace, text):
        return
    if pace.noted_at is None or now - pace.noted_at >= MINUTE:
        pace.noted_at = now
        _note(till, session)
    wait = MINUTE - (now - pace.begun[0])
    raise LoyaltyError("look_ups_too_many", seconds=-(-wait // SECOND))


def count_look_up(till: Till, session: Session, text: str, found: Iterable[object]) -> None:
    """Count a look-up that found somebody, unless it goes on with the one before."""
    if not any(True for _ in found):
        return
    pace = _pace(till, session.staff_id)
    if not _same(pace, text):
        pace.begun.append(till.clock.steady())
        pace.reach = text
    elif len(text) > len(pace.reach):
        pace.reach = text


def bursts(db: Source) -> tuple[Burst, ...]:
    """Return the bursts noted on this till, the latest last."""
    return tuple(Burst(staff_id, at) for staff_id, at in setting(db, NOTES, []))


def _same(pace: _Pace, text: str) -> bool:
    return bool(pace.reach) and (text.startswith(pace.reach) or pace.reach.startswith(text))


def _pace(till: Till, staff_id: str) -> _Pace:
    return _PACES.setdefault(till.closed, {}).setdefault(staff_id, _Pace())


def _note(till: Till, session: Session) -> None:
    with till.transaction(session.staff_id) as tx:
        noted = [[one.staff_id, one.at] for one in bursts(tx)]
        set_setting(tx, NOTES, [*noted, [session.staff_id, tx.at]][-MOST_NOTED:])
