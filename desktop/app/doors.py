"""The sign-in screen's `SignIn` over the real till: who works here, what waits behind the door, the PIN."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.app.seat import Seat
from desktop.app.shift_words import shift_name, till_name
from desktop.models.folding import alphabetical
from desktop.models.local import count_parked, open_basket
from desktop.models.queries.names import staff_name, staff_seen
from desktop.models.queries.shifts import last_closed, open_shift
from desktop.models.sources import Source
from desktop.ui.login.values import Doorway, Opening, ShiftBefore, StaffChoice
from desktop.usecases.authority import level_name
from desktop.usecases.places import here
from desktop.usecases.policies import rules_now
from desktop.usecases.settings import read_setting
from desktop.usecases.sign_in import Session, people, sign_in
from desktop.usecases.tries import MOST_TRIES
from loyalty.clock import business_day
from loyalty.words import Lang


@dataclass(frozen=True, slots=True)
class TillDoor:
    """`SignIn` of the sign-in screen; `lang` gives the reader's language."""

    seat: Seat
    lang: Callable[[], Lang]

    def doorway(self) -> Doorway:
        """Return the place, the day and the hour."""
        till = self.seat.till
        place, at = here(till), till.now()
        name = till_name(place.till, self.lang())
        return Doorway(place.shop, place.branch, name, business_day(at, place.zone), at, MOST_TRIES)

    def people(self) -> Sequence[StaffChoice]:
        """Return who may sign in, the one last seen first."""
        till = self.seat.till
        with till.read() as db:
            access = rules_now(db).access
            seen = staff_seen(db)
        here_now = sorted(
            people(till), key=lambda staff: (-seen.get(staff.staff_id, 0), alphabetical(staff.name))
        )
        return tuple(
            StaffChoice(staff.staff_id, staff.name, level_name(access, staff.level), staff.locked)
            for staff in here_now
        )

    def opening(self) -> Opening:
        """Return whether a shift runs, else what the last one left; and whether a basket was left open."""
        till = self.seat.till
        with till.read() as db:
            left = open_basket(db) is not None
            shift = open_shift(db, till.shop.till_id)
            if shift is not None:
                name = shift_name(shift.opened_at, till.shop.zone, self.lang())
                opened_by = staff_name(db, shift.staff_id)
                return Opening(name, opened_by=opened_by, opened_at=shift.opened_at, left_open=left)
            next_one = shift_name(till.now(), till.shop.zone, self.lang())
            return Opening(next_one, is_open=False, before=self._before(db), left_open=left)

    def _before(self, db: Source) -> ShiftBefore | None:
        till = self.seat.till
        last = last_closed(db, till.shop.till_id)
        if last is None or last.closed_at is None:
            return None
        name = shift_name(last.opened_at, till.shop.zone, self.lang())
        return ShiftBefore(
            name, staff_name(db, last.staff_id), last.closed_at, last.counted, count_parked(db)
        )

    def find_by_card(self, code: str) -> str | None:
        """Return whose staff card this is: a card's code is the id of its person."""
        wanted = code.strip().casefold()
        return next(
            (staff.staff_id for staff in people(self.seat.till) if staff.staff_id.casefold() == wanted), None
        )

    def sign_in(self, staff_id: str, pin: str, *, training: bool) -> Session:
        """Open a session and take the seat; a till set to training begins every one in training."""
        with self.seat.till.read() as db:
            training = training or bool(read_setting(db, "training"))
        session = sign_in(self.seat.till, staff_id, pin, record=not training)
        self.seat.take(session, training=training)
        return session
