"""Who works here: adding people, their levels, their PINs, and their leaving.

Nobody gives a level that may do more than they themselves may, nobody changes someone above them, and a shop
never stays without an owner. A person's PIN makes their key on this till, in the presence of who approves it.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from desktop.models.folding import fold_text
from desktop.models.local import drop_staff_key, keep_staff_key
from desktop.models.log import Approval, Tx
from desktop.models.sources import Source
from desktop.usecases.authority import Authority, authorise, level_words
from desktop.usecases.names import check_name
from desktop.usecases.people import Staff, all_staff, sealed_key, staff_of, working, wrapped
from desktop.usecases.pins import FULL_LENGTH, SHORT_LENGTH, check_new_pin
from desktop.usecases.policies import rules_now
from desktop.usecases.settings import read_setting
from desktop.usecases.sign_in import Session
from desktop.usecases.staff_keys import make_key
from desktop.usecases.till import Till
from loyalty.access import OWNER, Access, Level
from loyalty.errors import require
from loyalty.kinds import StaffKeyed, StaffSet
from loyalty.words import LANGUAGES

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}\Z")


@dataclass(frozen=True, slots=True)
class NewStaff:
    """Someone to be added; without a PIN they choose one at their first, approved sign-in at a till.

    `branch_id` None: they belong to the whole business.
    """

    name: str
    level: str = "cashier"
    staff_id: str = ""
    pin: str | None = None
    branch_id: str | None = None


def list_staff(till: Till, *, everybody: bool = False) -> tuple[Staff, ...]:
    """Return who works here, and with `everybody` also who left."""
    with till.read() as db:
        return tuple(staff for staff in all_staff(db) if everybody or staff.active)


def level_named(till: Till, text: str) -> str:
    """Return the id of the level meant by its id or its name in either language; what names none as it is."""
    with till.read() as db:
        access = rules_now(db).access
    word = fold_text(text)
    return next((one.level for one in access.levels if word in _called(one)), text)


def _called(level: Level) -> set[str]:
    return {fold_text(word) for word in (level.level, *map(level.name.of, LANGUAGES))}


def add_staff(till: Till, session: Session, new: NewStaff, approval: Session | None = None) -> Staff:
    """Add a person (or take back one who left) and return them.

    Raises `not_allowed`, `staff_exists`, `level_above_own`, `pin_usual` and the like.
    """
    authority = authorise(till, session, "manage_staff", approval)
    name = check_name(new.name)
    staff_id = new.staff_id.strip().lower() or f"s-{till.new_id()[-10:]}"
    require(_ID.match(staff_id), "staff_id_invalid", staff=new.staff_id)
    pin = None if new.pin is None else check_new_pin(new.pin, _least(till))
    with till.transaction(session.staff_id) as tx:
        known = {staff.staff_id: staff for staff in all_staff(tx)}
        require(staff_id not in known or not known[staff_id].active, "staff_exists", staff=staff_id)
        _check_reach(tx, authority, new.level)
        body = StaffSet(staff_id, name, new.level, new.branch_id, active=True)
        tx.record("staff.set", body, approvals=authority.approvals)
        if pin is not None:
            record_key(till, tx, staff_id, pin, authority.approvals)
        return staff_of(tx, staff_id)


def set_level(
    till: Till, session: Session, staff_id: str, level: str, approval: Session | None = None
) -> Staff:
    """Give a person another level."""
    authority = authorise(till, session, "manage_staff", approval)
    with till.transaction(session.staff_id) as tx:
        staff = working(tx, staff_id)
        _check_reach(tx, authority, level, of=staff)
        _keep_an_owner(tx, staff, level)
        body = StaffSet(staff_id, staff.name, level, staff.branch_id, active=True)
        tx.record("staff.set", body, approvals=authority.approvals)
        return staff_of(tx, staff_id)


def remove_staff(till: Till, session: Session, staff_id: str, approval: Session | None = None) -> Staff:
    """End a person's work here; their key on this till is destroyed, what they did stays."""
    authority = authorise(till, session, "manage_staff", approval)
    with till.transaction(session.staff_id) as tx:
        staff = working(tx, staff_id)
        _check_reach(tx, authority, of=staff)
        _keep_an_owner(tx, staff, "")
        body = StaffSet(staff_id, staff.name, staff.level, staff.branch_id, active=False)
        tx.record("staff.set", body, approvals=authority.approvals)
        drop_staff_key(tx, staff_id)
        return staff_of(tx, staff_id)


def set_pin(till: Till, session: Session, staff_id: str, pin: str, approval: Session | None = None) -> Staff:
    """Give a person a new PIN on this till: their own, or anyone's below by who manages staff.

    This is also the approved first sign-in of a person at a till, and the cure of a PIN that stopped working.
    """
    new_pin = check_new_pin(pin, _least(till))
    own = staff_id == session.staff_id
    authority = _own_authority(session) if own else authorise(till, session, "manage_staff", approval)
    with till.transaction(session.staff_id) as tx:
        staff = working(tx, staff_id)
        if not own:
            _check_reach(tx, authority, of=staff)
        record_key(till, tx, staff_id, new_pin, authority.approvals)
        return staff_of(tx, staff_id)


def record_key(till: Till, tx: Tx, staff_id: str, pin: str, approvals: tuple[Approval, ...]) -> Approval:
    """Make a person's key on this till inside a transaction; returns their signature for what follows in it.

    It is signed by who approves it: a manager, or the person with their key before this one. An owner without
    either (at the beginning, or with the recovery sheet) signs with the new key itself.
    """
    store = till.store
    key, signer = make_key(
        staff_id, till.shop.till_id, pin, pepper=store.pepper, cost=till.key_cost, entropy=os.urandom
    )
    own = Approval(staff_id, signer)
    tx.record("staff.keyed", StaffKeyed(staff_id, key.public_key), approvals=approvals or (own,))
    keep_staff_key(tx, wrapped(key))
    return own


def has_key(till: Till, db: Source, staff_id: str) -> bool:
    """Say whether a person has signed in at this till before."""
    return sealed_key(till, db, staff_id) is not None


def _own_authority(session: Session) -> Authority:
    require(session.signer.open, "session_locked")
    return Authority("manage_staff", session.staff_id, "", (Approval(session.staff_id, session.signer),))


def _least(till: Till) -> int:
    with till.read() as db:
        return SHORT_LENGTH if read_setting(db, "short_pins") else FULL_LENGTH


def _check_reach(db: Source, authority: Authority, *levels: str, of: Staff | None = None) -> None:
    """Refuse levels, and a person `of` a level, that may do what the entitled person may not."""
    access = rules_now(db).access
    entitled = staff_of(db, authority.approver_id or authority.staff_id)
    reach = _acts(access, entitled.level)
    for wanted in (*(access.level(level).level for level in levels), *((of.level,) if of else ())):
        within = _acts(access, wanted) <= reach and (wanted != OWNER or entitled.level == OWNER)
        require(within, "level_above_own", level=wanted, **level_words(access, wanted))


def _acts(access: Access, level: str) -> frozenset[str]:
    return next((known.acts for known in access.levels if known.level == level), frozenset())


def _keep_an_owner(db: Source, staff: Staff, level: str) -> None:
    others = (s for s in all_staff(db) if s.active and s.level == OWNER and s.staff_id != staff.staff_id)
    require(staff.level != OWNER or level == OWNER or any(True for _ in others), "last_owner")
