"""Keeps a file's open connections between uses: opening an encrypted one costs a hundred times what asking does.

What must hold: never more than `size` connections at once, each with one borrower at a time; one that was given back
with a transaction still open is closed, not lent again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlcipher3 import dbapi2

from loyalty.errors import require

PATIENCE = 30
"""Seconds a borrower waits for a connection while all are lent."""


@dataclass(slots=True)
class Lent:
    """A connection somebody works with; `close()` gives it back, once."""

    driver_connection: Any
    _back: Callable[[Any], None] | None

    def close(self) -> None:
        """Give the connection back."""
        back, self._back = self._back, None
        if back is not None:
            back(self.driver_connection)


@dataclass(slots=True)
class Pool:
    """Connections made by `make` when one is wanted and none is free; the one used last is lent first."""

    make: Callable[[], Any]
    size: int
    _free: list[Any] = field(default_factory=list)
    _closed: bool = False
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _room: threading.BoundedSemaphore = field(init=False)

    def __post_init__(self) -> None:
        """Count the connections that may still be lent."""
        self._room = threading.BoundedSemaphore(self.size)

    def lend(self) -> Lent:
        """Return a connection; raises `shop_busy` when none came back in time, and what opening the file raises."""
        require(self._room.acquire(timeout=PATIENCE), "shop_busy")
        try:
            with self._turn:
                known = self._free.pop() if self._free else None
            return Lent(self.make() if known is None else known, self._take_back)
        except BaseException:
            self._room.release()
            raise

    def close(self) -> None:
        """Close what is free now; what is lent is closed when it comes back."""
        with self._turn:
            self._closed = True
            free, self._free = self._free, []
        for connection in free:
            connection.close()

    def _take_back(self, connection: Any) -> None:
        with self._turn:
            keeps = not self._closed and not connection.in_transaction
            if keeps:
                self._free.append(connection)
        if not keeps:
            with suppress(dbapi2.Error):
                connection.close()
        self._room.release()
