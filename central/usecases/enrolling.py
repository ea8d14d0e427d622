"""How a till comes in: its code is looked at, then taken with the till's own key; a shop can bring its own past."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace

from central.signing import SeedSigner
from central.store import businesses, catalogue
from central.store.businesses import Branch, Business, TillRow
from central.store.catalogue import Code, TillKey
from central.store.db import Db
from central.store.places import Place
from central.usecases.fitness import fits_name
from central.usecases.founding import CODE_LIFE, check_id, name_till
from central.usecases.owners import owners_of
from central.usecases.sitting import BEHIND, Sitting, sit, write_turn
from loyalty.clock import Clock
from loyalty.errors import LoyaltyError, require
from loyalty.exchange.codes import hash_code, is_code_name, is_mark, mark_asked, name_code
from loyalty.exchange.enrolling import Enrolled, Enrolment, Invitation
from loyalty.ids import IdMaker
from loyalty.kinds import TillEnrolled

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class _Asked:
    """An enrolment whose code and key have been looked at."""

    enrolment: Enrolment
    code: Code
    public_key: bytes


def prove_code(place: Place, told: str, path: str, body: bytes, mark: str) -> bytes | None:
    """Return what a code is kept as that was told by its name, for marking the answer; None for one told in plain.

    Raises `till_code_unknown`, `code_mark_wrong` where the till's mark is not under this question.
    """
    if not is_code_name(told):
        return None
    with place.catalogue() as db:
        kept = _kept_as(db, told)
    require(is_mark(mark, mark_asked(kept, path, body)), "code_mark_wrong")
    return kept


def look_at_code(place: Place, clock: Clock, typed: str) -> Invitation:
    """Return what a code is for, without using it up. Raises `till_code_unknown`, `till_code_used`, `till_code_expired`."""
    code = _find(place, clock, typed)
    require(code.nonce is None, "till_code_used")
    # A shop that brings its own past brings its till's name and its owner: of those who work here it need not hear yet.
    till_code = name_till(place, clock, code) if code.branch_id else ""
    owners = owners_of(place, code.business_id) if code.branch_id else None
    with place.business(code.business_id) as db:
        business = businesses.read_business(db)
    return Invitation(
        business.business_id,
        business.name,
        business.currency,
        business.exponent,
        business.trade,
        business.test,
        code.branch_id,
        code.branch_name,
        code.zone,
        till_code,
        owners,
    )


def enrol_till(place: Place, clock: Clock, ids: IdMaker, enrolment: Enrolment) -> Enrolled:
    """Let a till in; asked again with the same nonce, the answer is the same.

    Raises `till_code_unknown`, `till_code_used`, `till_code_expired`, `enrolment_unreadable`, `enrolment_currency_differs`,
    `enrolment_branch_differs`, `till_known`, `business_known`, `till_name_taken`.
    """
    code = _find(place, clock, enrolment.code, taken_with=enrolment.nonce)
    asked = _Asked(enrolment, code, _read_key(enrolment))
    key = TillKey(enrolment.till_id, code.business_id, asked.public_key)
    _check(place, asked, key)
    _take(place, asked)
    with sit(place, code.business_id, clock, ids) as sitting:
        branch_id = _let_in(sitting, asked)
        business = sitting.business
    with place.catalogue(write=True) as db:
        catalogue.add_till_key(db, key)
    return _answer(business, branch_id, enrolment.till_id)


def _find(place: Place, clock: Clock, typed: str, taken_with: str | None = None) -> Code:
    with place.catalogue() as db:
        code = catalogue.find_code(db, _kept_as(db, typed))
    if code is None:
        raise LoyaltyError("till_code_unknown")
    again = taken_with is not None and code.nonce == taken_with
    require(again or clock.now() < code.expires_at, "till_code_expired")
    return code


def _kept_as(db: Db, told: str) -> bytes:
    # Codes stay when they are used or have expired, to be refused as that; a few for each till there ever was, the newest
    # first, are looked through in a moment.
    if not is_code_name(told):
        return hash_code(told)
    kept = next((one for one in catalogue.kept_codes(db) if name_code(one) == told), None)
    if kept is None:
        raise LoyaltyError("till_code_unknown")
    return kept


def _read_key(enrolment: Enrolment) -> bytes:
    try:
        key = base64.b64decode(enrolment.public_key, validate=True)
    except ValueError as problem:
        raise LoyaltyError("enrolment_unreadable", what="public_key") from problem
    require(len(key) == KEY_BYTES, "enrolment_unreadable", what="public_key")
    return key


def _check(place: Place, asked: _Asked, key: TillKey) -> None:
    told, code = asked.enrolment, asked.code
    check_id(told.till_id, "till_id")
    check_id(told.business_id, "business_id")
    for what in ("nonce", "branch_id", "branch_name", "zone", "till_code"):
        require(fits_name(getattr(told, what)), "enrolment_unreadable", what=what)
    require(
        not code.branch_id or told.branch_id == code.branch_id,
        "enrolment_branch_differs",
        branch=code.branch_name,
    )
    require(code.nonce is None or (code.nonce, code.till_id) == (told.nonce, told.till_id), "till_code_used")
    with place.catalogue() as db:
        known = catalogue.till_key(db, told.till_id)
        foreign = {one for one, _ in catalogue.tenants(db)} - {code.business_id}
    require(known is None or known == key, "till_known")
    require(told.business_id not in foreign, "business_known")
    with place.business(code.business_id) as db:
        business = businesses.read_business(db)
    same = (told.currency, told.exponent) == (business.currency, business.exponent)
    require(same, "enrolment_currency_differs", mine=business.currency, yours=told.currency)


def _take(place: Place, asked: _Asked) -> None:
    """Use the code up and note with it what its till is called, where no other till is called so."""
    told, code = asked.enrolment, asked.code
    # The lock of the business: of two that come in one moment under one name, one is let in.
    with place.business(code.business_id, write=True) as db:
        before = businesses.find_till(db, told.till_id)
        retired_at = before.retired_at if before is not None else None
        # What a till came in with once does not bring it back: who takes it out of use may not have the slip of paper.
        stale = code.nonce is not None and retired_at is not None and code.expires_at - CODE_LIFE < retired_at
        require(not stale, "till_code_used")
        others = {one.code for one in businesses.tills(db) if one.till_id != told.till_id}
        with place.catalogue(write=True) as listed:
            others |= catalogue.used_names(listed, code.business_id, told.till_id)
            # A folder whose code ended may come with a newer one: what it is called may be another's by now.
            free = not code.branch_id or told.till_code not in others
            require(free, "till_name_taken", till=told.till_code)
            catalogue.take_code(listed, code.code_hash, told.nonce, told.till_id, told.till_code)


def _let_in(sitting: Sitting, asked: _Asked) -> str:
    db, told = sitting.db, asked.enrolment
    before = businesses.find_till(db, told.till_id)
    if before is not None and before.retired_at is None:
        return before.branch_id
    if told.business_id != db.business_id:
        businesses.add_alias(db, told.business_id)
    if not asked.code.branch_id:
        businesses.set_branch(db, Branch(told.branch_id, told.branch_name, told.zone))
    row = _row(sitting, asked, before)
    businesses.set_till(db, row)
    turn = sitting.turn(sitting.centre)
    turn.mint("till.enrolled", TillEnrolled(row.till_id, row.branch_id, row.public_key, row.place))
    write_turn(sitting, turn)
    return row.branch_id


def _row(sitting: Sitting, asked: _Asked, before: TillRow | None) -> TillRow:
    told = asked.enrolment
    # It may come with what a centre that was put back forgot: like all others it has to be heard before that gives anything.
    awaited = businesses.anyone_awaited(sitting.db)
    if before is not None:
        # It was retired and comes back: first it must learn what was taken from it.
        return replace(before, retired_at=None, doubt=BEHIND, enrolled_at=sitting.at, awaited=awaited)
    place = businesses.next_place(sitting.db, told.branch_id)
    return TillRow(
        told.till_id,
        told.branch_id,
        asked.public_key,
        place,
        told.till_code,
        sitting.at,
        0,
        0,
        "",
        None,
        "",
        awaited,
    )


def _answer(business: Business, branch_id: str, till_id: str) -> Enrolled:
    key = base64.b64encode(SeedSigner(business.seed).public_key).decode("ascii")
    return Enrolled(business.business_id, branch_id, till_id, business.centre_id, key, business.generation)
