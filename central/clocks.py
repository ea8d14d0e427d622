"""The centre's clock: the one place where it asks the machine about time."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass, field

_NANOS = 1_000_000


@dataclass(frozen=True, slots=True)
class MachineClock:
    """What the operating system says; a boot is a run of the centre."""

    run: str = field(default_factory=lambda: uuid.uuid4().hex)

    def now(self) -> int:
        """Return the wall clock, milliseconds since the epoch."""
        return time.time_ns() // _NANOS

    def steady(self) -> int:
        """Return milliseconds that only go forward."""
        return time.monotonic_ns() // _NANOS

    def boot_id(self) -> str:
        """Return this run's own text."""
        return self.run
