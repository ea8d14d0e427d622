"""The connections of an open shop: the one it was opened with, and pools for one writer and for more readers.

The pools are made when somebody first needs them: importing their library takes a fifth of a second, and neither who
wants to sign in nor a command that only reads shall wait for it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.models.engine import make_engine

if TYPE_CHECKING:
    from sqlalchemy import Engine

READERS = 4
"""Connections for reading beside the first."""


@dataclass(slots=True)
class Pools:
    """Lends connections to readers and gives one to the writer; safe for any thread."""

    path: Path
    key: bytes
    first: Any
    """The connection the file was opened with; it serves whoever reads while nobody else does."""
    _first_turn: threading.Lock = field(init=False, default_factory=threading.Lock)
    _making: threading.Lock = field(init=False, default_factory=threading.Lock)
    _made: dict[str, Engine] = field(init=False, default_factory=dict)

    @contextmanager
    def lend(self) -> Iterator[Any]:
        """Lend a connection for reading."""
        if self._first_turn.acquire(blocking=False):
            try:
                yield self.first
            finally:
                self._first_turn.release()
        else:
            with closing(self._pool("readers", READERS).raw_connection()) as lent:
                yield lent.driver_connection

    def take_writer(self) -> Any:
        """Return the writer's connection out of its pool; the caller keeps it and closes it."""
        return self._pool("writer", 1).raw_connection()

    def close(self) -> None:
        """Close every connection that is not lent."""
        if self._first_turn.acquire(
            blocking=False
        ):  # and never given back: nobody is to be lent a closed one
            self.first.close()
        for pool in self._made.values():
            pool.dispose()

    def _pool(self, name: str, size: int) -> Engine:
        with self._making:
            if name not in self._made:
                self._made[name] = make_engine(self.path, self.key, size=size)
            return self._made[name]
