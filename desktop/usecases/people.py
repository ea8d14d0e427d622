"""Reads who works here, as they stand now, and the sealed keys they have on this till."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.folding import fold_text
from desktop.models.local import WrappedKey, staff_key
from desktop.models.queries.names import everyone, level_at_work, someone
from desktop.models.sources import Row, Source
from desktop.usecases.staff_keys import KeyCost, SealedKey
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError, require

_NONCE = 12


@dataclass(frozen=True, slots=True)
class Staff:
    """A person who works here; `has_key` on this till, `locked` after too many wrong PINs."""

    staff_id: str
    name: str
    level: str
    branch_id: str | None
    active: bool
    has_key: bool
    locked: bool


def all_staff(db: Source) -> tuple[Staff, ...]:
    """Return everybody, also those who left, by name."""
    return tuple(map(_staff, everyone(db)))


def staff_of(db: Source, staff_id: str) -> Staff:
    """Return one person; raises `staff_unknown`."""
    row = someone(db, staff_id)
    if row is None:
        raise LoyaltyError("staff_unknown", staff=staff_id)
    return _staff(row)


def working(db: Source, staff_id: str) -> Staff:
    """Return one person who works here now; raises `staff_unknown`, `staff_gone`."""
    staff = staff_of(db, staff_id)
    require(staff.active, "staff_gone", staff=staff.name)
    return staff


def level_of(db: Source, staff_id: str) -> str:
    """Return the level of one person who works here now; raises what `working` raises."""
    level = level_at_work(db, staff_id)
    return working(db, staff_id).level if level is None else level


def find_staff(till: Till, text: str | None) -> str:
    """Return the id of the person meant by an id or a name; without a text the only person of the shop.

    Raises `sign_in_needed`, `staff_unknown`, `staff_ambiguous`.
    """
    with till.read() as db:
        everybody = all_staff(db)
    if not text:
        active = [staff.staff_id for staff in everybody if staff.active]
        require(len(active) == 1, "sign_in_needed")
        return active[0]
    wanted, name = text.strip().casefold(), fold_text(text)
    by_id = [staff for staff in everybody if staff.staff_id == wanted]
    found = by_id or [staff for staff in everybody if staff.active and fold_text(staff.name) == name]
    require(found, "staff_unknown", staff=text)
    require(len(found) == 1, "staff_ambiguous", staff=text)
    return found[0].staff_id


def only_one(till: Till) -> bool:
    """Say whether one person alone works in the shop: without a name they are meant."""
    with till.read() as db:
        return sum(staff.active for staff in all_staff(db)) == 1


def sealed_key(till: Till, db: Source, staff_id: str) -> SealedKey | None:
    """Return a person's sealed key on this till, or None before their first sign-in here."""
    row = staff_key(db, staff_id)
    if row is None:
        return None
    try:
        memory, passes, lanes = (int(part) for part in row.cost.split(":"))
    except ValueError as problem:
        raise LoyaltyError("staff_key_unreadable", staff=staff_id) from problem
    nonce, sealed = row.wrapped[:_NONCE], row.wrapped[_NONCE:]
    cost = KeyCost(memory, passes, lanes)
    return SealedKey(staff_id, till.shop.till_id, row.public_key, cost, row.salt, nonce, sealed)


def wrapped(key: SealedKey) -> WrappedKey:
    """Return a sealed key as the till stores it."""
    cost = f"{key.cost.memory}:{key.cost.passes}:{key.cost.lanes}"
    return WrappedKey(key.staff_id, key.public_key, key.nonce + key.sealed, key.salt, cost)


def _staff(row: Row) -> Staff:
    staff_id, name, level, branch_id, *flags = row
    return Staff(staff_id, name, level, branch_id, *map(bool, flags))
