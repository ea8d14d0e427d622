"""Who stands at the till: a name, then a PIN that opens that person's key on this machine.

A session holds the open key and nothing else that is secret; locking it forgets the key. Tries are counted before
they are made (`tries`), so a wrong PIN costs one whatever happens next.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from desktop.models.sources import Source
from desktop.usecases.people import Staff, all_staff, find_staff, sealed_key, working
from desktop.usecases.pins import read_pin
from desktop.usecases.policies import rules_now
from desktop.usecases.staff_keys import SealedKey, StaffSigner, open_key
from desktop.usecases.till import Till
from desktop.usecases.tries import (
    MOST_TRIES,
    Tries,
    check_tries,
    count_try,
    forget_tries,
    of_staff,
    tries_of,
    wait_of,
)
from loyalty.access import may
from loyalty.errors import LoyaltyError, require
from loyalty.kinds import StaffSeen

__all__ = ["Session", "approve", "find_staff", "lock", "people", "pin_wait", "sign_in", "switch"]


@dataclass(frozen=True, slots=True)
class Session:
    """A person at the till, their key open until `lock`."""

    staff_id: str
    name: str
    level: str
    signer: StaffSigner

    @property
    def open(self) -> bool:
        """Say whether this person can still act."""
        return self.signer.open


def people(till: Till) -> tuple[Staff, ...]:
    """Return who may stand at this till, for the log-in screen."""
    with till.read() as db:
        return tuple(staff for staff in all_staff(db) if staff.active and _belongs(till, db, staff))


def pin_wait(till: Till, staff_id: str) -> int:
    """Return milliseconds before this person's PIN may be tried; 0 at once (or never: `sign_in` says so)."""
    with till.read() as db:
        key = sealed_key(till, db, staff_id)
        tries = tries_of(till, db, of_staff(staff_id, key.public_key)) if key else Tries()
    return 0 if tries.disabled else wait_of(till, tries)


def sign_in(till: Till, staff_id: str, pin: str, *, record: bool = True) -> Session:
    """Return the session a PIN opens; `record` notes the signing-in as a fact.

    Raises `pin_wrong` (with `left`), `pin_wait` (with `seconds`), `pin_disabled`, `pin_not_digits`,
    `first_sign_in_needs_approval`, `staff_unknown`, `staff_gone`, `staff_of_other_branch`.
    """
    session = _open(till, staff_id, pin)
    if record:
        with till.transaction(staff_id, last=True) as tx:
            tx.record("staff.signed_in", StaffSeen(staff_id))
    return session


def approve(till: Till, staff_id: str, pin: str) -> Session:
    """Return another person's session for one approval; who approves is named in the fact they sign."""
    return _open(till, staff_id, pin)


@contextmanager
def used_once(approval: Session | None) -> Iterator[None]:
    """Forget an approver's key when the act it was asked for is over, done or refused."""
    try:
        yield
    finally:
        if approval is not None:
            lock(approval)


def lock(session: Session) -> None:
    """Forget the key: nothing can be done in this person's name until they sign in again."""
    session.signer.forget()


def switch(till: Till, leaving: Session | None, staff_id: str, pin: str) -> Session:
    """Return the next person's session and forget the one before; a wrong PIN leaves all as it was."""
    session = sign_in(till, staff_id, pin)
    if leaving is not None:
        lock(leaving)
    return session


def _open(till: Till, staff_id: str, pin: str) -> Session:
    with till.read() as db:
        staff = working(db, staff_id)
        require(_belongs(till, db, staff), "staff_of_other_branch", staff=staff.name)
        key = sealed_key(till, db, staff_id)
        tries = tries_of(till, db, of_staff(staff_id, key.public_key)) if key else Tries()
    if key is None:
        raise LoyaltyError("first_sign_in_needs_approval", staff=staff.name)
    check_tries(till, tries)
    typed = read_pin(pin)
    return Session(staff_id, staff.name, staff.level, _try_pin(till, key, typed))


def _try_pin(till: Till, key: SealedKey, pin: str) -> StaffSigner:
    counted = of_staff(key.staff_id, key.public_key)
    tries = count_try(till, counted)
    try:
        signer = open_key(key, pin, pepper=till.store.pepper)
    except LoyaltyError:
        _note_lock(till, key, tries)
        raise LoyaltyError("pin_wrong", left=tries.left) from None
    forget_tries(till, counted)
    return signer


def _note_lock(till: Till, key: SealedKey, tries: Tries) -> None:
    if tries.disabled:
        # In training too: the PIN that was guessed at is the real one.
        with till.store.transaction(key.staff_id, at=till.stands_at, last=True) as tx:
            tx.record("staff.locked", StaffSeen(key.staff_id))
        raise LoyaltyError("pin_disabled", tries=MOST_TRIES) from None


def _belongs(till: Till, db: Source, staff: Staff) -> bool:
    if staff.branch_id in (None, till.shop.branch_id):
        return True
    return may(rules_now(db).access, staff.level, "see_all_branches")
