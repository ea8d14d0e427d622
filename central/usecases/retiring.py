"""A till that is lost or dead: two people retire it, or one after a day of silence; its rights are the centre's again."""

from __future__ import annotations

from central.store import accounts, businesses
from central.store.places import Place
from central.usecases.sitting import settle_waited, sit, write_turn
from loyalty.clock import DAY, Clock
from loyalty.errors import LoyaltyError, require
from loyalty.exchange.centre import retire
from loyalty.ids import IdMaker

SILENCE = DAY
"""After this time one person is enough."""

REASONS = ("lost", "stolen", "broken", "replaced", "closed")


def retire_till(
    place: Place, clock: Clock, ids: IdMaker, business_id: str, till_id: str, reason: str, by: tuple[str, ...]
) -> dict[str, int]:
    """Retire a till; return what it held: lot → amount.

    Raises `till_not_here`, `till_retired_already`, `retiring_needs_two`.
    """
    people = sorted({one.strip() for one in by if one.strip()})
    with sit(place, business_id, clock, ids) as sitting:
        till = businesses.find_till(sitting.db, till_id)
        if till is None:
            raise LoyaltyError("till_not_here", till=till_id)
        require(till.retired_at is None, "till_retired_already", till=till_id)
        silent = sitting.at - max(till.seen_at, till.enrolled_at) >= SILENCE
        require(len(people) >= 2 or (silent and people), "retiring_needs_two")
        held = accounts.held_by(sitting.db, till_id)
        turn = sitting.turn(till.enrolled)
        retire(turn, held, reason)
        write_turn(sitting, turn)
        if turn.waiting:
            # It may have been the last one that was waited for.
            settle_waited(sitting)
        second = people[1] if len(people) > 1 else ""
        businesses.note_retirement(sitting.db, till_id, sitting.at, reason, (people[0], second))
    return {lot_id: amount for lot_id, amount in held.items() if amount > 0}
