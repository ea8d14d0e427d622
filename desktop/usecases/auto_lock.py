"""Locks a till that nobody touches: the open key is forgotten after the minutes the settings say.

Measured by the steady clock, which nobody can set back to keep a till open; a machine that was started anew, or
slept through the time, finds the till locked.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.usecases.settings import read_setting
from desktop.usecases.sign_in import Session, lock
from desktop.usecases.till import Till
from loyalty.clock import MINUTE, Clock


@dataclass(slots=True)
class AutoLock:
    """Counts how long nobody touched the till; `minutes` as the settings say."""

    clock: Clock
    minutes: int
    _steady: int = field(init=False)
    _boot_id: str = field(init=False)

    def __post_init__(self) -> None:
        """Begin with a touch."""
        self.touch()

    def touch(self) -> None:
        """Note that somebody is there: a key, a scan, a finger."""
        self._steady, self._boot_id = self.clock.steady(), self.clock.boot_id()

    def left(self) -> int:
        """Return milliseconds until the till locks; 0 when its time has come."""
        if self.clock.boot_id() != self._boot_id:
            return 0
        return max(0, self.minutes * MINUTE - (self.clock.steady() - self._steady))

    def lock_if_due(self, session: Session | None) -> bool:
        """Lock a session whose time has come and say whether it was locked now."""
        if session is None or not session.open or self.left():
            return False
        lock(session)
        return True


def auto_lock(till: Till) -> AutoLock:
    """Return the lock of a till, by its settings."""
    with till.read() as db:
        return AutoLock(till.clock, int(read_setting(db, "auto_lock_minutes")))
