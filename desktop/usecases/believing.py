"""A wall clock far ahead of all that was recorded: nobody's credit ends by it until a person or the centre says that it is right."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.known_time import move_time
from desktop.models.opening import SYSTEM
from desktop.usecases.authority import authorise
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.clock import TOLERANCE, business_day
from loyalty.errors import LoyaltyError, require


@dataclass(frozen=True, slots=True)
class ClockHere:
    """What the machine's clock says and what the till goes by, as instants; `suspect` where they part."""

    wall: int
    at: int
    suspect: bool

    @property
    def ahead(self) -> bool:
        """Say whether it waits for somebody to say that the machine is right."""
        return self.suspect and self.wall > self.at


def clock_here(till: Till) -> ClockHere:
    """Return how the clock of this machine stands; a test shop is put on any day, so it is never doubted."""
    now = till.store.now()
    return ClockHere(now.wall, now.at, till.doubts_clock)


def doubt_clock(till: Till) -> LoyaltyError | None:
    """Return what is to be said of the machine's clock, None where it can be believed."""
    here, zone = clock_here(till), till.shop.zone
    if not here.suspect:
        return None
    wall, at = business_day(here.wall, zone), business_day(here.at, zone)
    return LoyaltyError("clock_ahead", wall=wall, at=at) if wall > at else LoyaltyError("clock_suspect")


def believe_clock(till: Till, session: Session, approval: Session | None = None) -> ClockHere:
    """Go on from what the machine's clock says; it cannot be taken back.

    Raises `not_allowed` and its like, `clock_not_ahead` where nothing is doubted or time would go back.
    """
    by = authorise(till, session, "close_day", approval, doing="believe_clock")
    here = clock_here(till)
    require(here.ahead, "clock_not_ahead")
    move_time(till.store, by.staff_id, here.wall)
    return clock_here(till)


def hear_time(till: Till, at: int) -> None:
    """Go on from the centre's time where this machine's clock cannot be believed, never back."""
    here = clock_here(till)
    if here.suspect and at > here.at + TOLERANCE:
        move_time(till.store, SYSTEM, at)
