"""What the state line is made of, read in one go in the database lane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from desktop.models.paper import count_in
from desktop.models.queries.facts import count_facts
from desktop.models.queries.shifts import open_shift
from desktop.usecases.believing import doubt_clock
from desktop.usecases.exchange.standing import SyncState, sync_state
from desktop.usecases.selling.paper_queue import OPEN
from desktop.usecases.settings import read_settings
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError


@dataclass(frozen=True, slots=True)
class Seen:
    """The till's state at an instant `now`."""

    facts: int
    papers: int
    shift_at: int | None
    has_printer: bool
    lock_minutes: int
    clock: LoyaltyError | None
    sync: SyncState
    now: int


def read_state(till: Till) -> Seen:
    """Return how the till stands."""
    with till.read() as db:
        values = read_settings(db)
        shift = open_shift(db, till.shop.till_id)
        papers = count_in(db, OPEN)
        facts = count_facts(db)
    return Seen(
        facts,
        int(papers),
        shift.opened_at if shift else None,
        values["printer_kind"] != "none",
        cast(int, values["auto_lock_minutes"]),
        doubt_clock(till),
        sync_state(till),
        till.store.clock.now(),
    )
