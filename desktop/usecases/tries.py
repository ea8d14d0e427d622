"""Counts tries at a PIN so that nothing gives an eleventh: not a restart, a kill, another clock or an old file.

A try is counted before it is made, in the shop's file and in a small file beside the machine's keys; the larger
count holds. Counts belong to one key: a new PIN makes a new key and begins at nothing. Delays are measured by
the steady clock, which nobody can set.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from desktop.models.local import keep_tries, staff_key
from desktop.models.sources import Source, Writer
from desktop.usecases.till import Till
from loyalty.clock import SECOND
from loyalty.errors import LoyaltyError, require

MOST_TRIES = 10
_DELAYS = (0, 0, 0, 1, 1, 2, 2, 4, 4, 8)
"""Seconds to wait after so many wrong PINs."""


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong PINs in a row and when the last one was, by the wall and the steady clock of a boot."""

    fails: int = 0
    failed_at: int = 0
    steady: int = 0
    boot_id: str = ""
    most: int = MOST_TRIES

    @property
    def disabled(self) -> bool:
        """Say whether the PIN has stopped working."""
        return self.fails >= self.most

    @property
    def left(self) -> int:
        """Return how many tries are left."""
        return max(0, self.most - self.fails)


@dataclass(frozen=True, slots=True)
class Counted:
    """A PIN whose tries are counted, and where the shop's file keeps the count; another PIN has another `mark`."""

    mark: str
    by: str
    read: Callable[[Source], Tries]
    write: Callable[[Writer, Tries], None]
    most: int = MOST_TRIES


def of_staff(staff_id: str, public_key: bytes) -> Counted:
    """Return the PIN that opens a person's key."""
    mark = f"{staff_id}:{public_key.hex()[:16]}"
    return Counted(mark, staff_id, partial(_read_staff, staff_id), partial(_write_staff, staff_id))


def _read_staff(staff_id: str, db: Source) -> Tries:
    row = staff_key(db, staff_id)
    return Tries(row.fails, row.failed_at or 0) if row else Tries()


def _write_staff(staff_id: str, tx: Writer, tries: Tries) -> None:
    keep_tries(tx, staff_id, tries.fails, tries.failed_at or None, locked=tries.disabled)


def tries_of(till: Till, db: Source, pin: Counted) -> Tries:
    """Return the tries made at a PIN: the worse of what the shop's file and the machine remember."""
    mirrored = _read_mirror(_mirror(till)).get(pin.mark, Tries(most=pin.most))
    stored = pin.read(db)
    return mirrored if mirrored.fails >= stored.fails else stored


def wait_of(till: Till, tries: Tries) -> int:
    """Return milliseconds still to wait before the next try."""
    delay = _DELAYS[min(tries.fails, len(_DELAYS) - 1)] * SECOND
    if tries.boot_id == till.clock.boot_id():
        gone = till.clock.steady() - tries.steady
    else:
        gone = till.clock.now() - tries.failed_at
    return max(0, delay - max(0, gone))


def check_tries(till: Till, tries: Tries) -> None:
    """Refuse a try too many or too soon: raises `pin_disabled`, `pin_wait` (with `seconds`)."""
    require(not tries.disabled, "pin_disabled", tries=tries.most)
    wait = wait_of(till, tries)
    require(not wait, "pin_wait", seconds=-(-wait // SECOND))


def count_try(till: Till, pin: Counted) -> Tries:
    """Count a try, durably, before it is made; returns the count including it.

    Looks again at what was tried meanwhile, so that many at one moment get no more than one after another would.
    Raises `pin_disabled`, `pin_wait`, `tries_not_kept`.
    """
    with till.transaction(pin.by, last=True) as tx:
        before = tries_of(till, tx, pin)
        check_tries(till, before)
        clock = till.clock
        tries = Tries(before.fails + 1, clock.now(), clock.steady(), clock.boot_id(), pin.most)
        _write_mirror(_mirror(till), pin.mark, tries)
        pin.write(tx, tries)
    return tries


def forget_tries(till: Till, pin: Counted) -> None:
    """Begin at nothing again, after the right PIN."""
    with till.transaction(pin.by, last=True) as tx:
        # The last try counts as the one that disables, until it turns out to be right.
        pin.write(tx, Tries(most=pin.most))
    _write_mirror(_mirror(till), pin.mark, None)


def _mirror(till: Till) -> Path:
    return till.keys.folder / f"{till.shop.till_id}.tries"


def _read_mirror(path: Path) -> dict[str, Tries]:
    try:
        rows = json.loads(path.read_bytes())
        return {mark: Tries(**row) for mark, row in rows.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write_mirror(path: Path, mark: str, tries: Tries | None) -> None:
    rows = {known: asdict(row) for known, row in _read_mirror(path).items() if known != mark}
    if tries is not None:
        rows[mark] = asdict(tries)
    try:
        _replace(path, json.dumps(rows).encode())
    except OSError as problem:
        # A try that cannot be counted is not made.
        raise LoyaltyError("tries_not_kept") from problem


def _replace(path: Path, raw: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(".tries-new")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)
