"""A member's own PIN: set, changed, forgotten, and given at the counter to spend more than a day's amount of credit.

Who changes or forgets it gives the old one. Without the old one, or for a member who holds something already, it takes
somebody who may vouch for members: else whoever stands at the till could set a stranger's PIN and spend with it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial

from desktop.models.queries.lots import held
from desktop.models.queries.members import member_key
from desktop.models.queries.pins import (
    StandingPin,
    read_tries,
    standing_pin,
    standing_pins,
    write_tries,
)
from desktop.models.sources import Source, Writer
from desktop.usecases.authority import Authority, authorise
from desktop.usecases.members.naming import active_member
from desktop.usecases.members.pin_seal import open_seal, seal_pin
from desktop.usecases.pins import SHORT_LENGTH, check_new_pin, read_pin
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from desktop.usecases.tries import Counted, Tries, check_tries, count_try, forget_tries, tries_of
from loyalty.errors import LoyaltyError, require
from loyalty.kinds import CREDIT, PinSet

VOUCH = "vouch_member"
MOST_WRONG = 5
"""Wrong PINs in a row at one till; then it takes a new PIN there."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A member gave the right PIN just now; `mark` names the PIN it was."""

    member_id: str
    mark: str


def set_member_pin(
    till: Till,
    session: Session,
    member_id: str,
    new: str,
    *,
    old: str = "",
    approval: Session | None = None,
) -> str:
    """Give a member a PIN, or another one, and return the id they go by.

    Raises `not_allowed`, `member_pin_wrong`, `member_pin_disabled`, `pin_wait`, `pin_too_short`, `pin_too_long`,
    `pin_usual`, `pin_not_digits`, `member_unknown`, `member_left`, `member_erased`.
    """
    pin = check_new_pin(new, SHORT_LENGTH)
    authority = _authority(till, session, member_id, old, approval)
    with till.transaction(session.staff_id) as tx:
        owner = active_member(tx, member_id).member_id
        tx.make_member_key(owner)
        key = member_key(tx, owner)
        assert key is not None
    # Slow on purpose: nobody else may wait for it inside a transaction.
    sealed = seal_pin(pin, owner, key, till.key_cost, os.urandom)
    with till.transaction(session.staff_id) as tx:
        chief = active_member(tx, owner).member_id
        # Of the id it was sealed for, whoever they were merged with meanwhile: no other key opens it.
        tx.record("pin.set", PinSet(owner, sealed), approvals=authority.approvals)
    return chief


def forget_member_pin(
    till: Till, session: Session, member_id: str, *, old: str = "", approval: Session | None = None
) -> str:
    """Let a member have no PIN any more; raises `member_pin_none`, and what `set_member_pin` raises of the old one."""
    with till.read() as db:
        require(standing_pin(db, active_member(db, member_id).member_id), "member_pin_none")
    authority = _authority(till, session, member_id, old, approval)
    with till.transaction(session.staff_id) as tx:
        chief = active_member(tx, member_id).member_id
        for pin in standing_pins(tx, chief):
            tx.record("pin.set", PinSet(pin.member_id, b""), approvals=authority.approvals)
    return chief


def prove_member(till: Till, session: Session, member_id: str, pin: str) -> Proof:
    """Return the proof that a member gave their PIN.

    Raises `member_pin_none`, `member_pin_wrong` (with `left`), `member_pin_disabled`, `pin_wait`, `pin_not_digits`,
    `member_pin_unreadable`.
    """
    with till.read() as db:
        chief = active_member(db, member_id).member_id
        standing = standing_pin(db, chief)
        if standing is None:
            raise LoyaltyError("member_pin_none")
        counted = _counted(session, standing)
        _check(till, tries_of(till, db, counted))
    typed, seal = read_pin(pin), open_seal(standing)
    tries = _count(till, counted)
    if not seal.is_of(typed):
        raise _wrong(tries)
    forget_tries(till, counted)
    return Proof(chief, standing.mark)


def practise_pin(member_id: str, pin: str) -> Proof:
    """Return what a PIN typed in training proves: nothing a sale would take. The PIN is not looked at.

    Raises `pin_not_digits`.
    """
    read_pin(pin)
    return Proof(member_id, "")


def is_proved(db: Source, member_id: str, proof: Proof | None) -> bool:
    """Say whether a proof is of this member and of the PIN that stands now."""
    standing = standing_pin(db, member_id)
    return bool(proof and standing and proof == Proof(member_id, standing.mark))


def _authority(till: Till, session: Session, member_id: str, old: str, approval: Session | None) -> Authority:
    """Return who answers for a new PIN: anybody who may change members, where the old one or an empty purse allows it."""
    with till.read() as db:
        chief = active_member(db, member_id).member_id
        standing = standing_pin(db, chief)
        holds = any(one.lot.unit == CREDIT and one.remaining > 0 for one in held(db, chief))
    if standing and old:
        prove_member(till, session, chief, old)
    free = bool(old) if standing else not holds
    if free:
        return authorise(till, session, "change_member", approval, doing="set_member_pin")
    return authorise(till, session, VOUCH, approval)


def _counted(session: Session, pin: StandingPin) -> Counted:
    return Counted(
        f"member {pin.mark}", session.staff_id, partial(_read, pin), partial(_write, pin), MOST_WRONG
    )


def _read(pin: StandingPin, db: Source) -> Tries:
    return Tries(*read_tries(db, pin), most=MOST_WRONG)


def _write(pin: StandingPin, tx: Writer, tries: Tries) -> None:
    write_tries(tx, pin, tries.fails, tries.failed_at)


def _check(till: Till, tries: Tries) -> None:
    if tries.disabled:
        raise LoyaltyError("member_pin_disabled", tries=MOST_WRONG)
    check_tries(till, tries)


def _count(till: Till, counted: Counted) -> Tries:
    try:
        return count_try(till, counted)
    except LoyaltyError as problem:
        if problem.code == "pin_disabled":
            raise LoyaltyError("member_pin_disabled", tries=MOST_WRONG) from problem
        raise


def _wrong(tries: Tries) -> LoyaltyError:
    if tries.disabled:
        return LoyaltyError("member_pin_disabled", tries=MOST_WRONG)
    return LoyaltyError("member_pin_wrong", left=tries.left)
