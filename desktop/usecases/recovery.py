"""Bad days: the key store lost, the disk dead, the owner's PIN forgotten. The recovery sheet is the way back.

The sheet holds the shop's own key, so whoever has it and the file has the shop: it is shown to the owner alone. What
is put back from a backup has every later erasure applied before it opens, and starts a new epoch that names its
parent.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from pathlib import Path

from desktop.models.backup import restore_backup
from desktop.models.keys import KeyStore
from desktop.models.recovery import RecoverySheet, make_sheet, read_sheet, restore_key
from desktop.usecases.authority import authorise
from desktop.usecases.people import Staff, staff_of, working
from desktop.usecases.pins import check_new_pin
from desktop.usecases.sign_in import Session
from desktop.usecases.staff import record_key
from desktop.usecases.till import Till
from loyalty.access import OWNER
from loyalty.clock import Clock
from loyalty.errors import require


@dataclass(frozen=True, slots=True)
class Restored:
    """A shop put back: its folder, how many facts its backup held, and where the file that was there is kept."""

    folder: Path
    facts: int
    made_at: int
    kept: Path | None = None


def recovery_sheet(till: Till, session: Session, approval: Session | None = None) -> RecoverySheet:
    """Return the sheet again, for the owner to print."""
    authorise(till, session, "restore", approval)
    return make_sheet(till.store.data_key)


def recover_key(folder: Path, sheet: str, *, keys: KeyStore) -> None:
    """Give this machine the key of a shop whose key is gone, from its sheet (typed or scanned).

    Raises `recovery_group_wrong` (with the group), `recovery_incomplete`, `recovery_of_other_shop`, `shop_missing`.
    """
    restore_key(folder, sheet, keys)


def restore_shop(
    source: Path, folder: Path, *, keys: KeyStore, clock: Clock, sheet: str | None = None
) -> Restored:
    """Put a backup into a folder: over the same shop (which is kept beside) or, with the sheet, on a bare machine.

    Raises `backup_missing`, `backup_foreign`, `backup_unreadable`, `backup_of_other_shop`, `shop_key_missing`,
    `shop_open_elsewhere`.
    """
    key = None if sheet is None else read_sheet(sheet)
    put = restore_backup(source, folder, keys=keys, at=clock.now(), key=key)
    return Restored(folder, put.manifest.facts, put.manifest.made_at, put.kept)


def reset_owner_pin(till: Till, sheet: str, pin: str, staff_id: str = OWNER) -> Staff:
    """Give an owner a new PIN by the recovery sheet, also after ten wrong ones; returns the owner.

    The new key signs for itself: nobody stands above an owner. Raises `recovery_of_other_shop`, `pin_usual`.
    """
    fits = hmac.compare_digest(read_sheet(sheet), till.store.data_key)
    require(fits, "recovery_of_other_shop")
    chosen = check_new_pin(pin)
    with till.transaction(staff_id) as tx:
        staff = working(tx, staff_id)
        require(staff.level == OWNER, "sheet_for_owners", staff=staff.name)
        record_key(till, tx, staff_id, chosen, ())
        return staff_of(tx, staff_id)
