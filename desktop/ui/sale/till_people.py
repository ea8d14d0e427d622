"""Names at the real counter: who else may give a PIN here, and whose the baskets are that were put aside. No Qt.

Runs in the database lane.
"""

from __future__ import annotations

from desktop.ui.sale.counter import ParkedBasket, PersonHere
from desktop.usecases.policies import rules_now
from desktop.usecases.selling import parking
from desktop.usecases.selling.counter_member import load_member
from desktop.usecases.sign_in import Session, people
from desktop.usecases.till import Till
from loyalty.access import OWNER, may
from loyalty.documents import Text
from loyalty.errors import LoyaltyError
from loyalty.words import Lang, mask_phone


def people_for(till: Till, session: Session, act: str) -> tuple[PersonHere, ...]:
    """Return who else than the session's own may give a PIN; for an act those who may do it."""
    with till.read() as db:
        access = rules_now(db).access
    names = {level.level: level.name for level in access.levels}
    # Who is first is chosen: a manager's PIN typed at once shall not cost the owner a try.
    ordered = sorted(people(till), key=lambda staff: bool(act) and staff.level == OWNER)
    return tuple(
        PersonHere(staff.staff_id, staff.name, names.get(staff.level, Text(staff.level, staff.level)))
        for staff in ordered
        if staff.staff_id != session.staff_id and (not act or may(access, staff.level, act))
    )


def parked_here(till: Till, lang: Lang) -> tuple[ParkedBasket, ...]:
    """Return the baskets put aside, with the names of their members and of who put them aside."""
    here = {staff.staff_id: staff.name for staff in people(till)}
    return tuple(
        ParkedBasket(one, _name_of(till, one.member_id, lang), here.get(one.staff_id, ""))
        for one in parking.parked(till)
    )


def _name_of(till: Till, member_id: str | None, lang: Lang) -> str:
    if member_id is None:
        return ""
    with till.read() as db:
        rules = rules_now(db)
        try:
            found = load_member(db, member_id, rules, till.now(), till.shop.zone)
        except LoyaltyError:
            return ""
    return found.person.name or mask_phone(found.person.phone, lang)
