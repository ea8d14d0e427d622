"""An instant that is known to be right though this machine's clocks could not tell: said by a person, or by the centre.

It is kept beside the facts, for the next program that opens the shop before anything was recorded.
"""

from __future__ import annotations

from desktop.models.settings import set_setting, setting
from desktop.models.sources import Source
from desktop.models.store import Store
from loyalty.clock import TimeMark

_NAME = "known_time"


def move_time(store: Store, staff_id: str, at: int) -> None:
    """Go on from a later instant; one that is not later than what is reached changes nothing."""
    now = store.now()
    if at <= now.at:
        return
    with store.transaction(staff_id) as tx:
        set_setting(tx, _NAME, [at, now.steady, now.boot_id])
    store.past.time = TimeMark(at, now.steady, now.boot_id)


def later_of(db: Source, mark: TimeMark | None) -> TimeMark | None:
    """Return the later of a mark and of what was known to be right."""
    told = setting(db, _NAME)
    known = TimeMark(*told) if told else None
    return known if known is not None and (mark is None or known.at > mark.at) else mark
