"""A till that is lost or dead: two people retire it, or one after a day of silence; its rights are the centre's again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from central.store import accounts, businesses
from central.store.businesses import TillRow
from central.store.db import Db
from central.store.places import Place
from central.usecases.fitness import fold_name, unmarked
from central.usecases.listing import Held, sum_up
from central.usecases.sitting import settle_waited, sit, write_turn
from loyalty.clock import DAY, Clock
from loyalty.errors import require
from loyalty.exchange.centre import retire
from loyalty.ids import IdMaker
from loyalty.uses import is_count
from loyalty.words import isolate, isolate_ltr

SILENCE = DAY
"""After this time one person is enough."""

REASONS = ("lost", "stolen", "broken", "replaced", "closed", "copied")
"""`copied`: its folder or machine was cloned, and two work with one key."""


@dataclass(frozen=True, slots=True)
class Retired:
    """A till as it was before it was retired, and what of it is the centre's again."""

    till: TillRow
    held: Held
    lots: int


def retire_till(
    place: Place, clock: Clock, ids: IdMaker, business_id: str, named: str, reason: str, by: tuple[str, ...]
) -> Retired:
    """Retire a till named by its id, or by its name where one at work has it; return what it held.

    Raises `till_not_here`, `till_ambiguous`, `till_retired_already`, `retiring_needs_two`.
    """
    people = sorted({one.strip() for one in by if one.strip()})
    with sit(place, business_id, clock, ids) as sitting:
        till = choose_till(sitting.db, named)
        till_id = till.till_id
        require(till.retired_at is None, "till_retired_already", till=till.code or till_id)
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
        lots = accounts.owners_of_lots(sitting.db, held)
        taken = {lot_id: amount for lot_id, amount in held.items() if amount > 0 and not is_count(lot_id)}
    return Retired(
        till,
        sum_up((lots.get(lot_id, ("", ""))[0], amount, 1) for lot_id, amount in taken.items()),
        len(taken),
    )


def choose_till(db: Db, named: str) -> TillRow:
    """Return the till meant by its id or by what it is called; of several of one name the one that is at work.

    Raises `till_not_here`, `till_ambiguous`.
    """
    known, typed = businesses.tills(db), unmarked(named)
    branches = {one.branch_id: one.name for one in businesses.branches(db)}
    found = [one for one in known if one.till_id == typed.lower()] or [
        one for one in known if one.code and fold_name(one.code) == fold_name(typed)
    ]
    require(found, "till_not_here", till=named, known=_listed(known, branches))
    found = [one for one in found if one.retired_at is None] or found
    require(len(found) == 1, "till_ambiguous", till=named, known=_listed(found, branches))
    return found[0]


def _listed(tills: Sequence[TillRow], branches: Mapping[str, str]) -> str:
    told = (
        f"{isolate_ltr(one.code or '—')} {isolate(branches.get(one.branch_id, ''))} ({isolate_ltr(one.till_id)})"
        for one in tills
    )
    return "; ".join(told) or "—"
