"""Takes a file's write-ahead log in, when it has grown long, while nobody writes.

SQLite by itself takes it in beside those who write: where several processes always do, it never comes to the end and the
log never starts anew. Half a million facts left two and a half gigabytes of it, and every page was looked for in all of them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlcipher3 import dbapi2

LONG = 16_000
"""How many pages make a log long: 64 MiB."""
LONGEST = 64_000
"""How many pages make the log of any file long."""
SHARE = 3
"""Between these a third of its file is long: tills that come back all write into the same pages of a large file, and what
is taken in seldom is taken in once."""
BRIEF_SECONDS = 0.25
"""How long those who read are waited for: a backup reads for minutes, and others want to write."""
LOOK_SECONDS = 0.001


def look_again(seconds: float) -> Callable[[int], bool]:
    """Return what a connection does where a file is busy: look every millisecond, for so long.

    SQLite itself sleeps longer each time, up to a tenth of a second, while the file is free already.
    """

    def again(times: int) -> bool:
        time.sleep(LOOK_SECONDS)
        return times * LOOK_SECONDS < seconds

    return again


@dataclass(slots=True)
class WriteLogs:
    """How long the logs of files were when they could not be taken in whole, by the names of the files."""

    patience: float
    _left: dict[str, int] = field(default_factory=dict)

    def tidy(self, name: str, connection: Any) -> None:
        """Take a log in after a transaction, where it is long, or that much longer than when somebody read in it.

        What was written stands, whatever comes of this: on a full disk the log stays as long as it is.
        """
        with suppress(dbapi2.Error):
            self._tidy(name, connection)

    def _tidy(self, name: str, connection: Any) -> None:
        _, logged, taken = connection.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()
        left = self._left.get(name, 0)
        grown = logged - (left if left < logged else 0)
        if taken >= logged or grown < LONG or grown < _long(connection):
            return
        connection.set_busy_handler(look_again(BRIEF_SECONDS))
        try:
            busy, logged, _ = connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchone()
        finally:
            connection.set_busy_handler(look_again(self.patience))
        self._left[name] = logged if busy else 0


def _long(connection: Any) -> int:
    pages: int = connection.execute("PRAGMA page_count").fetchone()[0]
    return min(max(LONG, pages // SHARE), LONGEST)
