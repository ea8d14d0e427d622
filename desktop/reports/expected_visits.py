"""When each member is expected to come again, reckoned as the figures that reach to the end of today.

The whole club is read for it, so that it is asked for beside the lanes and kept: until the business day is over, or
somebody is asked for who has bought since. Nobody is expected where too few members buy
to tell, nor who likely is no customer any more (see `figures.roll.next_visits`).
"""

from __future__ import annotations

import datetime as dt
from threading import Lock

from desktop.models.queries.members import stat
from desktop.reports.figures.document import read_shop
from desktop.reports.figures.prediction import predict
from desktop.reports.figures.roll import next_visits
from desktop.usecases.till import Till


class ExpectedVisits:
    """Expected visits by every id a person has."""

    def __init__(self) -> None:
        self._day: dt.date | None = None
        self._at = 0
        self._found: dict[str, dt.date] = {}
        self._lock = Lock()

    def of(self, till: Till, member_id: str) -> dt.date | None:
        """Return the day a member is expected by; one that has passed is told as today."""
        today = till.today()
        with self._lock:
            bought = _last_visit(till, member_id)
            if self._day != today or bought > self._at:
                self._day, self._at = today, max(till.now(), bought)
                self._found = _read(till, today)
            day = self._found.get(member_id)
        return None if day is None else max(day, today)


def _last_visit(till: Till, member_id: str) -> int:
    with till.read() as db:
        return stat(db, member_id).last_at or 0


def _read(till: Till, today: dt.date) -> dict[str, dt.date]:
    with till.read() as db:
        book = read_shop(db, today + dt.timedelta(days=1), till.shop).book()
    found = next_visits(predict(book))
    people = zip(book.columns.members.ids, book.who.person.tolist(), strict=True)
    return {member_id: found[person] for member_id, person in people if person in found}
