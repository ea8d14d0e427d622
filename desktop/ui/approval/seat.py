"""Who sits at the till, as the ports of screens need it. The program's own seat is one; tests bring another."""

from __future__ import annotations

from typing import Protocol

from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till


class Seat(Protocol):
    """The open till and the person at it."""

    @property
    def till(self) -> Till:
        """Return the open till."""
        ...

    @property
    def session(self) -> Session:
        """Return the person at the till; raises `session_locked` when nobody is."""
        ...

    def refuse_training(self) -> None:
        """Refuse what would write while training: raises `training_writes_nothing`."""
        ...
